"""The lexical index: the scores are those of bm25s, before and after a store is written."""

from __future__ import annotations

from pathlib import Path

import bm25s
import numpy as np
import pytest

from index.lexical import LexicalIndex, terms

TEXTS = [
    "A travel grant pays for six weeks abroad, and the grant is paid in advance.",
    "Mentors in small firms guide apprentices.",
    "Apprentices may ask for a grant of EUR 57.50 a week.",
    "",
]


@pytest.mark.parametrize(
    "query", ["the grant of an apprentice", "grant grant mentors", "57.50", "unheard of", ""]
)
def test_scores_are_those_of_bm25(query: str, tmp_path: Path) -> None:
    theirs = bm25s.BM25()
    theirs.index([terms(text) for text in TEXTS], show_progress=False)
    known = [term for term in terms(query) if term in theirs.vocab_dict]
    expected = theirs.get_scores(known) if known else np.zeros(len(TEXTS))
    ours = LexicalIndex.of(TEXTS)
    ours.save(tmp_path / "lexical")
    again = LexicalIndex.load(tmp_path / "lexical", len(TEXTS))
    assert ours.scores(query) == pytest.approx(expected, abs=1e-6)
    assert again.scores(query) == pytest.approx(expected, abs=1e-6)


def test_texts_without_words_score_nothing(tmp_path: Path) -> None:
    LexicalIndex.of(["", "the"]).save(tmp_path / "lexical")
    assert LexicalIndex.load(tmp_path / "lexical", 2).scores("grant").tolist() == [0, 0]


def test_an_index_of_other_texts_is_refused(tmp_path: Path) -> None:
    LexicalIndex.of(TEXTS).save(tmp_path / "lexical")
    with pytest.raises(ValueError, match="incomplete"):
        LexicalIndex.load(tmp_path / "lexical", 2)
