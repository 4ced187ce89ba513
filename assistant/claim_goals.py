"""Whether a goal was met: said in words, shown by a result beside its plan, or by a result against the objectives."""

from __future__ import annotations

import re

from assistant.claim_evidence import COVERED, Cover, Evidence
from assistant.claim_fit import SAME
from assistant.claim_quantity import Quantity
from assistant.claim_reading import View, words_between
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, SAME_PERIOD, Part, period_of
from assistant.claim_words import Token, alike

_SHORT_OF_PLAN = re.compile(r"\b(far from|behind|fewer|less|lower|below|short|missed|under|not reach\w*|instead|fail\w*)\b[^.;]{0,40}?\b(?:target|goal|plan(?:ned)?|expected|aim|foreseen)\b", re.I)
_GOAL_MISSED = re.compile(r"\b(?:target|goal|plan|aim|objective)\b[^.;,]{0,40}\b(?:was|were|been|is)\s+(?:\w+ly\s+)?(?:missed|not\s+(?:\w+\s+)?(?:met|reached|attained|achieved|fulfilled))\b", re.I)
_MET_PLAN = re.compile(
    r"\b(?:more|exceed\w*|above|higher|reached|met|achieved|surpassed|attained)\b[^.;]{0,40}?\b(?:target|goal|plan(?:ned)?|expected)\b|\b(?:target|goal)\b[^.;]{0,30}\b(?:was|were|been) (?:met|reached|exceeded|achieved|surpassed)",
    re.I,
)


def judge_attained(view: View, sentence: Cover) -> Part | None:
    """Whether the text says or shows that the goal was met."""
    wanted = view.claim.attained
    if wanted is None:
        return None
    sign, said = wanted
    text = view.claim.text.rstrip(".")
    reached = _against_goal(view, sentence)
    if reached is not None:
        met, goal = reached
        # What the goal itself says of it need not be said again with the result.
        told = frozenset(t.at for t, hits in zip(view.of(goal).terms, view.of(goal).hits, strict=True) if any(v >= SAME for _, v in hits))
        return Part("content", text, sentence.evidence.statement.text.rstrip("."), AGREES if met == sign else DIFFERS, sentence.evidence, said | told)
    subject = tuple(t.token for t in view.claim.terms[:2])
    for one in [sentence.evidence, *sentence.evidence.after[:1], *sentence.evidence.before[-1:]]:
        stated = _attained(one, {q.unit for q in view.claim.quantities}, bool(_DOWNWARD.search(text)), bool(_LATE.search(text)), subject)
        if stated is not None:
            # Where the goal stands in the sentence behind, that one is quoted too.
            goal = next((e for e in one.after[:1] if any(q.planned for q in e.statement.quantities)), one)
            shown = one if any(q.planned for q in one.statement.quantities) or one is not sentence.evidence else goal
            return Part("content", text, one.statement.text.rstrip("."), AGREES if stated == sign else DIFFERS, shown, said)
    return Part("content", text, "", ABSENT, sentence.evidence, said)


_LATE = re.compile(r"\b(?:later|earlier)\b[^.;]{0,30}\bthan\b|\bon (?:time|schedule)\b|\bbehind schedule\b", re.I)
_PUT_OFF = re.compile(r"\b(?:put off|postponed|delayed|deferred|pushed back|held up|behind schedule|moved (?:\w+ )?to)\b", re.I)
_MONEY = re.compile(r"\b(?:costs?|spen[dt]|budget\w*|money|paid out|expenditure)\b", re.I)
#: Where a result stands to its goal; above it is good or bad.
_BESIDE_GOAL = re.compile(r"\b(?:(?P<above>above|higher than|exceed\w*|over)|below|lower than|under)\s+(?:the|its|this|that)\s+(?:[\w-]+\s+){0,2}?(?:goal|target|aim|objective)\b", re.I)
IN_ALL = re.compile(r"\b(?:in all|in total|altogether|all in all|over the whole period|by the end)\b", re.I)
_DOWNWARD = re.compile(r"\b(?:lower|reduc|cut|halv|decreas|below|at most|no more than|(?:bring|drive|push)\w*\b[^.;]{0,60}\bdown|(?:down|fall) to)\w*", re.I)


def _against_goal(view: View, sentence: Cover) -> tuple[int, Evidence] | None:
    """1 where a result of the goal's year is no worse than the goal that the objectives or the claim give, -1 where it is; with the goal."""
    claim = view.claim
    goals = [(q, e) for e in view.read.evidence for q in e.statement.quantities if q.planned and q.unit not in {"times", "once"} and e is not sentence.evidence]
    named = [q for q in claim.quantities if q.planned or q.hedge == "least"] or list(claim.quantities)
    goals = [(g, e) for g, e in goals if any(g.value == q.value and g.unit == q.unit for q in named)] if named else goals
    timely = [(g, e) for g, e in goals if e.kind == "objectives" or g.period is None or not claim.periods or period_of(claim.periods, g.period) >= SAME_PERIOD]
    if _MONEY.search(claim.text):
        timely = [(g, e) for g, e in timely if g.unit]  # what it cost is no number of people
    for goal, evidence in timely:
        noun = [*goal.noun] or [evidence.statement.tokens[i] for i in words_between(evidence.statement, 0, goal.start)]
        covered = [t for t in noun if any(alike(t, c.token) >= SAME for c in claim.terms) or view.read.names(t)]
        if not covered and not (named and not goal.noun):
            continue
        for result in sentence.evidence.statement.quantities:
            if result.planned or result.ratio or result.change or result.unit != goal.unit or result.hedge in {"all", "none"} or result.began or re.search(r"\bfrom\s+$", sentence.evidence.statement.text[: result.start], re.I):
                continue
            when = claim.periods or ((goal.period,) if goal.period else ())
            if not claim.periods and IN_ALL.search(sentence.evidence.statement.text):
                when = (result.period,) if result.period else ()  # what was reached in all is held against what was planned in all
            if not when or result.period is None or period_of(when, result.period) < SAME_PERIOD:
                continue
            mine = [*result.noun] or list(sentence.evidence.statement.tokens)
            if any(alike(a, b) >= SAME for a in (goal.noun[-1:] or noun) for b in mine):
                worse = result.value > goal.value if _DOWNWARD.search(evidence.statement.text[: goal.start]) else result.value < goal.value
                return (-1 if worse else 1), evidence
    return None


def _attained(evidence: Evidence, units: set[str], downward: bool, late: bool, subject: tuple[Token, ...]) -> int | None:
    """1 where a sentence says or shows that a plan was met, -1 where it was missed, None where it tells neither; a plan may be to go ``downward``, and what
    was put off came ``late``."""
    statement = evidence.statement
    beside = _BESIDE_GOAL.search(statement.text)
    if beside and not statement.denials:
        return 1 if bool(beside["above"]) != downward else -1
    if late and not statement.denials and _PUT_OFF.search(statement.text):
        return -1
    told = re.search(r"\b(?:(more|higher|earlier)|(?:fewer|less|lower|later)) than (?:had been |was |were |originally )?(?:planned|expected|foreseen|budgeted)\b", statement.text, re.I)
    if told and not statement.denials:
        return 1 if told[1] else -1
    if _GOAL_MISSED.search(statement.text):
        return -1
    for match in _SHORT_OF_PLAN.finditer(statement.text):
        if not any(match.start() <= q.start and q.end <= match.end() for q in statement.quantities):
            return -1
    pair = _beside_plan(evidence, units, subject)
    if pair is not None:
        return pair
    return (-1 if statement.denials else 1) if _MET_PLAN.search(statement.text) else None


def _beside_plan(evidence: Evidence, units: set[str], subject: tuple[Token, ...]) -> int | None:
    """1 where a result that stands beside its plan is no less than it, -1 where it is less; one of the claim's ``subject`` comes first."""
    quantities = list(evidence.statement.quantities)
    if not any(q.planned for q in quantities) or len(quantities) == 1 or "budget" in evidence.statement.text:
        quantities += [q for e in evidence.after[:1] for q in e.statement.quantities]
    text = evidence.statement.text
    stated = [q for q in evidence.statement.quantities if not q.ratio]
    budget = [q for q in stated if (re.search(r"\bbudget\b", text[: q.start], re.I) or re.match(r"\s+(?:[\w-]+\s+){0,5}?(?:budgeted|in the budget)\b", text[q.end :], re.I)) and not re.search(r"\b(?:spent|paid)\b", text[: q.end + 20], re.I)]
    for plan in [q for q in quantities if q.planned] or budget[-1:]:
        if plan.ratio or plan.unit in {"times", "once"} or (units and not units & {plan.unit, "%"}):
            continue
        real = [q for q in quantities if not q.planned and q not in budget and not q.ratio and not q.change and q.unit == plan.unit and _same_thing(plan, q)]
        real = [q for q in real if any(alike(n, t) >= SAME for n in q.noun for t in subject)] or real
        if real:
            return 1 if min(real, key=lambda q: abs(q.start - plan.start)).value >= plan.value else -1
    return None


_ROOM = frozenset({"place", "places", "contract", "contracts", "people", "persons", "participants"})


def _same_thing(a: Quantity, b: Quantity) -> bool:
    """Whether two counts may be of the same: "places for 12 000" are for the learners beside them."""
    return bool(a.unit) or a.weak or not a.noun or not b.noun or bool(_ROOM & {t.low for t in (*a.noun, *b.noun)}) or any(alike(x, y) >= COVERED for x in a.noun for y in b.noun)
