"""Claims are checked part by part: what the texts say is supported, what they exclude contradicted, anything else not found."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import index
from assistant import Answer, Assistant
from assistant.claims import check_statement

HERE = Path(__file__).parent / "claims"
TEXTS = Path(__file__).parents[1] / "texts"
ROWS = [json.loads(line) for line in (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
PARTS = {"number", "unit", "period", "direction", "majority", "name", "body", "negation", "condition", "content"}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    store = tmp_path_factory.mktemp("claims") / "store"
    index.build([TEXTS, HERE], store)
    return Assistant.open(store)


def squeeze(text: str) -> str:
    return " ".join(text.split())


def one(assistant: Assistant, claim: str) -> Answer:
    (answer,) = assistant.check(claim)
    return answer


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["claim"][:60])
def test_a_claim_gets_its_verdict_with_the_words_that_decide(assistant: Assistant, row: dict[str, Any]) -> None:
    answer = check_statement(assistant, row["claim"])
    assert answer.verdict == row["verdict"], answer.text
    if row["verdict"] == "not_found":
        assert answer.status == "not_found" and answer.quotes == ()
    else:
        quotes = [squeeze(quote.text) for quote in answer.quotes]
        assert answer.status == "answered"
        assert any(evidence in quote for evidence in row["evidence"] for quote in quotes)


def test_every_quote_stands_in_its_policy_and_is_short(assistant: Assistant) -> None:
    for row in ROWS[::9]:
        for quote in check_statement(assistant, row["claim"]).quotes:
            assert quote.policy.text[quote.start : quote.end] == quote.text
            assert quote.end - quote.start < 600


def test_a_text_is_checked_sentence_by_sentence(assistant: Assistant) -> None:
    text = "In 2018, 210 Valdorian apprentices went abroad. In 2019, 585 Valdorian apprentices went abroad. The Ostrenian inspectors earn more than headteachers."
    answers = assistant.check(text)
    assert [a.details["claim"] for a in answers] == [s if s.endswith(".") else s + "." for s in text.split(". ")]
    assert [a.verdict for a in answers] == ["supported", "contradicted", "not_found"]


def test_a_contradiction_names_the_part_that_decides(assistant: Assistant) -> None:
    answer = one(assistant, "In 2019, 43 Compass Points were in operation in Merovia.")
    assert answer.text.startswith("Contradicted:") and "38" in answer.text and "43" in answer.text and "[1]" in answer.text
    decisive = [part for part in answer.details["parts"] if part["verdict"] == "contradicted"]
    assert [part["part"] for part in decisive] == ["number"]
    assert decisive[0]["claimed"] == "43" and decisive[0]["stated"] == "38" and decisive[0]["quote"] == 1


def test_the_parts_of_an_answer_are_rows_for_a_table(assistant: Assistant) -> None:
    for row in ROWS[::7]:
        for part in check_statement(assistant, row["claim"]).details["parts"]:
            assert set(part) == {"part", "claimed", "stated", "verdict", "quote"}
            assert part["part"] in PARTS and part["verdict"] in {"supported", "contradicted", "not_found"}


def test_confidence_is_a_probability(assistant: Assistant) -> None:
    assert all(0 <= check_statement(assistant, row["claim"]).confidence <= 1 for row in ROWS[::11])


@pytest.mark.parametrize(
    ("told", "altered"),
    [
        ("In 2018, the Valdorian stays lasted 23 days on average.", "In 2018, the Valdorian stays lasted 47 days on average."),
        ("In 2018, the Valdorian stays lasted 23 days on average.", "In 2015, the Valdorian stays lasted 23 days on average."),
        ("In 2019, 3,655 Kestrian companies were supported.", "In 2017, 3,655 Kestrian companies were supported."),
        ("From 2018 to 2019 the number of Valdorian apprentices abroad rose.", "From 2018 to 2019 the number of Valdorian apprentices abroad fell."),
        ("Three Ostrenian providers lost the label in 2023.", "Seven Ostrenian providers lost the label in 2023."),
        ("Insolvent firms cannot receive the Pellonian grant.", "Insolvent firms can receive the Pellonian grant."),
        ("In 2022 Ostrenia counted 131 labels.", "In 2022 Ostrenia counted 311 labels."),
        ("Ordonia sold four lorries to Harlandia.", "Ordonia sold four lorries to Brethia."),
        ("The Rural Skills Act was passed on 3 March 2020.", "The Rural Skills Act was passed on 9 March 2020."),
    ],
)
def test_what_is_supported_is_no_longer_so_with_one_part_changed(assistant: Assistant, told: str, altered: str) -> None:
    assert one(assistant, told).verdict == "supported"
    assert one(assistant, altered).verdict != "supported"


def test_a_number_of_another_year_says_nothing(assistant: Assistant) -> None:
    assert one(assistant, "In 2020, 62% of Ostrenian providers held the label.").verdict == "not_found"


def test_another_year_contradicts_what_happens_once(assistant: Assistant) -> None:
    answer = one(assistant, "The Rural Skills Act was passed in 2022.")
    assert answer.verdict == "contradicted"
    assert [p["part"] for p in answer.details["parts"] if p["verdict"] == "contradicted"] == ["period"]


def test_a_plan_is_not_taken_for_a_result(assistant: Assistant) -> None:
    assert one(assistant, "Galdania wants 1 000 Crossways learners in 2026.").verdict == "supported"
    assert one(assistant, "Galdania had 1 000 Crossways learners in 2026.").verdict == "not_found"


def test_a_country_that_no_text_is_about_is_not_found(assistant: Assistant) -> None:
    assert one(assistant, "In Portugal, 300 apprentices went abroad in 2019.").verdict == "not_found"


def test_a_statement_can_be_held_against_one_policy_only(assistant: Assistant) -> None:
    path = next(p for p in assistant.policies if "ordonia" in p)
    assert check_statement(assistant, "Primary schools are excluded.", paths=[path]).verdict == "supported"
    other = next(p for p in assistant.policies if "tarvia" in p)
    assert check_statement(assistant, "Primary schools are excluded.", paths=[other]).verdict == "not_found"


@pytest.mark.parametrize("claim", ["", "   ", "?!", "2019.", "not", "A", "%", "\n\n", "The the the."])
def test_what_is_no_claim_does_no_harm(assistant: Assistant, claim: str) -> None:
    assert all(a.verdict == "not_found" for a in assistant.check(claim))


WORDING = """Dravonia workshop vouchers

In 2021, the scheme opened with the first 14 workshops instead of the 25 planned. 1 240 vouchers were issued.

In 2022, the number rose to 2 110.

A tutor may not look after more than 12 learners. Money may be spent on machines, but neither on staff nor on new buildings. Centres pay nothing but the electricity. The travel voucher is paid in 3 instalments. Firms hold at least half of the seats on the board.
"""


@pytest.fixture(scope="module")
def dravonia(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"dravonia-workshop-vouchers.txt": WORDING})


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("A tutor looks after twelve learners at most.", "supported"),
        ("A tutor looks after at least fifteen learners.", "contradicted"),
        ("The money may not be spent on staff.", "supported"),
        ("Centres only have to pay for the electricity.", "supported"),
        ("The travel voucher is paid in a single sum.", "contradicted"),
        ("Firms hold half or more of the seats on the board.", "supported"),
        ("One thousand two hundred and forty vouchers were issued in 2021.", "supported"),
        ("1 240 vouchers were issued in 2022.", "contradicted"),
    ],
)
def test_the_same_said_in_other_forms_is_the_same(dravonia: Assistant, claim: str, verdict: str) -> None:
    assert one(dravonia, claim).verdict == verdict


WEIGHING = """Marvonia tutoring grants

In 2018, the tutoring service was tested in two towns. In 2019, it was tested in the villages as well.

In 2021, 48 colleges applied. 12 colleges received a grant. In 2022, building work began at seven of the nine sites. All districts but one signed.

In 2023, 410 tutors completed the course. A second call, for six more sites, was announced for the autumn of 2026.

In 2024, 310 pupils were tutored. In 2025, the figure was 260, although places for 400 had been foreseen. 26 mentors enrolled and 21 finished. Of the contracts, 19% ended early, compared with 27% in the country as a whole.

Civil servants are excluded. Pupils contribute 10% of the fee; those with a low income are exempt. Membership of a union is not necessary. The form was cut from nine pages to two. Attendance is voluntary. Firms do not pay a separate contribution. In 2024, the budget was left unchanged. Tutors of the two-year programme need three years of work; no degree is asked for. The grant depends on the number of pupils. The fee is the same, whatever the age of the learner. Single colleges sign local contracts only. The board publishes every verdict, whether the college passes or not. Veteran tutors are exempt from the seminar. The service is led jointly by the Tutoring Board and the Learning Agency and has no offices abroad.
"""


@pytest.fixture(scope="module")
def marvonia(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"marvonia-tutoring-grants.txt": WEIGHING})


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The tutoring service was tested for the first time in 2018.", "supported"),
        ("The tutoring service was tested for the first time in 2019.", "contradicted"),
        ("One college in four received a grant.", "supported"),
        ("Three quarters of the colleges received a grant.", "contradicted"),
        ("In 2022, building work began at all nine sites.", "contradicted"),
        ("All districts signed.", "contradicted"),
        ("The second call for six more sites was announced for the autumn of 2025.", "contradicted"),
        ("The grant depends on the number of pupils.", "supported"),
        ("The grant depends on the income of the parents.", "contradicted"),
        ("The fee depends on the age of the learner.", "contradicted"),
        ("A single college can sign a local contract but not a national one.", "supported"),
        ("The verdicts on colleges that fail are published too.", "supported"),
        ("Veteran tutors do not have to attend the seminar.", "supported"),
        ("The service is led by the Tutoring Board together with the Learning Agency.", "supported"),
        ("The course was completed in 2023.", "not_found"),
        ("In 2025, more pupils were tutored than in 2024.", "contradicted"),
        ("In 2025, fewer pupils were tutored than had been foreseen.", "supported"),
        ("Four in five mentors who enrolled finished.", "supported"),
        ("Contracts ended early more often than nationally.", "contradicted"),
        ("The grant is open to civil servants.", "contradicted"),
        ("Pupils with a low income do not have to contribute to the fee.", "supported"),
        ("A college must have membership of a union.", "contradicted"),
        ("The form became longer.", "contradicted"),
        ("Attendance is not compulsory.", "supported"),
        ("A third of the fee is paid by the districts.", "not_found"),
        ("The grants are financed by a separate contribution from firms.", "contradicted"),
        ("In 2024, the budget was increased.", "contradicted"),
        ("The form was left unchanged.", "contradicted"),
        ("Tutors of the two-year programme do not need a degree.", "supported"),
        ("The budget was used up before the end of 2024.", "not_found"),
    ],
)
def test_what_is_weighed_against_something_else(marvonia: Assistant, claim: str, verdict: str) -> None:
    assert one(marvonia, claim).verdict == verdict
