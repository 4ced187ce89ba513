"""The policies tab: the list of policies, a policy's page, and two policies or two years side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.page.cards import copy_button
from assistant.page.drawings import stages
from assistant.page.ledger import opener
from assistant.page.markup import Cell, esc, link, sortable, tag
from assistant.page.panel import highlighted
from assistant.page.view import citation_of
from assistant.page.wording import worded
from assistant.page.words import say
from corpus.model import Policy

#: More policies than these are counted but not drawn.
SHOWN = 200


def matching(
    policies: Iterable[Policy], words: str = "", country: str = "", theme: str = "", group: str = ""
) -> list[Policy]:
    """The policies whose title, country or text holds every word, of that country, theme and target group; by title."""
    wanted = words.casefold().split()
    found = []
    for policy in policies:
        if country and policy.country != country:
            continue
        if (theme and theme not in entries(policy, "themes")) or (
            group and group not in entries(policy, "target_groups")
        ):
            continue
        text = f"{policy.title} {policy.country} {policy.region} {policy.text}".casefold() if wanted else ""
        if all(word in text for word in wanted):
            found.append(policy)
    return sorted(found, key=lambda p: (p.title.casefold(), p.country, p.path))


def entries(policy: Policy, kind: str) -> list[str]:
    """The words of a policy's list entries of one kind, such as its target groups."""
    return [policy.words(entry).strip() for entry in policy.entries if entry.kind == kind]


def choices(policies: Iterable[Policy], kind: str) -> list[str]:
    """All entries of one kind that the policies name, for a filter; the most frequent first."""
    counted: dict[str, int] = {}
    for policy in policies:
        for words in set(entries(policy, kind)):
            counted[words] = counted.get(words, 0) + 1
    return sorted(counted, key=lambda words: (-counted[words], words.casefold()))


def years(policies: Iterable[Policy]) -> list[int]:
    """The years that the policies speak of, in their stages and dated sentences, without a gap; at most the last 60."""
    named = {stage.year for policy in policies for stage in policy.stages}
    named |= {
        s.period.start.year
        for policy in policies
        for s in policy.sentences
        if s.period and s.period.kind != "range"
    }
    return list(range(max(min(named), max(named) - 60), max(named) + 1)) if named else []


def span(policy: Policy) -> str:
    """The years of a policy's stages."""
    named = [stage.year for stage in policy.stages]
    return "" if not named else str(named[0]) if len(set(named)) == 1 else f"{min(named)}–{max(named)}"


def listing(policies: Sequence[Policy], language: str) -> str:
    """The policies as a table; a title opens the policy's page."""
    keys = ("policy", "country", "years", "stage_now", "figures")
    return sortable(
        "policies", "policies_count", keys, len(policies), SHOWN, map(cells, policies[:SHOWN]), language
    )


def cells(policy: Policy) -> list[Cell]:
    """One row of the table."""
    name = tag("a", esc(policy.title), href="#policy", class_="to-policy", data_policy=policy.path)
    last = policy.stages[-1].name if policy.stages else ""
    count = len(policy.figures)
    return [
        (name, {}),
        (esc(policy.country), {}),
        (esc(span(policy)), {}),
        (esc(last), {}),
        (str(count), {"class_": "number", "data_value": count}),
    ]


def policy_page(policy: Policy, rows: Sequence[Any], language: str) -> str:
    """A policy on one page: stages, sections, figures and how to cite; ``rows`` are its lines of the ledger."""
    back = tag("button", esc(say(language, "to_list")), type="button", class_="plain to-list")
    place = " · ".join(part for part in (policy.country, policy.region, span(policy)) if part)
    head = tag("h2", esc(policy.title), tabindex=-1, id="policy-title") + tag("p", esc(place), class_="quiet")
    address = tag("p", link(policy.url, say(language, "open_source"))) if policy.url else ""
    row = stages([{"year": s.year, "stage": s.name} for s in policy.stages], language)
    cite = citation_of(policy)
    cited = tag(
        "section",
        tag("h3", esc(say(language, "how_to_cite")))
        + tag("p", esc(cite), class_="citation")
        + copy_button(cite, language, "copy_citation"),
    )
    return back + head + address + row + sections_of(policy, language) + figures_of(rows, language) + cited


def sections_of(policy: Policy, language: str) -> str:
    """The sections, each to be folded; a text without sections is shown whole."""
    parts = []
    shown = [s for s in policy.sections if policy.words(s).strip() and s.kind != "citation"]
    for section in shown:
        body = lines(policy, section.start, section.end)
        parts.append(
            tag(
                "details",
                tag("summary", tag("h3", esc(" › ".join(section.path) or section.name)))
                + tag("div", body, class_="reader"),
                class_="section",
                open="" if section.kind not in ("teaser", "themes", "priorities") else None,
            )
        )
    return "".join(parts) or tag("div", lines(policy, 0, len(policy.text)), class_="reader")


def lines(policy: Policy, start: int, end: int) -> str:
    """A span of the text as paragraphs and lists."""
    return highlighted(policy.text, start, end, end, end)


def figures_of(rows: Sequence[Any], language: str) -> str:
    """The figures of one policy as a short table."""
    if not rows:
        return ""
    head = "".join(tag("th", esc(say(language, key)), scope="col") for key in ("measure", "value", "period"))
    body = "".join(
        tag(
            "tr",
            tag("th", esc(row.measure), scope="row")
            + tag("td", opener(row, esc(f"{row.qualifier} {row.shown}".strip()), language), class_="number")
            + tag("td", esc(worded(row.period, language))),
        )
        for row in rows[:60]
    )
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", body), class_="ledger short")
    return tag(
        "details",
        tag("summary", tag("h3", esc(f"{say(language, 'tab_figures')} ({len(rows)})"))) + table,
        class_="section",
        open="",
    )
