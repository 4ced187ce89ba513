"""Serves the page over the fake engine: ``python -m tests.page.serve_fake PORT``."""

from __future__ import annotations

import sys

import app
from tests.page.fake_engine import FakeAssistant, Filters

if __name__ == "__main__":
    app.launch(app.build(app.Opening(FakeAssistant), Filters), "127.0.0.1", int(sys.argv[1]))
