"""The main path: question -> answer. Understand, choose who answers, check what must hold, word it, or abstain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import (
    cells,
    dates,
    definitions,
    describe,
    eligibility,
    events,
    exclusions,
    lists,
    measures,
    procedures,
    reasons,
    second_reading,
    structure,
)
from assistant.abstain import abstain, unknown_place
from assistant.asked import Asked
from assistant.context import Context
from assistant.model import Answer
from assistant.understand import understand

if TYPE_CHECKING:
    from assistant.engine import Assistant, Filters


#: Who answers a kind of question: the first that does not return None wins.
_ROUTES: dict[str, tuple[Callable[[Asked, Context], Answer | None], ...]] = {
    "citation": (structure.citation,),
    "objectives": (structure.section, describe.open_answer),
    "background": (structure.section, describe.open_answer),
    "bodies": (procedures.how_to, structure.entries, describe.open_answer),
    "groups": (procedures.how_to, structure.entries, describe.open_answer),
    "themes": (structure.entries, describe.open_answer),
    "priorities": (structure.entries, describe.open_answer),
    "stage": (events.stage,),
    "when": (cells.looked_up, dates.when,),
    "history": (events.history,),
    "figure": (procedures.steps, cells.looked_up, measures.figure, describe.open_answer),
    "keyed": (cells.looked_up, measures.keyed, describe.open_answer),
    "compare": (cells.looked_up, measures.compare, events.history),
    "why": (reasons.why,),
    "definition": (cells.looked_up, procedures.how_to, definitions.definition, describe.open_answer),
    "eligibility": (procedures.steps, eligibility.decide),
    "yes_no": (eligibility.yes_no,),
    "list": (procedures.how_to, lists.over_policies, describe.open_answer),
    "count": (lists.over_policies, measures.figure),
    "excluded": (exclusions.excluded,),
    "open": (cells.looked_up, procedures.how_to, describe.open_answer),
}


def over_a_place(asked: Asked, context: Context) -> bool:
    """Whether it is asked which policies have to do with a place that none is of, but some text speaks of ("people from Ruritania")."""
    return asked.question.kind in {"list", "count"} and any(place in p.text for place in asked.scope.missing for p in context.assistant.policies.values())


def answer(assistant: Assistant, question: str, history: Sequence[str], filters: Filters) -> Answer:
    """One answer to ``question``; ``history`` holds the earlier questions, oldest first."""
    asked = understand(question, history, assistant.lexicon)
    context = Context(assistant, filters, _respond)
    if filters:
        kept = tuple((path, score) for path, score in asked.scope.paths if filters.admits(assistant.policies[path]))
        asked = replace(asked, scope=replace(asked.scope, paths=kept))
    found = _respond(asked, context)
    if asked.follow_up and found.status == "not_found":
        return describe.beside(asked, context) or found
    return found


def _respond(asked: Asked, context: Context) -> Answer:
    """The answer of the first who can answer a question of its kind."""
    if asked.scope.missing and not asked.scope.countries and not (asked.scope.named and asked.question.kind in {"list", "count", "eligibility", "yes_no"}) and not over_a_place(asked, context):
        return unknown_place(asked, context)
    return second_reading.settle(asked, context, _by_rules(asked, context))


def _by_rules(asked: Asked, context: Context) -> Answer:
    for step in _ROUTES[asked.question.kind]:
        found = step(asked, context)
        if found is not None:
            return found
    return abstain(asked, context)
