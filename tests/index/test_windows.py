"""Windows grow around the best sentences, never across a section, and repeat nothing."""

from __future__ import annotations

from index.windows import LARGEST, STRETCH, Hit, grow


def hit(
    sentence: int, score: float, *, policy: int = 0, section: int = 0, length: int = 50, mark: int = 0
) -> Hit:
    """A sentence of ``length`` characters; sentences of a policy stand one after the other."""
    start = sentence * (length + 1)
    return Hit(policy, section, sentence, start, start + length, score, mark)


def test_neighbours_are_read_together() -> None:
    windows = grow([hit(4, 0.9), hit(9, 0.8), hit(5, 0.7), hit(3, 0.6)], k=5)
    assert [(w.first, w.last) for w in windows] == [(3, 5), (9, 9)]
    assert [w.score for w in windows] == [0.9, 0.8]


def test_a_window_never_crosses_a_section() -> None:
    windows = grow([hit(4, 0.9, section=0), hit(5, 0.8, section=1)], k=5)
    assert [(w.first, w.last) for w in windows] == [(4, 4), (5, 5)]


def test_a_window_stays_small() -> None:
    windows = grow([hit(i, 1 - i / 100) for i in range(40)], k=20)
    assert max(w.end - w.start for w in windows) <= LARGEST


def test_a_late_sentence_does_not_push_better_ones_down() -> None:
    far = [hit(i * 2, 1 - i / 100, policy=i) for i in range(STRETCH // 50 + 1)]
    windows = grow([*far, hit(1, 0.1, policy=0)], k=60)
    assert (windows[0].first, windows[0].last) == (0, 0)
    assert [w.score for w in windows] == sorted((w.score for w in windows), reverse=True)


def test_words_that_a_policy_repeats_are_returned_once() -> None:
    windows = grow([hit(1, 0.9, mark=7), hit(8, 0.8, mark=7), hit(1, 0.7, policy=1, mark=7)], k=5)
    assert [(w.policy, w.first) for w in windows] == [(0, 1), (1, 1)]


def test_no_more_than_k_windows() -> None:
    assert len(grow([hit(2 * i, 1 - i / 100) for i in range(30)], k=4)) == 4


def test_likely_policies_keep_a_place_at_the_end() -> None:
    hits = [hit(2 * i, 1 - i / 100) for i in range(30)]
    windows = grow(hits, 8, leads=[hits[0], hit(0, 0.05, policy=1), hit(0, 0.04, policy=2)])
    assert len(windows) == 8
    assert [w.policy for w in windows] == [0, 0, 0, 0, 0, 0, 0, 1]
    assert [w.score for w in windows[:7]] == [h.score for h in hits[:7]]
