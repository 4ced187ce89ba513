"""Plain text and Markdown: headings, paragraphs and lists are read off the lines, and no word is lost."""

from __future__ import annotations

import re

import pytest

from corpus import Policy
from corpus.plain import read_plain

MARKDOWN = """---
title: "Skills for all"
country: Malta
url: https://example.org/skills
---

# Skills for **all**

Intro text here. It has two.

## Who can join

You can join if you are:

- at least 18 years
  and live here;
- a worker, for example
    - on a farm
- retired.

After the list.

Money
-----

| Year | Learners |
|------|----------|
| 2021 | 120 |

1. First you apply.
2. Then you wait.
"""

WRAPPED = """MINISTRY OF WORK

1. Purpose

This paper describes the support that is given to firms which
train apprentices. It was written by the ministry and is
updated every year.

1.1 Scope

All firms with fewer than 250 staff may apply, and
also the following bodies:

* schools that train
  in a workplace;
* chambers.

Article 5
The grant is EUR 1 000 a year and is paid to the firm by the
chamber in two parts.
"""

PAGE_AS_TEXT = """Support for firms
Find out which support is there for a firm that trains.

Am I eligible?
You may be eligible if you train an apprentice in your own firm and the chamber has agreed to it

How do I apply?

For a new apprentice
Send the form to the chamber.

For a second year
Send the form again. See also the list.
"""


def outline(policy: Policy) -> list[tuple[str, ...]]:
    return [section.path for section in policy.sections]


def said(policy: Policy, section: str) -> list[str]:
    names = [s.name for s in policy.sections]
    return [policy.words(s) for s in policy.sentences if names[s.section] == section]


def test_markdown_gives_facts_headings_and_sections() -> None:
    policy = read_plain(MARKDOWN, "folder/skills.md")
    assert (policy.id, policy.layout) == ("skills", "plain")
    assert (policy.title, policy.country, policy.url) == ("Skills for all", "Malta", "https://example.org/skills")
    assert outline(policy) == [("Skills for all",), ("Who can join",), ("Money",)]
    assert said(policy, "Skills for all") == ["Intro text here.", "It has two."]
    assert said(policy, "Money") == ["Year | Learners", "2021 | 120", "First you apply.", "Then you wait."]


def test_a_list_item_knows_the_line_that_introduces_it() -> None:
    policy = read_plain(MARKDOWN, "skills.md")
    leads = {
        policy.words(s): policy.words(policy.sentences[s.lead]) for s in policy.sentences if s.lead is not None
    }
    assert leads == {
        "at least 18 years\n  and live here;": "You can join if you are:",
        "a worker, for example": "You can join if you are:",
        "on a farm": "a worker, for example",
        "retired.": "You can join if you are:",
        "2021 | 120": "Year | Learners",
    }
    assert [policy.words(s) for s in policy.sentences if s.item][:1] == ["at least 18 years\n  and live here;"]


def test_numbered_headings_and_wrapped_lines() -> None:
    policy = read_plain(WRAPPED, "paper.txt")
    assert policy.title == "MINISTRY OF WORK"
    assert outline(policy) == [("1. Purpose",), ("1. Purpose", "1.1 Scope"), ("Article 5",)]
    assert said(policy, "1. Purpose")[1] == "It was written by the ministry and is\nupdated every year."
    assert said(policy, "1.1 Scope")[1:] == ["schools that train\n  in a workplace;", "chambers."]
    assert len(said(policy, "Article 5")) == 1


def test_headings_without_any_mark() -> None:
    policy = read_plain(PAGE_AS_TEXT, "page.txt")
    assert policy.title == "Support for firms"
    assert outline(policy) == [
        ("Support for firms",),
        ("Am I eligible?",),
        ("How do I apply?", "For a new apprentice"),
        ("For a second year",),
    ]


@pytest.mark.parametrize("text", [MARKDOWN, WRAPPED, PAGE_AS_TEXT])
def test_no_word_is_lost(text: str) -> None:
    policy = read_plain(text, "a.txt")
    kept = " ".join([policy.title, *(policy.words(s) for s in policy.sentences), *sum(outline(policy), ())])
    body = text.split("---\n", 2)[2] if text.startswith("---") else text
    body = re.sub(r"(?m)^\d\. (?=First|Then)", "", body)  # the numbers of a list are marks, not words
    assert set(re.findall(r"\w+", body)) <= set(re.findall(r"\w+", kept))


def test_sections_hold_their_sentences_and_sentences_stand_in_order() -> None:
    policy = read_plain(MARKDOWN, "a.md")
    for sentence in policy.sentences:
        section = policy.sections[sentence.section]
        assert section.start <= sentence.start < sentence.end <= section.end
    assert [s.start for s in policy.sentences] == sorted(s.start for s in policy.sentences)
    assert [s.paragraph for s in policy.sentences] == sorted(s.paragraph for s in policy.sentences)


def test_short_lines_under_each_other_are_no_headings() -> None:
    policy = read_plain("Groups\n\nLearners\nTeachers\nSchool leaders\n\nA sentence follows here.", "a.txt")
    assert outline(policy) == [("Groups",)]
    assert said(policy, "Groups") == ["Learners", "Teachers", "School leaders", "A sentence follows here."]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Only this one line stands here", "Only this one line stands here"),
        ("A full sentence opens this text. It goes on.\n\nAnd on.", "My first text"),
        ("# One\n\nText here.\n\n# Two\n\nText there.", "One"),
    ],
)
def test_the_title_is_the_first_heading_or_line_or_else_the_name(text: str, title: str) -> None:
    policy = read_plain(text, "my-first_text.txt")
    assert policy.title == title
    assert policy.sentences


def test_a_heading_at_the_very_end_is_kept_as_a_sentence() -> None:
    policy = read_plain("# Title\n\nText here.\n\n## Annex", "a.md")
    assert [policy.words(s) for s in policy.sentences] == ["Text here.", "Annex"]


def test_a_text_that_is_one_long_line_is_cut_into_sentences() -> None:
    text = "This is sentence no. 5 of many. " * 20_000
    policy = read_plain(text, "long.txt")
    assert len(policy.sentences) == 20_000
    assert policy.text == text


def test_an_address_on_a_line_of_its_own_is_the_address_of_the_text() -> None:
    policy = read_plain("Title\n\nText here.\nhttps://example.org/a\n", "a.txt")
    assert policy.url == "https://example.org/a"
    assert [policy.words(s) for s in policy.sentences] == ["Text here."]


def test_where_headings_are_marked_an_unmarked_line_is_none() -> None:
    policy = read_plain("# Title\n\nMinistry of Work, progress page\n\n## Why\n\nText here.", "a.md")
    assert outline(policy) == [("Title",), ("Why",)]
    assert said(policy, "Title") == ["Ministry of Work, progress page"]


def test_a_text_whose_tags_were_kept_is_read_without_them() -> None:
    text = (
        "Grant for tools\n<h1>Who can apply</h1>\n<p>You can apply if you are 24 or over.</p>\n<li>cooks</li>\n<li>bakers</li>\n"
        "<h1>Figures</h1>\n<tr>Year | Grants</tr>\n<tr>2021 | 310</tr>\n<tr>2022 | 402</tr>\n"
    )
    policy = read_plain(text, "grant.txt")
    said = [policy.words(s) for s in policy.sentences]
    assert "You can apply if you are 24 or over." in said
    assert {"cooks", "bakers"} <= set(said) and not any("<" in words for words in said)
    assert [s.name for s in policy.sections if s.name in {"Who can apply", "Figures"}] == ["Who can apply", "Figures"]


def test_lines_with_bars_side_by_side_are_rows_of_a_table() -> None:
    policy = read_plain("# Visits\n\nYear | Visits\n2021 | 512\n2022 | 598\n", "visits.txt")
    row = next(s for s in policy.sentences if policy.words(s).startswith("2022"))
    assert row.lead is not None and policy.words(policy.sentences[row.lead]) == "Year | Visits"
