"""Periods as texts name them: years, school years, months, days, ranges, and words that lean on an earlier one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from corpus.model import Period
from corpus.vocabulary import months, table

FOUND = tuple[int, int, Period]

_YEAR = r"(?:19|20)\d\d"
_DASH = r"[-–—/]"
_MONTHS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
_ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    seasons = "|".join(table("calendar")["seasons"])
    day = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
    return re.compile(
        rf"""(?<![\w.,/€$£-])(?:
          (?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)
        | (?P<dmy>{day}\s+(?:of\s+|de\s+)?(?P<dmy_m>{names})\b(?:\.(?=\s\d))?(?:,?\s+(?P<dmy_y>{_YEAR})(?!\d))?)
        | (?P<mdy>(?P<mdy_m>{names})\s+(?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<mdy_y>{_YEAR})(?!\d))?)
        | (?P<my>(?P<my_m>{names})\b\.?(?:\s+(?:of\s+|de\s+)?(?P<my_y>{_YEAR})(?!\d)))
        | (?P<sy>(?P<sy_a>{_YEAR})\s?{_DASH}\s?(?P<sy_b>{_YEAR}|\d\d)(?!\d|{_DASH}\d))
        | (?P<season>(?P<se_s>{seasons})\s+(?:of\s+)?(?P<se_y>{_YEAR})(?!\d))
        | (?P<part>(?:(?P<pa_n>first|last)\s+(?P<pa_m>{"|".join(_MONTHS)})\s+months|(?P<pa_h>first|second)\s+half|(?P<pa_q>first|second|third|fourth)\s+quarter)\s+of\s+(?P<pa_y>{_YEAR})(?!\d))
        | (?P<mid>mid-(?P<mid_y>{_YEAR})(?!\d))
        | (?P<mo>{names})\b(?!\.?\s*\d)
        | (?P<y>{_YEAR}(?:s(?!\w))?(?![\d%]|[.,]\d|\s?000\b|\s\d{{3}}\b))
        )(?!\w)""",
        re.I | re.X,
    )


_BEFORE = re.compile(
    r"""(?:\b(?P<by>by(?:\s+the)?(?:\s+end\s+of)?|before(?:\s+the\s+end\s+of)?)
      |\b(?P<since>since|from|as\s+of|as\s+from|starting(?:\s+in)?|sinds|vanaf|seit|ab|depuis|à\s+partir\s+de)
      |\b(?P<until>until|till|up\s+to|through|to|tot|bis|jusqu'(?:à|en))
      |\b(?P<after>after|following|na|nach|après))
      (?:\s+(?:the|end|of|early|mid|late|start|beginning|school|academic|year|years|schooljaar|schuljahr|het|in|on|de|l'année))*\s*$""",
    re.I | re.X,
)
_BETWEEN = re.compile(r"^\s*(?:and|to|until|till|through|up\s+to|en|tot|et|à|und|bis|–|-|—)\s+(?:the\s+|end\s+of\s+|school\s+year\s+)*$", re.I)
_OPENS = re.compile(r"\b(?:between|from|tussen|van|zwischen|von|entre|de|during)\s+(?:the\s+|school\s+year\s+|early\s+|late\s+)*$", re.I)
_IN_MONTH = re.compile(r"\b(?:in|by|until|since|from|of|early|mid|late|end)\s+$", re.I)
_RELATIVE = re.compile(
    r"""\b(?:(?P<back>(?:the\s+|a\s+|one\s+)?(?:(?:school\s+|previous\s+)?year\s+(?:before|earlier)|(?:the\s+)(?:previous|preceding|prior)\s+(?:school\s+)?year))
      |(?P<on>(?:the\s+|a\s+|one\s+)(?:(?:school\s+)?year\s+(?:after|later)|(?:following|next|subsequent)\s+(?:school\s+)?year))
      |(?P<same>(?:the|that)\s+same\s+(?:school\s+)?year|that\s+(?:school\s+)?year|the\s+end\s+of\s+the\s+year))\b""",
    re.I | re.X,
)


#: A period behind these words is what something is compared with or named after, not when a sentence happens.
_ASIDE = re.compile(
    r"(?:\bthan|\bcompared (?:with|to)|\bagainst|\bas|\bversus|\bof the|\bvision and goals for|\(|\bplan for|\bprogramme|\bstrategy|\bact of|\blaw of|\bcrisis of|\bfirst time since|"
    r"\bevaluation due in|\bdue in|\bas many as|(?:\bup|\bdown) (?:from|on)(?: the)?)\s+(?:[\d.,]+(?:\s\d{3})*\s?%?\s+(?:\w+\s+)?)?(?:in\s+|for\s+|of\s+)?$",
    re.I,
)

#: A last clause that tells the goal: its year is none of the rest of the sentence ("… were women; the goal is half by 2041").
_GOAL = re.compile(r";\s(?:[\w'’-]+\s){0,3}(?:aim|target|goal|objective|plan)\b[^;]*$", re.I)

#: A clause with "which" tells of another time than the sentence ("the rate, which had been 40% in 2021, fell to 35%").
_WHICH = re.compile(r",\s(?:which|who)\s(?:had|was|were|has|have|stood)\b[^,;]*$", re.I)


def is_aside(text: str, floor: int, start: int) -> bool:
    """Whether a period at ``start`` is only compared with or named ("twice as many as in 2019", "the act of 2015")."""
    return bool(_ASIDE.search(text[max(floor, start - 40) : start]) or _GOAL.search(text[floor:start]) or _WHICH.search(text[floor:start]))


def year(value: int) -> Period:
    """The calendar year."""
    return Period(date(value, 1, 1), date(value, 12, 31), "year", str(value))


def school_year(first: int) -> Period:
    """The school year that begins in September of ``first``."""
    return Period(date(first, 9, 1), date(first + 1, 8, 31), "school_year", f"{first}-{(first + 1) % 100:02d}")


def _month(y: int, m: int) -> Period:
    name = table("calendar")["months"][str(m)][0].capitalize()
    return Period(date(y, m, 1), date(y, m, monthrange(y, m)[1]), "month", f"{name} {y}")


def _day(y: int, m: int, d: int) -> Period | None:
    try:
        day = date(y, m, d)
    except ValueError:
        return None
    name = table("calendar")["months"][str(m)][0].capitalize()
    return Period(day, day, "day", f"{d} {name} {y}")


def _one(match: re.Match[str], context: int | None) -> Period | None:
    """The period that one match names; ``context`` is the year that a day without a year belongs to."""
    group = match.groupdict()
    if group["iso"]:
        y, m, d = map(int, group["iso"].split("-"))
        return _day(y, m, d) if 1 <= m <= 12 else None
    if group["dmy"]:
        y = int(group["dmy_y"] or context or 0)
        return _day(y, months()[group["dmy_m"].lower()], int(re.match(r"\d+", group["dmy"]).group())) if y else None  # type: ignore[union-attr]
    if group["mdy"]:
        y = int(group["mdy_y"] or context or 0)
        return _day(y, months()[group["mdy_m"].lower()], int(group["mdy_d"])) if y else None
    if group["my"]:
        return _month(int(group["my_y"]), months()[group["my_m"].lower()])
    if group["mo"]:
        return _month(context, months()[group["mo"].lower()]) if context else None
    if group["season"]:
        first, last = table("calendar")["seasons"][group["se_s"].lower()]
        y = int(group["se_y"])
        end = date(y + (last < first), last, monthrange(y + (last < first), last)[1])
        return Period(date(y, first, 1), end, "range", match.group())
    if group["part"]:
        return _part(group)
    if group["mid"]:
        y = int(group["mid_y"])
        return Period(date(y, 1, 1), date(y, 7, 31), "range", match.group())
    if group["sy"]:
        a, b = int(group["sy_a"]), int(group["sy_b"])
        b = b if b > 99 else a // 100 * 100 + b
        if b == a + 1:
            return school_year(a)
        if b > a:
            return Period(date(a, 1, 1), date(b, 12, 31), "range", f"{a}-{b % 100:02d}" if a // 100 == b // 100 else f"{a}-{b}")
        return None
    text = group["y"]
    return year(int(text[:4])) if not text.endswith("s") else None


def _part(group: dict[str, str | None]) -> Period:
    """The first or last months, a half or a quarter of a year."""
    y = int(group["pa_y"] or 0)
    if group["pa_m"]:
        count = _MONTHS[group["pa_m"].lower()]
        first = 1 if (group["pa_n"] or "").lower() == "first" else 13 - count
    elif group["pa_h"]:
        count, first = 6, 1 + 6 * _ORDER[group["pa_h"].lower()]
    else:
        count, first = 3, 1 + 3 * _ORDER[(group["pa_q"] or "first").lower()]
    last = first + count - 1
    return Period(date(y, first, 1), date(y, last, monthrange(y, last)[1]), "range", group["part"] or "")


def _is_money(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip().lower()
    return any(before.endswith(sign) for signs in table("calendar")["currencies"].values() for sign in signs)


def find_periods(text: str, start: int = 0, end: int | None = None, context: Period | None = None, join: bool = True, bare: bool = False) -> list[FOUND]:
    """Every period that ``text[start:end]`` names, as ``(start, end, period)`` in the order of the text.

    ``context`` is the period that the text speaks of already: it gives "29 June" its year and "the year before" its sense.
    ``bare`` finds months that name no year too ("in October"), which takes the year named before them.
    Two ends of one stretch ("from September 2018 to August 2020") become one range, unless ``join`` is off.
    """
    end = len(text) if end is None else end
    matches = [m for m in _pattern().finditer(text, start, end) if not (m.group("y") and _is_money(text, m.start()))]
    found: list[FOUND] = []
    running = context.start.year if context else None
    for i, match in enumerate(matches):
        # A day without a year takes the next one's in "between 16 March and 31 October 2020", else the running year.
        following = next((int(y) for y in re.findall(_YEAR, matches[i + 1].group())), None) if i + 1 < len(matches) else None
        joined = following is not None and bool(_BETWEEN.match(text[match.end() : matches[i + 1].start()]))
        if match.group("mo") and not (bare and running and match.group()[0].isupper() and _IN_MONTH.search(text, max(start, match.start() - 12), match.start())):
            continue
        period = _one(match, following if joined else running)
        if period is None:
            continue
        running = period.start.year
        found.append((match.start(), match.end(), replace(period, relation=_relation(text, start, match.start()))))
    found = _join(text, found) if join else found
    for match in _RELATIVE.finditer(text, start, end):
        anchor = next((p for s, _, p in reversed(found) if s < match.start()), context)
        if anchor is None:
            continue
        step = -1 if match.group("back") else 1 if match.group("on") else 0
        moved = shift(anchor, step)
        if match.group("same") and "end" in match.group().lower():
            moved = replace(year(anchor.start.year), relation=_relation(text, start, match.start()))
        elif match.group("same"):
            continue
        found.append((match.start(), match.end(), replace(moved, relation="in") if step else moved))
    return sorted(found, key=lambda row: row[0])


def _relation(text: str, floor: int, start: int) -> str:
    match = _BEFORE.search(text, max(floor, start - 48), start)
    if not match:
        return "in"
    if match.group("by"):
        return "by"
    return "since" if match.group("since") else "until" if match.group("until") else "after"


def _join(text: str, found: list[FOUND]) -> list[FOUND]:
    """Make one range of two periods that the words join ("between A and B", "from A to B", "2017 and 2018")."""
    joined: list[FOUND] = []
    for start, end, period in found:
        if joined:
            s, e, last = joined[-1]
            between = text[e:start]
            opened = _OPENS.search(text[max(0, s - 30) : s])
            word = between.strip().lower()
            plain = word in {"and", "en", "et", "und"} and last.kind == period.kind == "year" and period.start.year == last.start.year + 1
            if _BETWEEN.match(between) and (opened or plain or word in {"–", "-", "—", "to", "until", "till", "bis", "tot", "à", "au", "through"}) and last.start <= period.end:
                relation = "in"
                joined[-1] = (s, end, Period(last.start, period.end, "range", f"{last.label} to {period.label}", relation))
                continue
        joined.append((start, end, period))
    return joined


def shift(period: Period, years: int) -> Period:
    """The period of the same kind so many years later (earlier where negative)."""
    if not years:
        return period
    if period.kind == "school_year":
        return school_year(period.start.year + years)
    if period.kind == "month":
        return _month(period.start.year + years, period.start.month)
    if period.kind == "day":
        return _day(period.start.year + years, period.start.month, min(period.start.day, 28)) or period
    if period.kind == "range":
        span = period.end - period.start
        start = date(period.start.year + years, period.start.month, 1)
        return Period(start, start + span + timedelta(days=0), "range", f"{start.year}")
    return year(period.start.year + years)
