"""Search: passages are verbatim, the best comes first, and a conversation finds its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Embeddings, Store, build, open_store


def test_passages_are_the_words_of_the_text(store: Store) -> None:
    passages = store.search("Who gets a voucher, and how many were paid?", k=20)
    assert passages
    for passage in passages:
        policy = store.policies[passage.path]
        assert policy.text[passage.start : passage.end] == passage.text
        assert passage.text.strip() == passage.text
        assert (passage.policy, passage.title) == (policy.id, policy.title)


@pytest.mark.parametrize(
    ("question", "path", "words"),
    [
        ("How many vouchers were paid in 2022?", "brethia-vouchers.md", "418 vouchers"),
        ("What is the amount for travelling?", "kestria-mobility.md", "350 euro"),
        ("How many times a month does a mentor meet a young person?", "norvessa-mentors.md", "twice a month"),
    ],
)
def test_the_passage_that_answers_comes_first(store: Store, question: str, path: str, words: str) -> None:
    first = store.search(question)[0]
    assert first.path == path
    assert words in first.text


def test_scores_fall(store: Store) -> None:
    scores = [p.score for p in store.search("vouchers for heat pump courses", k=4)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_header_tells_where_a_passage_stands(store: Store) -> None:
    assert store.search("How many vouchers were paid in 2022?")[0].header == "Green skills vouchers · Results"


def test_k_bounds_the_passages(store: Store) -> None:
    assert len(store.search("a grant", k=2)) == 2
    assert store.search("a grant", k=0) == []


def test_no_words_are_returned_twice(store: Store) -> None:
    passages = store.search("vouchers mentors apprentices", k=50)
    spans = sorted((p.path, p.start, p.end) for p in passages)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in zip(spans, spans[1:], strict=False))


def test_the_history_finds_the_text_and_the_question_the_words(store: Store) -> None:
    history = ["What do mentors for early leavers do?"]
    first = store.search("And how long is the training?", k=1, history=history)[0]
    assert first.path == "norvessa-mentors.md"
    assert "forty hours" in first.text


def test_a_new_subject_is_not_held_back_by_the_history(store: Store) -> None:
    history = ["What do mentors do?", "How often do mentors meet them?", "Thanks!"]
    first = store.search("How many euro is the travel grant for apprentices abroad?", k=1, history=history)[0]
    assert first.path == "kestria-mobility.md"


def test_paths_restrict_the_search(store: Store) -> None:
    found = store.search("travel grant", k=20, paths={"norvessa-mentors.md", "brethia-vouchers.md"})
    assert {p.path for p in found} == {"norvessa-mentors.md", "brethia-vouchers.md"}
    assert store.search("travel grant", paths=[]) == []


@pytest.mark.parametrize(
    "query", ["", "the of and", "???", "zzzxqy", "voucher " * 2000, "Wie hoch ist der Zuschuss?"]
)
def test_any_query_is_answered_with_passages(store: Store, query: str) -> None:
    assert len(store.search(query, k=3)) == 3


def test_many_searches_at_once_find_what_single_ones_find(store: Store) -> None:
    searches = [
        ("How many vouchers were paid?", 3, []),
        ("And how long is the training?", 2, ["What do mentors do?"]),
        ("How many vouchers were paid?", 1, ["Who sends apprentices abroad?"]),
    ]
    many = store.search_many(searches)
    single = [store.search(query, k, history) for query, k, history in searches]
    assert [[(p.path, p.start, p.end) for p in found] for found in many] == [
        [(p.path, p.start, p.end) for p in found] for found in single
    ]


def test_chroma_and_exact_search_find_the_same(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    exact = open_store(where, embedder=embedder)
    nearest = open_store(where, embedder=embedder, exact_units=0)
    for query in ("How many vouchers were paid?", "mentors", "sending apprentices to firms abroad"):
        assert [(p.path, p.start, p.end) for p in nearest.search(query, k=6)] == [
            (p.path, p.start, p.end) for p in exact.search(query, k=6)
        ]


def test_sentence_scores_tell_how_well_each_sentence_fits(store: Store) -> None:
    scores = store.sentence_scores("How many vouchers were paid in 2022?", 3)
    best = scores[0]
    policy = store.policies[best.path]
    assert policy.words(policy.sentences[best.sentence]) == "In 2022, 418 vouchers were paid out."
    assert -1 <= best.dense <= 1
    assert best.lexical > 0
    assert [s.probability for s in scores] == sorted((s.probability for s in scores), reverse=True)


def test_a_list_item_is_found_by_the_line_that_introduces_it(store: Store) -> None:
    scores = store.sentence_scores("What does a voucher pay for?", 3)
    found = [store.policies[s.path].words(store.policies[s.path].sentences[s.sentence]) for s in scores]
    assert {"courses on heat pumps", "courses on solar roofs"} <= set(found)
