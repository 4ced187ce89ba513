"""Windows: ranked sentences -> passages that grow around the best ones. Pure; knows no vectors.

A reader, or a language model, reads a limited number of characters. So the ranked sentences are taken one by one, and
one that continues a passage of the same stretch of reading is joined to it: first come the sentences that are worth
most, and what stands together in the text is read together. A passage never crosses a section.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Characters of one stretch of reading; within it passages may grow, afterwards they are closed.
STRETCH = 1000
#: The most characters that a passage grows to; a single longer sentence stays whole.
LARGEST = 600


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked sentence, or a part of one: its numbers in the store and its span in the policy's text."""

    policy: int
    section: int
    sentence: int
    start: int
    end: int
    score: float


@dataclass(slots=True)
class Window:
    """A growing passage; ``score`` is that of its best sentence, ``first`` and ``last`` number its sentences."""

    policy: int
    section: int
    first: int
    last: int
    start: int
    end: int
    score: float

    def takes(self, hit: Hit) -> bool:
        """Whether a sentence stands next to this window or in it, and fits."""
        return (
            (self.policy, self.section) == (hit.policy, hit.section)
            and self.first - 1 <= hit.sentence <= self.last + 1
            and max(self.end, hit.end) - min(self.start, hit.start) <= LARGEST
        )

    def take(self, hit: Hit) -> int:
        """Grows over a sentence; returns the characters gained."""
        before = self.end - self.start
        self.first, self.last = min(self.first, hit.sentence), max(self.last, hit.sentence)
        self.start, self.end = min(self.start, hit.start), max(self.end, hit.end)
        return self.end - self.start - before


def grow(hits: Iterable[Hit], k: int) -> list[Window]:
    """The first k windows of ranked sentences, best first.

    At least a quarter of k different policies (five at most) get a window, where the hits hold as many.
    """
    windows: list[Window] = []
    spare: dict[int, Window] = {}
    opened, filled = 0, 0
    for hit in hits:
        if any(w.policy == hit.policy and w.start <= hit.start and hit.end <= w.end for w in windows):
            continue
        window = next((w for w in windows[opened:] if w.takes(hit)), None)
        if window is not None:
            filled += window.take(hit)
        elif len(windows) < k:
            windows.append(_window(hit))
            filled += hit.end - hit.start
        else:
            spare.setdefault(hit.policy, _window(hit))
        if filled >= STRETCH and len(windows) < k:
            opened, filled = len(windows), 0
    return _varied(windows, spare, min(5, k // 4))


def _varied(windows: list[Window], spare: dict[int, Window], wanted: int) -> list[Window]:
    """Gives the last places to policies that have none yet, until enough different ones are there."""
    shown = [w.policy for w in windows]
    extra = [w for policy, w in spare.items() if policy not in shown][: max(0, wanted - len(set(shown)))]
    kept = list(windows)
    for _ in extra:
        counts = [w.policy for w in kept]
        # The last window of a policy that has another one makes room.
        place = next(i for i in reversed(range(len(kept))) if counts.count(kept[i].policy) > 1)
        del kept[place]
    return kept + extra


def _window(hit: Hit) -> Window:
    return Window(hit.policy, hit.section, hit.sentence, hit.sentence, hit.start, hit.end, hit.score)
