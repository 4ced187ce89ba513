"""The documented doors for programs: over plain HTTP, with gradio_client, and as MCP tools. All give the contract's objects."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from assistant.contract import answer_json
from tests.page.fake_engine import FakeAssistant

DOORS = {"ask", "check", "search", "figures"}
QUESTION = "How many learners took part in 2022-23?"


@pytest.fixture(scope="module")
def client(site: str) -> Any:
    return pytest.importorskip("gradio_client").Client(site, verbose=False)


def post(site: str, door: str, body: object, kind: str = "application/json") -> tuple[int, Any]:
    """Status and reply of a call over plain HTTP."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    call = urllib.request.Request(f"{site}api/{door}", data, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(call, timeout=20) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_plain_http_gives_the_contracts_object(site: str) -> None:
    status, reply = post(site, "ask", {"question": QUESTION})
    assert (status, reply) == (200, json.loads(json.dumps(answer_json(FakeAssistant().ask(QUESTION)))))
    citation = reply["citations"][0]
    assert (citation["path"], citation["section"]) == ("101.txt", "Description")
    assert FakeAssistant().policies["101.txt"].text[citation["start"] : citation["end"]] == citation["quote"]


def test_every_verb_answers_over_plain_http(site: str) -> None:
    _, verdicts = post(site, "check", {"text": "The number of learners rose to 131. Only 150 took part."})
    assert verdicts["verdict"] == "contradicted"
    assert [one["verdict"] for one in verdicts["details"]["sentences"]] == ["supported", "contradicted"]
    _, found = post(site, "search", {"query": "learners placement", "k": 2})
    assert len(found["passages"]) == 2 and found["passages"][0]["path"] == "101.txt"
    _, ledger = post(site, "figures", {"country": "Southland", "year": 2023})
    assert [row["value"] for row in ledger["figures"]] == [655]
    _, limited = post(site, "ask", {"question": QUESTION, "countries": ["Northland"], "history": ["Hello?"]})
    assert limited["searched"]["filters"]["countries"] == ["Northland"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "question: missing"),
        ({"question": 5}, "question: a value of another type"),
        ({"question": "x", "years": 1}, "years: no such argument"),
        ({"question": "x", "year_from": True}, "year_from: a value of another type"),
        ({"question": "x", "history": [1]}, "history: a value of another type"),
        ([], "must be a JSON object"),
        (b"{", "is no JSON"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(site: str, body: object, told: str) -> None:
    status, reply = post(site, "ask", body)
    assert status == 400 and told in reply["error"]


def test_only_json_is_taken_so_that_no_other_site_can_ask(site: str) -> None:
    status, reply = post(site, "ask", {"question": QUESTION}, kind="text/plain")
    assert status == 400 and "application/json" in reply["error"]


def test_only_the_documented_doors_are_open(client: Any) -> None:
    doors = client.view_api(return_format="dict")["named_endpoints"]
    assert set(doors) == {f"/{name}" for name in DOORS}
    assert all(door["description"] for door in doors.values())


def test_gradio_client_gets_the_same_as_json_text(client: Any, site: str) -> None:
    calls: dict[str, dict[str, Any]] = {
        "ask": {"question": QUESTION},
        "check": {"text": "Only 150 took part."},
        "search": {"query": "learners placement", "k": 2},
        "figures": {"country": "Southland"},
    }
    for door, arguments in calls.items():
        reply = json.loads(client.predict(**arguments, api_name=f"/{door}"))
        assert reply == post(site, door, arguments)[1], door


def test_gradio_client_is_told_what_is_wrong(client: Any) -> None:
    with pytest.raises(Exception, match="there is no sentence to check"):
        client.predict("  ", api_name="/check")


def test_mcp_offers_the_verbs_as_tools(site: str) -> None:
    mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")
    from mcp.client.streamable_http import streamablehttp_client

    async def talk() -> tuple[Any, Any]:
        async with (
            streamablehttp_client(f"{site}gradio_api/mcp/") as (read, write, _),
            mcp.ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await session.list_tools(), await session.call_tool("ask", {"question": QUESTION})

    with ThreadPoolExecutor(1) as own:  # the browser of other tests runs a loop in this thread
        listed, reply = own.submit(lambda: asyncio.run(talk())).result()
    assert {tool.name for tool in listed.tools} == DOORS
    assert "question" in listed.tools[0].inputSchema["properties"]
    assert json.loads(reply.content[0].text)["citations"][0]["path"] == "101.txt"
