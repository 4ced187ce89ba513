"""The page's work without the page: from what a reader does to what is to be shown, over any engine.

An engine has ``ask``, ``check``, ``search``, ``figures``, ``policies`` and ``version``, as ``assistant.Assistant`` has.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

from assistant.model import Answer
from assistant.page import log, panel
from assistant.page.cards import limits_line, plain, steps
from assistant.page.view import Conversation, Limits, Turn, find_policy, new_id, now, to_json, view_of
from assistant.page.words import say, strings
from corpus.model import Passage, Policy

#: Seconds between two pieces of a streamed answer, and the time that the whole may take.
PIECE, WHOLE = 0.03, 0.6

_serial = count(1)


class Engine(Protocol):
    """What the page asks of an engine."""

    version: str

    @property
    def policies(self) -> dict[str, Policy]: ...

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
    talk: Conversation | None = None
    source: str | None = None
    orders: str | None = None


def orders(*actions: Mapping[str, object]) -> str:
    """Actions for the page's script, as JSON; a serial number makes two equal messages differ."""
    return json.dumps({"n": next(_serial), "actions": actions})


def ask(
    engine: Engine,
    make_filters: Callable[..., Any],
    talk: Conversation,
    question: str,
    limits: Limits,
    language: str,
) -> Iterator[Frame]:
    """Answers a question as a run of frames: the question at once, then the answer piece by piece, then the finished turn."""
    question = " ".join(question.split())[:2000]
    if not question:
        return
    yield Frame(
        live=log.running(question, None, 0, language),
        done=log.conversation(talk, language),
        orders=orders({"do": "asked"}),
    )
    filters = make_filters(limits.countries, limits.years, limits.groups, limits.themes) if limits else None
    answer = engine.ask(question, [t.question for t in talk.turns], filters)
    view = view_of(answer, engine.policies)
    finished = Turn(new_id(), question, view, limits, now(), engine.version)
    line = limits_line(limits, language)
    total = steps(view)
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
            {"do": "answered", "text": spoken(view.text, language)},
            {"do": "show-source", "focus": False},
        ),
    )


def spoken(text: str, language: str) -> str:
    """What a screen reader says when an answer is there: its beginning, not its markers."""
    words = plain(text)
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
    policy = find_policy(engine.policies, str(data.get("path", "")))
    return panel.source(policy, str(data.get("quote", "")), start, end, language, marker)


def greet(language: str) -> tuple[dict[str, object], ...]:
    """The words that the page's script shows itself."""
    keys = [key for key in strings("en") if key.startswith("js_")]
    words = {key.removeprefix("js_"): say(language, key) for key in keys}
    return ({"do": "words", "words": words, "language": language, "title": say(language, "title")},)
