"""A claim in other words that mean the same: "does not lose" is "keeps"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.claim_words import tables


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(said, re.I), other) for said, other in tables()["reworded"]["turns"])


def reworded(claim: str) -> Iterator[str]:
    """The claim with one of its turns in other words, once for each that it has."""
    for pattern, other in _turns():
        if pattern.search(claim):
            yield pattern.sub(other, claim, count=1)
