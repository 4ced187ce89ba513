"""What a thing is called: the name that a sentence gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import Asked
from assistant.lexicon import Lexicon, Unit
from assistant.nouns import noun_of, place_of, proper_names
from corpus.words import Word, content_words, words


def named_thing(asks: str, behind: str) -> tuple[Word, ...]:
    """The noun of the thing whose name is asked for ("the name of the first harbour school in …", "What is the school called?")."""
    text = (
        behind
        if re.search(r"\bof$", asks)
        else re.sub(r"^.*?\b(?:is|was|are|were)\b|\b(?:called|named)\b.*", "", asks)
    )
    return noun_of(
        [w for w in words(text) if w.text.lower() not in {"the", "a", "an", "its", "their", "first", "new"}][
            :5
        ]
    )


def is_called(unit: Unit, noun: Sequence[Word], asked: Asked, lexicon: Lexicon) -> bool:
    """Whether a sentence gives a thing a name: one that stands right beside its noun, or in quotation marks."""
    if re.search(r"['\"“‘„«]\w", unit.text):
        return True
    held = place_of(noun, unit) if noun else None
    if held is None:
        return bool(proper_names(unit, asked, lexicon)) and not noun
    start, end = (
        unit.words[held[0]].start - unit.sentence.start,
        unit.words[held[1]].end - unit.sentence.start,
    )
    for name in proper_names(unit, asked, lexicon):
        for found in re.finditer(re.escape(name.split()[0]), unit.text):
            between = (
                unit.text[end : found.start()]
                if found.start() >= end
                else unit.text[found.start() + len(name) : start]
            )
            if len(content_words(between)) == 0 and not re.search(
                r"[.;:]|\b(?:in|at|from|of|to|by)\b", between
            ):
                return True
    return bool(re.search(r"\b(?:called|named|known as|under the name)\b", unit.text))
