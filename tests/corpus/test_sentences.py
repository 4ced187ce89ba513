"""Sentences are cut where a reader would cut them, and every cut is a span of the text."""

from __future__ import annotations

import pytest

from corpus.sentences import LONGEST, sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "In 2021-22, 41.5% of the approx. 230 pupils (incl. BuSO) came from 31 schools, e.g. in Bruges.",
            "The no. of teachers was 7.",
        ],
        ["Each firm received EUR 1 000.", "The rest went to schools."],
        [
            "See Art. 5 of the decree.",
            "It applies since 1. January 2021.",
            "From 1. September on, all may.",
        ],
        ["“We go on.”", "Minister J. K. Peeters said so.", "The U.S. programme ended."],
        ["They want to set up a cooperation among schools (Key...", "Another sentence follows."],
        ["The law (Art. 12, para. 3) was passed on 3. March 2020.", "See p. 5.", "The min. age is 15."],
        ["Is it open?", "Yes!", "All may join."],
        ["De school bv. in Gent.", "Het gaat om ca. 30 leerlingen, o.a. in Brugge."],
        ["Das sind ca. 30 Betriebe bzw. Schulen.", "Sie begannen am 1. März 2019."],
        ["1. You apply.", "2. You wait."],
        ["Is it open to adults?", "The answer is no.", "The ministry says why."],
    ],
)
def test_traps_of_policy_texts(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_a_lost_space_after_a_full_stop_is_still_a_boundary() -> None:
    assert cut("It ended in 2020.The next one began.") == [
        "It ended in 2020.",
        "The next one began.",
    ]


def test_line_breaks_do_not_end_a_sentence_but_empty_lines_do() -> None:
    assert cut("A line that\ngoes on.\n\nNew paragraph") == ["A line that\ngoes on.", "New paragraph"]


def test_spans_count_from_the_start_of_the_text_and_carry_no_white_space() -> None:
    text = "Skipped. \n  One here.  Two here. \n Skipped too."
    start, end = text.index("  One"), text.index(" Skipped too")
    assert [text[low:high] for low, high in sentence_spans(text, start, end)] == ["One here.", "Two here."]


@pytest.mark.parametrize("text", ["", "  \n\n ", "...", "* * *"])
def test_nothing_to_quote_gives_no_sentence(text: str) -> None:
    assert sentence_spans(text) == []


@pytest.mark.parametrize("text", ["word " * 2000, "x" * 5000, "one item; " * 900])
def test_a_run_on_text_is_cut_without_losing_a_word(text: str) -> None:
    spans = sentence_spans(text)
    assert max(end - start for start, end in spans) <= LONGEST
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
