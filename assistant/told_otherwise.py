"""Words of a question that a figure answers without having them: limits told by a hedge, lengths told by a unit, steps told by other verbs, ordinals."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.fits import drawing_fit, is_time
from assistant.steps import matches_in, told_beside
from assistant.terms import Term
from corpus.model import Figure, Policy
from corpus.words import stem

#: How far a word counts as told that way.
TOLD = 0.8
_MOST = frozenset(
    map(
        stem,
        "maximum maximal max most ceiling limit cap highest longest largest greatest biggest upper top".split(),
    )
)
_LEAST = frozenset(map(stem, "minimum minimal min least lowest shortest smallest lower".split()))
_LENGTH = frozenset(map(stem, "length duration last lasting fast quick quickly soon".split()))
#: To get something and to be paid it are one, where it is asked for how long.
_HAD = frozenset(map(stem, "get receive pay draw claim have grant".split()))
_LONG = re.compile(
    r"\bhow long\b|\bhow many (?:years|months|weeks|days)\b|\bnumber of (?:years|months|weeks|days)\b", re.I
)
_UPPER = re.compile(
    r"(?:\b(?:up to|at most|at the most|(?:a |the )?maximum(?: of)?|(?:no|not|never|cannot [^,;.]{0,30}|can't [^,;.]{0,30}) (?:more|longer|higher|larger|bigger|greater) than|not exceed(?:ing)?|limited to|capped at|within|below|under|less than|fewer than))\s+(?:the )?(?:[A-Z]{2,3})?\s?$",
    re.I,
)
_LOWER = re.compile(
    r"(?:\b(?:at least|(?:a |the )?minimum(?: of)?|(?:no|not) (?:less|fewer|shorter|smaller) than|from|(?<!no )(?<!not )more than|(?<!not )over))\s+(?:[A-Z]{2,3})?\s?$",
    re.I,
)
_OR_LESS = re.compile(
    r"\s*(?:[\w%]+ ){0,3}?(?:or (?:less|fewer|under|below|shorter)|at (?:the )?most|maximum)\b", re.I
)
_OR_MORE = re.compile(
    r"\s*(?:[\w%]+ ){0,3}?(?:or (?:more|over|longer|above)|at (?:the )?least|minimum)\b", re.I
)


def is_upper(policy: Policy, figure: Figure) -> bool:
    """Whether a figure is the most that there may be."""
    sentence = policy.sentences[figure.sentence]
    return bool(
        _UPPER.search(policy.text[sentence.start : figure.start])
        or _OR_LESS.match(policy.text[figure.end : sentence.end])
    )


def is_lower(policy: Policy, figure: Figure) -> bool:
    """Whether a figure is the least that there must be."""
    sentence = policy.sentences[figure.sentence]
    return bool(
        _LOWER.search(policy.text[sentence.start : figure.start])
        or _OR_MORE.match(policy.text[figure.end : sentence.end])
    )


def told(term: Term, core: str, policy: Policy, figure: Figure) -> float:
    """How far a figure and the words right around it tell a word of the question in another way, from 0 to 1."""
    key = term.word.stem
    if key in _MOST and is_upper(policy, figure):
        return TOLD
    if key in _LEAST and is_lower(policy, figure):
        return TOLD
    if key in _LENGTH and is_time(figure):
        return TOLD
    if key in _HAD and is_time(figure) and drawing_fit(core, policy, figure) == 1.0 and _LONG.search(core):
        return TOLD
    steps = _steps_at(core).get(term.word.start)
    return (
        TOLD
        if steps
        and core[term.word.start : term.word.end] == term.word.text
        and steps & told_beside(policy, figure)
        else 0.0
    )


@lru_cache(256)
def _steps_at(core: str) -> dict[int, frozenset[str]]:
    """For each word of a question that tells a step of taking part, by where it begins, the steps."""
    found: dict[int, frozenset[str]] = {}
    for step, start, end in matches_in(core):
        for word in re.finditer(r"\w+", core[start:end]):
            at = start + word.start()
            found[at] = found.get(at, frozenset()) | {step}
    return found
