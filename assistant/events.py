"""Answers about time: which stage in which year, when something happened, what happened in a period."""

from __future__ import annotations

import re

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of, period_label
from assistant.evidence import Match, period_fit
from assistant.model import Answer
from assistant.parts import split
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


def when(asked: Asked, context: Context) -> Answer | None:
    """When something happened: the sentence that tells it, with its period; two that disagree are both shown."""
    ends = bool(re.search(r"\buntil when\b|\b(?:end|ends|ended|expire|expires|close|closes|deadline)\b", asked.core, re.I))
    starts = bool(re.search(r"\b(?:since|from) (?:when|what|which)\b", asked.core, re.I))
    parts = split(asked, context)
    if len(parts) > 1:
        answers = [a for part in parts if (a := when(part, context)) is not None and a.status == "answered"]
        if answers:
            return _joined(asked, answers)
    ranked = [(s + _leaning(m, ends, starts), m) for s, m in context.ranked(asked) if _dated(m)]
    ranked.sort(key=lambda row: -row[0])
    draft = Draft("when")
    if not ranked:
        return _stage_when(asked, context) or abstain(asked, context)
    ranked = [row for row in ranked if row[1].lost <= 0.5] or ranked
    score, best = ranked[0]
    missing = _decisive(best, asked)
    means = context.dense(asked, best.unit.policy.path, best.unit.index) >= 0.7
    if missing or (best.score < 0.5 and not (means and best.score >= 0.4)) or unknown_names(asked, best.unit.policy, context):
        return _stage_when(asked, context) or abstain(asked, context, missing=missing or list(best.missing), confidence=0.2)
    draft.confidence = min(0.97, 0.35 + 0.6 * best.score)
    _say_when(draft, best)
    for other, match in ranked[1:5]:
        if (other < 0.86 * score or match.score < 0.8 * best.score) and match.inside_score < 0.6 * best.inside_score or match.unit.policy.path != best.unit.policy.path:
            continue
        if _decisive(match, asked):
            continue
        _say_when(draft, match)
    sides = {line["value"] for line in draft.details.get("sides", [])}
    if len(sides) > 1 and len(draft.quotes) > 1:
        years = {s[-4:] for s in sides}
        if len(years) > 1 and _same_event(ranked, best):
            draft.kind = "conflict"
            draft.lines.insert(0, "The text gives different dates for this:")
    return draft.done(asked.question)


def _leaning(match: Match, ends: bool, starts: bool) -> float:
    """A little more for a sentence that tells an end, or a beginning, where that is asked."""
    text = match.unit.text
    if ends and re.search(r"\b(?:until|till|clos(?:ed|es|ing)|end(?:s|ed|ing)?|expir\w+|extended|deadline|moved .* to)\b", text, re.I):
        return 0.12
    return 0.08 if starts and re.search(r"\b(?:since|from|as of|starting)\b", text, re.I) else 0.0


def _joined(asked: Asked, answers: list[Answer]) -> Answer:
    """The answers to the parts of a question, as one."""
    draft = Draft("when", confidence=min(a.confidence for a in answers))
    for answer in answers:
        for line, quote in zip(answer.text.splitlines(), answer.quotes, strict=False):
            draft.say(re.sub(r"\s*\[\d+\]", "", line), draft.mark(quote.policy, (quote.start, quote.end)))
    return draft.done(asked.question)


def _same_event(ranked: list[tuple[float, Match]], best: Match) -> bool:
    """Whether the next sentence covers the question as well as the best: then their dates contradict each other."""
    return len(ranked) > 1 and ranked[1][1].score >= 0.88 * best.score


def _dated(match: Match) -> bool:
    sentence = match.unit.sentence
    return match.unit.kind in _HAPPENED | {"themes"} and (sentence.period is not None or bool(find_periods(match.unit.policy.text, sentence.start, sentence.end)))


def _decisive(match: Match, asked: Asked) -> list:  # type: ignore[type-arg]
    """Terms that the sentence lacks and that matter so much that it cannot be the answer."""
    total = sum(t.weight for t in match.terms if not t.optional) or 1.0
    lost = [t for t in match.missing if t.weight >= 0.45 and (t.name or t.weight / total > 0.35)]
    return lost if lost and match.lost > 0.45 else [t for t in lost if t.name]


def _say_when(draft: Draft, match: Match) -> None:
    policy, sentence = match.unit.policy, match.unit.sentence
    inside = find_periods(policy.text, sentence.start, sentence.end, sentence.period)
    labels = [p.label for _, _, p in inside] or ([sentence.period.label] if sentence.period else [])
    label = " / ".join(dict.fromkeys(labels))
    marker = draft.mark(policy, sentence)
    draft.say(f"{label}: {match.unit.text}", marker)
    draft.details.setdefault("sides", []).append({"value": labels[0] if labels else "", "quote": marker})


def _stage_when(asked: Asked, context: Context) -> Answer | None:
    """When a policy was approved, completed or discontinued, from its stage lines."""
    low = asked.core.lower()
    names = [n for n in ("approved", "completed", "discontinued", "design", "implementation", "pilot", "legislative") if n[:6] in low or (n == "implementation" and "implement" in low)]
    if not names:
        return None
    draft = Draft("history", confidence=0.8)
    for policy in targets(asked, context):
        found = [s for s in policy.stages if any(n[:6] in s.name.lower() for n in names)]
        if found:
            draft.say(f"{found[0].year}: {found[0].name} — {name_of(policy)}", draft.mark(policy, found[0]))
    return draft.done(asked.question) if draft.quotes else None
