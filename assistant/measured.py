"""What a number measures, by the words beside it: an age, a length of time, hours of work or training, or a size."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from corpus.numbers import Number
from corpus.words import content_words, stem

MONTHS = {"years": 12.0, "months": 1.0, "weeks": 12 / 52, "days": 12 / 365}
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|age(?:d)? (?:of|is|was|from|between)|younger than|older than|upper age (?:was|is)|aged \d+ (?:and|to))\s+(?:(?:over|under|only|from|between|about|just|at least)\s+)?$",
    re.I,
)
_AGE_BEHIND = re.compile(
    r"[\s-]*(?:years?[\s-])?(?:olds?\b|years? of age|or (?:over|older|above|under|younger)\b|and (?:over|older|above|under|younger)\b)",
    re.I,
)
_CHILD_BEFORE = re.compile(
    r"\b(?:child|children|kids?|sons?|daughters?)\s+(?:under|below|over|above|aged|up to)\s+$", re.I
)
_PERSONS_BEFORE = re.compile(
    r"\b(?:those|people|persons?|men|women|learners?|apprentices?|adults|jobseekers|pupils|students|(?:must|to) be|to be|he|she|candidates?|boys?|girls?|members?|you are|you['’]re)\s+(?:aged\s+|of\s+|be\s+|have to be\s+|has to be\s+)?(?:under|over|below|above|between|from|at least|of)?\s*(?:\d+ (?:and|to) )?$",
    re.I,
)


@cache
def _measured() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = table_of("measured")
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.I))
        for name, words in data.items()
    )


@cache
def table_of(name: str) -> dict[str, list[str]]:
    """One table of ``assistant/data/eligibility.toml``."""
    return dict(
        tomllib.loads(files("assistant").joinpath("data", "eligibility.toml").read_text(encoding="utf-8"))[
            name
        ]
    )


def kind_of_number(before: str, number: Number, behind_digits: str) -> str:
    """Whether a number is an age, a length of time, hours of work or training, or a size."""
    if number.unit == "hours" or (not number.unit and re.search(r"\bhours\b[^.;,]{0,25}$", before, re.I)):
        return "hours"
    if number.unit in {"months", "weeks", "days"}:
        return "time"
    old = re.match(r"[\w.,]+(?P<rest>.*)$", behind_digits, re.S)
    rest = old.group("rest") if old else ""
    aged = number.value <= 99 and (bool(_AGE_BEFORE.search(before)) or bool(_AGE_BEHIND.match(rest)))
    if number.unit == "years":
        return "age" if aged or re.match(r"\s*years? of age\b", rest, re.I) else "time"
    if number.value < 26 and _CHILD_BEFORE.search(before) and not re.match(r"\s*[a-z]", rest):
        return "age"
    if aged and not re.match(r"\s*(?:or|and) (?:over|under|above)\s+\w+(?:ees|ners|oyees)", rest):
        return "age"
    noun = re.match(r"\s*([^\W\d_]+)", rest)
    bare = noun is None or noun.group(1).lower() in AFTER_AGE
    return (
        "age"
        if 10 <= number.value <= 80
        and bare
        and (_PERSONS_BEFORE.search(before) or re.search(r"\bminimum age of\s*$", before, re.I))
        else "size"
    )


AFTER_AGE = frozenset(
    "who with and or when at from in on under until are is can may to but the as for by of that which years without to not while if next this soon today now already must have has need needs".split()
)


def subject_of(near: str) -> frozenset[str]:
    """What a length of time is about, by the words beside it."""
    return frozenset(name for name, pattern in _measured() if pattern.search(near))


def hours_of(near: str) -> frozenset[str]:
    """What hours are hours of, and in which time."""
    span = re.search(
        r"\b(?:a|per|each|every) (day|week|month|year)\b|\b(dai|week|month|year)ly\b", near, re.I
    )
    found = {name for name, pattern in _HOURS_OF.items() if pattern.search(near)}
    return (
        frozenset({*found, (span.group(1) or span.group(2)).lower()})
        if span and len(found) == 1
        else frozenset()
    )


_HOURS_OF = {
    "work": re.compile(r"\b(?:work\w*|job|employ\w*|wait tables|serve|contract)\b", re.I),
    "training": re.compile(r"\b(?:cours\w*|train\w*|lessons?|class\w*|school|stud\w+)\b", re.I),
}


def counted(behind: str) -> frozenset[str]:
    """What a size counts: the classes of the nouns behind the number."""
    nouns = content_words(behind[:40])[:2]
    found = set()
    for name, members in table_of("counted").items():
        stems = {stem(m) for m in members}
        if any(w.stem in stems for w in nouns):
            found.add(name)
    return frozenset(found) or frozenset(w.stem for w in nouns[:1])
