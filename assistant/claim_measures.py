"""Which stated quantity a claim's quantity is to be measured against, and how values of several years or groups compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Period

from assistant.claim_evidence import COVERED, Cover, Evidence, Reading, Term
from assistant.claim_numbers import Quantity, compare, same_unit
from assistant.claim_words import Token, alike
from assistant.evidence import period_fit
from assistant.statements import Statement

#: How well a stated quantity must fit the claim's words to be taken for the same measure.
SAME_MEASURE = 0.6
#: How much a quantity beside the sentence counts.
BESIDE = 0.88


@dataclass(frozen=True, slots=True)
class Measured:
    """One stated quantity held against a claimed one: how alike the measures are, how the values relate, how the periods fit."""

    claimed: Quantity
    stated: Quantity
    evidence: Evidence
    fit: float
    relation: float | None
    period: float
    noun: float


def nearness(statement: Statement, quantity: Quantity) -> list[float]:
    """For each word of a sentence how close it stands to one of its quantities, from 0.6 to 1."""
    text = statement.text
    others = [q for q in statement.quantities if (q.start, q.end) != (quantity.start, quantity.end)]
    near = []
    for token in statement.tokens:
        low, high = (token.end, quantity.start) if token.end <= quantity.start else (quantity.end, token.start) if token.start >= quantity.end else (0, 0)
        between = text[low:high]
        value = 1.0
        if re.search(r"[;:]", between):
            value = 0.75
        elif re.search(r", (?:and|but|while|or|as|which|who)\b", between):
            value = 0.85
        if token.end <= quantity.start and value == 1.0 and token not in quantity.noun and any(q.end <= token.start for q in others if not re.search(r"[;:]|, (?:and|but|while)", text[q.end : token.start])):
            # What stands behind an earlier number is said of that one.
            value = 0.74
        if any(low <= q.start and q.end <= high for q in others) and high > low:
            value = min(value, 0.78 if token.start < quantity.start else 0.68)
        if token not in quantity.noun and any(token in q.noun for q in others):
            value = min(value, 0.7)
        near.append(value)
    return near


def measured(claimed: Quantity, claim: Statement, cover: Cover, read: Reading, periods: Sequence[Period]) -> list[Measured]:
    """The stated quantities of a sentence and its paragraph that may be of the claimed one's measure, best first."""
    found = []
    one = cover.evidence
    around = [one, *([one.lead] if one.lead else []), *one.before, *one.after]
    for evidence in around:
        for stated in evidence.statement.quantities:
            if not same_unit(claimed, stated):
                continue
            factor = 1.0 if evidence is one else BESIDE
            noun = noun_fit(claimed, stated, evidence, read, cover.terms)
            near = nearness(evidence.statement, stated)
            fit = factor * _near_cover(claimed, cover, evidence, near, read) * (0.3 + 0.7 * noun)
            if stated.planned != claimed.planned:
                fit *= 0.75 if stated.planned else 0.8
            if (claimed.hedge == "all") != (stated.hedge == "all"):
                fit *= 0.8
            if claimed.change != stated.change:
                fit *= 0.6
            if claimed.ratio != stated.ratio:
                fit *= 0.95
            found.append(Measured(claimed, stated, evidence, fit, compare(claimed, stated), period_fit(periods, stated.period), noun))
    return sorted(found, key=lambda m: -m.fit)


def _near_cover(claimed: Quantity, cover: Cover, evidence: Evidence, near: list[float], read: Reading) -> float:
    total = score = 0.0
    for term, around in zip(cover.terms, cover.around, strict=True):
        values = read.matching(term.token)
        here = max((values[k] * near[i] for i, k in enumerate(evidence.keys) if k in values), default=0.0)
        own = any(values.get(k, 0.0) >= 0.7 for k in evidence.keys)
        value = here if own else max(here, 0.95 * around)
        weight = term.weight * (1.5 if term.token in claimed.noun else 1.0)
        total += weight
        score += weight * value
    return score / total if total else 0.7


def noun_fit(claimed: Quantity, stated: Quantity, evidence: Evidence, read: Reading, terms: Sequence[Term] = ()) -> float:
    """Whether the two count the same thing, from 0 to 1."""
    if claimed.unit in {"times", "once", "age"}:
        return 1.0
    if not claimed.noun:
        return 0.9
    if claimed.unit not in {"", "%"}:
        # "EUR 900 per learner" and "EUR 1 250 per teacher" are two measures.
        if not stated.noun:
            return 0.95
        return max(0.5, max(alike(a, b) for a in claimed.noun for b in stated.noun))
    if evidence.statement.text[stated.start - 1 : stated.start] == "(" and stated.noun:
        labels = [t.token for t in terms]
        if all(any(alike(t, n) >= 0.85 for t in labels) for n in stated.noun[-1:]):
            return 0.95
    head = claimed.noun[-1]
    if stated.noun:
        values = [max(alike(head, t), max((0.9 * alike(w, t) for w in claimed.noun[:-1]), default=0.0)) * (1.0 if i == len(stated.noun) - 1 else 0.9) for i, t in enumerate(stated.noun)]
        best = max(values)
    else:
        best = 0.0
    if stated.noun and claimed.unit == "" and best < COVERED:
        # "62 companies" are not "62 learners", whatever else the sentence speaks of.
        return best * 0.5
    values_of = read.matching(head)
    here = max((v for k, v in values_of.items() if k in evidence.keys), default=0.0)
    beside = {k for e in [*evidence.before[-1:], *([evidence.lead] if evidence.lead else [])] for k in e.keys}
    around = max((v for k, v in values_of.items() if k in beside or k in read.title), default=0.0)
    loose = max(0.85 * here, 0.8 * around)
    return max(best, loose if claimed.unit != "" or not stated.noun else 0.0)


def levels(claimed_terms: Sequence[Term], covers: Sequence[Cover], read: Reading, unit: str | None, noun: Sequence[Token]) -> list[tuple[float, Quantity, Evidence]]:
    """Levels of one measure over the whole policy, with how well each fits, best first."""
    found = []
    probe = Quantity(0, 0, 0.0, 0.0, 0.0, unit or "", "", tuple(noun))
    for cover in covers:
        for stated in cover.evidence.statement.quantities:
            if stated.change or stated.planned or stated.unit in {"times", "once"} or (unit is not None and stated.unit != unit):
                continue
            near = nearness(cover.evidence.statement, stated)
            fit = _near_cover(probe, cover, cover.evidence, near, read) * (0.3 + 0.7 * noun_fit(probe, stated, cover.evidence, read, cover.terms))
            found.append((fit, stated, cover.evidence))
    return sorted(found, key=lambda row: -row[0])
