"""Who may take part: the rule that bears on the asker decides, with its words; what is beside the point decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import index
from assistant import Answer, Assistant

RULES = """---
title: Workshop places for adults
country: Ardovia
---

# Workshop places for adults

## Who can take part

Adults aged 20 and over who live in Ardovia are welcome. Those between 20 and 24 must prove at least two years of work experience.
Persons registered as unemployed are referred to the job centre and cannot use the places. Nor do they extend to people in custody.
Prisoners of war could not take part; persons on study leave could. Visitors need to be registered, and pensioners are not entitled to a place.
Only providers licensed by the board can be paid. Cooks and bakers may take part, but waiters may not. Company owners fall outside the scheme, as do members of a board.
Cross-border workers count like residents. From September 2023, apprentices of the army are also admitted.
Until the end of 2021 a sole trader was allowed to take two places. Strand A is for young people who left school; Strand B has no age limit.
A course is paid in term time, not in the summer holidays. Nobody needs a diploma to enrol on the short courses.

## Which firms can send staff

Firms with fewer than 50 employees can send staff. On 1 July 2022 the limit was raised to 120 employees.
A firm must have been established for at least three years. Firms in their first year of trading are left aside.
Public bodies cannot claim the refund; music schools are debarred.
Applications are accepted between 1 March and 30 April 2024.

## What happened

In 2022, 640 teachers from 118 schools took part in visits. In 2023, 905 adults used a place, and the share of women rose to 61%.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"ardovia-workshop-places.md": RULES})


def quoted(answer: Answer) -> str:
    return " | ".join(" ".join(q.text.split()) for q in answer.quotes)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        (
            "My sister is 52 and lives in Ardovia. May she use a workshop place?",
            "yes",
            "Adults aged 20 and over",
        ),
        ("My son is 18. Could he use a workshop place in Ardovia?", "no", "Adults aged 20 and over"),
        ("My father is a pensioner in Ardovia. May he get a place?", "no", "pensioners are not entitled"),
        ("I am on study leave in Ardovia. Could I take part?", "yes", "persons on study leave could"),
        (
            "My brother is 22 and has worked for one year. May he use a place in Ardovia?",
            "no",
            "at least two years of work experience",
        ),
        (
            "I lost my job in Ardovia and am registered as unemployed. Can I use a workshop place?",
            "no",
            "cannot use the places",
        ),
        ("I'm a baker in Ardovia. Am I allowed to take part?", "yes", "Cooks and bakers may take part"),
        ("I'm a waiter in Ardovia. Am I allowed to take part?", "no", "waiters may not"),
        ("I own a company in Ardovia. Does the scheme include me?", "no", "Company owners fall outside"),
        (
            "I live over the border and commute to Ardovia. Would I be admitted?",
            "yes",
            "count like residents",
        ),
        ("Could an apprentice of the army take part in Ardovia in spring 2022?", "no", "From September 2023"),
        ("Can an apprentice of the army take part in Ardovia in 2024?", "yes", "From September 2023"),
        ("Do courses in Ardovia get paid in the summer holidays?", "no", "not in the summer holidays"),
    ],
)
def test_persons(assistant: Assistant, question: str, verdict: str, words: str) -> None:
    answer = assistant.ask(question)
    assert answer.verdict == verdict, answer.text
    assert words in quoted(answer)
    assert answer.details["caution"] in answer.text


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        (
            "We have 80 employees in Ardovia. Could we have sent staff in 2021?",
            "no",
            "fewer than 50 employees",
        ),
        (
            "We have 80 employees in Ardovia. Can our firm send staff in 2024?",
            "yes",
            "raised to 120 employees",
        ),
        (
            "Our firm in Ardovia was set up eighteen months ago. Can we send staff?",
            "no",
            "at least three years",
        ),
        ("We are a town council in Ardovia. May we claim the refund?", "no", "Public bodies cannot claim"),
        ("Are music schools in Ardovia eligible for the refund?", "no", "music schools are debarred"),
        (
            "Our firm in Ardovia applied on 12 May 2024. Do we still get accepted?",
            "no",
            "between 1 March and 30 April 2024",
        ),
    ],
)
def test_firms(assistant: Assistant, question: str, verdict: str, words: str) -> None:
    answer = assistant.ask(question)
    assert answer.verdict == verdict, answer.text
    assert words in quoted(answer)


def test_a_question_about_oneself_that_no_rule_treats_is_no_yes(assistant: Assistant) -> None:
    answer = assistant.ask("My cousin collects stamps. Will she like the workshop places in Ardovia?")
    assert answer.verdict != "yes"


def test_conditions_are_rules_and_no_statistics(assistant: Assistant) -> None:
    answer = assistant.ask(
        "My sister is 23 and has three years of work experience. May she use a workshop place in Ardovia?"
    )
    assert answer.verdict == "yes"
    shown = " ".join(str(c["text"]) for c in answer.details.get("conditions", []))
    assert "905" not in shown and "640" not in shown


def test_whether_a_group_is_listed_needs_the_words_of_the_group(assistant: Assistant) -> None:
    assert (
        assistant.ask("Are parents a target group of the workshop places in Ardovia?").verdict == "not_listed"
    )


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("I am a pupil of a night school in Belvany. Can I apply?", "yes", "pupils of night schools"),
        ("Our bank in Belvany trains an apprentice. Can we apply?", "no", "banks and insurers"),
        (
            "We are a hotel in Belvany and have no trained mentor. May we take part?",
            "no",
            "provided they have a trained mentor",
        ),
        (
            "Is a visit in the first month compulsory in Belvany?",
            "yes",
            "A visit in the first month is compulsory",
        ),
    ],
)
def test_lists_conditions_and_duties(tmp_path: Path, question: str, verdict: str, words: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "belvany-night-school.md").write_text(
        "---\ntitle: Evening places\ncountry: Belvany\n---\n\n# Evening places\n\n"
        "## Who can apply\n\n- pupils of night schools\n- firms with a training place\n\n"
        "## Who cannot apply\n\n- banks and insurers\n- pupils in basic education\n\n"
        "## Rules\n\nHotels may take part provided they have a trained mentor. A visit in the first month is compulsory.\n",
        encoding="utf-8",
    )
    index.build([tmp_path / "texts"], tmp_path / "store")
    answer = Assistant.open(tmp_path / "store").ask(question)
    assert answer.verdict == verdict, answer.text
    assert words in quoted(answer)


PLACE = """---
title: Exchange weeks in harbour training
country: Norway
---

# Exchange weeks in harbour training

## Description

Since 2018, Norway has also been helping schools directly to set up exchange weeks for learners and staff. Learners in their last year can take part.
"""


def test_the_place_of_a_policy_recognises_nobody(tmp_path: Path) -> None:
    (tmp_path / "exchange.md").write_text(PLACE, encoding="utf-8")
    index.build([tmp_path / "exchange.md"], tmp_path / "store")
    assert Assistant.open(tmp_path / "store").ask("Can nurses take part in Norway?").verdict != "yes"
