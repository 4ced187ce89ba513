"""A rule of access: one clause that lets in, shuts out or requires, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.lexicon import Unit
from assistant.limits import Limit
from assistant.rule_words import ASIDE, CHANGES, CONDITION, NO_NEED, said
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
        return bool(NO_NEED.search(self.text) or said("free").search(self.text))

    @property
    def waived(self) -> list[Word]:
        """The words of what does not matter ("whatever the income of the family")."""
        mark = said("free").search(self.text)
        if mark is None:
            return []
        first = self.unit.sentence.start + self.start + mark.end()
        return [w for w in self.words if w.start >= first and is_content(w)]

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
