"""The tables of a policy: the names of their columns and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import Lexicon, Unit
from corpus.model import Policy
from corpus.tables import cell_words, labelled


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a policy: the names of its columns, and its rows with their cells; the first cell of a row is its label.

    A list of labels with their values is a table too: it is ``listed``, and ``head`` is the line that introduces it, or its first row.
    """

    policy: Policy
    head: Unit
    names: tuple[str, ...]
    rows: tuple[tuple[Unit, tuple[str, ...]], ...]
    listed: bool = False

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
    return found + _lists(policy, units)


def _lists(policy: Policy, units: Sequence[Unit]) -> list[Table]:
    """The lists of labels with their values, one a line."""
    runs: list[list[tuple[Unit, tuple[str, str, str]]]] = []
    for unit in units:
        row = labelled(unit.text)
        if row is None:
            continue
        last = runs[-1][-1][0] if runs else None
        if last is None or unit.index - last.index > 2 or unit.sentence.section != last.sentence.section:
            runs.append([])
        runs[-1].append((unit, row))
    found = []
    for run in runs:
        first = run[0][0]
        name = next((name for _, (_, name, _) in run if name), "")
        head = units[first.sentence.lead] if first.sentence.lead is not None else first
        if len(run) > 1:
            found.append(
                Table(
                    policy, head, ("", name), tuple((u, (label, value)) for u, (label, _, value) in run), True
                )
            )
    return found
