"""Comparisons as users put them: which was higher, did it rise or fall, more of one or of the other, at first and later, planned and reached;
and no answer where one of the two is not stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant

LANTERN = """\
---
title: Lantern grants for night schools
country: Norhaven
---

# Lantern grants for night schools

## Description

A night school receives NHK 210 per learner and year. Learners from islands pay 10% of the fee.

In 2020, 18 schools took part, with 640 learners. The plan was to have 45 schools by the end of 2024.

In 2021, the number of learners rose to 910. 24 places went to bakers, the largest group, 31 learners, came from Eastwold.

In 2022, the grant was raised to NHK 260 per learner. Over the year, 730 people completed a course. 52% of those who had a tutor passed the test, against 37% of those without one.

In 2023, 29 schools took part. The number of people who completed a course fell to 655. The drop-out rate, which had been 14% in 2020, went down to 9%. Of the 880 learners of 2023, 510 were women and 370 were men.
"""

BEACON = """\
---
title: Beacon vouchers
country: Sutland
---

# Beacon vouchers

## Description

In 2021, 1 400 adults used a voucher. In 2023, 1 150 adults did.
"""


HARBOUR = """\
---
title: Harbour bursaries
country: Norhaven-EAST
---

# Harbour bursaries

## Description

In 2021, a budget of NHK 40 million (EUR 4 million) was set aside. The pilot paid NHK 300 per learner.

In 2022, the bursaries were opened to people who had fled Portugal. 420 bursaries were awarded.

In 2023, 350 bursaries were awarded. The number stayed below that of 2022, as the offices lacked staff.
"""

ORCHARD = """\
---
title: Orchard allowance
country: Sutland
---

# Orchard allowance

## Description

An orchard worker can claim up to NHK 5 000 through the allowance. 12% of the claims were refused for small orchards, against 31% for large ones.

In 2024, courses for pickers were added.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"lantern.md": LANTERN, "beacon.md": BEACON})


@pytest.fixture(scope="module")
def schemes(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"harbour.md": HARBOUR, "orchard.md": ORCHARD})


def values(answer: Answer) -> list[float]:
    return [f.value for f in answer.figures]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Did the number of learners in the Lantern night schools rise or fall between 2020 and 2021, and by how many?", [640, 910]),
        ("Were there more learners in the Lantern night schools in 2020 or in 2021?", [640, 910]),
        ("Lantern night schools: did more women or more men learn there in 2023, and what is the difference?", [510, 370]),
        ("How did completions of Lantern courses develop from 2022 to 2023?", [730, 655]),
        ("Lantern grant per learner: original amount versus that of 2022?", [210, 260]),
        ("What did a Lantern school receive per learner at first, and what was it in 2022?", [210, 260]),
        ("Lantern in Norhaven: how many schools were planned by the end of 2024, and how many took part in 2023?", [45, 29]),
        ("The drop-out rate of the Lantern schools, 2020 versus 2023?", [14, 9]),
        ("Did Lantern learners with a tutor pass the test more often than those without one, and what were the shares?", [52, 37]),
        ("Did more adults use a Beacon voucher in 2021 than learners went to Lantern night schools that same year?", [1400, 910]),
    ],
)  # fmt: skip
def test_both_operands_are_given(assistant: Assistant, question: str, expected: list[float]) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert values(answer)[:2] == expected


def test_times_are_told_where_they_are_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("How many times as many learners did the Lantern schools have in 2021 as in 2020?")
    assert "1.42 times" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Did the number of Beacon vouchers used by women rise or fall between 2021 and 2023?",
        "Were there more learners in the Lantern night schools in 2018 or in 2021?",
        "Did more teachers or more bakers take part in the Beacon scheme in 2021?",
        "Compare the Lantern grant per learner in 2018 with that in 2019.",
    ],
)
def test_one_operand_alone_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_two_schemes_are_set_beside_each_other(schemes: Assistant) -> None:
    answer = schemes.ask("Compare the amount that the Harbour pilot paid per learner with the maximum that an Orchard worker can claim through the allowance.")
    assert values(answer)[:2] == [300, 5000]


def test_a_sentence_that_sets_one_figure_against_another_gives_both(schemes: Assistant) -> None:
    answer = schemes.ask("How does the share of refused Orchard claims of small orchards compare with that of large orchards?")
    assert values(answer)[:2] == [12, 31]


def test_one_sum_in_two_currencies_is_no_pair(schemes: Assistant) -> None:
    answer = schemes.ask("Compare the Harbour bursaries budget in 2021 with that in 2023.")
    assert answer.status == "not_found"


def test_the_part_of_a_country_is_no_name_to_look_for(schemes: Assistant) -> None:
    answer = schemes.ask("How did the number of bursaries awarded in Norhaven-EAST change from 2022 to 2023?")
    assert values(answer)[:2] == [420, 350]


def test_where_people_come_from_may_be_asked_over_all_policies(schemes: Assistant) -> None:
    answer = schemes.ask("Which countries opened their scheme to people who had fled Portugal?")
    assert [row["title"] for row in answer.details["rows"]] == ["Harbour bursaries"]


def test_the_sentence_behind_gives_the_reason(schemes: Assistant) -> None:
    answer = schemes.ask("How come fewer Harbour bursaries were awarded in 2023 than in 2022?")
    assert "lacked staff" in answer.text


@pytest.mark.parametrize("question", ["Lantern grants: number of learners in the first year and in 2021?", "Learners in the Lantern night schools at the launch against 2021?"])
def test_the_first_year_is_set_beside_another(assistant: Assistant, question: str) -> None:
    assert values(assistant.ask(question))[:2] == [640, 910]
