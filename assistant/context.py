"""What the answering parts share: the words and the vectors of the policies, and which policies a question is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.asked import Asked
from assistant.evidence import Match, candidates, period_fit
from assistant.lexicon import Lexicon, Unit
from assistant.scope import is_of
from corpus.model import Policy
from corpus.words import content_words
from index.units import to_read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.engine import Assistant, Filters
    from assistant.model import Answer

#: What kinds of questions a follow-up goes on from sentence by sentence, and how many quotes are few enough for that.
_GONE_ON_FROM = frozenset("figure keyed when why definition open eligibility yes_no excluded".split())
_FEW = 3
#: What a sentence gains that answered the question before, what one gains that goes on from it, and up to how many sentences behind.
_SAME, _NEXT, _AFTER = 0.08, 0.1, 3


class Context:
    """The assistant at work on one question."""

    def __init__(self, assistant: Assistant, filters: Filters, respond: Callable[[Asked, Context], Answer] | None = None) -> None:
        self.assistant = assistant
        self.filters = filters
        self._respond = respond
        self._told: dict[int, frozenset[tuple[str, int]]] = {}
        self._read: dict[tuple[str, str, int], float] = {}

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

    def read(self, text: str, units: Sequence[Unit]) -> list[float]:
        """How likely each of these sentences answers a question, as the cross-encoder reads it; each is read once."""
        unread = [u for u in units if (text, u.policy.path, u.index) not in self._read]
        if unread:
            sure = self.assistant.cross_encoder.answers(text, [to_read(u.policy, u.index) for u in unread])
            self._read |= {(text, u.policy.path, u.index): float(p) for u, p in zip(unread, sure, strict=True)}
        return [self._read[text, u.policy.path, u.index] for u in units]

    def told(self, asked: Asked) -> frozenset[tuple[str, int]]:
        """The sentences, by path and number, that answered the question before a follow-up, where they are few enough to be what it goes on from."""
        before = asked.before
        if before is None or self._respond is None or before.question.kind not in _GONE_ON_FROM:
            return frozenset()
        if id(before) not in self._told:
            quotes = self._respond(before, self).quotes
            self._told[id(before)] = frozenset(
                (q.policy.path, i) for q in quotes for i, s in enumerate(q.policy.sentences) if s.start < q.end and q.start < s.end
            ) if len(quotes) <= _FEW else frozenset()  # fmt: skip
        return self._told[id(before)]

    def _nearness(self, asked: Asked, match: Match, told: frozenset[tuple[str, int]]) -> float:
        """What a sentence gains that answered the question before, or goes on from one that did."""
        path, at = match.unit.policy.path, match.unit.index
        if (path, at) in told:
            return _SAME
        section = match.unit.sentence.section
        sentences = match.unit.policy.sentences
        steps = [at - i for p, i in told if p == path and 0 < at - i <= _AFTER and sentences[i].section == section]
        return _NEXT * (1.0 if min(steps) == 1 or any(sentences[at - n].paragraph == match.unit.sentence.paragraph for n in steps) else 0.6) if steps else 0.0

    def ranked(self, asked: Asked, paths: list[str] | None = None, kinds: frozenset[str] | None = None, most: int = 40) -> list[tuple[float, Match]]:
        """Sentences with a combined score of coverage, likeness of meaning and period, best first."""
        found = []
        told = self.told(asked) if asked.follow_up and not (asked.periods and not asked.period_taken) else frozenset()
        for match in candidates(asked, self.paths(asked) if paths is None else paths, self.lexicon, kinds)[: most * 2]:
            sentence = match.unit.sentence
            fit = period_fit(asked.periods, sentence.period)
            dense = max(0.0, self.dense(asked, match.unit.policy.path, match.unit.index))
            score = 0.55 * match.score + 0.15 * match.inside_score + 0.3 * dense
            score *= 1.0 if not asked.periods else 0.3 + 0.7 * fit
            if match.unit.kind in {"themes"}:
                score *= 0.8
            if told:
                score += self._nearness(asked, match, told)
            found.append((score, match))
        return sorted(found, key=lambda row: -row[0])[:most]
