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


REWORDED = """Norvenia kiln training

The training is free for potters and, since 2022, for glaziers as well; architects pay the full fee. Lessons lead to a certificate. Applicants have to be between 25 and 60 years old.

Trainees who miss more than five lessons lose the allowance for that month. In 2023, pupils in evening groups lost the bonus. Full-time students are excluded, and so are soldiers. Private kilns may borrow the tools but cannot be appointed.

A trainee keeps the housing benefit. There is no income test. A kiln cannot apply on its own. The loan is interest-free. You can't borrow more than EUR 900. Anyone between 18 and 64 who lives in Norvenia can rent a kiln. The allowance will not affect other benefits. In 2024, masons were added to the scheme.

The Kiln Office pays 60% of the costs of small firms and 40% for large ones. In 2023, 120 trainees received EUR 90 a month.
"""


@pytest.fixture(scope="module")
def norvenia(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"norvenia-kiln-training.txt": REWORDED})


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Glaziers have not had to pay for the training since 2022.", "supported"),
        ("Architects can attend the training for free.", "contradicted"),
        ("Somebody aged 64 is too old for the training.", "supported"),
        ("People under 25 can apply for the training.", "contradicted"),
        ("People aged 30 are not admitted to the training.", "not_found"),
        ("Trainees who miss more than five lessons get no allowance for that month.", "supported"),
        ("Since 2023, pupils who attend evening groups no longer get the bonus.", "supported"),
        ("Soldiers cannot take the training.", "supported"),
        ("Private kilns cannot take the training.", "supported"),
        ("Trainees do not lose their housing benefit.", "supported"),
        ("Trainees lose their housing benefit.", "contradicted"),
        ("A kiln alone cannot apply.", "supported"),
        ("The loan bears no interest.", "supported"),
        ("Nobody can borrow more than EUR 900.", "supported"),
        ("A 40-year-old can rent a kiln.", "supported"),
        ("A 70-year-old can rent a kiln.", "contradicted"),
        ("The allowance does not reduce other benefits.", "supported"),
        ("In 2024, masons were brought into the scheme.", "supported"),
        ("Small firms get 60% of the costs paid.", "supported"),
        ("In 2023, firms received EUR 500 for every trainee.", "not_found"),
    ],
)
def test_what_is_said_in_quite_other_words_is_the_same(norvenia: Assistant, claim: str, verdict: str) -> None:
    assert norvenia.check(claim)[0].verdict == verdict


LANTERN = """\
---
title: Evening workshops (Lantern 4)
country: Veldonia
---

# Evening workshops (Lantern 4)

## Description

Each adult could come to two workshops. In 2021, 5 900 adults came to 240 workshops; 5 400 had been planned.
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("More adults came to the Lantern 4 workshops than had been planned.", "supported"),
        ("Fewer adults came to the Lantern 4 workshops than had been planned.", "contradicted"),
        ("In 2021, 5 900 adults came to Lantern 4 workshops.", "supported"),
    ],
)
def test_the_number_of_a_name_counts_nothing(opened: Callable[[Mapping[str, str]], Assistant], claim: str, verdict: str) -> None:
    (answer,) = opened({"lantern.md": LANTERN}).check(claim)
    assert answer.verdict == verdict, answer.text
