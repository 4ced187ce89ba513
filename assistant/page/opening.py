"""The engine while it is being opened in a thread of its own, so that the page shows meanwhile."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.errors import AssistantError

#: Tells how far something is: what is done, how many of it, of how many.
Progress = Callable[[str, int, int], None]


class Opening:
    """Opens an engine once it is started, and hands it to whoever waits for it."""

    def __init__(self, open_engine: Callable[[Progress], Any], feedback_file: Path) -> None:
        self.feedback_file = feedback_file
        self.failure, self.progress = "", ""
        self._open, self._engine, self._done = open_engine, None, threading.Event()

    def start(self) -> None:
        """Begins to open the engine."""
        threading.Thread(target=self._run, name="open-engine", daemon=True).start()

    def _run(self) -> None:
        try:
            self._engine = self._open(self._tell)
        except AssistantError as error:
            self.failure = str(error)
        except Exception as error:  # readers see one line; the console has it too
            self.failure = f"{type(error).__name__}: {error}"
        if self.failure:
            print(self.failure, file=sys.stderr)
        self._done.set()
        if self._engine is not None:
            # What the first question makes, and what the first one that needs a second reading loads, is there for the first reader.
            for question in ("Who are the target groups?", "Why was it introduced?"):
                self._engine.ask(question)

    def _tell(self, what: str, done: int, total: int) -> None:
        self.progress = f"{what} {done}/{total}"

    def wait(self, seconds: float | None = None) -> bool:
        """Whether the opening has ended within the time."""
        return self._done.wait(seconds)

    @property
    def engine(self) -> Any:
        """The engine, waited for. Raises AssistantError with the reason where it could not be opened."""
        self.wait()
        if self.failure:
            raise AssistantError(self.failure)
        return self._engine


def open_store(store: Path | None, progress: Progress) -> Any:
    """The assistant over a store; without an index yet, the texts that come with the project are indexed first."""
    from assistant.engine import Assistant
    from assistant.settings import default_store, embedder

    store = store.expanduser() if store else default_store()
    if not (store / "CURRENT").exists():
        import index
        from corpus import shipped_texts

        index.build([shipped_texts()], store, progress=progress, embedder=embedder())
    return Assistant.open(store)
