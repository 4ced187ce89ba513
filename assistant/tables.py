"""The tables of a policy: the names of their columns and their rows."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.lexicon import Lexicon, Unit
from corpus.model import Policy
from corpus.tables import cell_words


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a policy: the names of its columns, and its rows with their cells; the first cell of a row is its label."""

    policy: Policy
    head: Unit
    names: tuple[str, ...]
    rows: tuple[tuple[Unit, tuple[str, ...]], ...]

    @property
    def labels(self) -> list[str]:
        """The labels of the rows."""
        return [row[0] for _, row in self.rows]

    def column(self, at: int) -> list[str]:
        """The cells of a column."""
        return [row[at] for _, row in self.rows]


def tables_of(policy: Policy, lexicon: Lexicon) -> list[Table]:
    """The tables of a policy."""
    units = lexicon.units[policy.path]
    rows: dict[int, list[tuple[Unit, tuple[str, ...]]]] = {}
    for unit in units:
        lead = unit.sentence.lead
        if lead is None or len(cell_words(units[lead].text)) < 2:
            continue
        row = tuple(cell_words(unit.text))
        if len(row) > 1:
            rows.setdefault(lead, []).append((unit, row))
    found = []
    for lead, listed in rows.items():
        names = tuple(cell_words(units[lead].text))
        width = len(listed[0][1])
        names = ("", *names) if len(names) == width - 1 else names
        kept = tuple((u, row) for u, row in listed if len(row) == len(names))
        if len(kept) > 1:
            found.append(Table(policy, units[lead], names, kept))
    return found
