"""What the pure functions draw, without a browser: everything escaped, offsets obeyed, files whole."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.engine import Filters
from assistant.ledger import FigureRow
from assistant.model import Answer, FigureValue
from assistant.page import beside, cards, claims, export, feedback, ledger, library, log, panel, plots
from assistant.page.drawings import stages, ticks
from assistant.page.series import find_series
from assistant.page.view import AnswerView, Conversation, Turn, from_json, to_json, view_of
from assistant.page.words import LANGUAGES, best_language, say, strings
from tests.page.fake_engine import FakeAssistant

ENGINE = FakeAssistant()
QUESTIONS = [
    "How many",
    "compare",
    "history",
    "may an apprentice",
    "since when",
    "which policies",
    "cite",
    "target groups",
    "unknown",
]
HOSTILE = "\"'><script>x</script><img src=x onerror=x>"


class Reader(HTMLParser):
    """Collects the elements and attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def view(question: str) -> AnswerView:
    """An answer of the fake engine as the page shows it."""
    return view_of(ENGINE.ask(question), ENGINE.policies)


def hostile(value: object) -> object:
    """The same value with markup in every text of it."""
    if isinstance(value, str):
        return HOSTILE + value
    if isinstance(value, dict):
        return {key: hostile(inner) for key, inner in value.items()}
    return [hostile(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_text_of_an_answer_becomes_markup(question: str) -> None:
    turn = Turn("t1", question, view(question), Filters(("Northland",)))
    raw = json.loads(json.dumps(to_json(Conversation("c1", "x", (turn,)))))
    spoiled = hostile(raw["turns"][0]["answer"])
    spoiled["status"], spoiled["kind"] = turn.answer.status, turn.answer.kind
    raw["turns"][0] |= {"answer": spoiled, "question": HOSTILE}
    talk = from_json(raw)
    assert talk.turns, "the conversation was read"
    read = Reader(log.conversation(talk, "en"))
    assert not {"script", "img"} & set(read.names)
    assert not [name for name in read.attributes if name.startswith("on")]
    assert HOSTILE in read.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_streamed_answer_grows_and_ends_as_the_whole(question: str, language: str) -> None:
    answer = view(question)
    words = [
        len(Reader(cards.card(answer, language, step)).text)
        for step in range(1, cards.steps(answer, language))
    ]
    assert words == sorted(words)
    assert cards.card(answer, language, cards.steps(answer, language)) == cards.card(answer, language)


def test_lines_that_the_drawing_shows_are_not_said_twice() -> None:
    answer = replace(
        view("which policies"),
        text="2 of 2 policies:\n- Placement grants [1]\n- Learning vouchers [2]",
    )
    drawn = Reader(cards.card(answer, "en")).text
    assert "2 of 2 policies" in drawn
    assert drawn.count("Placement grants") == 2  # in the table and below its quote, not in a list above both


def test_a_marker_without_a_quote_stays_text() -> None:
    assert "[7]" in Reader(cards.card(AnswerView("answered", "So it is [7]."), "en")).text
    assert "a" not in Reader(cards.card(AnswerView("answered", "So it is [7]."), "en")).names


def test_the_panel_marks_exactly_the_span_across_lines() -> None:
    policy = ENGINE.policies["101.txt"]
    start = policy.text.index("to send more learners")
    end = policy.text.index("large ones.") + len("large ones.")
    marked = re.findall(
        r"<mark[^>]*>(.*?)</mark>", panel.source(policy, policy.text[start:end], start, end, "en")
    )
    assert marked == [
        "to send more learners on a placement abroad;",
        "to give small schools the same chances as large ones.",
    ]


def test_the_panel_finds_a_quote_that_has_moved_and_says_when_it_is_gone() -> None:
    policy = ENGINE.policies["101.txt"]
    assert "<mark" in panel.source(policy, "The grant has two goals:", 3, 9, "en")
    gone = panel.source(policy, "Words of an older text.", 3, 9, "en")
    assert say("en", "source_gone") in Reader(gone).text and "Words of an older text." in Reader(gone).text
    assert "An old quote" in Reader(panel.source(None, "An old quote", 0, 5, "en")).text


def test_a_link_out_of_the_page_is_a_web_address_or_no_link() -> None:
    policy = replace(ENGINE.policies["101.txt"], url="javascript:alert(1)")
    assert "javascript" not in panel.source(policy, "", 0, 5, "en")


def test_years_on_end_in_one_stage_share_a_box() -> None:
    rows = [
        {"year": y, "stage": s}
        for y, s in ((2018, "Design"), (2019, "Running"), (2020, "Running"), (2022, "Running"))
    ]
    read = Reader(stages(rows, "en"))
    assert read.text == "2018Design2019–2020Running2022Running"


def test_bars_of_different_units_are_not_drawn() -> None:
    figures = tuple(
        FigureValue("m", value, unit, str(value), "2020", "X", "1", 1)
        for value, unit in ((1.0, "%"), (2.0, "EUR"))
    )
    assert 'class="bar"' not in cards.comparison(AnswerView("answered", "", "compare", figures=figures), "en")


def figures(*told: tuple[int, str, str], measure: str = "share", unit: str = "%") -> list[FigureRow]:
    """Rows of a ledger: the year, the figure and the sentence of each."""
    row = ENGINE.figures()[0]
    value = [float(re.sub(r"[^\d.]", "", shown)) for _, shown, _ in told]
    return [
        replace(
            row, measure=measure, unit=unit, year=year, period=str(year), shown=shown, value=v, quote=quote
        )
        for (year, shown, quote), v in zip(told, value, strict=True)
    ]


def test_a_line_never_joins_shares_of_different_things() -> None:
    told = figures(
        (2021, "48%", "Of the learners, 48% were women and 20% had a disability."),
        (2021, "20%", "Of the learners, 48% were women and 20% had a disability."),
        (2022, "51%", "This time 51% were women."),
        (2022, "30%", "The budget paid 30% of the costs."),
    )
    found = find_series(told)
    assert [[row.shown for row in one.rows] for one in found.values()] == [["48%", "51%"], ["20%"], ["30%"]]
    women = next(iter(found.values()))
    assert women.joined and "were women" in women.label
    assert plots.plot(list(found.values()), "en").count("<polyline") == 1


def test_shares_of_one_named_group_are_a_series_unless_their_sentences_speak_of_others() -> None:
    told = figures(
        (2021, "48%", "Of the learners, 48% were women."),
        (2022, "51%", "It was 51%."),
        (2022, "12%", "Only 12% finished."),
        measure="share of learners",
    )
    found = find_series(told)
    assert [[row.shown for row in one.rows] for one in found.values()] == [["48%", "51%"], ["12%"]]


def test_figures_of_different_units_policies_or_plans_are_apart() -> None:
    one, *_ = figures((2021, "5", "There were 5 schools."), measure="number of schools", unit="")
    others = [
        replace(one, year=2022, path="other.txt"),
        replace(one, year=2022, role="planned"),
        replace(one, year=2022, unit="EUR"),
    ]
    assert [len(series.rows) for series in find_series([one, *others]).values()] == [1, 1, 1, 1]


def test_a_period_stands_below_the_plot_where_its_figures_share_it() -> None:
    told = figures((2021, "5", "5 schools."), (2022, "6", "6 schools."), measure="number of schools", unit="")
    told = [replace(told[0], period="2021-22"), told[1]]
    drawn = Reader(plots.plot(list(find_series(told).values()), "en")).text
    assert "2021-22" in drawn and "2022" in drawn


def test_two_values_in_one_year_are_not_joined() -> None:
    rows = ENGINE.figures()
    doubled = [
        replace(rows[0], year=2020, value=1),
        replace(rows[0], year=2020, value=2),
        replace(rows[0], year=2021, value=3),
    ]
    (one,) = find_series(doubled).values()
    assert "polyline" not in plots.plot([one], "en")
    assert plots.plot([one], "en").count('class="cite"') == 3


@pytest.mark.parametrize(("low", "high"), [(0, 97), (0, 0), (-5, 5), (0, 1_200_000), (0.1, 0.45)])
def test_ticks_hold_all_values(low: float, high: float) -> None:
    scale = ticks(low, high)
    assert scale[0] <= low and scale[-1] >= high and 2 <= len(scale) <= 12


def test_the_csv_holds_every_figure_and_no_formula() -> None:
    rows = ENGINE.figures()
    spoiled = [replace(rows[0], measure="=1+1"), *rows[1:]]
    read = list(csv.DictReader(io.StringIO(ledger.as_csv(spoiled))))
    assert [row["value"] for row in read] == [str(row.value) for row in rows]
    assert read[0]["measure"] == "'=1+1"


def test_the_list_of_policies_is_limited_by_words_and_entries() -> None:
    policies = ENGINE.policies.values()
    assert [p.id for p in library.matching(policies, group="Teachers")] == ["101"]
    assert [p.id for p in library.matching(policies, words="fees VOUCHER")] == ["102"]
    assert [p.id for p in library.matching(policies)] == ["102", "101"]  # by title


def test_marked_words_are_whole_words() -> None:
    assert (
        claims.marked("In 2013, 13 came.", [("13", "supported")])
        == 'In 2013, <mark class="good">13</mark> came.'
    )


@pytest.mark.parametrize("form", export.FORMATS)
def test_an_export_holds_the_verdict_and_every_quote(form: str) -> None:
    turn = Turn(
        "t1",
        "May an apprentice take part?",
        view("may an apprentice"),
        Filters(("Northland",), (2020, 2023)),
        "2026-01-02T03:04:05",
        "v1",
    )
    file = export.conversation_file(Conversation("c1", "Apprentices", (turn,)), form, "en")
    if form == "docx":
        from docx import Document

        text = "\n".join(p.text for p in Document(io.BytesIO(file.data)).paragraphs)
    else:
        text = file.data.decode().replace("\\", "")
    assert file.name == f"apprentices.{export.FORMATS[form][0]}"
    for told in ("Yes", "Northland · 2020–2023", "2026-01-02", *[quote.text for quote in turn.answer.quotes]):
        assert told in text


def test_feedback_keeps_the_last_vote_on_a_turn_and_passes_over_broken_lines(tmp_path: Path) -> None:
    file = tmp_path / "a" / "feedback.jsonl"
    assert feedback.read(file) == []
    first = feedback.Feedback("2026-01-01", 1, "Q", "A", turn="t1")
    feedback.add(file, first)
    file.open("a").write("no json\n{}\n")
    feedback.add(file, replace(first, vote=-1, comment="was wrong"))
    feedback.add(file, replace(first, turn="t2"))
    assert [(vote.turn, vote.vote) for vote in feedback.read(file)] == [("t1", -1), ("t2", 1)]


@pytest.mark.parametrize(
    "data", [None, "", "null", "{", [], {"turns": [{"id": 1}]}, {"turns": "x"}, {"id": 5, "turns": [None]}]
)
def test_what_a_browser_kept_may_be_broken(data: object) -> None:
    assert from_json(data).turns == ()


def test_a_conversation_is_the_same_after_the_browser_kept_it() -> None:
    turns = tuple(
        Turn(q, q, view(q), Filters(("X",), (2019, 2021), ("g",)), "now", "v", 1) for q in QUESTIONS
    )
    talk = Conversation("c", "title", turns)
    assert log.conversation(from_json(json.dumps(to_json(talk))), "en") == log.conversation(talk, "en")


def test_two_policies_side_by_side_tell_what_only_one_names_and_how_figures_changed() -> None:
    north = ENGINE.policies["101.txt"]
    old, new = figures(
        (2022, "131", "131 came."), (2023, "97", "97 came."), measure="number of learners", unit=""
    )
    share = figures((2022, "48%", "48%."), (2023, "50%", "50%."), measure="share of women")
    rows = [old, new, *share]
    table = beside.side_by_side(beside.Side(north, 2022, rows), beside.Side(north, 2023, rows), "en")
    read = Reader(table).text
    assert "Difference: −34 (−26 %)" in read and "Difference: +2 percentage points" in read
    both = beside.side_by_side(
        beside.Side(north, None, ()), beside.Side(ENGINE.policies["102.txt"], None, ()), "en"
    )
    assert "<b>Teachers</b>" in both and "<b>Unemployed and jobseekers</b>" in both
    same = beside.side_by_side(beside.Side(north, None, ()), beside.Side(north, None, ()), "en")
    assert "<b>Teachers</b>" not in same and "Teachers" in same


def test_a_comparison_of_shares_gives_percentage_points() -> None:
    two = tuple(
        FigureValue("share", v, "%", f"{v} %", y, "X", "1", 1) for v, y in ((20.0, "2021"), (28.3, "2022"))
    )
    answer = AnswerView(
        "answered", "", "compare", figures=two, details={"change": {"difference": 8.3, "percent": 41.5}}
    )
    drawn = Reader(cards.card(answer, "en")).text
    assert "Difference: +8.3 percentage points" in drawn and "41.5" not in drawn


def test_a_history_is_in_the_order_of_its_years() -> None:
    events = [{"period": p, "text": p, "quote": 0} for p in ("since 2021", "2019", "2020-21")]
    drawn = Reader(cards.card(AnswerView("answered", "", "history", details={"events": events}), "nl")).text
    assert drawn.index("2019") < drawn.index("2020-21") < drawn.index("sinds 2021")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_blanks(language: str) -> None:
    english, other = strings("en"), strings(language)
    assert english.keys() == other.keys()
    for key, text in english.items():
        assert sorted(re.findall(r"{\w*}", text)) == sorted(re.findall(r"{\w*}", other[key])), key
        assert other[key].strip()


def test_the_language_is_the_first_that_the_page_speaks() -> None:
    assert best_language("it-IT,nl-BE;q=0.8,en;q=0.5") == "nl"
    assert best_language("zh") == best_language("") == "en"


def test_an_answer_without_anything_is_drawn() -> None:
    assert Reader(cards.card(view_of(Answer("not_found", ""), {}), "en")).text == say(
        "en", "shape_abstention"
    )
