"""Follow-ups that go on from what was told: parts of a number, what was counted beside it, the next in a row, another age, and the sentence behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant

LOOMS = """\
---
title: Weaving courses
country: Sutland
---

# Weaving courses

## Description

A weaving course is a course of six weeks in a mill, where participants practise dyeing, spinning and the repair of looms. Advice is given in Dutch, Finnish and Greek. Participants must be at least 18 years old. The office that the island council has opened answers letters in all official languages.

The participant pays 12% of the price; for pensioners this share is waived.

An appeal can be made within 30 days. An appeal is free of charge.

Applications are handled by the Loom Office, which must have them by 3 October at the latest.

In 2019, the first call led to 14 courses and the second call to 29. 410 learners took a course, 95 of them from Norhaven. 31% of the learners were women.

In 2020, enrolments reached 530. 48 mills with 1 900 weavers took part. 17% of them were over 60.

In 2022, 6 learners were given a prize.

In 2023, the courses were closed. Their place was taken by evening lessons in the villages.
"""

MILLS = """\
---
title: Mill bonus
country: Norhaven
---

# Mill bonus

## Description

A mill receives a bonus of EUR 1 500 for each apprentice.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"looms.md": LOOMS, "mills.md": MILLS})


def ask(assistant: Assistant, *questions: str) -> Answer:
    return assistant.ask(questions[-1], list(questions[:-1]))


LEARNERS = "How many learners took a weaving course in Sutland in 2019?"
MILLS_TAKING_PART = "How many mills took part in the weaving courses in Sutland in 2020?"


@pytest.mark.parametrize(
    ("before", "question", "told", "other"),
    [
        (LEARNERS, "And how many of them were women?", "31%", "410"),
        (LEARNERS, "How many of them came from Norhaven?", "95", "1 500"),
        (LEARNERS, "And a year later?", "530", "1 900"),
        (MILLS_TAKING_PART, "and how many weavers?", "1 900", "48 mills"),
        ("How many weavers took part in Sutland in 2020?", "how many of those were over 60?", "17%", "530"),
        ("How many courses did the first call in Sutland lead to?", "And the second one?", "29", "14"),
        ("What is a weaving course in Sutland?", "What does the participant have to pay himself?", "12%", "1 500"),
    ],
)  # fmt: skip
def test_a_follow_up_finds_what_is_told_beside_a_number(
    assistant: Assistant, before: str, question: str, told: str, other: str
) -> None:
    answer = ask(assistant, before, question)
    assert answer.status == "answered"
    assert told in answer.text
    assert other not in answer.text


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("What share of the price does a participant of the weaving courses in Sutland pay?", "and for pensioners?", "waived"),
        ("Within how many days can an appeal be made in Sutland?", "Does that cost anything?", "free of charge"),
        ("What share of the price does a participant of the weaving courses in Sutland pay?", "And when the participant is a pensioner?", "waived"),
        ("What is a weaving course in Sutland?", "In which languages is advice given?", "Greek"),
        ("What is a weaving course in Sutland?", "What do they learn to do there?", "looms"),
        ("When were the weaving courses in Sutland closed?", "What took their place?", "evening lessons"),
        ("What is a weaving course in Sutland?", "By what date must applications be in?", "3 October"),
        ("Hoeveel procent van de prijs betaalt de deelnemer in Sutland?", "Wie behandelt de aanvragen?", "Loom Office"),
    ],
)  # fmt: skip
def test_a_follow_up_finds_the_sentence_that_goes_on(
    assistant: Assistant, before: str, question: str, told: str
) -> None:
    answer = ask(assistant, before, question)
    assert answer.status == "answered"
    assert told in answer.text


def test_a_number_of_another_size_is_not_taken_for_the_measure_of_another_year(assistant: Assistant) -> None:
    assert ask(assistant, LEARNERS, "and in 2022?").status == "not_found"


def test_an_age_takes_the_place_of_the_age_before(assistant: Assistant) -> None:
    before = "Can a 30-year-old take part in the weaving courses in Sutland?"
    assert ask(assistant, before, "and if she is 17?").verdict == "no"
    assert ask(assistant, before, "and at 19?").verdict != "no"
