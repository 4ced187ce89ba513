"""Serves the page over the fake engine: ``python -m tests.page.serve_fake PORT [FEEDBACK_FILE]``."""

from __future__ import annotations

import sys
from pathlib import Path

import app
from assistant.page.opening import Opening
from tests.page.fake_engine import FakeAssistant

if __name__ == "__main__":
    kept = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("/dev/null")
    app.launch(Opening(lambda progress: FakeAssistant(), kept), "127.0.0.1", int(sys.argv[1]))
