"""Question -> answer: ``ask`` and ``check``, or an ``Assistant`` opened on a store of your own.

>>> from assistant import Assistant
>>> assistant = Assistant.open()                                        # doctest: +SKIP
>>> assistant.ask("How many participants were there in 2022-23?").text  # doctest: +SKIP

Names are loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.contract import answer_json
    from assistant.engine import Assistant, Filters
    from assistant.model import Answer, FigureValue, Question, Quote
    from assistant.runnable import PolicyAssistant, PolicyRetriever, as_runnable

__all__ = [
    "Answer",
    "Assistant",
    "FigureValue",
    "Filters",
    "PolicyAssistant",
    "PolicyRetriever",
    "Question",
    "Quote",
    "answer_json",
    "as_runnable",
    "ask",
    "check",
]

_HOME = {
    "Answer": "assistant.model",
    "Assistant": "assistant.engine",
    "FigureValue": "assistant.model",
    "Filters": "assistant.engine",
    "PolicyAssistant": "assistant.runnable",
    "PolicyRetriever": "assistant.runnable",
    "Question": "assistant.model",
    "Quote": "assistant.model",
    "answer_json": "assistant.contract",
    "as_runnable": "assistant.runnable",
}


def ask(question: str, history: Sequence[str] = (), *, store: Path | str | None = None) -> Answer:
    """One answer over a store, the default one where none is named; ``history`` holds the earlier questions, oldest first."""
    return _opened(store).ask(question, history)


def check(text: str, *, store: Path | str | None = None) -> list[Answer]:
    """One verdict per sentence of ``text`` over a store, the default one where none is named."""
    return _opened(store).check(text)


def _opened(store: Path | str | None) -> Assistant:
    from assistant.settings import default_store

    folder = Path(store).expanduser() if store else default_store()
    current = folder / "CURRENT"
    return _open(folder, current.read_text(encoding="utf-8") if current.exists() else "")


@lru_cache(maxsize=2)
def _open(folder: Path, generation: str) -> Assistant:
    """``generation`` names what the store holds, so that an index that was made anew is opened anew."""
    from assistant.engine import Assistant

    return Assistant.open(folder)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
