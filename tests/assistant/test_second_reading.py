"""What no list of words covers is read a second time, and what must hold (period, group, what is counted) still must."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Opened

FERRY = """\
---
title: Ferry grant for VET learners from islands
country: Norvessa
url: https://example.org/ferry
---

# Ferry grant for VET learners from islands

## Description

Learners who live on an island and attend a vocational school on the mainland may receive a grant.

In 2018, 640 learners received the grant. In 2019, 1 260 learners received the grant.

In 2020, Solvik and Stenholm left the list, since programmes had opened there.

In 2021, seven of the contracts for boats had to be repeated.

In 2022, the amount was lowered, because ferry companies had begun to carry learners at a reduced fare.
"""


@pytest.fixture(scope="module")
def ferry(opened: Opened) -> Assistant:
    return opened({"ferry.md": FERRY})


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How many young islanders in Norvessa received the ferry grant in 2019?", "1 260 learners"),
        ("How many of the contracts for boats had to be run again in 2021 in Norvessa?", "seven of the contracts"),
        ("Which islands were taken off the list for the ferry grant in 2020?", "Solvik and Stenholm left"),
        ("Can you tell me, I am new in this job, why Norvessa brought down its ferry grant in 2022?", "reduced fare"),
    ],
)
def test_a_question_in_other_words_is_answered_with_its_sentence(ferry: Assistant, question: str, quoted: str) -> None:
    found = ferry.ask(question)
    assert found.status == "answered"
    assert quoted in found.quotes[0].text
    assert len(found.quotes) == 1


@pytest.mark.parametrize(
    "question",
    [
        "How many young islanders in Norvessa received the ferry grant in 2023?",
        "How many girls received the Norvessa ferry grant in 2019?",
        "How many of the contracts for boats had to be run again in 2022 in Norvessa?",
        "What is a good boat for beginners?",
    ],
)
def test_what_no_sentence_tells_stays_unanswered(ferry: Assistant, question: str) -> None:
    assert ferry.ask(question).status == "not_found"


def test_the_figure_of_the_sentence_goes_with_it(ferry: Assistant) -> None:
    found = ferry.ask("How many young islanders in Norvessa received the ferry grant in 2019?")
    assert [(f.value, f.period) for f in found.figures] == [(1260.0, "2019")]


def test_a_claim_in_other_words_is_borne_out(ferry: Assistant) -> None:
    (found,) = ferry.check("In 2021, some boat contracts in Norvessa were awarded a second time.")
    assert found.verdict == "supported"
    assert "had to be repeated" in found.quotes[0].text


def test_a_claim_that_no_sentence_decides_on_is_not_found(ferry: Assistant) -> None:
    (found,) = ferry.check("Most of the learners who received the Norvessa ferry grant in 2019 lived in Stenholm.")
    assert found.verdict == "not_found"
