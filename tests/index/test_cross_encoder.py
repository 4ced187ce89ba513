"""The cross-encoder: it reads a question and a sentence at once, and where it computes wrongly it is not used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.cross_encoder import CrossEncoder, Read
from index.export import EXACT, PROBE

HEADER = "Norvessa · Lantern Vouchers · Description"
SENTENCES = [
    Read(f"{HEADER}: Of the 48 firms that had applied, 31 were chosen."),
    Read(f"{HEADER}: The ministry bears the cost of the course."),
    Read(f"{HEADER}: The scheme began in 2019."),
    Read(f"{HEADER}: Persons younger than 25 are left out."),
]


@pytest.fixture(scope="module")
def cross_encoder() -> CrossEncoder:
    return CrossEncoder()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many companies were successful with Lantern Vouchers?", 0),
        ("Who foots the bill for the lessons?", 1),
        ("In what year did Lantern Vouchers start?", 2),
        ("I am 22, can I get one?", 3),
    ],
)
def test_a_sentence_answers_in_other_words(cross_encoder: CrossEncoder, question: str, told: int) -> None:
    likely = cross_encoder.answers(question, SENTENCES)
    assert likely.shape == (4,)
    assert int(likely.argmax()) == told
    assert likely[told] > 0.2 > 2 * np.delete(likely, told).max()


def test_what_no_sentence_tells_is_likely_of_none(cross_encoder: CrossEncoder) -> None:
    assert cross_encoder.answers("How many of the participants were women?", SENTENCES).max() < 0.1


def test_the_sentence_that_decides_on_a_claim(cross_encoder: CrossEncoder) -> None:
    verdicts = cross_encoder.verdicts("The State pays for the lessons.", SENTENCES)
    assert verdicts.sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert int(verdicts[:, 2].argmin()) == 1


def test_company_and_order_change_nothing(cross_encoder: CrossEncoder) -> None:
    question = "Who foots the bill for the lessons?"
    together = cross_encoder.answers(question, [*SENTENCES, Read("A sentence. " * 60)])
    alone = [float(cross_encoder.answers(question, [s])[0]) for s in SENTENCES]
    assert together[:4] == pytest.approx(alone, abs=1e-3)
    assert cross_encoder.answers(question, SENTENCES[::-1])[::-1] == pytest.approx(alone, abs=1e-3)


def test_a_quick_graph_that_miscounts_is_not_used(tmp_path: Path, cross_encoder: CrossEncoder) -> None:
    CrossEncoder(cache=tmp_path).answers("Who pays?", SENTENCES)
    kept = next(tmp_path.glob(f"*/{PROBE}"))
    assert not kept.with_name(EXACT).exists()
    np.save(kept, np.load(kept) + 9)
    exact = CrossEncoder(cache=tmp_path).answers("Who pays?", SENTENCES)
    assert kept.with_name(EXACT).exists()
    assert exact == pytest.approx(cross_encoder.answers("Who pays?", SENTENCES), abs=0.15)
