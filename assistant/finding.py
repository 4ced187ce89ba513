"""What one rule says of a case, and which of several rules rules where they do not agree."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.lexicon import Unit
from assistant.limits import Limit
from assistant.roles import Case
from assistant.rule import FREE, Rule

#: From here on a rule decides.
DECIDES = 0.47


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that bears on a case: what it says (``yes`` or ``no``), how strongly, and why in words."""

    verdict: str
    strength: float
    rule: Rule
    why: str
    fit: float = 0.0
    measured: bool = False
    named: float = 0.0
    exception: bool = False
    #: Whether it only follows from what the text says of others.
    inferred: bool = False

    @property
    def decides(self) -> bool:
        """Whether it is strong enough to answer with."""
        return self.strength >= DECIDES and (
            self.measured or self.fit >= (0.4 if self.verdict == "yes" else 0.35)
        )

    @property
    def unit(self) -> Unit:
        """The sentence that the rule stands in."""
        return self.rule.unit


def ruling(found: list[Finding], case: Case) -> list[Finding]:
    """Without what a later rule or an exception has replaced."""
    return _without_inferred(_without_excepted(_latest(found, case)))


def _without_inferred(found: list[Finding]) -> list[Finding]:
    """Without what only follows from words about others, where the text lets in the very group in so many words."""
    told = any(f.verdict == "yes" and f.decides and f.fit >= 0.6 and not f.inferred for f in found)
    return [f for f in found if not (f.inferred and told)]


def _latest(found: list[Finding], case: Case) -> list[Finding]:
    """Without the rules on a number that a later or a dated rule on the same number has replaced."""
    replacing = [
        f
        for f in found
        if f.measured
        and f.rule.limits
        and (f.rule.changes or (case.periods and any(p.relation == "until" for p in f.rule.dates)))
    ]
    kept = []
    for one in found:
        replaced = any(
            other is not one
            and one.measured
            and any(_same_limit(a, b) for a in one.rule.limits for b in other.rule.limits)
            for other in replacing
        )
        if not replaced or one in replacing:
            kept.append(
                one
                if one not in replacing
                else Finding(one.verdict, one.strength + 0.2, one.rule, one.why, one.fit, True)
            )
    return kept


def _without_excepted(found: list[Finding]) -> list[Finding]:
    """Without what the text says of all, where it makes an exception for the very case in the same sentence or the next one."""
    exceptions = [f for f in found if f.exception]
    return [
        f
        for f in found
        if f.exception
        or not any(
            f.verdict != e.verdict
            and (f.measured or not e.rule.contrast or e.fit >= f.fit - 0.1)
            and (
                0 <= e.unit.index - f.unit.index <= 1
                or (e.rule.effect == FREE and _on_age(f))
                or _closer(e, f)
                or _waives(e, f)
            )
            for e in exceptions
        )
    ]


def _closer(exception: Finding, found: Finding) -> bool:
    """Whether a limit is that of the very group, where another one is that of all."""
    return (
        exception.measured
        and found.measured
        and any(_same_limit(a, b) for a in exception.rule.limits for b in found.rule.limits)
    )


def _waives(exception: Finding, found: Finding) -> bool:
    """Whether what is not asked of the very group is what another finding rests on ("need not meet the income limit")."""
    named = {w.stem for w in exception.rule.waived} & {w.stem for w in found.rule.words}
    return exception.rule.waives and found.measured and bool(named)


def _on_age(found: Finding) -> bool:
    """Whether it rests on an age alone, which somebody who may be of any age need not mind."""
    return found.measured and all(limit.kind == "age" for limit in found.rule.limits)


def _same_limit(a: Limit, b: Limit) -> bool:
    """Whether two limits are on the same measure."""
    return a.kind == b.kind and (a.kind == "age" or bool(a.about & b.about))
