"""Near misses told of elsewhere: a part that only another sentence speaks of, another thing counted, a limit for a year, a plan for an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant

TANNERY = """\
---
title: Tannery Placements
country: Norhaven
---

# Tannery Placements

## Description

An employer can receive up to EUR 900 a year for each place. Placements may also be held in floating harbour ateliers, if the guild agrees. The placement ends before a jury, after a test of one day, in a licensed workshop.

In 2021, 640 learners took part. The grant per place came to EUR 850.
In 2022, the guild asked for a handbook in braille, and the board promised one for 2024. The fee is to be raised in 2025.
In 2023, 712 places were supported and the grant per place came to EUR 810. Of the workshops, 61% had fewer than 20 staff. In May 2023 the seat was moved to Port Elm.
"""

LOOMS = """\
- 2021Implementation
- 2022Implementation
- 2023Implementation
Background
Looms stood still in Norhaven.
Objectives
To fill the weaving lofts.
Description
A loft can receive up to EUR 700 a year for each loom.
In 2021, 60 looms were supported and the grant per loom came to EUR 650.
In 2022, a study showed that lofts took in more weavers.
In 2023, 72 looms were supported and the grant per loom came to EUR 610.
Bodies responsible
- Guild of weavers
Target groups
Learners
- Adult learners
Thematic categories
Subsystem
Further reading
Country
Type of development
Cedefop, & ReferNet. (2025). Loom grant: Norway. In Cedefop, & ReferNet. (2025). Timeline of VET policies in Europe (2024 update) [Online tool].
https://www.cedefop.europa.eu/en/tools/timeline-vet-policies-europe/search/99901
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"tannery.md": TANNERY})


@pytest.mark.parametrize(
    "question",
    [
        "How many learners took part in floating ateliers in the tannery placements in 2021?",
        "How many employers received the grant of the tannery placements in 2023?",
        "When did the handbook in braille of the tannery placements come out?",
        "Since when has the fee of the tannery placements been raised?",
        "Why did the tannery placements have fewer licensed workshops in 2022?",
    ],
)
def test_what_only_comes_near_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many learners took part in the tannery placements in 2021?", "640"),
        ("How many places did the tannery placements support in 2023?", "712"),
        ("How much can an employer receive at most for a place in the tannery placements?", "900"),
        ("What share of the workshops had fewer than 20 staff in 2023?", "61%"),
        ("When was the seat of the tannery placements moved?", "May 2023"),
        ("When is the fee of the tannery placements to be raised?", "2025"),
    ],
)
def test_what_is_told_is_answered(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in answer.text


def test_a_limit_without_a_date_is_no_amount_of_a_year(
    opened: Callable[[Mapping[str, str]], Assistant],
) -> None:
    assistant = opened({"99901-loom-grant-norway.txt": LOOMS})
    assert assistant.ask("What was the Norwegian grant per loom in 2022?").status == "not_found"
    assert "700" in assistant.ask("How much could a loft receive at most for a loom in 2022?").text
