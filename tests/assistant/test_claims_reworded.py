"""Claims that say what a text says in quite other words, or work a number out from those of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.engine import Assistant

DERIVED = """Veldonia harbour apprenticeships

In 2020, 120 companies with 2 400 apprentices took part. Of the companies, 61% had fewer than 20 staff.

In 2021, the bonus for each new place was raised from EUR 300 to EUR 450.

In 2022, 90 companies with 4 600 apprentices took part. 4 600 apprentices were insured, 920 of them girls.

In 2023, there were 80 classes: 60 were taught in ports and 20 on board.

The Harbour Fund bears 70% of the costs; the districts pay the rest. A trainer looks after no more than nine apprentices. The State pays no more than half of the rent.
"""


@pytest.fixture(scope="module")
def veldonia(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"veldonia-harbour-apprenticeships.txt": DERIVED})


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("In 2022, almost twice as many apprentices took part as in 2020.", "supported"),
        ("In 2022, four times as many apprentices took part as in 2020.", "contradicted"),
        ("The number of companies that took part fell by 30 between 2020 and 2022.", "supported"),
        ("The number of companies that took part fell by a quarter between 2020 and 2022.", "supported"),
        ("The bonus for each new place was raised by EUR 150 in 2021.", "supported"),
        ("The bonus for each new place was raised by EUR 450 in 2021.", "contradicted"),
        ("One in five insured apprentices was a girl in 2022.", "supported"),
        ("In 2023, three quarters of the classes were taught in ports.", "supported"),
        ("The districts pay 30% of the costs.", "supported"),
        ("A trainer looks after at most nine apprentices.", "supported"),
        ("More than half of the companies that took part in 2020 had fewer than 20 staff.", "supported"),
        ("The State bears at most half of the rent.", "supported"),
        ("The State pays half of the wages.", "not_found"),
    ],
)
def test_a_number_that_follows_from_the_text_is_checked(veldonia: Assistant, claim: str, verdict: str) -> None:
    assert veldonia.check(claim)[0].verdict == verdict
