"""The encoder: texts -> unit vectors, with ONNX Runtime.

Texts that are kept are encoded by the exact model, questions by its quick graph (see ``quick``): it loads and runs in
half the time, and its vectors point the same way to within two degrees or so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelError
from index.export import EXACT, QUICK, ModelCard, agrees, exported, opened, packaged_model, tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Tokens that one run of the model works on, padding included: small enough to stay in the processor's cache.
BATCH_TOKENS = 512


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of texts, the longest first, in batches of like length: little is padded."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i], reverse=True)
    batches: list[list[int]] = []
    room = 0
    for i in order:
        if not batches or len(batches[-1]) >= room:
            batches.append([])
            room = max(1, BATCH_TOKENS // max(1, lengths[i]))
        batches[-1].append(i)
    return batches


def padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of tokens filled up to the longest one, and 1 where a token counts, both of shape (rows, tokens)."""
    import numpy as np

    tokens = np.zeros((len(rows), max(1, *map(len, rows))), dtype=np.int64)
    mask = np.zeros_like(tokens)
    for n, row in enumerate(rows):
        tokens[n, : len(row)] = row
        mask[n, : len(row)] = 1
    return tokens, mask


class Encoder:
    """A sentence-transformers model folder, by default the packaged all-MiniLM-L6-v2.

    Nothing is loaded before the first use. Raises ModelError where the folder holds no usable model.

    >>> Encoder().vectors(["a school", "an enterprise"]).shape
    (2, 384)
    """

    def __init__(self, folder: Path | str | None = None, *, cache: Path | None = None) -> None:
        self._folder = Path(folder).expanduser() if folder else packaged_model()
        self._cache = cache
        self._home: tuple[Path, ModelCard] | None = None
        self._words: Any = None
        self._sessions: dict[str, Any] = {}

    @property
    def card(self) -> ModelCard:
        """Name, hash, dimension and token limit of the model."""
        return self._exported()[1]

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """The span of every token of a text, special tokens left out and nothing cut off."""
        return [(a, b) for a, b in self._tokenizer().encode(text, add_special_tokens=False).offsets]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens the model would read of each text, special tokens included, nothing cut off."""
        return [len(e.ids) for e in self._tokenizer().encode_batch_fast(list(texts))]

    def vectors(
        self, texts: Sequence[str], *, prompt: str = "", progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """The unit vectors of texts, shape (n, dimension), float32. A text over the token limit is cut there."""
        return self._run(self._session(EXACT), texts, prompt, progress)

    def query_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The unit vectors of questions, shape (n, dimension), float32: by the quick graph where the model has one.

        They are to be compared with the vectors of texts; a cosine differs by some hundredth at most.
        """
        return self._run(self._session(QUICK), texts, self.card.query_prompt)

    def _run(
        self,
        session: Any,
        texts: Sequence[str],
        prompt: str,
        progress: Callable[[int, int], None] | None = None,
    ) -> NDArray[np.float32]:
        import numpy as np

        card, words = self.card, self._tokenizer()
        rows = np.zeros((len(texts), card.dimension), dtype=np.float32)
        ids = [e.ids for e in words.encode_batch_fast([prompt + t for t in texts])]
        ids = [i if len(i) <= card.limit else [*i[: card.limit - 1], i[-1]] for i in ids]
        batches = _batches([len(i) for i in ids])

        def run(batch: list[int]) -> None:
            tokens, mask = padded([ids[i] for i in batch])
            rows[batch] = session.run(None, {"input_ids": tokens, "attention_mask": mask})[0]

        done = 0
        with ThreadPoolExecutor(processors()) as pool:
            for batch, _ in zip(batches, pool.map(run, batches), strict=True):
                done += len(batch)
                if progress:
                    progress(done, len(ids))
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(norms, 1e-12), dtype=np.float32)

    def _exported(self) -> tuple[Path, ModelCard]:
        if self._home is None:
            self._home = exported(self._folder, self._cache)
        return self._home

    def _tokenizer(self) -> Any:
        if self._words is None:
            home = self._exported()[0]
            try:
                self._words = tokenizer(home)
            except Exception as error:
                raise _unusable(home) from error
        return self._words

    def _session(self, name: str) -> Any:
        """The graph of that name; the exact one where there is no quick one, or where this machine miscounts with it."""
        if name not in self._sessions:
            home = self._exported()[0]
            if name == QUICK and not (home / QUICK).is_file():
                return self._session(EXACT)
            try:
                session = opened(home / name)
                if name == QUICK and not agrees(session, self._tokenizer(), home):
                    session = self._session(EXACT)
            except ModelError:
                raise
            except Exception as error:
                raise _unusable(home) from error
            self._sessions[name] = session
        return self._sessions[name]


def _unusable(home: Path) -> ModelError:
    return ModelError(f"the exported model in {home} could not be loaded: remove that folder and try again")
