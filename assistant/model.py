"""What goes into the assistant and what comes out: ``Question -> Answer``, every answer with its quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus.model import Passage, Period, Policy


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, understood.

    ``text`` is the question as typed, ``resolved`` the same with what a follow-up takes over from the history.
    ``kind`` is the kind of answer wanted (``figure``, ``compare``, ``why``, ``when``, ``history``, ``stage``, ``section``,
    ``definition``, ``eligibility``, ``citation``, ``list``, ``count``, ``open``).
    """

    text: str
    resolved: str
    kind: str
    periods: tuple[Period, ...] = ()
    countries: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    measure: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a policy text: ``policy.text[start:end]`` is the quote."""

    policy: Policy
    section: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The exact words."""
        return self.policy.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure as an answer gives it: a plain row, ready for a table or a plot.

    ``quote`` is the number (from 1) of the quote in ``Answer.quotes`` that proves it.
    """

    measure: str
    value: float
    unit: str
    shown: str
    period: str
    country: str
    policy: str
    quote: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``text`` carries the markers ``[1]``, ``[2]`` … that number ``quotes``.

    ``status`` is ``answered`` or ``not_found``; ``verdict`` is ``yes``, ``no`` or ``not_listed`` for eligibility, ``supported``,
    ``contradicted`` or ``not_found`` for claims, else None; ``kind`` says which kind of answer it is, so that a page can draw it.
    ``details`` holds what such a drawing needs and the text says too, by kind:

    - ``figure``/``compare``: nothing beyond ``figures`` (two or more for a comparison) and ``change`` (``difference``, ``percent``)
    - ``history``: ``events``, a list of {"period", "text", "quote"} and ``stages``, a list of {"year", "stage"}
    - ``eligibility``: ``group`` (the listed group that decides), ``conditions`` [{"text", "quote"}], ``caution``
    - ``conflict``: ``sides``, a list of {"value", "quote"}
    - ``list``/``count``: ``rows``, a list of {"policy", "title", "country", "quote"}
    - claims: ``parts``, a list of {"part", "claimed", "stated", "verdict", "quote"}

    ``searched`` says what was looked through and, when nothing was found, which constraint was not met (``unmet``);
    ``nearest`` are the nearest passages then, which are not an answer. ``confidence`` is a calibrated probability.
    """

    status: str
    text: str
    kind: str = "open"
    verdict: str | None = None
    quotes: tuple[Quote, ...] = ()
    figures: tuple[FigureValue, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    searched: dict[str, Any] = field(default_factory=dict)
    nearest: tuple[Passage, ...] = ()
    question: Question | None = None
    confidence: float = 0.0
    follow_ups: tuple[str, ...] = ()
