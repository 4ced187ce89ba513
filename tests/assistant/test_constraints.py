"""Near misses: a figure that differs from what is asked in one respect is no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant

QUARRY = """\
---
title: Quarry Courses
country: Norhaven
---

# Quarry Courses

## Objectives

The courses are to bring the share of accidents down to 4% by 2022.

## Description

A quarry course lasts 12 weeks. Quarries pay EUR 90 for each participant on the annual list of the guild. All others pay a fee that the school sets.
The support replaces 70% of the wage up to a ceiling.

In 2021, the sixth round drew 810 participants in 14 workshops; 40% spoke another mother tongue.
In 2022, the seventh round opened in May. By the end of the year 5 200 people had been trained since the start of the courses. The allowance was EUR 5 for each day of training.
In 2023, 950 participants in 16 workshops took part. Because many had let their voucher lapse, advisers call everybody who has not booked after six months.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"quarry.md": QUARRY})


@pytest.mark.parametrize(
    "question",
    [
        "How many people took part in the seventh round of the quarry courses?",
        "How many people were trained in the quarry courses in 2022?",
        "How many evening workshops of the quarry courses were there in 2023?",
        "What share of the participants of the quarry courses were women in 2021?",
        "How many participants of the quarry courses worked in slate in 2023?",
        "What was the share of accidents in 2022, now that the target year is over?",
        "What is the ceiling of the support for quarry courses in euros?",
        "How much of the vouchers of the quarry courses was used in 2023?",
        "What did the quarry courses cost in 2022?",
        "What fee do quarries outside the list of the guild pay?",
    ],
)
def test_a_figure_of_something_else_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many participants did the sixth round of the quarry courses have?", "810"),
        ("How many people had been trained in the quarry courses by the end of 2022?", "5 200"),
        ("How many workshops of the quarry courses were there in 2023?", "16"),
        ("What share of accidents do the quarry courses aim for?", "4%"),
    ],
)
def test_the_figure_itself_is(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text


BRIDGE = """\
---
title: Bridge year
country: Sutland
---

# Bridge year

## Description

A bridge year may be run by lyceums, abbey schools and learning centres.

In 2022, 9 100 learners began. In 2023, the number of learners rose to 11 600, as many had arrived from Wester.
"""


def test_a_total_is_no_number_of_one_kind_of_place(opened: Callable[[Mapping[str, str]], Assistant]) -> None:
    others = {f"{name}.md": QUARRY.replace("Quarry Courses", f"{name} courses").replace("Norhaven", name) for name in ("Wester", "Ostmark", "Belvany")}
    assistant = opened({"bridge.md": BRIDGE, **others})
    assert assistant.ask("How many learners of the bridge year studied at abbey schools in 2023?").status == "not_found"
    assert "11 600" in assistant.ask("How many learners did the bridge year have in 2023?").text


FAIRS = """\
---
title: Skills fairs in vocational schools
country: Ostmark
---

# Skills fairs in vocational schools

## Description

A grant of EUR 40 goes to the school for each place. In 2019, 900 places were financed.

In 2020, the number of places peaked at 1 460. Smiths accounted for 31% of them and nurses for 22%.

In 2021, 17 schools held 35 fairs, and 240 pupils asked for a second visit.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many places in skills fairs in Ostmark were financed in 2020?", "1 460"),
        ("Skills fairs in Ostmark in 2020: what was the percentage for the field of nurses?", "22"),
        ("How many VET schools in Ostmark held skills fairs in 2021?", "17"),
    ],
)
def test_the_thing_itself_in_other_company_is_told(opened: Callable[[Mapping[str, str]], Assistant], question: str, told: str) -> None:
    answer = opened({"fairs.md": FAIRS, "quarry.md": QUARRY, "bridge.md": BRIDGE}).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
