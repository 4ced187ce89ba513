"""Settings, from the environment (``VET_ASSISTANT_…``) or their defaults.

A plain dataclass: asking reads it, and a settings library would take as long to import as an answer takes to find.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError

if TYPE_CHECKING:
    from index import Encoder

_PREFIX = "VET_ASSISTANT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside.

    - ``VET_ASSISTANT_STORE``: the folder of the index, where ``--store`` names none
    - ``VET_ASSISTANT_MODEL``: the folder of a sentence-transformers model, instead of the packaged one
    - ``VET_ASSISTANT_LLM``: a language model that words answers, as ``provider:name`` (``openai:qwen3``); none by default
    - ``VET_ASSISTANT_LLM_URL``: the address of its server, ``http://127.0.0.1:11434/v1`` for instance
    - ``VET_ASSISTANT_LLM_KEY``: the key that its server wants, where it wants one
    - ``VET_ASSISTANT_LLM_SECONDS``: how long to wait for it
    - ``VET_ASSISTANT_HOST``, ``VET_ASSISTANT_PORT``: where the page is served
    """

    store: Path | None = None
    model: Path | None = None
    llm: str = ""
    llm_url: str = ""
    llm_key: str = field(default="", repr=False)
    llm_seconds: float = 60.0
    host: str = "127.0.0.1"
    port: int = 7860

    @classmethod
    def read(cls) -> Settings:
        """The settings of this process. Raises UsageError where one of them cannot be used."""
        given: dict[str, Any] = {}
        for name in ("store", "model"):
            if words := _read(name):
                given[name] = Path(words).expanduser()
        for name in ("llm", "llm_url", "llm_key", "host"):
            if words := _read(name):
                given[name] = words
        if words := _read("llm_seconds"):
            given["llm_seconds"] = _number("llm_seconds", words, 0.1, 3600)
        if words := _read("port"):
            given["port"] = int(_number("port", words, 1, 65535))
        return cls(**given)


def default_store() -> Path:
    """The store that is used where none is named: ``VET_ASSISTANT_STORE``, else a folder among the user's data."""
    named = Settings.read().store
    if named:
        return named
    from platformdirs import user_data_path

    return user_data_path("vet-assistant") / "store"


def embedder() -> Encoder:
    """The embedding model that the settings name, else the packaged one; nothing is loaded yet."""
    from index import Encoder

    return Encoder(Settings.read().model)


def _read(name: str) -> str:
    return os.environ.get(_PREFIX + name.upper(), "").strip()


def _number(name: str, words: str, least: float, most: float) -> float:
    try:
        value = float(words)
    except ValueError:
        value = least - 1
    if not least <= value <= most:
        raise UsageError(f"{_PREFIX}{name.upper()} is {words!r}: give a number from {least:g} to {most:g}")
    return value
