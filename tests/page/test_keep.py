"""What a reader keeps and hands on: conversations, files, links and votes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from tests.page.conftest import DESKTOP, ask, serve

QUESTION = "How many learners took part in 2022-23?"


def test_conversations_survive_a_reload_and_can_be_reopened_renamed_and_deleted(page: Any) -> None:
    ask(page, QUESTION)
    page.locator(".new-talk").click()
    page.locator("#log .turn").first.wait_for(state="detached")
    ask(page, "The history of the grants")
    page.reload()
    page.locator("#log .card-history").wait_for()
    page.locator("#shelf summary").click()
    page.locator("#shelf").get_by_role("button", name=QUESTION, exact=True).click()
    page.locator("#log .card-figure").wait_for()

    page.locator("#shelf summary").click()
    page.get_by_role("button", name=f"Rename: {QUESTION}").click()
    page.get_by_role("textbox", name="Name of the conversation").fill("Learners in 2022-23")
    page.get_by_role("button", name="Save").click()
    page.locator("#shelf").get_by_role("button", name="Learners in 2022-23", exact=True).wait_for()

    page.get_by_role("button", name="Delete: Learners in 2022-23").click()
    page.locator("#log .turn").first.wait_for(state="detached")
    page.wait_for_function("document.activeElement.classList.contains('undo')")
    page.keyboard.press("Enter")  # brought back, to the page as well
    page.locator("#log .card-figure").wait_for()
    page.get_by_role("button", name="Delete: Learners in 2022-23").click()
    page.locator("#log .turn").first.wait_for(state="detached")
    page.reload()
    page.locator("#welcome .role").first.wait_for()
    page.locator("#shelf summary").click()
    page.locator("#shelf .open-talk").first.wait_for()
    assert page.locator("#shelf .open-talk").all_inner_texts() == ["The history of the grants"]


def test_a_conversation_survives_a_restart_of_the_server(browser: Any) -> None:
    process, url = serve("tests.page.serve_fake")
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    page.goto(url)
    page.locator("#welcome .role").first.wait_for()
    ask(page, QUESTION)
    process.terminate()
    process.wait(20)
    process, url = serve("tests.page.serve_fake", port=int(url.rstrip("/").rsplit(":", 1)[1]))
    page.goto(url)
    page.locator("#log .card-figure").wait_for()
    page.locator("#log a.cite").first.click()
    page.locator("#source mark", has_text="rose to 131").wait_for()
    context.close()
    process.terminate()


def exported(page: Any, name: str) -> bytes:
    """The conversation as the file behind one of the export buttons."""
    page.locator("#exports summary").click()
    with page.expect_download() as waiting:
        page.locator("#exports").get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_conversation_is_exported_with_quotes_links_and_how_to_cite(page: Any) -> None:
    ask(page, QUESTION)
    ask(page, "Since when have there been vouchers?")
    texts = [exported(page, "Markdown").decode(), exported(page, "Web page (HTML)").decode()]
    from docx import Document

    word = Document(io.BytesIO(exported(page, "Word (DOCX)")))
    texts.append("\n".join(paragraph.text for paragraph in word.paragraphs))
    assert {link.target_ref for link in word.part.rels.values() if link.is_external} == {
        "https://example.org/policies/101",
        "https://example.org/policies/102",
    }
    for text in texts:
        for told in (
            QUESTION,
            "rose to 131, from 17 schools",
            "The first vouchers were issued in 2022",
            "invented texts 1",
            "Cite as",
            "Placement grants: Northland. Registry of policies.",
        ):
            assert told in text.replace("\\", "")
    assert all("https://example.org/policies/101" in text for text in texts[:2])


def test_a_link_opens_with_its_question(browser: Any, site: str) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    page.goto(f"{site}?q=May+an+apprentice+take+part%3F")
    page.locator("#log .card-eligibility").wait_for()
    assert page.locator("#log .asked").inner_text() == "May an apprentice take part?"
    page.reload()
    page.locator("#log .card-eligibility").wait_for()
    page.wait_for_timeout(1500)
    assert page.locator("#log .turn").count() == 1  # a reload does not ask it again
    context.close()


def test_a_vote_with_its_comment_is_kept_on_this_computer(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "feedback.jsonl"
    process, url = serve("tests.page.serve_fake", str(file))
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    page.goto(url)
    page.locator("#welcome .role").first.wait_for()
    ask(page, QUESTION)
    page.get_by_role("button", name="Not helpful").click()
    page.get_by_role("textbox", name="What should be better?").fill("Say which schools.")
    page.get_by_role("button", name="Send").click()
    page.locator("#spoken", has_text="Thank you").wait_for()
    page.wait_for_timeout(500)
    from assistant.page.feedback import read

    (vote,) = read(file)
    assert (vote.vote, vote.question, vote.comment) == (-1, QUESTION, "Say which schools.")
    assert all(json.loads(line)["question"] == QUESTION for line in file.read_text("utf-8").splitlines())
    page.reload()
    page.locator('#log .vote[data-vote="-1"][aria-pressed="true"]').wait_for()
    context.close()
    process.terminate()
