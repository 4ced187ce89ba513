"""Conversations and reports of checks as files: Markdown, HTML and Word, with numbered quotes, links, the date and how to cite."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.page.cards import limits_words
from assistant.page.claims import claim_of, tally, verdict
from assistant.page.markup import esc, link, tag
from assistant.page.view import AnswerView, Conversation, QuoteView, now
from assistant.page.wording import worded
from assistant.page.words import known, say

#: The formats, each with its file ending and media type.
FORMATS = {
    "markdown": ("md", "text/markdown"),
    "html": ("html", "text/html"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A question or a claim with what was found: what every format writes, one after the other."""

    heading: str
    note: str
    verdict: str
    text: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document before it has a format."""

    title: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    citations: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to be downloaded."""

    name: str
    mime: str
    data: bytes


def conversation_file(talk: Conversation, form: str, language: str) -> File:
    """A conversation in one of ``FORMATS``."""
    version = talk.turns[-1].version if talk.turns else ""
    parts = tuple(
        Part(
            t.question,
            " · ".join(filter(None, (t.asked[:16].replace("T", " "), limits_words(t.limits)))),
            known(language, f"verdict_{t.answer.verdict}", "") if t.answer.verdict else "",
            worded(t.answer.text, language),
            t.answer.quotes,
        )
        for t in talk.turns
    )
    facts = _facts(version, language)
    quotes = [quote for t in talk.turns for quote in t.answer.quotes]
    return _file(
        Paper(talk.title or say(language, "title"), facts, parts, _citations(quotes), language), form
    )


def check_file(views: Sequence[AnswerView], version: str, form: str, language: str) -> File:
    """The report of a check in one of ``FORMATS``."""
    counted = " · ".join(
        f"{say(language, f'verdict_{name}')}: {number}" for name, number in tally(views).items()
    )
    parts = tuple(
        Part(
            claim_of(view),
            "",
            say(language, f"verdict_{verdict(view)}"),
            worded(view.text, language),
            view.quotes,
        )
        for view in views
    )
    quotes = [quote for view in views for quote in view.quotes]
    facts = (*_facts(version, language), counted)
    return _file(Paper(say(language, "check_report"), facts, parts, _citations(quotes), language), form)


def markdown(paper: Paper) -> str:
    """The paper as Markdown."""
    out = [f"# {_plain(paper.title)}", "", *(f"{_plain(fact)}  " for fact in paper.facts), ""]
    for part in paper.parts:
        out += [f"## {_plain(part.heading)}", ""]
        out += [f"*{_plain(part.note)}*", ""] if part.note else []
        out += [f"**{_plain(part.verdict)}**", ""] if part.verdict else []
        out += [_plain(part.text, keep_lines=True), ""]
        for quote in part.quotes:
            place = f"{_plain(_place(quote))}{f' <{quote.url}>' if _is_web(quote.url) else ''}"
            words = "\n> ".join(_plain(line) for line in quote.text.splitlines())
            out += [f"> \\[{quote.marker}\\] {words}", ">", f"> {place}", ""]
    if paper.citations:
        out += [
            f"## {say(paper.language, 'cite_as')}",
            "",
            *(f"- {_plain(cite)}" for cite in paper.citations),
            "",
        ]
    return "\n".join(out)


def page(paper: Paper) -> str:
    """The paper as one HTML page that needs nothing else."""
    parts = []
    for part in paper.parts:
        quotes = "".join(
            tag(
                "figure",
                tag("blockquote", f"[{q.marker}] {esc(q.text)}") + tag("figcaption", link(q.url, _place(q))),
            )
            for q in part.quotes
        )
        text = "".join(tag("p", esc(line)) for line in part.text.splitlines() if line.strip())
        note = tag("p", esc(part.note), class_="note") if part.note else ""
        parts.append(
            tag(
                "section",
                tag("h2", esc(part.heading))
                + note
                + (tag("p", tag("strong", esc(part.verdict))) if part.verdict else "")
                + text
                + quotes,
            )
        )
    cites = "".join(tag("li", esc(cite)) for cite in paper.citations)
    end = tag("section", tag("h2", esc(say(paper.language, "cite_as"))) + tag("ul", cites)) if cites else ""
    style = (
        "body{font:1rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c2126}"
        "blockquote{margin:0;border-left:3px solid #d5d9dd;padding-left:1rem}figure{margin:1rem 0}"
        "figcaption,.note{font-size:.875rem;color:#515b65}figcaption{padding-left:1.2rem}"
    )
    facts = "".join(tag("p", esc(fact), class_="note") for fact in paper.facts)
    head = tag("head", f'<meta charset="utf-8">{tag("title", esc(paper.title))}{tag("style", style)}')
    return "<!doctype html>" + tag(
        "html",
        head + tag("body", tag("h1", esc(paper.title)) + facts + "".join(parts) + end),
        lang=paper.language,
    )


def word(paper: Paper) -> bytes:
    """The paper as a Word document."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = _xml(paper.title)[:200]
    document.core_properties.author = say(paper.language, "title")
    document.add_heading(_xml(paper.title), 0)
    for fact in paper.facts:
        document.add_paragraph(_xml(fact)).paragraph_format.space_after = Pt(0)
    for part in paper.parts:
        document.add_heading(_xml(part.heading), 1)
        if part.note:
            document.add_paragraph().add_run(_xml(part.note)).italic = True
        if part.verdict:
            document.add_paragraph().add_run(_xml(part.verdict)).bold = True
        for line in part.text.splitlines():
            if line.strip():
                document.add_paragraph(_xml(line))
        for quote in part.quotes:
            block = document.add_paragraph(_xml(f"[{quote.marker}] {quote.text}"))
            block.paragraph_format.left_indent = Cm(1)
            place = document.add_paragraph()
            place.paragraph_format.left_indent = Cm(1)
            _link(place, quote.url, _xml(_place(quote)))
    if paper.citations:
        document.add_heading(say(paper.language, "cite_as"), 1)
        for cite in paper.citations:
            document.add_paragraph(_xml(cite), style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _file(paper: Paper, form: str) -> File:
    ending, mime = FORMATS[form]
    make: dict[str, Callable[[], bytes]] = {
        "markdown": lambda: markdown(paper).encode(),
        "html": lambda: page(paper).encode(),
        "docx": lambda: word(paper),
    }
    name = re.sub(r"[^\w-]+", "-", paper.title.casefold()).strip("-")[:60] or "conversation"
    return File(f"{name}.{ending}", mime, make[form]())


def _facts(version: str, language: str) -> tuple[str, ...]:
    day = f"{say(language, 'date')}: {now()[:10]}"
    return (
        (say(language, "title"), day, f"{say(language, 'index_version')}: {version}")
        if version
        else (say(language, "title"), day)
    )


def _citations(quotes: Sequence[QuoteView]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote.citation or quote.title for quote in quotes))


def _place(quote: QuoteView) -> str:
    return " · ".join(part for part in (quote.title, quote.country, quote.section) if part)


def _is_web(url: str) -> bool:
    return re.match(r"https?://[^\s<>]+$", url, re.IGNORECASE) is not None


def _plain(text: str, keep_lines: bool = False) -> str:
    """Text whose signs Markdown does not read as its own."""
    lines = text.splitlines() if keep_lines else [" ".join(text.split())]
    return "\n".join(
        re.sub(r"([\\`*_<>\[\]#|~])", r"\\\1", line) + ("  " if keep_lines else "") for line in lines
    ).rstrip()


def _xml(text: str) -> str:
    """Text without the control signs that a Word file cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _link(paragraph: object, url: str, text: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    if not _is_web(url):
        return
    run.font.underline = True
    wrapper = OxmlElement("w:hyperlink")
    wrapper.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))  # type: ignore[attr-defined]
    wrapper.append(run._r)
    paragraph._p.append(wrapper)  # type: ignore[attr-defined]
