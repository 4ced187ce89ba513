"""The lexical index: BM25 over stemmed words, by bm25s."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN

    return frozenset(STOPWORDS_EN)


def terms(text: str) -> list[str]:
    """The stems of the words of a text, stop words left out; numbers stay whole (``57.14``)."""
    words = [w for w in _WORD.findall(text.lower()) if w not in _stopwords()]
    return _stemmer().stemWords(words)  # type: ignore[no-any-return]


class LexicalIndex:
    """BM25 scores of a query for every text that was indexed, in their order."""

    def __init__(self, index: Any, size: int) -> None:
        self._index = index
        self._size = size

    @classmethod
    def of(cls, texts: Iterable[str]) -> LexicalIndex:
        """The index of texts."""
        import bm25s

        tokens = [terms(t) for t in texts]
        if not any(tokens):
            return cls(None, len(tokens))
        index = bm25s.BM25()
        index.index(tokens, show_progress=False)
        return cls(index, len(tokens))

    @classmethod
    def load(cls, folder: Path, size: int) -> LexicalIndex:
        """The index that ``save`` wrote. Raises OSError or ValueError where it is damaged."""
        import bm25s

        if not (folder / "params.index.json").is_file() and (folder / "empty").is_file():
            return cls(None, size)
        index = bm25s.BM25.load(folder, load_corpus=False, mmap=False)
        return cls(index, size)

    def save(self, folder: Path) -> None:
        """Writes arrays and JSON, no pickles."""
        folder.mkdir(parents=True)
        if self._index is None:
            (folder / "empty").touch()
        else:
            self._index.save(folder, show_progress=False)

    def scores(self, query: str | Sequence[str]) -> NDArray[np.float32]:
        """One score per text, shape (n,); zeros where no word of the query is known."""
        import numpy as np

        tokens = terms(query) if isinstance(query, str) else list(query)
        known = [t for t in tokens if t in self._index.vocab_dict] if self._index is not None else []
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)
