"""How fast the program and the page answer on an existing store.

usage: python benchmarks/speed.py EXAM.jsonl FOLDER

Indexes FOLDER into a temporary store, then measures: `ask` in fresh processes (wall, five runs, and whether torch was loaded),
warm answers in one process over all questions of the exam (median and 95th percentile), and the page: from `python app.py`
until it is served, and until its first question is answered over HTTP.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import index
from assistant import Assistant

ROOT = Path(__file__).resolve().parents[1]


def fresh(store: Path, question: str) -> None:
    """Time `ask` in processes of its own."""
    walls = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "assistant", "ask", question, "--store", str(store)], check=True, capture_output=True, cwd=ROOT)
        walls.append(time.perf_counter() - began)
    code = f"import sys\nfrom pathlib import Path\nfrom assistant import Assistant\nAssistant.open(Path({str(store)!r})).ask({question!r})\nprint('torch' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    print(f"ask in a fresh process: median {statistics.median(walls):.2f} s, slowest {max(walls):.2f} s; torch loaded: {loaded}")


def warm(store: Path, rows: list[dict[str, object]]) -> None:
    """Time answers in one process."""
    assistant = Assistant.open(store)
    asked = [(str(r["question"]), [str(h) for h in r.get("history", [])]) for r in rows if "question" in r]  # type: ignore[attr-defined]
    for question, history in asked[:5]:
        assistant.ask(question, history)
    times = []
    for question, history in asked:
        began = time.perf_counter()
        assistant.ask(question, history)
        times.append(1000 * (time.perf_counter() - began))
    times.sort()
    print(f"warm answer, {len(times)} questions: median {statistics.median(times):.0f} ms, p95 {times[int(0.95 * len(times))]:.0f} ms")


def page(store: Path, question: str, port: int = 7979) -> None:
    """Time the start of the page and its first answer."""
    began = time.perf_counter()
    environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"}
    served = subprocess.Popen([sys.executable, "app.py", "--store", str(store), "--port", str(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        while time.perf_counter() - began < 60:
            try:
                urllib.request.urlopen(address, timeout=2).read()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        shown = time.perf_counter() - began
        from gradio_client import Client

        ready = time.perf_counter()
        client = Client(address, verbose=False, download_files=False)
        loading = time.perf_counter() - ready
        client.predict(question, api_name="/ask")
        print(f"page served after {shown:.1f} s; first question answered after {time.perf_counter() - began - loading:.1f} s (client's own loading, {loading:.1f} s, left out)")
    finally:
        served.terminate()
        served.wait(10)


def main() -> None:
    """Run all three."""
    exam, folder = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [json.loads(line) for line in exam.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as work:
        store = Path(work) / "store"
        summary = index.build([folder], store)
        print(f"index: {summary.added} texts in {summary.seconds:.1f} s")
        question = next(str(r["question"]) for r in rows if "question" in r)
        fresh(store, question)
        warm(store, rows)
        page(store, question)


if __name__ == "__main__":
    main()
