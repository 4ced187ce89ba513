"""What the terminal shows: answers, passages and tables for readers. Rich is imported when something is drawn.

Texts are strangers' words: they are printed without markup and without control characters, so that nothing in them can
steer the terminal.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.model import Answer
from corpus.model import Passage

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.ledger import FigureRow
    from index import Summary

#: The width of what is not printed to a terminal.
_WIDE = 160
_VERDICTS = {
    "yes": ("Yes, the group is listed", "green"),
    "no": ("No", "red"),
    "not_listed": ("Not listed", "yellow"),
    "supported": ("Supported", "green"),
    "contradicted": ("Contradicted", "red"),
    "not_found": ("Not found", "yellow"),
}


def safe(text: str) -> str:
    """A text without control characters, except line ends and tabs."""
    return "".join(c if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160) else "\ufffd" for c in text)


def console(error: bool = False) -> Console:
    """The terminal; what goes to a file or pipe is wide and without colours."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    return Console(stderr=error, width=None if stream.isatty() else _WIDE, highlight=False, markup=False, emoji=False)


def say(text: str = "", style: str = "", error: bool = False) -> None:
    """Prints words; lines are wrapped by the terminal only, so that what is copied holds no breaks."""
    console(error).print(safe(text), style=style or None, soft_wrap=True)


def show_answer(answer: Answer) -> None:
    """An answer, its verdict, and the words that it rests on."""
    if answer.verdict:
        words, colour = _VERDICTS.get(answer.verdict, (answer.verdict, ""))
        say(words, f"bold {colour}".strip())
    say(answer.text, "" if answer.status == "answered" else "yellow")
    if answer.quotes:
        say("\nSources", "bold")
    for marker, quote in enumerate(answer.quotes, 1):
        say(f"[{marker}] “{_line(quote.text)}”")
        policy = quote.policy
        where = ", ".join(part for part in (policy.title, policy.country, quote.section) if part)
        say(f"    {where} ({policy.path}:{quote.start}-{quote.end})", "dim")
        if policy.url:
            say(f"    {policy.url}", "dim")
    if answer.nearest:
        say("\nNearest passages, which are no answer", "bold")
        _passages(answer.nearest)
    wording = str(answer.details.get("wording", ""))
    if wording.startswith("extractive"):
        say(f"\nThe words are the texts' own ({wording.partition(': ')[2]})", "dim")
    if answer.follow_ups:
        say("\nYou may also ask: " + " · ".join(answer.follow_ups), "dim")


def show_passages(passages: Sequence[Passage]) -> None:
    """Ranked passages, best first."""
    if not passages:
        say("No passage was found.", "yellow")
    _passages(passages)


def _passages(passages: Sequence[Passage]) -> None:
    for number, passage in enumerate(passages, 1):
        say(f"{number}. {_line(passage.text)}")
        say(f"   {passage.header} ({passage.path}:{passage.start}-{passage.end}, score {passage.score:.2f})", "dim")


def show_figures(rows: Sequence[FigureRow]) -> None:
    """The ledger as a table."""
    table("Figure Measure Period Country Policy Quote".split(), [
        (row.shown if not row.unit or row.unit in row.shown else f"{row.shown} {row.unit}", row.measure, row.period,
         row.country, row.policy, _line(row.quote)) for row in rows
    ])  # fmt: skip


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: int = -1) -> None:
    """A table; the columns from number ``right`` on are numbers."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold", box=None, pad_edge=False)
    for number, name in enumerate(columns):
        drawn.add_column(name, justify="right" if 0 <= right <= number else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(safe(cell)) for cell in row))
    console().print(drawn)


def show_summary(summary: Summary, store: Path | None) -> None:
    """What an indexing did; the files that could not be read go to the error output, and so does all of it without a store."""
    for failure in summary.failures:
        say(f"not read: {failure.path}: {failure.reason}", "yellow", error=True)
    count = summary.added + summary.changed + summary.unchanged
    texts = f"{count} text{'s' if count != 1 else ''}"
    counts = f"{summary.added} new, {summary.changed} changed, {summary.unchanged} as before, {summary.removed} removed"
    unread = f", {summary.failed} could not be read" if summary.failed else ""
    where = f" in {store}" if store else ""
    say(
        f"{texts}{where} ({counts}{unread}); "
        f"{summary.passages} passages, {summary.embedded} embedded now, {summary.seconds:.1f} s",
        error=store is None,
    )


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on the error output of a terminal; the value is called with a stage, what is done of it, and the total."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console(error=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda stage, done, total: bar.update(task, description=stage or what, completed=done, total=total or None)


def _line(text: str) -> str:
    return " ".join(text.split())
