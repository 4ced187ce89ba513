"""Wording by a language model: a server of the usual kind on this machine, honest, lying, or gone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.llm import objection, tidy, worded
from assistant.model import Answer, FigureValue, Question, Quote
from corpus.model import Policy

pytest.importorskip("langchain_openai", reason="the extra `llm` is not installed")


class ChatServer(ThreadingHTTPServer):
    """Speaks the protocol of chat completions; ``says`` is its reply to everything, ``asked`` what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reply)
        self.says = ""
        self.status = 200
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Reply(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers["Authorization"])
        message = {"role": "assistant", "content": self.server.says}
        body = json.dumps(
            {
                "id": "1", "object": "chat.completion", "created": 0, "model": "small",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        ).encode()  # fmt: skip
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    with ChatServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("VET_ASSISTANT_LLM", "openai:small")
        monkeypatch.setenv("VET_ASSISTANT_LLM_URL", server.url)
        yield server
        server.shutdown()


@pytest.fixture
def answer(policy: Policy) -> Answer:
    return Answer(
        status="answered",
        text="84 learners — 2021 [1]\n131 learners — 2022 [2]",
        kind="compare",
        quotes=(Quote(policy, "Results", 0, 31), Quote(policy, "Results", 32, 64)),
        figures=tuple(
            FigureValue("learners", value, "", f"{value:g}", period, "Norhaven", "7", n)
            for n, (value, period) in enumerate([(84.0, "2021"), (131.0, "2022")], 1)
        ),
        question=Question("And in 2022?", "How many learners took part in 2021 and in 2022?", "compare"),
        confidence=0.9,
    )


HONEST = "In 2021, 84 learners took part [1]. In 2022, the number of learners was 131 [2]."


def test_an_honest_wording_takes_the_place_of_the_text_and_of_nothing_else(server: ChatServer, answer: Answer) -> None:
    server.says = "In 2021, 84 learners took part. [1] In 2022, the number of learners was 131. [2]"
    found = worded(answer)
    assert found == Answer(
        status="answered",
        text="In 2021, 84 learners took part [1]. In 2022, the number of learners was 131 [2].",
        kind="compare",
        quotes=answer.quotes,
        figures=answer.figures,
        details={"wording": "openai:small"},
        question=answer.question,
        confidence=0.9,
    )
    (asked,) = server.asked
    sent = asked["messages"][-1]["content"]
    assert (asked["model"], asked["temperature"]) == ("small", 0)
    assert "How many learners took part in 2021 and in 2022?" in sent
    assert "[1] In 2021, 84 learners took part." in sent and "[2] In 2022, 131 learners took part." in sent


def test_a_wrong_number_is_thrown_away_and_that_is_said(server: ChatServer, answer: Answer) -> None:
    server.says = "In 2021, 84 learners took part [1]. In 2022, the number of learners was 141 [2]."
    found = worded(answer)
    assert (found.text, found.quotes, found.figures) == (answer.text, answer.quotes, answer.figures)
    assert found.details == {
        "wording": "extractive: the number 141 is not in the quotes in “In 2022, the number of learners was 141 [2].”"
    }


@pytest.mark.parametrize(
    ("wording", "reason"),
    [
        (HONEST, None),
        ("Eighty-four learners took part in 2021 [1]. In 2022, there were 131 learners [2].", None),
        ("In 2022, 131 learners took part [2], and 84 did in 2021 [1].", None),
        ("In 2021 there were 131 and in 2022 84 learners.", "no quote is cited"),
        (HONEST + " This is a rise.", "no quote is cited in “This is a rise.”"),
        (HONEST + " It is well known [3].", "there is no quote [3]"),
        (HONEST + " It is well known [0].", "there is no quote [0]"),
        ("In 2021, 84 learners took part [2]. In 2022, 131 did [2].", "the number 84 is not in the quotes"),
        ("In 2021, 131 learners took part [1], and in 2022, 84 did [2].", "the number 131 is not in the quotes"),
        ("In 2021, 84 learners took part [1], and in 2022, 131 did.", "the number 131 is not in the quotes"),
        ("In 2021, 84 learners took part [1]. In 2023, 131 did [2].", "the number 2023 is not in the quotes"),
        ("In 2021, 84% of learners took part [1]. In 2022, 131 did [2].", "a quantity is not in the quotes"),
        ("In 2021, 84 million learners took part [1]. In 2022, 131 did [2].", "a quantity is not in the quotes"),
        ("In 2021, ninety learners took part [1]. In 2022, 131 did [2].", "the number 90 is not in the quotes"),
        ("In 2021, 84 learners from Sweden took part [1]. In 2022, 131 did [2].", "the name “Sweden” is not in the quotes"),
        ("Sweden had 84 learners in 2021 [1]. In 2022, 131 took part [2].", "the name “Sweden” is not in the quotes"),
        ("In 2021, 84 learners did not take part [1]. In 2022, 131 did [2].", "the negation “not” is not in the quotes"),
        (HONEST + " Learners see https://example.org/more [1].", "an address was added"),
        ("In 2022, 131 learners took part [2].", "the language model left out 84"),
        (" \n", "the language model wrote nothing"),
        (HONEST * 40, "the language model wrote 3"),
    ],
)
def test_every_sentence_must_rest_on_the_quotes_that_it_cites(answer: Answer, wording: str, reason: str | None) -> None:
    found = objection(wording, answer)
    assert found is None if reason is None else found is not None and reason in found


def test_thoughts_are_cut_and_markers_go_before_the_full_stop() -> None:
    raw = "<think>\nLet me see. 99!\n</think>\nOne. [1] [2] Two? [3]\n\n  Three [1].\n"
    assert tidy(raw) == "One [1] [2]. Two [3]?\nThree [1]."


def test_a_sentence_that_the_texts_contradict_is_thrown_away(server: ChatServer, answer: Answer) -> None:
    def check(sentence: str) -> list[Answer]:
        return [Answer("answered", "", "claim", "contradicted" if "fell" in sentence else "supported")]

    server.says = "In 2021, 84 learners took part [1]. In 2022, it fell to 131 [2]."
    found = worded(answer, check)
    assert found.text == answer.text
    assert found.details["wording"] == "extractive: the texts contradict “In 2022, it fell to 131 [2].”"
    server.says = HONEST
    assert worded(answer, check).text == HONEST


def test_what_is_no_answer_or_carries_a_verdict_is_never_sent(server: ChatServer, answer: Answer) -> None:
    abstention = Answer("not_found", "The texts do not say.")
    eligible = Answer("answered", "Yes [1]", "eligibility", "yes", answer.quotes[:1])
    assert worded(abstention) is abstention
    assert worded(eligible).text == "Yes [1]"
    assert server.asked == []


def test_without_a_setting_nothing_is_sent(server: ChatServer, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VET_ASSISTANT_LLM")
    assert worded(answer) is answer
    assert server.asked == []


def test_an_answer_is_worded_once(server: ChatServer, answer: Answer) -> None:
    server.says = HONEST
    assert worded(worded(answer)) == worded(answer)
    assert len(server.asked) == 2


def test_the_key_goes_to_the_server_and_into_no_message(server: ChatServer, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VET_ASSISTANT_LLM_KEY", "a-secret")
    server.status = 500
    found = worded(answer)
    assert set(server.keys) == {"Bearer a-secret"}
    assert found.text == answer.text and "a-secret" not in repr(found)


def test_a_server_that_is_down_is_one_clear_line(
    answer: Answer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with ChatServer() as gone:
        url = gone.url
    monkeypatch.setenv("VET_ASSISTANT_LLM", "openai:small")
    monkeypatch.setenv("VET_ASSISTANT_LLM_URL", url)
    found = worded(answer)
    line = f"the language model openai:small at {url} did not answer (OpenAIConnectionError: Connection error.): check that it runs"
    assert (found.text, found.details) == (answer.text, {"wording": f"extractive: {line}"})
    worded(answer)
    assert [r.getMessage() for r in caplog.records if r.name == "assistant.llm"] == [line]


@pytest.mark.parametrize("name", ["small", "nobody:small"])
def test_a_model_without_a_known_provider_is_one_clear_line(answer: Answer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("VET_ASSISTANT_LLM", name)
    found = worded(answer)
    assert found.text == answer.text
    assert found.details["wording"].startswith(f"extractive: the language model {name!r} cannot be used (ValueError: ")
    assert "\n" not in found.details["wording"]
