"""Reads the layout of Cedefop's timeline pages, as text.

A page has stage lines (``2018Implementation``), named sections each on a line of its own, a Description that stands
twice (a teaser cut off with ``...``, then the whole), lists under sub-headings, paragraphs that only define a thematic
category, a citation that carries title and country, and the address.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from corpus.model import Entry, Policy, Section, Sentence, Stage
from corpus.sentences import sentence_spans
from corpus.vocabulary import region_name

#: The headings of the layout, each with the canonical kind of its section.
HEADINGS = {
    "background": "background",
    "objectives": "objectives",
    "description": "description",
    "bodies responsible": "bodies",
    "target groups": "target_groups",
    "thematic categories": "themes",
    "european priorities in vet": "priorities",
    "subsystem": "subsystem",
    "further reading": "further_reading",
    "country": "country",
    "type of development": "type",
}
_STAGE = re.compile(r"^[ \t]*[-•*]?[ \t]*((?:19|20)\d\d)[ \t]*:?[ \t]*([A-Z][A-Za-z/ ]{2,30}?)[ \t]*$", re.M)
_CITATION = re.compile(r"^.*?\(\d{4}[a-z]?\)\.\s*(?P<title>.+?)(?::\s*(?P<country>[^.:]+?))?\.\s+In\s.+$", re.M)
_ADDRESS = re.compile(r"^[ \t]*(https?://\S+)[ \t]*$", re.M)
_ITEM = re.compile(r"^[ \t]*(?:[-•*·–]|\d{1,2}[.)]|[a-z]\))[ \t]+")
_DEFINES_CATEGORY = re.compile(r"\b(?:this|the) (?:thematic )?(?:sub-)?category\b|\bthematic sub-?categor", re.I)
#: A sentence beside such a definition that gives a year or a share speaks of the policy after all.
_OF_THIS_POLICY = re.compile(r"\b(?:19|20)\d\d\b|\d\s?%")

Line = tuple[int, int]


def is_timeline(text: str) -> bool:
    """Whether a text has the layout: at least three of its headings on lines of their own, Description among them."""
    lines = {line.strip().rstrip(":").lower() for line in text.splitlines()}
    return "description" in lines and len(lines & HEADINGS.keys()) >= 3


def read_timeline(text: str, path: str) -> Policy:
    """Read one page of the layout; ``path`` names it in the store. Offsets count characters of ``text``."""
    lines = _lines(text)
    stages = []
    heads: list[tuple[int, str, str]] = []
    for i, (start, end) in enumerate(lines):
        words = text[start:end].strip()
        kind = HEADINGS.get(words.rstrip(":").lower())
        if kind and kind not in {k for _, k, _ in heads}:
            heads.append((i, kind, words.rstrip(":")))
        elif not heads and (match := _STAGE.match(text[start:end])):
            offset = text.index(match.group(1), start)
            stages.append(Stage(int(match.group(1)), match.group(2).strip(), offset, start + match.end(2)))
    citation = next((m for m in reversed(list(_CITATION.finditer(text))) if m.group("country")), None)
    address = next((m for m in reversed(list(_ADDRESS.finditer(text)))), None)
    tail = min([m.start() for m in (citation, address) if m], default=len(text))
    builder = _Builder(text, path)
    if heads and heads[0][0]:
        builder.opening(lines[: heads[0][0]])
    for n, (i, kind, name) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else len(lines)
        builder.section(kind, name, [line for line in lines[i + 1 : stop] if line[0] < tail])
    if citation:
        builder.sections.append(Section("How to cite", "citation", citation.start(), citation.end(), ("How to cite",)))
    if address:
        rest = [line for line in lines if line[0] >= address.end() and text[line[0] : line[1]].strip()]
        if rest:
            builder.section("note", "Note", rest)
    title = citation.group("title").strip() if citation else _title_from(path)
    country, region = _place(citation.group("country").strip() if citation else "", builder)
    url = address.group(1) if address else ""
    number = re.search(r"(\d{3,})/?$", url)
    return Policy(
        id=number.group(1) if number else PurePosixPath(path).stem,
        path=path, title=title, country=country, region=region, url=url, layout="timeline", text=text,
        sections=tuple(builder.sections), sentences=tuple(builder.sentences), stages=tuple(stages),
        entries=tuple(builder.entries), citation=(citation.start(), citation.end()) if citation else None,
    )  # fmt: skip


def _lines(text: str) -> list[Line]:
    """The spans of the lines, without their ends."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return spans


def _title_from(path: str) -> str:
    return re.sub(r"^[\d\s_-]+", "", PurePosixPath(path).stem).replace("-", " ").replace("_", " ").strip().capitalize()


def _place(cited: str, builder: _Builder) -> tuple[str, str]:
    """Country as the citation names it, and the region that its code stands for; without a citation, the Country section's words."""
    if not cited:
        body = next((s for s in builder.sections if s.kind == "country"), None)
        return (builder.text[body.start : body.end].strip(" -•\n") if body else ""), ""
    country, _, code = cited.partition("-")
    return cited, region_name(code.strip(), country.strip())


class _Builder:
    """Collects sections, sentences and entries while the lines go by."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.sections: list[Section] = []
        self.sentences: list[Sentence] = []
        self.entries: list[Entry] = []
        self.paragraph = 0

    def opening(self, lines: list[Line]) -> None:
        """Text before the first heading that is no stage line, such as a title."""
        rest = [(s, e) for s, e in lines if self.text[s:e].strip() and not _STAGE.match(self.text[s:e])]
        if rest:
            self.section("opening", "Opening", rest)

    def section(self, kind: str, name: str, lines: list[Line]) -> None:
        """Add one section with its sentences; a Description is split into teaser and whole."""
        lines = [(s, e) for s, e in lines if self.text[s:e].strip()]
        if not lines:
            return
        if kind == "description":
            cut = self._teaser(lines)
            if cut:
                self._add("teaser", f"{name} (teaser)", lines[:cut], boilerplate=True)
                lines = lines[cut:]
        self._add(kind, name, lines)

    def _teaser(self, lines: list[Line]) -> int:
        """How many lines the teaser takes: up to one that is cut off with dots and whose beginning the next lines repeat."""
        first = self.text[slice(*lines[0])].strip()
        for i, (start, end) in enumerate(lines[:-1]):
            words = self.text[start:end].rstrip()
            if words.endswith(("...", "…")):
                again = self.text[slice(*lines[i + 1])].strip()
                stem = first.rstrip(".… ")
                if again.startswith(stem[:60]):
                    return i + 1
        return 0

    def _add(self, kind: str, name: str, lines: list[Line], boilerplate: bool = False) -> None:
        index = len(self.sections)
        self.sections.append(Section(name, kind, lines[0][0], lines[-1][1], (name,)))
        listed = kind in {"bodies", "target_groups", "priorities", "themes", "subsystem", "country", "type"}
        general = self._general_lines(lines) if kind == "themes" else set()
        heading, lead = "", None
        for start, end in lines:
            self.paragraph += 1
            words = self.text[start:end]
            mark = _ITEM.match(words)
            start += mark.end() if mark else len(words) - len(words.lstrip())
            end = start + len(self.text[start:end].rstrip())
            label = not mark and not re.search(r"[.!?:;]$", self.text[start:end]) and end - start < 110
            if listed and (mark or (label and kind == "themes") or (label and kind not in {"target_groups", "priorities"})):
                self.entries.append(Entry(kind, heading, start, end))
            elif listed and label:
                heading = self.text[start:end]
            for s, e in [(start, end)] if mark else sentence_spans(self.text, start, end):
                self.sentences.append(
                    Sentence(s, e, index, self.paragraph, lead=lead if mark else None, item=bool(mark),
                             boilerplate=boilerplate or (start in general and not _OF_THIS_POLICY.search(self.text[s:e])))
                )  # fmt: skip
            if not mark:
                lead = len(self.sentences) - 1 if self.text[start:end].endswith(":") or label or self._next_is_item(end) else None

    def _next_is_item(self, end: int) -> bool:
        return bool(_ITEM.match(self.text[end:].lstrip("\r\n")[:12]))

    def _general_lines(self, lines: list[Line]) -> set[int]:
        """Starts of the lines of those theme blocks that define their category instead of speaking of the policy."""
        blocks: list[list[Line]] = []
        for start, end in lines:
            heading = not re.search(r"[.!?:;]$", self.text[start:end].rstrip()) and end - start < 110
            if heading or not blocks:
                blocks.append([])
            if not heading:
                blocks[-1].append((start, end))
        return {
            start + len(self.text[start:end]) - len(self.text[start:end].lstrip())
            for block in blocks if any(_DEFINES_CATEGORY.search(self.text[s:e]) for s, e in block)
            for start, end in block
        }  # fmt: skip
