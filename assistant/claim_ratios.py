"""The share that two numbers of a sentence make: "25 schools out of 42", "of 260 candidates, 187"."""

from __future__ import annotations

import re

from assistant.claim_nouns import noun_after
from assistant.claim_quantity import Quantity
from assistant.claim_words import Token
from corpus.numbers import Number

_PART_OF = re.compile(r"^\s*(?:(?!instead\b)[\w-]+\s+){0,3}?(?:out\s+of|of|from\s+among)\s+(?:the\s+|its\s+|all\s+|these\s+|those\s+|first\s+|a\s+total\s+of\s+|approx\.?\s+|about\s+)*$", re.I)
_OUT_OF = re.compile(r"^\s*(?:(?!instead\b)[\w-]+\s+){0,8}?out\s+of\s+(?:the\s+|all\s+|a\s+total\s+of\s+)?$", re.I)
_OF_WHOLE = re.compile(r"(?:^|[,;:.]\s*)(?:[Oo]f|[Oo]ut\s+of|[Ff]rom\s+among)\s+(?:[\w-]+\s+){0,4}$")


def ratio_of(text: str, row: tuple[Token, ...], numbers: list[Number], i: int) -> Quantity | None:
    """The share that two numbers make: "25 schools out of 42", "Of 260 candidates, 187"."""
    one = numbers[i]
    if i + 1 < len(numbers):
        two = numbers[i + 1]
        if one.unit == two.unit and one.value < two.value and (_PART_OF.match(text[one.end : two.start]) or _OUT_OF.match(text[one.end : two.start])):
            noun = noun_after(text, row, two.end) or noun_after(text, row, one.end)
            return Quantity(one.start, two.end, 100 * one.value / two.value, 100 * one.value / two.value, 100 * one.value / two.value, "%", "", noun, loose=0.5, ratio=True)
    for n, whole in enumerate(numbers[:i]):
        parted = _parts_of(text, numbers[n:]) and one.value < whole.value
        if parted or whole.unit == one.unit and one.value < whole.value and _OF_WHOLE.search(text[: whole.start]) and whole.end < one.start and one.unit != "%":
            noun = noun_after(text, row, whole.end)
            share = 100 * one.value / whole.value
            return Quantity(one.start, one.end, share, share, share, "%", "", noun, loose=0.5, ratio=True)
        leans = re.search(r"\bof (?:which|whom|these|them)\s+(?:only\s+|the\s+)?$", text[whole.end : one.start]) or re.match(r"\s+(?:\w+\s+)?of (?:which|whom|these|them)\b", text[one.end :])
        if one.unit == "" and whole.unit == "" and 0 < one.value < whole.value and leans:
            share = 100 * one.value / whole.value
            return Quantity(one.start, one.end, share, share, share, "%", "", noun_after(text, row, whole.end), loose=0.5, ratio=True)
    return None


def _parts_of(text: str, numbers: list[Number]) -> bool:
    """Whether the numbers behind a colon add up to the first one: "80 groups: 50 in towns and 30 in villages"."""
    whole, parts = numbers[0], [n for n in numbers[1:] if n.unit == numbers[0].unit == ""]
    return len(parts) > 1 and ":" in text[whole.end : parts[0].start] and abs(sum(n.value for n in parts) - whole.value) < 0.5
