"""Embeddings: the real model, its export, and that asking needs no torch."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings as LangChainEmbeddings

from corpus import ModelError
from index import Embeddings, build
from index.export import QUICK, packaged_model

ROOT = Path(__file__).parents[2]


def test_vectors_are_those_of_sentence_transformers(embedder: Embeddings) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["A grant.", "Apprentices spend six weeks in a firm abroad. " * 8, "", "word " * 900]
    theirs = SentenceTransformer(str(packaged_model()), device="cpu").encode(texts, normalize_embeddings=True)
    assert (theirs * embedder.vectors(texts)).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_langchain_can_use_the_model(embedder: Embeddings) -> None:
    assert isinstance(embedder, LangChainEmbeddings)
    query, documents = embedder.embed_query("a grant"), embedder.embed_documents(["a grant", "a mentor"])
    assert query == pytest.approx(documents[0], abs=1e-5)
    assert np.linalg.norm(documents, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_a_question_is_encoded_quickly_in_the_same_direction(embedder: Embeddings) -> None:
    texts = [
        "How many apprentices went abroad in 2021?",
        "who pays the travel grant of an adult learner in a small firm, and until when?",
        "I run a vocational school with 400 pupils and want to know whether we may take part. " * 4,
    ]
    exact, quick = embedder.vectors(texts), embedder.query_vectors(texts)
    assert (exact * quick).sum(axis=1).min() > 0.995
    assert (exact != quick).any(), "the quick graph is not used"
    for text, vector in zip(texts, quick, strict=True):
        assert embedder.query_vectors([text])[0] == pytest.approx(vector, abs=1e-5)


def test_a_quick_graph_that_miscounts_is_not_used(tmp_path: Path, embedder: Embeddings) -> None:
    cache = tmp_path / "cache"
    Embeddings(cache=cache).vectors(["a grant"])
    kept = next(cache.glob(f"*/{QUICK}")).with_name("probe.npy")
    np.save(kept, -np.load(kept))
    other = Embeddings(cache=cache)
    assert other.query_vectors(["a grant"]) == pytest.approx(embedder.vectors(["a grant"]), abs=1e-6)


def test_order_and_company_do_not_change_a_vector(embedder: Embeddings) -> None:
    texts = [
        "short",
        "a much longer text about vouchers for green skills " * 6,
        "a text in between about mentors",
    ]
    together = embedder.vectors(texts)
    for text, vector in zip(texts, together, strict=True):
        assert embedder.vectors([text])[0] == pytest.approx(vector, abs=1e-5)
    assert embedder.vectors([]).shape == (0, 384)


def test_another_model_folder_can_be_used(tiny_model: Callable[[int], Path], tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    folder = tiny_model(16)
    other = Embeddings(folder, cache=tmp_path / "cache")
    assert (other.card.name, other.card.dimension, other.card.limit) == ("tiny-16", 16, 64)
    texts = ["a grant", "Apprentices spend six weeks abroad.", "word " * 500]
    theirs = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    assert other.vectors(texts) == pytest.approx(theirs, abs=1e-5)
    assert other.query_vectors(texts) == pytest.approx(theirs, abs=0.05)


def test_the_packaged_model_is_exported_without_torch(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, index\n"
        "assert index.Embeddings(cache=pathlib.Path(sys.argv[1])).vectors(['a grant']).shape == (1, 384)\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
    assert list(tmp_path.glob("*/model.onnx"))


def test_other_weights_are_another_model(tiny_model: Callable[[int], Path], tmp_path: Path) -> None:
    folder = tiny_model(16)
    first = Embeddings(folder, cache=tmp_path / "cache").card.hash
    weights = next(folder.rglob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-3] ^= 1
    weights.write_bytes(bytes(data))
    assert Embeddings(folder, cache=tmp_path / "cache").card.hash != first


def test_a_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no embedding model in") as caught:
        Embeddings(tmp_path / "nowhere").vectors(["a grant"])
    assert "\n" not in str(caught.value)


def test_a_broken_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelError) as caught:
        Embeddings(tmp_path, cache=tmp_path / "cache").vectors(["a grant"])
    assert "\n" not in str(caught.value)
    assert not list((tmp_path / "cache").glob("*/model.onnx"))


def test_asking_imports_none_of_the_heavy_libraries(texts: Path, where: Path, embedder: Embeddings) -> None:
    build([texts], where, embedder=embedder)
    program = (
        "import sys, pathlib, index\n"
        "store = index.open_store(pathlib.Path(sys.argv[1]))\n"
        "assert store.search('how large is the travel grant?', k=1)[0].path == 'kestria-mobility.md'\n"
        "print([name for name in ('torch', 'transformers', 'chromadb', 'langchain_core', 'scipy') if name in sys.modules])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(where)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_importing_the_package_costs_nothing() -> None:
    program = "import sys, index; print([n for n in ('numpy', 'onnxruntime', 'langchain_core') if n in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
