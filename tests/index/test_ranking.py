"""Ranking over small arrays that can be checked by eye."""

from __future__ import annotations

import numpy as np
import pytest

from index.ranking import Layout, policy_odds, policy_scores, sentence_odds, unit_scores

#: Two policies with two sentences each, every sentence in a section of its own.
LAYOUT = Layout(np.array([0, 0, 1, 1], dtype=np.int32), np.array([0, 1, 2, 3]), 2)
NONE = np.zeros(4)


def even() -> np.ndarray:
    """Policies of which nothing is known."""
    return np.log(np.full(2, 0.5))


def test_probabilities_sum_to_one() -> None:
    units = unit_scores(np.array([0.9, 0.1, 0.5, 0.4]), np.array([3.0, 0, 1, 0]))
    policies = policy_odds([policy_scores(units, np.zeros(2), np.zeros(2), LAYOUT)])
    assert np.exp(policies).sum() == pytest.approx(1)
    assert np.exp(sentence_odds(units, policies, LAYOUT)).sum() == pytest.approx(1)


def test_length_of_a_query_does_not_change_the_weight_of_its_words() -> None:
    assert unit_scores(NONE, np.array([1.0, 2, 0, 0])) == pytest.approx(
        unit_scores(NONE, np.array([10.0, 20, 0, 0]))
    )


def test_a_text_about_the_matter_outranks_a_lucky_sentence() -> None:
    units = unit_scores(np.array([0.60, 0.1, 0.58, 0.1]), NONE)
    text = np.array([1.0, 6.0])
    scores = policy_scores(units, text, np.zeros(2), LAYOUT)
    assert scores.argmax() == 1


def test_earlier_turns_find_the_policy() -> None:
    last, earlier = np.array([0.1, 0.0]), np.array([0.0, 4.0])
    assert policy_odds([last]).argmax() == 0
    assert policy_odds([last, earlier]).argmax() == 1


def test_an_earlier_turn_cannot_rule_a_policy_out() -> None:
    last, elsewhere = np.array([5.0, 0.0]), np.array([0.0, 1000.0])
    assert policy_odds([last, elsewhere]).argmax() == 0


def test_older_turns_count_less() -> None:
    last, one, other = np.zeros(2), np.array([2.0, 0.0]), np.array([0.0, 2.0])
    assert policy_odds([last, one, other]).argmax() == 0
    assert policy_odds([last, other, one]).argmax() == 1


def test_the_sentences_beside_count_within_a_section_only() -> None:
    joined = Layout(np.zeros(3, dtype=np.int32), np.array([0, 0, 1]), 1)
    odds = sentence_odds(np.array([5.0, 1.0, 1.0]), np.zeros(1), joined)
    assert odds[1] > odds[2]


def test_policies_that_are_not_allowed_have_no_chance() -> None:
    odds = policy_odds([np.array([9.0, 0.0])], np.array([False, True]))
    assert np.exp(odds) == pytest.approx([0, 1])
    assert np.isneginf(sentence_odds(NONE, odds, LAYOUT)[:2]).all()


def test_none_allowed_is_no_error() -> None:
    assert np.isneginf(policy_odds([even()], np.array([False, False]))).all()
