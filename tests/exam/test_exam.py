"""The exam can be passed: its rows are well formed, and what they want quoted stands in the texts."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TEXTS = HERE.parent / "texts"
EXAMS = sorted(HERE.glob("*.jsonl"))

VERDICTS = {
    "eligibility": {"yes", "no", "not_listed"},
    "claim": {"supported", "contradicted", "not_found"},
}


def rows(exam: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exam.read_text(encoding="utf-8").splitlines()]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def words_of(document: str) -> str:
    """The words of a text; for html, roughly what a reader sees."""
    path = next(path for path in TEXTS.iterdir() if path.stem == document)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return squeeze(text)


def documents(row: dict[str, Any]) -> list[str]:
    return row["document"] if isinstance(row["document"], list) else [row["document"]]


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.stem)
def test_no_row_and_no_question_stands_twice(exam: Path) -> None:
    asked = [(row.get("question") or row["claim"], tuple(row.get("history", ()))) for row in rows(exam)]
    assert len({row["id"] for row in rows(exam)}) == len(asked) == len(set(asked))


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.stem)
def test_every_piece_of_evidence_stands_in_its_text_word_for_word(exam: Path) -> None:
    missing = []
    for row in rows(exam):
        text = " ".join(words_of(document) for document in documents(row))
        parts = [part for need in row.get("evidence", []) for part in need.split("|")]
        missing += [(row["id"], part) for part in parts if squeeze(part) not in text]
    assert missing == []


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.stem)
def test_what_an_answer_must_say_can_be_said_from_its_text(exam: Path) -> None:
    unfair = []
    for row in rows(exam):
        if row["type"] == "crossdoc":
            continue  # a count may be stated in no text
        text = " ".join(words_of(document) for document in documents(row))
        unfair += [(row["id"], must) for must in row.get("must", []) if not re.search(must, text, re.I)]
    assert unfair == []


@pytest.mark.parametrize("exam", EXAMS, ids=lambda exam: exam.stem)
def test_every_row_can_be_judged(exam: Path) -> None:
    for row in rows(exam):
        if row["type"] in VERDICTS:
            assert row["verdict"] in VERDICTS[row["type"]], row["id"]
        elif row["type"] == "unanswerable":
            assert row["answerable"] is False and "must" not in row and "evidence" not in row, row["id"]
        else:
            assert row["must"] and documents(row), row["id"]
