"""Serves the page and writes down every address beyond this machine that the process looks up or connects to.

``python -m tests.page.serve_watched PORT LOG STORE``: the real page over a store, which is made where there is none yet.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

LOCAL = ("127.", "localhost", "::1", "0.0.0.0")


def watch(log: Path) -> None:
    """From now on, writes each name that is looked up and each address that is connected to, unless it is this machine."""

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo":
            target = str(arguments[0])
        elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
            target = str(arguments[1][0])
        else:
            return
        if not target.startswith(LOCAL):
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{event} {target}\n")

    sys.addaudithook(heard)


if __name__ == "__main__":
    port, log, store = sys.argv[1:4]
    watch(Path(log))
    import app

    sys.exit(app.main(["--port", port, "--store", store]))
