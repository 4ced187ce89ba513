"""Many rows in one process: every row gets its reply, in order, also where it is wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.batch import BadRow, Row, read_row, replies
from assistant.model import Answer
from corpus.errors import StoreError
from corpus.model import Passage

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def asked(run: Run, store: Path, folder: Path, lines: list[str]) -> tuple[subprocess.CompletedProcess[str], list[dict[str, Any]]]:
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("batch", folder / "in.jsonl", folder / "out.jsonl", "--store", store)
    return done, [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def rounded(passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**passage, "score": round(passage["score"], 4)} for passage in passages]


def test_questions_claims_and_searches_are_replied_to_as_if_asked_alone(run: Run, store: Path, tmp_path: Path) -> None:
    question = "How many learners took part in Harbour Placements in 2022?"
    claim = "In 2022, 131 learners took part in Harbour Placements. In 2021, 90 learners took part in Harbour Placements."
    rows = [
        {"id": "a", "question": question},
        {"id": "b", "question": "And in 2021?", "history": [question]},
        {"id": "c", "claim": claim},
        {"id": "d", "search": "adults without a qualification", "k": 2},
        {"id": "e", "search": "upper secondary", "history": ["Harbour Placements"]},
    ]
    done, found = asked(run, store, tmp_path, [json.dumps(row) for row in rows])
    assert (done.returncode, done.stdout, done.stderr) == (0, f"5 of 5 rows answered: {tmp_path / 'out.jsonl'}\n", "")

    def alone(*arguments: object) -> Any:
        return json.loads(run(*arguments, "--json", "--store", store).stdout)

    # Vectors of many queries at once differ from those of one in the last digits.
    found = [{**reply, "passages": rounded(reply["passages"])} if "passages" in reply else reply for reply in found]
    assert found == [
        {"id": "a", **alone("ask", question)},
        {"id": "b", **alone("ask", "And in 2021?", "--history", question)},
        {"id": "c", **alone("check", claim)},
        {"id": "d", "passages": rounded(alone("search", "adults without a qualification", "-k", "2")["passages"])},
        {"id": "e", "passages": rounded(alone("search", "upper secondary", "--history", "Harbour Placements")["passages"])},
    ]
    assert (found[2]["verdict"], len(found[2]["details"]["sentences"]), len(found[3]["passages"])) == ("contradicted", 2, 2)


def test_wrong_rows_get_an_error_that_names_their_line_and_the_rest_goes_on(run: Run, store: Path, tmp_path: Path) -> None:
    lines = ["{", "", '{"id": 7, "question": "How many learners took part in 2022?"}', '{"id": 8, "question": 5}']
    done, found = asked(run, store, tmp_path, lines)
    assert done.returncode == 0
    assert [(reply["id"], "error" in reply) for reply in found] == [(None, True), (7, False), (8, True)]
    assert done.stderr.splitlines() == [
        "not answered: line 1 is not JSON (Expecting property name enclosed in double quotes)",
        'not answered: line 4: "question" must be words',
    ]
    assert done.stdout == f"1 of 3 rows answered: {tmp_path / 'out.jsonl'}\n"


def test_a_batch_of_nothing_but_wrong_rows_fails(run: Run, store: Path, tmp_path: Path) -> None:
    done, found = asked(run, store, tmp_path, ["[]"])
    assert done.returncode == 1
    assert found == [{"id": None, "error": 'line 1 is not an object with "id" and "question", "claim" or "search"'}]


def test_an_empty_batch_is_done_at_once(run: Run, store: Path, tmp_path: Path) -> None:
    done, found = asked(run, store, tmp_path, [""])
    assert (done.returncode, found, done.stdout) == (0, [], f"0 of 0 rows answered: {tmp_path / 'out.jsonl'}\n")


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ({"id": "a", "question": " How\nmany? "}, Row(3, "a", "question", "How\nmany?")),
        ({"question": "How many?", "history": ["", "In 2021?"]}, Row(3, 3, "question", "How many?", ("In 2021?",))),
        ({"id": 0, "claim": "It rose.", "question": None}, Row(3, 0, "claim", "It rose.")),
        ({"id": "s", "search": "grants", "k": 20, "history": None}, Row(3, "s", "search", "grants", (), 20)),
        ({"id": "u", "question": "a\ud800b\x1b[31m?"}, Row(3, "u", "question", "a?b [31m?")),
        ({"id": "x"}, BadRow(3, "x", 'line 3: give one of "question", "claim" and "search", not none of them')),
        (
            {"id": "x", "question": "q", "search": "s"},
            BadRow(3, "x", 'line 3: give one of "question", "claim" and "search", not "question" and "search"'),
        ),
        ({"id": "x", "claim": " . "}, BadRow(3, "x", "line 3: the claim is empty: write it in words")),
        ({"id": "x", "search": "s", "k": 0}, BadRow(3, "x", 'line 3: "k" must be a number from 1 to 1000')),
        ({"id": "x", "search": "s", "k": True}, BadRow(3, "x", 'line 3: "k" must be a number from 1 to 1000')),
        ({"id": "x", "question": "q", "history": "q"}, BadRow(3, "x", 'line 3: "history" must be a list of earlier questions')),
        ({"id": "x", "question": "q", "history": [1]}, BadRow(3, "x", 'line 3: "history" must be a list of earlier questions')),
    ],
)
def test_a_row_is_read_or_refused_with_the_reason(data: dict[str, Any], row: Row | BadRow) -> None:
    assert read_row(json.dumps(data), 3) == row


def test_a_row_that_fails_does_not_take_the_others_with_it(scripted: Any) -> None:
    scripted.answers["Known?"] = Answer("not_found", "The texts do not say.")
    rows = [Row(1, "a", "question", "Unknown?"), Row(2, "b", "question", "Known?")]
    failed, answered = replies(scripted, rows)
    assert failed == {"id": "a", "error": "line 1: this row could not be answered (KeyError: 'Unknown?')"}
    assert (answered["id"], answered["answer"]) == ("b", "The texts do not say.")


def test_a_search_that_fails_among_many_leaves_the_others_their_passages(scripted: Any) -> None:
    passage = Passage("harbour.txt", "7", "Harbour", "Norhaven", "", 0, 7, "In 2021", "", 1.0)

    class Picky(type(scripted)):  # type: ignore[misc]
        def search(self, query: str, k: int = 8, history: Any = ()) -> list[Passage]:
            if query == "bad":
                raise StoreError("the store is gone: index it again")
            return [passage]

    bad, good = replies(Picky(), [Row(1, "a", "search", "bad"), Row(2, "b", "search", "good")])
    assert bad == {"id": "a", "error": "line 1: the store is gone: index it again"}
    assert [p["text"] for p in good["passages"]] == ["In 2021"]
