"""Answers about time: which stage in which year, what happened in a period."""

from __future__ import annotations

import re

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of, period_label
from assistant.evidence import period_fit
from assistant.model import Answer
from assistant.structure import targets, unknown_names
from assistant.understand import wants_last_year
from corpus.model import Period, Policy, Stage
from corpus.periods import find_periods

_HAPPENED = frozenset({"description", "background", "text", "opening", "objectives"})


def stage(asked: Asked, context: Context) -> Answer | None:
    """The stage of a policy in a year (its last one where no year is asked), or every stage where the history is asked."""
    draft = Draft("history", confidence=0.93)
    for policy in targets(asked, context):
        if unknown_names(asked, policy, context):
            continue
        years = [p for p in asked.periods if p.kind in {"year", "school_year", "month", "day", "range"}]
        found = [s for s in policy.stages if any(p.start.year <= s.year <= p.end.year for p in years)] if years else list(policy.stages)
        named = [s for s in policy.stages if not years and any(w.startswith(s.name.lower()[:6]) for w in re.findall(r"\w+", asked.core.lower()))]
        if not years and re.search(r"\bwhen|which year|what year|since\b", asked.core, re.I) and named:
            found = named
        for one in found:
            draft.say(f"{one.year}: {one.name} — {name_of(policy)}", draft.mark(policy, one))
            draft.details.setdefault("stages", []).append({"year": one.year, "stage": one.name})
        if found:
            _sentences_of(asked, context, policy, years, draft, most=2)
    if draft.quotes:
        return draft.done(asked.question)
    covered = [s.year for policy in targets(asked, context) for s in policy.stages]
    reason = f"stages are given for {min(covered)} to {max(covered)} only" if covered and asked.periods else "no stage is given"
    return abstain(asked, context, reason)


def _sentences_of(asked: Asked, context: Context, policy: Policy, years: list[Period], draft: Draft, most: int) -> None:
    if not years:
        return
    for unit in context.lexicon.units[policy.path]:
        sentence = unit.sentence
        if most and unit.words and unit.kind in _HAPPENED and sentence.period and not sentence.inherited and period_fit(years, sentence.period) >= 0.85:
            draft.say(unit.text, draft.mark(policy, unit))
            most -= 1


def history(asked: Asked, context: Context) -> Answer | None:
    """What happened in a period, or over the years: the sentences of that period in the order of the text, with the stages."""
    draft = Draft("history", confidence=0.9)
    about = [t for t in asked.terms if t.weight > 0.3]
    last = wants_last_year(asked.full)
    for policy in targets(asked, context):
        if unknown_names(asked, policy, context):
            continue
        matches = [m for _, m in context.ranked(asked, [policy.path], _HAPPENED, most=80)]
        by_index = {m.unit.index: m for m in matches}
        periods = list(asked.periods)
        if last and not periods:
            dated = [u.sentence.period for u in context.lexicon.units[policy.path] if u.words and u.sentence.period]
            periods = [max(dated, key=lambda p: p.end)] if dated else []
        units = [
            u for u in context.lexicon.units[policy.path]
            if u.words and u.kind in _HAPPENED and u.sentence.period is not None and (not periods or _tells(policy, u.sentence.period, u.sentence.start, u.sentence.end, periods))
        ]  # fmt: skip
        if not units:
            continue
        specific = [t for t in about if not t.name]
        scored = [(by_index[u.index].score if u.index in by_index else 0.0, u) for u in units]
        best = max(s for s, _ in scored)
        if periods and specific and best < 0.3 and not asked.scope.named and not asked.scope.countries:
            continue
        # With many sentences of the period only those that speak of what was asked stay.
        if len(units) > 6 and specific and best >= 0.5:
            units = [u for s, u in scored if s >= 0.6 * best]
        for unit in units[:14]:
            label = period_label(unit.sentence.period)
            marker = draft.mark(policy, unit)
            draft.say(unit.text, marker)
            draft.details.setdefault("events", []).append({"period": label, "text": unit.text, "quote": marker})
        stages = [s for s in policy.stages if not periods or any(p.start.year <= s.year <= p.end.year for p in periods)]
        if stages:
            draft.details["stages"] = [{"year": s.year, "stage": s.name} for s in stages]
            draft.say(_stage_line(stages), draft.mark(policy, stages[0]))
    if draft.details.get("events"):
        return draft.done(asked.question)
    wanted = ", ".join(p.label for p in asked.periods)
    other = [(policy, s) for policy in targets(asked, context) for s in policy.stages if any(p.start.year <= s.year <= p.end.year for p in asked.periods)]
    note = f"; its stage in {other[0][1].year} is given as {other[0][1].name}" if other else ""
    return abstain(asked, context, f"no event of {wanted} is reported{note}" if wanted else "")


def _stage_line(stages: list[Stage]) -> str:
    names: list[str] = []
    for one in stages:
        names.append(f"{one.year} {one.name}")
    return "Stage: " + ", ".join(names) + "."


def _tells(policy: Policy, period: Period, start: int, end: int, wanted: list[Period]) -> bool:
    """Whether a sentence is about a period: its own period fits, or it names a fitting one."""
    if period_fit(wanted, period) >= 0.7:
        return True
    return any(period_fit(wanted, p) >= 0.85 for _, _, p in find_periods(policy.text, start, end, period))
