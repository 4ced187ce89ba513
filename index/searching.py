"""Searching one generation: the arrays of a store -> scored sentences and passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.lexical import LexicalIndex
from index.ranking import TURNS, Array, Layout, policy_odds, policy_scores, sentence_odds, unit_scores
from index.windows import Hit, Window, grow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Up to this many units every cosine is computed: that takes some 5 ms at 50,000, is exact, and needs no chromadb. Beyond,
#: Chroma names the nearest, and the policies that hold them are scored in full.
EXACT_UNITS = 50_000
#: Cosines that are computed at once for many searches.
BLOCK = 2_000_000
#: How many earlier questions the evidence is kept of.
KEPT_TURNS = 2000
#: Ranked sentences that passages grow from: some, and more for each passage that is wanted.
HITS, HITS_EACH = 40, 5
#: How many nearest units Chroma is asked for.
NEAREST = 300


@dataclass(frozen=True, slots=True)
class Rows:
    """The units of a store as arrays of length n: number of the policy, section, sentence, and the span of the words."""

    policy: NDArray[np.int32]
    section: NDArray[np.int32]
    sentence: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    fingerprint: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.policy)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The three lexical indexes: of units with their context, of whole texts, and of titles."""

    units: LexicalIndex
    texts: LexicalIndex
    titles: LexicalIndex

    @classmethod
    def load(cls, folder: Path, units: int, policies: int) -> Lexicon:
        """Opens what ``save`` wrote."""
        return cls(
            LexicalIndex.load(folder / "units", units),
            LexicalIndex.load(folder / "texts", policies),
            LexicalIndex.load(folder / "titles", policies),
        )

    def save(self, folder: Path) -> None:
        """Writes the three into a new folder."""
        self.units.save(folder / "units")
        self.texts.save(folder / "texts")
        self.titles.save(folder / "titles")


class Searcher:
    """Scores the units of one generation. ``embed`` gives the vector of a query, ``nearest`` asks Chroma."""

    def __init__(
        self,
        rows: Rows,
        vectors: NDArray[np.float32],
        lexicon: Lexicon,
        policies: int,
        embed: Callable[[str], NDArray[np.float32]],
        nearest: Callable[[NDArray[np.float32], int], list[tuple[int, float]] | None],
        exact_units: int = EXACT_UNITS,
    ) -> None:
        import numpy as np

        section = rows.policy.astype(np.int64) * (int(rows.section.max(initial=0)) + 1) + rows.section
        self._layout = Layout(rows.policy, section, policies)
        self._rows = rows
        self._vectors = vectors
        self._lexicon = lexicon
        self._embed = embed
        self._nearest = nearest
        self._exact = len(rows) <= exact_units
        self._heard: dict[str, Array] = {}

    def scores(self, query: str, dense: Array | None = None) -> tuple[Array, Array, Array]:
        """The cosine (where not given), the BM25 score and the fused score of every unit, each of shape (n,)."""
        dense = self._dense(self._embed(query)) if dense is None else dense
        lexical = self._lexicon.units.scores(query)
        return dense, lexical, unit_scores(dense, lexical)

    def odds(
        self,
        query: str,
        history: Sequence[str],
        allowed: NDArray[np.bool_] | None,
        dense: Array | None = None,
    ) -> tuple[Array, Array]:
        """The log-probabilities of the units (n,) to be the one that answers, and of the policies (m,) to hold it."""
        units = self.scores(query, dense)[2]
        turns = [self._evidence(query, units), *(self._earlier(turn) for turn in reversed(history[-TURNS:]))]
        policies = policy_odds(turns, allowed)
        return sentence_odds(units, policies, self._layout), policies

    def windows(
        self,
        query: str,
        k: int,
        history: Sequence[str] = (),
        allowed: NDArray[np.bool_] | None = None,
        dense: Array | None = None,
    ) -> list[Window]:
        """The k best passages, best first; ``allowed`` (m,) masks the policies to search in."""
        import numpy as np

        if k < 1 or not len(self._rows):
            return []
        units, policies = self.odds(query, history, allowed, dense)
        order = np.argsort(-units, kind="stable")[: HITS + HITS_EACH * k]
        leads = []
        for policy in np.argsort(-policies, kind="stable")[:5]:
            rows = np.flatnonzero(self._rows.policy == policy)
            if len(rows) and np.isfinite(policies[policy]):
                leads.append(rows[np.argmax(units[rows])])
        return grow(
            self._hits(order[np.isfinite(units[order])], units),
            k,
            self._hits(np.array(leads, dtype=np.int64), units),
        )

    def windows_many(self, searches: Sequence[tuple[str, int, Sequence[str]]]) -> Iterator[list[Window]]:
        """The windows of many searches (query, k, history): cosines are computed in blocks, which is faster."""
        size = max(1, BLOCK // max(1, len(self._rows)))
        for first in range(0, len(searches), size):
            block = searches[first : first + size]
            asked = self._block([query for query, _, _ in block])
            earlier = [turn for _, _, history in block for turn in history[-TURNS:]]
            for turn, dense in self._block([turn for turn in earlier if turn not in self._heard]).items():
                self._earlier(turn, dense)
            for query, k, history in block:
                yield self.windows(query, k, history, dense=asked.get(query))

    def _block(self, texts: Sequence[str]) -> dict[str, Array]:
        """The cosines of texts with every unit, computed at once; empty where there are too many units for that."""
        import numpy as np

        names = list(dict.fromkeys(texts))
        if not names or not self._exact:
            return {}
        cosines = np.stack([self._embed(name) for name in names]) @ self._vectors.T
        return dict(zip(names, cosines, strict=True))

    def _hits(self, order: NDArray[np.int64], scores: Array) -> list[Hit]:
        rows = self._rows
        columns = (rows.policy, rows.section, rows.sentence, rows.start, rows.end, scores, rows.fingerprint)
        return list(map(Hit, *(column[order].tolist() for column in columns)))

    def _evidence(self, query: str, units: Array) -> Array:
        text = self._lexicon.texts.scores(query)
        title = self._lexicon.titles.scores(query)
        return policy_scores(units, text, title, self._layout)

    def _earlier(self, turn: str, dense: Array | None = None) -> Array:
        """The evidence of an earlier question, kept because a conversation asks for it again and again."""
        known = self._heard.get(turn)
        if known is None:
            known = self._evidence(turn, self.scores(turn, dense)[2])
            if len(self._heard) >= KEPT_TURNS:
                self._heard = {}
            self._heard[turn] = known
        return known

    def _dense(self, vector: NDArray[np.float32]) -> Array:
        import numpy as np

        found = None if self._exact else self._nearest(vector, NEAREST)
        if found is None:
            return np.asarray(self._vectors @ vector)
        rows = np.array([row for row, _ in found], dtype=np.int64)
        # What Chroma did not name is no nearer than the last that it named.
        dense = np.full(len(self._rows), min((cosine for _, cosine in found), default=0.0))
        full = np.flatnonzero(np.isin(self._rows.policy, self._rows.policy[rows]))
        dense[full] = self._vectors[full] @ vector
        return dense
