"""Policies <-> lines of JSON: the one place that knows how a parsed policy is written to a store.

Rows are lists in the order of the dataclass fields, which reads several times faster than dictionaries. ``SIGNATURE``
changes with any field, so that a store written with other fields is refused instead of misread.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from datetime import date
from typing import Any

from corpus.model import Entry, Figure, Period, Policy, Section, Sentence, Stage

_KINDS: tuple[type, ...] = (Policy, Section, Sentence, Stage, Entry, Figure, Period)
_NAMES: dict[type, tuple[str, ...]] = {kind: tuple(f.name for f in fields(kind)) for kind in _KINDS}

SIGNATURE = hashlib.blake2b(
    repr([(kind.__name__, _NAMES[kind]) for kind in _KINDS]).encode(), digest_size=6
).hexdigest()


def to_line(policy: Policy) -> str:
    """A policy as one line of JSON."""
    return json.dumps(_row(policy), ensure_ascii=True, separators=(",", ":"))


def from_line(line: str) -> Policy:
    """The policy of a line. Raises ValueError, TypeError or IndexError where the line is damaged."""
    values: dict[str, Any] = dict(zip(_NAMES[Policy], json.loads(line), strict=True))
    values["sections"] = tuple(_section(row) for row in values["sections"])
    values["sentences"] = tuple(_dated(Sentence, row) for row in values["sentences"])
    values["stages"] = tuple(Stage(*row) for row in values["stages"])
    values["entries"] = tuple(Entry(*row) for row in values["entries"])
    values["figures"] = tuple(_dated(Figure, row) for row in values["figures"])
    values["citation"] = tuple(values["citation"]) if values["citation"] is not None else None
    return Policy(**values)


def _row(value: Any) -> Any:
    if type(value) in _NAMES:
        return [_row(getattr(value, name)) for name in _NAMES[type(value)]]
    if isinstance(value, tuple):
        return [_row(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _section(row: list[Any]) -> Section:
    at = _NAMES[Section].index("path")
    row[at] = tuple(row[at])
    return Section(*row)


def _dated(kind: type, row: list[Any]) -> Any:
    at = _NAMES[kind].index("period")
    if row[at] is not None:
        start, end, *rest = row[at]
        row[at] = Period(date.fromisoformat(start), date.fromisoformat(end), *rest)
    return kind(*row)
