"""Words of a text as they are compared: stems, concepts of the domain, and how alike two words are.

Stems are Snowball's English ones (Porter 2); British and American spellings are brought together first. Concepts come from
``data/concepts.toml``. A phrase that is a concept ("higher education") counts as one word. Words that ``data/thesaurus.txt`` puts
in one group are near each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from corpus import thesaurus
from corpus.vocabulary import table

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?\+?", re.UNICODE)
#: The plural of letters ("CTEs").
_LETTERS = re.compile(r"[A-Z]{2,6}s")
_AMERICAN = {"center": "centre", "centers": "centres", "labor": "labour", "program": "programme", "programs": "programmes",
             "enrollment": "enrolment", "enroll": "enrol", "fulfill": "fulfil", "counseling": "counselling", "traveling": "travelling",
             "license": "licence", "defense": "defence", "percent": "percentage", "pct": "percentage", "schoolyear": "year",
             "uni": "university", "unis": "universities", "govt": "government", "info": "information"}  # fmt: skip
#: How much a match of two words counts.
SAME_WORD, SAME_CONCEPT, SAME_FRONT, NEAR_CONCEPT = 1.0, 0.9, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """One word (or phrase that is a concept) with its span, stem and concepts."""

    text: str
    start: int
    end: int
    stem: str
    concepts: frozenset[str]
    near: frozenset[str]

    @property
    def name_like(self) -> bool:
        """Whether it is written as a name or abbreviation: capitals or digits inside, or a capital at the front."""
        return self.text[:1].isupper() or any(c.isupper() for c in self.text[1:])


@cache
def function_words() -> frozenset[str]:
    """Words that carry no content of their own."""
    return frozenset(files("corpus").joinpath("data", "function_words.txt").read_text(encoding="utf-8").split())


@cache
def common_verbs() -> frozenset[str]:
    """Stems of verbs so common that a text may well use another one for the same."""
    listed = files("corpus").joinpath("data", "common_verbs.txt").read_text(encoding="utf-8").split()
    return frozenset(stem(w) for w in listed)


@cache
def plain_words() -> frozenset[str]:
    """Stems of everyday words that tell little by themselves."""
    lines = files("corpus").joinpath("data", "plain_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(w) for line in lines if not line.startswith("#") for w in line.split())


@cache
def weak_verbs() -> frozenset[str]:
    """Stems of verbs that say so little that a text need not have them at all."""
    listed = (
        "be have hold held belong get got give gave given make made find found come came go went gone take took taken see saw seen say said keep kept put set bring brought exist reach stand stood turn let "
        "new current overall total various worth high higher low lower seem become became amount involve cover concern contain include count happen occur add receive use do did work need want show serve carry"
    )
    return frozenset(stem(w) for w in listed.split())


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def _irregular() -> dict[str, str]:
    """Base forms by irregular form."""
    lines = files("corpus").joinpath("data", "irregular.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {form: row[0] for row in rows for form in row[1:]}


def is_irregular(word: str) -> bool:
    """Whether a word is an irregular form ("taught")."""
    return word.lower() in _irregular()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word; spellings in -ise and -ize, -re and -er, and irregular forms ("rose", "rise") give the same."""
    low = word.lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    low = _AMERICAN.get(low, low)
    low = _irregular().get(low, low)
    if len(low) > 6:
        low = re.sub(r"iz(e|ed|es|ing|ation|ations|er|ers)$", r"is\1", low)
    return str(_stemmer().stemWord(low))


def key_of(phrase: str) -> str:
    """The stems of a word or phrase, with spaces between."""
    if phrase.isalpha():
        return stem(phrase)
    return " ".join(stem(w) for w in _WORD.findall(phrase))


@cache
def _thesaurus() -> thesaurus.Thesaurus:
    return thesaurus.read(key_of)


@cache
def _concepts() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], int]:
    """Concepts by stem or stem phrase, near groups by concept or stem, and the longest phrase in words."""
    data = table("concepts")
    same: dict[str, set[str]] = {}
    longest = 1
    for concept, members in data["same"].items():
        for member in members:
            key = key_of(member)
            longest = max(longest, key.count(" ") + 1)
            same.setdefault(key, set()).add(concept)
    near: dict[str, set[str]] = {}
    for group, members in data["near"].items():
        for member in members:
            near.setdefault(member, set()).add(group)
            near.setdefault(stem(member), set()).add(group)
    return {k: frozenset(v) for k, v in same.items()}, {k: frozenset(v) for k, v in near.items()}, longest


@lru_cache(maxsize=100_000)
def _kind(key: str) -> tuple[frozenset[str], frozenset[str]]:
    same, near, _ = _concepts()
    concepts = same.get(key, frozenset())
    groups = near.get(key, frozenset()) | _thesaurus().groups.get(key, frozenset())
    for concept in concepts:
        groups |= near.get(concept, frozenset())
    return concepts, frozenset(groups)


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` in order, function words included, phrases that are concepts as one."""
    spans = [(m.start(), m.end()) for m in _WORD.finditer(text, start, len(text) if end is None else end)]
    stems = [stem(text[s : e - 1] if _LETTERS.fullmatch(text, s, e) else text[s:e]) for s, e in spans]
    same, _, longest = _concepts()
    found: list[Word] = []
    i = 0
    while i < len(spans):
        size = 1
        for n in range(min(longest, len(spans) - i), 1, -1):
            if " ".join(stems[i : i + n]) in same and re.fullmatch(r"[\s-]*", "".join(text[spans[j][1] : spans[j + 1][0]] for j in range(i, i + n - 1))):
                size = n
                break
        key = " ".join(stems[i : i + size])
        concepts, near = _kind(key)
        found.append(Word(text[spans[i][0] : spans[i + size - 1][1]], spans[i][0], spans[i + size - 1][1], key, concepts, near))
        i += size
    return found


def phrases(found: Sequence[Word], text: str) -> list[tuple[int, int, Word]]:
    """The phrases of the thesaurus in a row of words, each with the places of its words (first, behind last) and as one word."""
    spans = _thesaurus().phrases([w.stem for w in found])
    return [(a, b, Word(text[found[a].start : found[b - 1].end], found[a].start, found[b - 1].end, key, *_kind(key))) for a, b, key in spans]


def is_content(word: Word) -> bool:
    """Whether a word carries content: no function word and no bare number."""
    return word.text.lower() not in function_words() and not word.text.isdigit() and len(word.text) > 1


def content_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch that carry content."""
    return [w for w in words(text, start, end) if is_content(w)]


def likeness(a: Word, b: Word) -> float:
    """How far one word may stand for the other, from 0 to 1."""
    if a.stem == b.stem:
        return SAME_WORD
    if a.concepts & b.concepts:
        return SAME_CONCEPT
    shared = a.near & b.near
    weights = table("concepts")["near_weight"] if shared else {}
    near = max((thesaurus.weight(group) or float(weights.get(group, NEAR_CONCEPT)) for group in shared), default=0.0)
    if len(a.stem) > 4 and len(b.stem) > 4 and " " not in a.stem + b.stem and (a.stem.startswith(b.stem[:6]) and abs(len(a.stem) - len(b.stem)) < 4):
        return max(near, SAME_FRONT)
    if (a.stem.endswith("er") and b.stem in {a.stem[:-2], a.stem[:-1]}) or (b.stem.endswith("er") and a.stem in {b.stem[:-2], b.stem[:-1]}):
        return max(near, SAME_FRONT)  # "leavers" are those who leave
    return near
