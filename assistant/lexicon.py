"""The words of all policies at hand, so that a question can be matched with sentences quickly.

Pure Python over the parsed policies: no vectors. ``expand`` tells which words of the texts may stand for a word of the
question, ``rarity`` how much it tells apart.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from assistant.series import continued
from corpus.model import Policy, Sentence
from corpus.vocabulary import country_of
from corpus.words import Word, is_content, likeness, phrases, words

#: Sections that answer by structure only and are left out when sentences are matched with a question.
STRUCTURE = {"citation", "note", "further_reading", "subsystem", "country", "type", "teaser", "priorities"}
#: Sections whose sentences tell what happened and why; and those with the titles of themes, which may be sentences too.
NARRATIVE = frozenset({"description", "background", "text", "opening", "objectives"})
TELLING = NARRATIVE | {"themes"}


_ABBREVIATED = re.compile(r"((?:[\w'’-]+ ){1,7})\(([A-Z][A-Za-z]{1,7})s?\)")


#: "The competition Silver Anchor (Sølvanker)": what a text calls its scheme.
_NAMED = re.compile(
    r"\b(?:competition|contest|project|programme|scheme|initiative|service|campaign|fund|platform|reform|strategy|pathway|label|award|prize|portal|measure|tool|method|network|training|course|grant|voucher|bonus),? "
    r"((?:[A-Z][\w'’-]+ ?){1,4}(?:\([^)]{2,40}\))?)"
)

#: "A moor warden's hut (Heidehus Wardana)": what a text calls, in another language, what its title names.
_IN_BRACKETS = re.compile(r"((?:[\w'’-]+ ){1,5})\(([^()\d]{4,70})\)")

_WHERE = re.compile(r"\b(?:in|from|at) $")


@dataclass(slots=True)
class Unit:
    """One sentence of a policy with its words; ``positions`` tells where each word (by key) stands in ``words``."""

    policy: Policy
    index: int
    words: list[Word]
    positions: dict[str, list[int]] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.policy.sentences[self.index]

    @property
    def kind(self) -> str:
        """The kind of the section that it stands in."""
        return self.policy.sections[self.sentence.section].kind

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.policy.words(self.sentence)


class Lexicon:
    """All units of all policies and the words in them."""

    def __init__(self, policies: Iterable[Policy], common: frozenset[str] = frozenset()) -> None:
        self.common = common
        self.policies = {policy.path: policy for policy in policies}
        self.units: dict[str, list[Unit]] = {}
        self.keys: dict[str, Word] = {}
        self.surface: dict[str, str] = {}
        self.in_policies: dict[str, set[str]] = defaultdict(set)
        self.titles: dict[str, dict[str, Word]] = {}
        self.headings: dict[str, list[frozenset[str]]] = {}
        self._in_units: dict[str, int] = defaultdict(int)
        self._by_concept: dict[str, set[str]] = defaultdict(set)
        self._by_near: dict[str, set[str]] = defaultdict(set)
        self._by_front: dict[str, set[str]] = defaultdict(set)
        self._expanded: dict[tuple[str, frozenset[str]], dict[str, float]] = {}
        self._schemes: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[tuple[str, ...]]] = {}
        self._series: dict[str, dict[int, int]] = {}
        self._places: dict[str, dict[tuple[str, str], int]] = {}
        for policy in self.policies.values():
            self._take(policy)

    def _take(self, policy: Policy) -> None:
        units = []
        spelled = self._abbreviations(policy)
        for i, sentence in enumerate(policy.sentences):
            kind = policy.sections[sentence.section].kind
            found = [] if sentence.boilerplate or kind in STRUCTURE else words(policy.text, sentence.start, sentence.end)
            unit = Unit(policy, i, found)
            for at, word in enumerate(found):
                unit.positions.setdefault(word.stem, []).append(at)
                self._know(word, policy.path)
                # Letters that the text spells out stand for their words ("the NAO" for "the National Apprenticeship Office").
                for key in spelled.get(word.text, ()):
                    unit.positions.setdefault(key, []).append(at)
            for at, _, phrase in phrases(found, policy.text):
                unit.positions.setdefault(phrase.stem, []).append(at)
                self._know(phrase, policy.path)
            for letters, keys in spelled.items():
                if len(keys) > 1 and keys <= unit.positions.keys():
                    unit.positions.setdefault(words(letters)[0].stem, []).append(min(unit.positions[k][0] for k in keys))
            for key in unit.positions:
                self._in_units[key] += 1
            units.append(unit)
        self.units[policy.path] = units
        title = [w for w in words(policy.title) if is_content(w)]
        self.titles[policy.path] = {w.stem: w for w in title}
        for word in title:
            self._know(word, policy.path)
            self._in_units[word.stem] += 1
        headings = [[word for heading in section.path for word in words(heading)] for section in policy.sections]
        for word in (w for row in headings for w in row):
            self._know(word, policy.path)
        self.headings[policy.path] = [frozenset(w.stem for w in row) for row in headings]

    def _abbreviations(self, policy: Policy) -> dict[str, frozenset[str]]:
        """The letters that a text spells out, each with the stems of its words: ``Agency for Learning Abroad (ALA)``."""
        found: dict[str, frozenset[str]] = {}
        for expansion, letters in _ABBREVIATED.findall(policy.text):
            spelled = [w for w in words(expansion) if is_content(w)]
            initials = [w for w in letters if w.isupper()]
            picked = spelled[-max(2, len(initials)) :]
            if picked and picked[0].text[:1].lower() in letters.lower():
                found[letters] = frozenset(w.stem for w in picked)
        return found

    def _know(self, word: Word, path: str) -> None:
        self.in_policies[word.stem].add(path)
        self.surface.setdefault(word.text.lower(), word.stem)
        if word.stem in self.keys:
            return
        self.keys[word.stem] = word
        for concept in word.concepts:
            self._by_concept[concept].add(word.stem)
        for near in word.near:
            self._by_near[near].add(word.stem)
        self._by_front[word.stem[:6]].add(word.stem)

    def scheme_names(self, path: str) -> frozenset[str]:
        """Names that stand in so many sentences of one policy, and in no other policy, that they name its scheme."""
        known = self._schemes.get(path)
        if known is None:
            seen: dict[str, int] = defaultdict(int)
            text = self.policies[path].text
            for unit in self.units[path]:
                # What one is in, or comes from, is a place and no scheme.
                for key in {w.stem for w in unit.words[1:] if w.name_like and len(w.text) > 2 and not _WHERE.search(text[max(0, w.start - 6) : w.start])}:
                    seen[key] += 1
            for name in self.names(path):
                if len(name) == 1:
                    seen[name[0]] += 3
            for name in self._translated(path):
                for key in name:
                    seen[key] += 3
            # A place or an institution in the name of the file is named by the page as a whole.
            for word in words(re.sub(r"[-_]+", " ", self.policies[path].id)):
                seen[word.stem] += 3 if word.stem in seen and word.text.isalpha() and len(word.text) > 2 else 0
            for expansion, letters in _ABBREVIATED.findall(self.policies[path].text):
                spelled = [w.stem for w in words(expansion) if is_content(w)][-len(letters) :]
                titled = sum(s in self.titles[path] for s in spelled)
                if spelled and titled / len(spelled) >= 0.6:
                    seen[words(letters)[0].stem] += 3
            known = frozenset(k for k, n in seen.items() if n >= 3 and len(self.in_policies[k]) <= max(1, len(self.policies) // 10))
            self._schemes[path] = known
        return known

    def names(self, path: str) -> frozenset[tuple[str, ...]]:
        """What the text of a policy calls its scheme ("the competition Silver Anchor (Sølvanker)"), each name as its stems."""
        known = self._names.get(path)
        if known is None:
            pieces = [piece for name in _NAMED.findall(self.policies[path].text) for piece in re.split(r"[()]", name)]
            known = frozenset(stems for piece in pieces if (stems := tuple(w.stem for w in words(piece) if w.name_like)))
            known |= frozenset(self._translated(path))
            self._names[path] = known
        return known

    def _translated(self, path: str) -> list[tuple[str, ...]]:
        """The names in brackets behind the words of the title ("the moor hut (Heidehus)"), each as its stems."""
        found = []
        for before, inside in _IN_BRACKETS.findall(self.policies[path].text):
            called = [w for w in words(before) if is_content(w)][-2:]
            body = inside.isupper() and bool(called) and called[-1].name_like  # letters for an institution, not for the scheme
            if not called or body or any(w.stem not in self.titles[path] for w in called) or not inside[0].isalpha():
                continue
            pieces = [[w.stem for w in words(piece) if is_content(w) and len(w.text) > 2] for piece in inside.split(",")]
            found += [tuple(piece) for piece in pieces if piece and not any(key in self.titles[path] for key in piece[:1])]
        return found

    def series(self, path: str) -> dict[int, int]:
        """For figures that go on from an earlier sentence, by number, that sentence."""
        if path not in self._series:
            self._series[path] = continued(path, self)
        return self._series[path]

    def places(self, path: str) -> dict[tuple[str, str], int]:
        """How often the text of a policy that names no country as its own speaks of each country and region."""
        known = self._places.get(path)
        if known is None:
            known = defaultdict(int)
            for unit in self.units[path] if not self.policies[path].country else ():
                for word in unit.words:
                    if word.text[:1].isupper() and (place := country_of(word.text)):
                        known[place] += 1
            self._places[path] = known
        return known

    @cached_property
    def size(self) -> int:
        """How many sentences there are."""
        return max(1, sum(len(u) for u in self.units.values()))

    def expand(self, word: Word) -> dict[str, float]:
        """Which words of the texts (by key) may stand for ``word``, each with its likeness from 0 to 1."""
        known = self._expanded.get((word.stem, word.near))
        if known is not None:
            return known
        near = set(self._by_front.get(word.stem[:6], ())) if len(word.stem) > 4 else set()
        for concept in word.concepts:
            near |= self._by_concept[concept]
        for group in word.near:
            near |= self._by_near[group]
        doers = (word.stem[:-2], word.stem[:-1]) if word.stem.endswith("er") else (word.stem + "er", word.stem + "r")
        near.update(key for key in (word.stem, *doers) if key in self.keys)
        found = {key: value for key in near if (value := likeness(word, self.keys[key])) > 0}
        for part in word.stem.split():
            # A phrase of the question may stand apart in the text, and the other way round.
            if part != word.stem and part in self.keys and len(part) > 3:
                found.setdefault(part, 0.5)
        if len(self._expanded) > 20_000:
            self._expanded.clear()
        self._expanded[word.stem, word.near] = found
        return found

    def rarity(self, word: Word) -> float:
        """How much a word tells apart, from about 0.15 (in every other sentence) to 1 (in one sentence, or in none)."""
        seen = self._in_units.get(word.stem, 0)
        return max(0.15, math.log((self.size + 1) / (seen + 1)) / math.log(self.size + 1))

    def known(self, word: Word) -> bool:
        """Whether any text has the word or one that may stand for it."""
        return any(value >= 0.7 for value in self.expand(word).values())

    def policy_rarity(self, key: str) -> float:
        """How much a word tells policies apart: 1 where a single policy has it, towards 0 where all have."""
        holders = len(self.in_policies.get(key, ()))
        total = len(self.policies)
        return 0.0 if not holders else math.log((total + 1) / holders) / math.log(total + 1)
