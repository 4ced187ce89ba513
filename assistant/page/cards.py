"""An answer as a card that looks like the kind of answer it is.

``card(view, language)`` draws the whole; ``card(view, language, step)`` draws what has been said after ``step`` of
``steps(view)`` pieces, so that an answer can be streamed without anything above the reader's eye moving.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.engine import Filters
from assistant.page.drawings import bars, timeline
from assistant.page.markup import MARKER, cite, esc, marked, prose, quote_block, scroller, tag
from assistant.page.view import NEWEST, OLDEST, AnswerView
from assistant.page.wording import worded
from assistant.page.words import known, say

#: Verdicts and the class of colour that goes with them; the word itself is always shown, never colour alone.
TONES = {
    "yes": "good",
    "supported": "good",
    "no": "bad",
    "contradicted": "bad",
    "not_listed": "open",
    "not_found": "open",
}


#: What an abstention tells of its search, in this order, and how many of a long list it names.
SEARCHED = ("unmet", "policies", "sections", "countries", "periods", "groups", "measure", "terms")
FEW = 4
#: The end of an abstention's text; the card shows the same as a list.
_SEARCHED = re.compile(r" Searched: .*$", re.DOTALL)


def shape(view: AnswerView) -> str:
    """Which drawing an answer gets; what it holds decides before what it is called."""
    if view.status == "not_found":
        return "abstention"
    details = view.details
    if len(details.get("sides") or ()) > 1:
        return "conflict"
    if details.get("events"):
        return "history"
    if details.get("rows"):
        return "list"
    if view.kind == "eligibility" or view.verdict in ("yes", "no", "not_listed"):
        return "eligibility"
    if view.kind == "compare" and len(view.figures) > 1:
        return "compare"
    if view.kind in ("figure", "count") and view.figures:
        return "figure"
    return "citation" if view.kind == "citation" else "text"


def told(view: AnswerView, language: str) -> str:
    """The part of the text that is shown as text: without the lines that the drawing of its kind shows anyway."""
    form, details = shape(view), view.details
    lines = view.text.splitlines()
    if form == "eligibility":
        drawn = [str(c.get("text", "")) for c in details.get("conditions") or () if isinstance(c, dict)]
        drawn = [words for words in (*drawn, str(details.get("caution") or "")) if words]
        lines = [line for line in lines if not any(words in line for words in drawn)]
    elif form in ("list", "conflict") and len(lines) > 1:
        lines = lines[:1]
    elif form == "figure":
        lines = lines[len(captions(view)) :]
    elif form == "compare" and len(lines) > len(view.figures) and details.get("change"):
        lines = lines[len(view.figures) : -1]
    elif form == "abstention" and view.searched.get("policies"):
        lines = _SEARCHED.sub("", view.text).splitlines()
    return worded("\n".join(lines), language)


def steps(view: AnswerView, language: str) -> int:
    """The number of pieces that an answer is streamed in: events of a history, or else words."""
    return len(view.details["events"]) if shape(view) == "history" else len(told(view, language).split(" "))


def captions(view: AnswerView) -> list[str]:
    """The line of the text that gives each figure, without the figure itself; none where they are not told line by line."""
    lines = view.text.splitlines()[: len(view.figures)]
    if len(lines) < len(view.figures) or not all(
        figure.shown in line for figure, line in zip(view.figures, lines, strict=True)
    ):
        return []
    return [
        line.removeprefix(figure.shown).replace(f": {figure.shown} —", " —").lstrip()
        for figure, line in zip(view.figures, lines, strict=True)
    ]


def card(view: AnswerView, language: str, step: int | None = None) -> str:
    """The answer's HTML, whole or after ``step`` pieces."""
    form = shape(view)
    text = told(view, language)
    done = step is None or step >= steps(view, language)
    text = text if done else " ".join(text.split(" ")[:step])
    body = (
        timeline(view, language, step)
        if form == "history"
        else tag("div", prose(text, view, language), class_="prose-text")
    )
    lead = {"figure": big_figures, "eligibility": verdict_badge}.get(form)
    rest = {
        "compare": comparison,
        "eligibility": conditions,
        "conflict": sides,
        "list": rows,
        "citation": copying,
        "abstention": abstention,
    }.get(form)
    parts = [
        tag("p", esc(say(language, f"shape_{form}")), class_="kicker"),
        lead(view, language) if lead else "",
        body,
    ]
    if done:
        parts.append(rest(view, language) if rest else "")
        parts.append(sources(view, language) if form not in ("history", "conflict", "abstention") else "")
    return tag("div", "".join(parts), class_=f"card card-{form}")


def plain(text: str) -> str:
    """The text of an answer without its markers."""
    return MARKER.sub("", text).strip()


def big_figures(view: AnswerView, language: str) -> str:
    """The figure large, above the words that tell it; further figures stand beside it, a little smaller."""
    lines = captions(view)
    out = []
    for number, figure in enumerate(view.figures[:6]):
        if lines:
            about = marked(lines[number], view, language)
        else:
            parts = (figure.measure, worded(figure.period, language), figure.country)
            about = esc(" · ".join(part for part in parts if part)) + _mark(view, figure.quote, language)
        out.append(
            tag("div", tag("span", esc(figure.shown), class_="value") + tag("span", about, class_="what"))
        )
    return tag("div", "".join(out), class_="big" if len(view.figures) == 1 else "big several")


def comparison(view: AnswerView, language: str) -> str:
    """The compared figures as a small table with a bar each, and the change below."""
    head = "".join(tag("th", esc(say(language, key)), scope="col") for key in ("period", "measure", "value"))
    widths = bars(view.figures)
    apart = len({figure.country for figure in view.figures}) > 1
    lines = []
    for figure, width in zip(view.figures, widths, strict=True):
        mark = _mark(view, figure.quote, language)
        place = figure.country if apart else ""
        label = " · ".join(part for part in (worded(figure.period, language), place) if part)
        bar = (
            tag("span", "", class_="bar", style=f"inline-size:{width:.1f}%", aria_hidden="true")
            if width
            else ""
        )
        lines.append(
            tag(
                "tr",
                tag("th", esc(label), scope="row")
                + tag("td", esc(figure.measure))
                + tag("td", tag("span", esc(figure.shown) + mark, class_="number") + bar, class_="barred"),
            )
        )
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(lines)), class_="compared")
    table = scroller(table, say(language, "shape_compare"))
    change = view.details.get("change") or {}
    if not isinstance(change.get("difference"), int | float):
        return table
    words = f"{say(language, 'difference')}{say(language, 'colon')}{signed(change['difference'])}"
    if view.figures[0].unit == "%":
        words += f" {say(language, 'points')}"
    elif isinstance(change.get("percent"), int | float):
        words += f" ({signed(change['percent'], 1)} %)"
    return table + tag("p", esc(words), class_="change")


def signed(number: float, decimals: int = 2) -> str:
    """A number with its sign, at most so many decimals, thousands apart: ``−34``, ``+1 250.5``."""
    shown = f"{abs(number):,.{decimals}f}".rstrip("0").rstrip(".").replace(",", " ")
    return ("−" if number < 0 else "+" if number > 0 else "") + shown


def verdict_badge(view: AnswerView, language: str) -> str:
    """The verdict as a word in a box, with a shape of its own beside the colour."""
    verdict = view.verdict or "not_listed"
    tone = TONES.get(verdict, "open")
    return tag(
        "p",
        tag("span", esc(known(language, f"verdict_{verdict}", verdict)), class_=f"verdict {tone}"),
        class_="verdict-line",
    )


def conditions(view: AnswerView, language: str) -> str:
    """The deciding group, the conditions with their quotes, and the caution of an eligibility answer."""
    out = []
    if view.details.get("group"):
        out.append(tag("dt", esc(say(language, "deciding_group"))) + tag("dd", esc(view.details["group"])))
    listed = [item for item in view.details.get("conditions") or () if isinstance(item, dict)]
    if listed:
        items = "".join(
            tag("li", esc(item.get("text", "")) + _mark(view, item.get("quote"), language)) for item in listed
        )
        out.append(tag("dt", esc(say(language, "conditions"))) + tag("dd", tag("ul", items)))
    caution = view.details.get("caution")
    box = tag("dl", "".join(out), class_="facts") if out else ""
    return box + (tag("p", esc(worded(str(caution), language)), class_="caution") if caution else "")


def sides(view: AnswerView, language: str) -> str:
    """What the texts say differently, quoted side by side."""
    out = []
    for side in view.details["sides"]:
        quote = view.quote(side.get("quote"))
        value = tag("p", esc(worded(str(side.get("value", "")), language)), class_="side-value")
        out.append(tag("div", value + (quote_block(quote, language) if quote else ""), class_="side"))
    return tag("div", "".join(out), class_="sides")


def rows(view: AnswerView, language: str) -> str:
    """The policies of a list, one a line."""
    head = "".join(tag("th", esc(say(language, key)), scope="col") for key in ("policy", "country", "source"))
    lines = []
    for row in view.details["rows"]:
        name = tag(
            "a",
            esc(row.get("title", "")),
            href="#policy",
            class_="to-policy",
            data_policy=row.get("policy", ""),
        )
        lines.append(
            tag(
                "tr",
                tag("th", name, scope="row")
                + tag("td", esc(row.get("country", "")))
                + tag("td", _mark(view, row.get("quote"), language).strip()),
            )
        )
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(lines)), class_="listed")
    return scroller(table, say(language, "shape_list"))


def abstention(view: AnswerView, language: str) -> str:
    """What was searched, and the nearest passages, below an answer that is none."""
    return searched(view, language) + nearest(view, language)


def copying(view: AnswerView, language: str) -> str:
    """The button that copies the quoted citation."""
    return copy_button(view.quotes[0].text if view.quotes else plain(view.text), language)


def searched(view: AnswerView, language: str) -> str:
    """What an answer that found nothing looked through, and which part of the question was not met."""
    out = []
    for key in SEARCHED:
        value = view.searched.get(key)
        shown = _shown(value)
        if not shown or (isinstance(value, str) and shown in view.text):
            continue
        shown = worded(shown, language)
        if isinstance(value, list | tuple) and len(value) > FEW:
            shown = f"{len(value)}: {'; '.join(map(_shown, value[:FEW]))} …"
        out.append(tag("dt", esc(say(language, f"searched_{key}"))) + tag("dd", esc(shown)))
    return tag("dl", "".join(out), class_="facts searched") if out else ""


def nearest(view: AnswerView, language: str) -> str:
    """The nearest passages, plainly marked as no answer."""
    if not view.nearest:
        return ""
    items = "".join(tag("li", quote_block(quote, language, shorten=280)) for quote in view.nearest[:3])
    return tag("div", tag("h4", esc(say(language, "nearest"))) + tag("ol", items), class_="nearest")


def sources(view: AnswerView, language: str) -> str:
    """The numbered quotes below an answer, folded away where the answer shows its words already or there are many."""
    if not view.quotes:
        return ""
    items = tag("ol", "".join(tag("li", quote_block(quote, language, shorten=240)) for quote in view.quotes))
    title = say(language, "sources", n=len(view.quotes))
    shown = " ".join(view.text.split())
    said = all(" ".join(quote.text.split()) in shown for quote in view.quotes)
    few = len(view.quotes) <= 2 and shape(view) in ("text", "figure", "eligibility")
    opened = "" if few and not said else None
    return tag("details", tag("summary", esc(title)) + items, class_="sources", open=opened)


def limits_words(limits: Filters) -> str:
    """The filters in words, such as ``Malta · Teachers · 2020–2022``; empty without any."""
    parts = [*limits.countries, *limits.groups, *limits.themes]
    if limits.years:
        first, last = limits.years
        low, high = "" if first == OLDEST else str(first), "" if last == NEWEST else str(last)
        parts.append(f"{low}–{high}" if low != high else low)
    return " · ".join(parts)


def limits_line(limits: Filters, language: str) -> str:
    """The line that names the filters of an answer; empty without any."""
    words = limits_words(limits)
    told = f"{say(language, 'limited_to')}{say(language, 'colon')}{words}"
    return tag("p", esc(told), class_="limits") if words else ""


def copy_button(text: str, language: str, key: str = "copy") -> str:
    """A button that puts a text on the clipboard."""
    return tag("button", esc(say(language, key)), type="button", class_="plain copy", data_copy=text)


def _mark(view: AnswerView, number: object, language: str) -> str:
    quote = view.quote(number)
    return " " + cite(quote, language) if quote else ""


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_shown, value))
    return "" if value is None or isinstance(value, bool | dict) else str(value)
