"""Where sentences begin and end: nupunkt's boundaries, mended where policy texts trip it up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.vocabulary import months, table

#: A longer stretch without a full stop (a run-on list, a table without markup) is cut at white space, so that
#: whatever is quoted stays readable.
LONGEST = 1000

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# "by 2020.The next": a full stop with the space after it lost
_GLUED = re.compile(r"(?<=[^\W_]{2}[.!?])(?=[A-Z][a-z]+\s)")
_ENDS = re.compile(r"[.!?…。](?=\s*\S)")
_WORD = re.compile(r"[^\W_]")
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘]+)\.$")
_FIRST_WORD = re.compile(r"[\w-]+")
_ONLY_NUMBER = re.compile(r"\(?(\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]$")
_ONLY_BRACKET = re.compile(r"\([^()]*\)[.,;]?$|\[\d+\]$")
_ORDINAL = re.compile(r"(^|\D)\d{1,2}\.$")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences in ``text[start:end]``, in order, without white space at either end.

    A line break does not end a sentence, an empty line does. No sentence is longer than ``LONGEST``
    characters, and none is without a letter or digit.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for begin, stop in _paragraphs(text, start, end):
        spans += _merged(text, list(_boundaries(text, begin, stop)))
    return [piece for span in spans for piece in _short(text, *span)]


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _PARAGRAPH.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _boundaries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What nupunkt finds, cut again where the space between two sentences is missing."""
    if not _ENDS.search(text, start, end):
        yield start, end
        return
    from nupunkt import sent_spans

    for low, high in sent_spans(text[start:end]):
        low, high = start + low, start + high
        for glued in _GLUED.finditer(text, low, high):
            yield low, glued.start()
            low = glued.start()
        yield low, high


def _merged(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        low, high = strip(text, *piece)
        if not _WORD.search(text, low, high):
            continue
        if spans and _belongs(text[spans[-1][0] : spans[-1][1]], text[low:high]):
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return spans


def _belongs(before: str, after: str) -> bool:
    """Whether ``after`` goes on with the sentence of ``before``, against nupunkt's boundary."""
    if _ONLY_NUMBER.match(before) or _ONLY_BRACKET.match(after):
        return True
    if not before.endswith(".") or before.endswith(".."):
        return False
    first = _FIRST_WORD.match(after)
    if first and first[0].lower() in months() and _ORDINAL.search(before):
        return True
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[1].lower()
    abbreviations = table("abbreviations")
    return (
        word in abbreviations["anywhere"]
        or (word in abbreviations["before_number"] and after[0].isdigit())
        or (after[0].islower() and len(word) <= 5)
    )


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "; \n")
        cut = start + LONGEST if cut < 0 else cut + 1
        yield strip(text, start, cut)
        start = strip(text, cut, end)[0]
    if start < end:
        yield start, end


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
