"""Answers by kind, over invented policies: right, quoted, within their constraints, or an abstention that says why."""

from __future__ import annotations

from pathlib import Path

import pytest

import index
from assistant import Answer, Assistant

TEXTS = Path(__file__).parents[1] / "texts"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    store = tmp_path_factory.mktemp("answers") / "store"
    index.build([TEXTS], store)
    return Assistant.open(store)


def quoted(answer: Answer) -> str:
    return " | ".join(q.text for q in answer.quotes)


def test_every_quote_is_its_span(assistant: Assistant) -> None:
    answer = assistant.ask("How many apprentices went abroad with Outward in 2018?")
    assert answer.status == "answered"
    assert all(q.policy.text[q.start : q.end] == q.text for q in answer.quotes)


def test_a_figure_is_that_of_its_year(assistant: Assistant) -> None:
    assert "940" in assistant.ask("How many learners took part in Outward in 2022?").text
    assert "1 310" in assistant.ask("How many learners took part in Outward in the school year 2023-24?").text


def test_another_year_is_an_abstention_that_names_the_years_there_are(assistant: Assistant) -> None:
    answer = assistant.ask("How many learners took part in Crossways in 2019?")
    assert answer.status == "not_found"
    assert "not for 2019" in answer.text and answer.quotes == ()


def test_a_country_that_no_text_is_about(assistant: Assistant) -> None:
    answer = assistant.ask("How many apprentices were there in Portugal in 2020?")
    assert answer.status == "not_found"
    assert "no text is about Portugal" in answer.text


@pytest.mark.parametrize("question", ["What will the weather be like tomorrow?", "Can you suggest a lasagne recipe for our canteen?"])
def test_what_the_texts_do_not_treat(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_a_comparison_gives_both_and_the_difference(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the number of companies supported by the Kestrian training premium in 2019 with 2021.")
    assert len(answer.figures) == 2
    assert answer.details["change"]["difference"] == answer.figures[1].value - answer.figures[0].value


def test_a_yes_comes_with_its_words_and_a_caution(assistant: Assistant) -> None:
    answer = assistant.ask("May private training providers in Ostrenia apply for the Quality Label?")
    assert answer.verdict == "yes"
    assert "Both public and private providers may apply" in quoted(answer)
    assert answer.details["caution"] in answer.text


def test_an_exclusion_is_a_no(assistant: Assistant) -> None:
    assert assistant.ask("Can first-year learners in Galdania join a Crossways exchange?").verdict == "no"


def test_a_group_that_is_named_nowhere_is_not_listed(assistant: Assistant) -> None:
    answer = assistant.ask("Are pensioners a target group of the Quality Label in Ostrenia?")
    assert answer.verdict == "not_listed"


def test_the_list_of_target_groups_is_complete(assistant: Assistant) -> None:
    policy = next(p for p in assistant.policies.values() if p.country == "Merovia")
    answer = assistant.ask("Which target groups do the Merovian Compass Points have?")
    assert {policy.words(e) for e in policy.entries if e.kind == "target_groups"} <= set(quoted(answer).split(" | "))


def test_the_stage_of_a_year(assistant: Assistant) -> None:
    assert assistant.ask("In which stage was Outward in 2016?").details["stages"] == [{"year": 2016, "stage": "Design"}]


def test_a_stage_guessed_at_is_answered_with_the_right_one(assistant: Assistant) -> None:
    answer = assistant.ask("Was Outward already implemented in 2017, or which stage was it in that year?")
    assert "2017: Approved" in answer.text and "2018" not in answer.text.splitlines()[0]


def test_how_to_cite(assistant: Assistant) -> None:
    assert "Outward, apprentices abroad: Valdoria" in assistant.ask("How should I cite the page on Outward?").text


def test_a_follow_up_keeps_the_measure_and_changes_the_year(assistant: Assistant) -> None:
    answer = assistant.ask("and in 2019?", ["How many schools took part in Outward in 2018?"])
    assert "61" in answer.text


def test_letters_are_spelled_out(assistant: Assistant) -> None:
    assert "Agency for Learning Abroad (ALA)" in quoted(assistant.ask("What does ALA stand for?"))


def test_counts_over_policies_are_complete(assistant: Assistant) -> None:
    answer = assistant.ask("Which policies have school leaders as a target group?")
    holders = {p.id for p in assistant.policies.values() if any(p.words(e) == "School leaders" for e in p.entries)}
    assert {row["policy"] for row in answer.details["rows"]} == holders


def test_dates_that_disagree_are_both_shown(assistant: Assistant) -> None:
    answer = assistant.ask("In which year was Outward opened to learners in full-time vocational schools?")
    assert "2020" in answer.text and "2021" in answer.text
