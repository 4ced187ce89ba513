"""The documented doors for programs: over HTTP and with gradio_client."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest


@pytest.fixture(scope="module")
def client(site: str) -> Any:
    return pytest.importorskip("gradio_client").Client(site, verbose=False)


def test_only_the_documented_doors_are_open(client: Any) -> None:
    doors = client.view_api(return_format="dict")["named_endpoints"]
    assert set(doors) == {"/ask", "/check", "/search", "/figures"}
    assert all(door["description"] for door in doors.values())


def test_ask_gives_the_contracts_object(client: Any) -> None:
    reply = client.predict("How many learners took part in 2022-23?", api_name="/ask")
    assert reply["status"] == "answered"
    citation = reply["citations"][0]
    assert (citation["marker"], citation["file"], citation["section"]) == (1, "101.txt", "Description")
    assert citation["quote"].endswith("from 17 schools.")


def test_check_search_and_figures_answer_too(client: Any) -> None:
    verdicts = client.predict("The number of learners rose to 131. Only 150 took part.", api_name="/check")
    assert [verdict["verdict"] for verdict in verdicts] == ["supported", "contradicted"]
    assert len(client.predict("learners placement", 2, api_name="/search")) == 2
    rows = client.predict(country="Southland", api_name="/figures")
    assert {row["country"] for row in rows} == {"Southland"}


def test_ask_over_plain_http(site: str) -> None:
    call = urllib.request.Request(
        f"{site}gradio_api/call/v2/ask",
        data=json.dumps({"question": "May an apprentice take part?"}).encode(),
        headers={"Content-Type": "application/json"},
    )
    event = json.load(urllib.request.urlopen(call, timeout=20))["event_id"]
    stream = urllib.request.urlopen(f"{site}gradio_api/call/v2/ask/{event}", timeout=20).read().decode()
    data = next(line for line in stream.splitlines() if line.startswith("data: "))
    assert json.loads(data.removeprefix("data: "))[0]["verdict"] == "yes"
