"""The steps of taking part in a scheme: to apply, to be let in, to finish, to leave. The number of one step is none of another."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asked import Asked
from assistant.evidence import COVERED, best_in
from assistant.lexicon import Lexicon, Unit
from corpus.model import Figure, Policy
from corpus.words import plain_words

#: Words that tell a step.
_WORDS = {
    "apply": r"appl(?:y|ies|ied|ying|ication|ications|icants?)|submitted|put in(?: for| an?)?|handed in|bids?|proposals?|requested",
    "enter": r"admitted|admission|selected|accepted|approved|enter(?:ed)?|enrol(?:led|ment|ments|s)?|joined|started|began|begun|registered|launched|opened",
    "get": r"received|awarded|granted|issued|handed out|given out|obtained|gained|got|benefited",
    "use": r"used|redeemed|cashed in|taken up|spent|unused",
    "finish": r"complet(?:e|ed|ing|ion)|finish(?:ed)?|graduat(?:e|ed|es|ion)|pass(?:ed)?|qualified",
    "leave": r"left early|left before|stopped before|(?:did|do|does|had|have|has) not (?:finish|complete)(?:ed)?|dropped out|drop out|dropouts?|gave up|broke off|broken off|withdrew|withdrawn|failed|quit|cancelled|refused|rejected|turned down|declined to",
}
_PATTERNS = {step: re.compile(rf"\b(?:{words})\b", re.I) for step, words in _WORDS.items()}
#: Steps that one number may tell together, as texts use their words for each other.
_TOGETHER = (frozenset({"enter", "get"}), frozenset({"finish", "get"}))
#: "How many of the vouchers issued were used?": what was done with a part counts, not how the whole is told.
_OF_THEM = re.compile(r"(?:and |so )?how many of (?:the|its|their|these|those|all)\b.*?\b(?:were|was|had|have|has|did|are|is)\b(.*)", re.I)
_CUT = re.compile(r"[,;:()]|\b(?:and|but|while|whereas|of (?:whom|which|them))\b")


def matches_in(text: str) -> list[tuple[str, int, int]]:
    """Where a text tells which step: the step, start and end."""
    return [(step, m.start(), m.end()) for step, pattern in _PATTERNS.items() for m in pattern.finditer(text)]


@lru_cache(maxsize=2_000)
def steps_in(text: str) -> frozenset[str]:
    """The steps that a text tells of."""
    return frozenset(step for step, pattern in _PATTERNS.items() if pattern.search(text))


def told_beside(policy: Policy, figure: Figure) -> frozenset[str]:
    """The steps that the words right around a figure tell of."""
    sentence = policy.sentences[figure.sentence]
    before = _CUT.split(policy.text[sentence.start : figure.start])[-1]
    behind = _CUT.split(policy.text[figure.end : sentence.end])[0]
    return steps_in(f"{before} {behind}")


def untold_part(asked: Asked, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a question asks how many of some had or were something, and a sentence has nothing of that ("how many of the firms were in farming?")."""
    picked = _OF_THEM.match(asked.core)
    if not picked or asked.follow_up:
        return False
    begin = picked.start(1)
    said = [t for t in asked.terms if not t.head and t.word.start >= begin and asked.core[t.word.start : t.word.end] == t.word.text and t.word.stem not in plain_words()]
    return bool(said) and all(best_in(t, unit, lexicon) < COVERED for t in said)


def other_step(core: str, policy: Policy, figure: Figure) -> bool:
    """Whether a question asks for one step and the words right around a figure tell only of another ("applied", "17 received it")."""
    picked = _OF_THEM.match(core)
    asked = (steps_in(picked.group(1)) if picked else frozenset()) or steps_in(core)
    told = told_beside(policy, figure) if asked else asked
    if not told or asked & told:
        return False
    return not any(asked <= pair and told & pair for pair in _TOGETHER)
