"""Readers differ: in language, in how they move through the page, in the width of their screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.page.conftest import DESKTOP, ask, serve


@pytest.mark.parametrize(
    ("locale", "question", "tab"),
    [
        ("nl-BE", "Uw vraag", "Cijfers"),
        ("fr-FR", "Votre question", "Chiffres"),
        ("de-AT", "Ihre Frage", "Zahlen"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(
    browser: Any, site: str, locale: str, question: str, tab: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale=locale)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("textbox", name=question).wait_for()
    page.get_by_role("tab", name=tab).wait_for()
    assert page.evaluate("document.documentElement.lang") == locale[:2]
    context.close()


def test_the_language_is_switched_and_remembered(page: Any) -> None:
    ask(page, "May an apprentice take part?")
    page.get_by_role("button", name="FR Français").click()
    page.get_by_role("textbox", name="Votre question").wait_for()
    page.locator("#log .verdict", has_text="Oui").wait_for()  # the answer stays, its labels change
    page.reload()
    page.get_by_role("textbox", name="Votre question").wait_for()


def test_what_stands_around_the_quotes_is_in_the_readers_language(browser: Any, site: str) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="nl-BE")
    page = context.new_page()
    page.goto(site)
    page.locator("#welcome .role").first.wait_for()
    box = page.get_by_role("textbox", name="Uw vraag")
    box.fill("What was the budget in 2019?")
    box.press("Enter")
    card = page.locator("#log .card-abstention")
    card.wait_for()
    told = card.inner_text()
    assert "De teksten zeggen dit niet: hiervoor wordt geen bedrag genoemd." in told
    assert "The budget of the grant was EUR 1.2 million" in told  # the nearest passage, as the text has it
    page.locator('[data-language="de"]').click()
    page.locator(
        "#log .card-abstention", has_text="Die Texte sagen dazu nichts: dafür ist kein Betrag"
    ).wait_for()
    context.close()


def test_the_page_is_there_before_the_engine_and_answers_what_was_asked_meanwhile(
    browser: Any, tmp_path: Path
) -> None:
    gate = tmp_path / "open"
    process, url = serve("tests.page.serve_fake", str(tmp_path / "feedback.jsonl"), str(gate))
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    page.goto(url)
    page.locator(".status", has_text="The texts are being opened").wait_for()
    box = page.get_by_role("textbox", name="Your question")
    box.fill("How many learners took part in 2022-23?")
    box.press("Enter")
    page.locator("#live", has_text="Looking through the texts").wait_for()
    gate.touch()
    page.locator("#log .card-figure", has_text="131").wait_for()
    page.locator(".status", has_text="Policy texts: 2").wait_for()
    context.close()
    process.terminate()


def test_light_and_dark_are_switched_and_remembered(page: Any) -> None:
    assert page.evaluate("document.body.classList.contains('dark')") is False
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Light").wait_for()
    page.reload()
    page.get_by_role("button", name="Light").wait_for()
    assert page.evaluate("document.body.classList.contains('dark')") is True


def test_a_question_is_asked_and_its_source_read_by_keyboard_alone(browser: Any, site: str) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    page.goto(site)
    page.locator("#welcome .role").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the question"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    page.keyboard.type("How many learners took part in 2022-23?")
    page.keyboard.press("Enter")
    page.locator("#log .card-figure").wait_for()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('cite')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"  # where the focus is can be seen
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#source').contains(document.activeElement)")
    assert "rose to 131" in page.locator("#source #hit").inner_text()
    context.close()


def test_everything_that_can_be_reached_by_tab_has_a_name(page: Any) -> None:
    ask(page, "Compare 2022-23 and 2023-24")
    nameless = page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, textarea, select, [tabindex="0"]')]
        .filter((part) => part.offsetParent && !(part.getAttribute('aria-label') || part.textContent.trim() || part.title
            || (part.labels && part.labels.length) || part.placeholder)).map((part) => part.outerHTML.slice(0, 120))""")
    assert nameless == []


def test_an_answer_is_announced_once_and_in_short(page: Any) -> None:
    ask(page, "How many learners took part in 2022-23?")
    page.locator("#spoken", has_text="Answer: 131 learners took part in the school year 2022-23.").wait_for(
        state="attached"
    )
    assert page.locator("#spoken").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("width", [360, 768, 1024, 1920])
def test_nothing_is_wider_than_the_window(browser: Any, site: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="de-DE"
    )  # the longest words
    page = context.new_page()
    page.goto(site)
    page.locator("#welcome .role").first.wait_for()
    for question in ("Compare the history", "May an apprentice", "Which policies"):
        box = page.locator("#question textarea")
        count = page.locator("#log .turn").count()
        box.fill(question)
        box.press("Enter")
        page.locator("#log .turn").nth(count).wait_for()
    for tab in ("ask", "check", "figures", "policies"):
        page.locator(f"#tab-{tab}-button").click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab
    context.close()
