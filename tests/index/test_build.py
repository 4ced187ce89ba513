"""Building: only what changed is embedded, what is gone leaves no trace, and a failed build changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from corpus import StoreError
from index import Embeddings, build, open_store


class FailingEmbeddings(Embeddings):
    """A model that breaks while it embeds, as a full disk or an interrupt would."""

    def vectors(self, texts: Sequence[str], **options: Any) -> Any:
        raise KeyboardInterrupt


def test_the_summary_counts_what_came_changed_stayed_and_went(
    texts: Path, where: Path, embedder: Embeddings
) -> None:
    first = build([texts], where, embedder=embedder)
    assert (first.added, first.changed, first.unchanged, first.removed) == (3, 0, 0, 0)
    assert first.embedded == first.passages > 10

    kestria = texts / "kestria-mobility.md"
    kestria.write_text(kestria.read_text().replace("350 euro", "400 euro"))
    (texts / "norvessa-mentors.md").unlink()
    (texts / "new.txt").write_text("Adult learning\n\nEvening schools open to all adults.\n")
    second = build([texts], where, embedder=embedder)
    assert (second.added, second.changed, second.unchanged, second.removed) == (1, 1, 1, 1)


def test_only_changed_sentences_are_embedded_again(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    assert build([texts], where, embedder=embedder).embedded == 0
    kestria = texts / "kestria-mobility.md"
    kestria.write_text(kestria.read_text().replace("six weeks", "eight weeks"))
    assert build([texts], where, embedder=embedder).embedded == 1


def test_vectors_that_were_kept_are_the_vectors_of_a_new_index(
    texts: Path, where: Path, tmp_path: Path, embedder: Embeddings
) -> None:
    build([texts], where, embedder=embedder)
    (texts / "brethia-vouchers.md").write_text("# Other\n\nSomething else stands here now.\n")
    build([texts], where, embedder=embedder)
    build([texts], tmp_path / "anew", embedder=embedder)
    kept, anew = open_store(where, embedder=embedder), open_store(tmp_path / "anew", embedder=embedder)
    assert list(kept.policies) == list(anew.policies)
    for path in kept.policies:
        assert kept.sentence_vectors(path) == pytest.approx(anew.sentence_vectors(path), abs=1e-5)


def test_a_text_that_was_taken_out_leaves_no_trace(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    assert _files_with(b"quokka", where)
    (texts / "norvessa-mentors.md").unlink()
    build([texts], where, embedder=embedder)
    assert not _files_with(b"quokka", where)
    assert "norvessa-mentors.md" not in open_store(where, embedder=embedder).policies


def test_no_memory_that_was_never_filled_comes_to_the_disk(
    texts: Path, where: Path, embedder: Embeddings
) -> None:
    """Chroma's index reserves more than three texts fill, and writes it out."""
    build([texts], where, embedder=embedder)
    for name in ("data_level0.bin", "length.bin"):
        data = next(where.glob(f"gen-*/chroma/*/{name}")).read_bytes()
        assert data
        assert not data.strip(b"\0")


def test_add_keeps_what_is_there(texts: Path, where: Path, tmp_path: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    more = tmp_path / "more.txt"
    more.write_text("Adult learning\n\nEvening schools open to all adults.\n")
    summary = build([more], where, add=True, embedder=embedder)
    assert (summary.added, summary.unchanged, summary.removed) == (1, 3, 0)
    assert len(open_store(where, embedder=embedder).policies) == 4


def test_add_refuses_an_index_that_it_cannot_read(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    next(where.glob("gen-*/policies.jsonl")).write_text("{}\n")
    with pytest.raises(StoreError, match="vet-assistant index"):
        build([texts], where, add=True, embedder=embedder)


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    texts: Path, where: Path, embedder: Embeddings
) -> None:
    (texts / "empty.txt").write_text("")
    summary = build([texts], where, embedder=embedder)
    assert (summary.added, summary.failed) == (3, 1)
    assert "empty.txt" in summary.failures[0].path
    assert summary.failures[0].reason


def test_nothing_to_read_leaves_the_index_as_it_was(
    texts: Path, where: Path, tmp_path: Path, embedder: Embeddings
) -> None:
    build([texts], where, embedder=embedder)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(StoreError, match="left as it was"):
        build([empty], where, embedder=embedder)
    assert len(open_store(where, embedder=embedder).policies) == 3


def test_a_build_that_fails_midway_changes_nothing(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    before = open_store(where, embedder=embedder).version
    (texts / "new.txt").write_text("Adult learning\n\nEvening schools open to all adults.\n")
    with pytest.raises(KeyboardInterrupt):
        build([texts], where, embedder=FailingEmbeddings())
    after = open_store(where, embedder=embedder)
    assert after.version == before
    assert after.search("how large is the travel grant?", k=1)[0].path == "kestria-mobility.md"
    assert len(list(where.glob("gen-*"))) == 1


def test_a_full_disk_is_one_clear_line_and_changes_nothing(
    texts: Path, where: Path, embedder: Embeddings
) -> None:
    class FullDisk(Embeddings):
        def vectors(self, texts: Sequence[str], **options: Any) -> Any:
            raise OSError(28, "No space left on device")

    build([texts], where, embedder=embedder)
    (texts / "new.txt").write_text("Adult learning\n\nEvening schools open to all adults.\n")
    with pytest.raises(StoreError, match=r"No space left.*as it was.*vet-assistant index"):
        build([texts], where, embedder=FullDisk())
    assert len(open_store(where, embedder=embedder).policies) == 3


def test_what_a_killed_build_left_is_cleared_away(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    unfinished = where / "gen-20200101-deadbeef"
    unfinished.mkdir()
    (unfinished / "policies.jsonl").write_text("half a line")
    build([texts], where, embedder=embedder)
    assert not unfinished.exists()
    assert len(list(where.glob("gen-*"))) == 1


def test_two_builds_at_once_are_kept_apart(texts: Path, where: Path, embedder: Embeddings) -> None:
    where.mkdir()
    with FileLock(where / "lock"), pytest.raises(StoreError, match="another process is writing"):
        build([texts], where, embedder=embedder)


def test_a_store_that_cannot_be_written_is_one_clear_line(
    texts: Path, tmp_path: Path, embedder: Embeddings
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot write an index"):
        build([texts], tmp_path / "file" / "store", embedder=embedder)


def test_progress_rises_to_the_whole_of_every_stage(texts: Path, where: Path, embedder: Embeddings) -> None:
    told: list[tuple[str, int, int]] = []
    build([texts], where, embedder=embedder, progress=lambda *step: told.append(step))
    for stage in ("reading", "embedding", "writing"):
        steps = [(done, total) for name, done, total in told if name == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0


def test_another_model_embeds_everything_anew(
    texts: Path, where: Path, embedder: Embeddings, tiny_model: Callable[[int], Path], tmp_path: Path
) -> None:
    first = build([texts], where, embedder=embedder)
    other = Embeddings(tiny_model(16), cache=tmp_path / "cache")
    second = build([texts], where, embedder=other)
    assert (second.unchanged, second.embedded) == (3, first.passages)
    assert open_store(where, embedder=other).embed_query("a grant").shape == (16,)


def _files_with(word: bytes, folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and word in p.read_bytes()]
