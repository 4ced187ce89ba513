"""The ledger: every stated figure of the policies as one row, with the words that prove it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Figure, Policy


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One stated figure. ``shown`` is the number as the text writes it, ``quote`` its sentence at ``start:end``."""

    measure: str
    value: float
    unit: str
    shown: str
    qualifier: str
    role: str
    period: str
    year: int | None
    country: str
    policy: str
    title: str
    path: str
    quote: str
    start: int
    end: int


def row(policy: Policy, figure: Figure) -> FigureRow:
    """The ledger row of one figure."""
    sentence = policy.sentences[figure.sentence]
    period = figure.period
    return FigureRow(
        figure.measure, figure.value, figure.unit, policy.text[figure.start : figure.end], figure.qualifier, figure.role,
        f"{period.relation + ' ' if period.relation != 'in' else ''}{period.label}" if period else "", period.start.year if period else None,
        policy.country, policy.id, policy.title, policy.path, policy.words(sentence), sentence.start, sentence.end,
    )  # fmt: skip


def ledger(policies: Iterable[Policy], country: str | None = None, year: int | None = None, policy: str | None = None) -> list[FigureRow]:
    """The rows of all policies, or of those of a country, year (calendar or school year that it touches) or policy (id, path or title)."""
    rows = []
    for one in policies:
        if country and country.lower() not in {one.country.lower(), one.country.split("-")[0].lower(), one.region.lower()}:
            continue
        if policy and policy.lower() not in {one.id.lower(), one.path.lower(), one.title.lower()}:
            continue
        for figure in one.figures:
            if year is not None and not (figure.period and figure.period.start.year <= year <= figure.period.end.year):
                continue
            rows.append(row(one, figure))
    return rows
