"""Fits the weights of assistant/confidence.py on exams whose right evidence is known, and prints a reliability table.

usage: python benchmarks/calibrate.py EXAM.jsonl:FOLDER [EXAM.jsonl:FOLDER …]

A candidate counts as right where its sentence holds a piece of the row's evidence; for a question that the texts do not
answer none is right. Needs scikit-learn, which comes with sentence-transformers.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

import index
from assistant.choosing import meets, standing
from assistant.confidence import FIGURE, SENTENCE
from assistant.context import Context
from assistant.engine import Assistant, Filters
from assistant.evidence import period_fit
from assistant.parts import split
from assistant.quantities import find_figures
from assistant.understand import understand

_FIGURES, _SENTENCES = {"figure", "compare"}, {"when", "open", "why", "history"}


def squeeze(text: str) -> str:
    """The text with all white space alike."""
    return re.sub(r"\s+", " ", text)


def rows(exam: Path, folder: Path, store: Path) -> list[tuple[str, dict[str, float], bool]]:
    """Family, features and rightness of the best candidate of every question of an exam."""
    index.build([folder], store)
    assistant = Assistant.open(store)
    context = Context(assistant, Filters())
    found = []
    for line in exam.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "question" not in row:
            continue
        asked = understand(row["question"], row.get("history", []), assistant.lexicon)
        golds = [squeeze(part) for need in row.get("evidence", []) for part in need.split("|")]
        if row.get("answerable") is not False and not golds:
            continue
        if asked.question.kind in _FIGURES:
            for part in split(asked, context):
                ranked = find_figures(part, context.paths(part), assistant.lexicon, meaning=context.meaning(part))
                able = standing([f for f in ranked[:30] if meets(f, part, context, soft=False)], ranked)
                if able:
                    best = able[0]
                    shown = best.policy.text[best.figure.start : best.figure.end]
                    found.append(("figure", best.features, any(g in squeeze(best.unit.text) and shown in g for g in golds)))
        elif asked.question.kind in _SENTENCES:
            for _, match in context.ranked(asked)[:1]:
                fit = period_fit(asked.periods, match.unit.sentence.period)
                dense = max(0.0, context.dense(asked, match.unit.policy.path, match.unit.index))
                found.append(("sentence", match.features(dense, fit), any(g in squeeze(match.unit.text) for g in golds)))
    return found


def main() -> None:
    """Fit both families and print their weights and how far the probabilities can be trusted."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    found = []
    with tempfile.TemporaryDirectory() as work:
        for n, pair in enumerate(sys.argv[1:]):
            exam, _, folder = pair.partition(":")
            found += rows(Path(exam), Path(folder), Path(work) / f"store{n}")
    for family, names in (("figure", list(FIGURE)[1:]), ("sentence", list(SENTENCE)[1:])):
        mine = [(features, right) for kind, features, right in found if kind == family]
        x = np.array([[features[name] for name in names] for features, _ in mine])
        y = np.array([right for _, right in mine])
        model = LogisticRegression(C=3.0, max_iter=2000).fit(x, y)
        weights = {"bias": float(model.intercept_[0]), **dict(zip(names, model.coef_[0].tolist(), strict=True))}
        print(family, len(y), "candidates,", int(y.sum()), "right", {k: round(v, 2) for k, v in weights.items()})
        probability = model.predict_proba(x)[:, 1]
        for low in (0.0, 0.2, 0.4, 0.6, 0.8):
            inside = (probability >= low) & (probability < low + 0.2 + 1e-9)
            if inside.any():
                print(f"  {low:.1f}–{low + 0.2:.1f}: {int(inside.sum()):3d} candidates, said {probability[inside].mean():.2f}, right {y[inside].mean():.2f}")


if __name__ == "__main__":
    main()
