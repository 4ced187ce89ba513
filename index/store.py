"""Reading a store: its policies, its vectors, and search."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import StoreError
from corpus.model import Passage, Policy
from index.embeddings import Embeddings
from index.generations import Manifest, current, mend
from index.lexical import LexicalIndex
from index.records import from_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.nearest import NearestUnits


class Policies(Mapping[str, Policy]):
    """The policies of a store by path, in the order of the paths; each is parsed when first asked for."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines
        self._read: dict[str, Policy] = {}

    def __getitem__(self, path: str) -> Policy:
        if path not in self._read:
            self._read[path] = from_line(self._lines[path])
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """How well one sentence of a policy fits a query: ``dense`` is a cosine, ``lexical`` a BM25 score, ``score`` both fused."""

    path: str
    sentence: int
    dense: float
    lexical: float
    score: float


@dataclass(frozen=True, slots=True)
class Rows:
    """The units of a store as arrays of length n: number of the policy, of its sentence, and the span of the words."""

    policy: NDArray[np.int32]
    sentence: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


class Store:
    """One generation of an index, opened for reading. It stays as it is even if another process makes a new one."""

    def __init__(
        self,
        store: Path,
        folder: Path,
        manifest: Manifest,
        embedder: Embeddings,
        policies: Policies,
        rows: Rows,
        vectors: NDArray[np.float32],
        lexical: LexicalIndex,
    ) -> None:
        self.path = store
        self.policies: Mapping[str, Policy] = policies
        self._folder = folder
        self._manifest = manifest
        self._embedder = embedder
        self._rows = rows
        self._vectors = vectors
        self._lexical = lexical
        self._nearest: NearestUnits | None = None

    @property
    def version(self) -> str:
        """A short id of this index generation and its date."""
        return self._manifest.version

    def refreshed(self) -> Store:
        """This store, or the newer generation if another process has replaced the index since."""
        found = current(self.path)
        if found is not None and found[1].generation == self._manifest.generation:
            return self
        return open_store(self.path, embedder=self._embedder)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a query, shape (dimension,)."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The unit vectors of queries, shape (n, dimension)."""
        return self._embedder.vectors(texts, prompt=self._embedder.card.query_prompt)

    def sentence_vectors(self, path: str) -> NDArray[np.float32]:
        """One unit vector per sentence of a policy, shape (n sentences, dimension); zeros for boilerplate."""
        import numpy as np

        found = np.zeros((len(self.policies[path].sentences), self._manifest.dimension), dtype=np.float32)
        rows = np.flatnonzero(self._rows.policy == list(self.policies).index(path))
        np.add.at(found, self._rows.sentence[rows], self._vectors[rows])
        norms = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(norms > 0, norms, 1), dtype=np.float32)

    def sentence_scores(self, query: str, k: int, paths: Collection[str] | None = None) -> list[SentenceScore]:
        """The k sentences that fit a query best, by dense and lexical score fused, best first."""
        import numpy as np

        dense = self._vectors @ self.embed_query(query)
        lexical = self._lexical.scores(query)
        fused = dense + 0.02 * lexical
        names = list(self.policies)
        best: dict[tuple[int, int], SentenceScore] = {}
        for row in np.argsort(-fused, kind="stable"):
            place = int(self._rows.policy[row]), int(self._rows.sentence[row])
            if place in best or (paths is not None and names[place[0]] not in paths):
                continue
            best[place] = SentenceScore(
                names[place[0]], place[1], float(dense[row]), float(lexical[row]), float(fused[row])
            )
            if len(best) == k:
                break
        return list(best.values())

    def search(
        self, query: str, k: int = 8, history: Sequence[str] = (), paths: Collection[str] | None = None
    ) -> list[Passage]:
        """The k passages that fit a query best, best first; ``history`` holds the earlier questions, oldest first.

        ``paths`` restricts the search to these policies.
        """
        from index.units import header

        found = []
        for hit in self.sentence_scores(query, k, paths):
            policy = self.policies[hit.path]
            sentence = policy.sentences[hit.sentence]
            section = policy.sections[sentence.section] if policy.sections else None
            found.append(
                Passage(
                    path=policy.path,
                    policy=policy.id,
                    title=policy.title,
                    country=policy.country,
                    section=section.name if section else "",
                    start=sentence.start,
                    end=sentence.end,
                    text=policy.words(sentence),
                    header=header(policy, section),
                    score=hit.score,
                )
            )
        return found


def open_store(store: Path, *, embedder: Embeddings | None = None) -> Store:
    """Opens the current generation of a store.

    Raises StoreError where there is none, where it is damaged, or where another model or version made it.
    """
    embedder = embedder or Embeddings()
    store = Path(store)
    for _ in range(20):
        found = current(store)
        if found is None:
            raise StoreError(f"there is no index in {store}: {mend(store)}")
        folder, manifest = found
        try:
            return _open(store, folder, manifest, embedder)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            # A writer may have replaced it between the two readings.
            again = current(store)
            if again is None or again[1].generation == manifest.generation:
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                raise StoreError(f"the index in {store} is damaged ({reason}): {mend(store)}") from error
    raise StoreError(f"the index in {store} changes all the time: try again when no other process writes it")


def _open(store: Path, folder: Path, manifest: Manifest, embedder: Embeddings) -> Store:
    import numpy as np

    card = embedder.card
    if manifest.model_hash != card.hash:
        raise StoreError(
            f"the index in {store} was made with another embedding model ({manifest.model}, not {card.name}): {mend(store)}"
        )
    lines = (folder / "policies.jsonl").read_text(encoding="utf-8").splitlines()
    if len(lines) != len(manifest.texts):
        raise ValueError("policies are missing")
    policies = dict(zip(manifest.texts, lines, strict=True))
    with np.load(folder / "units.npz", allow_pickle=False) as arrays:
        rows = Rows(arrays["policy"], arrays["sentence"], arrays["start"], arrays["end"])
    vectors = np.load(folder / "vectors.npy", allow_pickle=False)
    if vectors.shape != (manifest.units, card.dimension) or len(rows.policy) != manifest.units:
        raise ValueError("vectors are missing")
    lexical = LexicalIndex.load(folder / "lexical", manifest.units)
    return Store(store, folder, manifest, embedder, Policies(policies), rows, vectors, lexical)
