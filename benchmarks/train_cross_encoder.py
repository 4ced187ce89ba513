"""Trains the cross-encoder (``index/cross_encoder.py``) on written pairs, and writes its weights.

usage: python benchmarks/train_cross_encoder.py PAIRS.jsonl.gz WEIGHTS.npz [--test PAIRS.jsonl.gz] [--epochs 3] [--rate 1.3e-4] [--start WEIGHTS.npz]

A line of the pairs: {"task": "answer" | "claim", "said": question or claim, "text": the sentence under its header, "before": the
sentence before it, or "", "label": "yes" | "no" for answers, "sup" | "con" | "und" for claims}. The layers start from the packaged
all-MiniLM-L6-v2, or from earlier weights (``--start``); its word embeddings stay as they are. On 2 cores some 50 minutes for 51,000 pairs and 3 epochs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import BertModel

from index import cross_encoder
from index.bert import Graph, write_pairs
from index.export import EXACT, opened, packaged_model, tokenizer

#: Tokens of a batch, padding included.
BATCH = 2400
#: How much the verdicts supported, contradicted, undecided count.
VERDICT_WEIGHTS = (1.0, 1.0, 0.8)
VERDICTS = {"sup": 0, "con": 1, "und": 2}


class Model(nn.Module):
    """BERT with four logits: answers; borne out, contradicted, neither."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(packaged_model(), add_pooling_layer=False)
        self.dropout, self.head = nn.Dropout(0.1), nn.Linear(2 * self.bert.config.hidden_size, 4)
        for name, values in self.bert.embeddings.named_parameters():
            values.requires_grad_(name.startswith("token_type"))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        states = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        counts = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * counts).sum(1) / counts.sum(1)
        return self.head(self.dropout(torch.cat([states[:, 0], mean], -1)))


#: Tokens, how many of them are of the first type, whether it is a claim, and the label as a number.
Example = tuple[list[int], int, bool, int]


def read(path: Path, words: Any) -> list[Example]:
    """The pairs of a file as tokens."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            ids, first = cross_encoder.pair_ids(words, row["said"], row["text"], row["before"])
            claim = row["task"] == "claim"
            found.append((ids, first, claim, VERDICTS[row["label"]] if claim else int(row["label"] == "yes")))
    return found


def batches(examples: list[Example], tokens: int = BATCH) -> Iterator[list[Example]]:
    """All examples in random batches of like length."""
    order = random.sample(examples, len(examples))
    made: list[list[Example]] = []
    for start in range(0, len(order), 1200):
        batch: list[Example] = []
        for one in sorted(order[start : start + 1200], key=lambda e: len(e[0])):
            if batch and (len(batch) + 1) * len(one[0]) > tokens:
                made.append(batch)
                batch = []
            batch.append(one)
        made.append(batch)
    random.shuffle(made)
    yield from made


def tensors(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids, mask and types of a batch."""
    longest = max(len(e[0]) for e in batch)
    made = torch.zeros((3, len(batch), longest), dtype=torch.long)
    for row, (ids, first, _, _) in enumerate(batch):
        made[0, row, : len(ids)] = torch.tensor(ids)
        made[1, row, : len(ids)] = 1
        made[2, row, first : len(ids)] = 1
    return made[0], made[1], made[2]


def loss_of(logits: torch.Tensor, batch: list[Example]) -> torch.Tensor:
    """The mean loss of a batch of both tasks."""
    claims = torch.tensor([e[2] for e in batch])
    labels = torch.tensor([e[3] for e in batch])
    total = nn.functional.binary_cross_entropy_with_logits(logits[~claims, 0], labels[~claims].float(), reduction="sum")
    weights = torch.tensor(VERDICT_WEIGHTS)
    total = total + nn.functional.cross_entropy(logits[claims][:, 1:], labels[claims], weight=weights, reduction="sum")
    return total / len(batch)


def judge(model: Model, examples: list[Example]) -> str:
    """Area under the curve of answers, how often a sentence that answers comes first, and the verdicts by label, in words."""
    from sklearn.metrics import roc_auc_score

    model.eval()
    said, right = [], []
    verdicts = np.zeros((3, 3), dtype=int)
    asked: dict[tuple[int, ...], list[tuple[float, int]]] = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(examples):
            logits = model(*tensors(batch)).float().numpy()
            for row, (ids, first, claim, label) in zip(logits, batch, strict=True):
                if claim:
                    verdicts[label, int(row[1:].argmax())] += 1
                else:
                    said.append(row[0])
                    right.append(label)
                    asked.setdefault(tuple(ids[:first]), []).append((float(row[0]), label))
    model.train()
    firsts = [max(rows)[1] for rows in asked.values() if any(label for _, label in rows)]
    return (
        f"answers: area under the curve {roc_auc_score(right, said):.3f}, first for {np.mean(firsts):.3f} of {len(firsts)} questions; "
        f"verdicts: {verdicts.trace() / verdicts.sum():.3f} right, {', '.join(VERDICTS)} by label: {verdicts.tolist()}"
    )


def start_from(model: Model, weights: Path) -> None:
    """Puts earlier weights into a model."""
    cross_encoder.WEIGHTS = weights
    kept, _, _ = cross_encoder.load_weights()
    state = model.state_dict()
    for name in state:
        plain = name.removeprefix("bert.")
        if plain in kept:
            state[name] = torch.from_numpy(kept[plain].reshape(state[name].shape))
    model.load_state_dict(state)


def train(examples: list[Example], test: list[Example], epochs: int, rate: float, start: Path | None = None) -> Model:
    """The trained model."""
    torch.manual_seed(0)
    random.seed(0)
    model = Model()
    if start:
        start_from(model, start)
        print("start", judge(model, test) if test else "", flush=True)
    body = [v for name, v in model.named_parameters() if v.requires_grad and not name.startswith("head.")]
    groups = [{"params": body, "lr": rate}, {"params": model.head.parameters(), "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * sum(1 for _ in batches(examples))
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.0, 1 - s / steps) if steps else 0.0)
    begun = time.monotonic()
    for epoch in range(epochs):
        for batch in batches(examples):
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(*tensors(batch)).float()
            loss = loss_of(logits, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
        print(f"epoch {epoch + 1}, {time.monotonic() - begun:.0f} s", judge(model, test) if test else "", flush=True)
    return model


def write(model: Model, target: Path) -> None:
    """The weights that training changed, matrices in 8 bits, and the logits of the probe."""
    kept: dict[str, np.ndarray[Any, Any]] = {}
    for name, values in model.state_dict().items():
        plain, array = name.removeprefix("bert."), values.numpy().astype(np.float32)
        if plain.startswith("encoder.") and array.ndim == 2:
            scale = np.maximum(np.abs(array).max(axis=1), 1e-9) / 127
            kept[f"{plain}.bits"] = np.round(array / scale[:, None]).astype(np.int8)
            kept[f"{plain}.scale"] = scale.astype(np.float32)
        elif plain.startswith(("encoder.", "head.")) or "token_type" in plain:
            kept[plain] = array
    with tempfile.TemporaryDirectory() as work:
        cross_encoder.WEIGHTS = Path(work) / "weights.npz"
        np.savez(cross_encoder.WEIGHTS, probe=np.zeros(4, dtype=np.float32), **kept)
        weights, config, _ = cross_encoder.load_weights()
        write_pairs(weights, config, Path(work) / EXACT, Graph())
        probe = cross_encoder.probed(opened(Path(work) / EXACT), tokenizer(packaged_model()))
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, probe=probe, **kept)


def main() -> None:
    """Train, test and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.3e-4)
    parser.add_argument("--start", type=Path)
    given = parser.parse_args()
    words = tokenizer(packaged_model())
    test = read(given.test, words) if given.test else []
    model = train(read(given.pairs, words), test, given.epochs, given.rate, given.start)
    write(model, given.weights)
    print(f"{given.weights}: {given.weights.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
