"""The head of the page: its title, what the index holds, and the choice of language and of light or dark."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.markup import esc, tag
from assistant.page.words import LANGUAGES, say
from corpus.model import Policy


def top(language: str, status: str = "") -> str:
    """The head of the page; ``status`` says what the index holds or how far it is."""
    skip = tag("a", esc(say(language, "skip")), href="#question", class_="skip")
    name = tag(
        "div",
        tag("h1", esc(say(language, "title"))) + tag("p", esc(say(language, "subtitle"))),
        class_="name",
    )
    choices = "".join(
        tag(
            "button",
            esc(code.upper()),
            type="button",
            class_="plain",
            data_language=code,
            lang=code,
            title=own,
            aria_label=f"{code.upper()} {own}",
            aria_pressed="true" if code == language else "false",
        )
        for code, own in LANGUAGES.items()
    )
    dark, light = (tag("span", esc(say(language, name)), class_=f"to-{name}") for name in ("dark", "light"))
    scheme = tag("button", dark + light, type="button", class_="plain scheme")
    tools = tag(
        "div",
        tag("div", choices, role="group", aria_label=say(language, "language")) + scheme,
        class_="tools",
    )
    return (
        skip
        + tag("div", name + tools, class_="masthead")
        + tag("p", esc(status), class_="status", role="status")
    )


def holdings(policies: Sequence[Policy], version: str, language: str) -> str:
    """What the index holds, in a line."""
    countries = len({policy.country for policy in policies if policy.country})
    return say(
        language, "holdings", policies=len(policies), countries=countries, version=version.split(" of ")[0]
    )
