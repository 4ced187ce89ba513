"""How long a reader waits: from Enter to the first words of an answer, and from the start of the program to the first answer.

    python benchmarks/page_latency.py [--store STORE] [--questions N]

Measured in headless Chromium, by the browser's own clock: from the key to the frame in which words of the answer stand in the page.
Without a store, the texts that come with the project are indexed into a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.page.conftest import CHROMIUM, DESKTOP, QUIET, free_port  # noqa: E402

QUESTIONS = [
    "What share of participants was female in 2022-23?",
    "How did the number of participants change between 2022-23 and 2023-24?",
    "May learners in full-time education take part in ErasDu?",
    "Who are the target groups?",
    "How has mobility in VET developed since 2018?",
    "What was the budget in 2023?",
    "Since when is ErasDu open to full-time education?",
    "How should this page be cited?",
]

#: Notes the time of the key, and of the first frame after words of the answer came.
WATCH = """() => {
    window.waited = [];
    const turns = () => document.querySelectorAll('#log .turn').length;
    const parts = '#live .prose-text, #live .event, #live .value';
    let pressed = 0, before = 0;
    const words = () => turns() > before || [...document.querySelectorAll(parts)].some((part) => part.textContent.trim());
    document.querySelector('#question textarea').addEventListener('keydown', (event) => { if (event.key === 'Enter') { pressed = performance.now(); before = turns(); } }, true);
    new MutationObserver(() => {
        if (!pressed || !words()) return;
        const from = pressed; pressed = 0;
        requestAnimationFrame(() => window.waited.push(performance.now() - from));
    }).observe(document.querySelector('#talk'), {subtree: true, childList: true, characterData: true});
}"""


def start(store: Path) -> tuple[subprocess.Popen[bytes], str, float]:
    """Starts the program as a user does; gives the process, its address and the time of the start."""
    port = free_port()
    began = time.perf_counter()
    command = [sys.executable, str(ROOT / "app.py"), "--store", str(store), "--port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL), f"http://127.0.0.1:{port}/", began


def open_page(page: Any, url: str) -> None:
    """Opens the page as soon as something answers there."""
    for _ in range(600):
        try:
            page.goto(url)
            break
        except Exception:
            time.sleep(0.1)
    page.get_by_role("textbox", name="Your question").wait_for()


def ask(page: Any, question: str) -> None:
    """Asks, and waits until the answer is whole."""
    before = page.locator("#log .turn").count()
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    box.press("Enter")
    page.locator("#log .turn").nth(before).wait_for()


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--questions", type=int, default=32)
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        store = options.store or Path(folder) / "store"
        if options.store is None:
            subprocess.run(
                [sys.executable, "-m", "assistant", "index", "corpus/texts", "--store", str(store)],
                cwd=ROOT,
                check=True,
            )
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_context(viewport=DESKTOP, locale="en-GB").new_page()
        page.set_default_timeout(60_000)
        process, url, began = start(store)
        try:
            open_page(page, url)
            print(f"start to the page: {time.perf_counter() - began:.1f} s")
            ask(page, QUESTIONS[0])
            print(f"start to the first answer: {time.perf_counter() - began:.1f} s")
            page.evaluate(WATCH)
            for number in range(options.questions):
                if number % len(QUESTIONS) == 0:
                    page.locator(".new-talk").click()
                    page.locator("#log .turn").first.wait_for(state="detached")
                ask(page, QUESTIONS[number % len(QUESTIONS)])
                page.wait_for_timeout(200)
            waited = sorted(page.evaluate("window.waited"))
        finally:
            process.terminate()
    tenth = statistics.quantiles(waited, n=10)
    print(
        f"Enter to the first words: median {statistics.median(waited):.0f} ms, 90 % within {tenth[-1]:.0f} ms, "
        f"longest {waited[-1]:.0f} ms, {len(waited)} questions"
    )


if __name__ == "__main__":
    main()
