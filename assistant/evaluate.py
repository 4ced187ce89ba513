"""Asking an exam: rows with what their answers must say -> what was right, by type, and what went wrong.

A row holds an ``id``, a ``type`` and a ``question`` (or a ``claim``), with

- ``history``     the earlier questions of the conversation
- ``answerable``  false where the texts hold no answer
- ``verdict``     the verdict that must be given
- ``must``        regular expressions that the answer and its quotes must match
- ``must_not``    regular expressions that the answer's own words must not match
- ``evidence``    words that a quote must hold, ``a|b`` for alternatives
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.batch import BadRow, Row, read_row, replies
from corpus.errors import UsageError

if TYPE_CHECKING:
    from assistant.engine import Assistant

#: An answer that says or quotes more than this many characters is too long to be read.
MOST_SAID, MOST_QUOTED = 2500, 4000
#: From this confidence on, a wrong answer was given with confidence.
SURE = 0.5

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ExamRow:
    """One row of an exam; ``ask`` is what the assistant gets to see of it."""

    type: str
    ask: Row
    answerable: bool = True
    verdict: str | None = None
    must: tuple[re.Pattern[str], ...] = ()
    must_not: tuple[re.Pattern[str], ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a reply: ``kind`` is ``answer``, ``quote`` or ``verdict``."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its reply (the contract's object) and the faults of it, none where it is right."""

    row: ExamRow
    reply: dict[str, Any]
    faults: tuple[Fault, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def abstained(self) -> bool:
        """Whether the reply says that the texts hold no answer."""
        return self.reply.get("status") == "not_found"

    @property
    def outcome(self) -> str:
        """``right``, ``wrong``, ``abstained rightly`` or ``abstained wrongly``."""
        if self.abstained:
            return "abstained rightly" if self.right else "abstained wrongly"
        return "right" if self.right else "wrong"

    @property
    def confidence(self) -> float:
        """The confidence of the reply, from 0 to 1."""
        return float(self.reply.get("confidence") or 0)

    @property
    def surely_wrong(self) -> bool:
        """Whether a wrong answer was given with confidence, the worst result there is."""
        said_wrong = any(fault.kind != "quote" for fault in self.faults)
        return said_wrong and not self.abstained and self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Result:
    """An exam that was asked. ``version`` names the index that answered."""

    exam: str
    version: str
    seconds: float
    judged: tuple[Judged, ...]

    @property
    def share(self) -> float:
        """The share of rows that are right."""
        return sum(j.right for j in self.judged) / len(self.judged)

    @property
    def surely_wrong(self) -> float:
        """The share of rows that were answered wrongly with confidence."""
        return sum(j.surely_wrong for j in self.judged) / len(self.judged)

    @property
    def auroc(self) -> float | None:
        """How well the confidence tells answerable questions from others: the chance that the answerable one of a pair has more.

        None where the exam holds only one sort. Claims are left out: their confidence is that of a verdict.
        """
        questions = [j for j in self.judged if j.row.ask.kind == "question"]
        return auroc(
            [j.confidence for j in questions if j.row.answerable], [j.confidence for j in questions if not j.row.answerable]
        )

    def by_type(self) -> dict[str, tuple[Judged, ...]]:
        """The rows of each type, in the order of their names."""
        names = sorted({j.row.type for j in self.judged})
        return {name: tuple(j for j in self.judged if j.row.type == name) for name in names}


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """The chance that a value of ``higher`` exceeds one of ``lower``, ties counting half; None where either is empty."""
    if not higher or not lower:
        return None
    return sum((h > w) + 0.5 * (h == w) for h in higher for w in lower) / (len(higher) * len(lower))


def read_exam(file: Path) -> list[ExamRow]:
    """The rows of an exam. Raises UsageError, which names the line, where one cannot be asked or judged."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read ({getattr(error, 'strerror', None) or error})") from error
    rows = [_exam_row(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise UsageError(f"{file} holds no row to ask")
    return rows


def _exam_row(words: str, line: int) -> ExamRow:
    ask = read_row(words, line)
    if isinstance(ask, BadRow):
        raise UsageError(ask.error)
    if ask.kind == "search":
        raise UsageError(f'line {line}: an exam asks a "question" or a "claim"')
    data = json.loads(words)
    return ExamRow(
        type=str(data.get("type") or ask.kind),
        ask=ask,
        answerable=data.get("answerable") is not False,
        verdict=data.get("verdict"),
        must=_patterns(data, "must", line),
        must_not=_patterns(data, "must_not", line),
        evidence=_strings(data, "evidence", line),
    )


def _strings(data: Mapping[str, Any], key: str, line: int) -> tuple[str, ...]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f'line {line}: "{key}" must be a list of strings')
    return tuple(value)


def _patterns(data: Mapping[str, Any], key: str, line: int) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _strings(data, key, line))
    except re.error as error:
        raise UsageError(f'line {line}: {error.pattern!r} in "{key}" is no regular expression ({error})') from error


def evaluate(assistant: Assistant, rows: Sequence[ExamRow], exam: str, progress: Progress | None = None) -> Result:
    """Asks every row, through the same door as a batch, and judges the replies."""
    texts = {path: policy.text for path, policy in assistant.policies.items()}
    began = time.perf_counter()
    judged = []
    for row, reply in zip(rows, replies(assistant, (row.ask for row in rows)), strict=True):
        judged.append(Judged(row, reply, tuple(faults(row, reply, texts))))
        if progress:
            progress("", len(judged), len(rows))
    return Result(exam, assistant.version, time.perf_counter() - began, tuple(judged))


def faults(row: ExamRow, reply: Mapping[str, Any], texts: Mapping[str, str]) -> Iterable[Fault]:
    """What is wrong with a reply to a row; ``texts`` are the indexed texts by path."""
    if "error" in reply:
        yield Fault("answer", reply["error"])
        return
    citations = reply["citations"]
    for citation in citations:
        text = texts.get(citation["path"])
        if text is None:
            yield Fault("quote", f"cites {citation['path']!r}, which is not among the texts")
        elif text[citation["start"] : citation["end"]] != citation["quote"]:
            yield Fault("quote", f"[{citation['marker']}] does not stand at {citation['start']}-{citation['end']} of its text")
    if not row.answerable:
        if reply["status"] != "not_found":
            yield Fault("answer", "answers what the texts do not")
        return
    if row.verdict and reply["verdict"] != row.verdict:
        yield Fault("verdict", f"verdict {reply['verdict']}, not {row.verdict}")
    if row.ask.kind == "question" and row.verdict != "not_listed" and reply["status"] != "answered":
        yield Fault("answer", "finds nothing")
    said = _squeezed(reply["answer"])
    quotes = [_squeezed(citation["quote"]) for citation in citations]
    seen = " ".join([said, *quotes])
    for pattern in row.must:
        if not pattern.search(seen):
            yield Fault("answer", f"lacks /{pattern.pattern}/")
    for pattern in row.must_not:
        if pattern.search(said):
            yield Fault("answer", f"has /{pattern.pattern}/")
    for need in row.evidence:
        if not any(_squeezed(part) in quote for part in need.split("|") for quote in quotes):
            yield Fault("quote", f"does not quote “{need}”")
    if len(reply["answer"]) > MOST_SAID:
        yield Fault("answer", f"says too much: {len(reply['answer'])} characters")
    if sum(map(len, quotes)) > MOST_QUOTED:
        yield Fault("quote", f"quotes too much: {sum(map(len, quotes))} characters")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)
