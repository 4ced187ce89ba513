"""Answers, passages and figures as the plain objects that ``--json``, ``batch`` and the page's API give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.model import Answer, Quote
from corpus.model import Passage

#: The verdicts on the sentences of a claim, the one that decides about the whole first.
_WORST_FIRST = ("contradicted", "not_found", "supported")
_MARKER = re.compile(r"\[(\d+)\]")


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as the contract's object: the promised keys first, then what a drawing of it needs."""
    return {
        "status": answer.status,
        "verdict": answer.verdict,
        "answer": answer.text,
        "citations": [quote_json(quote, marker) for marker, quote in enumerate(answer.quotes, 1)],
        "figures": plain(answer.figures),
        "searched": plain(answer.searched),
        "nearest": [passage_json(passage) for passage in answer.nearest],
        "kind": answer.kind,
        "details": plain(answer.details),
        "confidence": plain(answer.confidence),
        "follow_ups": list(answer.follow_ups),
        "understood": answer.question.resolved if answer.question else "",
    }


def quote_json(quote: Quote, marker: int) -> dict[str, Any]:
    """A quote as a citation: what it says and where it stands."""
    return {
        "marker": marker,
        "policy": quote.policy.id,
        "path": quote.policy.path,
        "title": quote.policy.title,
        "country": quote.policy.country,
        "section": quote.section,
        "url": quote.policy.url,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """A passage that was found."""
    return {
        "path": passage.path,
        "policy": passage.policy,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": plain(passage.score),
        "title": passage.title,
        "country": passage.country,
    }


def passages_json(passages: Iterable[Passage]) -> dict[str, Any]:
    """The reply to a search, best first."""
    return {"passages": [passage_json(passage) for passage in passages]}


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses and mappings become objects, sequences arrays, dates ISO words."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return float(value) if value == value and abs(value) != float("inf") else None
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return [plain(item) for item in sorted(value, key=str)]
    if hasattr(value, "tolist"):  # a numpy number or array
        return plain(value.tolist())
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def as_one(answers: Sequence[Answer]) -> Answer:
    """One answer about a claim of several sentences: the worst of their verdicts, with their quotes numbered anew.

    ``details["parts"]`` joins the parts of all sentences and ``details["sentences"]`` says what was found about each.
    """
    if len(answers) == 1:
        return answers[0]
    verdict = next((v for v in _WORST_FIRST if any(a.verdict == v for a in answers)), "not_found")
    quotes: list[Quote] = []
    lines, parts, sentences, numbers = [], [], [], []
    for answer in answers:
        new = {}
        for old, quote in enumerate(answer.quotes, 1):
            if quote not in quotes:
                quotes.append(quote)
            new[old] = quotes.index(quote) + 1
        claim = str(answer.details.get("claim", ""))
        text = _renumbered(answer.text, new)
        lines.append(f"“{claim}”: {text}" if claim else text)
        numbers += [replace(f, quote=new.get(f.quote, f.quote)) for f in answer.figures]
        own = [{**part, "quote": new.get(part.get("quote"), part.get("quote"))} for part in answer.details.get("parts", ())]
        parts += own
        sentences.append({"claim": claim, "verdict": answer.verdict, "answer": text, "confidence": answer.confidence})
    decisive = [a for a in answers if a.verdict == verdict] or list(answers)
    return Answer(
        status="not_found" if verdict == "not_found" else "answered",
        text="\n".join(lines),
        kind="claim",
        verdict=verdict,
        quotes=tuple(quotes),
        figures=tuple(numbers),
        details={"claim": " ".join(str(s["claim"]) for s in sentences), "parts": parts, "sentences": sentences},
        searched=decisive[0].searched if decisive else {},
        nearest=tuple({(p.path, p.start, p.end): p for a in decisive for p in a.nearest}.values()),
        question=None,
        confidence=min((a.confidence for a in decisive), default=0.0),
    )


def _renumbered(text: str, new: Mapping[int, int]) -> str:
    return _MARKER.sub(lambda m: f"[{new.get(int(m[1]), int(m[1]))}]", text)
