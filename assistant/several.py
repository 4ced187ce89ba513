"""One of several that a text lists ("in wood, glass and stone"): a number told for all of them is none of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.lexicon import Lexicon
from assistant.quantities import FigureMatch
from assistant.terms import Term
from corpus.words import content_words

_ITEM = r"(?:the )?[^\W\d][\w'’-]*(?: [^\W\d][\w'’-]*)?(?: \(\d[\d  ]*\))?"
_LIST = re.compile(rf"(?:{_ITEM}, )*{_ITEM},? (?:and|or) {_ITEM}")
#: A list that breaks a whole down, with a number for each.
_BREAKDOWN = re.compile(r"\(\d[\d  ]*\).*\(\d")
_RESTRICTS = r"\b(?:in|from|at|for|among|of)\s+(?:the |an? )?(?:[\w-]+ )?"


def one_of_several(found: FigureMatch, core: str, around: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a question is about one thing of a list and a figure stands beside the whole list; ``around`` are the sentences that it may be told in.
    A thing of which they have nothing may be one that the text breaks down by anywhere."""
    figure, policy = found.figure, found.policy
    sentence = policy.sentences[figure.sentence]
    if policy.text[figure.start - 1 : figure.start] == "(":
        return False  # it is the number of one of them
    own = _stems(f"{figure.counted} {figure.population}")
    behind = re.split(r"[,;:.(]", policy.text[figure.end : sentence.end], maxsplit=1)[0]
    ahead = re.split(r"[,;:(]|\band\b|\d", policy.text[sentence.start : figure.start])[-1]
    if re.search(r"\b(?:for|is|was|were|are|at|by)\s*$", ahead):
        own |= _stems(ahead)  # "… and glass for 22%" is the number of glass
    asked = _stems(core)
    near = list(around)
    told = {key for text in near for key in _stems(text)}
    for term in found.terms:
        key = term.word.stem
        if term.head or term.titled or term.optional or key in own or not _restricts(term, core):
            continue
        if key in _stems(behind) and not _LIST.search(behind):
            continue
        whole = (u.text for u in lexicon.units[policy.path] if u.words and _BREAKDOWN.search(u.text))
        if any(_alone(key, asked, listed) for listed in _lists(near if key in told else whole)):
            return True
    return False


def _alone(key: str, asked: frozenset[str], listed: str) -> bool:
    """Whether a question has one thing of a list and none of the others."""
    items = [_stems(item) for item in re.split(r",? (?:and|or) |, ", listed)]
    others = [item for item in items if key not in item]
    return len(others) < len(items) and not any(item & asked for item in others)


def _lists(texts: Iterable[str]) -> Iterator[str]:
    return (m.group() for text in texts for m in _LIST.finditer(text))


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.stem for w in content_words(text))


def _restricts(term: Term, core: str) -> bool:
    return bool(re.search(_RESTRICTS + re.escape(term.word.text) + r"\b", core, re.I))
