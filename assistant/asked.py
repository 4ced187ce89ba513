"""A question as the parts of the assistant hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Question
from assistant.scope import Scope
from assistant.terms import Term
from corpus.model import Period
from corpus.words import Word


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the rest of the assistant works with it; ``strange`` where most of its words are of another language and unknown,
    ``before`` is the question before a follow-up, ``again`` whether the follow-up asks for its measure again, ``period_taken`` whether it takes over its period."""

    question: Question
    full: str
    core: str
    terms: tuple[Term, ...]
    quantity: str
    periods: tuple[Period, ...]
    scope: Scope
    negated: tuple[Word, ...] = ()
    follow_up: bool = False
    strange: bool = False
    before: Asked | None = None
    again: bool = False
    period_taken: bool = False
