"""How to apply: the steps under the heading of a page that tells them, complete and in their order."""

from __future__ import annotations

import re

from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft
from assistant.model import Answer
from assistant.structure import targets

_ASKS = re.compile(
    r"\bhow (?:do|does|can|could|should|must|to|is|are)\b[^?]*\b(?:appl(?:y|ied)|claim(?:ed)?|request(?:ed)?|register(?:ed)?|enrol(?:led)?|sign up|get started)\b|\b(?:steps?|procedure|process)\b[^?]*\b(?:appl\w+|claim\w*|request\w*|regist\w+|enrol\w*)\b|\b(?:application|claims?) (?:procedure|process|steps)\b",
    re.I,
)
_HEADING = re.compile(r"\b(?:how to (?:apply|claim|register|enrol|request|get)|how (?:do|can) (?:i|you|we) (?:apply|claim|register)|apply(?:ing)?|claiming|application (?:process|procedure)|making a claim)\b", re.I)
#: Sentences of such a section that are told at most.
MOST = 12


def how_to(asked: Asked, context: Context) -> Answer | None:
    """The steps that a page gives under a heading of its own; None where it has none, or something else is asked."""
    if not _ASKS.search(asked.core):
        return None
    for policy in targets(asked, context)[:1]:
        sections = [n for n, s in enumerate(policy.sections) if s.path and _HEADING.search(s.path[-1])]
        sections.sort(key=lambda n: not policy.sections[n].path[-1].lower().startswith("how"))
        units = [u for u in context.lexicon.units[policy.path] if u.sentence.section in sections[:1] and u.words][:MOST]
        if not units:
            return None
        draft = Draft("section", confidence=0.85)
        for unit in units:
            draft.say(unit.text, draft.mark(policy, unit))
        return draft.done(asked.question)
    return None
