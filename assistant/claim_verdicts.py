"""What a part of a claim comes to, and when the years of a claim and of a text are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claim_evidence import Cover, Evidence
from assistant.claim_reading import WANTS, View
from assistant.claim_words import is_label, stems_of
from assistant.evidence import period_fit
from corpus.model import Period
from corpus.vocabulary import months

AGREES, DIFFERS, ABSENT = "supported", "contradicted", "not_found"
#: Parts whose words are told as they are: numbers, shares, years, directions.
PLAIN = {"number", "majority", "period", "direction"}
#: A period of the text that meets the claim's this far is the same.
SAME_PERIOD = 0.65


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a claim with its verdict; ``explains`` are the words of the claim that it speaks for, ``planned`` marks a number that is a plan, ``years`` are those of the
    levels that a direction was read from."""

    name: str
    claimed: str
    stated: str
    verdict: str
    evidence: Evidence | None = None
    explains: frozenset[int] = frozenset()
    strength: float = 1.0
    planned: bool = False
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sentence says about the claim."""

    verdict: str
    score: float
    parts: tuple[Part, ...]
    cover: Cover
    when: str = ""


def period_of(wanted: Sequence[Period], stated: Period | None) -> float:
    """How far a stated period meets the claim's, from 0 to 1; "since 2018" and "since 2019" exclude each other."""
    if not wanted or stated is None:
        return period_fit(wanted, stated)
    return max(_since(one, stated) if one.relation == "since" else period_fit((one,), stated) for one in wanted)


def _since(wanted: Period, stated: Period) -> float:
    if stated.relation in {"since", "in"} and stated.start.year == wanted.start.year:
        near = stated.start <= wanted.end and wanted.start <= stated.end
        return 1.0 if near else 0.0
    return 0.0 if stated.relation in {"since", "in"} else period_fit((wanted,), stated)


_FIRST_TIME = re.compile(r"\bfor the (?:very )?first time\b|\b(?:was|were)\s+first\s+[a-z]|\bfirst\s+[a-z]+ed\b", re.I)
#: What is fixed for a time or put off to it has one such time.
_SET_FOR = re.compile(
    r"\b(?:announced|planned|scheduled|set|due|foreseen|expected|intended|postponed|put off|deferred|moved|extended|prolonged)\b[^.;,]{0,25}?\b(?:for|to|until|till|in|by|on)\s+(?:the\s+)?(?:\w+\s+(?:of\s+)?){0,2}?(?:19|20)\d\d", re.I
)


def first_time(view: View) -> bool:
    """Whether the claim says that something happened then for the first time."""
    return bool(view.claim.periods) and bool(_FIRST_TIME.search(view.claim.text))


def _first_of_its_kind(view: View, sentence: Cover) -> bool:
    """Whether a sentence is the earliest of the policy that has all the words of the claim."""
    mine = sentence.evidence.statement.period
    if sentence.missing or mine is None or any(t.hard and c < 0.85 and not view.read.names(t.token) for t, c in zip(sentence.terms, sentence.inside, strict=True)):
        return False
    same = [c.evidence.statement.period for c in view.covers if c is not sentence and not c.missing and c.evidence.kind not in {"stages", "objectives"} and c.own >= 0.9 * sentence.own]
    return mine.start < view.claim.periods[0].start or not any(p and p.start < mine.start for p in same)


def happens_once(view: View, sentence: Cover) -> bool:
    """Whether the claim speaks of what happens once, and the sentence of the same."""
    if first_time(view):
        return sentence.evidence.kind not in {"stages", "objectives"} and _first_of_its_kind(view, sentence)
    if _SET_FOR.search(view.claim.text) and _SET_FOR.search(sentence.evidence.statement.text):
        return not sentence.missing
    stems = stems_of("once", "words")
    named = any(t.token.stem in stems and c >= 0.85 for t, c in zip(sentence.terms, sentence.inside, strict=True))
    moved = any(view.claim.statement.tokens[i].stem in stems and sentence.evidence.statement.directions for i in view.claim.skipped)
    return named or (moved and any(c >= 0.85 for c in sentence.inside))


_BEFORE = re.compile(r"\b(?:before|prior to)\s+(?:\w+\s+)?(?:19|20)\d\d", re.I)
_BEFORE_TOO = re.compile(r"\b(?:before|until|prior|previously|earlier|used to|formerly|so far|had)\b", re.I)
_PUT_OFF = re.compile(r"\b(?:put off|postponed|delayed|deferred|pushed back|held up)\b[^.;,]*", re.I)
_NOT_YET = re.compile(r"\b(?:(?:is|are|was|were|has|have) (?:still )?not (?:yet )?(?:available|ready|open|built|in place|introduced|begun|started|been \w+)|(?:has|have) yet to|still (?:missing|awaited|outstanding))\b[^.;,]*", re.I)
_UNMET = re.compile(
    r"\b(?:(?:put off|postponed|delayed|deferred|pushed back|moved)\s+(?:[\w-]+\s+){0,2}?from|(?:scheduled|planned|due|foreseen|promised|announced|intended|meant|originally set)\s+(?:to\s+\w+\s+)?(?:for|in|by|on|at))\s+(?:the\s+)?(?:[\w-]+\s+of\s+)?$", re.I
)


def judge_period(view: View, sentence: Cover, clause: tuple[int, int]) -> Part | None:
    """The year of a claim that gives no numbers; another year contradicts where the event happens once."""
    wanted = view.claim.periods
    statement = sentence.evidence.statement
    if not wanted or (statement.denials and re.search(r"\bnever\b", statement.text, re.I)):
        return None
    begin, end = statement.tokens[clause[0]].start, statement.tokens[clause[1] - 1].end
    dropped = [p for s, _, p in statement.periods if _UNMET.search(statement.text[:s])]
    if any(period_of(wanted, p) >= SAME_PERIOD for p in dropped) and not WANTS.search(view.claim.text):
        # "put off from March to September", "scheduled for the spring": it did not happen then.
        late = _PUT_OFF.search(statement.text) or _NOT_YET.search(statement.text)
        return Part("period", wanted[0].label, late.group() if late else "", DIFFERS if late else ABSENT, sentence.evidence)
    if _BEFORE.search(view.claim.text) and not _BEFORE_TOO.search(statement.text):
        earlier = [e.statement.period for e in sentence.evidence.before if e.statement.period]
        known = statement.period or (earlier[-1] if earlier else None)
        if known is None or (known.end >= wanted[0].start and known.relation not in {"until", "by"}):
            return Part("period", wanted[0].label, "", ABSENT, sentence.evidence)
    former = _formerly(view, sentence)
    if former:
        return Part("period", wanted[0].label, former, DIFFERS, sentence.evidence, strength=0.9)
    named = [p for _, _, p in statement.periods]
    here = [p for s, _, p in statement.periods if begin <= s < end]
    governing = _governing(view, sentence)
    before = next((e.statement.period for e in reversed(sentence.evidence.before) if e.statement.period), None)
    own = [p for p in [statement.period or (before if not named else None)] if p]
    stated = ([governing] if governing else here) or named or own
    label = wanted[0].label
    # A day is held against days, where the sentence names one: "in 2022, from 1 January".
    exact = [p for p in named if wanted[0].kind in {"day", "month"} and p.kind == wanted[0].kind]
    stated = exact or stated
    if exact and not any(p.start == wanted[0].start for p in exact) and happens_once(view, sentence):
        return Part("period", label, exact[0].label, DIFFERS, sentence.evidence)
    said = {months()[t.low] for i, t in enumerate(statement.tokens) if t.low in months() and t.text[0].isupper() and (i or t.low != "may")}
    precise = wanted[0].kind in {"month", "day"} and wanted[0].start.month not in said
    for period in exact or ([governing, *(named if precise else ())] if governing else [*stated, *named, *own]):
        if period_of(wanted, period) >= SAME_PERIOD and (not precise or period.kind not in {"year", "school_year"}):
            return Part("period", label, period.label, AGREES, sentence.evidence)
    begins = [p for p in stated if p.relation == "since"]
    if wanted[0].relation == "since" and begins and all(period_of(wanted, p) == 0 for p in begins) and not view.claim.direction:
        return Part("period", label, begins[0].label, DIFFERS, sentence.evidence)
    excluded = bool(stated) and all(period_of(wanted, p) == 0 for p in stated)
    if excluded and happens_once(view, sentence) and not view.claim.direction and not view.claim.comparison:
        return Part("period", label, stated[0].label, DIFFERS, sentence.evidence, strength=0.5 if sentence.evidence.inherited else 1.0)
    return Part("period", label, "", ABSENT, sentence.evidence)


_THEN = re.compile(r"[;,]\s(?:before(?: that| then)?|previously|until then|formerly|up to then),\s", re.I)


def _formerly(view: View, sentence: Cover) -> str:
    """The clause that tells how it was before, where what the claim says of its year stands there only ("; before, both were paid in full")."""
    statement = sentence.evidence.statement
    match = _THEN.search(statement.text)
    if not match or _BEFORE_TOO.search(view.claim.text):
        return ""
    stop = re.compile(r";|$").search(statement.text, match.end())
    end = stop.start() if stop else len(statement.text)
    for term, hits in zip(sentence.terms, sentence.hits, strict=True):
        places = [i for i, v in hits if v >= 0.85]
        if term.at >= view.claim.subject_end and places and not sentence.missing and all(match.end() <= statement.tokens[i].start < end for i in places):
            return statement.text[match.start() + 2 : end].rstrip(".")
    return ""


def _governing(view: View, sentence: Cover) -> Period | None:
    """Of several years in a sentence the one that leads to what the claim is about ("…, and from 2023 also learners of second-chance schools")."""
    statement = sentence.evidence.statement
    dated = [(s, p) for s, _, p in statement.periods]
    if len({(p.start, p.end) for _, p in dated}) < 2:
        return None
    end = view.claim.subject_end
    hits = [(t.at < end, t.weight, [i for i, v in h if v >= 0.85]) for t, h in zip(sentence.terms, sentence.hits, strict=True) if t.hard and not view.read.names(t.token)]
    rare = max((h for h in hits if len(h[2]) == 1), default=None)
    if rare is None:
        return None
    token = statement.tokens[rare[2][0]]

    def distance(start: int, end: int) -> int:
        between = statement.text[token.end : start] if start >= token.end else statement.text[end : token.start]
        return len(between) + 40 * len(re.findall(r"[,;:]", between)) + (10 if start >= token.end else 0)

    return min(statement.periods, key=lambda row: distance(row[0], row[1]))[2]


def judge_backing(view: View, sentence: Cover, parts: Sequence[Part]) -> Part | None:
    """Whether every number and year of the claim was compared, and both ends of a stretch of years stand in the text."""
    claim = view.claim.statement
    spans = [(s, e) for s, e, _ in claim.periods] + [(q.start, q.end) for q in claim.quantities]
    for token in claim.tokens:
        if any(c.isdigit() for c in token.text) and token.text[0].isdigit() and not is_label(token) and not any(s <= token.start < e for s, e in spans):
            if not view.value(claim.tokens.index(token), sentence.evidence.keys):
                return Part("number", token.text, "", ABSENT, sentence.evidence)
    used = {id(e): e for e in [sentence.evidence, *sentence.evidence.before[-1:], *(p.evidence for p in parts if p.evidence)]}
    years = set()
    for evidence in used.values():
        stated = [p for _, _, p in evidence.statement.periods] + ([evidence.statement.period] if evidence.statement.period else [])
        years |= {y for p in stated + [q.period for q in evidence.statement.quantities if q.period] for y in (p.start.year, p.end.year)}
    years |= {y for p in parts for y in p.years}
    for period in view.claim.periods:
        ends = {period.start.year, period.end.year}
        if (period.kind == "range" and not ends <= years) or (len(view.claim.periods) > 1 and not ends & years):
            return Part("period", period.label, "", ABSENT, sentence.evidence)
    return None
