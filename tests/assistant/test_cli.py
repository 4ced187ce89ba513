"""The program as its users meet it: what it prints, where, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COMMANDS = ["index", "ask", "check", "search", "figures", "show", "batch", "evaluate", "serve", "feedback"]
ROOT = Path(__file__).parents[2]


def one_line(done: subprocess.CompletedProcess[str], status: int) -> str:
    """The line of a run that failed with this status, which said nothing else."""
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1), done.stderr
    assert done.stderr.startswith("vet-assistant: ")
    return done.stderr.removeprefix("vet-assistant: ").rstrip("\n")


# --- help -------------------------------------------------------------------------------------------------------------


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help", COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^│ ([a-z]+) ", done.stdout.partition("Commands")[2], re.M) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_in_examples_with_options_that_exist(run: Run, command: str) -> None:
    done = run(command, "--help", COLUMNS="200")
    said, _, examples = done.stdout.partition("Examples:")
    lines = [shlex.split(line) for line in examples.splitlines() if line.strip()]
    assert lines and all(line[:2] == ["vet-assistant", command] for line in lines)
    options = {word for line in lines for word in line if re.fullmatch(r"--?[a-z-]+", word)}
    assert {option for option in options if not re.search(rf"{option}\b", said)} == set()


def test_help_loads_neither_models_nor_vectors() -> None:
    code = "import sys\nfrom assistant.cli import main\nmain(['--help'])\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert {"numpy", "torch", "onnxruntime", "chromadb", "langchain_core", "gradio"} & set(done.stderr.split()) == set()


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"vet-assistant {version('vet-policy-assistant')}\n"


# --- wrong use --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "Missing command (see `vet-assistant --help`)"),
        (("answer", "x"), "No such command 'answer' (see `vet-assistant --help`)"),
        (("ask",), "Missing argument 'QUESTION' (see `vet-assistant ask --help`)"),
        (("ask", "  "), "the question is empty: write it in words"),
        (("ask", "?!"), "the question is empty: write it in words"),
        (("check", ""), "the claim is empty: write it in words"),
        (("search", "\t"), "the search is empty: write it in words"),
        (("figures", "--csv", "--json"), "--csv and --json were both given: choose one"),
        (("evaluate", "no-such.jsonl"), "no-such.jsonl cannot be read (No such file or directory)"),
        (("batch", "no-such.jsonl", "out.jsonl"), "no-such.jsonl cannot be read (No such file or directory)"),
        (("batch", "README.md", "./README.md"), "the replies would overwrite the rows: name another OUT.jsonl"),
    ],
)
def test_wrong_use_is_told_in_one_line_with_status_2(run: Run, arguments: tuple[str, ...], line: str) -> None:
    assert one_line(run(*arguments), 2) == line


@pytest.mark.parametrize("arguments", [("search", "x", "-k", "0"), ("search", "x", "-k", "many"), ("figures", "--year", "soon"), ("serve", "--port", "0")])
def test_a_number_out_of_range_names_its_option(run: Run, arguments: tuple[str, ...]) -> None:
    option = next(word for word in arguments if word.startswith("-"))
    assert one_line(run(*arguments), 2).startswith(f"Invalid value for '{option}': ")


def test_a_setting_that_cannot_be_used_is_named(run: Run) -> None:
    done = run("ask", "How many learners?", VET_ASSISTANT_PORT="high")
    assert one_line(done, 2) == "VET_ASSISTANT_PORT is 'high': give a number from 1 to 65535"


# --- index ------------------------------------------------------------------------------------------------------------


def test_index_makes_the_store_hold_exactly_the_texts_and_names_what_it_could_not_read(run: Run, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    store = tmp_path / "store"
    first = run("index", texts, tmp_path / "empty.txt", tmp_path / "gone", "--store", store)
    assert first.returncode == 0
    assert first.stdout.startswith(f"2 texts in {store} (2 new, 0 changed, 0 as before, 0 removed, 2 could not be read); ")
    assert sorted(re.findall(r"^not read: (\S+): .+$", first.stderr, re.M)) == [str(tmp_path / "empty.txt"), str(tmp_path / "gone")]

    second = run("index", texts / "harbour.md", "--store", store)
    assert second.stdout.startswith(f"1 text in {store} (0 new, 0 changed, 1 as before, 1 removed); ")
    added = run("index", texts / "adults", "--add", "--store", store)
    assert added.stdout.startswith(f"2 texts in {store} (1 new, 0 changed, 1 as before, 0 removed); ")


def test_an_index_of_nothing_fails_and_leaves_the_store_as_it_was(run: Run, texts: Path, tmp_path: Path) -> None:
    run("index", texts, "--store", tmp_path / "store")
    line = one_line(run("index", tmp_path / "gone", "--store", tmp_path / "store"), 1)
    assert "gone" in line and "left as it was" in line
    assert run("show", "harbour.md", "--store", tmp_path / "store").returncode == 0


# --- ask, check, search -----------------------------------------------------------------------------------------------


def test_ask_prints_the_answer_and_the_words_that_it_rests_on(run: Run, store: Path) -> None:
    done = run("ask", "How many learners took part in Harbour Placements in 2022?", "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    assert "131" in done.stdout.partition("Sources")[0]
    assert "[1] “In 2022, 131 learners took part, from 17 schools.”" in done.stdout
    assert "https://example.org/harbour" in done.stdout


def test_json_is_the_only_thing_on_the_output_and_its_quotes_stand_where_they_say(run: Run, store: Path) -> None:
    done = run("ask", "How many learners took part in Harbour Placements in 2022?", "--json", "--store", store)
    answer = json.loads(done.stdout)
    assert list(answer) == [
        "status", "verdict", "answer", "citations", "figures", "searched", "nearest",
        "kind", "details", "confidence", "follow_ups", "understood",
    ]  # fmt: skip
    assert (answer["status"], answer["verdict"]) == ("answered", None)
    for citation in answer["citations"]:
        text = run("show", citation["path"], "--store", store).stdout
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_history_makes_a_follow_up_clear(run: Run, store: Path) -> None:
    earlier = "How many learners took part in Harbour Placements in 2022?"
    done = run("ask", "And in 2021?", "--history", earlier, "--json", "--store", store)
    assert re.search(r"\b84\b", json.loads(done.stdout)["answer"])


def test_an_abstention_is_work_done(run: Run, store: Path) -> None:
    done = run("ask", "What was the budget of Harbour Placements in 2015?", "--json", "--store", store)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"], answer["citations"]) == (0, "not_found", [])
    assert answer["searched"]


def test_a_question_of_broken_characters_is_answered_all_the_same(run: Run, store: Path) -> None:
    done = run("ask", b"How many learners in 2022 \xff\xfe?".decode("utf-8", "surrogateescape"), "--json", "--store", store)
    assert done.returncode == 0 and json.loads(done.stdout)["status"] in {"answered", "not_found"}


def test_a_fresh_process_asks_without_torch(store: Path) -> None:
    code = (
        "import sys\nfrom assistant.cli import main\n"
        f"status = main(['ask', 'How many learners took part in 2022?', '--json', '--store', {str(store)!r}])\n"
        "print(status, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    status, *modules = done.stderr.split()
    assert (status, {"torch", "transformers", "gradio", "sentence_transformers"} & set(modules)) == ("0", set())


def test_search_ranks_spans_of_the_texts(run: Run, store: Path) -> None:
    done = run("search", "vouchers for adults without a qualification", "-k", "2", "--json", "--store", store)
    passages = json.loads(done.stdout)["passages"]
    assert [passage["path"] for passage in passages][:1] == ["adults/lantern.txt"] and len(passages) == 2
    for passage in passages:
        text = run("show", passage["path"], "--store", store).stdout
        assert text[passage["start"] : passage["end"]] == passage["text"]
    shown = run("search", "vouchers for adults", "-k", "1", "--store", store).stdout
    assert shown.startswith("1. ") and "adults/lantern.txt:" in shown


def test_with_no_index_the_texts_of_the_project_are_indexed_first_and_that_is_said(run: Run, tmp_path: Path) -> None:
    done = run("ask", "What is the title of the policy?", "--json")
    assert done.stderr == f"no index in {tmp_path / 'default-store'} yet: indexing the texts that come with the project\n"
    assert json.loads(done.stdout)["status"] in {"answered", "not_found"}
    assert run("show", "43829").stdout == next((ROOT / "corpus" / "texts").glob("43829*")).read_text("utf-8")


def test_a_damaged_store_is_told_in_one_line(run: Run, texts: Path, tmp_path: Path) -> None:
    run("index", texts, "--store", tmp_path / "store")
    for manifest in (tmp_path / "store").glob("gen-*/manifest.json"):
        manifest.write_text("{")
    assert "vet-assistant index" in one_line(run("ask", "How many learners?", "--store", tmp_path / "store"), 1)


# --- figures, show, feedback ------------------------------------------------------------------------------------------


def test_the_ledger_is_the_same_as_json_and_as_csv(run: Run, store: Path) -> None:
    rows = json.loads(run("figures", "--json", "--store", store).stdout)["figures"]
    sheet = list(csv.DictReader(io.StringIO(run("figures", "--csv", "--store", store).stdout)))
    assert [(row["shown"], row["period"], row["path"], row["quote"]) for row in sheet] == [
        (row["shown"], row["period"], row["path"], row["quote"]) for row in rows
    ]
    assert {row["shown"] for row in rows} >= {"84", "131", "655"}


def test_the_ledger_is_restricted_to_year_country_and_policy(run: Run, store: Path) -> None:
    def shown(*arguments: str) -> set[str]:
        return {row["shown"] for row in json.loads(run("figures", *arguments, "--json", "--store", store).stdout)["figures"]}

    assert shown("--year", "2021") == {"84", "12"}
    assert shown("--country", "Norhaven", "--year", "2022") == {"131", "17"}
    assert shown("--policy", "no such policy") == set()
    done = run("figures", "--policy", "no such policy", "--store", store)
    assert (done.returncode, done.stdout) == (0, "The texts state no such figure.\n")


def test_show_prints_the_text_to_the_character(run: Run, texts: Path, store: Path) -> None:
    assert run("show", "adults/lantern.txt", "--store", store).stdout == (texts / "adults" / "lantern.txt").read_text("utf-8")
    assert one_line(run("show", "harbor.md", "--store", store), 2) == "the index holds no text 'harbor.md': it holds 2, such as harbour.md"


def test_feedback_lists_the_votes(run: Run, store: Path, tmp_path: Path) -> None:
    from assistant.page.feedback import Feedback, add

    assert run("feedback", "--store", tmp_path).stdout == f"No feedback yet in {tmp_path / 'feedback.jsonl'}.\n"
    vote = Feedback("2025-01-01T00:00:00+00:00", -1, "How many?", "84", comment="wrong year")
    add(tmp_path / "feedback.jsonl", vote)
    assert "wrong year" in run("feedback", "--store", tmp_path).stdout
    kept = json.loads(run("feedback", "--json", "--store", tmp_path).stdout)["feedback"]
    assert [(v["vote"], v["question"], v["comment"]) for v in kept] == [(-1, "How many?", "wrong year")]


# --- the edge ---------------------------------------------------------------------------------------------------------


def test_a_reader_that_goes_away_ends_the_program_quietly(store: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "assistant", "show", "harbour.md", "--store", str(store)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert program.stdout and program.stderr
    program.stdout.close()
    assert (program.stderr.read(), program.wait(60)) == (b"", 1)
    program.stderr.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes to make the program wait at")
def test_an_interrupt_ends_the_program_quietly_with_status_130(store: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rows.jsonl")
    program = subprocess.Popen(
        [sys.executable, "-m", "assistant", "batch", str(tmp_path / "rows.jsonl"), str(tmp_path / "out.jsonl"), "--store", str(store)],
        stderr=subprocess.PIPE, text=True, cwd=ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job would ignore it
    )  # fmt: skip
    with (tmp_path / "rows.jsonl").open("w"):  # opens once the program waits for the rows
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 130
    assert program.stderr
    assert program.stderr.read() == ""
    program.stderr.close()


def test_a_file_that_cannot_be_written_is_told_in_one_line(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": 1, "question": "How many?"}\n')
    out = tmp_path / "no" / "such" / "out.jsonl"
    line = one_line(run("batch", tmp_path / "rows.jsonl", out, "--store", store), 2)
    assert line == f"{out} cannot be written (No such file or directory)"


def test_a_model_folder_that_holds_no_model_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    line = one_line(run("index", ROOT / "corpus" / "texts", "--store", tmp_path / "store", VET_ASSISTANT_MODEL=str(tmp_path)), 1)
    assert str(tmp_path) in line


def test_serve_answers_on_the_address_that_was_given(store: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", str(port), "--store", str(store)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        assert program.stdout
        line = next((line for line in program.stdout if "http" in line), "")
        assert f"127.0.0.1:{port}" in line
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
            assert page.status == 200
    finally:
        program.terminate()
        program.communicate(timeout=60)
