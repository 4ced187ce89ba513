"""Questions of who, which and where: answered by a sentence that names it, never by one that only tells that there is such a thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant

KILN = """\
---
title: Kiln Circles
country: Norhaven
---

# Kiln Circles

## Description

A kiln circle joins potteries and schools of a valley. Brick making and glazing are the trades with most learners.

In 2021, 12 of the 14 valleys signed a contract. In the two valleys that did not sign, the province arranged the lessons itself.
In 2022, the first director took up her post in March. Seven potteries withdrew, because clay had become dear.
In 2023, a new circle was opened in Low Ferry. Visits were suspended from April, because the bridge was shut. In the school year 2022-23, 4% of learners left. The circle of Upper Wold, which lay too far off, sent its kiln back from October.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"kiln.md": KILN})


@pytest.mark.parametrize(
    "question",
    [
        "Which two valleys did not sign a contract in 2021?",
        "Who was the first director of the kiln circles?",
        "Which seven potteries withdrew in 2022?",
        "What is the name of the province's coordinator of the kiln circles?",
    ],
)
def test_what_is_told_without_its_name_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In which place was a new kiln circle opened in 2023?", "Low Ferry"),
        ("Which trades of the kiln circles have most learners?", "Brick making"),
        ("Which circle sent its kiln back?", "Upper Wold"),
    ],
)
def test_what_is_named_is_told(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text


def test_what_happened_is_found_in_the_paragraph_of_its_year(assistant: Assistant) -> None:
    assert (
        "bridge was shut" in assistant.ask("What happened in 2023 as regards trips to the kiln circles?").text
    )


def test_a_month_belongs_to_the_year_that_opens_its_paragraph(assistant: Assistant) -> None:
    assert (
        "sent its kiln back" in assistant.ask("What happened with the kiln circles from October 2023?").text
    )


@pytest.mark.parametrize(
    "question",
    [
        "Hoe laat gaat de laatste trein naar Low Ferry?",
        "Kun je een gedicht voor mijn collega schrijven?",
        "Was verdient der Direktor der Kiln Circles im Monat?",
    ],
)
def test_other_matters_in_another_language(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


REED = """\
---
title: Reed Boats
country: Wester
---

# Reed Boats

## Description

A reed boat is built by learners for firms of the lake; the boats have been lent to firms that work only in winter since 2022.

Before 2019, few firms asked for one. Asked for the reasons, they named the price and the long way.
In 2021, the yard was rebuilt, and firms that work only in winter were allowed to borrow a boat for the first time.
In 2022, only 40 boats were finished, where 60 had been planned. The gap was put down to a lack of reed.
In 2023, 30 boats were finished, although 60 had been planned. Two yards lacked trainers, and a third could not find a shed.
In 2024, the scheme was completed. In all, 170 boats had been built. From 2024 on, one rate of EUR 600 replaces the two rates.
"""


@pytest.fixture(scope="module")
def reed(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"reed.md": REED})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why were only 40 reed boats finished in 2022?", "lack of reed"),
        ("Why were fewer reed boats finished in 2023 than planned?", "lacked trainers"),
        ("What kept firms from asking for a reed boat before 2019?", "the long way"),
    ],
)
def test_a_cause_in_the_next_sentence_in_any_wording(reed: Assistant, question: str, told: str) -> None:
    assert told in reed.ask(question).text


def test_a_total_is_no_cause(reed: Assistant) -> None:
    assert reed.ask("Why was the reed boats scheme completed in 2024?").status == "not_found"


def test_an_admission_told_twice_in_other_words_with_another_year(reed: Assistant) -> None:
    answer = reed.ask("Since when can firms that work only in winter get a reed boat?")
    assert answer.kind == "conflict"
    assert "2021" in answer.text and "2022" in answer.text


def test_another_deed_is_another_event(reed: Assistant) -> None:
    assert reed.ask("When did the first yard lose its reed boats?").status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who heads the yard of the reed boats?", None),
        ("Which 45 boats were finished in 2022?", None),
        ("What is the foreman of Oakmoor in the reed boats?", None),
        ("Reed boat - what is that?", "built by learners"),
    ],
)
def test_heads_numbers_and_names_that_no_text_has(reed: Assistant, question: str, told: str | None) -> None:
    answer = reed.ask(question)
    assert told in answer.text if told else answer.status == "not_found"


LOOM = """\
---
title: Loom Places
country: Norhaven
---

# Loom Places

## Description

A loom place lets a young person learn weaving in a mill for two years.

In 2021, an outside survey praised the lessons but noted that mills with fewer than ten weavers had been hard to reach. The mills were visited by the Guild of Weavers. A call of the Harbour Fund led to 30 mills in four valleys.
In 2022, 24% of the learners left before the summer, chiefly because nobody could look after their children in the evening.
In 2024, no new learners were admitted. Evening looms are to take its place in September 2025.
"""


@pytest.fixture(scope="module")
def looms(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"loom.md": LOOM})


@pytest.mark.parametrize(
    "question",
    [
        "Who carried out the outside survey of the loom places?",
        "Who looked after the children of the learners in the loom places?",
        "What is the name of the first mill of the loom places?",
        "Which mills in the four valleys took part in the loom places?",
    ],
)
def test_that_something_was_done_does_not_tell_by_whom(looms: Assistant, question: str) -> None:
    assert looms.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who visited the mills?", "Guild of Weavers"),
        ("What is going to replace the loom places?", "Evening looms"),
    ],
)
def test_who_did_it_and_what_came_instead_is_told(looms: Assistant, question: str, told: str) -> None:
    assert told in looms.ask(question).text


STUDY = """\
---
title: Lamp Bursary
country: Norhaven
---

# Lamp Bursary

## Background

Young people in the valleys seldom stayed at school, and the old bursary reached one in nine of them.

## Description

In 2023, a survey by the guild showed that lessons were too long.
In 2024, the ministry ordered an evaluation from the college in Low Ferry. Its results are due in 2026.
"""


@pytest.fixture(scope="module")
def lamps(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"lamp.md": STUDY})


def test_that_a_study_was_ordered_does_not_tell_what_it_found(lamps: Assistant) -> None:
    assert lamps.ask("What did the Low Ferry evaluation of the lamp bursary find?").status == "not_found"
    assert "too long" in lamps.ask("What did the survey of the lamp bursary find?").text


@pytest.mark.parametrize(
    "question",
    [
        "Give me the background of the lamp bursary: what situation led to it?",
        "What circumstances gave rise to the lamp bursary?",
        "What were things like in Norhaven before the lamp bursary?",
    ],
)
def test_a_section_is_asked_for_in_many_ways(lamps: Assistant, question: str) -> None:
    assert "one in nine" in lamps.ask(question).text
