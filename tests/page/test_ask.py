"""A question typed into a real browser is answered, and its source can be read."""

from __future__ import annotations

from typing import Any

from tests.page.conftest import ask

RISE = "In the school year 2022-23, the number of learners rose to 131, from 17 schools."


def test_a_question_shows_its_quote_highlighted_in_its_section(page: Any) -> None:
    ask(page, "How many learners took part in 2022-23?")
    assert "131 learners took part" in page.locator("#log .answer").inner_text()
    page.locator("#log a.cite").first.click()
    source = page.locator("#source")
    assert source.locator("mark").inner_text() == RISE
    reading = source.locator(".reading").inner_text()
    assert "In 2020, the first call was opened" in reading  # the section, not only the quote
    for told in ("Placement grants", "Northland", "2022", "Registry of policies."):
        assert told in source.inner_text()
    assert (
        source.get_by_role("link", name="Open the original page").get_attribute("href")
        == "https://example.org/policies/101"
    )


def test_nothing_in_an_answer_is_run(page: Any) -> None:
    ask(page, "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#talk img").count() == 0
    assert "<script>window.hacked" in page.locator("#log .answer").inner_text()
