"""Units: every embedded text fits into the model, and not a word of a policy is lost."""

from __future__ import annotations

import pytest

from corpus.model import Policy, Section, Sentence
from index import Embeddings
from index.units import units


def policy_of(*sentences: str, title: str = "A title", heading: str = "Aim", **options: bool) -> Policy:
    """A policy whose sentences stand in one section, one after the other."""
    text, spans = "", []
    for words in sentences:
        spans.append(Sentence(len(text), len(text) + len(words), section=0, paragraph=0, **options))
        text += words + "\n"
    section = Section(heading, "text", 0, len(text), ("Part one", heading))
    return Policy("p", "p.txt", title, "Kestria", "", "", "plain", text, (section,), tuple(spans))


def test_a_unit_is_a_sentence_under_its_header(embedder: Embeddings) -> None:
    (unit,) = units([policy_of("The scheme sends apprentices abroad.")], embedder)
    assert unit.text == "Kestria · A title · Part one · Aim: The scheme sends apprentices abroad."


@pytest.mark.parametrize(
    "sentence",
    [
        "The pupils of the seventh grade of vocational schools, " * 120,
        "Überbetriebliche Berufsbildungsstätten " * 100,
        "x" * 4000,
        "10 200 " * 600,
        "字" * 900,
        "a-b/c" * 500,
    ],
)
def test_long_sentences_are_split_to_fit_and_nothing_is_lost(sentence: str, embedder: Embeddings) -> None:
    policy = policy_of(sentence.strip())
    made = units([policy], embedder)
    assert max(embedder.count_tokens([u.text for u in made])) <= 256
    assert all(policy.text[u.start : u.end] == u.words for u in made)
    covered = {i for u in made for i in range(u.start, u.end)}
    assert all(policy.text[i].isspace() for i in range(len(policy.text)) if i not in covered)


def test_a_long_header_is_cut_before_the_words_are(embedder: Embeddings) -> None:
    policy = policy_of("The scheme sends apprentices abroad.", title="A very long title indeed " * 80)
    (unit,) = units([policy], embedder)
    assert unit.words == "The scheme sends apprentices abroad."
    assert embedder.count_tokens([unit.text])[0] <= 256


def test_a_long_lead_in_leaves_room_for_its_item(embedder: Embeddings) -> None:
    text = "The goals of the scheme are manifold and many " * 60 + ":\nmore places"
    lead = text.index("\n")
    policy = Policy(
        "p", "p.txt", "T", "", "", "", "plain", text, (Section("S", "text", 0, len(text), ("S",)),),
        (Sentence(0, lead, 0, 0), Sentence(lead + 1, len(text), 0, 1, lead=0, item=True)),
    )  # fmt: skip
    item = units([policy], embedder)[-1]
    assert item.words == "more places"
    assert embedder.count_tokens([item.text])[0] <= 256


def test_boilerplate_makes_no_unit(embedder: Embeddings) -> None:
    assert units([policy_of("This category covers measures.", boilerplate=True)], embedder) == []
