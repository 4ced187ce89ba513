"""Pictures of every tab and every kind of answer, at the width of a desk and of a phone, light and dark.

    python benchmarks/screenshots.py [--out screenshots] [--only NAME …]
    python benchmarks/screenshots.py --readme

It serves the page over the invented texts of the tests, so that every kind of answer is there, and asks nothing of the network.
``--readme`` takes the two pictures of the README instead, over the text that comes with the project.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.page.conftest import CHROMIUM, DESKTOP, PHONE, QUIET, free_port, serve  # noqa: E402

QUESTIONS = {
    "figure": "How many learners took part in 2022-23?",
    "comparison": "Compare the number of learners in 2022-23 and 2023-24",
    "history": "Give the history of the placement grants",
    "eligibility": "May an apprentice take part?",
    "not-listed": "May a pensioner take part?",
    "conflict": "Since when have there been vouchers?",
    "list": "Which policies name learners?",
    "section": "Who are the target groups?",
    "citation": "How do I cite this?",
    "abstention": "What was the budget in 2019?",
}
CLAIMS = "In 2022-23, the number of learners rose to 131. Only 150 learners took part. The minister visited every school."
#: What the pictures of the README show.
README_QUESTION = "How did the number of participants change between 2022-23 and 2023-24?"
README_CLAIMS = "In 2022-23, 196 participants came from 28 Flemish VET schools. 60% of the participants were female. The minister visited every school."


def ask(page: Any, question: str) -> None:
    """Asks in a new conversation and waits for the answer."""
    page.locator(".new-talk").click()
    page.locator("#log .turn").first.wait_for(state="detached")
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.locator("#log .turn").first.wait_for()
    page.mouse.move(0, 0)
    page.wait_for_timeout(700)


def tab(page: Any, name: str) -> None:
    """Opens a tab, from the row of tabs or from the menu that holds those without room."""
    shown = page.locator(f"#tab-{name}-button")
    if not shown.is_visible():
        page.locator("#tabs .overflow-menu > button").click()
        page.locator("#tabs .overflow-dropdown button", has_text=name.capitalize()).click()
    else:
        shown.click()
    page.wait_for_timeout(500)


def choose(page: Any, name: str, words: str) -> None:
    """Chooses from a list by typing the beginning of an entry."""
    field = page.locator(f"#{name} input")
    field.click()
    field.press_sequentially(words, delay=20)
    page.wait_for_timeout(300)
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_timeout(300)


def shoot(page: Any, out: Path, only: set[str]) -> None:
    """Goes through the page and takes the pictures."""

    def take(name: str, whole: bool = True) -> None:
        if only and name not in only:
            return
        size = page.viewport_size
        if whole:  # a higher window, not a stitched picture: what sticks to the window's edge stays there
            height = page.evaluate("document.querySelector('gradio-app').scrollHeight")
            page.set_viewport_size(
                {"width": size["width"], "height": max(size["height"], min(height + 40, 4000))}
            )
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(200)
        page.screenshot(path=str(out / f"{name}.png"))
        page.set_viewport_size(size)

    page.locator("#welcome .role").first.wait_for()
    page.wait_for_timeout(800)
    take("start", whole=False)
    for name, question in QUESTIONS.items():
        if only and name not in only:
            continue
        ask(page, question)
        take(name)
    page.locator("#filters button").first.click()
    page.wait_for_timeout(400)
    take("filters")
    page.locator("#filters button").first.click()
    ask(page, QUESTIONS["figure"])
    page.locator("#log a.cite").first.click()
    page.locator("#source mark").first.wait_for()
    page.wait_for_timeout(500)
    take("source", whole=False)
    if page.locator(".close-source").is_visible():
        page.locator(".close-source").click()
    page.locator("#shelf summary").click()
    page.wait_for_timeout(300)
    take("conversations", whole=False)
    page.keyboard.press("Escape")
    tab(page, "check")
    take("check-start", whole=False)
    page.locator("#claim textarea").fill(CLAIMS)
    page.locator("#do-check").click()
    page.locator(".claims").wait_for()
    page.wait_for_timeout(300)
    take("check")
    tab(page, "figures")
    page.locator("svg.plot").wait_for()
    take("figures")
    tab(page, "policies")
    page.locator("#listing table").wait_for()
    take("policies")
    page.locator("#listing a.to-policy").first.click()
    page.locator("#policy-title").wait_for()
    page.wait_for_timeout(500)
    take("policy")
    page.locator(".to-list").click()
    page.locator("#compare button").first.click()
    for name, title in (("left", "Placement"), ("right", "Learning")):
        choose(page, name, title)
    page.locator("#beside table").wait_for()
    page.wait_for_timeout(300)
    take("compare")


def readme(browser: Any, folder: Path) -> None:
    """The two pictures of the README: a question with its source, and a checked paragraph."""
    with tempfile.TemporaryDirectory() as store:
        process, url = serve_app(Path(store))
        try:
            viewport = {"width": DESKTOP["width"], "height": 1000}
            page = browser.new_context(viewport=viewport, color_scheme="light", locale="en-GB").new_page()
            page.goto(url)
            page.locator("#tab-ask").wait_for()
            page.locator(".roles .ask-this").first.wait_for()
            ask(page, README_QUESTION)
            page.locator("#log a.cite", has_text="[2]").first.click()
            page.locator("#source mark").first.wait_for()
            page.wait_for_timeout(800)
            page.screenshot(path=str(folder / "ask.png"))
            tab(page, "check")
            page.locator("#claim textarea").fill(README_CLAIMS)
            page.locator("#do-check").click()
            page.locator(".claims").wait_for()
            page.wait_for_timeout(500)
            page.set_viewport_size({"width": DESKTOP["width"], "height": 1300})
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(300)
            page.screenshot(path=str(folder / "check.png"))
        finally:
            process.terminate()


def serve_app(store: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Serves the real page over the text that comes with the project, which is indexed first."""
    port = free_port()
    command = [sys.executable, str(ROOT / "app.py"), "--store", str(store / "store"), "--port", str(port)]
    process, url = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL), f"http://127.0.0.1:{port}/"
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return process, url
        except OSError:
            time.sleep(0.25)


def main() -> None:
    """Takes all pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--size", choices=["desktop", "phone"])
    parser.add_argument("--scheme", choices=["light", "dark"])
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    if options.readme:
        with sync_playwright() as driver:
            readme(driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET), ROOT / "docs")
        return
    process, url = serve("tests.page.serve_fake")
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
            for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
                for scheme in ("light", "dark"):
                    if options.size not in (None, size) or options.scheme not in (None, scheme):
                        continue
                    folder = options.out / f"{size}-{scheme}"
                    folder.mkdir(parents=True, exist_ok=True)
                    page = browser.new_context(
                        viewport=viewport, color_scheme=scheme, locale="en-GB"
                    ).new_page()
                    page.set_default_timeout(10_000)
                    page.on("pageerror", lambda error: print("page error:", error))
                    page.goto(url)
                    shoot(page, folder, set(options.only))
                    print(folder)
    finally:
        process.terminate()


if __name__ == "__main__":
    main()
