"""A saved web page -> its text, one block a line, with headings, list items and table rows marked.

A whole page is reduced to its main content; a fragment (tags without a page around them) keeps every word.
"""

from __future__ import annotations

import re
from typing import Any

from corpus.blocks import Block, Page
from corpus.errors import TextError

_SILENT = frozenset(
    ["script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object", "canvas", "audio", "video",
     "select", "button", "input", "textarea", "dialog"]
)  # fmt: skip
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
     "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
)  # fmt: skip
_LISTS = frozenset({"ul", "ol", "menu", "dl"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# a table row that lays out a page instead of holding figures
_LAYOUT = "boolean(.//h1 | .//h2 | .//h3 | .//ul | .//ol | .//table)"
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|cookies?|skip-?link|skip-?nav|social|share"
    r"|sharing|pager|pagination|visually-hidden|sr-only|screen-reader-text|element-invisible)(?:$|[\s_-])",
    re.I,
)
_SPACE = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
_PAGE = re.compile(r"<(?:html|head|body|nav|main)\b", re.I)
_SITE = re.compile(r"\s+[|»›–—-]\s+[^|»›]{2,60}$")


def read_page(source: str) -> Page:
    """The text and blocks of an HTML source. List items begin with ``- ``, table cells are parted by `` | ``.

    Where nothing is marked up at all, the page is empty. Raises TextError where the markup would be read in part only.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Page("", ())
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise TextError("its markup is nested too deeply to be read whole; save its text as .txt")
    head = _head(root)
    whole = bool(_PAGE.search(source))
    content = _content(root) if whole else root
    writer = _Writer()
    for event, element in etree.iterwalk(content, events=("start", "end")):
        writer.step(event, element)
    writer.flush()
    text = "\n".join(writer.lines)
    return Page(text, tuple(writer.blocks), _title(text, head, writer), head.get("url", ""))


def _head(root: Any) -> dict[str, str]:
    """What the page's head says: ``title`` and ``url``."""
    found = {
        "title": " ".join(root.xpath("string(//head/title)").split()),
        "shown": _first(root, "//meta[@property='og:title']/@content"),
        "url": _first(root, "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"),
    }
    if not found["url"].startswith(("http://", "https://")):
        found["url"] = ""
    return {name: value.strip() for name, value in found.items() if value.strip()}


def _first(root: Any, path: str) -> str:
    return next((str(value) for value in root.xpath(path)), "")


def _content(root: Any) -> Any:
    """The element that holds the main content, rid of menus, banners and the like."""
    body = next(iter(root.xpath("//body")), root)
    total = _size(body)
    found = root.xpath("//main | //*[@role='main']") or root.xpath("//article[not(ancestor::article)]")
    best = max(found, key=_size, default=None)
    content = best if best is not None and _size(best) >= min(200, total // 4) else body
    most = _size(content) * 0.6
    elements = [element for element in content.iterdescendants() if isinstance(element.tag, str)]
    for element in [element for element in elements if _is_furniture(element, content is body)]:
        if _size(element) < most:
            element.drop_tree()
    return content


def _size(element: Any) -> int:
    return len(_SPACE.sub("", element.text_content() or ""))


def _is_furniture(element: Any, outside: bool) -> bool:
    """Whether an element is no part of the text but helps to find one's way. One that holds the title stays."""
    tag = element.tag
    if tag in {"nav", "footer"} or element.get("role", "") in _ROLES:
        found = True
    elif tag in {"aside", "header"}:
        found = outside and not element.xpath("boolean(ancestor::article)")
    else:
        names = f"{element.get('class', '')} {element.get('id', '')}"
        found = tag in {"div", "ul", "ol", "section", "span", "a", "h2"} and bool(_FURNITURE.search(names))
    return found and not element.xpath("boolean(.//h1)")


def _title(text: str, head: dict[str, str], writer: _Writer) -> str:
    """The one top heading, or else what the head says, without the name of the site."""
    tops = [block for block in writer.blocks if block.kind == "heading" and block.level == 1]
    if len(tops) == 1:
        return text[tops[0].start : tops[0].end]
    return head.get("shown") or _SITE.sub("", head.get("title", ""))


class _Writer:
    """Collects lines and blocks while the tree goes by: one block a line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.at = 0
        self.parts: list[str] = []
        self.kind, self.level = "paragraph", 0
        self.depth = dict.fromkeys(("silent", "list", "row", "pre"), 0)

    def step(self, event: str, element: Any) -> None:
        """Take one start or end of an element, with the text that follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag not in _INLINE and tag != ""
        if event == "start":
            if tag in _SILENT:
                self.depth["silent"] += 1
            elif block and not self.depth["silent"]:
                self._enter(tag, element)
            self._text(element.text)
        else:
            if tag in _SILENT:
                self.depth["silent"] -= 1
            elif block and not self.depth["silent"]:
                self._leave(tag, element)
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text or self.depth["silent"]:
            return
        if not self.depth["pre"]:
            self.parts.append(text)
            return
        for line in text.split("\n"):
            self.parts.append(line)
            self.flush()

    def _joins(self, tag: str) -> bool:
        """Whether an element only parts words within the open block: a cell, or a paragraph of an item."""
        if self.depth["row"]:
            return tag not in {"tr", "table"}
        return self.kind in {"item", "heading"} and tag in {"p", "div", "br"}

    def _enter(self, tag: str, element: Any) -> None:
        if self._joins(tag):
            cell = tag in {"td", "th"} and any(part.strip() for part in self.parts)
            self.parts.append(" | " if cell else " ")
            return
        self.flush()
        if tag in _LISTS:
            self.depth["list"] += 1
        elif tag in {"li", "dd"}:
            self.kind, self.level = "item", max(0, self.depth["list"] - 1)
        elif tag in _HEADINGS:
            self.kind, self.level = "heading", int(tag[1])
        elif tag == "tr" and not element.xpath(_LAYOUT):
            self.kind, self.depth["row"] = "row", self.depth["row"] + 1
        elif tag == "pre":
            self.depth["pre"] += 1

    def _leave(self, tag: str, element: Any) -> None:
        if self._joins(tag):
            self.parts.append(" ")
            return
        self.flush()
        self.kind, self.level = "paragraph", 0
        if tag in _LISTS:
            self.depth["list"] = max(0, self.depth["list"] - 1)
        elif tag == "tr":
            self.depth["row"] = max(0, self.depth["row"] - 1)
        elif tag == "pre":
            self.depth["pre"] -= 1

    def flush(self) -> None:
        """End the block that is open, if it has words."""
        words = _SPACE.sub(" ", "".join(self.parts)).strip(" |")
        self.parts.clear()
        if not words:
            return
        mark = "- " if self.kind == "item" else ""
        self.blocks.append(Block(self.kind, self.at + len(mark), self.at + len(mark + words), self.level))
        self.lines.append(mark + words)
        self.at += len(mark + words) + 1
