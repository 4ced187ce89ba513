"""Numbers as texts write them: ``12 450``, ``EUR 3.2 million``, ``(4)``, ``50/50``, ``five``, ``one in ten``, ``a quarter``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.periods import find_periods
from corpus.vocabulary import months, table

_GAP = "[ \u00a0\u202f\u2009]"


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text: its span (with unit and currency), value, unit (``%``, ``EUR``, ``years``, …) and the start of its digits."""

    start: int
    end: int
    value: float
    unit: str
    digits: int
    low: float | None = None


@cache
def _pattern() -> re.Pattern[str]:
    calendar = table("calendar")
    cardinals = "|".join(sorted(calendar["cardinals"], key=len, reverse=True))
    scales = "|".join(sorted((s for s in calendar["scales"] if s != "hundred"), key=len, reverse=True))
    signs = "|".join(re.escape(s) for s in ("€", "£", "$"))
    words = "|".join(sorted((w for ws in calendar["currencies"].values() for w in ws if w.isalpha() and len(w) > 3), key=len, reverse=True))
    fractions = "|".join(calendar["fractions"])
    digits = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+(?:[.,]\d+)?"
    spelled = rf"(?:{cardinals})(?:[-\s](?:{cardinals}))?(?:\s+(?:hundred|thousand))?"
    return re.compile(
        rf"""(?P<ratio>(?<![\d/])\d{{1,3}}/\d{{1,3}}(?![\d/]))
        | (?P<onein>\b(?i:one)(?:\s+[a-z]+){{0,3}}?\s+(?:in|out\s+of(?:\s+every)?)\s+(?P<onein_n>{cardinals}|\d+)\b)
        | (?P<fraction>\b(?:(?P<fr_n>(?i:an?|one|two|three)|\d)[-\s]+)?(?P<fr_w>(?i:(?:{fractions})s?|halves))\b(?=\s+(?:of|as)\b|\s+(?:the|a)\s|[\s.,;)]|$)(?!\s+(?:a\s+)?(?:million|billion)))
        | (?:(?P<code>\b[A-Z]{{3}})\s?|(?P<sign>{signs})\s?)?
          (?:(?<![\w./-])(?:(?P<lowd>{digits})(?P<lowu>%)?\s?[-–—]\s?)?(?<![\d.,]{{2}})(?P<num>{digits})|\b(?P<word>(?i:{spelled}|half\s+a))\b)
          (?:\s?(?P<scale>{scales})\b)?
          (?:\s?(?P<percent>%|per\s?cent\b|percent\b|percentage\s+points?\b)
            |[\s-]?(?P<unit>years?|months?|weeks?|days?|hours?|minutes?)\b
            |\s?(?P<after>€|{words})(?![\w])|\s(?P<codeafter>EUR|USD|GBP)\b)?
        """,
        re.X,
    )


_NAMED = re.compile(
    r"(?:levels?|components?|articles?|art\.|actions?|chapters?|phases?|steps?|no\.|nos?\.|sections?|parts?|pillars?|priorit(?:y|ies)|strands?|"
    r"legislation|decree|law|act|regulation|version|annex|directive|axis|eqf|grade|class|types?|track|option|form|lot|measure|years?\s+of\s+age)\s*(?:\d+(?:[.,]\d+)?\s*(?:,|and|to|or|-|–)\s*)*\(?$",
    re.I,
)


def value_of(text: str) -> float | None:
    """The value of a number written in digits or as a word; None for anything else."""
    compact = re.sub(_GAP, "", text.strip().lower())
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", compact):
        compact = compact.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", compact):
        compact = compact.replace(".", "")
    compact = compact.replace(",", ".")
    try:
        return float(compact)
    except ValueError:
        pass
    total, current = 0.0, 0.0
    known = table("calendar")["cardinals"]
    for word in re.split(r"[-\s]+", text.strip().lower()):
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word in known:
            current += known[word]
        else:
            return None
    return total + current


@lru_cache(512)
def numbers_in(text: str) -> tuple[Number, ...]:
    """The numbers of a short text such as a question, those in its periods left out."""
    return tuple(find_numbers(text, 0, len(text), [(s, e) for s, e, _ in find_periods(text)]))


#: Numbers to call.
_TELEPHONE = re.compile(r"(?<![\d.,])(?:\+\d{1,3}[ -])?(?:\(0\)|0)\d{1,4}(?:[ -]\d{2,4}){1,4}\b|\b1-\d{3}-\d{3}-\d{4}\b|\b(?:tel(?:ephone)?|phone|call|fax|toll-free)\b[:.]?\s*\+?[\d -]{6,}", re.I)


def find_numbers(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Number]:
    """The numbers of ``text[start:end]``, leaving out those that are part of a date, a name or a reference (``taken``: spans of periods)."""
    found: list[Number] = []
    closed = [*taken, *(m.span() for m in _TELEPHONE.finditer(text, start, end))]
    for match in _pattern().finditer(text, start, end):
        if any(s < match.end() and match.start() < e for s, e in closed):
            continue
        number = _read(match, text, start, taken)
        if number:
            found.append(number)
    return found


def _read(match: re.Match[str], text: str, floor: int, taken: list[tuple[int, int]]) -> Number | None:
    group = match.groupdict()
    s, e = match.start(), match.end()
    calendar = table("calendar")
    if group["ratio"]:
        a, b = (float(x) for x in group["ratio"].split("/"))
        return Number(s, e, a, "%", s) if a + b == 100 else None
    if group["onein"]:
        n = value_of(group["onein_n"])
        return Number(s, e, round(100 / n, 3), "%", s) if n and n > 1 else None
    if group["fraction"]:
        count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, None: 1}.get((group["fr_n"] or "").lower() or None) or float(group["fr_n"])
        word = group["fr_w"].lower().rstrip("s").replace("halve", "half")
        if word != "half" and not group["fr_n"]:
            return None  # "third" and "fifth" alone are ordinals
        if word == "half" and text[e : e + 10].strip().startswith(("year", "day", "hour", "a million")):
            return None
        after = text[e : e + 4]
        if word != "half" and (group["fr_n"] or "").lower() in {"a", "an", "one"} and not re.match(r"\s+of\b|[.,;)]|$|\s+(?:the|are|were|is|was)\b", text[e : e + 8]) and after.strip():
            return None  # "a third round"
        return Number(s, e, round(count * calendar["fractions"][word], 3), "%", s)
    digits = match.start("num") if group["num"] else match.start("word")
    raw = group["num"] or group["word"]
    value = 0.5 if raw.lower().startswith("half") else value_of(raw)
    if value is None or (raw.lower().startswith("half") and not group["scale"]):
        return None
    before = text[max(floor, s - 40) : s]
    if group["word"] and raw.lower() == "one" and not group["scale"] and not group["unit"]:
        if not re.search(r"\b(?:exactly|only|just|at least|and|,)\s+$", before, re.I):
            return None
        if re.search(r"\b(?:each|every|the|this|that|another|additional|any|no|new|which|first|last|only|more than)\s+(?:\w+\s+)?$", before, re.I) or not re.match(r"\s+[a-z]{3,}", text[e : e + 8]):
            return None
        if re.match(r"\s+(?:of|or|another|who|that|another's|hand)\b", text[e : e + 10]):
            return None
    if group["num"]:
        glued = text[s - 1 : s] if s > floor else ""
        if not group["code"] and (glued.isalpha() or (glued in "-/" and text[max(0, s - 2) : s - 1].isalnum())):
            return None
        if (following := re.match(r"\.?\s+([^\W\d_]+)", text[e : e + 16])) and following.group(1).lower() in months() and len(following.group(1)) > 3 and value <= 31:
            return None
        if text[e : e + 1].isalpha() or re.match(r"(?:st|nd|rd|th|/\d|[.,]\d)", text[e : e + 3]):
            return None
        if not group["code"] and not group["percent"] and not group["unit"] and _NAMED.search(before):
            return None
    unit = ""
    if group["scale"]:
        value *= calendar["scales"][group["scale"].lower()]
    if group["percent"]:
        unit = "%"
    elif group["unit"]:
        unit = group["unit"].rstrip("s") + "s"
    elif group["sign"] or group["after"] or group["codeafter"]:
        sign = (group["sign"] or group["after"] or group["codeafter"]).lower()
        unit = next(code for code, signs in calendar["currencies"].items() if sign in signs)
    elif group["code"]:
        if group["code"] in calendar["currencies"] or f"({group['code']})" not in text:
            unit = group["code"]
        else:
            s = digits
    low = value_of(group["lowd"]) if group["lowd"] else None
    if low is not None and (low >= value or low > 1900):
        low, s = None, digits
    return Number(s, e, value, unit, digits, low)
