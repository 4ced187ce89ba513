"""A name in the place of another: where all else agrees, "in Belgrade" and "in Novi Sad" contradict each other."""

from __future__ import annotations

import re

from assistant.claim_evidence import COVERED, Cover, mean
from assistant.claim_reading import View
from assistant.claim_verdicts import DIFFERS, Part
from assistant.statements import Statement

#: Words that open a place in a sentence which one name fills, and those that may open the same place.
_OPENERS = {"in": ("in", "at"), "at": ("at", "in"), "to": ("to",), "from": ("from",), "by": ("by",), "with": ("with",)}
#: How much of the rest of the claim the sentence must have.
REST = 0.6


def judge_name(view: View, sentence: Cover) -> Part | None:
    """Whether the sentence has another name where the claim has one that it lacks."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    missing = sentence.missing
    if not missing or not all(t.token.name and t.at for t in missing) or view.claim.quantities or claim.denials or statement.denials:
        return None
    first, last = missing[0].at, missing[-1].at
    before = claim.text[: claim.tokens[first].start]
    opener = re.search(r"\b(in|at|to|from|by|with)\s+(?:the\s+)?(?:[A-Z][\w-]*\s+)*$", before)
    if not opener or last - first > 4:
        return None
    rest = mean((t.weight, max(c, a) if view.read.names(t.token) else c) for t, c, a in zip(sentence.terms, sentence.inside, sentence.around, strict=True) if t.hard and t not in missing)
    stated = _named(statement, _OPENERS[opener[1].lower()])
    if rest < REST or not stated or not any(c >= COVERED for t, c in zip(sentence.terms, sentence.inside, strict=True) if t.hard):
        return None
    said = claim.text[claim.tokens[first].start : claim.tokens[last].end]
    return Part("body", said, stated, DIFFERS, sentence.evidence, frozenset(t.at for t in missing))


def _named(statement: Statement, openers: tuple[str, ...]) -> str:
    """The last name that one of some words opens, in the words of the sentence."""
    found = list(re.finditer(rf"\b(?:{'|'.join(openers)})\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:(?:\s+|,\s+|\s+and\s+|\s+of\s+|\s+for\s+)[A-Z][\w’'-]+)*)", statement.text))
    spans = [(s, e) for s, e, _ in statement.periods]
    names = [m[1] for m in found if not any(s < m.end(1) and m.start(1) < e for s, e in spans)]
    return names[-1] if names else ""
