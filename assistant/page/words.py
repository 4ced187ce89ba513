"""The page's own words in English, Dutch, French and German; one JSON file per language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

#: The languages of the page, each with its own name.
LANGUAGES = {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}

_FOLDER = Path(__file__).parent / "strings"


@cache
def strings(language: str) -> dict[str, str]:
    """All texts of one language by key; an unknown language gets the English ones."""
    code = language if language in LANGUAGES else "en"
    return json.loads((_FOLDER / f"{code}.json").read_text(encoding="utf-8"))


def say(language: str, key: str, /, **values: object) -> str:
    """The text for ``key`` with ``{name}`` filled in from ``values``; unescaped."""
    text = strings(language)[key]
    return text.format(**values) if values else text


def known(language: str, key: str, default: str) -> str:
    """The text for ``key`` where there is one: for words that come from the engine, such as a verdict."""
    return strings(language).get(key, default)


def best_language(wanted: str) -> str:
    """The first language of an ``Accept-Language`` style list (``nl-BE,fr;q=0.8``) that the page speaks."""
    for part in wanted.split(","):
        code = part.split(";")[0].strip().casefold().split("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
