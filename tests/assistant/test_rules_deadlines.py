"""Limits, last days, lists of labels with their values, and figures set against each other; and no answer where the text tells none."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Opened

RELIEF = """\
# Kiln levy relief

Potteries that train apprentices get part of the kiln levy back. The relief depends on the size of the pottery.

## How much you get back

- 1 to 9 workers - relief: 70 %
- 10 to 49 workers - relief: 45 %
- 50 workers or more - relief: 15 %

## Key facts

The deposit is £40. Since 2022 the guild has refunded 65% of it to those who finish the course; the others bear it themselves.

Application fee: £85
Processing time: 5 weeks
Minimum length of contract: 14 months

## Deadlines

You can send the form from 3 March; we no longer accept it after 12 June.
"""

PAIRS = """\
---
title: Lantern pairs for new teachers
country: Norhaven
---

# Lantern pairs for new teachers

## Description

A lantern pair joins a new teacher with an experienced one. One school may have no more than seven pairs at a time. The course for mentors lasts 30 hours.

The Lantern Bureau runs the scheme. It is headed by a board of eleven.

In 2021, 88 pairs were formed. In Westmere 35 were formed in 2021, and in Ostholm 22.

In 2022, 140 pairs worked in 31 schools. Among teachers from abroad the drop-out rate was 17%, against 9% among local teachers.

In 2023, 190 pairs took part. The course for mentors was shortened to 20 hours.
"""


@pytest.fixture(scope="module")
def assistant(opened: Opened) -> Assistant:
    return opened({"kiln-relief.md": RELIEF, "lantern-pairs.md": PAIRS})


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("We are a pottery with six workers. What relief on the kiln levy do we get?", "70 %", "45 %"),
        ("How high is the relief on the kiln levy with 30 staff?", "45 %", "70 %"),
        ("Kiln levy relief: what does an application cost?", "£85", "weeks"),
        ("How long does it take until an application for the kiln levy relief has been processed?", "5 weeks", "14"),
    ],
)  # fmt: skip
def test_a_line_with_a_label_and_its_value_is_a_row(
    assistant: Assistant, question: str, told: str, not_told: str
) -> None:
    text = assistant.ask(question).text
    assert told in text
    assert not_told not in text


def test_what_is_allowed_is_told_by_the_rule_and_not_by_what_was_counted(assistant: Assistant) -> None:
    text = assistant.ask("How many lantern pairs may one school have?").text
    assert "seven" in text
    assert "140" not in text
    assert "140" in assistant.ask("How many lantern pairs worked in 2022?").text


def test_the_length_before_a_change_is_that_of_the_undated_rule(assistant: Assistant) -> None:
    text = assistant.ask(
        "How many hours did the course for lantern mentors last before it was shortened?"
    ).text
    assert "30 hours" in text
    assert "20 hours" not in text


@pytest.mark.parametrize(
    "question",
    [
        "How late can I send the form for the kiln levy relief?",
        "What is the last day for the form of the kiln levy relief?",
        "Until when can we send the form for the kiln levy relief?",
    ],
)
def test_the_last_day_is_asked_for_in_many_ways(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).text.startswith("after 12 June")


def test_where_nothing_ends_there_is_no_last_day(assistant: Assistant) -> None:
    assert assistant.ask("Until when can schools apply for the lantern pairs?").status == "not_found"


def test_a_board_is_nobody_who_heads_something(assistant: Assistant) -> None:
    assert assistant.ask("Who is the head of the Lantern Bureau?").status == "not_found"


def test_each_of_two_groups_set_against_each_other_has_its_own_share(assistant: Assistant) -> None:
    locals_ = assistant.ask("Among local teachers, what share dropped out of the lantern pairs in 2022?").text
    assert "9%" in locals_ and "17%" not in locals_
    foreign = assistant.ask(
        "What was the drop-out rate among foreign teachers in the lantern pairs in 2022?"
    ).text
    assert "17%" in foreign and "9%" not in foreign.replace("19%", "")


def test_a_place_beside_a_number_does_not_hide_what_is_counted(assistant: Assistant) -> None:
    assert "22" in assistant.ask("How many lantern pairs were formed in Ostholm in 2021?").text
    assert assistant.ask("How many lantern pairs were formed in Sudwick in 2021?").status == "not_found"


def test_a_part_of_what_was_asked_for_before_is_told_as_a_share_of_it(assistant: Assistant) -> None:
    before = ["What deposit is there for the kiln levy relief?"]
    assert "65%" in assistant.ask("How much of it is refunded?", before).text
