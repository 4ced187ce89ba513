"""A served page over the fake engine, and a real browser that looks at it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
#: The browser must not call home either: the tests record every request that leaves.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--no-pings",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(module: str, *arguments: str, port: int = 0) -> tuple[subprocess.Popen[bytes], str]:
    """Starts a page in a process of its own and waits until it answers; gives the process and the address."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(port), *arguments], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/"
    for _ in range(240):
        if process.poll() is not None:
            raise RuntimeError(f"the page ended with status {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return process, url
        except OSError:
            time.sleep(0.25)
    process.kill()
    raise RuntimeError("the page did not answer within a minute")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the page over the fake engine."""
    process, url = serve("tests.page.serve_fake")
    yield url
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; skips where there is none."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, site: str) -> Iterator[Any]:
    """The page, opened with an empty memory, in the width of a desk and of a phone."""
    context = browser.new_context(viewport=request.param, locale="en-GB", accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    opened.goto(site)
    opened.locator("#welcome .role").first.wait_for()
    yield opened
    context.close()


def ask(page: Any, question: str) -> None:
    """Types a question, presses Enter and waits for the finished answer."""
    before = page.locator("#log .turn").count()
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    box.press("Enter")
    page.locator("#log .turn").nth(before).wait_for()


def open_tab(page: Any, name: str) -> None:
    """Opens one of the tabs."""
    page.locator(f"#tab-{name}-button").click()
    page.locator(f"#tab-{name}").wait_for()


def choose(page: Any, name: str, words: str) -> None:
    """Chooses from the list ``name`` by typing the beginning of an entry."""
    field = page.locator(f"#{name} input")
    field.click()
    field.press("Control+a")
    field.press_sequentially(words, delay=20)
    page.locator(f"#{name} [role=option]", has_text=words).first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
