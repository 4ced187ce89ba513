"""Small pieces of HTML. Whatever comes from a text, a question or a file passes through ``esc`` here.

The page's HTML component cleans nothing, so nothing may be put into a string of HTML unescaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from assistant.page.view import AnswerView, QuoteView
from assistant.page.words import say

MARKER = re.compile(r"\[(\d{1,3})\]")


def esc(text: object) -> str:
    """Text made safe for HTML, inside attributes as well."""
    return html.escape(str(text), quote=True)


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """One element. ``content`` is HTML already; attribute values are escaped here; None leaves an attribute out.

    A trailing underscore is dropped and other underscores become dashes: ``class_``, ``data_path``, ``aria_label``.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{esc(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{shown}>{content}</{name}>"


def link(url: str, label: str, **attributes: object) -> str:
    """A link out of the page, for web addresses only: any other address is shown as plain text."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return esc(label)
    return tag("a", esc(label), href=url, target="_blank", rel="noopener noreferrer", **attributes)


def cite_attributes(quote: QuoteView) -> dict[str, object]:
    """What the page's script needs to open a quote in the source panel."""
    return {
        "data_path": quote.path,
        "data_start": quote.start,
        "data_end": quote.end,
        "data_quote": quote.text,
        "data_marker": quote.marker,
    }


def cite(quote: QuoteView, language: str) -> str:
    """The numbered link that opens a quote in the source panel."""
    name = say(language, "source_n", n=quote.marker, title=quote.title, section=quote.section or "—")
    return tag(
        "a",
        f"[{quote.marker}]",
        href="#source",
        class_="cite",
        aria_label=name,
        title=name,
        **cite_attributes(quote),
    )


def prose(text: str, answer: AnswerView, language: str) -> str:
    """The answer's text: paragraphs and lists, with every marker that has a quote turned into a link."""
    return blocks(
        (marked(line.removeprefix("- ").removeprefix("• "), answer, language), line.startswith(("- ", "• ")))
        for line in text.splitlines()
        if line.strip()
    )


def marked(line: str, answer: AnswerView, language: str) -> str:
    """A line of an answer, with every marker that has a quote turned into a link."""

    def swap(match: re.Match[str]) -> str:
        quote = answer.quote(int(match[1]))
        return cite(quote, language) if quote else match[0]

    return MARKER.sub(swap, esc(line))


def blocks(lines: Iterable[tuple[str, bool]]) -> str:
    """Paragraphs and lists from lines of HTML, each with whether it is a list item."""
    out: list[str] = []
    open_list = False
    for content, item in lines:
        if item and not open_list:
            out.append("<ul>")
        if open_list and not item:
            out.append("</ul>")
        open_list = item
        out.append(tag("li" if item else "p", content))
    return "".join(out) + ("</ul>" if open_list else "")


def quote_block(quote: QuoteView, language: str, shorten: int = 0) -> str:
    """A quote in its own words with its number and where it stands."""
    text = (
        quote.text
        if not shorten or len(quote.text) <= shorten
        else quote.text[:shorten].rsplit(" ", 1)[0] + " …"
    )
    where = " · ".join(part for part in (quote.title, quote.country, quote.section) if part)
    return tag(
        "figure",
        tag("blockquote", esc(text)) + tag("figcaption", f"{cite(quote, language)} {esc(where)}"),
        class_="quote",
    )


def scroller(table: str, name: str) -> str:
    """A wide table in a box of its own that scrolls, by keyboard too, so that the page does not."""
    return tag("div", table, class_="scroller", tabindex=0, role="region", aria_label=name)


#: A cell: its content, HTML already, and its attributes.
Cell = tuple[str, dict[str, object]]


def sortable(
    name: str,
    count: str,
    keys: Sequence[str],
    total: int,
    shown: int,
    rows: Iterable[Sequence[Cell]],
    language: str,
) -> str:
    """A table of a tab whose columns the reader can sort, under a line that counts its ``total`` rows; without any, that line alone.

    ``count`` is the key of the counting words, ``keys`` those of the columns; the first cell of a row names it. The roles
    are said aloud because a narrow screen shows each row as a list of its cells with their columns' names.
    """
    said = say(language, f"{count}_some" if total > shown else count, n=total, shown=shown)
    line = tag("p", esc(said), class_="quiet", role="status")
    if not total:
        return line
    title, names = say(language, f"tab_{name}"), [say(language, key) for key in keys]
    head = "".join(
        tag(
            "th",
            tag("button", esc(column), type="button", class_="sort"),
            scope="col",
            role="columnheader",
            aria_sort="none",
        )
        for column in names
    )
    body = "".join(
        tag(
            "tr",
            "".join(_cell(cell, column, n) for n, (cell, column) in enumerate(zip(row, names, strict=True))),
            role="row",
        )
        for row in rows
    )
    caption = tag("caption", esc(title), class_="offstage")
    heading = tag("thead", tag("tr", head, role="row"), role="rowgroup")
    table = tag(
        "table",
        caption + heading + tag("tbody", body, role="rowgroup"),
        class_="ledger sortable",
        role="table",
    )
    return line + scroller(table, title)


def _cell(cell: Cell, column: str, place: int) -> str:
    content, attributes = cell
    if place == 0:
        return tag("th", content, scope="row", role="rowheader", **attributes)
    return tag("td", content, role="cell", data_label=column, **attributes)
