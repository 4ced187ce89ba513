"""Plain text or Markdown -> blocks: what is a heading, a paragraph, a list item or a table row is read off the lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.blocks import Block, Page
from corpus.sentences import strip
from corpus.tables import side_by_side

_ITEM = re.compile(r"[ \t]*(?:[-*+•·▪◦‣●–—]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|\(?[A-Z]\))[ \t]+(?=\S)")
_MARKED = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
#: A line that is one element of a page whose tags were kept ("<p>…</p>").
_TAGGED = re.compile(r"<(h[1-6]|p|li|tr)(?:\s[^<>]*)?>(.*?)(?:</\1>)?[ \t]*$", re.I)
_UNDERLINE = re.compile(r"(=|-)\1{2,}[ \t]*$")
_RULE = re.compile(r"[ \t|:*_=~+-]{3,}$")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_ADDRESS = re.compile(r"[ \t]*<?(https?://[^\s>]+)>?[ \t]*$")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+(?=[^\W\d_])")
_TITLED = re.compile(r"(chapter|part|annex|title|hoofdstuk|kapitel|chapitre|article|artikel|section|§)[ \t]*[\dIVX]+\b", re.I)
_FACT = re.compile(r"(title|country|region|url)[ \t]*:[ \t]*(.*?)[ \t]*$", re.I)
_CLOSED = re.compile(r"[.!?:;,…][\"'”’»)\]*_]*$")
#: A heading has no more words and characters than these; a longer line is a sentence without its full stop.
_WORDS_OF_A_HEADING, _LENGTH_OF_A_HEADING = 16, 110

#: A heading over an address, whose lines look like headings too, is as short as this.
_WORDS_OVER_AN_ADDRESS = 5


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    indent: int


def read_lines(text: str) -> Page:
    """The blocks of a plain text. Every line that carries words is in a block, but for addresses, rules and front matter."""
    lines = _lines(text)
    facts, first = _front_matter(lines)
    reader = _Reader(lines, wrapped=_is_wrapped(lines))
    at = first
    while at < len(lines):
        at = reader.take(at)
    url = facts.get("url", "") or next((m[1] for line in lines if (m := _ADDRESS.match(line.words))), "")
    return Page(text, tuple(reader.blocks), facts.get("title", ""), url, facts.get("country", ""), facts.get("region", ""))


def _lines(text: str) -> list[_Line]:
    found, at = [], 0
    for line in text.split("\n"):
        start, end = strip(text, at, at + len(line))
        found.append(_Line(start, end, text[start:end], len(text[at:start].expandtabs(4))))
        at += len(line) + 1
    return found


def _front_matter(lines: list[_Line]) -> tuple[dict[str, str], int]:
    """The facts between two lines of ``---`` at the top, and the line after them."""
    if not lines or lines[0].words != "---":
        return {}, 0
    for end in range(1, min(len(lines), 60)):
        if lines[end].words == "---":
            pairs = [match for line in lines[1:end] if (match := _FACT.match(line.words))]
            return {pair[1].lower(): pair[2].strip("\"'") for pair in pairs}, end + 1
    return {}, 0


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether the lines were broken at a width, so that a paragraph is what stands between two empty lines."""
    widths = sorted(line.end - line.start for line in lines if line.words)
    if len(widths) < 4 or widths[int(len(widths) * 0.95)] > 120:
        return False
    goes_on = sum(
        1 for line, after in pairwise(lines)
        if line.words and after.words[:1].islower() and not _CLOSED.search(line.words) and not _ITEM.match(after.words)
    )  # fmt: skip
    return goes_on * 5 >= len(widths)


class _Reader:
    """Takes the lines one block at a time."""

    def __init__(self, lines: list[_Line], wrapped: bool) -> None:
        self.lines, self.wrapped = lines, wrapped
        self.tagged = sum(bool(_TAGGED.match(line.words)) for line in lines) > 4
        self.marked = self.tagged or any(_MARKED.match(line.words) for line in lines)
        self.blocks: list[Block] = []
        self.indents: list[int] = []

    def take(self, at: int) -> int:
        """Read the block that begins at line ``at``; the line after it."""
        line = self.lines[at]
        words = line.words
        if not words or _RULE.match(words) or _ADDRESS.match(words):
            return at + 1
        if self.tagged and (tagged := _TAGGED.match(words)):
            kind = {"p": "paragraph", "li": "item", "tr": "row"}.get(tagged[1].lower(), "heading")
            begin = line.start + tagged.start(2)
            self._add(kind, begin, begin + len(tagged[2]), int(tagged[1][1]) if kind == "heading" else 0)
            return at + 1
        if marked := _MARKED.match(words):
            begin = line.start + marked.start(2)
            self._add("heading", begin, begin + len(marked[2]), len(marked[1]))
            return at + 1
        if _FENCE.match(words):
            return self._fenced(at)
        if self._is_row(at):
            self._add("row", *self._inside(line, " \t|"))
            return at + 1
        after = self._words(at + 1)
        if (under := _UNDERLINE.match(after)) and not _ITEM.match(words) and len(words) <= _LENGTH_OF_A_HEADING:
            self._add("heading", line.start, line.end, 1 if under[1] == "=" else 2)
            return at + 2
        if self._is_heading(at):
            self._add("heading", line.start, line.end, _rank(words))
            return at + 1
        return self._prose(at)

    def _add(self, kind: str, start: int, end: int, level: int = 0) -> None:
        if end > start:
            self.blocks.append(Block(kind, start, end, level))
        if kind != "item":
            self.indents.clear()

    def _words(self, at: int) -> str:
        return self.lines[at].words if at < len(self.lines) else ""

    def _is_row(self, at: int) -> bool:
        """Whether a line is a table row: between bars, or with as many cells as the line above or below."""
        words = self._words(at)
        if _ROW.match(words):
            return True
        bars = words.count(" | ")
        beside = [self._words(i) for i in (at - 1, at + 1) if i >= 0]
        if bars:
            return any(other.count(" | ") == bars for other in beside)
        return not _ITEM.match(words) and any(side_by_side(words, other) for other in beside)

    @staticmethod
    def _inside(line: _Line, marks: str) -> tuple[int, int]:
        left = len(line.words) - len(line.words.lstrip(marks))
        return line.start + left, line.start + max(left, len(line.words.rstrip(marks)))

    def _fenced(self, at: int) -> int:
        at += 1
        while at < len(self.lines) and not _FENCE.match(self.lines[at].words):
            self._add("paragraph", self.lines[at].start, self.lines[at].end)
            at += 1
        return at + 1

    def _prose(self, at: int) -> int:
        """A paragraph or a list item, with the lines that go on with it."""
        first = self.lines[at]
        item = _ITEM.match(first.words)
        last = at
        while last + 1 < len(self.lines) and self._goes_on(at, last + 1, bool(item)):
            last += 1
        end = self.lines[last].end
        if item:
            self._add("item", first.start + item.end(), end, self._depth(at))
        else:
            self._add("paragraph", self._inside(first, "> \t")[0], end)
        return last + 1

    def _is_heading(self, at: int, deep: bool = False) -> bool:
        """Whether the line reads as a heading: it looks like one, it stands apart, and text follows that does not.

        Where a text marks its headings (``## Scope``), an unmarked line is none.
        """
        if self.marked:
            return False
        words = self.lines[at].words
        later = next((i for i in range(at + 1, min(len(self.lines), at + 9)) if self.lines[i].words), None)
        if not _looks_like_heading(words) or later is None:
            return False
        following = self.lines[later].words
        apart = at == 0 or not self.lines[at - 1].words
        if self.wrapped and self._words(later + 1):  # lines of a paragraph, whatever the first looks like
            return apart and (later > at + 1 or (len(words) * 1.6 < len(following) and not following[0].islower()))
        if later > at + 1:
            address = len(words.split()) <= _WORDS_OVER_AN_ADDRESS and bool(self._words(later + 1))  # several short lines
            return apart and (address or not _looks_like_heading(following) or (not deep and self._is_heading(later, deep=True)))
        if not apart and not self._follows_an_end(at):
            return False
        if _ITEM.match(following) or not _looks_like_heading(following):
            return bool(_ITEM.match(following)) or len(following) > len(words)
        return False

    def _follows_an_end(self, at: int) -> bool:
        """Whether the line before ends a sentence, is a heading or list item, or is the title at the very top."""
        before = self.blocks[-1] if self.blocks else None
        if before is None or before.kind != "paragraph" or len(self.blocks) == 1:
            return True
        return bool(_CLOSED.search(self.lines[at - 1].words))

    def _goes_on(self, first: int, at: int, item: bool) -> bool:
        words = self.lines[at].words
        if not words or _ITEM.match(words) or _MARKED.match(words) or self._is_row(at) or _ADDRESS.match(words):
            return False
        if _UNDERLINE.match(self._words(at + 1)) or _FENCE.match(words) or _RULE.match(words):
            return False
        if item and not self.wrapped:
            return self.lines[at].indent > self.lines[first].indent
        return self.wrapped

    def _depth(self, at: int) -> int:
        """How deep a list item lies, by its indent under those before it."""
        indent = self.lines[at].indent
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents) - 1


def _looks_like_heading(words: str) -> bool:
    if len(words) > _LENGTH_OF_A_HEADING or len(words.split()) > _WORDS_OF_A_HEADING:
        return False
    if _ROW.match(words) or _ADDRESS.match(words) or (_ITEM.match(words) and not _NUMBERED.match(words)):
        return False
    numbered = _NUMBERED.match(words)
    begins = words[numbered.end() if numbered else 0 :].lstrip("\"'“‘«¿(*_")
    if not begins or begins[0].islower() or not any(c.isalpha() for c in begins):
        return False
    return words.rstrip("*_ ").endswith("?") or not _CLOSED.search(words)


def _rank(words: str) -> int:
    """How high a heading without a mark stands: by its number, or higher in capitals."""
    if numbered := _NUMBERED.match(words):
        return 2 + numbered[1].count(".")
    if titled := _TITLED.match(words):
        return 2 if titled[1].lower() in {"article", "artikel", "section", "§"} else 1
    return 1 if words.isupper() else 2
