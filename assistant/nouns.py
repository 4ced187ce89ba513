"""Nouns and proper names in a sentence: what stands behind "which", and what a sentence names that a question does not."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked import Asked
from assistant.lexicon import Lexicon, Unit
from corpus.vocabulary import country_of, months
from corpus.words import (
    SAME_CONCEPT,
    Word,
    common_verbs,
    function_words,
    is_irregular,
    likeness,
    weak_verbs,
    words,
)

#: Written like a name, but no answer to what something is called.
_NO_NAMES = frozenset("vet eu eqf nqf covid eur pandemic".split())


def noun_of(behind: Sequence[Word]) -> tuple[Word, ...]:
    """The noun behind "which", with the words before it: up to the verb."""
    taken: list[Word] = []
    for word in behind:
        low = word.text.lower()
        verb = bool(taken) and (
            is_irregular(low)
            or low.endswith("ed")
            or (low.endswith("s") and word.stem in common_verbs() | weak_verbs())
        )
        if low in function_words() or verb or (taken and _plural(taken[-1])):
            break
        taken.append(word)
    return tuple(taken)


def _plural(word: Word) -> bool:
    low = word.text.lower()
    return low in {"people", "women", "men", "children", "staff"} or (
        low.endswith("s") and not low.endswith(("ss", "us", "is"))
    )


def proper_names(unit: Unit, asked: Asked, lexicon: Lexicon) -> list[str]:
    """The proper names in a sentence that the question does not have; words in capitals that stand together are one."""
    known = (
        {w.stem for w in words(asked.full)}
        | {w.stem for w in words(asked.question.resolved)}
        | set(asked.scope.place_terms)
    )
    country = unit.policy.country.lower().split()
    found: list[str] = []
    at = -1
    for i, word in enumerate(unit.words):
        low = word.text.lower()
        capital = word.text[:1].isupper() and (i > 0 or not _common(word, lexicon))
        if (
            not capital
            or word.stem in known
            or low in months()
            or low in country
            or low in _NO_NAMES
            or low in function_words()
            or (country_of(word.text) and low in asked.scope.place_terms)
        ):
            continue
        if found and at == i - 1:
            found[-1] += " " + word.text
        else:
            found.append(word.text)
        at = i
    return found


def _common(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word that opens a sentence is most likely no name."""
    low = word.text.lower()
    return (
        low in function_words()
        or low in lexicon.common
        or bool(word.concepts or word.near)
        or not word.text.isalpha()
    )


def place_of(noun: Sequence[Word], unit: Unit) -> tuple[int, int] | None:
    """Where the noun stands in a sentence, with those of its words that stand before it there: first and last place."""
    last = next((i for i, w in enumerate(unit.words) if likeness(noun[-1], w) >= SAME_CONCEPT), None)
    if last is None:
        return None
    first = last
    for word in reversed(noun[:-1]):
        if first and unit.words[first - 1].stem == word.stem:
            first -= 1
    return first, last
