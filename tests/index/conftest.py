"""A few short texts of invented countries, and the real embedding model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import Embeddings, Store, open_store
from index import build as build_index

TEXTS = {
    "brethia-vouchers.md": """# Green skills vouchers

## Who may apply

Small firms may apply for a voucher from January 2021.

A voucher pays for:

- courses on heat pumps
- courses on solar roofs

## Results

In 2022, 418 vouchers were paid out. Most went to bakeries.
""",
    "kestria-mobility.md": """# Apprentices abroad

## Aim

The scheme sends apprentices to a firm in another country for six weeks.

## Funding

The travel grant is 350 euro per apprentice. It was raised in 2020.
""",
    "norvessa-mentors.md": """# Mentors for early leavers

## What mentors do

A mentor meets a young person who has left school twice a month.

## Training

Mentors take a course of forty hours at the quokka institute.
""",
}


@pytest.fixture(scope="session")
def embedder() -> Embeddings:
    """The packaged model, loaded once for all tests."""
    return Embeddings()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the three texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """Where the store goes."""
    return tmp_path / "store"


@pytest.fixture
def store(texts: Path, where: Path, embedder: Embeddings) -> Store:
    """The three texts, indexed and opened."""
    build_index([texts], where, embedder=embedder)
    return open_store(where, embedder=embedder)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Makes a folder with a small sentence-transformers model of random weights and vectors of a given length."""

    def make(dimension: int) -> Path:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer
        from transformers import AutoTokenizer, BertConfig, BertModel

        from index.export import packaged_model

        torch.manual_seed(1)
        parts, folder = (
            tmp_path_factory.mktemp("parts"),
            tmp_path_factory.mktemp("model") / f"tiny-{dimension}",
        )
        tokenizer = AutoTokenizer.from_pretrained(packaged_model())
        config = BertConfig(
            vocab_size=len(tokenizer), hidden_size=dimension, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=32, max_position_embeddings=128,
        )  # fmt: skip
        BertModel(config).save_pretrained(parts)
        tokenizer.save_pretrained(parts)
        model = Transformer(str(parts), max_seq_length=64)
        SentenceTransformer(modules=[model, Pooling(dimension, "mean")], device="cpu").save_pretrained(
            str(folder)
        )
        return folder

    return make
