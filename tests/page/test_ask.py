"""A question typed into a real browser is answered, and its source can be read: at once, in later turns, after a reload."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.conftest import ask, choose

RISE = "In the school year 2022-23, the number of learners rose to 131, from 17 schools."
FALL = "In the school year 2023-24, the number of learners fell to 97"


def opened(page: Any) -> str:
    """The words that are highlighted in the open source panel."""
    page.locator("#source #hit").wait_for()
    return " ".join(page.locator("#source mark").all_inner_texts())


def close_source(page: Any) -> None:
    """Closes the source panel where it covers the page."""
    if page.locator(".close-source").is_visible():
        page.locator(".close-source").click()


def test_a_question_shows_its_quote_highlighted_in_its_section(page: Any) -> None:
    ask(page, "How many learners took part in 2022-23?")
    answer = page.locator("#log .card-figure")
    assert answer.locator(".value").inner_text() == "131"
    assert answer.locator(".what").inner_text().startswith("learners took part in the school year 2022-23.")
    page.locator("#log a.cite").first.click()
    assert opened(page) == RISE
    source = page.locator("#source")
    reading = source.locator(".reading").inner_text()
    assert "In 2020, the first call was opened" in reading  # the section, not only the quote
    for told in ("Placement grants", "Northland", "2022", "Registry of policies."):
        assert told in source.inner_text()
    assert (
        source.get_by_role("link", name="Open the original page").get_attribute("href")
        == "https://example.org/policies/101"
    )


def test_the_highlight_is_scrolled_into_view(page: Any) -> None:
    ask(page, "Compare 2022-23 and 2023-24")
    page.locator("#log a.cite", has_text="[2]").first.click()
    page.wait_for_function("document.querySelector('#source #hit')?.textContent.includes('fell to 97')")
    page.wait_for_timeout(300)
    hit, room = page.locator("#source #hit").bounding_box(), page.locator("#source .reading").bounding_box()
    assert room["y"] <= hit["y"] and hit["y"] + hit["height"] <= room["y"] + room["height"] + 1


def test_enter_on_a_citation_opens_it_and_the_way_back_leads_to_it(page: Any) -> None:
    ask(page, "Compare 2022-23 and 2023-24")
    page.locator("#log a.cite", has_text="[2]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#source #hit')?.textContent.includes('fell to 97')")
    page.wait_for_function("document.querySelector('#source').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "[2]"


def test_citations_open_in_later_turns_and_after_a_reload(page: Any) -> None:
    ask(page, "How many learners took part in 2022-23?")
    ask(page, "Since when have there been vouchers?")
    ask(page, "Compare 2022-23 and 2023-24")
    page.locator("#log .turn").nth(1).locator("a.cite").first.click()
    page.wait_for_function("document.querySelector('#source #hit')?.textContent.startsWith('The vouchers')")
    close_source(page)
    page.reload()
    page.locator("#log .turn").nth(2).wait_for()
    page.locator("#log .turn").nth(2).locator("a.cite", has_text="[2]").first.click()
    page.wait_for_function("document.querySelector('#source #hit')?.textContent.includes('fell to 97')")
    assert opened(page) == FALL


@pytest.mark.parametrize(
    ("question", "drawing", "words"),
    [
        ("How many learners took part?", ".card-figure .big .value", "131"),
        ("Compare 2022-23 and 2023-24", ".card-compare table", "97"),
        ("The history of the grants", ".card-history .timeline li", "2020"),
        ("May an apprentice take part?", ".card-eligibility .verdict.good", "Yes"),
        ("May a pensioner take part?", ".card-eligibility .verdict.open", "Not listed"),
        ("Since when have there been vouchers?", ".card-conflict .side", "2021"),
        ("Which policies name learners?", ".card-list table", "Learning vouchers"),
        ("What was the budget in 2019?", ".card-abstention .nearest", "which do not answer the question"),
    ],
)
def test_each_kind_of_answer_has_a_drawing_of_its_own(
    page: Any, question: str, drawing: str, words: str
) -> None:
    ask(page, question)
    assert words in page.locator(f"#log {drawing}").first.inner_text()


def test_a_comparison_draws_its_bars_to_scale(page: Any) -> None:
    ask(page, "Compare 2022-23 and 2023-24")
    long, short = (bar.bounding_box()["width"] for bar in page.locator("#log .bar").all())
    assert short / long == pytest.approx(97 / 131, abs=0.02)


def test_a_suggested_question_is_asked_by_choosing_it(page: Any) -> None:
    ask(page, "How many learners took part in 2022-23?")
    page.get_by_role("button", name="Compare 2022-23 and 2023-24").click()
    page.locator("#log .card-compare").wait_for()
    assert page.locator("#log .asked").nth(1).inner_text() == "Compare 2022-23 and 2023-24"


def test_filters_are_shown_beside_the_question_and_named_in_the_answer(page: Any) -> None:
    page.locator("#filters button").first.click()
    choose(page, "f-countries", "Northland")
    choose(page, "f-groups", "Teachers")
    choose(page, "f-themes", "European and international")
    choose(page, "f-first", "2020")
    choose(page, "f-last", "2022")
    limits = "Limited to: Northland · Teachers · European and international dimensions of VET · 2020–2022"
    page.locator("#active", has_text=limits).wait_for()
    ask(page, "How many learners took part?")
    assert page.locator("#log .limits").inner_text() == limits
    page.get_by_role("button", name="Clear filters").click()
    page.locator("#active .active-filters").wait_for(state="detached")
    ask(page, "How many learners took part in 2022-23?")
    assert page.locator("#log .turn").nth(1).locator(".limits").count() == 0


def test_the_page_stays_where_the_reader_scrolled_it_while_an_answer_streams(page: Any) -> None:
    for question in ("The history of the grants", "Compare 2022-23 and 2023-24"):
        ask(page, question)
    box = page.get_by_role("textbox", name="Your question")
    box.fill("The history of the grants")
    box.press("Enter")
    page.locator("#live .timeline li").first.wait_for()
    page.wait_for_timeout(100)
    page.evaluate("scrollTo({top: 120, behavior: 'instant'})")
    page.locator("#log .turn").nth(2).wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("Math.round(scrollY)") == 120


def test_nothing_in_an_answer_is_run(page: Any) -> None:
    ask(page, "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#talk img").count() == 0
    assert "<script>window.hacked" in page.locator("#log .answer").inner_text()


def test_the_citation_is_copied(page: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "How many learners took part in 2022-23?")
    page.locator("#log a.cite").first.click()
    page.locator("#source").get_by_role("button", name="Copy citation").click()
    page.locator("#source").get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Northland, M. (2024). Placement grants: Northland. Registry of policies."
    )


def test_a_question_that_breaks_the_engine_is_one_line_and_the_next_is_answered(page: Any) -> None:
    box = page.get_by_role("textbox", name="Your question")
    box.fill("Please break")
    box.press("Enter")
    page.get_by_role("alert").filter(has_text="could not be answered: the engine broke").wait_for()
    ask(page, "How many learners took part in 2022-23?")
    assert page.locator("#talk .asked").all_inner_texts() == ["How many learners took part in 2022-23?"]
