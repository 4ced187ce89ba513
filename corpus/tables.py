"""The cells of a table row: what stands between bars, tabs or gaps as wide as those between columns, or on either side of a colon in a list."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[ \t]*\|[ \t]*|[ ]*\t[ \t]*| {3,}")
#: "Length of the course: 6 weeks", "10 to 49 employees - refund: 55 %".
_LABELLED = re.compile(
    r"(?P<label>[^\s:|.!?;][^:|\t.!?;]{1,58}?)(?:\s+[-–—]\s+(?P<name>[^\W\d][^\d:|]{1,24}))?\s*:\s+(?P<value>[^|\t:;]*\d[^|\t:;]*|(?i:none|nil|free|no (?:charge|fee|cost|limit)))"
)
#: A value is a figure with its unit and no sentence.
LONGEST = 6


def cells(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the cells of the row ``text[start:end]``, in order; one span where it is no row."""
    end = len(text) if end is None else end
    spans, at = [], start
    for gap in _BETWEEN.finditer(text, start, end):
        spans.append((at, gap.start()))
        at = gap.end()
    return [*spans, (at, end)]


def cell_words(row: str) -> list[str]:
    """The words of the cells of a row."""
    return [row[s:e].strip() for s, e in cells(row)]


def labelled(line: str) -> tuple[str, str, str] | None:
    """The label, the name of the value and the value of a line such as "10 to 49 employees - refund: 55 %"; None where it is no such line."""
    found = _LABELLED.fullmatch(line.strip().rstrip("."))
    if found is None or len(found["value"].split()) > LONGEST:
        return None
    return found["label"].strip(), (found["name"] or "").strip(), found["value"].strip()


def side_by_side(row: str, other: str) -> bool:
    """Whether two lines are rows of one table: tabs between as many cells, or gaps between cells that stand below each other."""
    mine, theirs = cells(row), cells(other)
    if len(mine) < 2 or len(mine) != len(theirs) or "|" in row or "|" in other:
        return False
    tabbed = "\t" in row and "\t" in other
    return tabbed or all(a[0] == b[0] or a[1] == b[1] for a, b in zip(mine, theirs, strict=True))
