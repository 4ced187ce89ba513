"""An answer while it is being written: lines of text whose markers number the quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.lexicon import Unit
from assistant.model import Answer, FigureValue, Question, Quote
from corpus.model import Entry, Figure, Passage, Period, Policy, Section, Sentence, Stage

#: How much an answer may quote and say, in characters.
MOST_QUOTED, MOST_SAID = 3600, 2300


@dataclass(slots=True)
class Draft:
    """Collects quotes and lines; ``mark`` returns the marker of a quote, the same one for the same words."""

    kind: str
    quotes: list[Quote] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    figures: list[FigureValue] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    verdict: str | None = None
    confidence: float = 0.0

    def mark(self, policy: Policy, span: Unit | Sentence | Section | Entry | Stage | tuple[int, int]) -> int:
        """The number of the quote of a span, added if it is new and there is room (else that of the last quote)."""
        if isinstance(span, Unit):
            span = span.sentence
        start, end = span if isinstance(span, tuple) else (span.start, span.end)
        for i, quote in enumerate(self.quotes):
            if quote.policy.path == policy.path and quote.start <= start and end <= quote.end:
                return i + 1
        if self.quotes and sum(q.end - q.start for q in self.quotes) + end - start > MOST_QUOTED:
            return len(self.quotes)
        self.quotes.append(Quote(policy, section_at(policy, start), start, end))
        return len(self.quotes)

    def say(self, line: str, *markers: int) -> None:
        """Add a line with its markers."""
        marks = "".join(f"[{m}]" for m in dict.fromkeys(markers))
        if sum(len(x) for x in self.lines) + len(line) < MOST_SAID:
            self.lines.append(f"{line} {marks}".strip())

    def figure(self, policy: Policy, figure: Figure, quote: int) -> None:
        """Add a figure to the rows that a table or plot is made of."""
        self.figures.append(
            FigureValue(figure.measure, figure.value, figure.unit, policy.text[figure.start : figure.end], period_label(figure.period), policy.country, policy.id, quote)
        )

    def done(self, question: Question, searched: dict[str, Any] | None = None) -> Answer:
        """The finished answer."""
        return Answer(
            "answered", "\n".join(self.lines), self.kind, self.verdict, tuple(self.quotes), tuple(self.figures), self.details,
            searched or {}, (), question, self.confidence,
        )  # fmt: skip


def section_at(policy: Policy, offset: int) -> str:
    """The name of the section that an offset lies in."""
    found = [s for s in policy.sections if s.start <= offset < max(s.end, s.start + 1)]
    if found:
        return min(found, key=lambda s: s.end - s.start).name
    return "Stages" if any(s.start <= offset < s.end for s in policy.stages) else ""


def period_label(period: Period | None) -> str:
    """A period as an answer names it, an empty string for none."""
    if period is None:
        return ""
    words = {"by": "by ", "since": "since ", "until": "until ", "after": "after "}
    return words.get(period.relation, "") + period.label


def name_of(policy: Policy) -> str:
    """Title and country of a policy, as an answer names it."""
    return f"{policy.title} ({policy.country})" if policy.country else policy.title


def not_found(question: Question, why: str, searched: dict[str, Any], nearest: tuple[Passage, ...] = (), confidence: float = 0.0, kind: str = "open", details: dict[str, Any] | None = None) -> Answer:
    """An abstention: what is missing, what was searched, and the nearest passages, which are not an answer."""
    return Answer("not_found", why, kind, "not_found" if kind == "claim" else None, (), (), details or {}, searched, nearest, question, confidence)


def passage(policy: Policy, unit: Unit, score: float = 0.0) -> Passage:
    """A sentence as a passage."""
    sentence = unit.sentence
    section = policy.sections[sentence.section].name
    return Passage(policy.path, policy.id, policy.title, policy.country, section, sentence.start, sentence.end, unit.text, " · ".join(x for x in (policy.country, policy.title, section) if x), score)
