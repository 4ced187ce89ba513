"""Exams: what counts as right, how faults are told apart, and the report of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate import Fault, Result, auroc, evaluate, read_exam
from assistant.model import Answer, Quote
from assistant.report import as_html, as_markdown, as_plain, write_report
from corpus.errors import UsageError
from corpus.model import Policy

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FIGURE = {
    "id": "f1",
    "type": "figure",
    "question": "How many in 2021?",
    "must": ["\\b84\\b"],
    "must_not": ["\\b131\\b"],
    "evidence": ["no such words|84 learners\n took part"],
}


def exam(folder: Path, *rows: Any) -> Path:
    file = folder / "exam.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def result_of(folder: Path, scripted: Any, *rows: Any) -> Result:
    return evaluate(scripted, read_exam(exam(folder, *rows)), "exam.jsonl")


def answered(policy: Policy, text: str, *spans: tuple[int, int], verdict: str | None = None, confidence: float = 0.9) -> Answer:
    quotes = tuple(Quote(policy, "", *span) for span in spans)
    return Answer("answered", text, verdict=verdict, quotes=quotes, confidence=confidence)


def not_found(confidence: float = 0.1, verdict: str | None = None) -> Answer:
    return Answer("not_found", "The texts do not say.", verdict=verdict, confidence=confidence)


@pytest.mark.parametrize(
    ("text", "spans", "faults"),
    [
        ("84 [1]", [(0, 31)], ()),
        ("They were many [1]", [(0, 31)], ()),
        ("84 [1]", [], (Fault("quote", "does not quote “no such words|84 learners\n took part”"),)),
        ("84, not 131 [1]", [(0, 31)], (Fault("answer", "has /\\b131\\b/"),)),
        (
            "131 [1]",
            [(32, 64)],
            (
                Fault("answer", "lacks /\\b84\\b/"),
                Fault("answer", "has /\\b131\\b/"),
                Fault("quote", "does not quote “no such words|84 learners\n took part”"),
            ),
        ),
        ("84 [1]" + " so" * 1000, [(0, 31)], (Fault("answer", "says too much: 3006 characters"),)),
    ],
)
def test_an_answer_is_judged_by_its_words_and_its_quotes_apart(
    scripted: Any, policy: Policy, tmp_path: Path, text: str, spans: list[tuple[int, int]], faults: tuple[Fault, ...]
) -> None:
    scripted.answers["How many in 2021?"] = answered(policy, text, *spans)
    (judged,) = result_of(tmp_path, scripted, FIGURE).judged
    assert judged.faults == faults
    assert judged.outcome == ("right" if not faults else "wrong")


def test_a_quote_must_stand_where_it_says_in_a_text_of_the_index(scripted: Any, policy: Policy, tmp_path: Path) -> None:
    other = Policy("8", "other.txt", "Other", "", "", "", "plain", "84 learners took part")
    changed = Policy("7", "harbour.txt", "Changed", "", "", "", "plain", "They say: 84 learners took part.")
    scripted.answers["How many in 2021?"] = Answer("answered", "84 [1][2]", quotes=(Quote(other, "", 0, 21), Quote(changed, "", 10, 31)))
    (judged,) = result_of(tmp_path, scripted, FIGURE).judged
    assert judged.faults == (
        Fault("quote", "cites 'other.txt', which is not among the texts"),
        Fault("quote", "[2] does not stand at 10-31 of its text"),
    )


def test_abstaining_is_right_only_where_the_texts_hold_no_answer(scripted: Any, policy: Policy, tmp_path: Path) -> None:
    unanswerable = {"id": "u", "type": "unanswerable", "answerable": False}
    scripted.answers |= {
        "How many in 2021?": not_found(),
        "Budget?": not_found(),
        "Colour?": answered(policy, "Blue [1]", (0, 31), confidence=0.6),
        "Smell?": answered(policy, "Salt [1]", (0, 31), confidence=0.4),
    }
    rows = [{**unanswerable, "question": q} for q in ("Budget?", "Colour?", "Smell?")]
    result = result_of(tmp_path, scripted, {**FIGURE, "must": [], "evidence": []}, *rows)
    assert [j.outcome for j in result.judged] == ["abstained wrongly", "abstained rightly", "wrong", "wrong"]
    assert [j.surely_wrong for j in result.judged] == [False, False, True, False]
    assert (result.share, result.surely_wrong) == (0.25, 0.25)


def test_verdicts_are_faults_of_their_own(scripted: Any, policy: Policy, tmp_path: Path) -> None:
    scripted.answers |= {
        "It rose.": answered(policy, "It rose [1]", (0, 31), verdict="supported"),
        "It fell.": not_found(verdict="not_found"),
        "May they?": not_found(verdict="not_listed"),
    }
    rows = [
        {"id": 1, "type": "claim", "claim": "It rose.", "verdict": "contradicted"},
        {"id": 2, "type": "claim", "claim": "It fell.", "verdict": "not_found"},
        {"id": 3, "type": "eligibility", "question": "May they?", "verdict": "not_listed"},
    ]
    result = result_of(tmp_path, scripted, *rows)
    assert [j.faults for j in result.judged] == [(Fault("verdict", "verdict supported, not contradicted"),), (), ()]


def test_the_history_is_asked_with_and_a_row_that_fails_is_wrong(scripted: Any, tmp_path: Path) -> None:
    result = result_of(tmp_path, scripted, {**FIGURE, "history": ["Harbour?"]})
    assert scripted.histories == [("Harbour?",)]
    assert result.judged[0].faults == (
        Fault("answer", "line 1: this row could not be answered (KeyError: 'How many in 2021?')"),
    )


def test_auroc_is_the_chance_that_the_answerable_one_of_a_pair_has_more_confidence() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5, 0.9], [0.5]) == 0.75
    assert auroc([0.5], []) is None


def test_auroc_of_an_exam_leaves_claims_out(scripted: Any, policy: Policy, tmp_path: Path) -> None:
    scripted.answers |= {"A?": answered(policy, "84 [1]", (0, 31)), "B?": not_found(), "C.": not_found(0.0, "not_found")}
    rows = [
        {"id": 1, "type": "figure", "question": "A?"},
        {"id": 2, "type": "unanswerable", "question": "B?", "answerable": False},
        {"id": 3, "type": "claim", "claim": "C.", "verdict": "not_found"},
    ]
    assert result_of(tmp_path, scripted, *rows).auroc == 1.0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 1 is not JSON"),
        ('{"id": 1, "type": "x"}', 'line 1: give one of "question", "claim" and "search"'),
        ('{"id": 1, "search": "x"}', 'line 1: an exam asks a "question" or a "claim"'),
        ('{"id": 1, "question": "q", "must": "x"}', 'line 1: "must" must be a list of strings'),
        ('{"id": 1, "question": "q", "must_not": ["("]}', "line 1: '(' in \"must_not\" is no regular expression"),
        ("", "holds no row to ask"),
    ],
)
def test_an_exam_that_cannot_be_judged_is_refused_with_the_line(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "exam.jsonl").write_text(line)
    with pytest.raises(UsageError) as error:
        read_exam(tmp_path / "exam.jsonl")
    assert reason in str(error.value)


@pytest.fixture
def result(scripted: Any, policy: Policy, tmp_path: Path) -> Result:
    scripted.answers |= {
        "How many in 2021?": answered(policy, "131 <b>|</b> [1]", (0, 31)),
        "Budget?": not_found(),
    }
    unanswerable = {"id": "u1", "type": "unanswerable", "question": "Budget?", "answerable": False}
    return result_of(tmp_path, scripted, FIGURE, unanswerable)


def test_the_plain_result_counts_by_type(result: Result) -> None:
    found = as_plain(result)
    counts = {"right": 0, "abstained rightly": 0, "abstained wrongly": 0, "wrong": 0} | dict.fromkeys(
        ("answer faults", "quote faults", "verdict faults"), 0
    )
    assert {key: found[key] for key in ("exam", "index", "rows", "right", "share", "wrong_with_confidence", "auroc")} == {
        "exam": "exam.jsonl", "index": "scripted", "rows": 2, "right": 1, "share": 0.5, "wrong_with_confidence": 0.5, "auroc": 1.0,
    }  # fmt: skip
    assert found["types"] == {
        "figure": {"rows": 1, **counts, "wrong": 1, "answer faults": 1},
        "unanswerable": {"rows": 1, **counts, "abstained rightly": 1},
    }
    assert [(f["id"], f["asked"], f["faults"]) for f in found["failures"]] == [("f1", "How many in 2021?", ["has /\\b131\\b/"])]


def test_the_reports_name_what_went_wrong_and_nothing_in_them_is_markup(result: Result) -> None:
    markdown, page = as_markdown(result), as_html(result)
    assert "| figure | 1 | 0 | 0 | 0 | 1 | 1 | 0 | 0 |" in markdown
    assert "| f1 | figure | How many in 2021? | has /\\\\b131\\\\b/ | 131 &lt;b&gt;\\|&lt;/b&gt; [1] |" in markdown
    assert "<tr><td>f1</td><td>figure</td><td>How many in 2021?</td><td>has /\\b131\\b/</td><td>131 &lt;b&gt;|&lt;/b&gt; [1]</td></tr>" in page
    for report in (markdown, page):
        assert "right 1 of 2 = 0.500" in report and "AUROC 1.000" in report and "<b>" not in report


def test_a_report_is_written_in_the_form_that_its_name_says(result: Result, tmp_path: Path) -> None:
    for name, start in (("r.md", "# exam.jsonl\n"), ("r.HTML", "<!doctype html>")):
        write_report(result, tmp_path / name)
        assert (tmp_path / name).read_text("utf-8").startswith(start)
    for name in ("r.pdf", "no/such/r.md"):
        with pytest.raises(UsageError):
            write_report(result, tmp_path / name)


def test_the_program_asks_an_exam_over_texts_and_fails_below_the_least_share(run: Run, texts: Path, tmp_path: Path) -> None:
    question = "How many learners took part in Harbour Placements in 2022?"
    row = {"id": "a", "type": "figure", "question": question, "must": ["\\b131\\b"], "evidence": ["131 learners took part"]}
    wrong = {**row, "id": "b", "must": ["\\b9999\\b"]}
    report = tmp_path / "report.md"
    done = run("evaluate", exam(tmp_path, row, wrong), "--texts", texts, "--at-least", "0.5", "--report", report, "--show")
    assert done.returncode == 0, done.stderr
    assert "right 1 of 2 = 0.500" in done.stdout and "lacks /\\b9999\\b/" in done.stdout
    assert "right 1 of 2 = 0.500" in report.read_text("utf-8")
    assert not (tmp_path / "default-store").exists()

    below = run("evaluate", exam(tmp_path, row, wrong), "--texts", texts, "--at-least", "0.95", "--json")
    assert (below.returncode, json.loads(below.stdout)["share"]) == (1, 0.5)
    last = below.stderr.splitlines()[-1]
    assert last == "vet-assistant: 0.500 of the rows are right, which is less than 0.95 (--at-least)"
