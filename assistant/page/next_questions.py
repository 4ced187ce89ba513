"""What may be asked next: questions about the quoted policy that the texts do answer, for each is asked before it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.draft import name_of
from assistant.page.view import AnswerView, Conversation, Turn, find_policy
from assistant.page.words import say
from corpus.model import Policy

if TYPE_CHECKING:
    from assistant.page.desk import Engine

#: A question, and the period that its answer must have a figure of, if any.
Offer = tuple[str, str]
#: How many questions are offered, and how many other periods are tried.
OFFERED, TRIED = 3, 4


def next_questions(engine: Engine, talk: Conversation, language: str) -> tuple[str, ...]:
    """The questions to offer after the last answer: the engine's own, then those about its policy that get an answer."""
    turn = talk.turns[-1]
    asked = {one.question.casefold() for one in talk.turns}
    found = [question for question in turn.answer.follow_ups if question.casefold() not in asked]
    quoted = (turn.answer.quotes or turn.answer.nearest)[:1]
    policy = find_policy(engine.policies, quoted[0].path) if quoted else None
    if policy is not None:
        for question, period in (*_periods(engine, turn, policy), *_sections(turn.answer, policy, language)):
            if len(found) >= OFFERED:
                break
            if question.casefold() not in asked and _answers(engine, question, period):
                found.append(question)
    return tuple(dict.fromkeys(found))[:OFFERED]


def _periods(engine: Engine, turn: Turn, policy: Policy) -> list[Offer]:
    """The same question about the other periods of which the policy gives figures of that unit, the latest first."""
    told = [figure for figure in turn.answer.figures if figure.period and figure.period in turn.question]
    if len(told) != 1:
        return []
    periods = [
        row.period for row in engine.figures(policy=policy.path) if row.unit == told[0].unit and row.period
    ]
    others = [period for period in sorted(set(periods), reverse=True) if period != told[0].period]
    return [(turn.question.replace(told[0].period, period), period) for period in others[:TRIED]]


def _sections(view: AnswerView, policy: Policy, language: str) -> Iterator[Offer]:
    """Its groups, its history and how it is cited, but for what was just asked."""
    there = {
        "leader": any(entry.kind == "target_groups" for entry in policy.entries),
        "ministry": any(sentence.period for sentence in policy.sentences),
        "evaluator": policy.citation is not None,
    }
    answered = {"section": "leader", "history": "ministry", "citation": "evaluator"}.get(view.kind)
    for role, known in there.items():
        if known and role != answered:
            yield say(language, f"example_{role}_any", title=name_of(policy)), ""


def _answers(engine: Engine, question: str, period: str) -> bool:
    """Whether a question gets an answer, one about a period with a figure of it."""
    answer = engine.ask(question)
    return answer.status == "answered" and (not period or period in {f.period for f in answer.figures})
