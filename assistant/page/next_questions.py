"""What may be asked next: questions about the quoted policy that the texts do answer, for each is asked before it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.draft import name_of
from assistant.page.view import AnswerView, Conversation, find_policy
from assistant.page.words import say
from corpus.model import Policy

if TYPE_CHECKING:
    from assistant.ledger import FigureRow
    from assistant.page.desk import Engine

#: How many questions are offered, and how many figures of other periods are tried.
OFFERED, TRIED = 3, 4


def next_questions(engine: Engine, talk: Conversation, language: str) -> tuple[str, ...]:
    """The questions to offer after the last answer: the engine's own, then those about its policy that get an answer."""
    view = talk.turns[-1].answer
    asked = {turn.question.casefold() for turn in talk.turns}
    found = [question for question in view.follow_ups if question.casefold() not in asked]
    quoted = (view.quotes or view.nearest)[:1]
    policy = find_policy(engine.policies, quoted[0].path) if quoted else None
    if policy is not None:
        for question, row in (*_figures(engine, view, policy, language), *_sections(view, policy, language)):
            if len(found) >= OFFERED:
                break
            if question.casefold() not in asked and question not in found and _answers(engine, question, row):
                found.append(question)
    return tuple(found[:OFFERED])


def _figures(
    engine: Engine, view: AnswerView, policy: Policy, language: str
) -> Iterator[tuple[str, FigureRow | None]]:
    """The same measure in other periods."""
    periods = {figure.period for figure in view.figures}
    measures = {(figure.measure, figure.unit) for figure in view.figures if " " in figure.measure}
    offered = 0
    for row in engine.figures(policy=policy.path):
        if (row.measure, row.unit) in measures and row.period and row.period not in periods:
            periods.add(row.period)
            offered += 1
            yield say(language, "next_figure", measure=row.measure, period=row.period), row
        if offered == TRIED:
            return


def _sections(view: AnswerView, policy: Policy, language: str) -> Iterator[tuple[str, FigureRow | None]]:
    """Its groups, its history and how it is cited, but for what was just asked."""
    there = {
        "leader": any(entry.kind == "target_groups" for entry in policy.entries),
        "ministry": any(sentence.period for sentence in policy.sentences),
        "evaluator": policy.citation is not None,
    }
    answered = {"section": "leader", "history": "ministry", "citation": "evaluator"}.get(view.kind)
    for role, known in there.items():
        if known and role != answered:
            yield say(language, f"example_{role}_any", title=name_of(policy)), None


def _answers(engine: Engine, question: str, row: FigureRow | None) -> bool:
    """Whether a question gets an answer; one for a figure, an answer that quotes it."""
    answer = engine.ask(question)
    if answer.status != "answered" or row is None:
        return answer.status == "answered"
    return any(q.policy.path == row.path and q.start < row.end and row.start < q.end for q in answer.quotes)
