"""What no list of words covers is read a second time, and what must hold (period, group, what is counted) still must."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Opened

NIGHT_BUS = """\
---
title: Night bus pass for trainees from side valleys
country: Norvessa
url: https://example.org/nightbus
---

# Night bus pass for trainees from side valleys

## Description

Trainees who live in a side valley and work late shifts in a firm in town may receive a pass.

In 2015, 215 trainees received the pass. In 2016, 388 trainees received the pass.

In 2017, Arle and Tunnhof left the list, since a railway had been built there.

In 2018, five of the routes had to be surveyed again.

In 2019, the price was raised, because fuel had become dearer.
"""


@pytest.fixture(scope="module")
def night_bus(opened: Opened) -> Assistant:
    return opened({"night-bus.md": NIGHT_BUS})


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How many young trainees in Norvessa received the night bus pass in 2016?", "388 trainees"),
        ("How many of the routes of the night bus had to be measured a second time in 2018 in Norvessa?", "five of the routes"),
        ("Which valleys were struck off the list of the night bus pass in 2017?", "Arle and Tunnhof left"),
        ("Please explain, as briefly as you can, why Norvessa put up the cost of its night bus pass in 2019.", "fuel had become dearer"),
    ],
)
def test_a_question_in_other_words_is_answered_with_its_sentence(night_bus: Assistant, question: str, quoted: str) -> None:
    found = night_bus.ask(question)
    assert found.status == "answered"
    assert quoted in found.quotes[0].text
    assert len(found.quotes) == 1


@pytest.mark.parametrize(
    "question",
    [
        "How many young trainees in Norvessa received the night bus pass in 2020?",
        "How many women received the Norvessa night bus pass in 2016?",
        "How many of the routes of the night bus had to be measured a second time in 2019 in Norvessa?",
        "What is a good bus for beginners?",
    ],
)
def test_what_no_sentence_tells_stays_unanswered(night_bus: Assistant, question: str) -> None:
    assert night_bus.ask(question).status == "not_found"


def test_the_figure_of_the_sentence_goes_with_it(night_bus: Assistant) -> None:
    found = night_bus.ask("How many young trainees in Norvessa received the night bus pass in 2016?")
    assert [(f.value, f.period) for f in found.figures] == [(388.0, "2016")]


def test_a_claim_in_other_words_is_borne_out(night_bus: Assistant) -> None:
    (found,) = night_bus.check("In 2018, some of the night bus routes in Norvessa were measured a second time.")
    assert found.verdict == "supported"
    assert "had to be surveyed again" in found.quotes[0].text


def test_a_claim_that_no_sentence_decides_on_is_not_found(night_bus: Assistant) -> None:
    (found,) = night_bus.check("Most of the trainees who used the Norvessa night bus pass in 2016 lived in Tunnhof.")
    assert found.verdict == "not_found"
