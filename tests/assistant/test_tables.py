"""Questions that a table answers: the row and the column that their words, numbers and periods tell."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Opened

PAGE = """\
DEPARTMENT OF WORKING LIFE

Mender's Loan

What the loan is

The Mender's Loan is for adults who learn to repair things. It began in 2019.

How much you can borrow

The amount depends on your hours and on the age of your child.

Hours of class a week\tChild under 3\tChild 3 to 6
10 to 15\tCRN 80\tCRN 60
16 to 25\tCRN 120\tCRN 95
More than 25\tCRN 150\tCRN 130

Charges

Charge                Amount
Opening the loan      CRN 40
Missed payment        CRN 12 for each month
Copy of a statement   none

Loans in figures

Year | Loans granted | Money lent
2022 | 310 | CRN 1.2 million
2023 | 455 | CRN 1.9 million
"""


@pytest.fixture(scope="module")
def mender(opened: Opened) -> Assistant:
    return opened({"menders-loan.txt": PAGE})


@pytest.mark.parametrize(
    ("question", "cell", "row"),
    [
        (
            "What does the Mender's Loan give a week for a two-year-old with 20 hours of class?",
            "CRN 120",
            "16 to 25",
        ),
        (
            "How much is the Mender's Loan for 30 hours of class a week if my child is four?",
            "CRN 130",
            "More than 25",
        ),
        (
            "How much is the Mender's Loan for 12 hours of class a week and a child of 14 months?",
            "CRN 80",
            "10 to 15",
        ),
        ("What does it cost to open a Mender's Loan?", "CRN 40", "Opening the loan"),
        ("I missed a payment of the Mender's Loan. What is the charge?", "CRN 12", "Missed payment"),
        ("How many loans were granted in 2022?", "310", "2022"),
    ],
)
def test_a_cell_is_told_by_its_row_and_column(mender: Assistant, question: str, cell: str, row: str) -> None:
    answer = mender.ask(question)
    assert answer.status == "answered"
    assert cell in answer.text
    assert any(row in quote.text and cell in quote.text for quote in answer.quotes)


def test_no_other_cell_stands_in_for_one_that_is_not_there(mender: Assistant) -> None:
    for question in (
        "How much is the Mender's Loan for 5 hours of class a week if my child is four?",
        "How many Mender's Loans were granted in 2021?",
        "What is the charge for moving a payment of the Mender's Loan to another day?",
    ):
        assert mender.ask(question).status == "not_found", question


def test_a_follow_up_keeps_the_row_and_takes_another_column(mender: Assistant) -> None:
    answer = mender.ask(
        "And if she is five?",
        ["How much is the Mender's Loan for a girl of one with 20 hours of class a week?"],
    )
    assert "CRN 95" in answer.text


def test_an_institution_over_the_title_is_not_the_title(mender: Assistant) -> None:
    assert [policy.title for policy in mender.policies.values()] == ["Mender's Loan"]
