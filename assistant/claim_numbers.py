"""The quantities of a sentence, a claim's or a text's: numbers, fractions, "most", "none", "doubled", with what they count."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.claim_nouns import (
    PER,
    STOP,
    VERBS,
    noun_after,
    noun_before,
    noun_phrase,
    subject_before,
    subject_of,
)
from assistant.claim_placing import DAYS, placed
from assistant.claim_quantity import Quantity
from assistant.claim_ratios import ratio_of
from assistant.claim_words import Token
from corpus.model import Period
from corpus.numbers import Number, find_numbers, value_of
from corpus.periods import FOUND
from corpus.vocabulary import months
from corpus.words import function_words

_MORE = r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards of|well over|just over|beyond|greater than|higher than|surpass(?:es|ed|ing)?|topped|longer than|older than|(?:went|go|gone|got|moved) past|passed the mark of|past the mark of"
_LEAST = r"at least|no less than|no fewer than|not less than|at a minimum|a minimum of|minimum of"
_LESS = r"less than|fewer than|under|below|short of|lower than|not even|just under|shorter than|younger than"
_MOST = r"at most|(?<!went )(?<!gone )(?<!goes )(?<!rose )(?<!risen )(?<!climbed )(?<!moved )(?<!grew )up to|a maximum of|maximum of|not exceeding|at the most|no longer than|no older than"
_ABOUT = r"about|around|approximately|approx\.?|roughly|some|nearly|almost|barely|scarcely|close to|an estimated|estimated|circa|ca\.|or so"
_PLAIN = r"no more than|not more than"
#: A limit said by denying what lies beyond it: "may not look after more than 12", "cannot be under 16".
_NOT_ABOVE, _NOT_BELOW = (rf"(?:not|never|cannot|nobody|\w+n['’]t)\s+(?:[\w-]+\s+){{1,4}}?(?:{beyond})" for beyond in (_MORE, _LESS))
_FILLER = r"(?:\s+(?:the|a|an|of|every|each|total|whole|all|some|as many as))*\s*$"
_HEDGES = tuple((kind, re.compile(rf"\b(?:{words}){_FILLER}", re.I)) for kind, words in (("plain", _PLAIN), ("most", _NOT_ABOVE), ("least", _NOT_BELOW), ("most", _MOST), ("least", _LEAST), ("more", _MORE), ("less", _LESS), ("about", _ABOUT)))
_AFTER = (
    ("least", re.compile(r"^\s*(?:\w+\s+)?(?:or (?:more|over|older|above|longer)|and (?:over|above|older|more)|plus\b)", re.I)),
    ("most", re.compile(r"^\s*(?:\w+\s+)?(?:or (?:less|fewer|under|younger|below)|and (?:under|younger|below)|at (?:the )?most)\b", re.I)),
)
_CARDINAL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|\d{1,3})"
_IN_N = re.compile(rf"\b(?P<a>{_CARDINAL})\b(?P<noun>(?:\s+(?!of\b|in\b|out\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b)[a-z][\w-]*){{0,4}}?)\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?|of\s+every)\s+(?:an?\s+)?(?P<b>{_CARDINAL})\b(?!\s*(?:years?|months?|weeks?|days?|countries|languages|sectors|regions|stages|steps|phases|occupations|fields|\d|%|million|thousand))", re.I)
_WORD_FRACTION = re.compile(r"\b(?P<a>two|three|four|five|six|seven|eight|nine)[-\s](?P<b>thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths)\b", re.I)
_PARTS = {"thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8, "ninths": 9, "tenths": 10}
_SHARES = re.compile(r"\b(?P<most>(?:the |a )?(?:large |vast |great |clear |overwhelming )?majority|(?<!the )(?<!'s )(?<!its )(?<!their )(?<!second )(?<!\bat )most(?=\s+of\b|(?:\s+[\w'’-]+){0,3}?\s+(?:[\w-]+s|people|women|men|staff|children|personnel)\b)|mostly|predominantly|mainly|chiefly|primarily(?! responsible))\b|\b(?P<minority>(?:a |the )?(?:(?:small |tiny )?minority|(?:small|tiny|minor) (?:part|share|fraction|proportion)(?= of)))\b", re.I)
_EVERY_NTH = re.compile(r"\bevery\s+(?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+(?:year|month|week|day))", re.I)
#: "Fell by a quarter": a part of what it was.
_BY_PART = re.compile(r"\bby (?:about |around |almost |nearly |roughly |more than |over |less than )?(?P<part>(?:a|an|one) (?P<n>third|quarter|fifth|sixth|eighth|tenth))\b(?!\s+of\b)", re.I)
_NTH = {"quarter": 4, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_ALL = re.compile(r"\b(?:all|every|each(?= of))(?:\s+of)?(?:\s+(?:the|these|its|their))?(?=\s+(?:[a-z]|\d))|\bthe whole of (?:it|them)\b|\bthe (?:whole|entire|full)(?= (?:[\w-]+ )?(?:costs?|fees?|price|bill|amount|sum|wage|salary|tuition|expenses?|grant|loan|allowance|subsidy|money|premium)\b)", re.I)
_ALL_BUT = re.compile(r"\s+(?:(?!who\b|that\b|which\b)[\w-]+\s+){0,3}?(?:but|except(?: for)?|save|apart from|with the exception of)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|a few|\d|[A-Z])", re.I)
_NONE = re.compile(r"\b(?:none of the|none of|zero|not a single|not one)\s+(?=[a-z])", re.I)
_NOTHING = re.compile(r"\b(?:pay(?:s|ing)?|paid|costs?|charged?) (?:[\w'’]+ ){0,3}nothing\b(?! (?:but|except|apart from|other than|more than|beyond)\b)|\b(?:do|does|did|need|must)(?:n['’]t| not)(?: have to)? pay\b(?: for)?|\bpay(?:s|ing)? no\b(?! (?:more|less|fewer|longer|later|other)\b)|\bexempt(?:ed)?(?= from (?:it|the fee|fees|tuition|payment|charges?|contributions?|costs?)\b)|(?<=are )exempt(?:ed)?(?! from)|\bfree of charge\b|\b(?:has|have|had)(?:n['’]t| not)(?: had to)? (?:pay|paid)\b(?: for)?|\b(?:is|are|was|were|be|been|for) free\b(?!\s+(?:to|of|from))|\bfree(?= (?:courses?|lessons?|classes|tests?|seminars?)\b)|\bwithout (?:any |an? |extra |additional |further )*(?:charge|fee|cost|paying)s?\b|\bno (?:extra |additional |further )?(?:fee|charge|cost)s?\b|\bfull fee paid\b", re.I)
#: Where something is charged, to be exempt is to pay nothing.
_CHARGED = re.compile(r"\b(?:pay|pays|paid|charg\w*|fees?|costs?|contributions?|tuition)\b", re.I)
_TIMES = re.compile(r"\b(?P<word>doubl(?:ed|es|ing|e(?= (?:the|that|those|as|what|its|their)))|tripl(?:ed|es|ing|e(?= (?:the|that|those|as|what|its|their)))|trebled|quadrupl(?:e|ed)|halv(?:e|ed)|twice as|(?:two|three|four|five|ten) times as|half as(?= (?:many|much|high|large|long|big)\b)|twofold|threefold|fourfold)\b", re.I)
_FACTOR = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadr": 4.0, "halv": 0.5, "twice": 2.0, "half ": 0.5, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "ten": 10.0}
#: How many times a sum is paid: "in a single sum", "in 3 instalments".
_AT_ONCE = re.compile(r"\b(?:(?:in|as) (?:a single|one) (?:sum|payment|go|instalment|amount)|lump sum)\b", re.I)
_INSTALMENTS = re.compile(r"\b(?:instalments|installments|part payments|tranches)\b", re.I)
_IN_PARTS = re.compile(r"\bin\s+$", re.I)
_OFTEN = re.compile(r"\b(?:several|many|multiple|any number of) times\b|\brepeatedly\b|\bmore than once\b", re.I)
_FREQUENCY = re.compile(r"\b(?P<n>once(?!\s+(?:they|he|she|it|we|you|the|an?|this|these|there|all|every)\b)|twice|(?:three|four|five) times)\b(?!\s+as\b)", re.I)
_AGE = re.compile(r"\bag(?:e|ed|es)\b|\bold\b|\byears of age\b", re.I)
#: "Anyone between 20 and 64": ages without the word.
_ANYONE = re.compile(r"\b(?:anyone|everyone|people|persons|adults|those|workers|residents)\s+(?:between|aged|over|under)\s+(?:\d\d\s+(?:and|to)\s+)?$", re.I)
#: Lengths of time that no number gives: "a year and a half", "a whole year", "all year round", "for life".
_LENGTHS: tuple[tuple[re.Pattern[str], dict[str, float]], ...] = (
    (re.compile(r"\b(?:an? (?:year|month|week) and a half|one and a half (?:years|months|weeks))\b", re.I), {"year": 547.5, "month": 45.0, "week": 10.5}),
    (re.compile(r"\b(?:an?|one) (?:whole|full|entire) (?:year|month|week)\b|\b(?:the whole year|all (?:the )?year(?: round)?|throughout the year|all through the year|year-round)\b", re.I), {"year": 365.0, "month": 30.0, "week": 7.0}),
    (re.compile(r"\bfor (?:life|good|ever|an (?:unlimited|indefinite) (?:time|period))\b|\bindefinitely\b|\bwithout (?:any |a )?(?:time limit|limit (?:of|in) time)\b", re.I), {}),
)
_NEVER_ENDS = 1e6
_DECADE = re.compile(r"\b(?:a|one) decade\b|\bten[- ]year period\b", re.I)
_HALF_YEAR = re.compile(r"\bhalf[ -]a[ -]year\b|\bhalf-year\b", re.I)


def find_quantities(text: str, row: tuple[Token, ...], found: list[FOUND], own: Period | None, planned: bool) -> tuple[Quantity, ...]:
    """The quantities of a sentence; ``row`` holds its words, ``found`` the periods it names, ``own`` the one it is about."""
    taken = [(s, e) for s, e, _ in found]
    quantities: list[Quantity] = []
    for match in _IN_N.finditer(text):
        a, b = value_of(match["a"]), value_of(match["b"])
        if not a or not b or a >= b or _covered(match.span(), taken) or (match["b"].isdigit() and b not in {5, 10, 20, 100} and a != 1):
            continue
        value = 100 * a / b
        noun = noun_phrase(text, row, match.start("noun"), match.end("noun")) if match["noun"].strip() else noun_after(text, row, match.end())
        quantities.append(_hedged(text, match.start(), match.end(), value, "%", noun, loose=min(2.5, 0.09 * value)))
        taken.append(match.span())
    for match in _WORD_FRACTION.finditer(text):
        value = 100 * (value_of(match["a"]) or 0) / _PARTS[match["b"].lower()]
        if not _covered(match.span(), taken):
            quantities.append(_hedged(text, match.start(), match.end(), value, "%", noun_after(text, row, match.end()), loose=min(2.5, 0.09 * value)))
            taken.append(match.span())
    for match in _EVERY_NTH.finditer(text):
        value = 100 / _NTH[match["n"].lower()]
        quantities.append(_hedged(text, match.start(), match.end(), value, "%", noun_after(text, row, match.end()), loose=min(2.5, 0.09 * value)))
        taken.append(match.span())
    for match in _BY_PART.finditer(text):
        if not _covered(match.span("part"), taken):
            value = 100 / _NTH[match["n"].lower()]
            quantities.append(_hedged(text, match.start("part"), match.end("part"), value, "%", (), loose=min(2.5, 0.09 * value), change=True))
            taken.append(match.span("part"))
    for match in _HALF_YEAR.finditer(text):
        quantities.append(_hedged(text, match.start(), match.end(), 182.5, "days", (), loose=5.0))
        taken.append(match.span())
    for pattern, lengths in _LENGTHS:
        for match in pattern.finditer(text):
            days = next((v for word, v in lengths.items() if word in match.group().lower()), 0.0 if lengths else _NEVER_ENDS)
            if days and not _covered(match.span(), taken):
                quantities.append(_hedged(text, match.start(), match.end(), days, "days", (), loose=0.02 * days))
                taken.append(match.span())
    for match in _DECADE.finditer(text):
        quantities.append(_hedged(text, match.start(), match.end(), 3650.0, "days", (), loose=180.0))
        taken.append(match.span())
    numbers = [m for n in find_numbers(text, 0, len(text), taken) for m in _whole(text, n, taken) if not _is_day(text, m) and "halves" not in text[m.start : m.end].lower() and not _is_pronoun(text, m) and not re.match(r"\s+as\s+(?:much|many|large|big|long|high)\b", text[m.end :])]
    numbers = _summed(text, numbers)
    for i, number in enumerate(numbers):
        quantities.append(_of_number(text, row, number))
        if number.low is not None:
            quantities.append(replace(quantities[-1], value=number.low, low=number.low, high=number.low))
        ratio = ratio_of(text, row, numbers, i)
        if ratio is not None:
            quantities.append(ratio)
    quantities += _shares(text, row, taken + [(n.start, n.end) for n in numbers])
    for match in _TIMES.finditer(text):
        factor = next(v for k, v in _FACTOR.items() if match["word"].lower().startswith(k))
        quantities.append(_hedged(text, match.start(), match.end(), factor, "times", (), loose=0.0))
    for match in _OFTEN.finditer(text):
        quantities.append(Quantity(match.start(), match.end(), 1.0, 1.0, float("inf"), "once", "more"))
    for match in _AT_ONCE.finditer(text):
        quantities.append(Quantity(match.start(), match.end(), 1.0, 1.0, 1.0, "once"))
    for match in _FREQUENCY.finditer(text):
        count = {"once": 1.0, "twice": 2.0}.get(match["n"].lower()) or value_of(match["n"].split()[0]) or 0.0
        quantities.append(_hedged(text, match.start(), match.end(), count, "once", ()))
    quantities.sort(key=lambda q: q.start)
    return tuple(placed(text, quantities, found, own, planned))


def _covered(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(s < span[1] and span[0] < e for s, e in taken)


def _is_day(text: str, number: Number) -> bool:
    """Whether a number is the day of a date without a year ("by 15 March")."""
    after = re.match(r"\s+(?:of\s+)?([A-Za-zäöüéû]+)", text[number.end : number.end + 20])
    before = re.search(r"([A-Za-zäöüéû]+)\s+$", text[max(0, number.start - 16) : number.start])
    return number.value <= 31 and not number.unit and bool(
        (after and after[1].lower() in months() and after[1][0].isupper()) or (before and before[1].lower() in months() and before[1][0].isupper() and before[1].lower() != "may")
    )


def _whole(text: str, number: Number, taken: list[tuple[int, int]]) -> list[Number]:
    """The numbers of "one voucher in three years", which is no share of a third."""
    part = re.search(r"\bin\s+(\w+)$", text[number.start : number.end])
    if not part or not re.match(r"\s*-?(?:years?|months?|weeks?|days?)\b", text[number.end :]):
        return [number]
    return find_numbers(text, number.start + part.start(1), min(len(text), number.end + 9), taken)


def _summed(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers in words that make up one: "one thousand nine hundred and ninety"."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        words = last is not None and not re.search(r"\d", text[last.start : number.end]) and not last.unit and last.low is None
        if last is not None and words and number.value >= 1 and last.value >= 100 and re.fullmatch(r"\s+(?:and\s+)?", text[last.end : number.start]) and _room(last.value) > number.value:
            joined[-1] = replace(number, start=last.start, value=last.value + number.value)
        else:
            joined.append(number)
    return joined


def _room(value: float) -> float:
    """How large a number may be that is added to a round one: below a hundred to 300, below a thousand to 2 000."""
    return next((size for size in (1_000_000.0, 1000.0, 100.0) if value >= size and value % size == 0), 0.0)


def _is_pronoun(text: str, number: Number) -> bool:
    """Whether "one" stands for a thing named before ("and one from a school")."""
    if text[number.start : number.end].lower() != "one":
        return False
    following = re.match(r"\s+([\w-]+)", text[number.end :])
    return not following or following[1].lower() in function_words()


def _of_number(text: str, row: tuple[Token, ...], number: Number) -> Quantity:
    unit = number.unit
    value = number.value
    before = text[max(0, number.start - 60) : number.start]
    noun: tuple[Token, ...] = ()
    per: tuple[Token, ...] = ()
    weak = False
    if text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] in {")", ","}:
        noun = noun_before(text, row, number.start - 1)
        if not noun or any(t.low in VERBS or t.low.endswith("ed") for t in noun):
            noun = subject_of(text, row, number.start)
    else:
        noun = noun_after(text, row, number.end)
        if unit and unit != "%" and unit not in DAYS:
            noun = ()
        each = PER.match(text, noun[-1].end if noun and "per" in text[noun[-1].end : noun[-1].end + 5] else number.end)
        if each and unit not in DAYS:
            stop = STOP.search(text, each.end())
            per = noun_phrase(text, row, each.end(), stop.start() if stop else len(text))
            noun = () if noun and each.start() == number.end else noun
        elif not noun and (not unit or unit == "%") and not re.search(r"\bof (?:which|whom|these|them)\s+(?:the\s+|only\s+)?$", before):
            noun, weak = subject_of(text, row, number.start), True
    if unit in DAYS and re.search(r"\b(?:older|younger) than\s+$", before, re.I):
        unit, noun = "age", ()
    elif unit in DAYS and re.search(r"\b(?:aged?|old)\b[^.;,\d]{0,60}$", text[max(0, number.start - 90) : number.start], re.I):
        unit, noun = "age", ()
    elif unit in DAYS and re.match(r"(?:\s+|-)(?:olds?|of age)\b", text[number.end : number.end + 10]):
        unit, noun = "age", ()
    elif unit == "" and value < 100 and (_AGE.search(before) or _ANYONE.search(before)) and not _counts_people(text, number):
        unit, noun = "age", ()
    elif unit == "" and value < 100 and re.search(r"\b(?:over|under|below|above|up to|until|till)\s+$", before, re.I) and not noun_after(text, row, number.end) and not text[number.end : number.end + 1].isalnum():
        unit = "age"
    elif unit in DAYS:
        value, unit = value * DAYS[unit], "days"
    if unit == "" and (any(_INSTALMENTS.fullmatch(t.text) for t in noun) or (_IN_PARTS.search(before) and noun and noun[-1].low in {"parts", "payments", "sums"})):
        unit, noun = "once", ()
    spelled = not any(c.isdigit() for c in text[number.start : number.end])
    fraction = spelled and unit == "%"
    found = _hedged(text, number.start, number.end, value, unit, noun, loose=min(2.5, 0.09 * value) if fraction else 0.0, change=_is_change(text, number))
    return replace(found, per=per, weak=weak)


def _counts_people(text: str, number: Number) -> bool:
    return bool(re.match(r"\s+(?!years?|and|or|to|in|is|was|were|are|at|by)[a-z]{4,}s\b", text[number.end : number.end + 20]))


def _is_change(text: str, number: Number) -> bool:
    if re.search(r"\bby\s+(?:about|around|nearly|almost|some|more than|over|roughly)?\s*$", text[: number.start], re.I):
        return not re.match(r"\s*(?:the\s+)?(?:end|$)", text[number.end : number.end + 6]) or number.unit == "%"
    return bool(re.match(r"\s+(?:(?!had\b|have\b|has\b|with\b|were\b|was\b|are\b|is\b)\w+\s+)?(?:more|fewer|less|higher|lower)(?:\s+[\w-]+){0,3}\s+than\b(?!\s+\d)|\s+(?:higher|lower|more|less|fewer)\b(?=[^.;]{0,60}\bthan\b)", text[number.end : number.end + 90], re.I))


def _hedged(text: str, start: int, end: int, value: float, unit: str, noun: tuple[Token, ...], loose: float = 0.0, change: bool = False, ratio: bool = False) -> Quantity:
    hedge = next((kind for kind, pattern in _HEDGES if pattern.search(text[max(0, start - 40) : start])), "")
    hedge = hedge or next((kind for kind, pattern in _AFTER if pattern.match(text[end : end + 24])), "")
    hedge = "most" if hedge == "plain" else hedge
    low, high = value, value
    if hedge in {"more", "least"}:
        high = float("inf")
    elif hedge in {"less", "most"}:
        low = float("-inf")
    elif hedge == "about":
        loose = max(1.6 * loose, max(2.0, 0.08 * value) if unit == "%" else 0.08 * abs(value))
    return Quantity(start, end, value, low, high, unit, hedge, noun, None, False, change, loose, ratio)


def _shares(text: str, row: tuple[Token, ...], taken: list[tuple[int, int]]) -> list[Quantity]:
    found = []
    for match in _SHARES.finditer(text):
        if re.search(r"\bthe\s+$", text[: match.start()], re.I) and match.group().lower() == "most":
            continue
        low, high = (50.0, 100.0) if match["most"] else (0.0, 50.0)
        found.append(Quantity(match.start(), match.end(), 50.0, low, high, "%", "more" if match["most"] else "less", noun_after(text, row, match.end())))
    for match in _ALL.finditer(text):
        if _EVERY_NTH.match(text, match.start()):
            continue
        following = text[match.end() : match.end() + 14]
        if re.match(r"\s+(?:years?|months?|weeks?|days?|other|in all|the\b|time)\b", following) or re.search(r"\b(?:for|per|of|after|at)\s+$", text[: match.start()], re.I) and match.group().lower().startswith(("every", "each")):
            continue
        if re.search(r"\b(?:almost|nearly|not|virtually|practically|of|from|in|by|with|to)\s+$", text[: match.start()], re.I):
            continue
        if not _covered((match.end(), match.end() + 3), taken) or text[match.end() :].lstrip()[:1].isdigit():
            noun = noun_after(text, row, match.end())
            # "All regions but one" are most of them.
            partly = _ALL_BUT.match(text[match.end() :])
            found.append(Quantity(match.start(), match.end(), 96.0, 51.0, 99.0, "%", "less", noun) if partly else Quantity(match.start(), match.end(), 100.0, 100.0, 100.0, "%", "all", noun))
    for match in _NOTHING.finditer(text):
        if match.group().lower().startswith("exempt") and not _CHARGED.search(text):
            continue
        found.append(Quantity(match.start(), match.end(), 0.0, 0.0, 0.0, "money", noun=subject_before(text, row, match.start())))
    for match in _NONE.finditer(text):
        if _covered((match.end(), match.end() + 3), taken) or re.match(r"(?:longer|more|less|fewer|later|one|doubt|age limit)\b", text[match.end() : match.end() + 10], re.I):
            continue
        if _NOTHING.match(text, match.start()):
            continue
        found.append(Quantity(match.start(), match.end(), 0.0, 0.0, 0.0, "", "none", noun_after(text, row, match.end())))
    return found
