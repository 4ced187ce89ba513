"""What any layout comes down to before it is a policy: headings, paragraphs, list items, as spans of the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text: a ``heading``, a ``paragraph``, an ``item`` of a list or a ``row`` of a table.

    ``level`` is the rank of a heading (1 is the highest) or the depth of a list item (0 is the outermost).
    """

    kind: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its blocks in order, and what the file itself says about it in its head."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    country: str = ""
    region: str = ""
