"""The periods that a sentence speaks of, and how far they are the ones that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import period_fit
from assistant.lexicon import Unit
from corpus.model import Period
from corpus.periods import find_periods


def periods_in(unit: Unit) -> list[tuple[int, int, Period]]:
    """Every period that a sentence names, with its place in the policy's text."""
    sentence = unit.sentence
    return find_periods(unit.policy.text, sentence.start, sentence.end, sentence.period, bare=True)


def time_fit(asked: Sequence[Period], unit: Unit) -> float:
    """How far any of the periods that a sentence names, or goes on from, is one of those asked for; 0.5 where there is none."""
    if not asked:
        return 1.0
    stated = [p for _, _, p in periods_in(unit)] + ([unit.sentence.period] if unit.sentence.period else [])
    later = any(p.start >= a.end for p in stated for a in asked if a.relation == "after")
    return 1.0 if later else max((min(period_fit(asked, p), _lasting(asked, p)) for p in stated), default=0.5)


def _lasting(asked: Sequence[Period], stated: Period) -> float:
    """What has been so since long before says little of the period that is asked."""
    return 0.5 if stated.relation == "since" and all(stated.start < a.start and stated.start.year != a.start.year for a in asked) else 1.0
