"""What is free: whether the text says that a thing costs nothing, or is free of what the claim says it has."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover
from assistant.claim_parts import clause_cover
from assistant.claim_reading import View
from assistant.claim_verdicts import ABSENT, DIFFERS, Part
from assistant.statements import Statement

_PAYING = re.compile(r"\b(?:pay|pays|paid|fees?|charged?|costs?)\b", re.I)
_FREE_OF = re.compile(r"-free\b")
_FREE_FOR = re.compile(r"\b(?:free(?: of charge)?|nothing) for (?:the |all |any |every )?([\w-]+)", re.I)
_FUNDING = re.compile(r"\b(?:financ\w*|fund\w*|contribut\w*|bear|bears|borne|charge\w*)\b", re.I)


def judge_free_of(view: View, sentence: Cover) -> Part | None:
    """Whether the text calls a thing free of what the claim says it has ("tax-free")."""
    statement = sentence.evidence.statement
    if view.claim.statement.denials:
        return None
    for term, hits in zip(sentence.terms, sentence.hits, strict=True):
        places = [i for i, v in hits if v >= 0.85]
        if places and all(_FREE_OF.match(statement.text, statement.tokens[i].end) for i in places) and not re.search(rf"{term.token.text}-free", view.claim.text, re.I):
            stated = statement.text[statement.tokens[places[0]].start : statement.tokens[places[0]].end + 5]
            return Part("negation", term.token.text, stated, DIFFERS, sentence.evidence, frozenset(t.at for t in sentence.terms if t.token.low.startswith("charg")), 0.95)
    return None


def _unpaid(view: View, sentence: Cover) -> Part | None:
    """Whether the text says that the party of the claim does not pay what the claim says is paid with."""
    statement = sentence.evidence.statement
    if view.claim.statement.denials or view.claim.quantities or not _FUNDING.search(view.claim.text):
        return None
    for q in statement.quantities:
        stated = statement.text[q.start : q.end]
        if q.unit != "money" or q.value or not re.search(r"\bnot\b|n['’]t\b|\bno\b", stated):
            continue
        clause = statement.clause_of(next(i for i, t in enumerate(statement.tokens) if t.end > q.start))
        if clause_cover(view, sentence, clause) >= 0.7 and any(t.hard and any(statement.tokens[i].start >= q.end for i, v in hits if v >= 0.85) for t, hits in zip(sentence.terms, sentence.hits, strict=True)):
            return Part("negation", view.claim.text.rstrip("."), statement.text.rstrip("."), DIFFERS, sentence.evidence, strength=0.9)
    return None


def judge_free(view: View, sentence: Cover) -> Part | None:
    """Whether what the claim says is paid for is free in the text."""
    claim: Statement = view.claim.statement
    match = _PAYING.search(claim.text)
    unpaid = _unpaid(view, sentence) if not match else None
    if unpaid is not None:
        return unpaid
    if not match or any(q.unit for q in claim.quantities) or claim.denials:
        return None
    if not any(q.unit == "money" and q.value == 0 for q in sentence.evidence.statement.quantities):
        return None
    party = _FREE_FOR.search(sentence.evidence.statement.text)
    whom = [i for i, t in enumerate(sentence.evidence.statement.tokens) if party and party.start(1) <= t.start < party.end(1)]
    if whom and not any(max(hits, key=lambda h: h[1])[0] in whom for hits in sentence.hits if hits):
        return Part("condition", match.group(), "", ABSENT, sentence.evidence)  # free for others than the claim speaks of
    said = frozenset(i for i, t in enumerate(claim.tokens) if _PAYING.fullmatch(t.text))
    return Part("number", match.group(), sentence.evidence.statement.text.rstrip("."), DIFFERS, sentence.evidence, said)
