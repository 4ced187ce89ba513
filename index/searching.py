"""Searching one generation: the arrays of a store -> scored sentences and passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.lexical import LexicalIndex
from index.ranking import Array, Layout, policy_odds, policy_scores, sentence_odds, unit_scores
from index.windows import Hit, Window, grow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.nearest import NearestUnits

#: Up to this many units every cosine is computed: that takes 9 ms at 100,000, is exact, and needs no chromadb. Beyond,
#: Chroma names the nearest, and the policies that hold them are scored in full.
EXACT_UNITS = 100_000
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
    """Scores the units of one generation. ``embed`` gives the vector of a query, ``nearest`` opens Chroma."""

    def __init__(
        self,
        rows: Rows,
        vectors: NDArray[np.float32],
        lexicon: Lexicon,
        policies: int,
        embed: Callable[[str], NDArray[np.float32]],
        nearest: Callable[[], NearestUnits | None],
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

    def scores(self, query: str) -> tuple[Array, Array, Array]:
        """The cosine, the BM25 score and the fused score of every unit, each of shape (n,)."""
        dense = self._dense(self._embed(query))
        lexical = self._lexicon.units.scores(query).astype("float64")
        return dense, lexical, unit_scores(dense, lexical)

    def odds(self, query: str, history: Sequence[str], allowed: NDArray[np.bool_] | None) -> Array:
        """The log-probability of every unit to be the one that answers, shape (n,)."""
        units = self.scores(query)[2]
        turns = [self._evidence(query, units), *(self._earlier(turn) for turn in reversed(history))]
        return sentence_odds(units, policy_odds(turns, allowed), self._layout)

    def windows(
        self, query: str, k: int, history: Sequence[str], allowed: NDArray[np.bool_] | None = None
    ) -> list[Window]:
        """The k best passages, best first; ``allowed`` (m,) masks the policies to search in."""
        import numpy as np

        if k < 1 or not len(self._rows):
            return []
        odds = self.odds(query, history, allowed)
        order = np.argsort(-odds, kind="stable")[: 200 + 10 * k]
        return grow((self._hit(int(i), float(odds[i])) for i in order if np.isfinite(odds[i])), k)

    def _hit(self, row: int, score: float) -> Hit:
        rows = self._rows
        return Hit(
            policy=int(rows.policy[row]),
            section=int(rows.section[row]),
            sentence=int(rows.sentence[row]),
            start=int(rows.start[row]),
            end=int(rows.end[row]),
            score=score,
        )

    def _evidence(self, query: str, units: Array) -> Array:
        text = self._lexicon.texts.scores(query).astype("float64")
        title = self._lexicon.titles.scores(query).astype("float64")
        return policy_scores(units, text, title, self._layout)

    def _earlier(self, turn: str) -> Array:
        """The evidence of an earlier question, kept because a conversation asks for it again and again."""
        if turn not in self._heard:
            if len(self._heard) >= 2000:
                self._heard.clear()
            self._heard[turn] = self._evidence(turn, self.scores(turn)[2])
        return self._heard[turn]

    def _dense(self, vector: NDArray[np.float32]) -> Array:
        import numpy as np

        nearest = None if self._exact else self._nearest()
        if nearest is None:
            return (self._vectors @ vector).astype(np.float64)
        found = nearest.search(vector[None, :], NEAREST)[0]
        rows = np.array([row for row, _ in found], dtype=np.int64)
        # What Chroma did not name is no nearer than the last that it named.
        dense = np.full(len(self._rows), min((cosine for _, cosine in found), default=0.0))
        full = np.flatnonzero(np.isin(self._rows.policy, self._rows.policy[rows]))
        dense[full] = self._vectors[full] @ vector
        return dense
