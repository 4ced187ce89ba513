"""The documented API: the four questions of the page for programs, over HTTP, ``gradio_client`` and, where installed, MCP.

The replies are the objects of ``--json``, with ``file`` where those say ``path``. What stands in a function's docstring
is what the API's page tells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from assistant.contract import answer_json, passage_json
from assistant.page import desk
from assistant.page.opening import Opening


def doors(opening: Opening) -> list[Callable[..., Any]]:
    """The functions of the API over an engine; each is named as its door."""

    def ask(
        question: str,
        history: list[str] | None = None,
        countries: list[str] | None = None,
        groups: list[str] | None = None,
        themes: list[str] | None = None,
        year_from: int | None = None,
        year_to: int | None = None,
    ) -> dict[str, Any]:
        """Answers a question about the policy texts with numbered quotes, or says that the texts hold no answer.

        Args:
            question: The question, in English, Dutch, French or German.
            history: Earlier questions of the same conversation, oldest first, for a follow-up question.
            countries: Look only in texts of these countries.
            groups: Look only in texts with one of these target groups.
            themes: Look only in texts with one of these themes.
            year_from: The first year that the answer may speak of.
            year_to: The last year that the answer may speak of.
        """
        limits = desk.limits_from(countries, groups, themes, year_from, year_to)
        answer = opening.engine.ask(question, tuple(history or ()), limits)
        return dict(sendable(answer_json(answer)))

    def check(text: str) -> list[dict[str, Any]]:
        """Says of every sentence of a text whether the policy texts support it, contradict it or do not speak of it.

        Args:
            text: A sentence or a paragraph.
        """
        return [sendable(answer_json(answer)) for answer in opening.engine.check(text)]

    def search(query: str, k: int = 10) -> list[dict[str, Any]]:
        """The passages nearest to a query, best first, each with its place in its text.

        Args:
            query: Words to look for.
            k: How many passages, at most 100.
        """
        return [
            sendable(passage_json(passage)) for passage in opening.engine.search(query, max(1, min(k, 100)))
        ]

    def figures(
        country: str | None = None, year: int | None = None, policy: str | None = None
    ) -> list[dict[str, Any]]:
        """The ledger of figures that the texts state, each with its measure, period and quote.

        Args:
            country: Only figures of this country.
            year: Only figures of this year.
            policy: Only figures of the policy with this id.
        """
        return [sendable(asdict(row)) for row in opening.engine.figures(country, year, policy)]

    return [ask, check, search, figures]


def sendable(value: Any) -> Any:
    """A reply without a key ``path``: gradio and its client would take the object for a file of theirs and fetch it."""
    if isinstance(value, dict):
        return {"file" if key == "path" else key: sendable(inner) for key, inner in value.items()}
    return [sendable(inner) for inner in value] if isinstance(value, list) else value
