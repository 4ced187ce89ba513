"""Figures: what is counted, the unit, the hedge, the period and the role of every stated number."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.enrich import enrich
from corpus.timeline import read_timeline

PAGE = """- 2018Implementation
Background
{background}
Objectives
To learn.
Description
{description}
Bodies responsible
- Ministry
Cedefop, & ReferNet. (2025). Scheme: Nowhere. In Cedefop, & ReferNet. (2025). Timeline [Online tool].
https://www.example.org/search/12345"""


def figures(description: str, background: str = "It began.") -> list[dict[str, Any]]:
    policy = enrich(read_timeline(PAGE.format(description=description, background=background), "scheme.txt"))
    return [
        {"value": f.value, "unit": f.unit, "counted": f.counted, "period": f.period.label if f.period else "", "role": f.role, "hedge": f.qualifier}
        for f in policy.figures
    ]


def test_a_count_with_its_noun_and_the_period_of_the_sentence() -> None:
    assert figures("In 2022-23, about 196 participants came from 28 Flemish VET schools.") == [
        {"value": 196.0, "unit": "", "counted": "participants", "period": "2022-23", "role": "reached", "hedge": "about"},
        {"value": 28.0, "unit": "", "counted": "Flemish VET schools", "period": "2022-23", "role": "reached", "hedge": ""},
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The scheme had 12 450 learners.", 12450, ""),
        ("The scheme cost EUR 3.2 million.", 3_200_000, "EUR"),
        ("Of them 57.14% were women.", 57.14, "%"),
        ("The number of staff was limited (4).", 4, ""),
        ("The gender division was 50/50.", 50, "%"),
        ("Fewer than one company in ten had applied.", 10, "%"),
        ("It ran five courses.", 5, ""),
        ("The course lasts 20 hours.", 20, "hours"),
        ("Half a million people need it.", 500_000, ""),
    ],
)
def test_forms_of_numbers(text: str, value: float, unit: str) -> None:
    assert [(f["value"], f["unit"]) for f in figures(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["Courses lead to level 5.", "Key Actions 1, 2 and 3 pay.", "The Act (61/2015) applies.", "COVID-19 came."])
def test_names_and_references_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_each_number_takes_the_period_next_to_it() -> None:
    found = figures("Places rose from 210 in 2017 to 940 in 2021.")
    assert [(f["value"], f["period"]) for f in found] == [(210, "2017"), (940, "2021")]


def test_a_year_that_is_only_compared_with_is_not_the_period() -> None:
    found = figures("In 2022, 940 learners took part, nearly twice as many as in 2019.")
    assert [(f["value"], f["period"]) for f in found] == [(940, "2022")]


def test_a_period_is_carried_within_a_paragraph_and_not_into_the_next() -> None:
    found = figures("In 2019, it began. It had 12 courses.\nThe courses have 30 places.")
    assert [(f["value"], f["period"]) for f in found] == [(12, "2019"), (30, "")]


def test_a_plan_is_no_result() -> None:
    found = figures("In 2022, 6 200 vouchers were issued against a planned 9 000.")
    assert [(f["value"], f["role"]) for f in found] == [(6200, "reached"), (9000, "planned")]


def test_a_number_without_a_noun_knows_what_it_counts() -> None:
    policy = enrich(read_timeline(PAGE.format(description="In 2018, 210 apprentices went abroad.\nIn 2019, the number rose to 485.", background="-"), "s.txt"))
    assert [(f.value, f.population) for f in policy.figures if f.value == 485] == [(485.0, "apprentices")]


def test_what_was_planned_beside_a_result_counts_the_same() -> None:
    policy = enrich(read_timeline(PAGE.format(description="In 2023, 310 carvers began, fewer than the 450 planned.", background="-"), "s.txt"))
    assert [(f.value, f.counted or f.population, f.role) for f in policy.figures] == [(310.0, "carvers", "reached"), (450.0, "carvers", "planned")]


@pytest.mark.parametrize("wish", ["were hoped for", "were anticipated", "had been counted on", "were envisaged"])
def test_a_wish_is_a_plan_in_any_words(wish: str) -> None:
    assert [(f["value"], f["role"]) for f in figures(f"In 2023, 450 carvers {wish}.")] == [(450, "planned")]
