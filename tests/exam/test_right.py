"""The assistant sits the project's own exam."""

from __future__ import annotations

from pathlib import Path

import index
from assistant import Assistant
from assistant.evaluate import evaluate, read_exam

HERE = Path(__file__).parent


def test_the_assistant_passes_its_own_exam(tmp_path: Path) -> None:
    index.build([HERE.parent / "texts"], tmp_path / "store")
    result = evaluate(Assistant.open(tmp_path / "store"), read_exam(HERE / "exam.jsonl"), "exam")
    assert result.share >= 0.88
    assert [fault.words for judged in result.judged for fault in judged.faults if "verbatim" in fault.words] == []
