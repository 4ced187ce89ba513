"""The lexical index: BM25 over stemmed words.

bm25s computes and writes it; the scores of a question are sums over what it wrote, added up here, because to import
bm25s takes as long as to answer ten questions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
#: Words that say nothing of what a text is about.
_STOP_WORDS = frozenset(
    """a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
    was will with""".split()
)
_VOCABULARY = "vocab.index.json"


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def terms(text: str) -> list[str]:
    """The stems of the words of a text, stop words left out; numbers stay whole (``57.14``)."""
    words = [w for w in _WORD.findall(text.lower()) if w not in _STOP_WORDS]
    return _stemmer().stemWords(words)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Columns:
    """One column of scores per word: those of texts ``indices[starts[i]:starts[i + 1]]`` for word i of the vocabulary."""

    scores: NDArray[np.float32]
    indices: NDArray[np.int32]
    starts: NDArray[np.int32]
    vocabulary: dict[str, int]


class LexicalIndex:
    """BM25 scores of a query for every text that was indexed, in their order."""

    def __init__(self, columns: _Columns | None, size: int, made: Any = None) -> None:
        self._columns = columns
        self._size = size
        self._made = made

    @classmethod
    def of(cls, texts: Iterable[str]) -> LexicalIndex:
        """The index of texts."""
        import bm25s

        tokens = [terms(t) for t in texts]
        if not any(tokens):
            return cls(None, len(tokens))
        made = bm25s.BM25()
        made.index(tokens, show_progress=False)
        kept = made.scores
        columns = _Columns(kept["data"], kept["indices"], kept["indptr"], made.vocab_dict)
        return cls(columns, len(tokens), made)

    @classmethod
    def load(cls, folder: Path, size: int) -> LexicalIndex:
        """The index that ``save`` wrote. Raises OSError or ValueError where it is damaged."""
        import numpy as np

        if not (folder / _VOCABULARY).is_file() and (folder / "empty").is_file():
            return cls(None, size)
        data, indices, starts = (
            np.load(folder / f"{name}.csc.index.npy", allow_pickle=False)
            for name in ("data", "indices", "indptr")
        )
        vocabulary = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
        if len(starts) <= max(vocabulary.values(), default=0) or int(indices.max(initial=0)) >= size:
            raise ValueError(f"{folder.name} is incomplete")
        return cls(_Columns(data, indices, starts, vocabulary), size)

    def save(self, folder: Path) -> None:
        """Writes arrays and JSON, no pickles, of an index that ``of`` made."""
        folder.mkdir(parents=True)
        if self._made is None:
            (folder / "empty").touch()
        else:
            self._made.save(folder, show_progress=False)

    def scores(self, query: str | Sequence[str]) -> NDArray[np.float32]:
        """One score per text, shape (n,); zeros where no word of the query is known."""
        import numpy as np

        total = np.zeros(self._size, dtype=np.float32)
        if self._columns is None:
            return total
        columns = self._columns
        for term in terms(query) if isinstance(query, str) else query:
            word = columns.vocabulary.get(term)
            if word is not None:
                column = slice(columns.starts[word], columns.starts[word + 1])
                total[columns.indices[column]] += columns.scores[column]
        return total
