"""Small texts of an invented place, a store of them, and the program as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.model import Answer
from corpus.model import Passage, Policy

ROOT = Path(__file__).parents[2]

HARBOUR = """\
---
title: Harbour Placements
country: Norhaven
url: https://example.org/harbour
---

# Harbour Placements

## Who may take part

Learners in upper secondary vocational schools may take part. Apprentices may take part since 2021.

## Results

In 2021, 84 learners took part, from 12 schools. In 2022, 131 learners took part, from 17 schools.
"""

LANTERN = """\
Lantern Vouchers

The voucher pays for a course of up to 40 hours for adults without a qualification.

In 2023, 655 adults in Norhaven used a voucher.
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Opened = Callable[[Mapping[str, str]], Assistant]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a program that must not meet the user's own settings and data."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VET_ASSISTANT_")}
    return {**kept, "VET_ASSISTANT_STORE": str(folder / "default-store"), "NO_COLOR": "1", "TERM": "dumb", **settings}


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    (folder / "adults").mkdir()
    (folder / "adults" / "lantern.txt").write_text(LANTERN, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def store(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import index

    folder = tmp_path_factory.mktemp("stores") / "store"
    index.build([texts], folder)
    return folder


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Opens an assistant on a store of its own over texts by file name."""
    import index

    def opened(texts: Mapping[str, str]) -> Assistant:
        folder = tmp_path_factory.mktemp("opened")
        (folder / "texts").mkdir()
        for name, text in texts.items():
            (folder / "texts" / name).write_text(text, encoding="utf-8")
        index.build([folder / "texts"], folder / "store")
        return Assistant.open(folder / "store")

    return opened


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``vet-assistant`` with arguments in a process of its own."""

    def run(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=environment(tmp_path, **settings),
            timeout=300,
        )

    return run


@dataclass
class Scripted:
    """An assistant that gives the answers that it was given, by question or claim; what it does not know fails."""

    policies: dict[str, Policy] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    passages: Sequence[Passage] = ()
    version: str = "scripted"
    histories: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def store(self) -> Scripted:
        return self

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.histories.append(tuple(history))
        return self.answers[question]

    def check(self, text: str) -> list[Answer]:
        return [self.answers[text]] if text in self.answers else []

    def search(self, query: str, k: int = 8, history: Sequence[str] = ()) -> list[Passage]:
        return list(self.passages)[:k]

    def search_many(self, searches: Sequence[tuple[str, int, Sequence[str]]]) -> list[list[Passage]]:
        return [self.search(*search) for search in searches]


@pytest.fixture
def policy() -> Policy:
    text = "In 2021, 84 learners took part. In 2022, 131 learners took part. Nobody took part in 2020."
    return Policy("7", "harbour.txt", "Harbour Placements", "Norhaven", "", "https://example.org/7", "plain", text)


@pytest.fixture
def scripted(policy: Policy) -> Scripted:
    return Scripted({policy.path: policy})


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("VET_ASSISTANT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("VET_ASSISTANT_STORE", str(tmp_path / "default-store"))
    yield
