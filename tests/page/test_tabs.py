"""The tabs beside the conversation: checking a text, the ledger of figures, the policies."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from tests.page.conftest import choose, open_tab

CLAIMS = "In 2022-23, the number of learners rose to 131. Only 150 learners took part. The minister visited every school."


def test_each_sentence_gets_a_verdict_with_the_deciding_words_marked(page: Any) -> None:
    open_tab(page, "check")
    page.get_by_role("textbox", name="A sentence or a paragraph to check").fill(CLAIMS)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".claims > li").nth(2).wait_for()
    assert page.locator(".tally li").all_inner_texts() == ["1 Supported", "1 Contradicted", "1 Not found"]
    contradicted = page.locator(".claims > li").nth(1)
    assert contradicted.locator(".claim mark.bad").inner_text() == "150"
    assert contradicted.locator("blockquote mark.bad").inner_text() == "131"
    contradicted.locator("a.cite").click()
    page.locator("#source #hit", has_text="rose to 131").wait_for()


def test_the_report_of_a_check_is_downloaded(page: Any) -> None:
    open_tab(page, "check")
    page.get_by_role("textbox", name="A sentence or a paragraph to check").fill(CLAIMS)
    page.get_by_role("button", name="Check", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Report: Markdown").click()
    text = Path(waiting.value.path()).read_text("utf-8")
    assert "Supported: 1 · Contradicted: 1 · Not found: 1" in text
    assert "Only 150 learners took part." in text


def test_the_ledger_is_searched_and_a_figure_opens_its_quote(page: Any) -> None:
    open_tab(page, "figures")
    page.locator("#ledger tbody tr").first.wait_for()
    page.get_by_role("textbox", name="Search").fill("budget")
    page.locator("#ledger .quiet", has_text="Figures: 2").wait_for()
    assert all("budget" in row for row in page.locator("#ledger tbody tr").all_inner_texts())
    page.locator("#ledger a.cite", has_text="EUR 1.2 million").click()
    page.locator("#source #hit", has_text="The budget of the grant was EUR 1.2 million").wait_for()


def test_the_ledger_is_sorted_by_a_column(page: Any) -> None:
    open_tab(page, "figures")
    page.locator("#ledger tbody tr").first.wait_for()
    page.locator("#ledger").get_by_role("button", name="Value").click()
    values = [float(cell.get_attribute("data-value")) for cell in page.locator("#ledger td.number").all()]
    assert values == sorted(values) and len(values) > 3
    assert page.locator("#ledger th", has_text="Value").get_attribute("aria-sort") == "ascending"


def test_the_plot_joins_only_figures_of_one_measure_and_a_mark_opens_its_quote(page: Any) -> None:
    open_tab(page, "figures")
    page.locator("svg.plot").wait_for()
    choose(page, "series", "learners · Placement grants")
    page.locator("svg.plot polyline").nth(1).wait_for()
    lines = [len(line.get_attribute("points").split()) for line in page.locator("svg.plot polyline").all()]
    assert sorted(lines) == [
        2,
        2,
    ]  # 410 and 655 adults; 84 and 131 learners: two lines, never one of four points
    page.locator("svg.plot a.cite").first.focus()
    page.keyboard.press("Enter")
    page.locator("#source #hit", has_text="adults used a voucher").wait_for()


def test_the_ledger_and_the_plot_are_downloaded(page: Any) -> None:
    open_tab(page, "figures")
    page.locator("svg.plot").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == page.locator("#ledger tbody tr").count()
    assert {"410.0", "655.0"} <= {row["value"] for row in rows}
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PNG").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_policy_is_found_and_read(page: Any) -> None:
    open_tab(page, "policies")
    page.locator("#listing tbody tr").nth(1).wait_for()
    page.get_by_role("textbox", name="Search").fill("voucher")
    page.locator("#listing .quiet", has_text="Policies: 1").wait_for()
    page.get_by_role("link", name="Learning vouchers").click()
    page.locator("#policy-title", has_text="Learning vouchers").wait_for()
    page.wait_for_function("document.activeElement.id === 'policy-title'")
    told = page.locator("#policy").inner_text()
    for words in (
        "2021",
        "Design",
        "2023",
        "Completed",
        "Unemployed and jobseekers",
        "410",
        "Registry of policies.",
    ):
        assert words in told
    page.get_by_role("button", name="Back to the list").click()
    page.locator("#listing tbody tr").first.wait_for()


def test_two_policies_and_two_years_stand_side_by_side(page: Any) -> None:
    open_tab(page, "policies")
    page.locator("#compare button").first.click()
    choose(page, "left", "Placement grants")
    choose(page, "right", "Learning vouchers")
    page.locator("#beside th", has_text="Learning vouchers").wait_for()
    page.locator("#beside th", has_text="Placement grants").wait_for()
    groups = page.locator("#beside tr", has_text="Target groups").inner_text()
    assert "Young people (15-29 years old)" in groups and "Unemployed and jobseekers" in groups
    choose(page, "right", "Placement grants")
    choose(page, "left-year", "2020")
    choose(page, "right-year", "2021")
    page.locator("#beside .when", has_text="2021").wait_for()
    said = page.locator("#beside tr", has_text="What the text says of it").locator("td").all_inner_texts()
    assert "first call" in said[0] and "full-time education" in said[1]


def test_a_policy_in_a_list_answer_opens_its_page(page: Any) -> None:
    from tests.page.conftest import ask

    ask(page, "Which policies name learners?")
    page.locator("#log a.to-policy", has_text="Learning vouchers").click()
    page.locator("#policy-title", has_text="Learning vouchers").wait_for()
