"""Figures as users ask for them: other words than the text's, key words, operands that go together, parts of a whole, places,
names of schemes, tables and months; and no answer where the text gives the number of something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant

TIDEWAY = """\
---
title: Tideway training for harbour workers
country: Norhaven
---

# Tideway training for harbour workers

## Description

The competition Silver Anchor (Sølvanker) has been held every spring since 2019. The project runs the Tideway courses.

In 2021, a plan was approved. Nine harbour workshops were to be ready by the end of 2023. 412 contracts benefited from the relief, and 36% of the participants were women.

In 2022, 530 contracts benefited. 61 finalists from 14 schools competed in Silver Anchor. Of the learners who went abroad, 44% went to Sutland and 21% to Estmark. 120 participants gained a craft certificate, and the number of participants rose to 1 480.

In 2023, the number of participants went down to 1 250, slightly down on the 1 480 of 2022. Vacant posts numbered 75 in October. The service issued 900 cards, of which 310 to veterans. The number of schools rose to 19 and that of mentors to 48. 58% of those who left in June were in work.

The training takes between six and nine months and costs NHK 400 per person. The share of women was 41%.
"""

BURROW = """\
---
title: Burrow guidance visits
---

# Burrow guidance visits

Guidance visits are for households in Wales. In Wales, 8 advisers make the visits.

## Figures

Year | Applications | Visits made
2021 | 640 | 512
2022 | 720 | 598
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"tideway.md": TIDEWAY, "burrow.md": BURROW})


def values(answer: Answer) -> list[float]:
    return [f.value for f in answer.figures]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many people took part in Tideway in 2023?", 1250),
        ("Norhaven: what percentage of the learners abroad went to Estmark in 2022?", 21),
        ("How many competitors did Silver Anchor have in 2022?", 61),
        ("How many contracts had the relief in Norhaven in 2022?", 530),
        ("How many vacant posts were there in Norhaven in October 2023?", 75),
        ("How many cards were given to former soldiers in Norhaven in 2023?", 310),
        ("How many mentors were there in Norhaven in 2023?", 48),
        ("What share of the leavers in Norhaven was in work in 2023?", 58),
        ("How many harbour workshops did Norhaven plan in 2021?", 9),
        ("How many visits were made in Wales in 2022?", 598),
        ("Burrow guidance visits: applications in 2021?", 640),
    ],
)  # fmt: skip
def test_the_figure_that_is_asked_for(assistant: Assistant, question: str, value: float) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered", answer.text
    assert values(answer)[:1] == [value]


@pytest.mark.parametrize(
    "question",
    [
        "Norhaven: what percentage of the learners abroad went to Spain in 2022?",
        "How many cards did the service in Norhaven issue to nurses in 2023?",
        "How many participants of Tideway found a flat in 2023?",
    ],
)
def test_the_number_of_something_else_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_key_words_with_two_years_are_a_comparison_of_like_figures(assistant: Assistant) -> None:
    answer = assistant.ask("Tideway participants 2022 vs 2023?")
    assert values(answer) == [1480, 1250]
    assert answer.details["change"]["difference"] == -230


def test_a_number_of_an_earlier_year_beside_the_newer_keeps_its_year(assistant: Assistant) -> None:
    assert values(assistant.ask("How many participants did Tideway have in 2022?"))[:1] == [1480]


def test_a_follow_up_of_a_few_words_keeps_what_is_counted(assistant: Assistant) -> None:
    first = "How many participants did Tideway have in 2022?"
    assert values(assistant.ask("How many the year after?", [first])) == [1250]
    assert values(assistant.ask("and one year later?", [first])) == [1250]


def test_a_length_of_time_is_no_age_and_no_moment(assistant: Assistant) -> None:
    answer = assistant.ask("How long does it last?", ["What is the Tideway training in Norhaven?"])
    assert "nine months" in answer.text


LANTERN = """\
Lantern help for evening learners

The Lantern help pays part of the fee of an evening course in Norhaven.

What you get

Number of courses | Most you get in 2021 to 2022 | Most you get in 2022 to 2023
1 course | NHK 90 | NHK 110
2 courses | NHK 150 | NHK 180
3 or more courses | NHK 200 | NHK 240

What you cannot claim

Travel, books and meals.

How to apply

1. Sign in to the Lantern desk.
2. Send the bill of the school within 30 days.

Results

In 2021, 640 people applied for the help and 410 received it. The ministry had counted on 500.
In 2022, the number of learners grew, thanks to a campaign, to 730 people from 18 towns. Out of 60 courses planned, only 44 were held.

Questions?

Call 0700 555 0123.
"""


@pytest.fixture(scope="module")
def lantern(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"lantern.txt": LANTERN})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What is the most you get from Lantern for two courses in 2022 to 2023?", 180),
        ("What is the most you get from Lantern for two courses in 2021 to 2022?", 150),
        ("How many people applied for the Lantern help in 2021?", 640),
        ("How many people received the Lantern help in 2021?", 410),
        ("How many learners did the Lantern help have in 2022?", 730),
        ("How many Lantern courses were actually held in 2022?", 44),
    ],
)
def test_rows_columns_and_steps(lantern: Assistant, question: str, value: float) -> None:
    assert values(lantern.ask(question))[:1] == [value]


def test_the_number_of_one_step_is_none_of_another(lantern: Assistant) -> None:
    assert lantern.ask("How many learners finished the Lantern courses in 2021?").status == "not_found"


def test_a_telephone_number_is_no_figure(lantern: Assistant) -> None:
    assert all(f.value < 1000 for f in lantern.policies["lantern.txt"].figures)


def test_a_heading_tells_how_to_apply_and_what_is_left_out(lantern: Assistant) -> None:
    steps = lantern.ask("How do I apply for the Lantern help?").text
    assert "Lantern desk" in steps and "within 30 days" in steps
    assert "Travel, books and meals" in lantern.ask("What does the Lantern help not cover?").text


QUAYSIDE = """\
Quayside Help for Trainees

How long must I keep the bills?

For nine months.

Rules

A stay on the ship lasts no longer than five weeks. The Quayside Help (Kaihilfe Mole) is paid in Ardmouth.
"""


@pytest.fixture(scope="module")
def quayside(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"quayside.txt": QUAYSIDE})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How long must I keep the bills?", 9),
        ("What is the maximum duration of a stay on the ship?", 5),
        ("How long may a stay on the ship in the Kaihilfe Mole last at most?", 5),
    ],
)
def test_a_heading_a_hedge_and_a_name_in_another_language_tell(quayside: Assistant, question: str, value: float) -> None:
    answer = quayside.ask(question)
    assert values(answer)[:1] == [value], answer.text


GLASSMARK = """\
---
title: Glassmark workshops
country: Norhaven
---

# Glassmark workshops

## Description

In 2021, 74 workshops ran in 9 towns: carving (31), glazing (25) and weaving (18).

In 2022, 118 workshops ran, 40 of them in carving. Halls opened in Oldham, Sutbury and Wick, and 2 400 apprentices learned there.
"""


@pytest.fixture(scope="module")
def glassmark(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"glassmark.md": GLASSMARK})


def test_the_number_in_brackets_is_that_of_one_of_several(glassmark: Assistant) -> None:
    assert values(glassmark.ask("How many Glassmark workshops ran in glazing in 2021?"))[:1] == [25]


@pytest.mark.parametrize("question", ["How many Glassmark workshops ran in glazing in 2022?", "How many apprentices learned at Glassmark in Sutbury in 2022?"])
def test_the_number_of_all_is_none_of_one(glassmark: Assistant, question: str) -> None:
    assert glassmark.ask(question).status == "not_found"
