"""Why, when and what of: causes in and beside the sentence, dates in other words, lists over policies; and no answer where the text has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant

ORCHARD = """\
---
title: Orchard Classes
country: Norhaven
---

# Orchard Classes

## Description

An orchard class is a week on a farm with lessons in the barn and practice among the trees. It is meant for learners of gardening.

In 2020, 310 learners joined. In 2021, the number fell to 190. Two farms had burnt down in the spring.

In 2022, the number rose to 420, because the province paid for the bus. The rules on safety entered into force on 3 May 2022.

In 2023, the board moved its seat to Port Elm.

The grant is paid from the Northern Growth Fund. To register, you will need:
- a letter from the school
- a health certificate
"""

ANVIL = """\
---
title: Anvil Evenings
country: Sutland
---

# Anvil Evenings

## Description

Anvil evenings are courses for smiths after work.

In 2021, 80 smiths took part. In 2022, the evenings were opened to apprentices from September. The Northern Growth Fund pays for the steel.

Since 2020 the evenings have been open to apprentices.
"""

TIDE = """\
---
title: Tide Boats
country: Wester
---

# Tide Boats

## Description

Tide boats take cooks to sea for a month. Shipowners pay for the meals. In 2022, 35 cooks sailed.
"""


@pytest.fixture(scope="module")
def assistant(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"orchard.md": ORCHARD, "anvil.md": ANVIL, "tide.md": TIDE})


def quoted(answer: Answer) -> str:
    return " | ".join(q.text for q in answer.quotes)


def test_the_cause_that_stands_in_the_next_sentence(assistant: Assistant) -> None:
    assert "burnt down" in quoted(assistant.ask("Why did fewer learners join the orchard classes in 2021?"))


def test_the_cause_of_a_rise_is_not_that_of_a_fall(assistant: Assistant) -> None:
    answer = assistant.ask("What explains that more learners joined the orchard classes in 2022?")
    assert "paid for the bus" in quoted(answer) and "burnt" not in quoted(answer)


def test_what_is_told_without_a_cause_is_no_answer_to_why(assistant: Assistant) -> None:
    assert assistant.ask("Why did the board of the orchard classes move to Port Elm in 2023?").status == "not_found"


def test_a_date_is_found_in_other_words(assistant: Assistant) -> None:
    answer = assistant.ask("When did the safety rules for orchard classes take effect?")
    assert answer.text.startswith("3 May 2022")


def test_two_dates_for_one_event_are_both_told(assistant: Assistant) -> None:
    answer = assistant.ask("Since when have the anvil evenings been open to apprentices?")
    assert answer.kind == "conflict"
    assert "2020" in answer.text and "2022" in answer.text


def test_a_date_that_no_text_gives(assistant: Assistant) -> None:
    assert assistant.ask("When was the captain of the tide boats dismissed?").status == "not_found"


def test_policies_are_listed_by_what_they_tell(assistant: Assistant) -> None:
    answer = assistant.ask("In which countries does the Northern Growth Fund pay for something?")
    assert "Norhaven" in answer.text and "Sutland" in answer.text and "Wester" not in answer.text


def test_things_to_bring_are_the_items_of_their_list(assistant: Assistant) -> None:
    answer = assistant.ask("Which papers do I need to register for an orchard class?")
    assert "letter from the school" in answer.text and "health certificate" in answer.text


def test_what_a_thing_looks_like_is_told_by_its_definition(assistant: Assistant) -> None:
    assert "lessons in the barn" in quoted(assistant.ask("What should one imagine by an orchard class?"))


LANTERN = """\
---
title: Evening workshops (Lantern 4)
country: Sutland
---

# Evening workshops (Lantern 4)

## Description

Lantern 4 offered workshops in the evening.

In 2016, the alliance was founded and the first 300 adults came to a workshop. In 2018, 2 100 adults came.

In October 2019, the project was closed. Over its whole run 5 900 adults came to 240 workshops.
"""


def test_the_number_of_a_name_need_not_stand_in_the_sentence(opened: Callable[[Mapping[str, str]], Assistant]) -> None:
    assistant = opened({"lantern.md": LANTERN})
    found = assistant.ask("In which year was the Lantern 4 alliance founded?")
    assert found.status == "answered"
    assert "2016" in found.text


def test_what_sums_up_all_years_belongs_to_none(opened: Callable[[Mapping[str, str]], Assistant]) -> None:
    assistant = opened({"lantern.md": LANTERN})
    assert "5 900" not in assistant.ask("How many adults came to Lantern 4 workshops in 2019?").text
    assert "5 900" in assistant.ask("How many adults came to Lantern 4 workshops over the whole run?").text


GULLS = """\
---
title: Gull logbook
country: Wester
---

# Gull logbook

## Description

The logbook is kept by learners in harbours. In 2018, the budget was agreed.

In 2021, trainers asked for a version on paper, and the board promised one for 2023. The board proposed to lengthen the training to 18 months in 2022; no decision has been taken.
"""


@pytest.mark.parametrize("question", ["When did the paper version of the Gull logbook come out?", "Since when has the Gull logbook training lasted 18 months?"])
def test_what_is_only_promised_or_proposed_has_not_happened(opened: Callable[[Mapping[str, str]], Assistant], question: str) -> None:
    assert opened({"gulls.md": GULLS}).ask(question).status == "not_found"


def test_a_promise_itself_has_a_date(opened: Callable[[Mapping[str, str]], Assistant]) -> None:
    assert "2023" in opened({"gulls.md": GULLS}).ask("For which year did the board promise the paper version of the Gull logbook?").text


HERON = """\
---
title: Heron workshops
country: Sutland
---

# Heron workshops

## Description

In May 2019, 12 boatyards opened a workshop. The first year had 90 learners.

In 2020, girls were admitted and a second mentor was added. 140 learners took part.

In 2021, the workshops were opened to adults, and 210 learners took part. A bill that would make the workshops permanent was sent to parliament in March.

In 2022, the fee was abolished on 4 May. Requests that had come in before that day were returned. The board wants 400 learners by 2030, and an expert was asked to draft new rules by 1 June 2031.
"""


@pytest.fixture(scope="module")
def herons(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"heron.md": HERON, "anvil.md": ANVIL})


@pytest.mark.parametrize(
    "question", ["When did parliament adopt the law that makes the Heron workshops permanent?", "When did the Heron workshops reach 400 learners?", "When did the expert draft the new rules of the Heron workshops?"]
)
def test_what_is_wanted_or_laid_before_parliament_has_not_happened(herons: Assistant, question: str) -> None:
    assert herons.ask(question).status == "not_found"


def test_a_bill_that_was_sent_to_parliament_has_a_date(herons: Assistant) -> None:
    assert "March 2021" in herons.ask("When was the bill on the Heron workshops sent to parliament?").text


def test_what_changed_between_two_years_is_told_and_not_counted(herons: Assistant) -> None:
    told = quoted(herons.ask("What changed in the Heron workshops between 2020 and 2021?"))
    assert "girls" in told and "adults" in told


def test_what_a_relative_clause_tells_of_earlier_is_no_cause(herons: Assistant) -> None:
    assert herons.ask("Why was the fee of the Heron workshops abolished in 2022?").status == "not_found"
