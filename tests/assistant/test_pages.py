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
