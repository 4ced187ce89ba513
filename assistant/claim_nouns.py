"""What a number of a sentence counts: the noun phrase behind it, in front of it, or the subject that it is told of."""

from __future__ import annotations

import re

from assistant.claim_words import Token
from corpus.words import function_words

STOP = re.compile(r"[;:!?(),|\"“”]|\.(?:\s|$)|\s[-–—]\s")
VERBS = frozenset(
    "sank sunk drew drawn threw shrank shrunk slid crept leapt spread withdrew withdrawn withdraw overtook overtaken swelled dealt bore borne bear chose chosen wrote written spoke broke broken "
    "caught fought sought bought brought built drove driven rode flew hid hung kept laid lit meant sold shook shut slept swore swept tore wore wove wound struck stuck split forbade forgot froze frozen cannot is are was were be been being am has have had having will would can could may might must shall should do does did get gets got go goes went gone take takes took taken "
    "give gave given make made makes come came comes become became begin began begun rise rose risen fall fell fallen grow grew grown run runs ran lead leads led leave leaves left "
    "pay pays paid hold holds held meet met find found win won lose lost cost costs teach taught send sent spend spent receive receives receive obtain obtains lie lies stand stands stood "
    "attend apply applies start starts end ends need needs want wants work works last lasts cover covers offer offers use uses help helps become remain remains reach join joins".split()
)


def noun_after(text: str, row: tuple[Token, ...], end: int) -> tuple[Token, ...]:
    """The noun phrase right behind a number: what it counts."""
    skip = re.match(r"\s*(?:(?:of|out of)\s+an?\s|(?:of|out of)?)\s*(?:the|its|these|those|them|all|their|such)?\s*(?:approx\.|about|first)?\s*(?:[\d .,]*\d\s+)?", text[end:])
    begin = end + (skip.end() if skip else 0)
    if re.match(r"\s*(?:who|that|which|were|was|are|is|had|have)\b", text[begin:]):
        return ()
    stop = STOP.search(text, begin)
    return noun_phrase(text, row, begin, stop.start() if stop else len(text))


def noun_phrase(text: str, row: tuple[Token, ...], begin: int, end: int) -> tuple[Token, ...]:
    taken: list[Token] = []
    for token in row:
        if token.start < begin:
            continue
        if token.end > end or len(taken) == 6:
            break
        low = token.low
        joined = bool(taken) and text[token.start - 1 : token.start] == "-"
        if low[0].isdigit() or (low.split()[0] in VERBS and token.text.islower() and not joined) or low == "worth" or (low in function_words() and low not in {"more", "other", "own"}):
            break
        if low.endswith("ed") and _is_predicate(row, token, bool(taken)):
            break
        taken.append(token)
    return tuple(t for t in taken if t.low not in {"more", "other", "own"})


_ATTRIBUTES = frozenset("skilled qualified disabled unemployed employed advanced disadvantaged certified unskilled".split())


def _is_predicate(row: tuple[Token, ...], token: Token, late: bool) -> bool:
    """Whether a form in -ed is the verb of what is counted ("187 obtained a certificate") and no attribute ("25 selected schools")."""
    i = row.index(token)
    following = row[i + 1].low if i + 1 < len(row) else ""
    return not following or following in function_words() or following in VERBS or (late and token.low not in _ATTRIBUTES)


def subject_before(text: str, row: tuple[Token, ...], end: int) -> tuple[Token, ...]:
    """The subject in front of a verb: the words back to the last stop."""
    begin = max((m.end() for m in re.finditer(r"[;:.]\s", text[:end])), default=0)
    return tuple(t for t in row if begin <= t.start and t.end <= end and t.low not in function_words() and t.low not in VERBS and not t.text[0].isdigit())


def noun_before(text: str, row: tuple[Token, ...], end: int) -> tuple[Token, ...]:
    begin = max((m.end() for m in re.finditer(r"[,;:()]|\b(?:and|or|were|was|are|is|to|with|of|the)\b", text[:end])), default=0)
    return tuple(t for t in row if begin <= t.start and t.end <= end and t.low not in function_words())[-4:]


PER = re.compile(r"\s+(?:a (?:year|month|week|day)\s+)?(?:for (?:each|every|a|an)|per|each|every|a)\s+(?:new\s+|additional\s+)?(?!year|month|week|day)", re.I)
_NUMBER_OF = re.compile(r"\b(?:number|total|share|proportion|count|rate|percentage|figure|that)\s+of\s+(?:the\s+|all\s+)?((?:[\w'’-]+\s*){1,6})", re.I)
_VERB_OF = re.compile(
    r"(?:^|[,;:]\s+(?:and\s+)?|\band\s+|\b\d{4},?\s+)(?:the\s+)?((?:[\w'’-]+\s+){1,6}?)(?:nearly\s+|almost\s+|more\s+than\s+)?(?:rose|fell|grew|numbered|stood|came|climbed|dropped|increased|"
    r"decreased|declined|reached|went|amounted|was|were|is|are|had|doubled|tripled|made)\b",
    re.I,
)


def subject_of(text: str, row: tuple[Token, ...], end: int) -> tuple[Token, ...]:
    """What a number without a noun of its own counts: "the number of visitors rose to 485", "Mentors numbered 145"."""
    floor = max((text.rfind(mark, 0, end) for mark in (";", ":", ", and ")), default=-1) + 1
    for pattern in (_NUMBER_OF, _VERB_OF):
        matches = [m for m in pattern.finditer(text, floor, end) if not re.search(r"\d", m.group(1))]
        if matches:
            noun = noun_phrase(text, row, matches[-1].start(1), matches[-1].end(1))
            return tuple(t for t in noun if t.low not in {"number", "total", "figure"})
    return ()
