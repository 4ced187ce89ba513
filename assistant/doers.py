"""Whether a sentence names who did what "who" asks for, or only tells that it was done."""

from __future__ import annotations

import re

from assistant.asked import Asked
from assistant.evidence import COVERED
from assistant.lexicon import Lexicon, Unit
from corpus.words import Word, content_words, function_words, is_irregular, likeness, words

_WHO_DOES = re.compile(
    r"(?:and |so )?who (?:\w+ly )?(?!(?:is|are|was|were|has|have|had|can|could|may|might|will|would|did|does|do|must|should|else|exactly|counts?|qualif\w+|belongs?|gets?|got|receives?|received|benefits?|benefited|profits?|needs?|needed|appl\w+|takes? part|took part|attends?)\b)(\w+)",
    re.I,
)
_BE = frozenset("is are was were be been being".split())
#: Verbs that tell little without their object ("carried out the survey").
_WEAK = frozenset(
    "carried carries conducted conducts undertook undertakes performed performs made makes did does gave gives".split()
)
_NOBODY = re.compile(r"\b(?:nobody|no one|none|neither|no [a-z]+)\s*(?:\w+ ?){0,2}$", re.I)
_BY = re.compile(
    r"\b(?:by|from) (?!(?:the )?(?:end|start|beginning|middle|means|far|then|now)\b)(?:the |an? |its |their )?[^\W\d_]",
    re.I,
)
#: Cuts a sentence where another clause begins.
_CUT = re.compile(r"[,;:()]|\b(?:because|while|whereas|but|although|though|if|when)\b", re.I)
_RELATIVE = re.compile(r"\b(?:who|which|that)\s*(?:\w+ ?){0,2}$", re.I)
_OPENING = re.compile(r"(?:in|at|by|for|from|since|during|until|on|after|before|as of)\b[^,]{2,50},\s*", re.I)


def doing(core: str) -> str | None:
    """The verb of a question for the one who does something; None where it asks for something else."""
    found = _WHO_DOES.match(core.strip())
    return found.group(1) if found else None


def names_doer(verb: str, asked: Asked, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a sentence tells who does what ``verb`` tells."""
    known = lexicon.expand(words(verb)[0]) if verb.lower() not in _WEAK else {}
    places = sorted(
        {
            at
            for key, like in known.items()
            if like >= COVERED
            for at in unit.positions.get(key, ())
            if _is_verb(unit, at)
        }
    )
    if not places:
        return _subject_is_new(unit, asked) or bool(_BY.search(unit.text))
    return any(_done_by(unit, at, asked) for at in places)


def _done_by(unit: Unit, at: int, asked: Asked) -> bool:
    """Whether what the word at a place tells is done by somebody whom the sentence names."""
    start = unit.words[at].start - unit.sentence.start
    before = unit.text[:start]
    clause = _CUT.split(before)[-1]
    if _NOBODY.search(clause):
        return False
    helpers = [w.text.lower() for w in unit.words[max(0, at - 3) : at]]
    if _BE & set(helpers) and not unit.words[at].text.lower().endswith("ing"):
        return bool(_BY.search(unit.text[start:]))
    if _RELATIVE.search(clause) or not content_words(clause):
        return True  # "the office that runs it", "and pays them": whoever it is stands before
    return any(not _said(w, asked) for w in content_words(clause)) or bool(_BY.search(unit.text[start:]))


def _subject_is_new(unit: Unit, asked: Asked) -> bool:
    """Whether the words before the first verb name somebody whom the question does not."""
    opening = _OPENING.match(unit.text)
    begin = unit.sentence.start + (opening.end() if opening else 0)
    subject: list[Word] = []
    passive = False
    for at, word in enumerate(unit.words):
        if word.start < begin:
            continue
        low = word.text.lower()
        if subject and (low in _BE or _is_verb(unit, at)):
            passive = low in _BE
            break
        subject.append(word)
    named = [w for w in subject if w.text.lower() not in function_words()]
    if not named:
        return True  # "It …": the sentence before names it
    return not passive and any(not _said(w, asked) for w in named)


def _is_verb(unit: Unit, at: int) -> bool:
    """Whether a word of a sentence is likely its verb, by its form and what stands before it."""
    low = unit.words[at].text.lower()
    before = unit.words[at - 1].text.lower() if at else ""
    if before in {"the", "a", "an", "its", "their", "of", "this", "these", "each", "every"}:
        return False
    return (
        low.endswith(("ed", "s", "ing"))
        or is_irregular(low)
        or before in {"to", "can", "may", "must", "will", "could", "should", "would"}
        or low in {"draw", "run", "pay", "decide"}
    )


def _said(word: Word, asked: Asked) -> bool:
    return any(likeness(word, w) >= COVERED for w in words(asked.full))
