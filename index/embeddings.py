"""Embeddings: texts -> unit vectors, with ONNX Runtime, behind LangChain's interface."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings as LangChainEmbeddings

from corpus.errors import ModelError
from index.export import ModelCard, exported, packaged_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Tokens that one run of the model works on, padding included: small enough to stay in the processor's cache.
BATCH_TOKENS = 512


def _processors() -> int:
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


class Embeddings(LangChainEmbeddings):
    """A sentence-transformers model folder, by default the packaged all-MiniLM-L6-v2.

    Nothing is loaded before the first use. Raises ModelError where the folder holds no usable model.

    >>> Embeddings().vectors(["a school", "an enterprise"]).shape
    (2, 384)
    """

    def __init__(self, folder: Path | str | None = None, *, cache: Path | None = None) -> None:
        self._folder = Path(folder).expanduser() if folder else packaged_model()
        self._cache = cache
        self._loaded: tuple[ModelCard, Any, Any] | None = None

    @property
    def card(self) -> ModelCard:
        """Name, hash, dimension and token limit of the model."""
        return self._load()[0]

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """The span of every token of a text, special tokens left out and nothing cut off."""
        return [(a, b) for a, b in self._load()[2].encode(text, add_special_tokens=False).offsets]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens the model would read of each text, special tokens included, nothing cut off."""
        return [len(e.ids) for e in self._load()[2].encode_batch_fast(list(texts))]

    def vectors(
        self, texts: Sequence[str], *, prompt: str = "", progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """The unit vectors of texts, shape (n, dimension), float32. A text over the token limit is cut there."""
        import numpy as np

        card, session, tokenizer = self._load()
        rows = np.zeros((len(texts), card.dimension), dtype=np.float32)
        ids = [e.ids for e in tokenizer.encode_batch_fast([prompt + t for t in texts])]
        ids = [i if len(i) <= card.limit else [*i[: card.limit - 1], i[-1]] for i in ids]
        batches = _batches([len(i) for i in ids])

        def run(batch: list[int]) -> None:
            longest = max(1, len(ids[batch[0]]))
            tokens = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(tokens)
            for row, i in enumerate(batch):
                tokens[row, : len(ids[i])] = ids[i]
                mask[row, : len(ids[i])] = 1
            rows[batch] = session.run(None, {"input_ids": tokens, "attention_mask": mask})[0]

        done = 0
        with ThreadPoolExecutor(_processors()) as pool:
            for batch, _ in zip(batches, pool.map(run, batches), strict=True):
                done += len(batch)
                if progress:
                    progress(done, len(ids))
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(norms, 1e-12), dtype=np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages, as LangChain wants them."""
        return self.vectors(texts, prompt=self.card.document_prompt).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, as LangChain wants it."""
        return self.vectors([text], prompt=self.card.query_prompt)[0].tolist()  # type: ignore[no-any-return]

    def _load(self) -> tuple[ModelCard, Any, Any]:
        if self._loaded is None:
            home, card = exported(self._folder, self._cache)
            try:
                import onnxruntime
                from tokenizers import Tokenizer

                options = onnxruntime.SessionOptions()
                options.log_severity_level = 4
                # One thread per run and several runs at once: threads that share a run wait for each other at every
                # step, which costs most when the machine is busy with other work too.
                options.intra_op_num_threads = 1
                session = onnxruntime.InferenceSession(
                    str(home / "model.onnx"), options, providers=["CPUExecutionProvider"]
                )
                tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
            except Exception as error:
                raise ModelError(
                    f"the exported model in {home} could not be loaded: remove that folder and try again"
                ) from error
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self._loaded = card, session, tokenizer
        return self._loaded
