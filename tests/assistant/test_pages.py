"""Questions about pages that tell people what to do: whom to call, what to bring, what to report, what a word means, who may apply."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Opened

PAGE = """\
Orchard Workers' Course Grant

What it is

The Orchard Workers' Course Grant pays for evening courses. A 'harvest worker' is a person who has picked fruit for 30 days or more in a year.

You can't use the grant for driving lessons or for a telephone.

How to claim

Fill in form OW-2 and take it to the Orchard Office. You have to include:

* a letter from the grower
* your timetable

Changes you must report

Tell us within 10 days if:

* you leave the course
* you move to another district

Not happy with our answer?

Ask for a second look within 20 days.

Contact

Orchard Office, 3 Pear Lane
Call 555 0171, Monday to Thursday
"""


@pytest.fixture(scope="module")
def orchard(opened: Opened) -> Assistant:
    return opened({"orchard-grant.txt": PAGE})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What are the steps for getting the Orchard Workers' Course Grant?", "form OW-2"),
        ("Which documents do I have to take along for the Orchard Workers' Course Grant?", "your timetable"),
        ("What changes do people have to report?", "you move to another district"),
        ("Who can I call about the Orchard Workers' Course Grant?", "555 0171"),
        ("What can I do if the Orchard Office turns me down?", "second look within 20 days"),
        ("What exactly does harvest worker mean for the grant?", "30 days or more"),
        ("What can the grant not be used for?", "driving lessons"),
    ],
)
def test_what_stands_under_a_heading_or_in_a_list_is_told(
    orchard: Assistant, question: str, told: str
) -> None:
    answer = orchard.ask(question)
    assert answer.status == "answered"
    assert told in answer.text


def test_an_address_that_is_not_given_is_not_made_of_another(orchard: Assistant) -> None:
    assert "555" not in orchard.ask("What is the e-mail address for the Orchard Workers' Course Grant?").text


RULES = """\
Bell Founders' Loan

Who can get the loan

You can get the loan if you meet all of these conditions:

- you're between 21 and 58 when the course starts
- you have a place on a casting course

You can't get the loan if any of the following applies:

- you're in prison, unless you will be released within 4 months
- you owe money on another loan

People who receive a disability pension can apply at any age.

Employees on short contracts qualify. The county pays the loan, not your employer.
Your employer cannot refuse the leave for the course.
"""


@pytest.fixture(scope="module")
def bell(opened: Opened) -> Assistant:
    return opened({"bell-loan.txt": RULES})


@pytest.mark.parametrize(
    ("question", "verdict", "quote"),
    [
        ("I'm 61. Can I get the Bell Founders' Loan?", "no", "between 21 and 58"),
        ("I am 61 and receive a disability pension. Can I get the Bell Founders' Loan?", "yes", "at any age"),
        (
            "I'm in prison and get out in three months. Can I get the Bell Founders' Loan?",
            "yes",
            "within 4 months",
        ),
        (
            "I am in prison for another two years. Can I get the Bell Founders' Loan?",
            "no",
            "you're in prison",
        ),
        (
            "My contract with the firm is a short one. Do I qualify for the Bell Founders' Loan?",
            "yes",
            "short contracts",
        ),
    ],
)
def test_exceptions_of_a_list_and_of_an_age_limit(
    bell: Assistant, question: str, verdict: str, quote: str
) -> None:
    answer = bell.ask(question)
    assert answer.verdict == verdict
    assert any(quote in one.text for one in answer.quotes)
