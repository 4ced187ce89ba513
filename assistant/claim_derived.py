"""Numbers that a claim works out from those of the text: by how much something rose or fell, how many times as much it is, what is left of the whole."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.claim_evidence import COVERED, Cover, Evidence
from assistant.claim_fit import SAME
from assistant.claim_quantity import Quantity, compare, shown
from assistant.claim_reading import View
from assistant.claim_series import Level, series
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, SAME_PERIOD, Part, period_of

#: What stands for the part of a whole that another share leaves.
REST = re.compile(r"\b(?:the rest|the remainder|the remaining|the balance|the other part)\b", re.I)


def judge_derived(name: str, claimed: str, quantity: Quantity, view: View, sentence: Cover) -> Part | None:
    """A number of the claim that its evidence does not give but that follows from it; None where it does not follow from this sentence."""
    if quantity.unit == "times":
        return _multiple(name, claimed, quantity, view, sentence)
    if quantity.change:
        return _change(name, claimed, quantity, view, sentence)
    return _remaining(name, claimed, quantity, view, sentence) if quantity.unit == "%" and not quantity.hedge else None


def _ends(view: View, sentence: Cover, unit: str | None = None) -> tuple[Level, Level] | None:
    """The values between which what the claim speaks of moved: those of one sentence ("raised from 40 to 52"), else those of two years."""
    evidence = sentence.evidence
    for low, high in zip(evidence.statement.quantities, evidence.statement.quantities[1:], strict=False):
        timely = not view.claim.periods or any(period_of(view.claim.periods, q.period) >= SAME_PERIOD for q in (low, high))
        if low.began and low.unit == high.unit and unit in {None, low.unit} and timely and len(view.claim.periods) < 2:
            return (low, evidence), (high, evidence)
    return series(view, sentence, unit)


def _told(ends: tuple[Level, Level]) -> tuple[str, tuple[int, ...]]:
    """Two values in the words of their texts, and the years that they are of."""
    years = tuple(y for q, _ in ends if q.period for y in (q.period.start.year, q.period.end.year))
    return " → ".join(shown(q, e.statement.text) for q, e in ends), years


def _multiple(name: str, claimed: str, quantity: Quantity, view: View, sentence: Cover) -> Part | None:
    ends = _ends(view, sentence)
    if ends is None or not ends[0][0].value:
        return None
    factor = ends[1][0].value / ends[0][0].value
    hedge = {"more": "less", "less": "more"}.get(quantity.hedge, quantity.hedge) if quantity.value < 1 and _HALVED.search(claimed) else quantity.hedge
    # "More than halved" is less than half.
    wanted = replace(quantity, hedge=hedge, low=float("-inf") if hedge == "less" else quantity.low, high=float("inf") if hedge == "more" else quantity.value if hedge == "less" else quantity.high)
    relation = compare(wanted, Quantity(0, 0, factor, factor, factor, "times", loose=0.05 * quantity.value))
    told, years = _told(ends)
    verdict = AGREES if relation == 1.0 else DIFFERS if relation == 0.0 else ABSENT
    return Part(name, claimed, told, verdict, ends[1][1], strength=0.9, years=years)


_HALVED = re.compile(r"\bhalv", re.I)


def _change(name: str, claimed: str, quantity: Quantity, view: View, sentence: Cover) -> Part | None:
    """A rise or fall "by 40" or "by a third"."""
    ends = _ends(view, sentence, quantity.unit if quantity.unit not in {"", "%"} else None)
    if ends is None:
        return None
    (low, _), (high, last) = ends
    gap = abs(high.value - low.value)
    sizes = [gap] if quantity.unit == low.unit or (not quantity.unit and low.unit == "%") else []
    if quantity.unit == "%" and low.value:
        sizes.append(100 * gap / low.value)
    found = [compare(quantity, Quantity(0, 0, size, size, size, quantity.unit, loose=0.5 if quantity.unit == "%" else 0.0)) for size in sizes]
    if not found:
        return None
    told, years = _told(ends)
    near = any(abs(size - quantity.value) <= 0.1 * quantity.value for size in sizes)
    verdict = AGREES if 1.0 in found else DIFFERS if not near and all(r == 0.0 for r in found) else ABSENT
    return Part(name, claimed, told, verdict, last, strength=0.9, years=years)


def _remaining(name: str, claimed: str, quantity: Quantity, view: View, sentence: Cover) -> Part | None:
    """The share of somebody who "pays the rest": what the share beside it leaves of the whole."""
    evidence = sentence.evidence
    rest = REST.search(evidence.statement.text)
    if not rest:
        return None
    clause = evidence.statement.clause_of(next(i for i, t in enumerate(evidence.statement.tokens) if t.end > rest.start()))
    before: list[tuple[Quantity, Evidence]] = [(q, e) for e in (evidence, *evidence.before[-1:]) for q in e.statement.quantities if q.unit == "%" and not (q.hedge or q.ratio or q.change)]
    subject = [t for t in sentence.terms if t.hard and t.at < view.claim.subject_end and not view.read.names(t.token)]
    mine = [hits for t, hits in zip(sentence.terms, sentence.hits, strict=True) if t in subject]
    if len(before) != 1 or not mine or not all(any(clause[0] <= i < clause[1] and v >= SAME for i, v in hits) for hits in mine):
        return None
    stated, where = before[0]
    left = 100 - stated.value
    relation = compare(quantity, replace(stated, value=left, low=left, high=left))
    said = frozenset(t.at for t, c in zip(sentence.terms, sentence.inside, strict=True) if t.token.low in {"remaining", "rest", "other"} and c < COVERED)
    told = f"{shown(stated, where.statement.text)}; {rest.group()}"
    return Part(name, claimed, told, AGREES if relation == 1.0 else DIFFERS if relation == 0.0 else ABSENT, where, said, 0.9)
