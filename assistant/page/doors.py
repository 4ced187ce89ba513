"""The documented API: the four questions of the page for programs, over HTTP, ``gradio_client`` and, where installed, MCP.

Every reply is the object that ``--json`` prints. ``POST /api/ask`` gives it as it is. Over gradio's own protocol and MCP it
comes as JSON text: there a client would take an object with the key ``path`` for a file of the server and fetch it. What
stands in a function's docstring is what the API's page tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from assistant.contract import answer_json, as_one, passages_json, plain
from assistant.page import desk
from assistant.page.opening import Opening
from corpus.errors import UsageError

#: What a door gives.
Reply = dict[str, Any]


def doors(opening: Opening) -> list[Callable[..., Reply]]:
    """The functions of the API over an engine; each is named as its door."""

    def ask(
        question: str,
        history: list[str] | None = None,
        countries: list[str] | None = None,
        groups: list[str] | None = None,
        themes: list[str] | None = None,
        year_from: int | None = None,
        year_to: int | None = None,
    ) -> Reply:
        """Answers a question about the policy texts with numbered quotes, or says that the texts hold no answer.

        Args:
            question: The question, in English, Dutch, French or German.
            history: Earlier questions of the same conversation, oldest first, for a follow-up question.
            countries: Look only in texts of these countries.
            groups: Look only in texts with one of these target groups.
            themes: Look only in texts with one of these themes.
            year_from: The first year that the answer may speak of.
            year_to: The last year that the answer may speak of.

        Returns:
            JSON text: status, verdict, answer, citations, figures, searched, nearest.
        """
        limits = desk.limits_from(countries, groups, themes, year_from, year_to)
        return answer_json(opening.engine.ask(question, tuple(history or ()), limits))

    def check(text: str) -> Reply:
        """Says whether the policy texts support a text, contradict it or do not speak of it, sentence by sentence.

        Args:
            text: A sentence or a paragraph.

        Returns:
            JSON text: the verdict on the whole; details.sentences holds that on each of several sentences.
        """
        answers = opening.engine.check(text)
        if not answers:
            raise UsageError("text: there is no sentence to check")
        return answer_json(as_one(answers))

    def search(query: str, k: int = 10) -> Reply:
        """The passages nearest to a query, best first, each with its place in its text.

        Args:
            query: Words to look for.
            k: How many passages, at most 100.

        Returns:
            JSON text: passages.
        """
        return passages_json(opening.engine.search(query, max(1, min(k, 100))))

    def figures(country: str | None = None, year: int | None = None, policy: str | None = None) -> Reply:
        """The ledger of figures that the texts state, each with its measure, period and quote.

        Args:
            country: Only figures of this country.
            year: Only figures of this year.
            policy: Only figures of the policy with this id.

        Returns:
            JSON text: figures.
        """
        return {"figures": plain(opening.engine.figures(country, year, policy))}

    return [ask, check, search, figures]


def as_text(door: Callable[..., Reply]) -> Callable[..., str]:
    """A door that gives its reply as JSON text."""

    @wraps(door)
    def text(*values: Any, **named: Any) -> str:
        return json.dumps(door(*values, **named), ensure_ascii=False)

    text.__annotations__ = {**door.__annotations__, "return": "str"}
    return text
