"""Two policies, or one policy in two years, side by side: what both have, what only one has, and how figures changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import name_of
from assistant.ledger import FigureRow
from assistant.page.cards import signed
from assistant.page.drawings import stages
from assistant.page.ledger import opener
from assistant.page.library import entries, lines
from assistant.page.markup import blocks, esc, scroller, tag
from assistant.page.wording import worded
from assistant.page.words import known, say
from corpus.model import Policy

#: The sections that are set side by side, in this order, and how many of the other figures are listed.
COMPARED = ("objectives", "target_groups", "bodies", "themes", "description")
LISTED = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a policy, the year to look at (None for all), and its lines of the ledger."""

    policy: Policy
    year: int | None
    rows: Sequence[FigureRow]


def hint(language: str) -> str:
    """What stands there before two sides are chosen."""
    return tag("p", esc(say(language, "compare_hint")), class_="quiet")


def side_by_side(left: Side, right: Side, language: str) -> str:
    """The two sides as a table. With a year, a side shows what its text says of that year; without one, its sections whole."""
    sides = (left, right)
    heads = "".join(
        tag(
            "th",
            esc(name_of(side.policy)) + (tag("span", str(side.year), class_="when") if side.year else ""),
            scope="col",
            role="columnheader",
        )
        for side in sides
    )
    said = ("said",) if left.year or right.year else COMPARED
    body = [
        _row(known(language, f"kind_{kind}", kind), *_pair(kind, sides, language))
        for kind in ("stages", *said)
    ]
    both = _shared(left, right)
    body += [_row(a.measure, *_change(a, b, language)) for a, b in both]
    used = {id(row) for pair in both for row in pair}
    body.append(_row(say(language, "kind_figures"), *(_figures(side, used, language) for side in sides)))
    head = tag("thead", tag("tr", tag("td", role="cell") + heads, role="row"), role="rowgroup")
    table = tag("table", head + tag("tbody", "".join(body), role="rowgroup"), class_="besides", role="table")
    return tag("p", esc(say(language, "only_here")), class_="quiet") + scroller(
        table, say(language, "compare")
    )


def _row(name: str, *cells: str) -> str:
    """One line of the table; none where no side has anything."""
    if not any(cells):
        return ""
    shown = "".join(tag("td", cell or tag("span", "—", class_="quiet"), role="cell") for cell in cells)
    return tag("tr", tag("th", esc(name), scope="row", role="rowheader") + shown, role="row")


def _pair(kind: str, sides: tuple[Side, Side], language: str) -> list[str]:
    """One kind of thing on both sides; of a list, what only one of them names is set in bold."""
    if kind == "stages":
        return [
            stages(
                [
                    {"year": s.year, "stage": s.name}
                    for s in side.policy.stages
                    if side.year in (None, s.year)
                ],
                language,
            )
            for side in sides
        ]
    if kind == "said":
        return [blocks((esc(words), True) for words in _said(side)) for side in sides]
    listed = [entries(side.policy, kind) for side in sides]
    if not any(listed):
        found = [(side.policy, side.policy.section(kind)) for side in sides]
        return [lines(policy, section.start, section.end) if section else "" for policy, section in found]
    shared = set(listed[0]) & set(listed[1])
    return [
        blocks((esc(words) if words in shared else tag("b", esc(words)), True) for words in one)
        for one in listed
    ]


def _said(side: Side) -> list[str]:
    """What a text says of the year."""
    policy, year = side.policy, side.year or 0
    return [
        policy.words(s)
        for s in policy.sentences
        if s.period and not s.boilerplate and s.period.start.year <= year <= s.period.end.year
    ]


def _in_year(side: Side) -> list[FigureRow]:
    return [row for row in side.rows if side.year in (None, row.year)]


def _shared(left: Side, right: Side) -> list[tuple[FigureRow, FigureRow]]:
    """The figures of measures that each side gives exactly once."""

    def single(side: Side) -> dict[tuple[str, str], FigureRow]:
        rows = _in_year(side)
        counted = Counter((row.measure, row.unit) for row in rows)
        return {
            (row.measure, row.unit): row
            for row in rows
            if counted[row.measure, row.unit] == 1 and " " in row.measure
        }

    mine, theirs = single(left), single(right)
    return [
        (row, theirs[key])
        for key, row in mine.items()
        if key in theirs and row is not theirs[key] and row != theirs[key]
    ]


def _change(a: FigureRow, b: FigureRow, language: str) -> tuple[str, str]:
    """Two figures of one measure, with the difference beside the second."""
    step = b.value - a.value
    unit = say(language, "points") if a.unit == "%" else a.unit
    percent = f" ({signed(100 * step / a.value, 1)} %)" if a.value and a.unit != "%" and step else ""
    change = tag(
        "p",
        esc(
            f"{say(language, 'difference')}{say(language, 'colon')}{signed(step) or '0'} {unit}".strip()
            + percent
        ),
        class_="change",
    )
    return _figure(a, language), _figure(b, language) + change


def _figure(row: FigureRow, language: str) -> str:
    return f"{opener(row, esc(f'{row.qualifier} {row.shown}'.strip()), language)} {esc(worded(row.period, language))}"


def _figures(side: Side, used: set[int], language: str) -> str:
    """The figures that only this side gives."""
    rows = [row for row in _in_year(side) if id(row) not in used]
    items = (tag("li", f"{esc(row.measure)}: {_figure(row, language)}") for row in rows[:LISTED])
    return tag("ul", "".join(items)) if rows else ""
