"""The plain objects that programs read: every key of them, and that JSON can carry them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np

from assistant.contract import answer_json, as_one, passages_json, plain
from assistant.model import Answer, FigureValue, Question, Quote
from corpus.model import Passage, Period, Policy


def test_an_answer_becomes_exactly_this_object(policy: Policy) -> None:
    passage = Passage("harbour.txt", "7", "Harbour Placements", "Norhaven", "Results", 0, 31, policy.text[:31], "header", 0.5)
    answer = Answer(
        status="answered",
        text="84 learners took part in 2021 [1].",
        kind="figure",
        quotes=(Quote(policy, "Results", 0, 31),),
        figures=(FigureValue("learners", 84.0, "", "84", "2021", "Norhaven", "7", 1),),
        details={"change": {"difference": -3.0}},
        searched={"policies": ("Harbour Placements",)},
        nearest=(passage,),
        question=Question("and in 2021?", "How many learners took part in 2021?", "figure"),
        confidence=0.9,
        follow_ups=("And in 2022?",),
    )
    assert answer_json(answer) == {
        "status": "answered",
        "verdict": None,
        "answer": "84 learners took part in 2021 [1].",
        "citations": [
            {
                "marker": 1,
                "policy": "7",
                "path": "harbour.txt",
                "title": "Harbour Placements",
                "country": "Norhaven",
                "section": "Results",
                "url": "https://example.org/7",
                "start": 0,
                "end": 31,
                "quote": "In 2021, 84 learners took part.",
            }
        ],
        "figures": [
            {
                "measure": "learners",
                "value": 84.0,
                "unit": "",
                "shown": "84",
                "period": "2021",
                "country": "Norhaven",
                "policy": "7",
                "quote": 1,
            }
        ],
        "searched": {"policies": ["Harbour Placements"]},
        "nearest": [
            {
                "path": "harbour.txt",
                "policy": "7",
                "section": "Results",
                "start": 0,
                "end": 31,
                "text": "In 2021, 84 learners took part.",
                "score": 0.5,
                "title": "Harbour Placements",
                "country": "Norhaven",
            }
        ],
        "kind": "figure",
        "details": {"change": {"difference": -3.0}},
        "confidence": 0.9,
        "follow_ups": ["And in 2022?"],
        "understood": "How many learners took part in 2021?",
    }
    assert passages_json([passage]) == {"passages": answer_json(answer)["nearest"]}


def test_whatever_details_hold_can_be_written_as_json() -> None:
    period = Period(date(2021, 1, 1), date(2021, 12, 31), "year", "2021")
    values = {
        "numbers": np.array([1.5, 2.0], dtype=np.float32),
        "count": np.int64(3),
        "nothing": float("nan"),
        "period": period,
        "folder": Path("texts"),
        "set": {"b", "a"},
        5: (True, None),
    }
    found = plain(values)
    assert json.loads(json.dumps(found, allow_nan=False)) == {
        "numbers": [1.5, 2.0],
        "count": 3,
        "nothing": None,
        "period": {"start": "2021-01-01", "end": "2021-12-31", "kind": "year", "label": "2021", "relation": "in"},
        "folder": "texts",
        "set": ["a", "b"],
        "5": [True, None],
    }


def claim(policy: Policy, words: str, verdict: str, *spans: tuple[int, int]) -> Answer:
    markers = "".join(f"[{n}]" for n in range(1, len(spans) + 1))
    return Answer(
        status="not_found" if verdict == "not_found" else "answered",
        text=f"{verdict} {markers}".strip(),
        kind="claim",
        verdict=verdict,
        quotes=tuple(Quote(policy, "Results", *span) for span in spans),
        details={"claim": words, "parts": [{"part": "number", "verdict": verdict, "quote": len(spans)}] if spans else []},
        confidence=0.8,
    )


def test_a_claim_of_several_sentences_has_the_worst_verdict_and_its_quotes_are_numbered_anew(policy: Policy) -> None:
    first, second, third = (0, 31), (32, 64), (65, 90)
    whole = as_one(
        [
            claim(policy, "One.", "supported", first),
            claim(policy, "Two.", "not_found"),
            claim(policy, "Three.", "contradicted", second, first, third),
        ]
    )
    assert (whole.status, whole.verdict, whole.kind) == ("answered", "contradicted", "claim")
    assert whole.text == "“One.”: supported [1]\n“Two.”: not_found\n“Three.”: contradicted [2][1][3]"
    assert [(q.start, q.end) for q in whole.quotes] == [first, second, third]
    assert whole.details["claim"] == "One. Two. Three."
    assert whole.details["parts"] == [
        {"part": "number", "verdict": "supported", "quote": 1},
        {"part": "number", "verdict": "contradicted", "quote": 3},
    ]
    assert [(s["claim"], s["verdict"]) for s in whole.details["sentences"]] == [
        ("One.", "supported"),
        ("Two.", "not_found"),
        ("Three.", "contradicted"),
    ]


def test_not_found_weighs_more_than_supported_and_one_sentence_stays_as_it_is(policy: Policy) -> None:
    supported = claim(policy, "One.", "supported", (0, 31))
    whole = as_one([supported, claim(policy, "Two.", "not_found")])
    assert (whole.status, whole.verdict) == ("not_found", "not_found")
    assert as_one([supported]) is supported
    assert as_one([]).verdict == "not_found"
