"""Exceptions win over the rule they belong to, things are judged as persons are, and a source of money is found in every policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import index
from assistant import Answer, Assistant

FERRY = """---
title: Ferry pass for learners
country: Ardovia
---

# Ferry pass for learners

## Description

The pass is open to learners aged 16 to 24. For learners with a disability there is no upper age limit. Foreigners without a permit cannot apply, except for refugees from Norland.
Learners who repeat a year get nothing, except where an illness was the cause. Boarding school pupils (kollegists) receive half of it.
Those who have been enrolled for at least six months may apply; for parents two months are enough.
Harbour fees and meals are excluded. The refund may be used for tickets and bicycles, never for parking. Luggage is at the learner's own expense.
The pass can be combined with a housing grant, but not with a company car. It is given whatever the income of the family.
In 2023, evening learners became entitled too. The State pays small companies up to EUR 450 for each learner on board. Guests of a school may only watch. The pass is paid from the recovery and resilience plan.
"""

LADDER = """---
title: Ladder loans
country: Norland
---

# Ladder loans

## Description

Roofers can borrow EUR 900. Firms that train a roofer receive EUR 300 a year for each one. The ESF Plus bears half of the interest. No national money is used.
"""

ROPE = """---
title: Rope courses
country: Sudmark
---

# Rope courses

## Description

Climbers learn to tie knots. The courses are paid by the towns. A shipyard is the place of the exam, which costs EUR 80.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"ferry.md": FERRY, "ladder.md": LADDER, "rope.md": ROPE})


def quoted(answer: Answer) -> str:
    return " | ".join(" ".join(q.text.split()) for q in answer.quotes)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("I am 31. Can I get the Ardovian ferry pass?", "no", "16 to 24"),
        ("He is 31 and has a disability. Can he get the Ardovian ferry pass?", "yes", "no upper age limit"),
        ("Can a learner of 27 apply for the Ardovian ferry pass?", "no", "16 to 24"),
        (
            "Can a refugee from Norland without a permit apply for the ferry pass in Ardovia?",
            "yes",
            "except for refugees",
        ),
        ("Can a foreigner without a permit apply for the ferry pass in Ardovia?", "no", "without a permit"),
        (
            "My daughter repeats the year because of an illness. Does she get the Ardovian ferry pass?",
            "yes",
            "illness",
        ),
        ("Does a learner who repeats a year get the Ardovian ferry pass?", "no", "repeat a year"),
        ("Would a kollegist receive the Ardovian pass?", "yes", "kollegists"),
        ("Are meals covered by the Ardovian ferry pass?", "no", "meals are excluded"),
        ("Can a learner use the Ardovian refund for parking?", "no", "never for parking"),
        ("Can a learner use the Ardovian refund for bicycles?", "yes", "bicycles"),
        ("Can I combine the Ardovian ferry pass with a housing grant?", "yes", "housing grant"),
        ("Is it possible to have the Ardovian ferry pass together with a company car?", "no", "company car"),
        ("Do evening learners get the Ardovian ferry pass since 2023?", "yes", "evening learners"),
        ("Does a learner from a rich family get the Ardovian ferry pass?", "yes", "whatever the income"),
        ("Are harbour fees excluded from the Ardovian ferry pass?", "yes", "Harbour fees"),
    ],
)
def test_verdicts(assistant: Assistant, question: str, verdict: str, words: str) -> None:
    answer = assistant.ask(question)
    assert (answer.verdict, words in quoted(answer)) == (verdict, True), answer.text


def test_a_city_tells_the_country(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for country, most in {"Ireland": 40, "Portugal": 70}.items():
        text = f"---\ntitle: Oven fund\ncountry: {country}\n---\n\n# Oven fund\n\nCarpenters with fewer than {most} helpers can apply to the fund.\n"
        (tmp_path / "texts" / f"{country.lower()}-ovens.md").write_text(text, encoding="utf-8")
    index.build([tmp_path / "texts"], tmp_path / "store")
    assistant = Assistant.open(tmp_path / "store")
    for city, country in {"Cork": "Ireland", "Braga": "Portugal"}.items():
        answer = assistant.ask(f"I am a carpenter in {city}. Can I apply to the oven fund?")
        assert {q.policy.country for q in answer.quotes} == {country}, answer.text


@pytest.mark.parametrize(
    ("question", "named", "others"),
    [
        ("Which countries use money of the recovery plan?", {"Ardovia"}, {"Norland", "Sudmark"}),
        ("Which of the countries draw on the European Social Fund?", {"Norland"}, {"Ardovia", "Sudmark"}),
        (
            "Which countries pay employers money for those whom they train?",
            {"Ardovia", "Norland"},
            {"Sudmark"},
        ),
        ("In which countries is the scheme paid from EU funds?", {"Ardovia", "Norland"}, {"Sudmark"}),
    ],
)
def test_sources_of_money(assistant: Assistant, question: str, named: set[str], others: set[str]) -> None:
    answer = assistant.ask(question)
    countries = {q.policy.country for q in answer.quotes}
    assert named <= countries and not others & countries, answer.text


def test_a_policy_told_of_in_other_words_is_listed_beside_the_plainest(opened: Callable[[Mapping[str, str]], Assistant]) -> None:
    told = {
        "Norhaven": "The course of 2020 could not be held because of the pandemic and was put off to the autumn.",
        "Sutland": "In 2020, only 90 adults came, as workshops were shut for four months in the pandemic.",
        "Wester": "In 2020, 140 adults came, and the province paid for a second teacher.",
        "Ostmark": "The Northern Growth Fund paid for new machines.",
        "Belvany": "The European Social Fund (ESF Plus) bears half of the cost.",
        "Kestria": "A jury of masters visits each workshop once a year.",
    }
    texts = {
        f"{country.lower()}.md": f"---\ntitle: Adult courses\ncountry: {country}\n---\n\n# Adult courses\n\n## Description\n\nEvening courses for adults. {line}\n"
        for country, line in told.items()
    }
    assistant = opened(texts)
    assert listed(assistant.ask("In which countries did the pandemic keep courses from taking place?")) == {"Norhaven", "Sutland"}
    assert listed(assistant.ask("Which countries use money from the ESF Plus for the measure?")) == {"Belvany"}


def listed(answer: Answer) -> set[str]:
    return {row["country"] for row in answer.details["rows"]}
