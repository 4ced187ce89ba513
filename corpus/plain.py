"""Any text that is no timeline page -> a policy, read off its headings, paragraphs and lists."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from corpus.blocks import Block, Page
from corpus.lines import read_lines
from corpus.markup import read_page
from corpus.model import Policy, Section, Sentence
from corpus.sentences import sentence_spans
from corpus.vocabulary import country_of

_LONGEST_TITLE = 160
#: The name of an institution alone on its line.
_INSTITUTION = re.compile(r"^(?:the )?(?:[\w'’&-]+ ){0,3}(?:department|ministry|agency|office|council|commission|government|directorate|secretariat|bureau|authority)(?: (?:of|for) .+)?$|^(?:province|republic|state|county|city|kingdom|commonwealth) of .+$", re.I)


def read_plain(text: str, path: str, html: bool = False) -> Policy:
    """Read a plain text, Markdown or (``html``) the source of a web page; ``path`` names it in the store.

    Offsets count characters of ``Policy.text``: the text itself, or the text that was extracted from the HTML.
    """
    return policy_of(read_page(text) if html else read_lines(text), path)


def policy_of(page: Page, path: str) -> Policy:
    """The policy that a page of blocks makes."""
    name = PurePosixPath(path).stem
    top, title = _title(page)
    if len(page.blocks) == 1:  # a text of one line is no bare title
        top = None
    builder = _Builder(page.text, title or name)
    for number, block in enumerate(page.blocks):
        if top == 1 and number == 0:  # an institution over the title
            builder.take(Block("heading", block.start, block.end, 1), "heading")
        elif number != top:
            builder.take(block, page.blocks[number + 1].kind if number + 1 < len(page.blocks) else "")
    builder.close()
    return Policy(
        id=name, path=path, title=title or _readable(name), country=page.country or _country_in(name), region=page.region, url=page.url,
        layout="plain", text=page.text, sections=tuple(builder.sections), sentences=tuple(builder.sentences),
    )  # fmt: skip


def _title(page: Page) -> tuple[int | None, str]:
    """The block that is the title (None where the title stands elsewhere), and its words.

    A title that the file states comes first; then a first line that reads as one, or a single highest heading. An institution
    that stands over the title is none.
    """
    words = [_clean(page.text[block.start : block.end]) for block in page.blocks]
    if page.title:
        top = next((i for i, own in enumerate(words[:3]) if own == page.title and page.blocks[i].kind != "item"), None)
        return top, page.title
    able = [block.kind == "heading" or (block.kind == "paragraph" and _reads_as_title(own)) for block, own in zip(page.blocks[:2], words, strict=False)]
    if all(able[:2]) and len(able) == 2 and _INSTITUTION.search(words[0]) and len(words[1].split()) > 1 and not words[1][:1].isdigit() and not _INSTITUTION.search(words[1]):
        return 1, words[1]
    if able and able[0]:
        return 0, words[0]
    heads = [i for i, block in enumerate(page.blocks) if block.kind == "heading"]
    tops = [i for i in heads if page.blocks[i].level == 1]
    first = tops or heads
    return None, words[first[0]] if first else ""


def _reads_as_title(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_TITLE and not re.search(r"[.:;,!]$", words)


def _clean(words: str) -> str:
    """Words without the marks of Markdown and byte order, on one line."""
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", words)
    return " ".join(re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|^#+\s*|\ufeff", "", words).split())


def _readable(name: str) -> str:
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:] or name


def _country_in(name: str) -> str:
    """The country that the name of a file opens or ends with ("ireland-training-leave"), or an empty string."""
    parts = re.split(r"[-_ ]+", name)
    named = [place[0] for part in (parts[0], parts[-1]) if len(parts) > 1 and (place := country_of(part)) and place[0].lower() == part.lower()]
    return named[0] if named else ""


class _Builder:
    """Collects sections and sentences while the blocks go by. A table's rows are led by its first, the columns' names."""

    def __init__(self, text: str, title: str) -> None:
        self.text, self.title = text, title
        self.sections: list[Section] = []
        self.sentences: list[Sentence] = []
        self.stack: list[tuple[int, str]] = []
        self.pending: list[Block] = []
        self.name = title
        self.path: tuple[str, ...] = (title,)
        self.paragraph = -1
        self.leads: dict[int, int] = {}
        self.columns: int | None = None  # the first row of the table that is open: it names the columns
        self.started = False

    def take(self, block: Block, following: str) -> None:
        """Add one block; ``following`` is the kind of the next."""
        if block.kind == "heading":
            self.pending.append(block)
            return
        if self.pending:
            self._open()
        self.paragraph += 1
        if not self.started:
            self.sections.append(Section(self.name, "text", block.start, block.end, self.path))
            self.started = True
        item, row = block.kind == "item", block.kind == "row"
        lead = self._lead(block.level) if item else self.columns if row else None
        spans = sentence_spans(self.text, block.start, block.end)
        for start, end in spans:
            self.sentences.append(
                Sentence(start, end, len(self.sections) - 1, self.paragraph, lead=lead, item=item or row)
            )
        last = self.sections[-1]
        self.sections[-1] = Section(last.name, last.kind, last.start, block.end, last.path)
        if not spans:
            return
        if not row:
            self.columns = None
        elif self.columns is None:
            self.columns = len(self.sentences) - len(spans)
        if item:
            self.leads = {depth: at for depth, at in self.leads.items() if depth <= block.level}
            self.leads[block.level + 1] = len(self.sentences) - len(spans)
        else:
            self.leads = {0: len(self.sentences) - 1} if following == "item" and not row else {}

    def close(self) -> None:
        """Keep headings that nothing follows as sentences, so that no word is lost."""
        waiting, self.pending = self.pending, []
        for block in waiting:
            self.take(Block("paragraph", block.start, block.end), "")

    def _lead(self, depth: int) -> int | None:
        """The sentence that introduces a list item: the nearest one above its depth."""
        return next((self.leads[d] for d in range(depth, -1, -1) if d in self.leads), None)

    def _open(self) -> None:
        """Begin the section under the headings that wait: one with nothing under it stands over the next."""
        previous = 0
        for block in self.pending:
            level = block.level if block.level > previous or not previous else previous + 1
            while self.stack and self.stack[-1][0] >= level:
                self.stack.pop()
            self.stack.append((level, _clean(self.text[block.start : block.end])))
            previous = level
        self.name = self.stack[-1][1]
        self.path = tuple(name for _, name in self.stack)
        self.pending.clear()
        self.leads = {}
        self.columns = None
        self.started = False
