"""The words that the checking of claims knows: which may stand for each other, which exclude each other, which point up or down."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from corpus import thesaurus
from corpus.words import NEAR_CONCEPT, Word, function_words, likeness, stem, words

#: Groups of near words that stand for each other in reports: "learners" for "participants", "the programme" for "the scheme".
_LOOSE = frozenset({"people", "programme"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence with what it may mean here: ``senses`` are groups of words that may stand for each other."""

    word: Word
    senses: frozenset[str]

    @property
    def text(self) -> str:
        """The word as written."""
        return self.word.text

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.word.text.lower()

    @property
    def stem(self) -> str:
        """Its stem."""
        return self.word.stem

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.word.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.word.end

    @property
    def name(self) -> bool:
        """Whether it is written as a name."""
        return self.word.name_like


@cache
def tables() -> dict[str, Any]:
    """The tables of ``data/claims.toml``."""
    return tomllib.loads(files("assistant").joinpath("data", "claims.toml").read_text(encoding="utf-8"))


@cache
def stems_of(*path: str) -> frozenset[str]:
    """The stems (of phrases, joined by a space) of a list in the tables."""
    table: Any = tables()
    for key in path:
        table = table[key]
    return frozenset(key_of(member) for member in table)


@lru_cache(maxsize=4096)
def key_of(phrase: str) -> str:
    """The stems of a word or phrase, joined by a space."""
    return " ".join(stem(part) for part in re.findall(r"[\w'’+]+", phrase))


@cache
def _senses() -> tuple[dict[str, frozenset[str]], int]:
    found: dict[str, set[str]] = {}
    longest = 1
    for name, members in tables()["same"].items():
        for member in members:
            key = key_of(member)
            longest = max(longest, key.count(" ") + 1)
            found.setdefault(key, set()).add(name)
    for name in ("up", "down"):
        for key in stems_of("direction", name):
            found.setdefault(key, set()).add(name)
    return {k: frozenset(v) for k, v in found.items()}, longest


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """For each stem or phrase the stems and phrases that exclude it; a name without brackets stands for a group."""
    found: dict[str, set[str]] = {}
    for sides in tables()["opposite"]["pairs"]:
        keys = [frozenset(map(key_of, side)) if isinstance(side, list) else _members(side) for side in sides]
        for i, side in enumerate(keys):
            others = frozenset().union(*(k for j, k in enumerate(keys) if j != i)) - side
            for key in side:
                found.setdefault(key, set()).update(others)
    return {k: frozenset(v) for k, v in found.items()}


@cache
def _halves() -> dict[str, frozenset[str]]:
    pairs = [[frozenset(map(key_of, side)) for side in sides] for sides in tables()["opposite"]["halves"]]
    return {key: other for a, b in pairs for side, other in ((a, b), (b, a)) for key in side}


def other_half(token: Token) -> frozenset[str]:
    """The stems of words for the rest, where a group and another make up the whole ("men" and "women")."""
    return _halves().get(token.stem, frozenset())


@cache
def _forms() -> dict[str, tuple[int, int]]:
    return {form: (g, n) for g, group in enumerate(tables()["distinct"]["forms"]) for n, side in enumerate(group) for form in side}


def _apart(a: str, b: str) -> bool:
    """Whether two forms of one stem name different things ("employer", "employee")."""
    mine, theirs = _forms().get(a), _forms().get(b)
    return bool(mine and theirs and mine[0] == theirs[0] and mine != theirs)


def _members(name: str) -> frozenset[str]:
    data = tables()
    return frozenset(map(key_of, data["direction"][name] if name in data["direction"] else data["same"][name]))


def opposites(token: Token) -> frozenset[str]:
    """The stems of words that exclude a word."""
    return _opposites().get(token.stem, frozenset())


def phrases(stems: list[str], known: frozenset[str]) -> list[tuple[int, int]]:
    """Where members of a list stand in a row of stems, as index ranges, the longest at each place."""
    found = []
    i = 0
    while i < len(stems):
        size = next((n for n in range(min(4, len(stems) - i), 0, -1) if " ".join(stems[i : i + n]) in known), 0)
        if size:
            found.append((i, i + size))
        i += size or 1
    return found


#: Words that tell one round, call or year from the next.
ORDINALS = frozenset("first second third fourth fifth sixth last".split())
_LABELLED = frozenset("level levels component components phase phases axis pillar actions grade strand component".split())


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their senses, function words included."""
    found = words(text)
    table, longest = _senses()
    apart = tables()["apart"]
    senses: list[set[str]] = [set(table.get(w.stem, ())).difference(apart.get(w.text.lower(), ())) for w in found]
    for i in range(len(found)):
        for size in range(2, min(longest, len(found) - i) + 1):
            extra = table.get(" ".join(w.stem for w in found[i : i + size]))
            if extra:
                for j in range(i, i + size):
                    senses[j] |= extra
    for i in range(1, len(found)):
        # "Strand A": a letter that tells things of one kind apart.
        last = found[i - 1]
        numbered = last.text.lower() in _LABELLED or (i > 1 and last.text.lower() in {"and", "or", "to"} and any(s.startswith("label") for s in senses[i - 2]))
        if found[i].text.isdigit() and len(found[i].text) < 3 and numbered:
            senses[i] = {f"label {found[i].text}"}
        elif len(found[i].text) == 1 and found[i].text.isupper() and found[i - 1].text.lower() not in function_words() and found[i - 1].text.isalpha():
            senses[i] = {f"label {found[i].text}"}
    return tuple(Token(w, frozenset(s)) for w, s in zip(found, senses, strict=True))


#: What two words of a wide group of the thesaurus count: a claim is held to the words of the text more strictly than a question.
WIDE_GROUP = 0.46


def is_label(token: Token) -> bool:
    """Whether a word is a letter that tells things of one kind apart."""
    return any(s.startswith("label ") for s in token.senses)


def alike(a: Token, b: Token) -> float:
    """How far one word may stand for the other, from 0 to 1."""
    if is_label(a) or is_label(b):
        return 1.0 if a.senses == b.senses else 0.0
    if b.stem in opposites(a) or _apart(a.low, b.low):
        return 0.3
    value = likeness(a.word, b.word)
    if value == thesaurus.SAME_GROUP:
        value = WIDE_GROUP if all(map(thesaurus.weight, a.word.near & b.word.near)) else NEAR_CONCEPT
    if value == NEAR_CONCEPT:
        value = 0.6 if a.word.near & b.word.near & _LOOSE else 0.42
    if value < 0.85 and a.senses & b.senses:
        value = 0.85
    if value < 0.75 and (" " in a.stem) != (" " in b.stem) and a.stem.rsplit(" ")[-1] == b.stem.rsplit(" ")[-1]:
        value = 0.5 if (a if " " in a.stem else b).name else 0.75
    return value


def is_content(token: Token) -> bool:
    """Whether a word says something of its own: no function word, no bare number."""
    return is_label(token) or token.low not in function_words() and not re.fullmatch(r"[\d.,]+", token.text) and len(token.text) > 1


_EVERY = frozenset("daily weekly monthly annual annually yearly".split())


def is_soft(token: Token, opening: bool = False) -> bool:
    """Whether a claim may have the word where its evidence does not; ``opening`` is the first word, whose capital means nothing."""
    return token.stem in stems_of("soft", "words") and (opening or not token.name) and token.low not in _EVERY
