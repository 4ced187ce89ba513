"""Periods as texts name them."""

from __future__ import annotations

import pytest

from corpus.periods import find_periods, school_year, shift, year


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2022-23, 196 took part", [("2022-23", "school_year")]),
        ("signed between 16 March and 31 October 2020", [("16 March 2020 to 31 October 2020", "range")]),
        ("From September 2018 to August 2020", [("September 2018 to August 2020", "range")]),
        ("for 2022-26", [("2022-26", "range")]),
        ("on 15 September 2022", [("15 September 2022", "day")]),
        ("rose from 210 in 2017 to 940 in 2021", [("2017", "year"), ("2021", "year")]),
        ("the Act (61/2015) and level 5", []),
        ("EUR 2000 for each", []),
        ("in het schooljaar 2022-2023", [("2022-23", "school_year")]),
        ("im Dezember 2023", [("December 2023", "month")]),
    ],
)
def test_periods_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(p.label, p.kind) for _, _, p in find_periods(text)] == found


def test_a_day_without_a_year_takes_the_running_one() -> None:
    ((_, _, day),) = find_periods("it started on 29 June", context=year(2021))
    assert day.label == "29 June 2021"


def test_the_year_before_counts_from_the_context() -> None:
    ((_, _, before),) = find_periods("2% more than the year before", context=year(2021))
    assert before.label == "2020"


@pytest.mark.parametrize(("text", "relation"), [("by the end of 2023", "by"), ("since 2018", "since"), ("until 2020", "until"), ("in 2019", "in")])
def test_how_a_period_is_used(text: str, relation: str) -> None:
    assert find_periods(text)[0][2].relation == relation


def test_the_next_school_year() -> None:
    assert shift(school_year(2022), 1).label == "2023-24"
