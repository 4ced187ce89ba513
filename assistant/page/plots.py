"""Figures over the years as one SVG: a panel for each unit, a mark for each figure, a line only within one measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.page.drawings import ticks
from assistant.page.ledger import opener
from assistant.page.markup import esc, scroller, tag
from assistant.page.words import say

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 760, 240, 84, 34, 30


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one measure of one policy, oldest first.

    ``joined`` tells whether a line may join them: it may not where a year has two values, for then they are not one row.
    """

    label: str
    unit: str
    rows: tuple[Any, ...]
    joined: bool


def series(rows: Sequence[Any]) -> dict[str, Series]:
    """The series of a ledger by label, those that a line may join first, then those with most years.

    Figures without a year are left out.
    """
    grouped: dict[tuple[str, str, str, str], list[Any]] = {}
    for row in rows:
        if row.year is not None and row.measure:
            grouped.setdefault((row.measure, row.unit, row.path, row.role), []).append(row)
    made = {}
    for (measure, unit, _, role), members in grouped.items():
        by_year = sorted(members, key=lambda row: row.year)
        values = {(row.year, row.value) for row in members}
        label = f"{measure}{f' ({unit})' if unit else ''} · {by_year[0].title}"
        if role not in ("", "reached"):
            label += f" · {role}"
        while label in made:
            label += " ′"
        made[label] = Series(label, unit, tuple(by_year), len({year for year, _ in values}) == len(values))

    def rank(item: tuple[str, Series]) -> tuple[bool, int, str]:
        years = len({row.year for row in item[1].rows})
        return not (item[1].joined and years > 1), -years, item[0]

    return dict(sorted(made.items(), key=rank))


def plot(chosen: Sequence[Series], language: str) -> str:
    """The chosen series as one SVG with a panel for each unit; a mark opens its quote."""
    chosen = [one for one in chosen if one.rows]
    if not chosen:
        return tag("p", esc(say(language, "plot_empty")), class_="quiet")
    units = list(dict.fromkeys(one.unit for one in chosen))
    years = sorted({row.year for one in chosen for row in one.rows})
    first, last = years[0], years[-1]
    if first == last:
        first, last = first - 1, last + 1
    parts, top = [], 0.0
    for unit in units:
        members = [(number, one) for number, one in enumerate(chosen) if one.unit == unit]
        parts.append(_panel(members, unit, first, last, top, language))
        top += HEIGHT + 22 * len(members)
    view = f"0 0 {WIDTH} {top:.0f}"
    svg = tag(
        "svg",
        "".join(parts),
        viewBox=view,
        class_="plot",
        role="group",
        aria_label=say(language, "plot_name"),
        xmlns="http://www.w3.org/2000/svg",
    )
    return scroller(svg, say(language, "series"))


def _panel(
    members: Sequence[tuple[int, Series]], unit: str, first: int, last: int, top: float, language: str
) -> str:
    values = [row.value for _, one in members for row in one.rows]
    scale = ticks(min(0.0, *values) if len(values) > 1 else min(0.0, values[0]), max(values))
    low, high = scale[0], scale[-1]
    right, floor, roof = WIDTH - 24, top + HEIGHT - BOTTOM, top + TOP

    def x(year: int) -> float:
        return LEFT + 24 + (right - LEFT - 48) * (year - first) / (last - first)

    def y(value: float) -> float:
        return floor - (floor - roof) * (value - low) / (high - low)

    out = [tag("text", esc(unit or say(language, "count_unit")), x=LEFT, y=top + 18, class_="unit")]
    for tick in scale:
        out.append(tag("line", x1=LEFT, x2=right, y1=f"{y(tick):.1f}", y2=f"{y(tick):.1f}", class_="grid"))
        out.append(
            tag(
                "text",
                esc(f"{tick:,.10g}".replace(",", " ")),
                x=LEFT - 8,
                y=f"{y(tick) + 4:.1f}",
                class_="tick",
                text_anchor="end",
            )
        )
    step = max(1, (last - first) // 10)
    for year in range(first, last + 1, step):
        out.append(
            tag("text", str(year), x=f"{x(year):.1f}", y=floor + 20, class_="tick", text_anchor="middle")
        )
    for place, (number, one) in enumerate(members):
        points = [(x(row.year), y(row.value), row) for row in one.rows]
        colour = f"series-{number % 6}"
        if one.joined and len(points) > 1:
            path = " ".join(f"{a:.1f},{b:.1f}" for a, b, _ in points)
            out.append(tag("polyline", points=path, class_=f"joined {colour}"))
        out += [
            opener(row, _mark(number, a, b) + tag("title", esc(f"{row.shown} · {row.period}")), language)
            for a, b, row in points
        ]
        base = floor + 44 + 22 * place
        out.append(
            _mark(number, LEFT + 6, base - 4)
            + tag("text", esc(one.label), x=LEFT + 20, y=base, class_="legend")
        )
    return "".join(out)


def _mark(number: int, x: float, y: float) -> str:
    """A mark with a shape and a colour of its own, for those who do not see the colours."""
    colour = f"mark series-{number % 6}"
    form = number % 4
    if form == 0:
        return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=6, class_=colour)
    if form == 1:
        return tag("rect", x=f"{x - 5.5:.1f}", y=f"{y - 5.5:.1f}", width=11, height=11, class_=colour)
    offsets = ((0, -7.5), (7, 5.5), (-7, 5.5)) if form == 2 else ((0, -8), (8, 0), (0, 8), (-8, 0))
    return tag("polygon", points=" ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in offsets), class_=colour)
