"""Files -> policies: reads policy texts and knows their structure, their periods and their figures; knows no vectors."""

from pathlib import Path

from corpus.errors import AssistantError, ModelError, StoreError, TextError, UsageError
from corpus.model import Entry, Figure, Passage, Period, Policy, Section, Sentence, Stage
from corpus.read import Failure, read_paths, read_text

__all__ = [
    "AssistantError",
    "Entry",
    "Failure",
    "Figure",
    "ModelError",
    "Passage",
    "Period",
    "Policy",
    "Section",
    "Sentence",
    "Stage",
    "StoreError",
    "TextError",
    "UsageError",
    "read_paths",
    "read_text",
    "shipped_texts",
]


def shipped_texts() -> Path:
    """The folder of the texts that come with the project."""
    return Path(__file__).with_name("texts")
