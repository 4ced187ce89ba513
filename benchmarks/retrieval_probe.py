"""Measure `index` on a folder of texts and queries, with the judge of a given retrieval comparison.

usage: python benchmarks/retrieval_probe.py JUDGE.py FOLDER [--k 20] [--half 0|1] [--store DIR]

JUDGE.py holds judge(queries, found); FOLDER holds texts/ and queries.jsonl. With --store the index is built there and
used again, so that only the ranking is measured.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> None:
    """Prints one line of measures, with the seconds for indexing and for asking."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("judge", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--k", type=int, default=20)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("judge", options.judge)
    if spec is None or spec.loader is None:
        parser.error(f"{options.judge} is no Python file")
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    queries = [json.loads(line) for line in (options.folder / "queries.jsonl").read_text().splitlines()]
    queries = [q for q in queries if q["gold"]]
    if options.half is not None:
        queries = [q for q in queries if hashlib.sha256(q["id"].encode()).digest()[0] % 2 == options.half]

    import index

    with tempfile.TemporaryDirectory() as scratch:
        store = options.store or Path(scratch) / "store"
        began = time.perf_counter()
        index.build([options.folder / "texts"], store)
        indexed = time.perf_counter() - began
        began = time.perf_counter()
        opened = index.open_store(store)
        replies = opened.search_many([(q["question"], options.k, q.get("history", [])) for q in queries])
        asked = time.perf_counter() - began
    found = {
        q["id"]: [(p.path, p.text) for p in passages] for q, passages in zip(queries, replies, strict=True)
    }
    scores, count = judge.judge(queries, found)
    measures = "  ".join(f"{name} {value:.3f}" for name, value in scores.items())
    print(f"{options.folder.name} ({count})  {measures}  index {indexed:.1f} s  ask {asked:.1f} s")


if __name__ == "__main__":
    main()
