"""The figures tab: the ledger as a table that can be searched, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.ledger import FigureRow
from assistant.page.markup import Cell, esc, sortable, tag
from assistant.page.wording import worded
from assistant.page.words import known, say

#: More rows than these are counted but not drawn; the CSV holds them all.
SHOWN = 300


def matching(
    rows: Iterable[FigureRow], words: str = "", country: str = "", policy: str = "", year: str = ""
) -> list[FigureRow]:
    """The rows that hold every word somewhere and are of that country, policy and year; an empty limit is none."""
    wanted = words.casefold().split()
    found = []
    for row in rows:
        if (country and row.country != country) or (policy and policy not in (row.policy, row.path)):
            continue
        if year and str(row.year) != year:
            continue
        text = " ".join(
            (row.measure, row.shown, row.unit, row.period, row.country, row.title, row.quote)
        ).casefold()
        if all(word in text for word in wanted):
            found.append(row)
    return found


def table(rows: Sequence[FigureRow], language: str) -> str:
    """The ledger as a table; a row's number opens its quote in the source panel."""
    keys = ("measure", "value", "unit", "period", "country", "policy", "quote")
    lines = (cells(row, language) for row in rows[:SHOWN])
    return sortable("figures", "ledger_count", keys, len(rows), SHOWN, lines, language)


def cells(row: FigureRow, language: str) -> list[Cell]:
    """One row of the table."""
    value = f"{row.qualifier} {row.shown}".strip()
    role = (
        ""
        if row.role in ("", "reached")
        else tag("span", esc(known(language, f"role_{row.role}", row.role)), class_="role-note")
    )
    short = row.quote if len(row.quote) <= 160 else row.quote[:160].rsplit(" ", 1)[0] + " …"
    return [
        (esc(row.measure) + role, {}),
        (opener(row, esc(value), language), {"class_": "number", "data_value": row.value}),
        (esc(row.unit), {}),
        (esc(worded(row.period, language)), {"class_": "brief", "data_value": row.year or ""}),
        (esc(row.country), {"class_": "brief"}),
        (tag("a", esc(row.title), href="#policy", class_="to-policy", data_policy=row.path), {}),
        (esc(short), {"class_": "words"}),
    ]


def opener(row: FigureRow, content: str, language: str, name: str = "a") -> str:
    """A link around ``content`` that opens the quote of a figure in the source panel."""
    told = say(
        language,
        "figure_link",
        value=f"{row.qualifier} {row.shown}".strip(),
        measure=row.measure,
        period=row.period or "—",
        country=row.country,
    )
    return tag(
        name,
        content,
        href="#source",
        class_="cite",
        aria_label=told,
        data_path=row.path,
        data_start=row.start,
        data_end=row.end,
        data_quote=row.quote,
        data_marker=0,
    )


def as_csv(rows: Iterable[FigureRow]) -> str:
    """The ledger as CSV with a header line. A cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            "measure",
            "value",
            "unit",
            "shown",
            "qualifier",
            "role",
            "period",
            "year",
            "country",
            "policy",
            "title",
            "quote",
            "path",
            "start",
            "end",
        ]
    )
    for row in rows:
        cells = [
            row.measure,
            row.value,
            row.unit,
            row.shown,
            row.qualifier,
            row.role,
            row.period,
            row.year or "",
            row.country,
            row.policy,
            row.title,
            row.quote,
            row.path,
            row.start,
            row.end,
        ]
        writer.writerow([_inert(cell) for cell in cells])
    return out.getvalue()


def _inert(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
