"""Who is paid: the recipients that a question over all policies names, and the sentences in which they get money."""

from __future__ import annotations

import re

_WHO = {
    "learners": r"(?:pupils?|learners?|students?|apprentices?|trainees?|participants?|graduates?|jobseekers?|adults?|novices?)",
    "employers": r"(?:employers?|firms?|compan(?:y|ies)|enterprises?|business(?:es)?|hosts?|workplaces?)",
    "staff": r"(?:teachers?|trainers?|tutors?|mentors?|instructors?|counsellors?|masters?)",
}
_GETS = r"(?:gets?|got|receives?|received|claims?|claimed|draws?|obtains?|is paid|are paid|was paid|were paid|is entitled|are entitled)"
_GIVES = r"(?:pays?|paid|gives?|gave|given|grants?|granted|go(?:es)?|went|awards?|awarded|available|refunds?|refunded)"
_MODAL = r"(?:(?:can|could|may|might|will|also|now|each|have|has|had|all|then)\s+){0,2}"
#: The question: "an employer gets money", "pay employers", "money for pupils".
_ASKED = {
    name: re.compile(
        rf"\b{who}\b(?:\W+[\w-]+){{0,3}}?\W+{_GETS}\b|\b{_GIVES}\s+(?:money\s+|something\s+|a bonus\s+|grants?\s+)?(?:to\s+|for\s+)?(?:their\s+|small\s+|the\s+|an?\s+)?{who}\b",
        re.I,
    )
    for name, who in _WHO.items()
}
#: The text: "participants receive EUR 90", "provinces may give employers up to EUR 450".
_TOLD = {
    name: re.compile(
        rf"(?:^|[.;,]\s+|\b(?:the|an?|each|every|all|adult|that|and|new)\s+)\W*{who}\b(?:\s+(?:with|in|of|who|that|which|from|on)\b[^.;,]{{3,80}}?)?\s+{_MODAL}{_GETS}\b[^.;]{{0,60}}$|"
        rf"\b{_GIVES}\s+(?:to\s+)?(?:[\w-]+\s+){{0,2}}{who}\b[^.;]{{0,40}}$",
        re.I,
    )
    for name, who in _WHO.items()
}


def recipients(statement: str) -> frozenset[str]:
    """The kinds of recipients that a statement says are paid."""
    return frozenset(name for name, pattern in _ASKED.items() if pattern.search(statement))


def paid(sentence: str, amount: int, who: frozenset[str]) -> bool:
    """Whether a sentence says, up to where the amount stands in it, that one of those gets it."""
    return any(_TOLD[name].search(sentence[:amount]) for name in who)
