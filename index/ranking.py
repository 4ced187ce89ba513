"""Ranking: which sentences answer a query best. Pure functions over arrays; n units, m policies.

The order is that of one probability, P(sentence) = P(policy | conversation) · P(sentence | policy, question):

- A unit's score adds its cosine and its BM25 score, the latter divided by the best of the query. Such a convex
  combination beats reciprocal rank fusion, which throws the distances away (Bruch, Gai, Ingber: An Analysis of
  Fusion Functions for Hybrid Retrieval, ACM TOIS 2023).
- A policy's evidence is its best sentence, its whole text and its title, so that a text which deals with the matter
  outranks a lucky sentence elsewhere.
- Earlier questions say which text is talked about, and the last one which words are wanted: each turn adds its own
  evidence for the policies, older ones less. A turn that fits no policy ("thanks") or another one (the talk has moved
  on) is mixed with an even guess, so that it can never rule a policy out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.floating[Any]]
else:
    Array = Any

#: Weights, as natural logarithms of odds: a cosine of 1, and the query's best BM25 score of units, texts and titles.
DENSE, LEXICAL, TEXT, TITLE = 10.0, 2.0, 2.0, 0.5
#: How much the sentences beside one count for it: evidence comes in groups.
BESIDE = 0.2
#: The weight of the turn before the last relative to the last, of the one before that, and so on; turns looked at.
DECAY, TURNS = 0.9, 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where units stand: ``policy`` (n,) rises; ``section`` (n,) tells sections of all policies apart."""

    policy: NDArray[np.int32]
    section: NDArray[np.int64]
    policies: int


def unit_scores(dense: Array, lexical: Array) -> Array:
    """The fused score of every unit, shape (n,), from its cosine and its BM25 score."""
    return DENSE * dense + LEXICAL * _scaled(lexical)


def policy_scores(units: Array, text: Array, title: Array, layout: Layout) -> Array:
    """What one turn says for every policy, shape (m,): its best unit, its whole text and its title."""
    return _best(units, layout) + TEXT * _scaled(text) + TITLE * _scaled(title)


def policy_odds(turns: Sequence[Array], allowed: NDArray[np.bool_] | None = None) -> Array:
    """Log-probabilities of the policies, shape (m,), from the scores of the turns, the last turn first."""
    import numpy as np

    total = np.array(turns[0], dtype=np.float64)
    for age, scores in enumerate(turns[1 : TURNS + 1], start=1):
        even = np.exp(_log_softmax(scores)) + 1 / len(scores)
        total += DECAY**age * np.log(even)
    if allowed is not None:
        total = np.where(allowed, total, -np.inf)
    return _log_softmax(total)


def sentence_odds(units: Array, policies: Array, layout: Layout) -> Array:
    """Log-probabilities of the units, shape (n,), from their scores and the log-probabilities of the policies."""
    import numpy as np

    scores = _with_neighbours(units, layout)
    within = scores - _best(scores, layout)[layout.policy]
    mass = np.bincount(layout.policy, np.exp(within), minlength=layout.policies)
    return within - np.log(np.maximum(mass, 1e-300))[layout.policy] + policies[layout.policy]


def _with_neighbours(scores: Array, layout: Layout) -> Array:
    """Each score mixed with those of the units before and after it in its section (itself where there is none)."""
    import numpy as np

    joined = layout.section[1:] == layout.section[:-1]
    before, after = scores.copy(), scores.copy()
    before[1:] = np.where(joined, scores[:-1], scores[1:])
    after[:-1] = np.where(joined, scores[1:], scores[:-1])
    return (scores + BESIDE * (before + after)) / (1 + 2 * BESIDE)


def _best(scores: Array, layout: Layout) -> Array:
    """The best score of each policy, shape (m,); the worst of all where it has no unit."""
    import numpy as np

    if not len(scores):
        return np.zeros(layout.policies)
    found = np.full(layout.policies, scores.min(), dtype=np.float64)
    starts = np.flatnonzero(np.r_[True, layout.policy[1:] != layout.policy[:-1]])
    found[layout.policy[starts]] = np.maximum.reduceat(scores, starts)
    return found


def _scaled(scores: Array) -> Array:
    top = float(scores.max()) if len(scores) else 0.0
    return scores / top if top > 0 else scores


def _log_softmax(scores: Array) -> Array:
    import numpy as np

    top = scores.max()
    if not np.isfinite(top):
        return np.full(len(scores), -np.inf)
    return scores - top - np.log(np.exp(scores - top).sum())
