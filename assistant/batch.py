"""Many rows in one process: ``{"id", "question" | "claim" | "search", "history", "k"}`` -> one reply each, in the same order.

A row that is wrong, or that fails, gets a reply with an ``error`` that names its line; the others are answered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.contract import answer_json, as_one, passages_json
from assistant.llm import worded
from corpus.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.engine import Assistant

#: How many passages a search row may want.
MOST_PASSAGES = 1000
#: How many searches are answered at once.
_TOGETHER = 64
_KINDS = ("question", "claim", "search")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a batch: ``kind`` is ``question``, ``claim`` or ``search``, ``line`` its number in the file, from 1."""

    line: int
    id: Any
    kind: str
    text: str
    history: tuple[str, ...] = ()
    k: int = 8


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be asked; ``error`` says why and names the line."""

    line: int
    id: Any
    error: str


def read_rows(file: Path) -> list[Row | BadRow]:
    """The rows of a batch file; empty lines are passed over. Raises UsageError where the file cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror or error})") from error
    return [read_row(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def write_replies(
    assistant: Assistant, rows: Sequence[Row | BadRow], file: Path, progress: Callable[[str, int, int], None]
) -> list[str]:
    """Answers rows into a file, each as soon as it is answered; returns the errors of those that failed."""
    failed = []
    try:
        out = file.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror or error})") from error
    with out:
        for done, reply in enumerate(replies(assistant, rows), 1):
            out.write(json.dumps(reply, ensure_ascii=False, allow_nan=False) + "\n")
            if "error" in reply:
                failed.append(reply["error"])
            progress("", done, len(rows))
    return failed


def read_row(words: str, line: int) -> Row | BadRow:
    """Read one line of a batch file."""
    try:
        data = json.loads(words)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        return BadRow(line, None, f"line {line} is not JSON ({reason})")
    if not isinstance(data, dict):
        return BadRow(line, None, f'line {line} is not an object with "id" and "question", "claim" or "search"')
    name = data.get("id", line)
    try:
        return _row(data, line, name)
    except UsageError as error:
        return BadRow(line, name, f"line {line}: {error}")


def _row(data: dict[str, Any], line: int, name: Any) -> Row:
    named = [kind for kind in _KINDS if data.get(kind) is not None]
    if len(named) != 1:
        found = " and ".join(f'"{kind}"' for kind in named) or "none of them"
        raise UsageError(f'give one of "question", "claim" and "search", not {found}')
    text = data[named[0]]
    if not isinstance(text, str):
        raise UsageError(f'"{named[0]}" must be words')
    history = data.get("history") or ()
    if not isinstance(history, list | tuple) or not all(isinstance(item, str) for item in history):
        raise UsageError('"history" must be a list of earlier questions')
    k = data.get("k")
    if k is not None and (not isinstance(k, int) or isinstance(k, bool) or not 1 <= k <= MOST_PASSAGES):
        raise UsageError(f'"k" must be a number from 1 to {MOST_PASSAGES}')
    return Row(line, name, named[0], asked(text, named[0]), tuple(clean(h) for h in history if h.strip()), k or 8)


def clean(text: str) -> str:
    """Words without what cannot be written as UTF-8, and without control characters, which no question needs."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() or c in "\n\t" or ord(c) > 0x9F else " " for c in text).strip()


def asked(text: str, kind: str = "question") -> str:
    """The cleaned words of a question, claim or search. Raises UsageError where there are none."""
    text = clean(text)
    if not any(c.isalnum() for c in text):
        raise UsageError(f"the {kind} is empty: write it in words")
    return text


def replies(assistant: Assistant, rows: Iterable[Row | BadRow]) -> Iterator[dict[str, Any]]:
    """One reply per row, in the order of the rows."""
    for searches, group in groupby(rows, lambda row: isinstance(row, Row) and row.kind == "search"):
        if searches:
            while together := [row for row in islice(group, _TOGETHER) if isinstance(row, Row)]:
                yield from _searched(together, assistant)
        else:
            for row in group:
                yield {"id": row.id, "error": row.error} if isinstance(row, BadRow) else _guarded(row, assistant)


def _searched(rows: Sequence[Row], assistant: Assistant) -> Iterator[dict[str, Any]]:
    """Replies to searches, whose queries are embedded at once; where that fails, each is tried alone."""
    try:
        found = assistant.store.search_many([(row.text, row.k, row.history) for row in rows])
    except Exception:
        yield from (_guarded(row, assistant) for row in rows)
        return
    for row, passages in zip(rows, found, strict=True):
        yield {"id": row.id, **passages_json(passages)}


def _guarded(row: Row, assistant: Assistant) -> dict[str, Any]:
    """The reply to a row; one that fails does not take the others with it."""
    try:
        return {"id": row.id, **_reply(row, assistant)}
    except AssistantError as error:
        return {"id": row.id, "error": f"line {row.line}: {error}"}
    except Exception as error:
        return {"id": row.id, "error": f"line {row.line}: this row could not be answered ({type(error).__name__}: {error})"}


def _reply(row: Row, assistant: Assistant) -> dict[str, Any]:
    if row.kind == "search":
        return passages_json(assistant.search(row.text, row.k, row.history))
    if row.kind == "claim":
        return answer_json(as_one(assistant.check(row.text)))
    return answer_json(worded(assistant.ask(row.text, row.history), assistant.check))
