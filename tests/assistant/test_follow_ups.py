"""Follow-ups: the figure that answered before tells which one is meant next, and what is left out is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant

FERRY = """\
---
title: Ferry apprenticeship grants
country: Norhaven
---

# Ferry apprenticeship grants

## Description

The Harbour Fund pays a shipping company EUR 900 a month for each apprentice. The grant runs for two years. It cannot be spent on fuel or on uniforms. The Fund bears 70% of the costs; the islands pay the rest.

Cargo companies may apply for the grant, and companies with a foreign owner may apply too. Rowing clubs are excluded.

In 2021, 96 companies asked for the grant and 41 of them obtained it. 58 ferries were in service, whereas 75 had been planned. No suitable proposal came from rowing clubs or lighthouses.

In 2022, the rate of women among the apprentices was 12%. 64 ferries were in service. The average wait fell to five weeks. The title of training ship can be renewed once.

In 2023, 63 companies obtained the grant, and 49 ferries were in service, as a storm had sunk many of them.
"""

MILLS = """\
---
title: Mill training bonus
country: Sutland
---

# Mill training bonus

## Description

A mill receives a bonus of EUR 1 500 for each apprentice that it takes on. The scheme has a budget of EUR 48 million.

In 2021, 230 mills took part.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"ferry.md": FERRY, "mills.md": MILLS})


def ask(assistant: Assistant, *questions: str) -> Answer:
    return assistant.ask(questions[-1], list(questions[:-1]))


IN_SERVICE = "How many ferries were in service in Norhaven in 2021?"


@pytest.mark.parametrize(
    ("before", "question", "told", "other"),
    [
        (IN_SERVICE, "And how many should it have been?", "75", "58"),
        (IN_SERVICE, "and in 2023?", "49", "63"),
        (IN_SERVICE, "And the year after?", "64", "58"),
        ("How many companies asked for the ferry grant in Norhaven in 2021?", "How many of them obtained it?", "41", "63"),
        ("How many ferries were in service in Norhaven in 2022?", "And the average wait in that year?", "five weeks", "64"),
        ("How much does the Norhaven fund pay a company for an apprentice?", "What about Sutland?", "1 500", "48"),
    ],
)  # fmt: skip
def test_a_follow_up_finds_the_figure_that_goes_on_from_the_one_before(assistant: Assistant, before: str, question: str, told: str, other: str) -> None:
    answer = ask(assistant, before, question)
    assert answer.status == "answered"
    assert told in answer.text
    assert other not in answer.text


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("What may the ferry grant in Norhaven be used for?", "And what is it not allowed for?", "fuel"),
        ("How many companies asked for the ferry grant in Norhaven in 2021?", "Which clubs were left without one?", "lighthouses"),
        ("What is the ferry grant in Norhaven?", "How is it financed?", "islands pay the rest"),
        ("What is a training ship in Norhaven?", "How often can the title be renewed?", "once"),
    ],
)  # fmt: skip
def test_a_follow_up_may_ask_for_what_is_left_out_who_pays_and_how_often(assistant: Assistant, before: str, question: str, told: str) -> None:
    answer = ask(assistant, before, question)
    assert answer.status == "answered"
    assert told in answer.text


def test_a_follow_up_for_what_no_text_tells_is_not_answered_with_the_figure_before(assistant: Assistant) -> None:
    answer = ask(assistant, IN_SERVICE, "And how many of them were sold abroad?")
    assert "58" not in answer.text or answer.status == "not_found"


@pytest.mark.parametrize(
    ("before", "question", "verdict"),
    [
        ("Can rowing clubs apply for the ferry grant in Norhaven?", "What about cargo companies?", "yes"),
        ("Can cargo companies apply for the ferry grant in Norhaven?", "and rowing clubs?", "no"),
        ("Dürfen Ruderclubs den Zuschuss in Norhaven beantragen?", "And cargo companies?", "yes"),
    ],
)  # fmt: skip
def test_a_follow_up_that_names_another_group_is_decided_for_that_group(assistant: Assistant, before: str, question: str, verdict: str) -> None:
    assert ask(assistant, before, question).verdict == verdict
