"""Where the money of policies comes from: which source a question names, and which sentences name it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.lexicon import Unit

_NONE_OF_IT = re.compile(r"\b(?:no|not|without|never|instead of|nor)\b[^.;,]{0,40}$", re.I)


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("assistant").joinpath("data", "lists.toml").read_text(encoding="utf-8"))


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)", re.I)


def sources_in(question: str) -> frozenset[str]:
    """The sources of money that a question names; the funds of the European Union together where it names them so."""
    data = _data()
    named = {name for name, phrases in data["sources"].items() if _pattern(tuple(phrases)).search(question)}
    for name, phrases in data["called"].items():
        if _pattern(tuple(phrases)).search(question):
            named.update(data["together"][name])
    return frozenset(named)


def without_sources(question: str) -> str:
    """A question without the words that name a source of money."""
    phrases = [p for table in ("called", "sources") for row in _data()[table].values() for p in row]
    return _pattern(tuple(phrases)).sub(" ", question)


def telling(units: Sequence[Unit], sources: frozenset[str]) -> list[Unit]:
    """The sentences that say that money comes from one of some sources."""
    phrases = tuple(p for name in sorted(sources) for p in _data()["sources"][name])
    pattern = _pattern(phrases)
    return [
        unit
        for unit in units
        if (found := pattern.search(unit.text)) and not _NONE_OF_IT.search(unit.text[: found.start()])
    ]
