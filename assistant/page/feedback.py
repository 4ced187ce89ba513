"""Votes and comments on answers, one JSON object a line in a file on this computer; nothing is sent anywhere."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import StoreError

#: The name of the file, beside the index that the answers came from.
NAME = "feedback.jsonl"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One vote: +1 or -1, with the question, the answer that was given and what the reader wrote about it."""

    at: str
    vote: int
    question: str
    answer: str
    comment: str = ""
    status: str = ""
    version: str = ""
    turn: str = ""


def place(store: Path | None) -> Path:
    """The feedback file of a store; of the default store where none is named."""
    from assistant.settings import default_store

    return (store or default_store()) / NAME


def add(path: Path, item: Feedback) -> None:
    """Appends one vote. Raises StoreError where the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreError(f"the feedback could not be written to {path}: {error.strerror}") from error


def read(path: Path) -> list[Feedback]:
    """All votes, oldest first; of several on one turn the last counts. Lines that are no vote are passed over."""
    if not path.exists():
        return []
    kept: dict[str, Feedback] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines()):
        try:
            item = Feedback(**json.loads(line))
        except (TypeError, ValueError):
            continue
        kept.pop(item.turn, None)
        kept[item.turn or str(number)] = item
    return list(kept.values())
