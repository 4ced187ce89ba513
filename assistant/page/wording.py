"""The fixed words of an answer in the reader's language; quotes, names and numbers stay as the texts have them.

The engine words its answers in English. What it puts around its quotes is known, sentence by sentence, in
``strings/answers.json``: there each stands in every language, with ``{slots}`` for what comes from the texts. A line that is
no such sentence, such as a bare quote or what a language model wrote, is left as it is.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "strings" / "answers.json"
_SLOT = re.compile(r"\{(\w+)\}")
_MARKS = re.compile(r"(?:\s*\[\d{1,3}\])+$")
#: Slots that hold fixed words in their turn, and those that hold a number or a date.
_NESTED = {"reason", "change"}
_FORMS = {
    "date": r"[^.:;]{0,20}\d[^.:;]{0,20}",
    **dict.fromkeys(("count", "total", "year", "first", "last"), r"\d+"),
}
#: What stands before the last of several periods.
_AND = {"nl": "en", "fr": "et", "de": "und"}
#: More characters than this are no fixed sentence, whatever they begin with.
_LONGEST = 4000


def worded(text: str, language: str) -> str:
    """A text of the engine, line by line, with its fixed words in that language."""
    if language == "en":
        return text
    return "\n".join(_line(line, language) for line in text.split("\n"))


def _line(line: str, language: str) -> str:
    marks = _MARKS.search(line)
    body, tail = (line[: marks.start()], marks.group()) if marks else (line, "")
    for pattern, sentence in _sentences():
        found = pattern.fullmatch(body) if len(body) <= _LONGEST else None
        # a heading carries no quote; a quoted line that looks like one is a quote
        if found is None or (tail and sentence["en"].endswith(":")):
            continue
        slots = {
            name: worded(words, language) if name in _NESTED else words
            for name, words in found.groupdict().items()
        }
        if "given" in slots:
            slots["given"] = slots["given"].replace(" and ", f" {_AND[language]} ")
        return sentence[language].format(**slots) + tail
    return line


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The sentences with the pattern of each; those with most fixed words come first, for the others match what they match."""
    read: list[dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    read.sort(key=lambda sentence: -len(_SLOT.sub("", sentence["en"])))
    return tuple((_pattern(sentence["en"]), sentence) for sentence in read)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = _SLOT.split(sentence)
    return re.compile(
        "".join(
            f"(?P<{piece}>{_FORMS.get(piece, '.+?')})" if n % 2 else re.escape(piece)
            for n, piece in enumerate(pieces)
        )
    )
