"""The nouns of the project: what a policy text is made of.

Everything that can be quoted is a span of ``Policy.text``: ``text[start:end]`` *is* the quote, so a
quote cannot be made up. All offsets count characters of that string.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as a text names it, from ``start`` to ``end``, both days included.

    ``kind`` is one of ``year``, ``school_year``, ``month``, ``day``, ``range``; ``relation`` tells how the
    words use it: ``in``, ``by`` (a state reached at the end), ``since``, ``until``.
    """

    start: date
    end: date
    kind: str
    label: str
    relation: str = "in"

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def within(self, other: Period) -> bool:
        """Whether this period lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage line of a timeline, such as ``2018Implementation``."""

    year: int
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a text; ``start:end`` holds its body, without the heading.

    ``kind`` is the section's canonical name in the timeline layout (``background``, ``objectives``,
    ``description``, ``bodies``, ``target_groups``, ``themes``, ``priorities``, ``citation``, …) and ``text`` in
    any other layout. ``path`` holds the headings above it, outermost first, its own last.
    """

    name: str
    kind: str
    start: int
    end: int
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item.

    ``section`` indexes ``Policy.sections``. ``lead`` is the index (in ``Policy.sentences``) of the line that introduces
    a list item ("The initiative has three goals:"), or None. ``period`` may be ``inherited`` from an earlier sentence.
    ``boilerplate`` marks text that many pages share and that says nothing of this policy.
    """

    start: int
    end: int
    section: int
    paragraph: int
    period: Period | None = None
    inherited: bool = False
    lead: int | None = None
    item: bool = False
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a structured list: a target group, a responsible body, a theme, a priority.

    ``heading`` is the sub-heading that it stands under ("Learners"), empty where there is none.
    """

    kind: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated quantity.

    ``value`` is the number (the upper one of a range, with ``low`` the lower one); ``unit`` is ``%``, a currency code, ``years`` or the
    like, empty for a plain count; ``counted`` the thing that is counted or measured in the text's words; ``qualifier`` the words that
    hedge it ("more than", "about", "at least"); ``role`` is ``reached``, ``planned``, ``offered`` (what a rule grants) or
    ``change`` (a difference, not a level). ``start:end`` is the number in the text, ``sentence`` indexes ``Policy.sentences``; ``antecedent``
    is the earlier sentence that names what a number without a noun counts ("in 2019 it was 2 310").
    """

    value: float
    unit: str
    counted: str
    measure: str
    population: str
    qualifier: str
    role: str
    period: Period | None
    place: str
    start: int
    end: int
    sentence: int
    low: float | None = None
    antecedent: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy text, read. ``path`` is relative to the folder that was indexed and names the policy in a store."""

    id: str
    path: str
    title: str
    country: str
    region: str
    url: str
    layout: str
    text: str
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    stages: tuple[Stage, ...] = ()
    entries: tuple[Entry, ...] = ()
    figures: tuple[Figure, ...] = ()
    citation: tuple[int, int] | None = None
    language: str = "en"

    def words(self, span: Sentence | Section | Entry | Figure | Stage) -> str:
        """The exact words of a span of this text."""
        return self.text[span.start : span.end]

    def section(self, kind: str) -> Section | None:
        """The first section of that kind, if the text has one."""
        return next((s for s in self.sections if s.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: a span of a policy text with its context ``header`` (``country · title · section``)."""

    path: str
    policy: str
    title: str
    country: str
    section: str
    start: int
    end: int
    text: str
    header: str
    score: float = 0.0
