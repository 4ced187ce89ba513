"""Abstentions that explain themselves: which constraint is not met, what was searched, and the nearest passages."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import name_of, not_found, passage, period_label
from assistant.model import Answer
from assistant.quantities import FigureMatch
from assistant.terms import Term
from corpus.model import Passage


def searched(asked: Asked, context: Context) -> dict[str, object]:
    """What was looked through, for the answer's record."""
    paths = context.paths(asked)
    return {
        "policies": [name_of(context.policy(p)) for p in paths],
        "countries": list(asked.scope.countries),
        "periods": [p.label for p in asked.periods],
        "terms": [t.word.text for t in asked.terms],
        "filters": [*context.filters.countries, *context.filters.groups, *context.filters.themes, *([f"{context.filters.years[0]}–{context.filters.years[1]}"] if context.filters.years else [])],
    }


def abstain(asked: Asked, context: Context, unmet: str = "", missing: Sequence[Term] = (), confidence: float = 0.1) -> Answer:
    """Say that the texts do not answer, and why."""
    paths = context.paths(asked)
    names = ", ".join(name_of(context.policy(p)) for p in paths[:3])
    if not unmet and missing:
        words = ", ".join(f"“{t.word.text}”" for t in sorted(missing, key=lambda t: -t.weight)[:3])
        unmet = f"nothing in them speaks of {words}"
    text = "The texts do not say." if not unmet else f"The texts do not say: {unmet}."
    if names:
        text += f" Searched: {names}."
    return not_found(asked.question, text, {**searched(asked, context), "unmet": unmet}, nearest(asked, context), confidence, asked.question.kind)


def unknown_place(asked: Asked, context: Context) -> Answer:
    """No text is about the country that was asked for."""
    places = " and ".join(asked.scope.missing)
    known = sorted({p.country for p in context.assistant.policies.values() if p.country})
    listing = f" The texts cover {', '.join(known[:15])}." if known else ""
    unmet = f"no text is about {places}"
    return not_found(asked.question, f"The texts do not say: {unmet}.{listing}", {**searched(asked, context), "unmet": unmet}, (), 0.02, asked.question.kind)


def nearest(asked: Asked, context: Context, most: int = 3) -> tuple[Passage, ...]:
    """The passages that come closest, which are not an answer."""
    return tuple(passage(m.unit.policy, m.unit, round(score, 3)) for score, m in context.ranked(asked)[:most] if score > 0.2)


def other_periods(asked: Asked, figures: Sequence[FigureMatch]) -> str:
    """The periods for which the texts do state the measure that was asked for, in words."""
    labels: list[str] = []
    for found in figures:
        label = period_label(found.figure.period)
        if label and label not in labels:
            labels.append(label)
    wanted = ", ".join(p.label for p in asked.periods)
    if not labels:
        return f"no figure is stated for {wanted}"
    listed = labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]
    return f"the text gives this for {listed}, not for {wanted}"
