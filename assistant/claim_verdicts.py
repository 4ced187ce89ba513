"""What a part of a claim comes to, and when the years of a claim and of a text are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claim_evidence import Cover, Evidence
from assistant.claim_reading import View
from assistant.claim_words import is_label, stems_of
from assistant.evidence import period_fit
from corpus.model import Period

AGREES, DIFFERS, ABSENT = "supported", "contradicted", "not_found"
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


def happens_once(view: View, sentence: Cover) -> bool:
    """Whether the claim speaks of what happens once, and the sentence of the same."""
    stems = stems_of("once", "words")
    named = any(t.token.stem in stems and c >= 0.85 for t, c in zip(sentence.terms, sentence.inside, strict=True))
    moved = any(view.claim.statement.tokens[i].stem in stems and sentence.evidence.statement.directions for i in view.claim.skipped)
    return named or (moved and any(c >= 0.85 for c in sentence.inside))


def judge_period(view: View, sentence: Cover, clause: tuple[int, int]) -> Part | None:
    """The year of a claim that gives no numbers; another year contradicts where the event happens once."""
    wanted = view.claim.periods
    if not wanted:
        return None
    statement = sentence.evidence.statement
    begin, end = statement.tokens[clause[0]].start, statement.tokens[clause[1] - 1].end
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
    for period in exact or ([governing] if governing else [*stated, *named, *own]):
        if period_of(wanted, period) >= SAME_PERIOD:
            return Part("period", label, period.label, AGREES, sentence.evidence)
    begins = [p for p in stated if p.relation == "since"]
    if wanted[0].relation == "since" and begins and all(period_of(wanted, p) == 0 for p in begins) and not view.claim.direction:
        return Part("period", label, begins[0].label, DIFFERS, sentence.evidence)
    excluded = bool(stated) and all(period_of(wanted, p) == 0 for p in stated)
    if excluded and happens_once(view, sentence) and not view.claim.direction and not view.claim.comparison:
        return Part("period", label, stated[0].label, DIFFERS, sentence.evidence, strength=0.5 if sentence.evidence.inherited else 1.0)
    return Part("period", label, "", ABSENT, sentence.evidence)


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
    at = statement.tokens[rare[2][0]].start
    return next((p for s, p in reversed(dated) if s < at), dated[0][1])


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
