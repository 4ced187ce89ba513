"""The conversation as HTML: questions, answers, what can be done with an answer, and the examples before the first."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote_plus

from assistant.draft import name_of
from assistant.engine import Filters
from assistant.page.cards import card, copy_button, limits_line, limits_words, plain
from assistant.page.markup import esc, tag
from assistant.page.view import AnswerView, Conversation, Turn
from assistant.page.wording import worded
from assistant.page.words import say
from corpus.model import Policy

#: The three kinds of user, in the order in which the page shows them.
ROLES = ("leader", "ministry", "evaluator")


def conversation(talk: Conversation, language: str) -> str:
    """All finished turns."""
    return "".join(turn(t, language) for t in talk.turns)


def turn(t: Turn, language: str) -> str:
    """One question and its answer."""
    note = ""
    if t.answer.understood and t.answer.understood.casefold() != t.question.casefold():
        note = tag(
            "p",
            esc(f"{say(language, 'understood')}{say(language, 'colon')}{t.answer.understood}"),
            class_="limits",
        )
    body = note + limits_line(t.limits, language) + card(t.answer, language) + actions(t, language)
    return asked(t.question, body, f"turn-{t.id}")


def running(question: str, view: AnswerView | None, step: int, language: str, limits: str = "") -> str:
    """The turn that is being answered: waiting without a view, or else what has been said so far."""
    if view is None:
        waiting = tag("p", esc(say(language, "searching")), class_="quiet waiting")
        return asked(question, waiting, "turn-live")
    return asked(question, limits + card(view, language, step), "turn-live")


def failed(question: str, reason: str, language: str) -> str:
    """A question that could not be answered, with the reason; the conversation goes on without it."""
    return asked(
        question,
        tag("p", esc(say(language, "ask_failed", reason=reason)), class_="caution", role="alert"),
        "turn-live",
    )


def asked(question: str, body: str, name: str) -> str:
    """A question as the heading of what answers it."""
    return tag(
        "section",
        tag("h3", esc(question), class_="asked", id=f"{name}-q", tabindex=-1)
        + tag("div", body, class_="answer"),
        class_="turn",
        id=name,
        aria_labelledby=f"{name}-q",
    )


def actions(t: Turn, language: str) -> str:
    """Copy, link and the two votes with their comment."""

    def vote(value: int, key: str) -> str:
        return tag(
            "button",
            esc(say(language, key)),
            type="button",
            class_="plain vote",
            data_turn=t.id,
            data_vote=value,
            aria_pressed="true" if t.vote == value else "false",
        )

    shared = tag(
        "button",
        esc(say(language, "copy_link")),
        type="button",
        class_="plain copy-link",
        data_link=f"?q={quote_plus(t.question)}",
    )
    name = f"comment-{t.id}"
    form = tag(
        "form",
        tag("label", esc(say(language, "comment")), for_=name)
        + f'<input id="{esc(name)}" name="comment" maxlength="1000" autocomplete="off">'
        + tag("button", esc(say(language, "send")), type="submit", class_="plain"),
        class_="comment",
        data_turn=t.id,
        hidden="" if not t.vote else None,
    )
    row = (
        copy_button(plain(worded(t.answer.text, language)), language, "copy_answer")
        + shared
        + vote(1, "helpful")
        + vote(-1, "not_helpful")
    )
    return tag("div", row, class_="actions", role="group", aria_label=say(language, "answer_actions")) + form


def toolbar(language: str) -> str:
    """New conversation, the kept conversations (filled in by the page's script) and the exports of this one."""
    new = tag("button", esc(say(language, "new_talk")), type="button", class_="plain new-talk")
    kept = tag("ul", "", class_="kept")
    shelf = tag(
        "details",
        tag("summary", esc(say(language, "talks"))) + tag("div", kept, class_="sheet"),
        class_="menu",
        id="shelf",
    )
    exports = "".join(
        tag(
            "li",
            tag(
                "button",
                esc(say(language, f"as_{form}")),
                type="button",
                class_="plain export",
                data_format=form,
            ),
        )
        for form in ("markdown", "html", "docx")
    )
    export = tag(
        "details",
        tag("summary", esc(say(language, "export"))) + tag("div", tag("ul", exports), class_="sheet"),
        class_="menu",
        id="exports",
    )
    return tag("div", new + shelf + export, class_="toolbar", role="group", aria_label=say(language, "talks"))


def active(limits: Filters, language: str) -> str:
    """The filters that the next question will be limited to, with a button that clears them."""
    if not limits:
        return ""
    clear = tag("button", esc(say(language, "clear")), type="button", class_="plain clear-filters")
    return tag(
        "p",
        tag("b", esc(say(language, "limited_to") + say(language, "colon")))
        + esc(limits_words(limits))
        + " "
        + clear,
        class_="active-filters",
    )


def suggestions(talk: Conversation, language: str) -> str:
    """What may be asked after the last answer, as buttons that ask it."""
    questions = talk.turns[-1].answer.follow_ups if talk.turns else ()
    if not questions:
        return ""
    items = "".join(
        tag("li", tag("button", esc(q), type="button", class_="ask-this", data_question=q))
        for q in questions[:4]
    )
    return tag(
        "div",
        tag("p", esc(say(language, "follow_ups")), class_="kicker") + tag("ul", items),
        class_="suggestions",
    )


def welcome(policies: Sequence[Policy], language: str) -> str:
    """What the page is for and example questions for each kind of user, over the texts that are there."""
    columns = []
    for role in ROLES:
        items = "".join(
            tag("li", tag("button", esc(q), type="button", class_="ask-this", data_question=q))
            for q in examples(role, policies, language)
        )
        columns.append(
            tag("div", tag("h3", esc(say(language, f"role_{role}"))) + tag("ul", items), class_="role")
        )
    return tag(
        "div",
        tag("p", esc(say(language, "welcome")), class_="lead") + tag("div", "".join(columns), class_="roles"),
        class_="welcome",
    )


def examples(role: str, policies: Sequence[Policy], language: str) -> list[str]:
    """Two or three questions for one kind of user.

    The texts that come with the project have questions of their own; over other texts the questions name the first policies.
    """
    if not policies or any(p.id == "43829" for p in policies):
        return [say(language, f"example_{role}_{n}") for n in (1, 2)]
    chosen = policies[ROLES.index(role) % len(policies)]
    return [say(language, f"example_{role}_any", title=name_of(chosen))]
