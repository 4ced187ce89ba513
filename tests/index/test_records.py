"""Policies written to a store come back equal, whatever they hold."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Entry, Figure, Period, Policy, Section, Sentence, Stage
from index.records import from_line, to_line

PERIOD = Period(date(2022, 9, 1), date(2023, 8, 31), "school_year", "2022-23", "since")
TEXT = "Titel — “žluťoučký”\u2028 \U0001f600 líne\r\nIn 2022-23, 57.14% took part."
FULL = Policy(
    id="1",
    path="a/b c.txt",
    title="Titel",
    country="Belgium",
    region="Flanders",
    url="https://example.org",
    layout="timeline",
    text=TEXT,
    sections=(
        Section("Description", "description", 0, 10, ("Top", "Description")),
        Section("", "text", 10, 20),
    ),
    sentences=(
        Sentence(0, 5, 0, 0, PERIOD, True, None, False, True),
        Sentence(6, 9, 1, 1, lead=0, item=True),
    ),
    stages=(Stage(2018, "Implementation", 0, 4),),
    entries=(Entry("target_groups", "Learners", 1, 2),),
    figures=(
        Figure(57.14, "%", "pupils", "share", "all", "about", "reached", PERIOD, "Ghent", 3, 8, 0, 50.0),
    ),
    citation=(1, 4),
    language="nl",
)


@pytest.mark.parametrize("policy", [FULL, Policy("2", "x.txt", "", "", "", "", "plain", "")])
def test_a_policy_comes_back_equal(policy: Policy) -> None:
    line = to_line(policy)
    assert "\n" not in line
    assert from_line(line) == policy


def test_half_a_surrogate_in_a_text_does_no_harm() -> None:
    policy = Policy("3", "x.txt", "", "", "", "", "plain", "odd \ud800 character")
    assert from_line(to_line(policy)) == policy
