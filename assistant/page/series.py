"""Which figures belong to one series: those of one measure, unit, policy and role, as far as their sentences speak of the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ledger import FigureRow
from corpus.words import content_words

#: A label shows at most so many characters of a sentence.
SHOWN = 44
#: Where a stretch of a sentence that belongs to one figure ends.
_END = re.compile(r"[;:()]|[.,](?!\d)|\band\b|\d")


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind, oldest first.

    ``joined`` tells whether a line may join them: it may not where a year has two values, for then they are not one row.
    """

    label: str
    unit: str
    rows: tuple[FigureRow, ...]
    joined: bool


def find_series(rows: Sequence[FigureRow]) -> dict[str, Series]:
    """The series of a ledger by label, those that a line may join first, then those with most years.

    Figures without a year are left out.
    """
    grouped: dict[tuple[str, str, str, str], list[FigureRow]] = {}
    for row in rows:
        if row.year is not None and row.measure:
            grouped.setdefault((row.measure, row.unit, row.path, row.role), []).append(row)
    made: dict[str, Series] = {}
    for members in grouped.values():
        for alike, words in _alike(sorted(members, key=lambda row: row.year or 0)):
            label = _label(alike[0], words)
            while label in made:
                label += " ′"
            values = {(row.year, row.value) for row in alike}
            joined = len({year for year, _ in values}) == len(values)
            made[label] = Series(label, alike[0].unit, tuple(alike), joined)

    def rank(item: tuple[str, Series]) -> tuple[bool, int, str]:
        years = len({row.year for row in item[1].rows})
        return not (item[1].joined and years > 1), -years, item[0]

    return dict(sorted(made.items(), key=rank))


def _alike(members: Sequence[FigureRow]) -> list[tuple[list[FigureRow], str]]:
    """The figures of one measure, apart where it does not say what is measured, with the words that tell them apart.

    A plain count names what it counts. A bare share or amount says so little that figures are one series only where
    words beside them are the same; a share or an amount of something, where those words are not quite others.
    """
    named = " " in members[0].measure
    if not members[0].unit and members[0].measure != "number":
        return [(list(members), "")]
    found: list[tuple[list[FigureRow], str, set[str]]] = []
    for row in members:
        words = beside(row)
        own = {word.stem for word in content_words(words)} - {w.stem for w in content_words(row.measure)}
        for alike, _, theirs in found:
            if own & theirs or (named and not (own and theirs)):
                alike.append(row)
                break
        else:
            found.append(([row], words, own))
    return [(alike, "" if named and len(found) == 1 else words) for alike, words, _ in found]


def beside(row: FigureRow) -> str:
    """The words that a figure's sentence has beside it: those that follow up to the next number or stop, or else those before."""
    at = row.quote.find(row.shown)
    if at < 0:
        return ""
    after = _END.split(row.quote[at + len(row.shown) :], maxsplit=1)[0].strip(" %–-")
    before = _END.split(row.quote[:at])[-1].strip(" %–-")
    return after if len(content_words(after)) > 0 else before


def _label(row: FigureRow, words: str) -> str:
    label = row.measure + (f" ({row.unit})" if row.unit else "")
    if words:
        short = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
        label += f": “{short}”"
    if row.role not in ("", "reached"):
        label += f" · {row.role}"
    return f"{label} · {row.title}"
