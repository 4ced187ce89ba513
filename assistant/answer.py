"""The main path: question -> answer. Understand, choose who answers, check what must hold, word it, or abstain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant import describe, eligibility, events, lists, measures, reasons, structure
from assistant.abstain import abstain, unknown_place
from assistant.asked import Asked
from assistant.context import Context
from assistant.model import Answer
from assistant.scope import Scope
from assistant.understand import understand

if TYPE_CHECKING:
    from assistant.engine import Assistant, Filters


@dataclass(frozen=True, slots=True)
class _Route:
    """Who answers a kind of question: the first that does not return None wins."""

    steps: tuple[Callable[[Asked, Context], Answer | None], ...]


_ROUTES = {
    "citation": _Route((structure.citation,)),
    "objectives": _Route((structure.section, describe.open_answer)),
    "background": _Route((structure.section, describe.open_answer)),
    "bodies": _Route((structure.entries, describe.open_answer)),
    "groups": _Route((structure.entries, describe.open_answer)),
    "themes": _Route((structure.entries, describe.open_answer)),
    "priorities": _Route((structure.entries, describe.open_answer)),
    "stage": _Route((events.stage,)),
    "when": _Route((events.when,)),
    "history": _Route((events.history,)),
    "figure": _Route((measures.figure,)),
    "compare": _Route((measures.compare, events.history)),
    "why": _Route((reasons.why,)),
    "definition": _Route((describe.definition, describe.open_answer)),
    "eligibility": _Route((eligibility.decide,)),
    "yes_no": _Route((eligibility.yes_no,)),
    "list": _Route((lists.over_policies, describe.open_answer)),
    "count": _Route((lists.over_policies, measures.figure)),
    "open": _Route((describe.open_answer,)),
}


def answer(assistant: Assistant, question: str, history: Sequence[str], filters: Filters) -> Answer:
    """One answer to ``question``; ``history`` holds the earlier questions, oldest first."""
    asked = understand(question, history, assistant.lexicon)
    context = Context(assistant, filters)
    if filters:
        kept = tuple((path, score) for path, score in asked.scope.paths if filters.admits(assistant.policies[path]))
        asked = replace(asked, scope=Scope(kept, asked.scope.countries, asked.scope.missing, asked.scope.named, asked.scope.place_terms))
    if asked.scope.missing and not asked.scope.countries and not (asked.scope.named and asked.question.kind in {"list", "count"}):
        return unknown_place(asked, context)
    for step in _ROUTES[asked.question.kind].steps:
        found = step(asked, context)
        if found is not None:
            return found
    return abstain(asked, context)
