"""Drawings without a library: bars, a timeline of events, and plots of figures over the years as SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.model import FigureValue
from assistant.page.markup import cite, esc, tag
from assistant.page.view import AnswerView
from assistant.page.wording import worded
from assistant.page.words import say


def bars(figures: Sequence[FigureValue]) -> list[float]:
    """The length of each figure's bar as a share of the longest, in percent; all 0 where units differ or a value is negative."""
    values = [figure.value for figure in figures]
    if not values or len({figure.unit for figure in figures}) > 1 or min(values) < 0 or max(values) <= 0:
        return [0.0] * len(values)
    return [100 * value / max(values) for value in values]


def timeline(view: AnswerView, language: str, step: int | None = None) -> str:
    """A history as its stages and a list of dated events; ``step`` draws only the first events."""
    events = sorted(view.details.get("events") or (), key=lambda event: _first_year(event.get("period")))
    shown = events if step is None else events[:step]
    items = []
    for event in shown:
        quote = view.quote(event.get("quote"))
        mark = " " + cite(quote, language) if quote else ""
        items.append(
            tag(
                "li",
                tag("span", esc(worded(str(event.get("period", "")), language)), class_="when")
                + tag("span", esc(event.get("text", "")) + mark, class_="event"),
            )
        )
    return stages(view.details.get("stages") or (), language) + tag("ol", "".join(items), class_="timeline")


def stages(rows: Sequence[Mapping[str, Any]], language: str) -> str:
    """The stages of a policy in a row; years on end in one stage share a box."""
    runs: list[list[Any]] = []
    for row in rows:
        if (
            runs
            and runs[-1][2] == row.get("stage")
            and str(row.get("year")) in (str(runs[-1][1]), _next(runs[-1][1]))
        ):
            runs[-1][1] = row.get("year")
        else:
            runs.append([row.get("year"), row.get("year"), row.get("stage")])
    items = [
        tag(
            "li", tag("b", esc(first if first == last else f"{first}–{last}")) + tag("span", esc(stage or ""))
        )
        for first, last, stage in runs
    ]
    return tag("ol", "".join(items), class_="stages", aria_label=say(language, "stages")) if items else ""


def _first_year(period: object) -> int:
    """The first year that a period names; those without one come last."""
    named = re.search(r"\d{4}", str(period))
    return int(named[0]) if named else 9999


def _next(year: object) -> str:
    return str(int(str(year)) + 1) if str(year).isdigit() else ""


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values from at most ``low`` to at least ``high``: steps of 1, 2 or 5 times a power of ten."""
    if high <= low:
        high = low + (abs(low) or 1)
    raw = (high - low) / wanted
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    first = math.floor(low / step) * step
    count = math.ceil((high - first) / step - 1e-9)
    return [first + step * i for i in range(count + 1)]
