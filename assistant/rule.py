"""A rule of access: one clause that lets in, shuts out or requires, and whom it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import Unit
from assistant.limits import Limit
from assistant.rule_words import (
    ASIDE,
    CHANGES,
    CONDITION,
    MANNER,
    NO_NEED,
    RATE,
    UNPAID,
    WAIVED_UNTIL,
    WIDENS,
    no_matter,
)
from corpus.model import Period
from corpus.words import Word, is_content

ADMIT, EXCLUDE, REQUIRE, FREE = "admit", "exclude", "require", "free"


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause that lets in, shuts out or requires: ``who`` are the words of those it is about, empty where it is about everybody."""

    unit: Unit
    start: int
    end: int
    effect: str
    who: tuple[Word, ...]
    rest: tuple[Word, ...]
    special: tuple[Word, ...]
    limits: tuple[Limit, ...]
    who_end: int
    only: bool
    anyone: bool
    now: bool
    dates: tuple[Period, ...]
    denied: frozenset[str]
    groups: tuple[tuple[Word, ...], ...]
    #: Whether it takes some out of what the rule before it says of all, and the limits that tell whom.
    exception: bool = False
    of_those: tuple[Limit, ...] = ()

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.unit.text[self.start : self.end]

    @property
    def words(self) -> list[Word]:
        """All words of the clause."""
        offset = self.unit.sentence.start
        return [w for w in self.unit.words if self.start <= w.start - offset < self.end]

    @property
    def waives(self) -> bool:
        """Whether it says that something is not asked for."""
        return bool(NO_NEED.search(self.text) or no_matter(self.text))

    @property
    def waived(self) -> list[Word]:
        """The words of what does not matter or is not asked for ("whatever the income of the family")."""
        mark = no_matter(self.text) or NO_NEED.search(self.text)
        if mark is None:
            return []
        base = self.unit.sentence.start + self.start
        until = WAIVED_UNTIL.search(self.text, mark.end())
        last = base + (until.start() if until else len(self.text))
        return [w for w in self.words if base + mark.end() <= w.start < last and is_content(w)]

    @property
    def manner(self) -> bool:
        """Whether it shuts out a way to do something, and nobody from the thing itself ("cannot apply on their own")."""
        return self.effect == EXCLUDE and not self.unpaid and bool(MANNER.search(self._said))

    @property
    def unpaid(self) -> bool:
        """Whether it says that somebody who may take part has nothing paid."""
        mark = UNPAID.search(self.text) if self.effect == EXCLUDE else None
        # Who gets nothing, and is not said to take part just before, is shut out.
        return mark is not None and (
            self.start > 0 or not re.match(r"get|receive|obtain", mark.group(), re.I)
        )

    @property
    def contrast(self) -> bool:
        """Whether it names others than the clause before, and none of those ("…, but not grammar schools")."""
        return bool(re.match(r"\W*not\b", self.text, re.I))

    @property
    def rate(self) -> bool:
        """Whether it tells what share somebody gets, and not whether he does."""
        return bool(RATE.match(self._said))

    @property
    def widens(self) -> bool:
        """Whether it lets in some besides those who are let in anyway ("you can still apply if …")."""
        return self.effect == ADMIT and bool(WIDENS.search(self.text))

    @property
    def _said(self) -> str:
        """What the clause says of those it is about."""
        at = self.who_end - self.unit.sentence.start - self.start
        return self.text[at:] if 0 < at < len(self.text) else self.text

    @property
    def aside(self) -> bool:
        """Whether it is about an exemption or a place in the queue, and not about taking part."""
        return bool(ASIDE.search(self.text))

    @property
    def condition(self) -> list[Word]:
        """The words of what it asks for ("… if they hold a permit")."""
        mark = CONDITION.search(self.text)
        first = self.unit.sentence.start + self.start + (mark.end() if mark else 0)
        return [w for w in self.rest if w.start >= first]

    @property
    def changes(self) -> bool:
        """Whether it sets a new limit in the place of an old one."""
        return bool(CHANGES.search(self.text))
