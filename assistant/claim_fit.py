"""How well a stated quantity fits what a claim counts: the words near it, the noun, the unit, the period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claim_evidence import COVERED, Cover, Evidence, mean
from assistant.claim_quantity import Quantity, compare, same_unit
from assistant.claim_reading import View
from assistant.claim_verdicts import period_of
from assistant.claim_words import Token, alike
from assistant.statements import is_verb
from corpus.model import Period

#: Two words are the same for a part from here on.
SAME = 0.7
#: How well a stated quantity must fit the claim's words to be taken for the same measure.
SAME_MEASURE = 0.57
#: How much a quantity beside the sentence counts, and a word of the claim that only stands beside the quantity's sentence.
BESIDE, AWAY = 0.9, 0.65
#: A share that says of what it is one.
OF_OTHER = re.compile(r"\s+of\s+(?:the|a|an|its|their|all)?\b", re.I)
_LIMIT = re.compile(r"\b(?:limit|minimum|maximum|ceiling|threshold|lowest|highest|upper|lower|oldest|youngest|aged|only)\b", re.I)


@dataclass(frozen=True, slots=True)
class Measured:
    """One stated quantity held against a claimed one: how alike the measures are, how the values relate, how the periods fit."""

    stated: Quantity
    evidence: Evidence
    fit: float
    relation: float | None
    period: float
    noun: float


def measured(claimed: Quantity, view: View, sentence: Cover, periods: Sequence[Period] | None = None) -> list[Measured]:
    """The stated quantities of a sentence and its paragraph that may be of the claimed one's measure, best first."""
    wanted = view.claim.periods if periods is None else periods
    found = []
    one = sentence.evidence
    for evidence in [one, *([one.lead] if one.lead else []), *one.before, *one.after]:
        if evidence.kind in {"target_groups", "bodies"}:
            continue
        for stated in evidence.statement.quantities:
            if not same_unit(claimed, stated) or ({claimed.hedge, stated.hedge} == {"least", "most"} and (claimed.ranged or stated.ranged)):
                continue
            noun = noun_fit(claimed, stated, evidence, view)
            fit = near_cover(claimed, view, sentence, evidence, stated) * (0.3 + 0.7 * noun) * (1.0 if evidence is one else BESIDE)
            if stated.began and not claimed.began:
                fit *= 0.8
            if _narrower(stated, view):
                fit *= 0.93
            if stated.planned != claimed.planned:
                fit *= 0.75 if stated.planned else 0.8
            if (claimed.hedge == "all") != (stated.hedge == "all"):
                fit *= 0.8
            fit *= 0.6 if claimed.change != stated.change else 0.95 if stated.ratio else 1.0
            found.append(Measured(stated, evidence, fit, _relation(claimed, stated, view), period_of(wanted, stated.period), noun))
    return sorted(found, key=lambda m: -m.fit)


def _narrower(stated: Quantity, view: View) -> bool:
    """Whether what is counted has an attribute that the claim does not speak of ("young people" against "people")."""
    return any(not any(alike(t.token, word) >= SAME for t in view.claim.terms) and not view.read.names(word) for word in stated.noun[:-1])


def _relation(claimed: Quantity, stated: Quantity, view: View) -> float | None:
    """How the values relate; an age as such says nothing against an age limit."""
    if claimed.unit == "age" and not claimed.hedge and stated.hedge and not _LIMIT.search(view.claim.text):
        return None
    return compare(claimed, stated)


def near_cover(claimed: Quantity, view: View, sentence: Cover, evidence: Evidence, stated: Quantity) -> float:
    """How far the words of the claim stand near a stated quantity, from 0 to 1."""
    near = nearness(evidence, stated)
    own = view.of(evidence)
    rows = []
    for i, term in enumerate(own.terms):
        here = max((v * near[at] for at, v in own.hits[i]), default=0.0)
        if own.inside[i] < 0.7:
            beside = sentence.around[i] if sentence is own else max(own.around[i], AWAY * sentence.around[i])
            here = max(here, 0.95 * beside)
        rows.append((term.weight * (1.5 if term.token in claimed.noun and claimed.unit != "%" else 1.0), here))
    return mean(rows) if rows else 0.7


def nearness(evidence: Evidence, quantity: Quantity) -> list[float]:
    """For each word of a sentence how close it stands to one of its quantities, from 0.6 to 1."""
    key = (quantity.start, quantity.end)
    if key not in evidence.near:
        text = evidence.statement.text
        stated = [q for q in evidence.statement.quantities if (q.start, q.end) != key and q.hedge not in {"all", "none"} and not q.ratio]
        others = [q for q in stated if {q.hedge, quantity.hedge} != {"least", "most"}]
        shared = _shared(evidence, quantity, others)
        evidence.near[key] = [max(_near(text, t, quantity, others), shared.get(i, 0.0)) for i, t in enumerate(evidence.statement.tokens)]
    return evidence.near[key]


def _shared(evidence: Evidence, quantity: Quantity, others: Sequence[Quantity]) -> dict[int, float]:
    """The words that a number without a verb of its own shares with the one before: "micro firms get 1 000 on top and small firms 500"."""
    statement = evidence.statement
    last = max((q for q in others if q.end <= quantity.start and q.unit == quantity.unit), key=lambda q: q.end, default=None)
    if last is None:
        return {}
    opening = [re.match(r"\s+(for|per|in|of|to|from|with)\b", statement.text[q.end :]) for q in (last, quantity)]
    parallel = bool(opening[0] and opening[1] and opening[0].group() == opening[1].group())
    between = statement.text[last.end : quantity.start]
    joint = re.search(r",? and |, ", between)
    row = list(enumerate(statement.tokens))
    if not joint or re.search(r"[;:.]", between) or any(is_verb(t) for _, t in row if last.end <= t.start < quantity.start):
        return {}
    verb = max((i for i, t in row if t.end <= last.start and is_verb(t)), default=None)
    if verb is None:
        return {}
    cut = last.end + joint.start()
    return {i: 0.95 for i, t in row if (i >= verb and t.end <= last.start) or (last.end <= t.start < cut and t not in last.noun and not parallel)}


def _attributed(text: str, token: Token, quantity: Quantity) -> bool:
    """Whether a word stands in the phrase that says for whom an amount is ("9 000 for providers with more than 200 learners")."""
    between = text[quantity.end : token.start]
    return token.start >= quantity.end and bool(re.match(r"\s+(?:for|per|to)\b", between)) and not re.search(r"[;,:]| and | or ", between)


def _near(text: str, token: Token, quantity: Quantity, others: Sequence[Quantity]) -> float:
    if quantity.unit and _attributed(text, token, quantity):
        return 1.0
    if quantity.unit and any(o.unit == quantity.unit and _attributed(text, token, o) for o in others):
        return 0.6
    left = token.end <= quantity.start
    low, high = (token.end, quantity.start) if left else (quantity.end, token.start) if token.start >= quantity.end else (0, 0)
    between = text[low:high]
    value = 1.0
    if re.search(r"[;:]", between):
        value = 0.75
    elif re.search(r", (?:and|but|while|or|as|which|who)\b", between):
        value = 0.85
    mine = token in quantity.noun
    if not left and re.search(r",| and | or ", between) and any(o.start >= token.end and o.unit == quantity.unit for o in others):
        value = min(value, 0.72)  # what leads on to the next number is said of that one
    if left and value == 1.0 and not mine and any(q.end <= token.start and not re.search(r"[;:]|, | and | but | while ", text[q.end : token.start]) for q in others):
        value = 0.74  # what stands behind an earlier number is said of that one
    if any(low <= q.start and q.end <= high for q in others):
        value = min(value, 0.78 if left else 0.68)
    if not mine and any(token in q.noun for q in others):
        value = min(value, 0.7)
    return value


def noun_fit(claimed: Quantity, stated: Quantity, evidence: Evidence, view: View) -> float:
    """Whether the two count the same thing, from 0 to 1."""
    if claimed.unit in {"times", "once", "age"}:
        return 1.0
    if claimed.per or stated.per:
        # "EUR 900 per learner" and "EUR 1 250 per teacher" are two measures.
        if claimed.per and stated.per:
            return max(0.5 if claimed.unit else 0.2, max(alike(a, b) for a in claimed.per for b in stated.per))
        if not claimed.unit:
            return 0.4
        per = claimed.per or stated.per
        return 0.95 if any(alike(t.token, p) >= SAME for t in view.claim.terms for p in per) or claimed.per else 0.85
    if stated.unit == "money" and stated.noun:
        return 0.95 if any(alike(t.token, n) >= SAME for t in view.claim.terms for n in stated.noun) else 0.4
    if not claimed.noun or claimed.unit not in {"", "%"}:
        return 0.9
    if evidence.statement.text[stated.start - 1 : stated.start] == "(" and stated.noun:
        if any(alike(t.token, stated.noun[-1]) >= 0.85 for t in view.claim.terms):
            return 0.95
    head = claimed.noun[-1]
    if claimed.unit == "%" and stated.noun and OF_OTHER.match(evidence.statement.text, stated.end) and not stated.ratio:
        # "95% of the lowest wage" is no share of the apprentices.
        if max(alike(a, b) for a in claimed.noun for b in stated.noun) < COVERED and not any(alike(t.token, stated.noun[-1]) >= SAME for t in view.claim.terms) and not head.word.near & stated.noun[-1].word.near:
            return 0.3
    if claimed.unit == "%" and not stated.noun:
        return 0.8  # "of those who finished, 58% …": the rest of the words tell
    best = 0.0
    for i, token in enumerate(stated.noun):
        value = max(alike(head, token), max(((0.9 if claimed.unit != "%" else 0.6) * alike(w, token) for w in claimed.noun[:-1]), default=0.0))
        best = max(best, value * (1.0 if i == len(stated.noun) - 1 else 0.9))
    if stated.noun and claimed.unit == "" and best < COVERED and not claimed.weak and not stated.weak:
        # "62 companies" are not "62 learners", whatever else the sentence speaks of.
        return best * 0.5
    at = next((i for i, t in enumerate(view.claim.statement.tokens) if t == head), 0)
    beside = {k for e in [*evidence.before[-1:], *([evidence.lead] if evidence.lead else [])] for k in e.keys}
    loose = max(0.85 * view.value(at, evidence.keys), 0.8 * view.value(at, beside | view.read.title))
    if not stated.noun:
        # "2 640 applied": what the sentence leaves out is what stands for the claim's noun around it.
        own = view.of(evidence)
        loose = max(loose, max((0.85 * a for t, a in zip(own.terms, own.around, strict=True) if t.token == head), default=0.0))
    return max(best, loose if claimed.unit != "" or not stated.noun or claimed.weak or stated.weak else 0.0)
