"""Windows: ranked sentences -> passages that grow around the best ones. Pure; knows no vectors.

A reader, or a language model, reads a limited number of characters. So the ranked sentences are taken one by one, and
one that continues a passage of the same stretch of reading is joined to it: first come the sentences that are worth
most, and what stands together in the text is read together. Words that a policy repeats are read once;
the same words in another policy are evidence of their own. A passage never crosses a section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Characters of one stretch of reading; within it passages may grow, afterwards they are closed.
STRETCH = 1000
#: The most characters that a passage grows to; a single longer sentence stays whole.
LARGEST = 600


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked sentence, or a part of one: its numbers in the store and its span in the policy's text.

    ``fingerprint`` is the same for the same words elsewhere, or 0.
    """

    policy: int
    section: int
    sentence: int
    start: int
    end: int
    score: float
    fingerprint: int = 0


@dataclass(slots=True)
class Window:
    """A growing passage; ``score`` is that of its best sentence, ``first`` and ``last`` number its sentences.

    ``stretch`` is the stretch of reading in which it may grow.
    """

    policy: int
    section: int
    first: int
    last: int
    start: int
    end: int
    score: float
    stretch: int

    def holds(self, hit: Hit) -> bool:
        """Whether the words of a sentence of the same section stand in this window already."""
        return self.start <= hit.start and hit.end <= self.end

    def takes(self, hit: Hit) -> bool:
        """Whether a sentence of the same section stands next to this window or in it, and fits."""
        return (
            self.first - 1 <= hit.sentence <= self.last + 1
            and max(self.end, hit.end) - min(self.start, hit.start) <= LARGEST
        )

    def take(self, hit: Hit) -> int:
        """Grows over a sentence; returns the characters gained."""
        before = self.end - self.start
        self.first, self.last = min(self.first, hit.sentence), max(self.last, hit.sentence)
        self.start, self.end = min(self.start, hit.start), max(self.end, hit.end)
        return self.end - self.start - before


def grow(hits: Iterable[Hit], k: int, leads: Sequence[Hit] = ()) -> list[Window]:
    """The first k windows of ranked sentences, best first.

    ``leads`` are the best sentences of the likeliest policies: those of them that no window shows take the last places,
    at most a quarter of k, so that a reader also sees where else to look.
    """
    windows: list[Window] = []
    placed: dict[tuple[int, int], list[Window]] = {}
    read: set[tuple[int, int]] = set()
    stretch, filled, room = 0, 0, STRETCH
    for hit in hits:
        beside = placed.setdefault((hit.policy, hit.section), [])
        if (hit.policy, hit.fingerprint) in read or any(w.holds(hit) for w in beside):
            continue
        window = next((w for w in beside if w.stretch == stretch and w.takes(hit)), None)
        if window is not None:
            filled += window.take(hit)
        elif len(windows) < k:
            window = _window(hit, stretch)
            windows.append(window)
            beside.append(window)
            filled += hit.end - hit.start
        else:
            continue
        if hit.fingerprint:
            read.add((hit.policy, hit.fingerprint))
        if filled >= room and len(windows) < k:
            stretch, filled, room = stretch + 1, 0, 2 * room
    return _varied(windows, leads[: min(5, k // 4)])


def _varied(windows: list[Window], leads: Sequence[Hit]) -> list[Window]:
    """Gives the last places to the leads whose policies have none yet."""
    shown = [w.policy for w in windows]
    extra = [_window(hit) for hit in leads if hit.policy not in shown]
    kept = list(windows)
    for _ in extra:
        policies = [w.policy for w in kept]
        # The last window of a policy that has another one makes room.
        del kept[next((i for i in reversed(range(len(kept))) if policies.count(policies[i]) > 1), -1)]
    return kept + extra


def _window(hit: Hit, stretch: int = 0) -> Window:
    return Window(hit.policy, hit.section, hit.sentence, hit.sentence, hit.start, hit.end, hit.score, stretch)
