"""Serves the page over the fake engine: ``python -m tests.page.serve_fake PORT [FEEDBACK_FILE [GATE]]``.

With a gate, the engine opens only once there is a file of that name.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import app
from assistant.page.opening import Opening
from tests.page.fake_engine import FakeAssistant


def open_engine(gate: Path | None) -> FakeAssistant:
    """The fake engine, once the gate is open."""
    while gate is not None and not gate.exists():
        time.sleep(0.05)
    return FakeAssistant()


if __name__ == "__main__":
    port, *files = sys.argv[1:]
    paths: list[Any] = [*map(Path, files), None, None]
    kept, gate = paths[0] or Path("/dev/null"), paths[1]
    app.launch(Opening(lambda progress: open_engine(gate), kept), "127.0.0.1", int(port))
