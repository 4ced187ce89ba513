"""The check tab: sentence by sentence whether the texts support it, with the words that decide marked on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.page.cards import TONES
from assistant.page.markup import cite, esc, quote_block, scroller, tag
from assistant.page.view import AnswerView
from assistant.page.wording import worded
from assistant.page.words import known, say

#: The verdicts in the order in which they are counted.
ORDER = ("supported", "contradicted", "not_found")


def report(views: Sequence[AnswerView], language: str) -> str:
    """The verdict of every sentence below a line of counts."""
    if not views:
        return tag("p", esc(say(language, "check_empty")), class_="quiet")
    items = "".join(tag("li", sentence(view, language)) for view in views)
    return counts(views, language) + tag("ol", items, class_="claims")


def waiting(language: str) -> str:
    """What stands there while the sentences are being checked."""
    return tag("p", esc(say(language, "checking")), class_="quiet", role="status")


def verdict(view: AnswerView) -> str:
    """The verdict of a claim; one that carries none was not found."""
    return view.verdict if view.verdict in ORDER else "not_found"


def tally(views: Iterable[AnswerView]) -> dict[str, int]:
    """How many sentences got which verdict, every verdict named."""
    counted = Counter(map(verdict, views))
    return {name: counted[name] for name in ORDER}


def counts(views: Sequence[AnswerView], language: str) -> str:
    """The counts by verdict, in a row."""
    items = "".join(
        tag(
            "li",
            tag("b", str(number)) + " " + esc(say(language, f"verdict_{name}")),
            class_=f"verdict {TONES[name]}",
        )
        for name, number in tally(views).items()
    )
    return tag("ul", items, class_="tally", aria_label=say(language, "check_counts", n=len(views)))


def claim_of(view: AnswerView) -> str:
    """The sentence that was checked."""
    return str(view.details.get("claim") or view.understood or "")


def sentence(view: AnswerView, language: str) -> str:
    """One sentence with its verdict, the reason, and the quotes that decide it."""
    name = verdict(view)
    parts = [part for part in view.details.get("parts") or () if isinstance(part, dict)]
    badge = tag("span", esc(known(language, f"verdict_{name}", name)), class_=f"verdict {TONES[name]}")
    claimed = [(str(part.get("claimed") or ""), str(part.get("verdict") or "")) for part in parts]
    head = tag("p", badge, class_="verdict-line") + tag("p", marked(claim_of(view), claimed), class_="claim")
    if name == "not_found":
        near = "".join(quote_block(quote, language, shorten=240) for quote in view.nearest[:2])
        title = tag("p", esc(say(language, "nearest_claim")), class_="kicker") if near else ""
        return (
            head
            + tag("p", esc(worded(view.text, language)), class_="quiet")
            + (tag("div", title + near, class_="nearest") if near else "")
        )
    quotes = []
    for quote in view.quotes:
        stated = [
            (str(part.get("stated") or ""), str(part.get("verdict") or ""))
            for part in parts
            if part.get("quote", quote.marker) == quote.marker
        ]
        where = " · ".join(part for part in (quote.title, quote.country, quote.section) if part)
        quotes.append(
            tag(
                "figure",
                tag("blockquote", marked(quote.text, stated))
                + tag("figcaption", f"{cite(quote, language)} {esc(where)}"),
                class_="quote",
            )
        )
    return head + compared(parts, language) + "".join(quotes)


def compared(parts: Sequence[dict[str, object]], language: str) -> str:
    """The parts of a claim beside what the text states, one a line."""
    if not parts:
        return ""
    head = "".join(
        tag("th", esc(say(language, key)), scope="col") for key in ("part", "claimed", "stated", "verdict")
    )
    lines = []
    for part in parts:
        name = str(part.get("verdict") or "not_found")
        shown = tag(
            "span", esc(known(language, f"verdict_{name}", name)), class_=f"word {TONES.get(name, 'open')}"
        )
        kind = str(part.get("part") or "")
        cells = tag("th", esc(known(language, f"part_{kind}", kind)), scope="row")
        cells += (
            tag("td", esc(part.get("claimed") or "—"))
            + tag("td", esc(part.get("stated") or "—"))
            + tag("td", shown)
        )
        lines.append(tag("tr", cells))
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(lines)), class_="parts")
    return scroller(table, say(language, "parts_table"))


def marked(text: str, words: Sequence[tuple[str, str]]) -> str:
    """The text as HTML with each of the words marked where it first stands as a whole; where two overlap, the first wins."""
    spans: list[tuple[int, int, str]] = []
    for word, judged in words:
        if not word.strip():
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(word.strip())}(?!\w)", text, re.IGNORECASE):
            if all(match.end() <= a or b <= match.start() for a, b, _ in spans):
                spans.append((match.start(), match.end(), TONES.get(judged, "open")))
                break
    out, at = [], 0
    for start, end, tone in sorted(spans):
        out += [esc(text[at:start]), tag("mark", esc(text[start:end]), class_=tone)]
        at = end
    return "".join(out) + esc(text[at:])
