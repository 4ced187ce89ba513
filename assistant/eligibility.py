"""Who may take part: yes, no or not listed, with the words that decide, the conditions, the dates and a caution. Never a bare yes."""

from __future__ import annotations

import re

from assistant.abstain import abstain, searched
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.findings import Finding, find
from assistant.kinds import asks_leave, asks_listing
from assistant.model import Answer
from assistant.roles import Case, group_coverage, read_case
from assistant.rules import FREE
from assistant.structure import targets, unknown_names
from corpus.model import Entry, Policy
from corpus.words import content_words

CAUTION = "This describes the policy as the text gives it; it is no decision on a single case. Ask the responsible body."


def decide(asked: Asked, context: Context) -> Answer | None:
    """The verdict for the group and case that a question puts."""
    found = targets(asked, context)
    if not found:
        return abstain(asked, context)
    policy = found[0]
    if unknown_names(asked, policy, context) and not asked.scope.countries and not asked.scope.named:
        return abstain(asked, context, missing=unknown_names(asked, policy, context))
    case = read_case(asked, context.lexicon)
    findings = find(asked, case, policy, context)
    best = _deciding(findings, listing=asks_listing(asked.core))
    entry = _listed(case, policy)
    if best is not None:
        return _verdict(asked, case, policy, context, [best, *(f for f in findings if f is not best)], entry)
    return (
        _listed_answer(asked, case, policy, context, entry)
        if entry is not None
        else _not_listed(asked, case, policy, context)
    )


def _deciding(findings: list[Finding], listing: bool) -> Finding | None:
    """The finding that decides: the strongest, but what shuts out goes before what lets in.

    Whether a group is listed is no matter of meaning: there the words of the group have to be those of the rule.
    """
    sure = [
        f for f in findings if f.decides and (not listing or f.measured or (f.fit >= 0.6 and f.named >= 0.7))
    ]
    if not sure:
        return None
    best = sure[0]
    if best.verdict == "yes":
        open_end = best.rule.effect == FREE
        against = next(
            (
                f
                for f in sure
                if f.verdict == "no"
                and (f.measured or f.fit >= 0.6)
                and (open_end or f.strength >= 0.75 * best.strength)
            ),
            None,
        )
        return against or best
    return best


def yes_no(asked: Asked, context: Context) -> Answer | None:
    """A question that wants yes or no: who may take part where a rule of the text decides it, else a statement that is checked."""
    found = targets(asked, context)
    if found and (asked.scope.countries or asked.scope.named or not unknown_names(asked, found[0], context)):
        case = read_case(asked, context.lexicon)
        findings = find(asked, case, found[0], context)
        best = _deciding(findings, listing=False)
        if best is not None and (
            asks_leave(asked.core) or best.fit >= 0.75 or (best.verdict == "no" and best.strength >= 0.6)
        ):
            return _verdict(
                asked,
                case,
                found[0],
                context,
                [best, *(f for f in findings if f is not best)],
                _listed(case, found[0]),
            )
    return statement(asked, context)


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
        _conditions(draft, asked, read_case(asked, context.lexicon), checked.quotes[0].policy, context, [])
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


def _conditions(
    draft: Draft, asked: Asked, case: Case, policy: Policy, context: Context, used: list[int]
) -> None:
    """The conditions and dates that the text attaches, beside the deciding words."""
    pattern = re.compile(
        r"\b(?:must|only|if|provided|condition|at least|up to|until|unless|between|no more than|not|has to|have to|as long as|from|since|until)\b",
        re.I,
    )
    ranked = context.ranked(asked, [policy.path], frozenset({"description", "text"}), most=12)
    for score, match in ranked:
        unit = match.unit
        if unit.index in used or len(draft.details.get("conditions", [])) >= 3 or score < 0.25:
            continue
        if pattern.search(unit.text):
            marker = draft.mark(policy, unit)
            draft.say(f"Condition or date in the text: {unit.text}", marker)
            draft.details.setdefault("conditions", []).append({"text": unit.text, "quote": marker})


def _verdict(
    asked: Asked, case: Case, policy: Policy, context: Context, findings: list[Finding], entry: Entry | None
) -> Answer:
    best = findings[0]
    draft = Draft("eligibility", verdict=best.verdict, confidence=min(0.95, 0.35 + 0.6 * best.strength))
    marker = draft.mark(policy, best.unit)
    lead = "Yes, under the conditions below" if best.verdict == "yes" else "No"
    draft.say(f"{lead} — {best.why}: {best.unit.text}", marker)
    used = [best.unit.index]
    for other in findings[1:4]:
        if (
            other.verdict == best.verdict
            and other.unit.index not in used
            and other.strength >= 0.88 * best.strength
        ):
            draft.say(other.unit.text, draft.mark(policy, other.unit))
            used.append(other.unit.index)
    against = next(
        (
            f
            for f in findings
            if f.verdict != best.verdict and f.strength >= 0.85 * best.strength and f.unit.index not in used
        ),
        None,
    )
    if against is not None:
        draft.say(f"But see also: {against.unit.text}", draft.mark(policy, against.unit))
        used.append(against.unit.index)
    draft.details["group"] = policy.words(entry) if entry else case.group_text
    if entry is not None and best.verdict == "yes":
        draft.say(f"Listed target group: {policy.words(entry)}", draft.mark(policy, entry))
    _conditions(draft, asked, case, policy, context, used)
    draft.details["caution"] = CAUTION
    draft.say(CAUTION)
    return draft.done(asked.question, searched(asked, context))


def _listed_answer(asked: Asked, case: Case, policy: Policy, context: Context, entry: Entry) -> Answer:
    draft = Draft("eligibility", verdict="yes", confidence=0.85)
    draft.say(
        f"Yes — the target groups of {name_of(policy)} list “{policy.words(entry)}”",
        draft.mark(policy, entry),
    )
    draft.details["group"] = policy.words(entry)
    _conditions(draft, asked, case, policy, context, [])
    draft.details["caution"] = CAUTION
    draft.say(CAUTION)
    return draft.done(asked.question, searched(asked, context))


def _not_listed(asked: Asked, case: Case, policy: Policy, context: Context) -> Answer:
    draft = Draft("eligibility", verdict="not_listed", confidence=0.75)
    listed = [e for e in policy.entries if e.kind == "target_groups"]
    if not listed and not any(f for f in policy.sections if f.kind in {"description", "text"}):
        return abstain(asked, context)
    draft.say(f"Not listed: the text of {name_of(policy)} does not name this group. Its target groups are:")
    for entry in listed:
        draft.say(f"- {policy.words(entry)}", draft.mark(policy, entry))
    draft.details["group"] = ""
    draft.details["caution"] = CAUTION
    draft.say(CAUTION)
    return draft.done(asked.question, searched(asked, context))
