"""The page over the real assistant: from an empty disk to a first answer, with nothing leaving the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.page.conftest import DESKTOP, ask, open_tab, serve
from tests.page.test_api import post


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The page, started with no index, and the log of what its process calls beyond this machine."""
    folder = tmp_path_factory.mktemp("first start")
    process, url = serve("tests.page.serve_watched", str(folder / "calls.log"), str(folder / "store"))
    yield url, folder
    process.terminate()
    process.wait(20)


def test_the_first_start_indexes_the_shipped_texts_and_answers_and_calls_nobody(
    browser: Any, started: tuple[str, Path]
) -> None:
    url, folder = started
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.locator("#welcome .role").first.wait_for()
    ask(page, "What share of participants was female in 2022-23?")
    assert "57.14" in page.locator("#log .big .value").inner_text()
    assert "57.14%" in page.locator("#source #hit").inner_text()
    for tab, part in (
        ("check", "#claim"),
        ("figures", "#ledger tbody tr"),
        ("policies", "#listing tbody tr"),
    ):
        open_tab(page, tab)
        page.locator(part).first.wait_for()
    hosts = {urlsplit(address).hostname for address in asked if address.startswith("http")}
    assert hosts == {"127.0.0.1"}
    log = folder / "calls.log"
    assert not log.exists() or log.read_text("utf-8") == ""
    context.close()


def test_a_page_that_loads_from_elsewhere_is_stopped_by_the_content_policy(
    browser: Any, started: tuple[str, Path]
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(started[0])
    page.locator("#welcome .role").first.wait_for()
    stopped = page.evaluate("""() => new Promise((tell) => {
        document.addEventListener('securitypolicyviolation', (event) => tell(event.blockedURI), {once: true});
        document.body.append(Object.assign(new Image(), {src: 'http://example.org/pixel.png'}));
    })""")
    assert stopped == "http://example.org/pixel.png"
    context.close()


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_every_example_question_is_answered_from_the_shipped_texts(
    language: str, started: tuple[str, Path]
) -> None:
    from assistant.page.log import ROLES, examples

    for role in ROLES:
        for question in examples(role, [], language):
            assert post(started[0], "ask", {"question": question})[1]["status"] == "answered", question
