"""Lines that give a number each behind a label ("Late fee: £10"), ranges in labels, limits asked for by another adjective, and lists of terms, on pages of other layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant

PASSAGE = """\
Sailor Passage Allowance
Overview
Rates
How to apply

Overview
The Sailor Passage Allowance (SPA) is a weekly payment for deckhands who take a course ashore. It is run by the Harbour Board.

Who can get it?
To qualify you must:
- be a deckhand for at least 25 hours a week
- have savings of no more than €7,000
- have a boat income of €19,500 a year or less

Rates
Rates from March 2024
Your situation: Weekly rate
Personal rate, full-day course: €210
Personal rate, half-day course (up to 4 hours): €105
Increase for a child under 10: €31
Increase for a child aged 10 or over: €38

In 2023 the personal rate for a full-day course was €199.
The allowance is paid for a maximum of 44 weeks. You keep your locker for 2 years.

How to apply
Send form SPA 1 at least 5 weeks before the course. We decide within 18 working days.
"""

ROPE = """\
Cape Hollow Government Services
Home > Work > Rope Loan

# Rope Loan

The Rope Loan lends riggers the money for ropes.

## How much

Distance to the yard	Bus	Own car
2 to 9 miles	$140	$90
More than 9 and up to 25 miles	$260	$170
More than 25 miles	$390	$255

## Costs

* Set-up fee: $35, added to the loan.
* Late payment fee: $12 for each missed payment.
* Lost token fee: $9 for each new token.

## What the words mean

**Rigger**: a person whose name is on the roll of the Rope Guild.
**Splice**: the joint of two ropes.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"passage.txt": PASSAGE, "rope.txt": ROPE})


def values(answer: Answer) -> list[float]:
    return [f.value for f in answer.figures]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What is the personal rate of the Sailor Passage Allowance for a full-day course?", 210),
        ("What was the personal rate of the Sailor Passage Allowance for a full-day course in 2023?", 199),
        ("By how much does the Sailor Passage Allowance go up for a child of 12?", 38),
        ("How much more do I get from the SPA for a child aged 6?", 31),
        ("Sailor Passage Allowance: what is the highest boat income you can have?", 19500),
        ("What is the most I can have in savings and still get the Sailor Passage Allowance?", 7000),
        ("What do I have to pay if I miss a payment of the Rope Loan?", 12),
        ("What does it cost to set up the Rope Loan?", 35),
        ("I live 14 miles from the yard and take the bus. How much would I get from the Rope Loan?", 260),
    ],
)
def test_a_labelled_number_is_found_by_its_label(assistant: Assistant, question: str, value: float) -> None:
    assert values(assistant.ask(question)) == [value]


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        (["What is the personal rate of the Sailor Passage Allowance for a full-day course?"], "And for a half-day one?", 105),
        (["What is the SPA?", "Who runs it?"], "How long can I get it?", 44),
        (["What is the SPA?"], "How fast do they decide?", 18),
    ],
)  # fmt: skip
def test_a_follow_up_goes_on_to_another_line(
    assistant: Assistant, history: list[str], question: str, value: float
) -> None:
    assert values(assistant.ask(question, history)) == [value]


def test_rates_before_and_after_a_date_over_the_lines(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What was the personal rate for a full-day course of the Sailor Passage Allowance in 2023 and what is it since March 2024?"
    )
    assert values(answer) == [199, 210]


@pytest.mark.parametrize(
    "question",
    [
        "What is the night rate of the Sailor Passage Allowance?",
        "What will the personal rate of the Sailor Passage Allowance be in 2031?",
        "What do I have to pay if I miss an appointment for the Rope Loan?",
        "What is the highest age at which I can get the Rope Loan?",
    ],
)
def test_no_line_has_what_is_asked(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_a_line_of_a_list_of_terms_defines(assistant: Assistant) -> None:
    answer = assistant.ask("What do they mean by a rigger in Cape Hollow?")
    assert any("roll of the Rope Guild" in quote.text for quote in answer.quotes)
