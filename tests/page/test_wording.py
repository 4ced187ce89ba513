"""What the engine says around its quotes stands in the reader's language; its quotes stay as the texts have them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.model import Answer
from assistant.page import cards, wording
from assistant.page.view import view_of
from assistant.page.wording import worded
from assistant.page.words import LANGUAGES
from tests.page.test_rendering import Reader

TEXTS = Path(__file__).resolve().parents[1] / "texts"
SENTENCES = json.loads((Path(wording.__file__).parent / "strings" / "answers.json").read_text("utf-8"))
OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["en"][:40])
def test_every_sentence_stands_in_every_language_with_the_same_blanks(sentence: dict[str, str]) -> None:
    assert set(sentence) == set(LANGUAGES)
    blanks = {language: sorted(re.findall(r"{\w+}", text)) for language, text in sentence.items()}
    assert all(found == blanks["en"] for found in blanks.values())


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["en"][:40])
def test_every_sentence_is_found_again(sentence: dict[str, str]) -> None:
    slots = dict.fromkeys(re.findall(r"{(\w+)}", sentence["en"]), "2020")
    assert worded(sentence["en"].format(**slots), "de") == sentence["de"].format(**slots)


def test_sentences_within_a_sentence_are_worded_too() -> None:
    line = "The texts do not say: the text gives this for 2021 and 2022, not for 2019. Searched: A: B (X)."
    assert worded(line, "nl") == (
        "De teksten zeggen dit niet: de tekst geeft dit voor 2021 en 2022, niet voor 2019. Doorzocht: A: B (X)."
    )


@pytest.mark.parametrize(
    "line",
    [
        "The ministry opened it to them in 2020. [1]",
        "Target groups of the grant: [1]",  # a quote carries its marker
        "- Learners at risk [2]",
        "since the reform, schools choose freely and 2 of 3 did [1]",
        "",
    ],
)
def test_a_quote_is_left_as_it_is(line: str) -> None:
    assert worded(line, "fr") == line


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """What the engine says to the questions and claims of the project's own exam."""
    import index

    store = tmp_path_factory.mktemp("store")
    index.build([TEXTS], store)
    engine = Assistant.open(store)
    rows = [
        json.loads(line) for line in (TEXTS.parent / "exam" / "exam.jsonl").read_text("utf-8").splitlines()
    ]
    asked = [engine.ask(row["question"], row.get("history", ())) for row in rows if row.get("question")]
    return asked + [one for row in rows if row.get("claim") for one in engine.check(row["claim"])]


def fixed(answer: Answer) -> Iterator[str]:
    """The lines of an answer that do not merely quote."""
    quoted = " ".join(" ".join(quote.policy.text.split()) for quote in answer.quotes)
    for line in answer.text.splitlines():
        body = re.sub(r"(\s*\[\d+\])+$", "", line).removeprefix("- ")
        if " ".join(body.split()) not in quoted:
            yield line


def test_no_english_sentence_of_the_engine_is_left_in_another_language(answers: list[Answer]) -> None:
    lead = re.compile(
        r"^(?:The texts?|Not (?:found|listed)|Supported|Contradicted|Yes|No|But see|Condition|Second|Cite|Listed|Also stated|"
        r"For the other|This describes|The question)\b"
    )
    left = {
        line[:90]
        for answer in answers
        for line in fixed(answer)
        if lead.match(line) and worded(line, "de") == line
    }
    assert left == set()
    assert sum(worded(line, "de") != line for answer in answers for line in fixed(answer)) > 100


@pytest.mark.parametrize("language", OTHERS)
def test_a_card_keeps_every_quote_word_for_word(answers: list[Answer], language: str) -> None:
    for answer in answers:
        drawn = Reader(cards.card(view_of(answer, {}), language)).text
        for quote in answer.quotes:
            assert quote.text[:100] in drawn or " ".join(quote.text.split())[:60] in " ".join(drawn.split())
