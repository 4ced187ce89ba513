"""Whether a rule holds in the period that a question is about."""

from __future__ import annotations

import re

from assistant.roles import Case
from assistant.rule import Rule
from corpus.model import Period
from corpus.periods import find_periods

SINCE_THAT = re.compile(r"\bsince (?:the|a|an|it|they|then|that)\b", re.I)
_AT_FIRST = re.compile(
    r"\b(?:at first|initially|originally|to begin with|at the start|in the beginning|at the beginning|began|begun)\b",
    re.I,
)


def in_force(rule: Rule, case: Case) -> bool | None:
    """Whether a rule was in force in the period of the case; None where the text or the question does not tell."""
    since = next((p for p in rule.dates if p.relation == "since"), None)
    until = next((p for p in rule.dates if p.relation == "until"), None)
    if since is None and rule.dates and SINCE_THAT.search(rule.text):
        since = rule.dates[-1]
    if not case.periods:
        return False if until is not None and since is None else None
    asked = case.periods[0]
    if _AT_FIRST.search(rule.text):
        later = next(
            (
                p
                for _, _, p in find_periods(
                    rule.unit.policy.text, rule.unit.sentence.start, rule.unit.sentence.end
                )
                if p.relation == "since"
            ),
            None,
        )
        return asked.end < later.start if later is not None else None
    if (since is not None and asked.end < since.start) or (until is not None and asked.start > until.end):
        return False
    return True if since or until else _dated(rule, asked)


def _dated(rule: Rule, asked: Period) -> bool | None:
    """A rule that a year brought is not yet in force before it."""
    own = rule.unit.sentence.period
    if own is not None and rule.changes:
        return None if asked.end >= own.start else False
    if (
        own is None
        or rule.unit.sentence.inherited
        or not (rule.dates or re.match(r"\W*(?:in|on|from|since|by|at)\b", rule.unit.text, re.I))
    ):
        return None
    return None if asked.end >= own.start else False
