"""Claims about people whom a text leaves out in other words than "not", and about limits, times and numbers that stand beside the right ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.engine import Assistant

GRANT = """Corvania lamp makers' grant

The grant covers up to 60% of the price of a lathe. The State bears no more than a fifth of the travel costs.

You cannot get the grant if:

- you live in a hostel
- your workshop has been closed

Divers have a programme of their own. Glass blowers are covered by separate regulations. Carvers must name a guarantor; for cooperatives this requirement is waived.

Applications are accepted at any time of the year. Bills of materials are accepted only in May. School reports are not looked at when the grant is given. The grant is transferred in one sum.

The grant is taxable. Holders of a pension do not lose their pension. The makers were pleased with the advice. The neighbours were not asked.

In 2022, 54% of the potters and 71% of the weavers finished. Apprentices receive half of the wage, while masters receive the whole of it.

The web form promised for May 2023 has been postponed to 2025.
"""


@pytest.fixture(scope="module")
def corvania(opened: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return opened({"corvania-lamp-makers-grant.txt": GRANT})


@pytest.mark.parametrize(
    ("claim", "verdict", "quote"),
    [
        ("Divers can get the Corvanian grant.", "contradicted", "Divers have a programme of their own."),
        (
            "Glass blowers are covered by the Corvanian grant.",
            "contradicted",
            "Glass blowers are covered by separate regulations.",
        ),
        ("Divers cannot get the Corvanian grant.", "supported", "Divers have a programme of their own."),
        ("Someone who lives in a hostel can get the grant.", "contradicted", "you live in a hostel"),
        ("Those who live in a hostel do not get the grant.", "supported", "you live in a hostel"),
        (
            "Cooperatives must name a guarantor.",
            "contradicted",
            "Carvers must name a guarantor; for cooperatives this requirement is waived.",
        ),
        (
            "Carvers must name a guarantor.",
            "supported",
            "Carvers must name a guarantor; for cooperatives this requirement is waived.",
        ),
    ],
)
def test_who_is_left_out_without_a_denial_is_left_out(
    corvania: Assistant, claim: str, verdict: str, quote: str
) -> None:
    answer = corvania.check(claim)[0]
    assert answer.verdict == verdict
    assert quote in [q.text for q in answer.quotes]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The State bears up to half of the travel costs.", "contradicted"),
        ("The State bears at most a fifth of the travel costs.", "supported"),
        ("The grant covers up to half of the price of a lathe.", "contradicted"),
        ("Applications are accepted only in March.", "contradicted"),
        ("Bills of materials are accepted all year round.", "contradicted"),
        ("Whether the grant is given depends on school reports.", "contradicted"),
        ("The grant is transferred in three instalments.", "contradicted"),
        ("The grant is not taxed.", "contradicted"),
        ("Holders of a pension keep their pension.", "supported"),
        ("71% of the potters finished in 2022.", "contradicted"),
        ("71% of the weavers finished in 2022.", "supported"),
        ("Masters receive half of the wage.", "contradicted"),
        ("Apprentices receive half of the wage.", "supported"),
        ("The web form was introduced in May 2023.", "contradicted"),
        ("The neighbours were pleased with the advice.", "not_found"),
    ],
)
def test_what_stands_beside_the_claim_is_held_apart_from_it(
    corvania: Assistant, claim: str, verdict: str
) -> None:
    assert corvania.check(claim)[0].verdict == verdict
