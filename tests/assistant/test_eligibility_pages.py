"""Who may take part on pages of public services: lists of conditions, what is not asked for, who is paid nothing, and limits of income."""

from __future__ import annotations

import pytest

import index
from assistant import Answer, Assistant

PAGE = """---
title: Kiln Training Aid
country: Velmora
---

# Kiln Training Aid

## Who can get it

You qualify if all of these apply:

- you are between 17 and 40 years old
- your household income is 24,000 euros a year or less
- you have lived in Velmora for at least 6 months

If you're a lone parent, the income limit is 29,000 euros a year.
You do not need to meet the income limit if you're a veteran.
You do not have to be a member of the guild.

You cannot get it if:

- you're a soldier, because the army pays for courses
- your landlord runs the kiln

You do not qualify if you receive only rent help. Glaziers were left out, and so were sculptors, who have an aid of their own.
Enamellers can qualify in the same way as potters. An enameller is a person who is paid for coating metal.
Roofers and painters don't need a kiln, so there is no aid for these trades.

## How it works

It covers village schools and evening schools, but not grammar schools.
Workshops must first sign an agreement with the guild. Apprentices cannot apply on their own.
Large factories may use the kiln but pay the full price. Only courses with a test count.
Anyone may visit on Fridays, whether in work or not.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "texts").mkdir()
    (folder / "texts" / "velmora-kiln-training-aid.md").write_text(PAGE, encoding="utf-8")
    index.build([folder / "texts"], folder / "store")
    return Assistant.open(folder / "store")


def quoted(answer: Answer) -> str:
    return " ".join(q.text for q in answer.quotes)


def decides(assistant: Assistant, question: str, verdict: str, words: str) -> None:
    answer = assistant.ask(question)
    assert answer.verdict == verdict, answer.text
    assert words in quoted(answer)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("I am a soldier of 25. Am I eligible for the Kiln Training Aid?", "no", "you're a soldier"),
        ("I only receive rent help. Do I qualify for the Kiln Training Aid?", "no", "only rent help"),
        ("Can sculptors get the Kiln Training Aid?", "no", "and so were sculptors"),
        ("I am an enameller. Do I qualify for the Kiln Training Aid?", "yes", "in the same way as potters"),
        ("Can a roofer get the Kiln Training Aid?", "no", "there is no aid for these trades"),
        (
            "I'm not a member of the guild. Can I get the Kiln Training Aid?",
            "yes",
            "do not have to be a member",
        ),
        ("We are an evening school. Are we covered by the Kiln Training Aid?", "yes", "evening schools"),
        ("We are a grammar school. Are we covered by the Kiln Training Aid?", "no", "not grammar schools"),
    ],
)
def test_the_rule_about_the_asker_decides(
    assistant: Assistant, question: str, verdict: str, words: str
) -> None:
    decides(assistant, question, verdict, words)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        (
            "Do we, a large factory, get part of the price back from the Kiln Training Aid?",
            "no",
            "pay the full price",
        ),
        (
            "May a large factory use the kiln of the Kiln Training Aid?",
            "yes",
            "Large factories may use the kiln",
        ),
        ("Can apprentices apply for the Kiln Training Aid on their own?", "no", "on their own"),
        (
            "May somebody who is out of work visit the Kiln Training Aid on a Friday?",
            "yes",
            "whether in work or not",
        ),
    ],
)
def test_how_and_at_whose_cost_is_another_matter_than_who(
    assistant: Assistant, question: str, verdict: str, words: str
) -> None:
    decides(assistant, question, verdict, words)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("I earn 26,000 euros a year. Do I qualify for the Kiln Training Aid?", "no", "24,000 euros"),
        ("I earn 1,900 euros a month. Do I qualify for the Kiln Training Aid?", "yes", "24,000 euros"),
        (
            "I'm a lone parent and earn 26,000 euros a year. Do I qualify for the Kiln Training Aid?",
            "yes",
            "29,000 euros",
        ),
        (
            "I'm a veteran and earn 39,000 euros a year. Can I get the Kiln Training Aid?",
            "yes",
            "if you're a veteran",
        ),
        (
            "My daughter is five and I am 30. Am I too young for the Kiln Training Aid?",
            "no",
            "between 17 and 40",
        ),
    ],
)
def test_limits_of_income_and_the_age_of_a_child(
    assistant: Assistant, question: str, verdict: str, words: str
) -> None:
    decides(assistant, question, verdict, words)


def test_the_whole_list_of_conditions_is_shown(assistant: Assistant) -> None:
    answer = assistant.ask("I'm not a member of the guild. Can I get the Kiln Training Aid?")
    shown = [str(c["text"]) for c in answer.details["conditions"]]
    assert [text.rstrip(";") for text in shown[:3]] == [
        "you are between 17 and 40 years old",
        "your household income is 24,000 euros a year or less",
        "you have lived in Velmora for at least 6 months",
    ]
    assert not any(text.endswith(":") for text in shown)
