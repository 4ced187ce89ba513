"""Who may take part: yes, no or not listed, with the words that decide, the conditions, the dates and a caution. Never a bare yes."""

from __future__ import annotations

import re

from assistant.abstain import abstain, searched
from assistant.asked import Asked
from assistant.combining import combination
from assistant.conditions import nearest, whole_list
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.findings import Bearing, Finding
from assistant.kinds import asks_combination, asks_duty, asks_leave, asks_listing, asks_shut_out
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.roles import Case, group_coverage, read_case
from assistant.rule import EXCLUDE, FREE
from assistant.second_reading import surest
from assistant.structure import targets, unknown_names
from corpus.model import Entry, Policy
from corpus.words import content_words

CAUTION = "This describes the policy as the text gives it; it is no decision on a single case. Ask the responsible body."


#: So many items of a list of conditions are shown at most.
_WHOLE = 8


def decide(asked: Asked, context: Context) -> Answer | None:
    """The verdict for the group and case that a question puts."""
    found = targets(asked, context)
    if not found:
        return abstain(asked, context)
    policy = found[0]
    unknown = unknown_names(asked, policy, context)
    if unknown and not asked.scope.countries and not asked.scope.named:
        return abstain(asked, context, missing=unknown)
    if asks_duty(asked.core):
        duty = _duty(asked, policy, context) or statement(asked, context)
        nearest = [m.unit.sentence.start for _, m in context.ranked(asked, [policy.path], most=2)]
        if duty is not None and any(q.start <= at < q.end for q in duty.quotes for at in nearest):
            return duty
        return abstain(asked, context)
    beside = _beside(asked, policy, context)
    if beside is not None:
        return beside
    bearing = Bearing(asked, read_case(asked, context.lexicon), policy, context)
    listing = asks_listing(asked.core)
    best = _deciding(bearing.findings, listing)
    best = best if listing else bearing.likelier(best)
    entry = _listed(bearing.case, policy)
    if best is not None:
        return _verdict(best, bearing, entry)
    return _listed_answer(bearing, entry) if entry is not None else _not_listed(bearing)


def _deciding(findings: list[Finding], listing: bool) -> Finding | None:
    """The finding that decides: the strongest, but what shuts out goes before what lets in.

    Whether a group is listed is no matter of meaning: there the words of the group have to be those of the rule.
    """
    sure = [
        f for f in findings if f.decides and (not listing or f.measured or (f.fit >= 0.6 and f.named >= 0.7))
    ]
    if not sure or sure[0].verdict == "no":
        return sure[0] if sure else None
    best = sure[0]
    # A number against a stated limit decides sooner than words do, and a number that a rule about the very group allows later.
    share = 0.0 if best.rule.effect == FREE else 1.3 if best.measured and best.fit >= 0.6 else 1.0

    def outweighs(f: Finding) -> bool:
        if f.verdict != "no" or not (f.measured or f.fit >= (0.62 if f.rule.effect == EXCLUDE else 0.6)):
            return False  # a word of the same field ("veteran", "soldier") shuts nobody out
        # An item under what shuts out is an exception to what is said of all before.
        listed = bool(f.unit.sentence.item and f.rule.effect == EXCLUDE and not best.unit.sentence.item)
        if (
            f.rule.effect == EXCLUDE
            and not (f.measured or best.measured or listed)
            and f.fit < min(0.75, best.fit - 0.2)
        ):
            return False  # those who are let in are more like the asker than those who are shut out
        own = min(share, 1.0) if f.fit >= 0.8 and f.fit > best.fit else share
        return (
            f.strength
            >= own * (0.6 if listed or (f.measured and not best.measured) else 0.75) * best.strength
        )

    return next((f for f in sure if outweighs(f)), best)


def yes_no(asked: Asked, context: Context) -> Answer | None:
    """A question that wants yes or no: who may take part where a rule of the text decides it, else a statement that is checked."""
    found = targets(asked, context)
    if not found or not (
        asked.scope.countries or asked.scope.named or not unknown_names(asked, found[0], context)
    ):
        return statement(asked, context)
    beside = _beside(asked, found[0], context)
    if beside is not None:
        return beside
    bearing = Bearing(asked, read_case(asked, context.lexicon), found[0], context)
    personal = bearing.case.personal
    best = None if asks_duty(asked.core) else bearing.likelier(_deciding(bearing.findings, listing=False))
    entry = _listed(bearing.case, found[0])
    if best is not None and (
        personal
        or asks_leave(asked.core)
        or best.fit >= 0.75
        or (best.verdict == "no" and best.strength >= 0.6)
    ):
        return _verdict(best, bearing, entry)
    if personal and asks_leave(asked.core):
        # A question about oneself is no statement of fact: without a rule that bears on it, nothing is said.
        return _listed_answer(bearing, entry) if entry is not None else abstain(asked, context)
    return statement(asked, context)


def _beside(asked: Asked, policy: Policy, context: Context) -> Answer | None:
    """Whether a policy lets its benefit be combined with another one, where that is asked and said."""
    found = combination(asked, policy, context) if asks_combination(asked.core) else None
    if found is None:
        return None
    allowed, unit = found
    draft = Draft("eligibility", verdict="yes" if allowed else "no", confidence=0.8)
    draft.say(f"{'Yes, as far as the text goes' if allowed else 'No'}: {unit.text}", draft.mark(policy, unit))
    draft.details["caution"] = CAUTION
    draft.say(CAUTION)
    return draft.done(asked.question, searched(asked, context))


_DUTY = re.compile(r"\b(?:compulsory|obliged?|mandatory|obligatory|obligation|voluntary|free to)\b", re.I)
_NO_DUTY = re.compile(r"\bno one\b|\bnobody\b|\bnot\b|\bvoluntary\b|\bfree to\b|\bno obligation\b", re.I)


def _duty(asked: Asked, policy: Policy, context: Context) -> Answer | None:
    """Whether something is compulsory, from the sentences that say so or deny it; where the text does both, both are shown."""
    ranked = context.ranked(asked, [policy.path], frozenset({"description", "text"}))
    said = [
        (bool(_NO_DUTY.search(m.unit.text)), m.unit)
        for score, m in ranked
        if score >= (0.3 if _DUTY.search(asked.core) else 0.4) and _DUTY.search(m.unit.text)
    ]
    if not said:
        return None
    denied, unit = said[0]
    verdict = "no" if denied != bool(re.search(r"\bvoluntary\b|\bfree to\b", asked.core, re.I)) else "yes"
    draft = Draft("yes_no", verdict=verdict, confidence=0.75)
    lead = "No" if verdict == "no" else "Yes, as far as the text goes"
    draft.say(f"{lead}: {unit.text}", draft.mark(policy, unit))
    other = next((u for d, u in said if d != denied), None)
    if other is not None:
        draft.say(f"But see also: {other.text}", draft.mark(policy, other))
    return draft.done(asked.question, searched(asked, context))


def statement(asked: Asked, context: Context) -> Answer | None:
    """A question of fact that wants yes or no: checked as a statement."""
    from assistant.claims import check_statement

    paths = [p.path for p in targets(asked, context)]
    checked = check_statement(context.assistant, as_statement(asked.core), paths=paths or None)
    verdict = {"supported": "yes", "contradicted": "no"}.get(checked.verdict or "")
    if verdict is None:
        return abstain(asked, context)
    lead = "Yes, as far as the text goes" if verdict == "yes" else "No"
    draft = Draft(
        "eligibility" if asked.question.kind == "eligibility" else "yes_no",
        verdict=verdict,
        confidence=checked.confidence,
        details=dict(checked.details),
    )
    for quote in checked.quotes:
        draft.say(
            f"{lead}: {quote.text}" if not draft.lines else quote.text,
            draft.mark(quote.policy, (quote.start, quote.end)),
        )
    if asked.question.kind == "eligibility" and checked.quotes:
        draft.details["caution"] = CAUTION
        draft.say(CAUTION)
    return draft.done(asked.question, searched(asked, context))


def as_statement(core: str) -> str:
    """A yes-or-no question as the statement that it asks about."""
    return (
        re.sub(
            r"^(?:and |but |so )?(can|could|may|is|are|was|were|do|does|did|would|will|has|have|had|should|must)\s+",
            "",
            core.strip(" ?"),
            flags=re.I,
        )
        + "."
    )


def _listed(case: Case, policy: Policy) -> Entry | None:
    """The entry of the target-group list that names the group, or None."""
    best = None
    for entry in policy.entries:
        if entry.kind != "target_groups":
            continue
        held = content_words(policy.text, entry.start, entry.end)
        value = group_coverage(case, held)
        if value >= 0.75 and (best is None or value > best[0]):
            best = (value, entry)
    return best[1] if best else None


def _conditions(draft: Draft, bearing: Bearing, used: list[int]) -> None:
    """What the text asks of everybody or of somebody like the asker, from and until when: the whole list where the text has one, and the nearest three rules beside the deciding one."""
    listed = [rule for rule in whole_list(bearing) if rule.unit.index not in used][:_WHOLE]
    beside = nearest(bearing, most=3, without=[*used, *(rule.unit.index for rule in listed)])
    led: int | None = None
    told = surest(bearing.asked, bearing.context)
    if told and told.policy.path == bearing.policy.path and told.index not in used:
        # Whatever decides: what answers in so many words is shown first.
        _condition(draft, told, listed=False)
        beside = [rule for rule in beside if rule.unit.index != told.index]
    for rule in [*listed, *beside]:
        intro = rule.unit.sentence.lead if rule in listed else None
        if intro is not None and intro != led:
            led, lead = intro, bearing.policy.sentences[intro]
            draft.say(bearing.policy.words(lead), draft.mark(bearing.policy, lead))
        _condition(draft, rule.unit, listed=intro is not None)


def _condition(draft: Draft, unit: Unit, listed: bool) -> None:
    """One condition as the answer shows it, with its quote."""
    marker = draft.mark(unit.policy, unit)
    draft.say(f"- {unit.text}" if listed else f"Condition or date in the text: {unit.text}", marker)
    draft.details.setdefault("conditions", []).append({"text": unit.text, "quote": marker})


def _verdict(best: Finding, bearing: Bearing, entry: Entry | None) -> Answer:
    policy = bearing.policy
    # Who asks whether he is shut out is told no where he is let in.
    turned = asks_shut_out(bearing.asked.core)
    verdict = {"yes": "no", "no": "yes"}[best.verdict] if turned else best.verdict
    draft = Draft("eligibility", verdict=verdict, confidence=min(0.95, 0.35 + 0.6 * best.strength))
    lead = "No" if verdict == "no" else "Yes" if turned else "Yes, under the conditions below"
    draft.say(f"{lead} — {best.why}: {best.unit.text}", draft.mark(policy, best.unit))
    used = [best.unit.index]
    for other in bearing.findings[:4]:
        if (
            other.verdict == best.verdict
            and other.unit.index not in used
            and other.decides
            and other.strength >= 0.88 * best.strength
        ):
            draft.say(other.unit.text, draft.mark(policy, other.unit))
            used.append(other.unit.index)
    against = next(
        (
            f
            for f in bearing.findings
            if f.verdict != best.verdict
            and f.decides
            and f.strength >= 0.85 * best.strength
            and f.unit.index not in used
        ),
        None,
    )
    if against is not None:
        draft.say(f"But see also: {against.unit.text}", draft.mark(policy, against.unit))
        used.append(against.unit.index)
    draft.details["group"] = policy.words(entry) if entry else bearing.case.group_text
    if entry is not None and best.verdict == "yes":
        draft.say(f"Listed target group: {policy.words(entry)}", draft.mark(policy, entry))
    _conditions(draft, bearing, used)
    return _done(draft, bearing)


def _listed_answer(bearing: Bearing, entry: Entry) -> Answer:
    policy = bearing.policy
    turned = asks_shut_out(bearing.asked.core)
    draft = Draft("eligibility", verdict="no" if turned else "yes", confidence=0.85)
    draft.say(
        f"{'No' if turned else 'Yes'} — the target groups of {name_of(policy)} list “{policy.words(entry)}”",
        draft.mark(policy, entry),
    )
    draft.details["group"] = policy.words(entry)
    _conditions(draft, bearing, [])
    return _done(draft, bearing)


def _not_listed(bearing: Bearing) -> Answer:
    policy = bearing.policy
    draft = Draft("eligibility", verdict="not_listed", confidence=0.75)
    listed = [e for e in policy.entries if e.kind == "target_groups"]
    if not listed and not re.search(r"\btarget ?groups?\b", bearing.asked.core, re.I):
        return abstain(
            bearing.asked, bearing.context, "it lists no groups, and no rule in it treats this case"
        )
    draft.say(
        f"Not listed: the text of {name_of(policy)} does not name this group.{' Its target groups are:' if listed else ''}"
    )
    for entry in listed:
        draft.say(f"- {policy.words(entry)}", draft.mark(policy, entry))
    draft.details["group"] = ""
    return _done(draft, bearing)


def _done(draft: Draft, bearing: Bearing) -> Answer:
    draft.details["caution"] = CAUTION
    draft.say(CAUTION)
    return draft.done(bearing.asked.question, searched(bearing.asked, bearing.context))
