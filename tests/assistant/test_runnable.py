"""The assistant as parts of a LangChain program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.messages import AIMessage, HumanMessage

from assistant import Answer, Assistant, PolicyRetriever, as_runnable
from assistant.model import Quote
from corpus.errors import UsageError
from corpus.model import Passage, Policy

WORDS = "84 learners took part [1]\nin all."


@pytest.fixture
def answer(policy: Policy, scripted: Any) -> Answer:
    scripted.answers["How many in 2021?"] = Answer("answered", WORDS, "figure", quotes=(Quote(policy, "Results", 0, 31),))
    return scripted.answers["How many in 2021?"]


def test_passages_become_documents_with_their_place(scripted: Any, policy: Policy) -> None:
    passage = Passage("harbour.txt", "7", "Harbour Placements", "Norhaven", "Results", 0, 31, policy.text[:31], "header", 0.5)
    scripted.passages = [passage] * 9
    assert PolicyRetriever(assistant=scripted, k=1).invoke("learners") == [
        Document(
            id="harbour.txt:0-31",
            page_content="In 2021, 84 learners took part.",
            metadata={
                "path": "harbour.txt",
                "start": 0,
                "end": 31,
                "title": "Harbour Placements",
                "country": "Norhaven",
                "section": "Results",
                "url": "https://example.org/7",
                "score": 0.5,
            },
        )
    ]
    assert len(PolicyRetriever(assistant=scripted).invoke("learners")) == 8
    with pytest.raises(UsageError):
        PolicyRetriever(assistant=scripted).invoke("  ")


def test_a_question_gives_an_answer_alone_many_and_in_a_chain(scripted: Any, answer: Answer) -> None:
    runnable = as_runnable(scripted)
    assert runnable.invoke("How many in 2021?") is answer
    assert runnable.batch(["How many in 2021?", {"question": "How many in 2021?"}]) == [answer, answer]
    assert (runnable | (lambda found: found.text.upper())).invoke("How many in 2021?") == WORDS.upper()


def test_a_stream_grows_into_the_answer(scripted: Any, answer: Answer) -> None:
    pieces = list(as_runnable(scripted).stream("How many in 2021?"))
    assert [piece.text for piece in pieces] == [
        "84 ",
        "84 learners ",
        "84 learners took ",
        "84 learners took part ",
        "84 learners took part [1]\n",
        "84 learners took part [1]\nin ",
        WORDS,
    ]
    assert pieces[-1] is answer and all(piece.quotes == answer.quotes for piece in pieces)
    chain = as_runnable(scripted) | (lambda found: found.text)
    assert list(chain.stream("How many in 2021?")) == [WORDS]


def test_the_history_is_made_of_the_users_own_questions(scripted: Any, answer: Answer) -> None:
    history = ["Harbour?", HumanMessage("And 2022?"), AIMessage("131 [1]")]
    as_runnable(scripted).invoke({"question": "How many in 2021?", "history": history})
    assert scripted.histories == [("Harbour?", "And 2022?")]


@pytest.mark.parametrize(
    "given", [5, {}, {"question": None}, {"question": "How many?", "history": "In 2021?"}, {"question": "How many?", "history": [3]}, "?"]
)
def test_other_input_is_refused(scripted: Any, given: Any) -> None:
    with pytest.raises(UsageError):
        as_runnable(scripted).invoke(given)


def test_both_work_over_a_real_store(store: Path) -> None:
    assistant = Assistant.open(store)
    found = as_runnable(assistant).invoke("How many learners took part in Harbour Placements in 2022?")
    assert "131" in found.text
    document = PolicyRetriever(assistant=assistant, k=1).invoke("vouchers for adults without a qualification")[0]
    text = assistant.policies[document.metadata["path"]].text
    assert text[document.metadata["start"] : document.metadata["end"]] == document.page_content


def test_ask_and_check_use_the_store_that_is_named_and_see_a_new_index(store: Path, texts: Path, tmp_path: Path) -> None:
    import index
    from assistant import ask, check

    question = "How many learners took part in Harbour Placements in 2022?"
    assert "131" in ask(question, store=store).text
    assert [found.verdict for found in check("In 2022, 131 learners took part in Harbour Placements.", store=store)] == ["supported"]
    other = tmp_path / "store"
    index.build([texts / "adults"], other)
    assert ask(question, store=other).status == "not_found"
    index.build([texts], other)
    assert "131" in ask(question, store=str(other)).text
