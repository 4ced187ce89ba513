"""Indexing and opening a store for the terminal: with a progress bar, and with words on what is done."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import index
from assistant.engine import Assistant
from assistant.settings import default_store, embedder
from assistant.terminal import progress, say, show_summary
from corpus import shipped_texts


def index_texts(paths: Sequence[Path], store: Path | None, add: bool = False) -> None:
    """Makes a store hold exactly the texts of these files and folders (``add`` keeps those that it has), and says so."""
    folder = store.expanduser() if store else default_store()
    with progress("reading") as report:
        summary = index.build(paths, folder, add=add, progress=report, embedder=embedder())
    show_summary(summary, folder)


def opened(store: Path | None) -> Assistant:
    """The assistant over a store; with no index yet, the texts that come with the project are indexed first."""
    folder = store.expanduser() if store else default_store()
    model = embedder()
    if not (folder / "CURRENT").exists():
        say(f"no index in {folder} yet: indexing the texts that come with the project", error=True)
        with progress("reading") as report:
            index.build([shipped_texts()], folder, progress=report, embedder=model)
    return Assistant(index.open_store(folder, embedder=model))


@contextlib.contextmanager
def exam_store(texts: Path | None, store: Path | None) -> Iterator[Assistant]:
    """The assistant over a store, or over texts that are indexed for this exam only."""
    if texts is None:
        yield opened(store)
        return
    with tempfile.TemporaryDirectory(prefix="vet-assistant-") as name:
        folder = Path(name) / "store"
        with progress("reading") as report:
            summary = index.build([texts], folder, progress=report, embedder=embedder())
        show_summary(summary, None)
        yield opened(folder)
