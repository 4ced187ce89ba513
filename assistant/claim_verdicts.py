"""What a part of a claim comes to, and when the years of a claim and of a text are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claim_evidence import Cover, Evidence
from assistant.claim_reading import View
from assistant.claim_words import stems_of
from assistant.evidence import period_fit
from corpus.model import Period

AGREES, DIFFERS, ABSENT = "supported", "contradicted", "not_found"
#: A period of the text that meets the claim's this far is the same.
SAME_PERIOD = 0.65


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a claim with its verdict; ``explains`` are the words of the claim that it speaks for, ``planned`` marks a number that is a plan."""

    name: str
    claimed: str
    stated: str
    verdict: str
    evidence: Evidence | None = None
    explains: frozenset[int] = frozenset()
    strength: float = 1.0
    planned: bool = False


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
    stated = [p for s, _, p in statement.periods if begin <= s < end] or named or ([statement.period] if statement.period else [])
    label = wanted[0].label
    for period in [*stated, *named, *([statement.period] if statement.period else [])]:
        if period_of(wanted, period) >= SAME_PERIOD:
            return Part("period", label, period.label, AGREES, sentence.evidence)
    begins = [p for p in stated if p.relation == "since"]
    if wanted[0].relation == "since" and begins and all(period_of(wanted, p) == 0 for p in begins) and not view.claim.direction:
        return Part("period", label, begins[0].label, DIFFERS, sentence.evidence)
    excluded = bool(stated) and all(period_of(wanted, p) == 0 for p in stated)
    if excluded and happens_once(view, sentence) and not view.claim.direction and not view.claim.comparison:
        return Part("period", label, stated[0].label, DIFFERS, sentence.evidence, strength=0.5 if sentence.evidence.inherited else 1.0)
    return Part("period", label, "", ABSENT, sentence.evidence)
