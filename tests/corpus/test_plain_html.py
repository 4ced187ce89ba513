"""Saved web pages: the main content stays with its headings, lists and tables; menus and banners go."""

from __future__ import annotations

import pytest

from corpus import Policy
from corpus.plain import read_plain

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Training bonus | Ministry of Work</title>
<link rel="canonical" href="https://example.org/bonus"><style>p {}</style></head><body>
<header><a href="/">Ministry of Work</a></header><nav><ul><li>Home</li><li>About us</li></ul></nav>
<div class="site-breadcrumb">Home &gt; Bonus</div>
<main><article><header><h1>Training bonus</h1></header>
<p>The bonus supports <a href="x">firms</a>&nbsp;that train. It began in <b>20</b>20.<br>A new line.</p>
<h2>Who is eligible</h2><p>Firms with:</p>
<ul><li>fewer than 250 staff<ul><li>of whom 2 are apprentices</li></ul></li>
<li><p>a seat here</p><p>and a trainer</p></li></ul>
<h3>Amounts</h3>
<table><tr><th>Year</th><th>Firms</th></tr><tr><td>2021</td><td>1&nbsp;200</td></tr></table>
<script>track()</script><div class="share-buttons">Share this page</div>
<details><summary>More</summary><p>Hidden text.</p></details></article></main>
<footer>Contact us</footer></body></html>"""

FRAGMENT = """Appeal against a mark
<h1>Overview</h1>
<p>You can appeal.</p>
<h2>Deadlines</h2>
<p>The deadlines are:</p>
<li>4 February</li>
<li>18 March</li>
<h1>What happens next</h1>
<p>You get a letter.</p>
"""


def lines(policy: Policy) -> list[str]:
    return policy.text.split("\n")


def test_a_whole_page_is_reduced_to_its_content() -> None:
    policy = read_plain(PAGE, "bonus.html", html=True)
    assert (policy.title, policy.url) == ("Training bonus", "https://example.org/bonus")
    assert lines(policy) == [
        "Training bonus",
        "The bonus supports firms that train. It began in 2020.",
        "A new line.",
        "Who is eligible",
        "Firms with:",
        "- fewer than 250 staff",
        "- of whom 2 are apprentices",
        "- a seat here and a trainer",
        "Amounts",
        "Year | Firms",
        "2021 | 1 200",
        "More",
        "Hidden text.",
    ]
    assert [s.path for s in policy.sections] == [
        ("Training bonus",),
        ("Who is eligible",),
        ("Who is eligible", "Amounts"),
    ]


def test_a_page_without_a_main_element_loses_only_its_furniture() -> None:
    plain = PAGE.replace("<main><article>", "<div>").replace("</article></main>", "</div>")
    assert read_plain(plain, "a.html", html=True).text == read_plain(PAGE, "a.html", html=True).text


def test_list_items_know_their_lead_in() -> None:
    policy = read_plain(PAGE, "bonus.html", html=True)
    leads = [policy.words(policy.sentences[s.lead]) for s in policy.sentences if s.lead is not None]
    assert leads == ["Firms with:", "fewer than 250 staff", "Firms with:", "Year | Firms"]


def test_a_fragment_keeps_every_word() -> None:
    policy = read_plain(FRAGMENT, "appeal.html", html=True)
    assert policy.title == "Appeal against a mark"
    assert policy.text.replace("- ", "") == "\n".join(
        line.partition(">")[2].partition("<")[0] or line for line in FRAGMENT.strip().split("\n")
    )
    assert [s.path for s in policy.sections] == [
        ("Overview",),
        ("Overview", "Deadlines"),
        ("What happens next",),
    ]


def test_a_table_that_lays_out_a_page_is_no_row_of_figures() -> None:
    page = "<table><tr><td><h1>Old site</h1><p>One.</p><p>Two.</p></td><td>Beside</td></tr></table>"
    assert lines(read_plain(page, "a.html", html=True)) == ["Old site", "One.", "Two.", "Beside"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Shown title"><title>Other</title>', "Shown title"),
        ("<title>Grants for firms – Ministry of Work</title>", "Grants for firms"),
        ("<title>Grants</title>", "Grants"),
    ],
)
def test_the_title_of_a_page_without_a_top_heading(head: str, title: str) -> None:
    page = f"<html><head>{head}</head><body><p>A sentence. Another.</p></body></html>"
    assert read_plain(page, "a.html", html=True).title == title


def test_an_xml_declaration_and_entities_do_no_harm() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Caf&eacute; &amp; b&uuml;ro &lt;here&gt;.</p></body></html>'
    assert read_plain(page, "a.html", html=True).text == "Café & büro <here>."
