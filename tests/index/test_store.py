"""A store: what it refuses, and how an open one lives through the work of another process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import StoreError, read_paths
from index import Embeddings, Store, build, open_store


def test_the_policies_come_back_as_they_were_read(store: Store, texts: Path) -> None:
    policies, _ = read_paths([texts])
    assert dict(store.policies) == {p.path: p for p in policies}
    assert list(store.policies) == sorted(store.policies)


def test_no_index_is_one_line_with_the_command(tmp_path: Path, embedder: Embeddings) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "none", embedder=embedder)
    assert f"vet-assistant index PATH… --store {tmp_path / 'none'}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_another_version_is_refused(store: Store, where: Path, embedder: Embeddings) -> None:
    manifest = next(where.glob("gen-*/manifest.json"))
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": "0"}))
    with pytest.raises(StoreError, match=r"another version.*vet-assistant index"):
        open_store(where, embedder=embedder)


@pytest.mark.parametrize("dimension", [16, 384])
def test_another_model_is_refused(
    dimension: int, store: Store, where: Path, tiny_model: Callable[[int], Path], tmp_path: Path
) -> None:
    other = Embeddings(tiny_model(dimension), cache=tmp_path / "cache")
    with pytest.raises(StoreError, match=r"all-MiniLM-L6-v2, not tiny.*vet-assistant index"):
        open_store(where, embedder=other)


@pytest.mark.parametrize(
    "name",
    [
        "CURRENT",
        "manifest.json",
        "policies.jsonl",
        "units.npz",
        "vectors.npy",
        "lexical/texts/vocab.index.json",
    ],
)
def test_a_damaged_index_is_refused(name: str, store: Store, where: Path, embedder: Embeddings) -> None:
    path = where / name if name == "CURRENT" else next(where.glob(f"gen-*/{name}"))
    path.write_bytes(b"\xff damaged")
    with pytest.raises(StoreError, match="vet-assistant index"):
        open_store(where, embedder=embedder)


def test_a_damaged_index_is_mended_by_the_command(
    store: Store, texts: Path, where: Path, embedder: Embeddings
) -> None:
    (where / "CURRENT").write_bytes(b"\xff")
    build([texts], where, embedder=embedder)
    assert len(open_store(where, embedder=embedder).policies) == 3


def test_damage_in_chroma_is_named(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    next(where.glob("gen-*/chroma/chroma.sqlite3")).write_bytes(b"damaged")
    with pytest.raises(StoreError, match=r"chroma.*vet-assistant index"):
        open_store(where, embedder=embedder, exact_units=0).search("a grant")


@pytest.mark.parametrize("exact_units", [0, 1000])
@pytest.mark.parametrize("asked_before", [True, False])
def test_an_open_store_stays_whole_and_sees_the_new_generation_when_refreshed(
    exact_units: int, asked_before: bool, texts: Path, where: Path, embedder: Embeddings
) -> None:
    build([texts], where, embedder=embedder)
    old = open_store(where, embedder=embedder, exact_units=exact_units)
    assert old.refreshed() is old
    if asked_before:
        old.search("travel grant")
    (texts / "norvessa-mentors.md").unlink()
    (texts / "new.md").write_text("# Adult learning\n\n## Doors\n\nEvening schools open to all adults.\n")
    build([texts], where, embedder=embedder)

    assert old.search("how long is the course for mentors?", k=1)[0].path == "norvessa-mentors.md"
    assert "new.md" not in old.policies
    new = old.refreshed()
    assert new.version != old.version
    assert new.search("evening schools for adults", k=1)[0].path == "new.md"
    assert "norvessa-mentors.md" not in {p.path for p in new.search("course for mentors", k=20)}


def test_sentence_vectors_stand_beside_their_sentences(store: Store) -> None:
    path = "kestria-mobility.md"
    policy, vectors = store.policies[path], store.sentence_vectors(path)
    assert vectors.shape == (len(policy.sentences), 384)
    best = int((vectors @ store.embed_query("How much money does an apprentice get to travel?")).argmax())
    assert policy.words(policy.sentences[best]) == "The travel grant is 350 euro per apprentice."


def test_boilerplate_has_no_vector_and_is_not_found(texts: Path, where: Path, embedder: Embeddings) -> None:
    from dataclasses import replace

    from index import build_policies

    policies, _ = read_paths([texts])
    marked = [
        replace(p, sentences=tuple(replace(s, boilerplate="raised" in p.words(s)) for s in p.sentences))
        for p in policies
    ]
    build_policies(marked, where, embedder=embedder)
    store = open_store(where, embedder=embedder)
    policy, vectors = store.policies["kestria-mobility.md"], store.sentence_vectors("kestria-mobility.md")
    for sentence, vector in zip(policy.sentences, vectors, strict=True):
        assert (abs(vector).sum() == 0) == sentence.boilerplate
    assert not any("raised in 2020" in p.text for p in store.search("when was it raised?", k=50))
