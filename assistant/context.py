"""What the answering parts share: the words and the vectors of the policies, and which policies a question is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.asked import Asked
from assistant.evidence import Match, candidates, period_fit
from assistant.lexicon import Lexicon
from assistant.scope import is_of
from corpus.model import Policy
from corpus.words import content_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.engine import Assistant, Filters


class Context:
    """The assistant at work on one question."""

    def __init__(self, assistant: Assistant, filters: Filters) -> None:
        self.assistant = assistant
        self.filters = filters

    @property
    def lexicon(self) -> Lexicon:
        """The words of all policies."""
        return self.assistant.lexicon

    def policy(self, path: str) -> Policy:
        """The policy of a path."""
        return self.assistant.policies[path]

    def paths(self, asked: Asked, most: int = 4) -> list[str]:
        """The policies to look in, best first: those of the countries asked for, those named, else the few that fit best."""
        ranked = [p for p, _ in asked.scope.paths]
        if asked.scope.countries:
            mine = [p for p in ranked if any(is_of(self.policy(p), c) for c in asked.scope.countries)]
            if mine:
                best = self._score(asked, mine[0])
                return [p for p in mine if self._score(asked, p) >= 0.55 * best][:most]
        if not ranked:
            return []
        best = asked.scope.paths[0][1]
        share = 0.75 if asked.scope.named or asked.follow_up else 0.5
        return [p for p, score in asked.scope.paths if score >= share * best][:most]

    def _score(self, asked: Asked, path: str) -> float:
        return dict(asked.scope.paths).get(path, 0.0)

    def dense(self, asked: Asked, path: str, index: int) -> float:
        """The cosine of the question with one sentence."""
        return float(self.meaning(asked)(path)[index])

    def meaning(self, asked: Asked) -> Callable[[str], NDArray[np.float32]]:
        """The cosines of a question with the sentences of a policy, by its path."""
        # A few words ("what was it after June 2021") mean something only with the rest of the question.
        text = asked.core if len(content_words(asked.core)) >= 3 else asked.question.resolved
        return lambda path: self.assistant.likeness(text, path)

    def ranked(self, asked: Asked, paths: list[str] | None = None, kinds: frozenset[str] | None = None, most: int = 40) -> list[tuple[float, Match]]:
        """Sentences with a combined score of coverage, likeness of meaning and period, best first."""
        found = []
        for match in candidates(asked, self.paths(asked) if paths is None else paths, self.lexicon, kinds)[: most * 2]:
            sentence = match.unit.sentence
            fit = period_fit(asked.periods, sentence.period)
            dense = max(0.0, self.dense(asked, match.unit.policy.path, match.unit.index))
            score = 0.55 * match.score + 0.15 * match.inside_score + 0.3 * dense
            score *= 1.0 if not asked.periods else 0.3 + 0.7 * fit
            if match.unit.kind in {"themes"}:
                score *= 0.8
            found.append((score, match))
        return sorted(found, key=lambda row: -row[0])[:most]
