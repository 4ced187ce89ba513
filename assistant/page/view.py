"""What the page keeps of an answer: plain values that can be drawn, stored in the browser and read back.

A stored conversation must show the same answer after the index has changed, so a view holds the words of its
quotes beside their offsets, and no policy.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from assistant.engine import Filters
from assistant.model import Answer, FigureValue
from corpus.model import Passage, Policy


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote as it is shown: its number in the answer, where it stands, and its words."""

    marker: int
    path: str
    policy: str
    title: str
    country: str
    section: str
    url: str
    citation: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as it is shown; the fields are those of ``Answer`` with quotes and passages as ``QuoteView``."""

    status: str
    text: str
    kind: str = "open"
    verdict: str | None = None
    quotes: tuple[QuoteView, ...] = ()
    figures: tuple[FigureValue, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    searched: dict[str, Any] = field(default_factory=dict)
    nearest: tuple[QuoteView, ...] = ()
    follow_ups: tuple[str, ...] = ()
    understood: str = ""

    def quote(self, number: object) -> QuoteView | None:
        """The quote with that number, if there is one."""
        return next((quote for quote in self.quotes if quote.marker == number), None)


#: The years of a filter that is open on one side.
OLDEST, NEWEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer. ``asked`` is an ISO time, ``version`` the index's, ``vote`` +1, -1 or 0."""

    id: str
    question: str
    answer: AnswerView
    limits: Filters = field(default_factory=Filters)
    asked: str = ""
    version: str = ""
    vote: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, oldest turn first."""

    id: str = ""
    title: str = ""
    turns: tuple[Turn, ...] = ()

    def with_turn(self, turn: Turn) -> Conversation:
        """The conversation with one more turn; its first question names it."""
        return Conversation(self.id or new_id(), self.title or turn.question[:80], (*self.turns, turn))

    def with_follow_ups(self, questions: tuple[str, ...]) -> Conversation:
        """The conversation with the questions that may be asked after its last turn."""
        last = self.turns[-1]
        answer = replace(last.answer, follow_ups=questions)
        return replace(self, turns=(*self.turns[:-1], replace(last, answer=answer)))

    def with_vote(self, turn: str, vote: int) -> Conversation:
        """The conversation with a vote on one of its turns."""
        turns = tuple(replace(t, vote=vote) if t.id == turn else t for t in self.turns)
        return replace(self, turns=turns)


def new_id() -> str:
    """A short name that no other turn or conversation has."""
    return uuid.uuid4().hex[:12]


def now() -> str:
    """The time in UTC to the second, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def citation_of(policy: Policy) -> str:
    """How to cite a policy: the citation that its text carries, or else title, country and address."""
    if policy.citation:
        return policy.text[policy.citation[0] : policy.citation[1]].strip()
    return ". ".join(part for part in (policy.title, policy.country, policy.url) if part)


def view_of(answer: Answer, policies: Mapping[str, Policy]) -> AnswerView:
    """The view of an answer. ``policies`` adds the address and the citation to the nearest passages."""
    quotes = tuple(
        QuoteView(
            n,
            q.policy.path,
            q.policy.id,
            q.policy.title,
            q.policy.country,
            q.section,
            q.policy.url,
            citation_of(q.policy),
            q.start,
            q.end,
            q.text,
        )
        for n, q in enumerate(answer.quotes, 1)
    )
    nearest = tuple(passage_view(passage, n, policies) for n, passage in enumerate(answer.nearest, 1))
    resolved = answer.question.resolved if answer.question else ""
    return AnswerView(
        answer.status,
        answer.text,
        answer.kind,
        answer.verdict,
        quotes,
        answer.figures,
        dict(answer.details),
        dict(answer.searched),
        nearest,
        answer.follow_ups,
        resolved,
    )


def passage_view(passage: Passage, number: int, policies: Mapping[str, Policy]) -> QuoteView:
    """A passage that was found, as a quote with that number."""
    policy = find_policy(policies, passage.path)
    return QuoteView(
        number,
        passage.path,
        passage.policy,
        passage.title,
        passage.country,
        passage.section,
        policy.url if policy else "",
        citation_of(policy) if policy else "",
        passage.start,
        passage.end,
        passage.text,
    )


def find_policy(policies: Mapping[str, Policy], name: str) -> Policy | None:
    """The policy with that key, path or id."""
    return policies.get(name) or next((p for p in policies.values() if name in (p.path, p.id)), None)


def to_json(conversation: Conversation) -> dict[str, Any]:
    """A conversation as plain values, for the browser to keep."""
    return asdict(conversation)


def from_json(data: object) -> Conversation:
    """A conversation from what a browser kept; anything that is not one gives an empty conversation.

    The values come from outside, so every one is brought to its type, and a turn that does not fit is left out.
    """
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError:
            return Conversation()
    if not isinstance(data, dict):
        return Conversation()
    turns = []
    for raw in data.get("turns") or ():
        try:
            turns.append(_turn(raw))
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
    return Conversation(str(data.get("id") or ""), str(data.get("title") or ""), tuple(turns))


def _turn(raw: dict[str, Any]) -> Turn:
    a = raw["answer"]
    answer = AnswerView(
        str(a["status"]),
        str(a["text"]),
        str(a.get("kind", "open")),
        a.get("verdict") and str(a["verdict"]),
        tuple(map(_quote, a.get("quotes") or ())),
        tuple(map(_figure, a.get("figures") or ())),
        dict(a.get("details") or {}),
        dict(a.get("searched") or {}),
        tuple(map(_quote, a.get("nearest") or ())),
        tuple(map(str, a.get("follow_ups") or ())),
        str(a.get("understood") or ""),
    )
    limits = raw.get("limits") or {}
    years = limits.get("years")
    return Turn(
        str(raw["id"]),
        str(raw["question"]),
        answer,
        Filters(
            tuple(map(str, limits.get("countries") or ())),
            (int(years[0]), int(years[1])) if years else None,
            tuple(map(str, limits.get("groups") or ())),
            tuple(map(str, limits.get("themes") or ())),
        ),
        str(raw.get("asked") or ""),
        str(raw.get("version") or ""),
        int(raw.get("vote") or 0),
    )


def _quote(q: dict[str, Any]) -> QuoteView:
    return QuoteView(
        marker=int(q["marker"]),
        path=str(q["path"]),
        policy=str(q["policy"]),
        title=str(q["title"]),
        country=str(q.get("country", "")),
        section=str(q.get("section", "")),
        url=str(q.get("url", "")),
        citation=str(q.get("citation", "")),
        start=int(q["start"]),
        end=int(q["end"]),
        text=str(q["text"]),
    )


def _figure(f: dict[str, Any]) -> FigureValue:
    return FigureValue(
        str(f["measure"]),
        float(f["value"]),
        str(f["unit"]),
        str(f["shown"]),
        str(f["period"]),
        str(f["country"]),
        str(f["policy"]),
        int(f["quote"]),
    )
