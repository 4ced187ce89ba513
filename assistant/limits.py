"""Limits of age, size and length of time: as rules set them, and as the facts of a case stand against them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.incomes import after_span, in_a_year, measure_of
from assistant.measured import AFTER_AGE, MONTHS, counted, hours_of, kind_of_number, subject_of
from corpus.model import Period
from corpus.numbers import Number, find_numbers, numbers_in
from corpus.periods import find_periods
from corpus.words import Word, content_words, stem

_MOST = re.compile(
    r"\b(?:(?P<strict>fewer than|less than|under|below|younger than)|up to|at most|no more than|not more than|a? ?maximum (?:age )?of|not older than|upper age (?:was|is|of|limit of)|age limit (?:was|is|of)|ceiling (?:was|is|of)|"
    r"(?:limit|ceiling|maximum|upper age)\b[^.;]{0,25}?\b(?:to|at|of|was|is)(?: fewer than)?|until (?:the age of )?|within)\s*(?:the age of\s+)?$",
    re.I,
)
_LEAST = re.compile(
    r"\b(?:(?P<strict>more than|over|older than|above)|at least|no fewer than|not fewer than|no less than|not less than|(?:let|wait)|a? ?minimum (?:age )?of|minimum age (?:is|was|of)|from(?: the age of)?|after|aged|reached[^.;]{0,40}\bage of|(?:must|to|has to|have to) reach|"
    r"(?:must|has to|have to|need to|needs to) (?:be|have been)|needs?|requires?|proof of|people of|persons of|those of)\s*(?:the age of\s+)?$",
    re.I,
)
_NOT_MORE = re.compile(
    r"\b(?:not|never|no)\b(?:\s+\w+){0,2}\s+(?:more|older|longer|larger|higher) than\s*$|\b(?:not|never)\s+exceed\s*$",
    re.I,
)
_UPWARDS = re.compile(r"\s*(?:[\w-]+\s+)?(?:or|and)\s+(?:over|more|older|above|longer|upwards?)\b", re.I)
_DOWNWARDS = re.compile(r"\s*(?:[\w-]+\s+)?(?:or|and)\s+(?:under|less|fewer|younger|below)\b", re.I)
#: "for those under 25 one month is enough"
_ENOUGH = re.compile(
    r"\s*(?:(?!(?:and|or|one|two|three|four|five|six|ten|twelve)\b)[a-z]+ ){0,3}(?:(?:is|are|will be) (?:enough|sufficient)|suffices?|will do)\b",
    re.I,
)
_RANGE_OPENS = re.compile(r"\b(?:between|from|aged)\s+(\d+)\s+(?:and|to)\s*$", re.I)
_RANGE_GOES_ON = re.compile(r"\s+(?:and|to)\s+\d")
_CHANGED_FROM = re.compile(
    r"\b(?:changed|raised|lifted|lowered|reduced|increased|moved|cut|limit|ceiling)\b[^.;]{0,30}\bfrom\s+(?:fewer than\s+|under\s+)?$",
    re.I,
)
_CHANGED_TO = re.compile(
    r"\b(?:changed|raised|lifted|lowered|reduced|increased|moved|cut)\b[^.;]{0,30}\bfrom\s+(?:fewer than\s+|under\s+)?[\d ]+\s+to\s+(?:fewer than\s+|under\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a rule allows of one measure, from ``low`` to ``high``; ``kind`` is ``age``, ``time`` (in months), ``hours``, ``money`` (in a year) or ``size``; ``child`` whether it is a child's."""

    kind: str
    about: frozenset[str]
    low: float
    high: float
    strict: bool
    start: int
    end: int
    words: frozenset[str] = frozenset()
    child: bool = False

    def admits(self, value: float) -> bool:
        """Whether a value lies within."""
        if self.strict:
            return self.low < value < self.high
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that the asker gives: an age (``child``: that of a child of his), a length of time in months, money in a year, or a size."""

    kind: str
    about: frozenset[str]
    value: float
    shown: str
    words: tuple[Word, ...]
    child: bool = False


def limits_in(text: str, start: int, end: int, period: Period | None) -> tuple[Limit, ...]:
    """The limits that a stretch of a text sets."""
    taken = [(s, e) for s, e, _ in find_periods(text, start, end, period)]
    found = []
    for number in [*find_numbers(text, start, end, taken), *_single(text, start, end)]:
        limit = _limit(text, start, end, number)
        if limit is not None:
            found.append(limit)
    return (*found, *_beginners(text, start, end))


_TIME_WORDS = frozenset(
    stem(w)
    for w in "year month week day last least one two three four five six ten twelve person people work first old course programme training school".split()
)
_FIRST = re.compile(r"\bfirst (?P<unit>year|month|six months) of (?=\w)", re.I)


def _beginners(text: str, start: int, end: int) -> list[Limit]:
    """Those who have only begun: "enterprises in their first year of trading"."""
    found = []
    for match in _FIRST.finditer(text, start, end):
        about = subject_of(text[match.end() : end][:30])
        if about:
            months = {"year": 12.0, "month": 1.0}.get(match.group("unit").lower(), 6.0)
            found.append(Limit("time", about, float("-inf"), months, False, match.start(), match.end()))
    return found


def _single(text: str, start: int, end: int) -> list[Number]:
    """Lengths of time that are written without a number ("at least a month")."""
    return [
        Number(m.start(1), m.end(), 1.0, m.group(2).lower() + "s", m.start(1))
        for m in re.finditer(
            r"\b(?:least|than|after|for|let|wait|within) (an?) (year|month|week)\b", text[:end], re.I
        )
        if m.start() >= start
    ]


def _limit(text: str, start: int, end: int, number: Number) -> Limit | None:
    before, behind = text[start : number.start], text[number.end : end]
    money = bool(_CURRENCY.fullmatch(number.unit))
    if number.unit not in {"", "hours", *MONTHS} and not money:
        return None
    owned = measure_of(before, behind) if money else frozenset()
    if money and not owned:
        return None
    kind = "money" if money else kind_of_number(text[start : number.start], number, text[number.digits : end])
    scale = MONTHS.get(number.unit, 1.0) if kind == "time" else in_a_year(behind) if money else 1.0
    behind = after_span(behind) if money else behind
    if kind == "age" and number.unit == "months":
        return None
    opened = None if _CHANGED_TO.search(before) else _RANGE_OPENS.search(before)
    if (
        _RANGE_GOES_ON.match(behind) and re.search(r"\b(?:between|from|aged|be|of)\s+$", before, re.I)
    ) or _CHANGED_FROM.search(before):
        return None
    low, high, strict = float("-inf"), float("inf"), False
    most, least = _MOST.search(before), _LEAST.search(before)
    if number.low is not None:
        low, high = number.low, number.value
    elif (spread := re.search(r"\b(\d+) to $", before)) and kind == "age":
        low, high = float(spread.group(1)), number.value
    elif opened:
        low, high = float(opened.group(1)), number.value
    elif _ENOUGH.match(behind) or _UPWARDS.match(behind) or re.search(r"\bbetween\s+$", before, re.I):
        low = number.value
    elif _DOWNWARDS.match(behind):
        high = number.value
    elif _CHANGED_TO.search(before) and re.search(
        r"\b(?:ceiling|limit|maximum|upper)\b", text[start:end], re.I
    ):
        high, strict = number.value, bool(re.search(r"\b(?:fewer than|under)\s*$", before, re.I))
    elif re.search(r"\b(?:no|not) (?:fewer|less) than\s*$", before, re.I):
        low = number.value
    elif _NOT_MORE.search(before) or most:
        high = number.value
        strict = bool(
            most and (most.group("strict") or re.search(r"\b(?:fewer than|under)\s*$", before, re.I))
        ) and not _NOT_MORE.search(before)
    elif least:
        low, strict = number.value, bool(least.group("strict"))
    else:
        return None
    about = (
        counted(behind)
        if kind == "size"
        else subject_of(_near(text, start, end, number))
        if kind == "time"
        else hours_of(_near(text, start, end, number))
        if kind == "hours"
        else owned
    )
    near = frozenset(w.stem for w in content_words(_near(text, start, end, number))) - _TIME_WORDS
    child = kind == "age" and bool(_OF_CHILD.search(before))
    return Limit(kind, about, low * scale, high * scale, strict, number.start, number.end, near, child)


def facts_in(text: str) -> tuple[Fact, ...]:
    """The numbers that somebody gives of himself or of others: ages, lengths of time, sizes."""
    found = []
    for_himself = bool(_FOR_HIMSELF.search(text))
    for number in numbers_in(text):
        before, behind = text[: number.start], text[number.end :]
        if _CURRENCY.fullmatch(number.unit):
            owned = measure_of(re.split(r"[.!?:;]\s", before)[-1], behind)
            if owned:
                value = number.value * in_a_year(behind)
                found.append(Fact("money", owned, value, text[number.start : number.end], ()))
            continue
        if number.unit not in {"", "hours", *MONTHS}:
            continue
        sentence = max((m.end() for m in re.finditer(r"[.!?:;]\s", before)), default=0)
        stop = re.search(r"[.!?:;](?:\s|$)", behind)
        end = number.end + stop.start() if stop else len(text)
        kind = (
            "age"
            if _own_age(before, number, behind)
            else kind_of_number(before[sentence:], number, text[number.digits :])
        )
        scale = MONTHS.get(number.unit, 1.0) if kind == "time" else 1.0
        near = text[sentence:end] + (" residence" if re.match(r"\s+in (?:the )?[A-Z]", behind) else "")
        about = (
            counted(behind)
            if kind == "size"
            else subject_of(near)
            if kind == "time"
            else hours_of(near)
            if kind == "hours"
            else frozenset()
        )
        words = tuple(content_words(near)) if kind == "time" else tuple(content_words(behind[:40]))[:3]
        child = (
            kind == "age" and for_himself and bool(_HIS_CHILD.search(before) or _CHILD_BEHIND.match(behind))
        )
        found.append(Fact(kind, about, number.value * scale, text[number.start : number.end], words, child))
    return tuple(found)


_CURRENCY = re.compile(r"[A-Z]{3}|[€£$]")
_OF_CHILD = re.compile(r"\b(?:child|children|sons?|daughters?|kids?|babies|baby)\b[^,;.]{0,25}$", re.I)
#: "my daughter, who is eleven", "my four-year-old", "a son of 6"
_HIS_CHILD = re.compile(
    r"\b(?:sons?|daughters?|child|children|kids?|baby|toddler|twins|niece|nephew|(?:my|our) (?:boy|girl)s?)\b(?:(?!\b(?:i|we)\b)[^;.?!]){0,25}$|\b(?:my|our)\s+$",
    re.I,
)
_CHILD_BEHIND = re.compile(
    r"[\s-]*(?:years?|months?)?[\s-]*olds?\s+(?:sons?|daughters?|child|children|kids?|baby|twins|toddler)\b",
    re.I,
)
#: Who asks for himself, and not for his child.
_FOR_HIMSELF = re.compile(
    r"\b(?:can|could|may|might|do|did|am|would|will|are|have|should|must) (?:i|we)\b|\b(?:is|are) (?:my|our) (?:\w+ )?(?:incomes?|savings|wage|salary)\b",
    re.I,
)

_OWN_AGE = re.compile(
    r"(?:\b(?:i am|i'm|is|am|are|he's|she's|turns?|turned|turning|be|was|just|aged|of|only|already|nearly|almost)|’m|'m)\s+(?:only |just |already |now |nearly )?$",
    re.I,
)

_ONE_OF_AGE = re.compile(r"\b(?:an?|the|my|our|another) (?:[\w’'-]+ ){0,3}?([\w’'-]+) (?:of|aged) $", re.I)
#: What of such a number has no age.
_NO_PERSON = frozenset(
    "firm company team staff group class school business enterprise workshop employer course period number amount grant fee size total crew centre center college maximum minimum average limit age distance share quota budget bonus leave project programme alliance consortium association network list shop factory hotel bakery restaurant garage agency office unit department sum majority rate price pay wage level grade course stay placement contract trial".split()
)


def _own_age(before: str, number: Number, behind: str) -> bool:
    """Whether a number in a question is somebody's age ("he is 20", "a boy of 15", "52 years old")."""
    if not 5 <= number.value <= 99 or number.unit not in {"", "years"}:
        return False
    if re.match(r"[\s-]*(?:years?[\s-]*)?olds?\b", behind, re.I) or re.search(r"\baged?\s+$", before, re.I):
        return True
    if number.value >= 10 and (one := _ONE_OF_AGE.search(before)) and one.group(1).lower() not in _NO_PERSON:
        return True  # "an electrician of 34"
    following = re.match(r"\s*([^\W\d_]+)?", behind)
    word = (following.group(1) or "").lower() if following else ""
    stands_alone = not word or word in AFTER_AGE or bool(re.match(r"\s*[,.;:)!?]", behind))
    if number.unit == "years":
        told = re.search(r"\b(?:has|have|my|of|is|am|be)\s+$", before, re.I)
        measure = re.match(r"\s*(?:of|in|as|at|ago|on)\b", behind, re.I)
        return bool(told) and not measure
    return stands_alone and bool(_OWN_AGE.search(before))


def _near(text: str, start: int, end: int, number: Number) -> str:
    return text[max(start, number.start - 90) : min(end, number.end + 60)]


def same_measure(limit: Limit, fact: Fact) -> bool:
    """Whether a limit and a fact are about the same thing."""
    if limit.kind != fact.kind or (fact.child and not limit.child) or (limit.child and fact.value >= 18):
        return False
    if limit.kind == "hours":
        # Hours of work a week are held against no others.
        return limit.about == fact.about and len(limit.about) == 2
    if limit.kind == "age" or limit.about & fact.about:
        return True
    return (
        limit.kind == "time"
        and not (limit.about and fact.about)
        and bool(limit.words & {w.stem for w in fact.words})
    )
