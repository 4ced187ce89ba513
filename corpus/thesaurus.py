"""The thesaurus: groups of words that may stand for each other, and the phrases among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

#: How much a match of two words of one group counts, and of a group of few words, which are closer to each other.
SAME_GROUP, SAME_SMALL_GROUP = 0.6, 0.75
#: A group of so many words at most is a small one.
FEW = 5
#: What the names of groups begin with.
WIDE, CLOSE = "thesaurus wide", "thesaurus close"


@dataclass(frozen=True)
class Thesaurus:
    """Groups by key: a stem, or the stems of a phrase with spaces between."""

    groups: dict[str, frozenset[str]]

    @cached_property
    def _openings(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for key in self.groups:
            if " " in key:
                stems = tuple(key.split())
                found.setdefault(stems[0], []).append(stems)
        for phrases in found.values():
            phrases.sort(key=len, reverse=True)
        return found

    def phrases(self, stems: Sequence[str]) -> list[tuple[int, int, str]]:
        """The phrases in a row of stems: first and behind-last place, and key; the longest at each place."""
        found = []
        for at, opening in enumerate(stems):
            for phrase in self._openings.get(opening, ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    found.append((at, at + len(phrase), " ".join(phrase)))
                    break
        return found


def read(key_of: Callable[[str], str]) -> Thesaurus:
    """The packaged thesaurus; ``key_of`` gives the key of a word or phrase."""
    groups: dict[str, set[str]] = {}
    lines = files("corpus").joinpath("data", "thesaurus.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            members = line.split(",")
            for member in members:
                groups.setdefault(key_of(member.strip()), set()).add(f"{CLOSE if len(members) <= FEW else WIDE} {number}")
    return Thesaurus({key: frozenset(found) for key, found in groups.items()})


def weight(group: str) -> float:
    """How much a match of two words of a group counts; 0 where the group is none of the thesaurus."""
    return SAME_SMALL_GROUP if group.startswith(CLOSE) else SAME_GROUP if group.startswith(WIDE) else 0.0
