"""When each quantity of a sentence was, whether it is planned, and what it takes over from the number before it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.claim_quantity import Quantity
from corpus.model import Period
from corpus.periods import FOUND

#: Units of time in days.
DAYS = {"years": 365.0, "months": 30.42, "weeks": 7.0, "days": 1.0, "hours": 1 / 24, "minutes": 1 / 1440}
_ASIDE = re.compile(r"\b(?:(?:goals?|visions?|plans?|targets?|strategy)\s+for|than|as|compared (?:with|to)|against|versus|with|from \S+)\s+(?:in\s+|the\s+)*$", re.I)
_PLANNED = re.compile(r"\b(?:planned|plan|targets?|targeted|goals?|aim(?:s|ed)?|foreseen|envisaged|forecast|projected|intended|expected|expects?|hoped|anticipated|counted on|reckoned with)\b", re.I)
_MODAL = re.compile(r"\b(?:shall|will|are to|is to|were to|was to|(?<!has )(?<!have )(?<!had )(?<!used )to be(?! (?:in|at|under|over|able))|wants?(?= to| \d)|plans? to|expects?)\b", re.I)


def placed(text: str, quantities: list[Quantity], found: list[FOUND], own: Period | None, planned: bool) -> list[Quantity]:
    """The same quantities, each with its period and whether it is planned; nouns of parallel groups are handed on."""
    attached = [(s, p, _holder(text, s, quantities)) for s, _, p in found]
    numbers = [q for q in quantities if not q.ratio]
    plans = {_nearest(text, m.start(), m.end(), numbers) for m in _PLANNED.finditer(text) if not re.search(r"\b(?:than|as|from|below|above|beyond|under)\s+(?:the\s+|its\s+|had been\s+|was\s+|were\s+)?$", text[: m.start()], re.I)}
    placed: list[Quantity] = []
    for q in quantities:
        mine = [p for _, p, holder in attached if holder is not None and holder.start == q.start]
        free = [p for s, p, holder in attached if holder is None and s < q.start and not _ASIDE.search(text[:s])]
        later = [p for s, p, holder in attached if holder is None and s >= q.end and not _ASIDE.search(text[:s])]
        period = mine[0] if mine else free[-1] if free else later[0] if later and own is None else own
        if period is None and not found:
            period = own
        clause = text[max(text.rfind(m, 0, q.start) for m in (";", ":", ".")) + 1 : _clause_end(text, q.end)]
        placed.append(replace(q, period=period, planned=planned or q.start in plans or bool(_MODAL.search(clause))))
    return _ranges(text, _inherited(text, _parallel(placed)))


def _clause_end(text: str, at: int) -> int:
    ends = [i for i in (text.find(";", at), text.find(", ", at), text.find(". ", at)) if i >= 0]
    return min(ends, default=len(text))


def _holder(text: str, start: int, quantities: list[Quantity]) -> Quantity | None:
    """The quantity that a period follows directly ("from 12% in 2019 to 26%")."""
    for q in reversed(quantities):
        between = text[q.end : start]
        if q.end <= start:
            return q if (q.unit == "%" and re.fullmatch(r"\s+of(?:\s+[\w'-]+){1,4}\s+of\s+", between)) or re.fullmatch(r"(?:\s+(?!and\b|but\b)[\w'-]+){0,3}\s+(?:in|for|by|at|until|since)\s+(?:the\s+|end\s+of\s+|school\s+year\s+)*", between) and len(between.split()) <= 5 else None
    return None


def _nearest(text: str, start: int, end: int, quantities: list[Quantity]) -> int:
    """The start of the quantity that a word of planning belongs to, -1 for none."""
    best, where = 1e9, -1
    for q in quantities:
        between = text[end : q.start] if q.start >= end else text[q.end : start] if q.end <= start else ""
        distance = len(between.split()) + (0 if q.start >= end else 0.5) + 6 * len(re.findall(r"[;:]|, (?:and|but|while)|\b(?:19|20)\d\d\b", between))
        if any(q is not o and (end <= o.start < q.start or q.end <= o.start < start) for o in quantities):
            distance += 8
        if distance < best and distance < 9:
            best, where = distance, q.start
    return where


def _parallel(placed: list[Quantity]) -> list[Quantity]:
    """Hands nouns on in "12 courses for 340 trainers, in 2018 15 for 410": the n-th number of each group counts the same."""
    groups: list[list[int]] = []
    for i, q in enumerate(placed):
        if not groups or placed[groups[-1][-1]].period != q.period:
            groups.append([])
        groups[-1].append(i)
    if len(groups) < 2 or any(len(g) != len(groups[0]) for g in groups):
        return placed
    for group in groups[1:]:
        for k, i in enumerate(group):
            first = placed[groups[0][k]]
            if (not placed[i].noun or placed[i].weak) and first.noun and placed[i].unit == first.unit:
                placed[i] = replace(placed[i], noun=first.noun)
    return placed


def _inherited(text: str, placed: list[Quantity]) -> list[Quantity]:
    """Hands a noun on to a number that leans on the one before: "57% of the participants was female and 43% was male", "18 providers, of which 11"."""
    for i in range(1, len(placed)):
        q, last = placed[i], placed[i - 1]
        between = text[last.end : q.start]
        if q.noun or not last.noun or q.unit != last.unit or q.ratio or last.ratio:
            continue
        leans = re.search(r"\bof (?:which|whom|these|them)\s+(?:the\s+|only\s+)?$", between) or (re.search(r"(?:,|\band|\bor|\bbut|\bwhile)\s+(?:another\s+|a further\s+)?$", between) and ";" not in between and len(between) < 90)
        if leans and (q.unit in {"", "%"}):
            placed[i] = replace(q, noun=last.noun, subset=bool(re.search(r"\bof (?:which|whom|these|them)\b", text[last.end : q.end + 14])))
    return placed


_RANGE = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:to|and|-|–)\s*(?:[A-Z]{3}\s|EUR\s|€)?$")
_MOVED = re.compile(r"\b(?:rises?|rose|falls?|fell|grow|grew|increased?|decreased?|raised?|lifted|lowered|changed|cut|went|climbed|dropped|up|down|extended|enlarged|widened|reduced|brought)\b[^.;]*$", re.I)


def _ranges(text: str, placed: list[Quantity]) -> list[Quantity]:
    """Marks the ends of a range as its least and its most: "two weeks to six months", "between 20 and 400 hours"."""
    for i in range(1, len(placed)):
        low, high = placed[i - 1], placed[i]
        before = text[max(0, low.start - 60) : low.start]
        if _MOVED.search(before) and re.search(r"\bfrom\s+(?:\w+\s+than\s+|about\s+|up\s+to\s+)?$", before) and low.unit == high.unit and re.match(r"(?:\s+in\s+\S+)?\s+to\b", text[low.end : high.start]):
            placed[i - 1] = replace(low, began=True)
            continue
        if not _RANGE.match(text[low.end : high.start]) or low.hedge or high.hedge or _MOVED.search(before):
            continue
        joined = text[low.end : high.start].strip()
        if joined == "and" and not re.search(r"\bbetween\s+(?:about\s+)?$", before, re.I):
            continue
        if low.unit == "" and high.unit != "":
            scale = DAYS.get(next((u for u in DAYS if u.rstrip("s") in text[high.start : high.end].lower()), ""), 1.0) if high.unit == "days" else 1.0
            low = replace(low, unit=high.unit, value=low.value * scale, low=low.value * scale, noun=high.noun)
        if low.unit == high.unit and low.value < high.value:
            placed[i - 1] = replace(low, low=low.value, high=float("inf"), hedge="least", noun=low.noun or high.noun, ranged=True)
            placed[i] = replace(high, low=float("-inf"), hedge="most", ranged=True)
    return placed
