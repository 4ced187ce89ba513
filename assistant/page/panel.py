"""The source panel: a passage highlighted inside the section it stands in, with where it comes from."""

from __future__ import annotations

from assistant.page.cards import copy_button
from assistant.page.markup import blocks, esc, link, tag
from assistant.page.view import citation_of
from assistant.page.words import say
from corpus.model import Policy, Section


def close(language: str) -> str:
    """The button that closes the panel where it does not stand there always."""
    return tag("button", esc(say(language, "close")), type="button", class_="plain close-source")


def empty(language: str) -> str:
    """The panel before a source is chosen."""
    return (
        close(language)
        + tag("h2", esc(say(language, "source")))
        + tag("p", esc(say(language, "source_empty")), class_="quiet")
    )


def source(policy: Policy | None, quote: str, start: int, end: int, language: str, marker: int = 0) -> str:
    """The panel for one quote. ``start`` and ``end`` count characters of the policy's text.

    A conversation may be older than the index: where the words no longer stand at their place they are looked for
    elsewhere in the text, and where they are gone the quote stands alone, with a line that says so.
    """
    if policy is not None and quote and policy.text[start:end] != quote:
        start = policy.text.find(quote)
        end = start + len(quote)
    if policy is None or start < 0 or end > len(policy.text) or start >= end:
        gone = tag("p", esc(say(language, "source_gone")), class_="caution")
        return (
            close(language)
            + tag("h2", esc(say(language, "source")))
            + gone
            + tag("blockquote", tag("mark", esc(quote)))
        )
    section = section_at(policy, start)
    number = f"[{marker}] " if marker else ""
    head = tag("p", esc(say(language, "source")), class_="kicker") + tag(
        "h2", esc(number + policy.title), tabindex=-1
    )
    cite = citation_of(policy)
    heading = tag("h3", esc(" › ".join(section.path) or section.name)) if section else ""
    low, high = (section.start, section.end) if section else around(policy.text, start, end)
    body = tag(
        "div",
        heading + highlighted(policy.text, min(low, start), max(high, end), start, end),
        class_="reading",
        tabindex=0,
        role="region",
        aria_label=say(language, "source_text"),
    )
    cited = tag(
        "div",
        tag("h3", esc(say(language, "how_to_cite")))
        + tag("p", esc(cite), class_="citation")
        + copy_button(cite, language, "copy_citation")
        + copy_button(policy.text[start:end], language, "copy_quote"),
        class_="cited",
    )
    return close(language) + head + facts(policy, section, start, end, language) + body + cited


def facts(policy: Policy, section: Section | None, start: int, end: int, language: str) -> str:
    """Country, section, period and address as a list of terms."""
    country = f"{policy.country} ({policy.region})" if policy.region else policy.country
    rows = [
        ("country", esc(country)),
        ("section", esc(section.name) if section else ""),
        ("period", esc(period_at(policy, start, end))),
        ("link", link(policy.url, say(language, "open_source")) if policy.url else ""),
    ]
    return tag(
        "dl",
        "".join(tag("dt", esc(say(language, key))) + tag("dd", value) for key, value in rows if value),
        class_="meta",
    )


def section_at(policy: Policy, start: int) -> Section | None:
    """The innermost section that holds the position."""
    holding = [s for s in policy.sections if s.start <= start < s.end]
    return min(holding, key=lambda s: s.end - s.start, default=None)


def period_at(policy: Policy, start: int, end: int) -> str:
    """The period that the quoted sentence speaks of, or else the years of the policy's stages."""
    for sentence in policy.sentences:
        if sentence.start < end and start < sentence.end and sentence.period:
            return sentence.period.label
    years = [stage.year for stage in policy.stages]
    return "" if not years else str(years[0]) if min(years) == max(years) else f"{min(years)}–{max(years)}"


def around(text: str, start: int, end: int, reach: int = 600) -> tuple[int, int]:
    """Whole lines around a span that stands in no section."""
    low = text.rfind("\n", 0, max(0, start - reach)) + 1
    high = text.find("\n", min(len(text), end + reach))
    return low, high if high >= 0 else len(text)


def highlighted(text: str, low: int, high: int, start: int, end: int) -> str:
    """The lines of ``text[low:high]`` as paragraphs and list items, with ``text[start:end]`` marked."""
    lines = []
    anchor: str | None = "hit"
    at = low
    for line in text[low:high].split("\n"):
        stop = at + len(line)
        item = line.lstrip().startswith(("- ", "• ", "* "))
        begin = at + len(line) - len(line.lstrip()) + (2 if item else 0)
        a, b = max(begin, start), min(stop, end)
        if a < b:
            hit = tag("mark", esc(text[a:b]), id=anchor)
            lines.append((esc(text[begin:a]) + hit + esc(text[b:stop]), item))
            anchor = None
        elif line.strip():
            lines.append((esc(text[begin:stop]), item))
        at = stop + 1
    return blocks(lines)
