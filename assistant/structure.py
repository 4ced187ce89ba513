"""Answers from the structure of a page: whole sections, complete lists of groups and bodies, how to cite."""

from __future__ import annotations

import re

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.model import Answer
from assistant.terms import Term
from corpus.model import Entry, Policy, Section

_ENTRY_KINDS = {"bodies": "bodies", "groups": "target_groups", "themes": "themes", "priorities": "priorities"}
_ENTRY_NAMES = {"bodies": "Bodies responsible", "groups": "Target groups", "themes": "Thematic categories", "priorities": "European priorities"}
_LIST_LIKE = re.compile(r"[.!?]$")


def targets(asked: Asked, context: Context) -> list[Policy]:
    """The policies that a question about a section means: one where it is named, several where several fit equally well."""
    paths = context.paths(asked)
    if not paths:
        return [context.policy(p) for p in context.assistant.policies][:1] if len(context.assistant.policies) == 1 else []
    if asked.scope.countries and len(asked.scope.countries) > 1:
        return [context.policy(p) for p in paths]
    scores = dict(asked.scope.paths)
    top = scores.get(paths[0], 0.0)
    return [context.policy(p) for p in paths if scores.get(p, 0.0) >= 0.93 * top][:3]


def unknown_names(asked: Asked, policy: Policy, context: Context) -> list[Term]:
    """Names in the question that the policy's text does not have."""
    if asked.question.language == "de":
        return [t for t in asked.terms if t.name and not _held(t, policy, context) and any(c.isupper() or c.isdigit() for c in t.word.text[1:])]
    return [t for t in asked.terms if t.name and not t.bonus and not _held(t, policy, context)]


def _held(term: Term, policy: Policy, context: Context) -> bool:
    lexicon = context.lexicon
    holders = lexicon.in_policies
    if any(policy.path in holders.get(k, ()) for k, v in lexicon.expand(term.word).items() if v >= 0.7):
        return True
    # A part of the country's name ("North") is held by every policy of that country.
    return term.word.text.lower() in policy.text.lower() or term.word.text.lower() in re.split(r"[\s-]", policy.country.lower())


def citation(asked: Asked, context: Context) -> Answer | None:
    """How to cite the page: its own citation line and address."""
    found = targets(asked, context)
    draft = Draft("citation", confidence=0.97)
    for policy in found[:2]:
        if policy.citation is None:
            continue
        start, end = policy.citation
        draft.say(f"Cite {name_of(policy)} as: {policy.text[start:end].strip()} {policy.url}".strip(), draft.mark(policy, (start, end)))
    return draft.done(asked.question) if draft.lines else abstain(asked, context, "the text carries no citation")


def entries(asked: Asked, context: Context) -> Answer | None:
    """The complete list that a page gives: its target groups, responsible bodies, themes or priorities."""
    kind = asked.question.kind
    draft = Draft("section", confidence=0.95)
    for policy in targets(asked, context):
        if unknown_names(asked, policy, context) and not asked.scope.countries and not asked.follow_up:
            continue
        listed = [e for e in policy.entries if e.kind == _ENTRY_KINDS[kind]]
        if not listed:
            continue
        draft.say(f"{_ENTRY_NAMES[kind]} of {name_of(policy)}:")
        heading = ""
        for entry in _restricted(asked, policy, listed) if kind == "priorities" else listed:
            if entry.heading != heading:
                heading = entry.heading
                draft.say(f"{heading}:")
            draft.say(f"- {policy.words(entry)}", draft.mark(policy, entry))
        if kind == "groups":
            _described_groups(asked, policy, context, draft)
    if draft.quotes:
        _name_others(asked, context, draft)
    return draft.done(asked.question) if draft.quotes else None


def _name_others(asked: Asked, context: Context, draft: Draft) -> None:
    """Where the question names no policy and several fit, say which others there are."""
    shown = {q.policy.path for q in draft.quotes}
    others = [p for p in context.assistant.policies.values() if p.path not in shown]
    if others and not asked.scope.countries and not asked.scope.named and not asked.follow_up:
        names = "; ".join(name_of(p) for p in others[:8])
        draft.say(f"The question names no policy. Others: {names}{' …' if len(others) > 8 else ''}.")


def _restricted(asked: Asked, policy: Policy, listed: list[Entry]) -> list[Entry]:
    """Only the priorities of one document where the question names it; everything otherwise."""
    headings = {e.heading for e in listed if e.heading}
    named = [h for h in headings if h and h.lower() in asked.full.lower()]
    return [e for e in listed if e.heading in named] if len(named) == 1 else listed


def _described_groups(asked: Asked, policy: Policy, context: Context, draft: Draft) -> None:
    """What the text says beside the list about who may take part."""
    pattern = re.compile(r"^anyone\b|\b(?:can|may) (?:also )?(?:become|register|apply|take part|join|use|enrol|start|participate)\b|\b(?:open to|is for those|are for those|intended for|available to|aimed at|eligible)\b", re.I)
    for unit in context.lexicon.units[policy.path]:
        if unit.words and unit.kind in {"description", "text"} and pattern.search(unit.text) and len(draft.lines) < 22:
            draft.say(f"The text adds: {unit.text}", draft.mark(policy, unit))


#: What a page of another layout may call such a section.
_HEADINGS = {"background": re.compile(r"(?:the )?(?:background|context|starting point)$", re.I), "objectives": re.compile(r"(?:the )?(?:objectives|aims|goals|aims and objectives|purpose)$", re.I)}


def _headed(policy: Policy, kind: str) -> Section | None:
    """The section of a kind, or the one whose own heading says that it is one."""
    heading = _HEADINGS.get(kind)
    return policy.section(kind) or next((s for s in policy.sections if heading and heading.match(s.name.strip())), None)


def section(asked: Asked, context: Context) -> Answer | None:
    """A whole section, such as the objectives or the background."""
    kind = asked.question.kind
    draft = Draft("section", confidence=0.92)
    for policy in targets(asked, context):
        found = _headed(policy, kind)
        if found is None or (unknown_names(asked, policy, context) and not asked.scope.countries and not asked.follow_up):
            continue
        units = [u for u in context.lexicon.units[policy.path] if u.words and (u.kind == kind if found.kind == kind else policy.sections[u.sentence.section] is found)]
        marker = draft.mark(policy, (found.start, min(found.end, found.start + 3400)))
        draft.say(f"{found.name} of {name_of(policy)}:")
        labels = [u for u in units if u.sentence.item or not _LIST_LIKE.search(u.text)]
        shown = labels if len(labels) >= 3 and kind == "objectives" and sum(len(u.text) for u in units) > 1400 else units
        for unit in shown:
            draft.say(f"- {unit.text}" if unit.sentence.item or unit in labels else unit.text, marker)
    if draft.quotes:
        _name_others(asked, context, draft)
    return draft.done(asked.question) if draft.quotes else None
