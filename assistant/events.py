"""Answers about time: which stage in which year, what happened in a period."""

from __future__ import annotations

import re

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of, period_label
from assistant.evidence import match, period_fit
from assistant.kinds import wants_last_year
from assistant.lexicon import NARRATIVE, Unit
from assistant.model import Answer
from assistant.structure import targets, unknown_names
from assistant.terms import Term
from corpus.model import Period, Policy, Stage
from corpus.periods import find_periods
from corpus.words import content_words, stem


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
        if most and unit.words and unit.kind in NARRATIVE and sentence.period and not sentence.inherited and period_fit(years, sentence.period) >= 0.85:
            draft.say(unit.text, draft.mark(policy, unit))
            most -= 1


#: Who is asked about in "what did the … decide".
_ACTOR = re.compile(
    r"\bwhat (?:did|do|does|has|have|had) (?:the |an? )?(.{2,80}?) (?:do|done|decided?|agreed?|chang(?:e|ed)|launch(?:ed)?|introduced?|adopt(?:ed)?|achieved?|announced?|under\w+|f[io]u?nd(?: out)?|show[ns]?|voted?|recommend(?:ed)?|"
    r"concluded?|reveal(?:ed)?|report(?:ed)?|propos(?:e|ed)|say|said|critici[sz]ed?|complain(?:ed)?|discover(?:ed)?|demand(?:ed)?|ask(?:ed)?|want(?:ed)?|remark(?:ed)?|reject(?:ed)?|approved?)\b",
    re.I,
)
_GOES_ON = re.compile(r"(?:it|they|he|she|this|these)\b", re.I)
#: How much of what a question is particularly about a sentence must tell.
PARTICULAR, ACTOR = 0.45, 0.55
_REPORTS = re.compile(r"\b(?:report(?:ed|s)?|found|show(?:ed|s)?|conclud\w+|reveal\w+|recommend\w+|criticis\w+|according to|counted)\b", re.I)
#: What a study or a body found out or said: asked for, and told.
_ASKS_FINDINGS = re.compile(r"\bwhat (?:did|do|does|has|have|had)\b[^?]*\b(?:study|survey|evaluation|review|report|inquiry|audit|analysis|research\w*|assessment)\b[^?]*\b(?:f[io]u?nd|show[ns]?|conclude[sd]?|reveal(?:ed)?|recommend(?:ed)?|say|said|criticise[sd]?|discover(?:ed)?)\b", re.I)
_FINDS = re.compile(r"\b(?:found|finds?|show\w*|conclu\w+|reveal\w*|report(?:s|ed)|recommend\w*|sa(?:id|ys?)|criticis\w+|prais\w+|discover\w*|noted?|point\w* (?:out|to)|according to|suggest\w*|propos\w*|confirm\w*|warn\w*|complain\w*|estimat\w*|indicat\w*|saw|named?|judged?|rated?|per cent)\b|%|\bthat\b", re.I)
#: From which likeness of meaning on a sentence of the very period tells what is asked, whatever its words are.
MEANT = 0.57
_HAPPENS = re.compile(r"(?:and |so )?what (?:has |had |have )?(?:happen|took place|occurred|was (?:going on|new)|became|become|came of|changed)", re.I)
_ACCOUNT = frozenset(stem(w) for w in "overview account update look idea picture event events step steps milestone progress course fate story history timeline evolution development developments state play new network scheme programme measure policy initiative reform project system".split())

_HAPPENING = frozenset(stem(w) for w in "decide agree introduce launch announce report achieve adopt undertake occur do see change reach plan start begin".split())


def history(asked: Asked, context: Context) -> Answer | None:
    """What happened in a period, or over the years: the sentences of that period in the order of the text, with the stages.

    Where the question is about something in particular ("what did the parliament decide") only the sentences that tell of it.
    """
    draft = Draft("history", confidence=0.9)
    last = wants_last_year(asked.full)
    for policy in targets(asked, context):
        if unknown_names(asked, policy, context):
            continue
        periods = list(asked.periods)
        if last and not periods:
            dated = [u.sentence.period for u in context.lexicon.units[policy.path] if u.words and u.sentence.period]
            periods = [max(dated, key=lambda p: p.end)] if dated else []
        units = [
            u for u in context.lexicon.units[policy.path]
            if u.words and u.kind in NARRATIVE and (u.sentence.period is not None or not periods) and (not periods or _tells(u, periods, context))
        ]  # fmt: skip
        if periods and all(_lasting(u, periods) for u in units):
            units = []  # what has gone on since long before did not happen then
        particular, actor = _particular(asked, policy, context), _actor(asked, policy, context)
        if particular or actor:
            told = _about(particular, actor, units, asked, context)
            # A question whose only other word is "decided" or "announced" asks for whatever happened.
            loose = not actor and all(t.word.stem in _HAPPENING for t in particular)
            units = told or ([u for u in units if u.sentence.period is not None] if loose else [] if actor else _meant(units, periods, asked, context))
        else:
            units = [u for u in units if u.sentence.period is not None]
        for unit in units[:14]:
            label = period_label(unit.sentence.period)
            marker = draft.mark(policy, unit)
            draft.say(unit.text, marker)
            draft.details.setdefault("events", []).append({"period": label, "text": unit.text, "quote": marker})
        stages = [s for s in policy.stages if not periods or any(p.start.year <= s.year <= p.end.year for p in periods)]
        if stages and units:
            draft.details["stages"] = [{"year": s.year, "stage": s.name} for s in stages]
            draft.say(_stage_line(stages), draft.mark(policy, stages[0]))
    if draft.details.get("events"):
        return draft.done(asked.question)
    wanted = ", ".join(p.label for p in asked.periods)
    other = [(policy, s) for policy in targets(asked, context) for s in policy.stages if any(p.start.year <= s.year <= p.end.year for p in asked.periods)]
    note = f"; its stage in {other[0][1].year} is given as {other[0][1].name}" if other else ""
    return abstain(asked, context, f"no such event of {wanted} is reported{note}" if wanted else "")


def _particular(asked: Asked, policy: Policy, context: Context) -> tuple[Term, ...]:
    """The terms that are about something in particular, not only about the scheme."""
    known = _known(asked, policy, context)
    return tuple(t for t in asked.terms if t.weight > 0.3 and not t.optional and t.word.stem not in known)


def _known(asked: Asked, policy: Policy, context: Context) -> set[str]:
    """Stems that only say which scheme is meant, or that an account is wanted."""
    places = {stem(w) for w in asked.scope.place_terms}
    return set(context.lexicon.titles[policy.path]) | context.lexicon.scheme_names(policy.path) | places | _ACCOUNT


def _actor(asked: Asked, policy: Policy, context: Context) -> tuple[Term, ...]:
    """Whose doing is asked about, where it is not the scheme itself."""
    found = _ACTOR.search(asked.core)
    bodies = {w.stem for e in policy.entries if e.kind == "bodies" for w in content_words(policy.words(e)) if w.name_like}
    known = _known(asked, policy, context) - (bodies - set(context.lexicon.titles[policy.path]) - {stem(w) for w in asked.scope.place_terms})
    return tuple(Term(w, max(0.3, context.lexicon.rarity(w))) for w in content_words(found.group(1)) if w.stem not in known) if found else ()


def _about(particular: tuple[Term, ...], actor: tuple[Term, ...], units: list[Unit], asked: Asked, context: Context) -> list[Unit]:
    """The sentences that tell of what is asked in particular, and of whom; one alone with the one that goes on from it."""
    scored = []
    for unit in units:
        # The actor must stand in the sentence itself, or in the one that "it" and "they" go on from.
        told = match(actor, unit, context.lexicon)
        if actor and (told.score if _GOES_ON.match(unit.text) else told.inside_score) < ACTOR:
            continue
        dense = max(0.0, context.dense(asked, unit.policy.path, unit.index))
        one = match(particular, unit, context.lexicon).score if particular else 1.0
        if one >= PARTICULAR or (dense >= 0.6 and one >= 0.25):
            scored.append((0.7 * one + 0.3 * dense, unit))
    if _ASKS_FINDINGS.search(asked.core):
        scored = [(s, u) for s, u in scored if _FINDS.search(u.text)]  # that a study was ordered does not tell what it found
    best = max((s for s, _ in scored), default=0.0)
    chosen = [u for s, u in scored if s >= 0.72 * best][:8]
    if len(chosen) == 1:
        every = context.lexicon.units[chosen[0].policy.path]
        chosen += [u for u in every[chosen[0].index + 1 : chosen[0].index + 2] if u.words and u.sentence.paragraph == chosen[0].sentence.paragraph]
    return chosen


def _meant(units: list[Unit], periods: list[Period], asked: Asked, context: Context) -> list[Unit]:
    """Where "what happened in …" is asked in other words than the text has: the sentences of that very period that mean what is asked."""
    if not periods or not _HAPPENS.match(asked.core):
        return []
    own = [u for u in units if u.sentence.period is not None and period_fit(periods, u.sentence.period) >= 0.85]
    near = [(context.dense(asked, u.policy.path, u.index), u) for u in own]
    best = max((d for d, _ in near), default=0.0)
    return [u for d, u in near if d >= MEANT and d >= 0.85 * best]


def _stage_line(stages: list[Stage]) -> str:
    names: list[str] = []
    for one in stages:
        names.append(f"{one.year} {one.name}")
    return "Stage: " + ", ".join(names) + "."


def _tells(unit: Unit, wanted: list[Period], context: Context) -> bool:
    """Whether a sentence is about a period: its own period fits, or it names a fitting one, for which the year that opens its paragraph may stand."""
    sentence = unit.sentence
    if sentence.period is not None and period_fit(wanted, sentence.period) >= 0.7:
        return True
    opening = next(u.sentence for u in context.lexicon.units[unit.policy.path] if u.sentence.paragraph == sentence.paragraph and u.sentence.section == sentence.section)
    # "In 2031, … In the school year 2029-30, … From May, …": May is one of 2031.
    stated = [p for before in (sentence.period, opening.period if sentence.inherited else None) for _, _, p in find_periods(unit.policy.text, sentence.start, sentence.end, before, bare=True)]
    # What somebody reports was reported in the year of the paragraph, whatever year it is about.
    if opening.period is not None and _REPORTS.search(unit.text):
        stated.append(opening.period)
    return any(period_fit(wanted, p) >= 0.85 for p in stated)


def _lasting(unit: Unit, wanted: list[Period]) -> bool:
    period = unit.sentence.period
    return period is not None and period.relation == "since" and all(period.end < w.start or period.start < w.start for w in wanted) and not any(period_fit(wanted, p) >= 0.85 for _, _, p in find_periods(unit.policy.text, unit.sentence.start, unit.sentence.end, period))
