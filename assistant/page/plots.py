"""Figures over the years as one SVG: a panel for each unit, a mark for each figure, a line only within one series."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from assistant.page.drawings import ticks
from assistant.page.ledger import opener
from assistant.page.markup import esc, scroller, tag
from assistant.page.series import Series
from assistant.page.words import say

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 240, 92, 44, 34
#: A line of the legend: its height, and its length in characters.
LINE, LONG = 25, 48
#: Values are written beside the marks of a panel up to so many.
WRITTEN = 12


def plot(chosen: Sequence[Series], language: str) -> str:
    """The chosen series as one SVG with a panel for each unit; a mark opens its quote."""
    chosen = [one for one in chosen if one.rows]
    if not chosen:
        return tag("p", esc(say(language, "plot_empty")), class_="quiet")
    units = list(dict.fromkeys(one.unit for one in chosen))
    years = sorted({row.year for one in chosen for row in one.rows if row.year is not None})
    first, last = years[0], years[-1]
    if first == last:
        first, last = first - 1, last + 1
    parts, top = [], 0.0
    for unit in units:
        members = [(number, one) for number, one in enumerate(chosen) if one.unit == unit]
        parts.append(_panel(members, unit, first, last, top, language))
        top += HEIGHT + LINE * sum(len(_legend(one)) for _, one in members) + 8
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


def _legend(one: Series) -> list[str]:
    return textwrap.wrap(one.label, LONG) or [one.label]


def _panel(
    members: Sequence[tuple[int, Series]], unit: str, first: int, last: int, top: float, language: str
) -> str:
    """The panel of one unit, with its legend below."""
    values = [row.value for _, one in members for row in one.rows]
    scale = (
        ticks(min(0.0, *values), max(values)) if len(values) > 1 else ticks(min(0.0, values[0]), values[0])
    )
    low, high = scale[0], scale[-1]
    right, floor, roof = WIDTH - 24, top + HEIGHT - BOTTOM, top + TOP

    def x(year: int) -> float:
        return LEFT + 64 + (right - LEFT - 128) * (year - first) / (last - first)

    def y(value: float) -> float:
        return floor - (floor - roof) * (value - low) / (high - low)

    out = [_text(LEFT, top + 18, unit or say(language, "count_unit"), "unit")]
    for tick in scale:
        out.append(tag("line", x1=LEFT, x2=right, y1=f"{y(tick):.1f}", y2=f"{y(tick):.1f}", class_="grid"))
        out.append(_text(LEFT - 8, y(tick) + 4, f"{tick:,.10g}".replace(",", " "), "tick", "end"))
    step = max(1, (last - first) // 6)
    for year in range(first, last + 1, step):
        out.append(_text(x(year), floor + 24, _period(members, year), "tick", "middle"))
    base = floor + 50
    for number, one in members:
        colour = f"series-{number % 6}"
        points = [(x(row.year or first), y(row.value), row) for row in one.rows]
        if one.joined and len(points) > 1:
            path = " ".join(f"{a:.1f},{b:.1f}" for a, b, _ in points)
            out.append(tag("polyline", points=path, class_=f"joined {colour}"))
        for a, b, row in points:
            mark = _mark(number, a, b) + tag("title", esc(f"{row.shown} · {row.period}"))
            out.append(opener(row, mark, language))
            if len(values) <= WRITTEN:
                out.append(_text(a, b - 12, row.shown, "shown", "middle"))
        out.append(_mark(number, LEFT - 12, base - 4))
        for line in _legend(one):
            out.append(_text(LEFT + 2, base, line, "legend"))
            base += LINE
    return "".join(out)


def _period(members: Sequence[tuple[int, Series]], year: int) -> str:
    """What stands below a year: the period of its figures where they share one and it is short, such as ``2022-23``."""
    named = {row.period for _, one in members for row in one.rows if row.year == year}
    only = named.pop() if len(named) == 1 else ""
    return only if only and len(only) <= len("2022-23") else str(year)


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return tag("text", esc(words), x=f"{x:.1f}", y=f"{y:.1f}", class_=kind, text_anchor=anchor)


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
