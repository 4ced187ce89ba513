"""Ranges in the labels of a table ("21 to 30", "less than €250", "2 children", "1 May to 30 June"), and which of them a question falls in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from corpus.numbers import Number, numbers_in, value_of
from corpus.vocabulary import months, table
from corpus.words import content_words, stem

_BELOW = re.compile(
    r"\b(?:(less than|under|below|fewer than|younger than)|up to|at most|no more than|maximum(?: of)?)\W*$",
    re.I,
)
_ABOVE = re.compile(r"\b(?:(more than|over|above|older than)|at least|from)\W*$", re.I)
_AND_UP = re.compile(r"^\W*(?:[a-z]+ )?(?:or|and) (?:more|over|above|older|up)\b|^\+", re.I)
_AND_DOWN = re.compile(r"^\W*(?:[a-z]+ )?(?:or|and) (?:less|under|below|fewer|younger)\b", re.I)
_TO = re.compile(
    r"^\W*(?:[a-z]+ )?(?:to|and|until|-|–|—|(?:(?:and|but|or|to) )?(?P<strict>(?:less|fewer) than|under|below)|(?:(?:and|but|or|to) )?(?:up to|at most|(?:no|not) more than|a maximum of))\W*$",
    re.I,
)
PERSON = r"(?:child(?:ren)?|baby|babies|toddler|girl|boy|son|daughter|twins?|kid|pupil|learner|apprentice)"
#: How old somebody in a question is: "my three-year-old", "a girl of 14 months", "if she is four".
_AGED = (
    re.compile(r"\b(\w+)[- ](year|month)s?[- ]old", re.I),
    re.compile(rf"\b(?:aged?|{PERSON} of)\s+(\w+)(?:\s+(year|month)s?)?\b", re.I),
    re.compile(rf"\b{PERSON}(?: aged)? (?:over|above|older than|under|below|younger than)\s+(\w+)(?:\s+(year|month)s?)?\b", re.I),
    re.compile(rf"\b(?:she|he|{PERSON}|i)(?:\s+is|['’]s|\s+am|['’]m|\s+turns)\s+(?:now |only |already )?(\w+)(?:\s+(year|month)s?)?\b(?!\s+(?:hours|days|weeks|children))", re.I),
)  # fmt: skip
#: For how long a sum is: no measure of its own.
_PER = re.compile(r"\b(?:an?|per|each|every)\s+(?:[\w-]+\s+)?(?:year|month|week|day|hour)\b", re.I)
#: Those who work in a firm, whose size is told by their number.
_STAFF = frozenset(map(stem, "employee worker staff people person".split()))
_TIMES = frozenset("years months weeks days hours minutes".split())


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of a label: from ``low`` to ``high``, both inside it; ``thing`` is the stem of what it counts ("2 children"), ``aged`` whether it is of ages."""

    low: float
    high: float
    unit: str = ""
    thing: str = ""
    aged: bool = False


@lru_cache(maxsize=2_000)
def interval_of(label: str) -> Interval | None:
    """The range that a label states, None where it states none."""
    label = re.sub(r"\([^)]*\)", " ", label).strip()
    if dates := _dates(label):
        return dates
    text = re.sub(r"^one\b", "1", label, flags=re.I)
    numbers = list(numbers_in(text))
    if not numbers or len(numbers) > 2:
        return None
    first = numbers[0]
    before, after = text[: first.start], text[first.end :]
    aged = (
        first.unit in {"years", "months"}
        and "old" in after
        or bool(re.search(rf"\b(?:aged?|{PERSON})\b", before, re.I))
    )
    factor = 1 / 12 if aged and "months" in {n.unit for n in numbers} else 1.0
    unit = next((n.unit for n in numbers if n.unit), "")
    low, high = first.value * factor, first.value * factor
    tiny = 0.001
    if len(numbers) == 2 or first.low is not None:
        joined = _TO.match(text[first.end : numbers[1].start]) if len(numbers) == 2 else None
        if len(numbers) == 2 and not joined:
            return None
        above = _ABOVE.search(before)
        low = (first.low if first.low is not None else first.value) * factor + (
            tiny if above and above[1] else 0
        )
        high = (first.value if first.low is not None else numbers[1].value) * factor - (
            tiny if joined and joined["strict"] else 0
        )
    elif down := _BELOW.search(before):
        low, high = -inf, high - (tiny if down[1] else 0)
    elif up := _ABOVE.search(before):
        low, high = low + (tiny if up[1] else 0), inf
    elif _AND_UP.match(after):
        high = inf
    elif _AND_DOWN.match(after):
        low = -inf
    elif before.strip() or not after.strip() or len(after.split()) > 2 or first.value > 20 or unit:
        return None
    named = bool(_ABOVE.sub("", _BELOW.sub("", before)).strip())
    thing = "" if unit or named else next((w.stem for w in content_words(text[numbers[-1].end :])), "")
    return Interval(low, high, unit, thing, aged)


_DAY = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of )?)?([^\W\d_]{3,})\b(?:\s+(\d{1,2})\b(?!\d))?", re.I
)


def _days(text: str) -> list[float]:
    """The days of the year that a text names, each as month and day; the middle of a month named alone."""
    found = []
    for match in _DAY.finditer(text):
        month = months().get(match[2].lower())
        if month and len(match[2]) > 2:
            day = match[1] or match[3]
            found.append(month * 100 + (float(day) if day else 15.0))
    return found


def _dates(label: str) -> Interval | None:
    """The days from one to another that a label names ("1 May to 30 June")."""
    if not re.search(r"\b(?:to|until)\b|[-–—]", label) or re.search(r"\b(?:19|20)\d\d\b", label):
        return None
    days = _days(label)
    return Interval(days[0], days[1], "day") if len(days) == 2 and len(label.split()) <= 6 else None


def fall_in(text: str, labels: Sequence[Interval], name: str) -> list[int] | None:
    """The labels, by number, in which a number of the text falls that is of their kind; empty where it falls in none, None where no such number is there.

    ``name`` is the name of their column.
    """
    kind = next((one for one in labels if one.thing or one.unit), labels[0])
    if kind.unit == "day":
        days = _days(text)
        return [i for i, one in enumerate(labels) if _between(days[0], one)] if days else None
    if any(one.aged for one in labels) or re.search(r"\bage\b", name, re.I):
        values = _ages(text)
    else:
        ages = _age_spans(text)
        numbers = [
            n
            for n in numbers_in(
                re.sub(r"\b(?:one|a single)(?= [a-z])", lambda m: "1".ljust(len(m.group())), text, flags=re.I)
            )
            if not any(s <= n.start < e for s, e in ages)
        ]
        values = [n.value for n in numbers if _of_kind(n, text, kind, name)]
    return next(
        ([i for i, one in enumerate(labels) if one.low <= value <= one.high] for value in values), None
    )


def _between(day: float, one: Interval) -> bool:
    return one.low <= day <= one.high if one.low <= one.high else day >= one.low or day <= one.high


def _of_kind(number: Number, text: str, kind: Interval, name: str) -> bool:
    """Whether a number of a question measures what the labels of a column do."""
    if kind.thing:
        things = _STAFF if kind.thing in _STAFF else {kind.thing}
        return not number.unit and any(w.stem in things for w in content_words(text[number.end :])[:2])
    column = {w.stem for w in content_words(_PER.sub(" ", name))}
    times = {t for t in _TIMES if stem(t) in column}
    if kind.unit in _TIMES or (times and not kind.unit):
        return number.unit == kind.unit if kind.unit else number.unit in times
    currencies = table("calendar")["currencies"]
    if number.unit in _TIMES or number.unit == "%":
        return number.unit == kind.unit
    if kind.unit in currencies or kind.unit.isupper() and kind.unit:
        return number.unit in {kind.unit, ""} or number.unit in currencies
    if number.unit:
        return number.value >= 100 and kind.high >= 100
    near = text[max(0, number.start - 40) : number.end + 25]
    return bool(column & {w.stem for w in content_words(near)}) or (
        number.value >= 1000 and kind.high >= 1000
    )


def _age_spans(text: str) -> list[tuple[int, int]]:
    return [m.span(1) for pattern in _AGED for m in pattern.finditer(text) if value_of(m[1]) is not None]


def _ages(text: str) -> list[float]:
    """The ages that a text tells, in years."""
    found = []
    for pattern in _AGED:
        for match in pattern.finditer(text):
            value = value_of(match[1])
            if value is not None and value < 110:
                # "over 12" is somewhere above it
                beyond = (
                    0.5
                    if re.search(r"\b(?:over|above|older)\b", match.group(), re.I)
                    else -0.5
                    if re.search(r"\b(?:under|below|younger)\b", match.group(), re.I)
                    else 0.0
                )
                found.append((value + beyond) / 12 if (match[2] or "").lower() == "month" else value + beyond)
    return found
