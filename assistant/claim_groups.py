"""Whose number it is: of two groups or parties in one sentence, the one that the claim speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claim_evidence import COVERED, Cover
from assistant.claim_fit import OF_OTHER, SAME, Measured
from assistant.claim_quantity import Quantity
from assistant.claim_reading import View
from assistant.claim_verdicts import SAME_PERIOD, period_of
from assistant.claim_words import Token, alike, other_half

TURNED = {"more": "less", "less": "more", "least": "most", "most": "least"}
_COUNTED = frozenset({"people", "firm", "provider", "education_staff", "worker"})
_CHARGED = re.compile(r"\b(?:pays?|paid|charged?|fees?|costs?)\b", re.I)
_GETS = frozenset("get gets got receive receives received".split())
_PARTY = frozenset({"people", "firm", "body", "provider", "education_staff"})


def other_side(quantity: Quantity, view: View, sentence: Cover) -> tuple[int, Quantity] | None:
    """The share of the other of two groups that make up the whole ("85% were women" of men), with the word of the claim that names its group."""
    statement = sentence.evidence.statement
    shares = [q for q in statement.quantities if q.unit == "%" and not (q.ratio or q.planned or q.change) and q.hedge not in {"all", "none"}]
    if not shares or (view.claim.periods and not any(period_of(view.claim.periods, q.period) >= SAME_PERIOD for q in shares)):
        return None
    for term, hits in zip(sentence.terms, sentence.hits, strict=True):
        others = other_half(term.token)
        away = [(_apart(statement.tokens[i], q), n) for n, q in enumerate(shares) for i, t in enumerate(statement.tokens) if t.stem in others]
        if not others or not away:
            continue
        distance, nearest = min(away)
        own = [_apart(statement.tokens[i], shares[nearest]) for i, v in hits if v >= 0.85]
        if distance < 30 and all(d > distance + 10 for d in own):
            return term.at, shares[nearest]
    return None


def _apart(token: Token, quantity: Quantity) -> int:
    """How many characters lie between a word and a quantity."""
    return max(quantity.start - token.end, token.start - quantity.end, 0)


def of_others(claimed: Quantity, found: Measured, view: View) -> bool:
    """Whether two shares are of different people or firms, or of different things ("a third of the budget", "74% of the partnerships")."""
    stated = found.stated
    if claimed.unit != "%" or not claimed.noun or not stated.noun:
        return False
    heads = claimed.noun[-1], stated.noun[-1]
    explicit = OF_OTHER.match(view.claim.text, claimed.end) and OF_OTHER.match(found.evidence.statement.text, stated.end)
    if explicit and max(alike(heads[0], b) for b in stated.noun) < COVERED and not heads[0].word.near & heads[1].word.near:
        return True
    return all(h.word.near & _COUNTED for h in heads) and max(alike(a, b) for a in claimed.noun for b in stated.noun) < COVERED


def of_the_group(quantity: Quantity, chosen: Measured, found: Sequence[Measured], view: View, sentence: Cover) -> Measured | None:
    """The number that a sentence gives for the claim's own group where the one that agrees is another group's ("61% of the men and 78% of the women")."""
    if chosen.evidence is not sentence.evidence:
        return None
    statement = sentence.evidence.statement
    others = [m for m in found if m.evidence is sentence.evidence and m.relation == 0.0 and m.stated.unit == chosen.stated.unit and not (m.stated.ratio or m.stated.planned or m.stated.change)]
    for other in others:
        mine, theirs = other.stated.noun, chosen.stated.noun
        if quantity.noun and mine and theirs and not (other.stated.weak or chosen.stated.weak) and alike(quantity.noun[-1], mine[-1]) >= 0.85 and max(alike(t.token, theirs[-1]) for t in view.claim.terms) < COVERED:
            return other
        if not quantity.unit:
            continue  # what two numbers count in two clauses need not be the same
        subject = [hits for t, hits in zip(sentence.terms, sentence.hits, strict=True) if t.hard and t.at < view.claim.subject_end and not view.read.names(t.token) and any(v >= 0.85 for _, v in hits)]
        its, chosens = (next((c for c in statement.clauses if statement.tokens[c[0]].start <= q.start < statement.tokens[c[1] - 1].end), None) for q in (other.stated, chosen.stated))
        if subject and its and chosens and its != chosens and all(its[0] <= i < its[1] for hits in subject for i, v in hits if v >= 0.85):
            return other
    return None


def charged_there(view: View, sentence: Cover) -> str:
    """The clause in which those of whom the claim speaks pay, where a sentence says that it is free for others ("free for A; B pay the fee")."""
    statement = sentence.evidence.statement
    subject = [hits for t, hits in zip(sentence.terms, sentence.hits, strict=True) if t.hard and t.at < view.claim.subject_end and not view.read.names(t.token)]
    for part in re.finditer(r"[^;]+", statement.text):
        inside = {i for i, t in enumerate(statement.tokens) if part.start() <= t.start < part.end()}
        free = any(q.unit == "money" and not q.value and part.start() <= q.start < part.end() for q in statement.quantities)
        mine = subject and all(any(v >= SAME for _, v in hits) and all(i in inside for i, v in hits if v >= SAME) for hits in subject)
        if mine and not free and not inside & set(statement.denials) and _CHARGED.search(part.group()):
            return part.group().strip(" .")
    return ""


def paid_to_others(view: View, sentence: Cover) -> bool:
    """Whether those who get the money of the claim are not in the sentence, and others are."""
    mine = [(t, v) for t, v in zip(sentence.terms, sentence.inside, strict=True) if t.at < view.claim.subject_end and t.token.word.near & _PARTY and not view.read.names(t.token)]
    groups = frozenset(g for t, _ in mine for g in t.token.word.near & _PARTY)
    row = sentence.evidence.statement.tokens
    others = any((near := t.word.near & _PARTY) and not near & groups and after.low in _GETS for t, after in zip(row, row[1:], strict=False))
    return bool(mine) and all(v < COVERED for _, v in mine) and others
