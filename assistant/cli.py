"""The program ``vet-assistant``. Commands read their arguments, call the library and print; errors are printed once, in ``main``.

Everything that takes time to import is imported inside the command that needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import TyperException

from corpus.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.engine import Assistant

NAME = "vet-assistant"

program = typer.Typer(
    name=NAME,
    help="Answers questions about VET policy texts with the exact words that each answer rests on, or says that the texts hold none.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Store = Annotated[Path | None, typer.Option("--store", metavar="DIR", help="The folder of the index (default: in the user's data folder).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
History = Annotated[
    list[str] | None, typer.Option("--history", metavar="QUESTION", help="An earlier question; repeat it, oldest first.")
]


def _examples(*lines: str) -> str:
    return "Examples:\n" + "\n".join(f"  {NAME} {line}" for line in lines)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(NAME, version("vet-policy-assistant"))
        raise typer.Exit


@program.callback()
def _program(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")] = False,
) -> None:
    """What stands before the command."""


@program.command(epilog=_examples("index my-texts/", "index new.html notes/ --add", "index my-texts/ --store ./store"))
def index(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders.")],
    add: Annotated[bool, typer.Option("--add", help="Keep the texts that the index has.")] = False,
    store: Store = None,
) -> None:
    """Read files and folders, and make the index hold exactly them.

    Only what changed is embedded again. A file that cannot be read is named with the reason, and the rest goes on."""
    from assistant.opening import index_texts

    index_texts(paths, store, add)


@program.command(
    epilog=_examples(
        'ask "How many schools took part in 2023-24?"',
        'ask "May learners from a private school take part?" --json',
        'ask "And in 2022-23?" --history "How many schools took part in 2023-24?"',
    )
)
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION")],
    history: History = None,
    as_json: AsJson = False,
    store: Store = None,
) -> None:
    """Answer a question, with the words that prove it."""
    from assistant.batch import asked
    from assistant.contract import answer_json
    from assistant.llm import worded

    question = asked(question)
    assistant = _opened(store)
    answer = worded(assistant.ask(question, _history(history)), assistant.check)
    if as_json:
        return _print_json(answer_json(answer))
    from assistant.terminal import show_answer

    return show_answer(answer)


@program.command(epilog=_examples('check "The number of participants rose in 2023-24."', 'check "ErasDu began in 2018." --json'))
def check(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A sentence, or several.")],
    as_json: AsJson = False,
    store: Store = None,
) -> None:
    """Say whether the texts support a statement, contradict it, or do not speak of it."""
    from assistant.batch import asked
    from assistant.contract import answer_json, as_one

    claim = asked(claim, "claim")
    answer = as_one(_opened(store).check(claim))
    if as_json:
        return _print_json(answer_json(answer))
    from assistant.terminal import show_answer

    return show_answer(answer)


@program.command(epilog=_examples('search "incoming students" -k 5', 'search "work placements abroad" --json'))
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 8,
    history: History = None,
    as_json: AsJson = False,
    store: Store = None,
) -> None:
    """List the passages that fit a query, best first."""
    from assistant.batch import asked
    from assistant.contract import passages_json

    query = asked(query, "search")
    passages = _opened(store).search(query, k, _history(history))
    if as_json:
        return _print_json(passages_json(passages))
    from assistant.terminal import show_passages

    return show_passages(passages)


@program.command(epilog=_examples("figures --year 2023", 'figures --country "Belgium-FL" --csv > figures.csv', "figures --json"))
def figures(
    country: Annotated[str | None, typer.Option("--country", help="Only figures of this country.")] = None,
    year: Annotated[int | None, typer.Option("--year", min=1900, max=2200, help="Only figures of this year.")] = None,
    policy: Annotated[str | None, typer.Option("--policy", help="Only figures of the policy with this id, path or title.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: AsJson = False,
    store: Store = None,
) -> None:
    """List every figure that the texts state, with its quote."""
    if as_csv and as_json:
        raise UsageError("--csv and --json were both given: choose one")
    rows = _opened(store).figures(country, year, policy)
    if as_json:
        from assistant.contract import plain

        return _print_json({"figures": plain(rows)})
    if as_csv:
        from assistant.page.ledger import as_csv as to_csv

        sys.stdout.write(to_csv(rows).replace("\r\n", "\n"))
        return None
    from assistant.terminal import say, show_figures

    return show_figures(rows) if rows else say("The texts state no such figure.", "yellow")


@program.command(epilog=_examples("show 43829-mobility-in-vet-belgium-fl.txt", "show 43829 | less"))
def show(
    path: Annotated[str, typer.Argument(metavar="PATH", help="The path or id of a text, as a citation names it.")],
    store: Store = None,
) -> None:
    """Print the text of one policy as the index keeps it; the offsets of citations count its characters."""
    policies = _opened(store).policies
    found = policies.get(path) or next((p for p in policies.values() if p.id == path), None)
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(path, list(policies), 3, 0.3) or list(policies)[:3]
        raise UsageError(f"the index holds no text {path!r}: it holds {len(policies)}, such as {', '.join(near)}")
    if sys.stdout.isatty():
        from assistant.terminal import safe

        print(safe(found.text))
    else:
        sys.stdout.write(found.text)


@program.command(epilog=_examples("batch questions.jsonl answers.jsonl", "batch rows.jsonl replies.jsonl --store ./store"))
def batch(
    rows: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='Rows of {"id", "question" or "claim" or "search", "history", "k"}.')],
    replies: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="One reply per row, in the same order.")],
    store: Store = None,
) -> None:
    """Answer many rows in one process. A row that is wrong gets a reply with an error, and the rest goes on."""
    from assistant.batch import read_rows, write_replies
    from assistant.terminal import progress, say

    if rows.resolve() == replies.resolve():
        raise UsageError("the replies would overwrite the rows: name another OUT.jsonl")
    todo = read_rows(rows)
    assistant = _opened(store)
    with progress("answering") as report:
        failed = write_replies(assistant, todo, replies, report)
    for line in failed[:20]:
        say(f"not answered: {line}", "yellow", error=True)
    say(f"{len(todo) - len(failed)} of {len(todo)} rows answered: {replies}")
    if failed and len(failed) == len(todo):
        raise typer.Exit(1)


@program.command(
    epilog=_examples(
        "evaluate exam.jsonl --texts my-texts/",
        "evaluate exam.jsonl --at-least 0.95 --report report.html",
    )
)
def evaluate(
    exam: Annotated[Path, typer.Argument(metavar="EXAM.jsonl", help="Questions and claims with what their answers must say.")],
    at_least: Annotated[float | None, typer.Option("--at-least", min=0, max=1, help="Exit with status 1 if less is right.")] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write a report, as .md or .html.")] = None,
    failures: Annotated[bool, typer.Option("--show", help="Print every row that is wrong.")] = False,
    texts: Annotated[Path | None, typer.Option("--texts", metavar="PATH", help="Index these texts for this exam only.")] = None,
    as_json: AsJson = False,
    store: Store = None,
) -> None:
    """Ask an exam and report, by type, what was right."""
    from assistant.evaluate import evaluate as judged
    from assistant.evaluate import read_exam
    from assistant.opening import exam_store
    from assistant.report import as_plain, show_result, write_report
    from assistant.terminal import progress

    if texts and store:
        raise UsageError("--texts and --store were both given: choose one")
    questions = read_exam(exam)
    with exam_store(texts, store) as assistant, progress("asking") as told:
        result = judged(assistant, questions, exam.name, told)
    if report:
        write_report(result, report)
    if as_json:
        _print_json(as_plain(result))
    else:
        show_result(result, failures)
    if at_least is not None and result.share < at_least:
        raise AssistantError(f"{result.share:.3f} of the rows are right, which is less than {at_least:g} (--at-least)")


@program.command(epilog=_examples("serve", "serve --port 8080 --store ./store"))
def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to serve on (default: this machine only).")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port (default: 7860).")] = None,
    store: Store = None,
) -> None:
    """Serve the web page until interrupted; ``python app.py`` does the same."""
    import runpy

    from assistant.settings import Settings

    settings = Settings.read()
    page = Path(__file__).parents[1] / "app.py"
    if not page.is_file():
        raise AssistantError("the page (app.py) was not installed: install the project again")
    before = sys.argv
    sys.argv = [str(page), "--host", host or settings.host, "--port", str(port or settings.port)]
    if store or settings.store:
        sys.argv += ["--store", str(store or settings.store)]
    try:
        runpy.run_path(str(page), run_name="__main__")
    finally:
        sys.argv = before


@program.command(epilog=_examples("feedback", "feedback --json"))
def feedback(as_json: AsJson = False, store: Store = None) -> None:
    """List the votes and comments that readers left on the page."""
    from assistant.page.feedback import place, read
    from assistant.settings import Settings

    file = place(store or Settings.read().store)
    votes = read(file)
    if as_json:
        from assistant.contract import plain

        return _print_json({"feedback": plain(votes)})
    from assistant.terminal import say, table

    if not votes:
        return say(f"No feedback yet in {file}.", "yellow")
    table(("When", "Vote", "Question", "Status", "Comment"), [(v.at, f"{v.vote:+d}", v.question, v.status, v.comment) for v in votes])
    return say(f"{sum(v.vote > 0 for v in votes)} up, {sum(v.vote < 0 for v in votes)} down, in {file}")


def _history(questions: Sequence[str] | None) -> tuple[str, ...]:
    from assistant.batch import clean

    return tuple(c for c in map(clean, questions or ()) if c)


def _opened(store: Path | None) -> Assistant:
    from assistant.opening import opened

    return opened(store)


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, allow_nan=False))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status; whatever goes wrong ends as one line on the error output."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = typer.main.get_command(program).main(
            args=None if arguments is None else list(arguments), prog_name=NAME, standalone_mode=False
        )
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except AssistantError as error:
        return _fail(str(error), error.exit_status)
    except TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", NAME)
        return _fail(f"{error.format_message().rstrip('.')} (see `{command} --help`)", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        # Whoever read the output has gone: nothing may be written any more, not even by the interpreter's last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        return _fail(f"{named}{error.strerror or error}", 1)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return _fail(f"unexpected failure ({type(error).__name__}: {error}): `python -X dev -m assistant …` shows where", 1)


def _fail(line: str, status: int) -> int:
    print(f"{NAME}: {' '.join(line.split())}", file=sys.stderr)
    return status
