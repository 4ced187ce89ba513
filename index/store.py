"""Reading a store: its policies, its vectors, and search."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import StoreError
from corpus.model import Passage, Policy
from index.encoder import Encoder
from index.generations import Generation, current, current_name, mend
from index.records import from_line
from index.searching import EXACT_UNITS, Lexicon, Rows, Searcher
from index.units import header
from index.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.nearest import NearestUnits


#: How many vectors of queries are kept, so that a question asked again is not embedded again.
KNOWN_QUERIES = 5000


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
    """How well one sentence of a policy fits a query.

    ``dense`` is a cosine, ``lexical`` a BM25 score, ``score`` both fused; ``probability`` is that of being the sentence
    that answers, given the policy's other sentences, the other policies and the history.
    """

    path: str
    sentence: int
    dense: float
    lexical: float
    score: float
    probability: float


class Store:
    """One generation of an index, opened for reading. It stays as it is even if another process makes a new one."""

    def __init__(
        self,
        generation: Generation,
        embedder: Encoder,
        policies: Policies,
        rows: Rows,
        vectors: NDArray[np.float32],
        lexicon: Lexicon,
        exact_units: int = EXACT_UNITS,
    ) -> None:
        self.path = generation.store
        self.policies: Mapping[str, Policy] = policies
        self._generation = generation
        self._embedder = embedder
        self._rows = rows
        self._vectors = vectors
        self._paths = list(policies)
        self._number = {path: i for i, path in enumerate(policies)}
        self._known: dict[str, NDArray[np.float32]] = {}
        self._nearest: NearestUnits | None = None
        self._lock = threading.Lock()
        self._searcher = Searcher(
            rows, vectors, lexicon, len(policies), self.embed_query, self._nearest_units, exact_units
        )

    @property
    def version(self) -> str:
        """A short id of this index generation and its date."""
        return self._generation.manifest.version

    @property
    def model(self) -> str:
        """The name of the embedding model."""
        return self._generation.manifest.model

    def refreshed(self) -> Store:
        """This store, or the newer generation if another process has replaced the index since."""
        if current_name(self.path) == self._generation.folder.name:
            return self
        return open_store(self.path, embedder=self._embedder)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a query, shape (dimension,)."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The unit vectors of queries, shape (n, dimension); several at once take less time than one by one."""
        import numpy as np

        known = self._known
        new = [t for t in dict.fromkeys(texts) if t not in known]
        if new:
            if len(known) + len(new) > KNOWN_QUERIES:
                self._known = known = {t: known[t] for t in texts if t in known}
            made = self._embedder.query_vectors(new)
            known.update(zip(new, made, strict=True))
        return (
            np.stack([known[t] for t in texts])
            if texts
            else np.zeros((0, self._vectors.shape[1]), np.float32)
        )

    def sentence_vectors(self, path: str) -> NDArray[np.float32]:
        """One unit vector per sentence of a policy, shape (n sentences, dimension); zeros for boilerplate."""
        import numpy as np

        found = np.zeros((len(self.policies[path].sentences), self._vectors.shape[1]), dtype=np.float32)
        rows = np.flatnonzero(self._rows.policy == self._number[path])
        np.add.at(found, self._rows.sentence[rows], self._vectors[rows])
        norms = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(norms > 0, norms, 1), dtype=np.float32)

    def sentence_scores(
        self, query: str, k: int, history: Sequence[str] = (), paths: Collection[str] | None = None
    ) -> list[SentenceScore]:
        """The k sentences that most likely answer a query, best first."""
        import numpy as np

        if not len(self._rows):
            return []
        dense, lexical, fused = self._searcher.scores(query)
        odds, _ = self._searcher.odds(query, history, self._allowed(paths))
        best: dict[tuple[int, int], SentenceScore] = {}
        for row in np.argsort(-odds, kind="stable"):
            place = int(self._rows.policy[row]), int(self._rows.sentence[row])
            if len(best) == k or not np.isfinite(odds[row]):
                break
            if place not in best:
                best[place] = SentenceScore(
                    path=self._paths[place[0]],
                    sentence=place[1],
                    dense=float(dense[row]),
                    lexical=float(lexical[row]),
                    score=float(fused[row]),
                    probability=float(np.exp(odds[row])),
                )
        return list(best.values())

    def search(
        self, query: str, k: int = 8, history: Sequence[str] = (), paths: Collection[str] | None = None
    ) -> list[Passage]:
        """The k passages that fit a query best, best first; ``history`` holds the earlier questions, oldest first.

        ``paths`` restricts the search to these policies. ``Passage.score`` is the probability, as the ranking sees it,
        that the passage's best sentence is the one that answers.
        """
        windows = self._searcher.windows(query, k, history, self._allowed(paths))
        return [self._passage(window) for window in windows]

    def search_many(self, searches: Sequence[tuple[str, int, Sequence[str]]]) -> list[list[Passage]]:
        """The same for many searches (query, k, history): their questions are embedded together, which is faster."""
        self.embed_queries([text for query, _, history in searches for text in (query, *history)])
        return [[self._passage(w) for w in windows] for windows in self._searcher.windows_many(searches)]

    def _allowed(self, paths: Collection[str] | None) -> NDArray[np.bool_] | None:
        import numpy as np

        return None if paths is None else np.array([path in paths for path in self._number], dtype=bool)

    def _passage(self, window: Window) -> Passage:
        policy = self.policies[self._paths[window.policy]]
        section = policy.sections[window.section] if window.section < len(policy.sections) else None
        return Passage(
            path=policy.path,
            policy=policy.id,
            title=policy.title,
            country=policy.country,
            section=section.name if section else "",
            start=window.start,
            end=window.end,
            text=policy.text[window.start : window.end],
            header=header(policy, section),
            score=math.exp(window.score),
        )

    def _nearest_units(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]] | None:
        """Numbers and cosines of the k nearest units by Chroma; None where its files have given way to a newer generation."""
        folder = self._generation.folder
        try:
            if not (folder / "manifest.json").is_file():
                return None
            with self._lock:
                if self._nearest is None:
                    from index.nearest import NearestUnits

                    self._nearest = NearestUnits(folder / "chroma")
                return self._nearest.search(vector, k)
        except Exception as error:
            if not (folder / "manifest.json").is_file():
                return None
            raise StoreError(f"the index in {self.path} is damaged (chroma): {mend(self.path)}") from error


def open_store(store: Path, *, embedder: Encoder | None = None, exact_units: int = EXACT_UNITS) -> Store:
    """Opens the current generation of a store.

    Raises StoreError where there is none, where it is damaged, or where another model or version made it.
    """
    embedder = embedder or Encoder()
    store = Path(store)
    for _ in range(20):
        generation = current(store)
        if generation is None:
            raise StoreError(f"there is no index in {store}: {mend(store)}")
        try:
            return _open(generation, embedder, exact_units)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            # A writer may have replaced it between the two readings.
            if current_name(store) == generation.folder.name:
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                raise StoreError(f"the index in {store} is damaged ({reason}): {mend(store)}") from error
    raise StoreError(
        f"the index in {store} is being replaced all the time: try again when no other process writes it"
    )


def _open(generation: Generation, embedder: Encoder, exact_units: int) -> Store:
    import numpy as np

    manifest, card = generation.manifest, embedder.card
    if (manifest.model_hash, manifest.dimension) != (card.hash, card.dimension):
        raise StoreError(
            f"the index in {generation.store} was made with another embedding model "
            f"({manifest.model}, not {card.name}): {mend(generation.store)}"
        )
    folder = generation.folder
    lines = (folder / "policies.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    if len(lines) != len(manifest.texts):
        raise ValueError("policies are missing")
    policies = Policies(dict(zip(sorted(manifest.texts), lines, strict=True)))
    names = ("policy", "section", "sentence", "start", "end", "fingerprint")
    with np.load(folder / "units.npz", allow_pickle=False) as arrays:
        rows = Rows(*(arrays[name] for name in names))
    mapped: Literal["r"] | None = (
        "r" if manifest.units > exact_units else None
    )  # then only the rows that are needed are read
    vectors = np.load(folder / "vectors.npy", allow_pickle=False, mmap_mode=mapped)
    if vectors.shape != (manifest.units, manifest.dimension) or len(rows) != manifest.units:
        raise ValueError("vectors are missing")
    lexicon = Lexicon.load(folder / "lexical", manifest.units, len(policies))
    return Store(generation, embedder, policies, rows, vectors, lexicon, exact_units)
