"""What is offered to be asked next has an answer, in the conversation's language, and was not asked before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.page.next_questions import next_questions
from assistant.page.view import Conversation, Turn, view_of
from corpus import shipped_texts


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The engine over the text that comes with the project."""
    import index

    store: Path = tmp_path_factory.mktemp("store")
    index.build([shipped_texts()], store)
    return Assistant.open(store)


def talk_of(engine: Assistant, *questions: str) -> Conversation:
    """A conversation of these questions."""
    turns = (Turn(q, q, view_of(engine.ask(q), engine.policies)) for q in questions)
    return Conversation("c", "t", tuple(turns))


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
@pytest.mark.parametrize(
    "question", ["How many schools took part in 2022-23?", "What was the budget in 2023?"]
)
def test_every_offered_question_is_answered(engine: Assistant, question: str, language: str) -> None:
    offered = next_questions(engine, talk_of(engine, question), language)
    assert offered
    assert all(engine.ask(one).status == "answered" for one in offered)


def test_the_same_question_about_another_period_comes_first(engine: Assistant) -> None:
    offered = next_questions(engine, talk_of(engine, "How many schools took part in 2022-23?"), "en")
    assert offered[0] == "How many schools took part in 2023-24?"
    assert {figure.period for figure in engine.ask(offered[0]).figures} == {"2023-24"}


def test_nothing_is_offered_that_was_asked(engine: Assistant) -> None:
    talk = talk_of(engine, "How many schools took part in 2023-24?", "How many schools took part in 2022-23?")
    offered = next_questions(engine, talk, "en")
    assert not set(offered) & {turn.question for turn in talk.turns}


def test_a_question_of_the_engines_own_comes_before_those_of_the_page(engine: Assistant) -> None:
    talk = talk_of(engine, "Who are the target groups?")
    last = talk.turns[-1]
    own = replace(last, answer=replace(last.answer, follow_ups=("What is ErasDu?",)))
    assert next_questions(engine, replace(talk, turns=(own,)), "en")[0] == "What is ErasDu?"
