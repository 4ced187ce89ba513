"""No tab has a serious or critical fault that axe-core finds: wide and narrow, light and dark, empty and full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.page.conftest import DESKTOP, PHONE, ask, choose, open_tab

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
QUESTIONS = [
    "How many learners took part?",
    "Compare 2022-23 and 2023-24",
    "The history of the grants",
    "May an apprentice take part?",
    "Since when have there been vouchers?",
    "Which policies name learners?",
    "What was the budget in 2019?",
]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def seen(request: pytest.FixtureRequest, scheme: str, browser: Any, site: str) -> Iterator[Any]:
    """The page in one scheme and width, with axe-core in it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --prefix tests/page")
    context = browser.new_context(
        viewport=request.param, color_scheme=scheme, locale="en-GB", bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(site)
    page.locator("#welcome .role").first.wait_for()
    page.add_script_tag(path=str(AXE))
    yield page
    context.close()


def faults(page: Any) -> list[str]:
    """The serious and critical faults, one line each with the elements."""
    page.wait_for_timeout(400)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: "
        + "; ".join(str(node["html"])[:160] for node in fault["nodes"][:4])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


def test_the_start(seen: Any) -> None:
    assert faults(seen) == []


def test_answers_of_every_kind_and_the_source(seen: Any) -> None:
    for question in QUESTIONS:
        ask(seen, question)
    seen.evaluate("document.querySelectorAll('details.sources').forEach((part) => { part.open = true; })")
    assert faults(seen) == []
    seen.locator("#log a.cite").first.click()
    seen.locator("#source mark").first.wait_for()
    assert faults(seen) == []


def test_the_filters_and_the_menus(seen: Any) -> None:
    ask(seen, QUESTIONS[0])
    seen.locator("#filters button").first.click()
    seen.locator("#f-countries input").click()
    seen.locator("#f-countries [role=option]").first.wait_for()
    assert faults(seen) == []
    seen.keyboard.press("Escape")
    seen.locator("#shelf summary").click()
    assert faults(seen) == []


def test_the_check(seen: Any) -> None:
    open_tab(seen, "check")
    seen.get_by_role("textbox", name="A sentence or a paragraph to check").fill(
        "In 2022-23, the number of learners rose to 131. Then 150 took part. The minister came."
    )
    seen.locator("#do-check").click()
    seen.locator(".claims").wait_for()
    assert faults(seen) == []


def test_the_figures(seen: Any) -> None:
    open_tab(seen, "figures")
    seen.locator("svg.plot").wait_for()
    assert faults(seen) == []


def test_the_policies(seen: Any) -> None:
    open_tab(seen, "policies")
    seen.locator("#listing a.to-policy").first.wait_for()
    assert faults(seen) == []
    seen.locator("#listing a.to-policy").first.click()
    seen.locator("#policy-title").wait_for()
    assert faults(seen) == []
    seen.locator(".to-list").click()
    seen.wait_for_function("document.querySelector('#policy-search')?.contains(document.activeElement)")
    seen.locator("#compare button").first.click()
    choose(seen, "left", "Placement grants")
    choose(seen, "right", "Learning vouchers")
    seen.locator("#beside table").wait_for()
    assert faults(seen) == []
