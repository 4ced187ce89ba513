"""The page's work without the page: from what a reader does to what is to be shown, over any engine.

An engine has ``ask``, ``check``, ``search``, ``figures``, ``policies`` and ``version``, as ``assistant.Assistant`` has.
"""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Protocol

from assistant.engine import Filters
from assistant.model import Answer
from assistant.page import log, panel
from assistant.page.cards import limits_line, plain, steps
from assistant.page.export import File
from assistant.page.feedback import Feedback
from assistant.page.next_questions import next_questions
from assistant.page.view import (
    NEWEST,
    OLDEST,
    AnswerView,
    Conversation,
    Turn,
    find_policy,
    new_id,
    now,
    to_json,
    view_of,
)
from assistant.page.wording import worded
from assistant.page.words import say, strings
from corpus.model import Passage, Policy

#: Seconds between two pieces of a streamed answer, and the time that the whole may take.
PIECE, WHOLE = 0.03, 0.6

_serial = count(1)


class Engine(Protocol):
    """What the page asks of an engine."""

    version: str

    @property
    def policies(self) -> Mapping[str, Policy]: ...

    def ask(self, question: str, history: Sequence[str] = (), filters: Any = None) -> Answer: ...

    def check(self, text: str) -> list[Answer]: ...

    def search(self, query: str, k: int = 10) -> list[Passage]: ...

    def figures(
        self, country: str | None = None, year: int | None = None, policy: str | None = None
    ) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What the ask tab shows at one moment; None leaves a part as it is."""

    done: str | None = None
    live: str | None = None
    more: str | None = None
    talk: Conversation | None = None
    source: str | None = None
    orders: str | None = None


def orders(*actions: Mapping[str, object]) -> str:
    """Actions for the page's script, as JSON; a serial number makes two equal messages differ."""
    return json.dumps({"n": next(_serial), "actions": actions})


def asked(text: str) -> str:
    """A question as it is asked: on one line, and not too long."""
    return " ".join(text.split())[:2000]


def waiting(talk: Conversation, question: str, language: str) -> Frame:
    """The question with no answer yet: shown at once, also while the engine is still being opened."""
    return Frame(
        live=log.running(question, None, 0, language),
        done=log.conversation(talk, language),
        more="",
        orders=orders({"do": "asked"}),
    )


def ask(
    engine: Engine,
    talk: Conversation,
    question: str,
    limits: Filters,
    language: str,
) -> Iterator[Frame]:
    """Answers a question as a run of frames: the answer piece by piece, the finished turn, what to ask next."""
    answer = engine.ask(question, [t.question for t in talk.turns], limits)
    view = view_of(answer, engine.policies)
    finished = Turn(new_id(), question, view, limits, now(), engine.version)
    line = limits_line(limits, language)
    total = steps(view, language)
    pace = max(1, round(total * PIECE / WHOLE))
    for step in range(1, total, pace):
        yield Frame(live=log.running(question, view, step, language, line))
        time.sleep(PIECE)
    talk = talk.with_turn(finished)
    first = view.quotes[0] if view.quotes else None
    source = None
    if first:
        source = panel.source(
            find_policy(engine.policies, first.path),
            first.text,
            first.start,
            first.end,
            language,
            first.marker,
        )
    yield Frame(
        done=log.conversation(talk, language),
        live="",
        talk=talk,
        source=source or panel.empty(language),
        orders=orders(
            *keep(talk),
            {"do": "say", "text": spoken(view.text, language)},
            {"do": "show-source", "focus": False},
        ),
    )
    talk = talk.with_follow_ups(next_questions(engine, talk, language))
    yield Frame(more=log.suggestions(talk, language), talk=talk, orders=orders(*keep(talk)))


def spoken(text: str, language: str) -> str:
    """What a screen reader says when an answer is there: its beginning, not its markers."""
    words = plain(worded(text, language))
    return f"{say(language, 'answer_ready')} {words[:300]}"


def keep(talk: Conversation) -> tuple[dict[str, object], ...]:
    """The order to keep a conversation in the browser."""
    return ({"do": "save", "talk": to_json(talk), "at": now()},) if talk.turns else ()


def show(engine: Engine, data: Mapping[str, Any], language: str) -> str:
    """The source panel for a citation that was opened; ``data`` comes from the browser."""
    try:
        start, end, marker = (int(data.get(key) or 0) for key in ("start", "end", "marker"))
    except (TypeError, ValueError):
        return panel.empty(language)
    policy = find_policy(engine.policies, str(data.get("text", "")))
    return panel.source(policy, str(data.get("quote", "")), start, end, language, marker)


def greet(language: str) -> tuple[dict[str, object], ...]:
    """The words that the page's script shows itself."""
    keys = [key for key in strings("en") if key.startswith("js_")]
    words = {key.removeprefix("js_"): say(language, key) for key in keys}
    return ({"do": "words", "words": words, "language": language, "title": say(language, "title")},)


def check(engine: Engine, text: str) -> list[AnswerView]:
    """A verdict for every sentence of a pasted text; one that was not found comes with the nearest passages."""
    text = text.strip()[:20_000]
    views = []
    for answer in engine.check(text) if text else ():
        if answer.verdict == "not_found" and not answer.nearest:
            found = engine.search(str(answer.details.get("claim", "")), k=2)
            answer = replace(answer, nearest=tuple(found))
        views.append(view_of(answer, engine.policies))
    return views


def vote(
    talk: Conversation, data: Mapping[str, Any], language: str
) -> tuple[Conversation, Feedback | None, str]:
    """The conversation with the vote in it, the line for the feedback file, and the orders for the page."""
    turn = next((t for t in talk.turns if t.id == str(data.get("turn"))), None)
    value = {"1": 1, "-1": -1}.get(str(data.get("vote")), 0)
    if turn is None or not value:
        return talk, None, orders()
    comment = str(data.get("comment") or "")[:1000]
    item = Feedback(
        now(), value, turn.question, turn.answer.text, comment, turn.answer.status, turn.version, turn.id
    )
    talk = talk.with_vote(turn.id, value)
    return talk, item, orders(*keep(talk), {"do": "say", "text": say(language, "thanks")})


def send(file: File) -> str:
    """The order to hand a file to the reader."""
    data = b64encode(file.data).decode()
    return orders({"do": "download", "name": file.name, "mime": file.mime, "data": data})


def limits_from(
    countries: Sequence[str] | None,
    groups: Sequence[str] | None,
    themes: Sequence[str] | None,
    first: object = None,
    last: object = None,
) -> Filters:
    """The filters as the page's fields give them; one year alone limits to that side, and years the wrong way round are turned."""
    years = None
    named = [int(str(year)) for year in (first, last) if str(year or "").isdigit()]
    if named:
        low = int(str(first)) if str(first or "").isdigit() else OLDEST
        high = int(str(last)) if str(last or "").isdigit() else NEWEST
        years = (min(low, high), max(low, high))
    return Filters(tuple(countries or ()), years, tuple(groups or ()), tuple(themes or ()))
