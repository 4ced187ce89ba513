"""The assistant as parts of a LangChain program: a retriever of passages, and a runnable from question to answer.

>>> from assistant import Assistant, PolicyRetriever, as_runnable
>>> chain = as_runnable() | (lambda answer: answer.text)      # doctest: +SKIP
>>> PolicyRetriever(assistant=Assistant.open(), k=4).invoke("work placements abroad")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import BaseMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import Field, SkipValidation

from assistant.batch import asked
from assistant.engine import Assistant
from assistant.llm import worded
from assistant.model import Answer
from corpus.errors import UsageError


class PolicyRetriever(BaseRetriever):
    """Passages as LangChain documents, best first; the metadata says where each stands in its text."""

    assistant: Annotated[Assistant, SkipValidation]
    k: int = Field(default=8, ge=1)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                id=f"{passage.path}:{passage.start}-{passage.end}",
                page_content=passage.text,
                metadata={
                    "path": passage.path,
                    "start": passage.start,
                    "end": passage.end,
                    "title": passage.title,
                    "country": passage.country,
                    "section": passage.section,
                    "url": self.assistant.policies[passage.path].url,
                    "score": passage.score,
                },
            )
            for passage in self.assistant.search(asked(query, "search"), self.k)
        ]


class PolicyAssistant(Runnable[str | dict[str, Any], Answer]):
    """From a question, or {"question", "history"} with the earlier questions or messages, to an ``Answer``.

    Raises UsageError for any other input. ``stream`` gives the answer with a growing text; each replaces the one before.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def invoke(self, input: str | dict[str, Any], config: RunnableConfig | None = None, **kwargs: Any) -> Answer:  # noqa: A002
        """One answer."""
        return self._call_with_config(self._answer, input, config, **kwargs)

    def stream(
        self,
        input: str | dict[str, Any],  # noqa: A002
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[Answer]:
        """The answer, word by word; the last one is whole."""
        answer = self.invoke(input, config, **kwargs)
        ends = [word.end() for word in re.finditer(r"\S+\s*", answer.text)]
        yield from (replace(answer, text=answer.text[:end]) for end in ends[:-1])
        yield answer

    def _answer(self, given: str | dict[str, Any]) -> Answer:
        question, history = (given, ()) if isinstance(given, str) else _parts(given)
        return worded(self.assistant.ask(asked(question), history), self.assistant.check)


def as_runnable(assistant: Assistant | None = None) -> PolicyAssistant:
    """The assistant as a LangChain runnable; over the default store where none is given."""
    return PolicyAssistant(assistant or Assistant.open())


def _parts(given: object) -> tuple[str, Sequence[str]]:
    question = given.get("question") if isinstance(given, Mapping) else None
    if not isinstance(given, Mapping) or not isinstance(question, str):
        raise UsageError('the input is a question in words, or {"question": words, "history": [earlier questions]}')
    history = given.get("history") or ()
    if isinstance(history, str) or not all(isinstance(item, str | BaseMessage) for item in history):
        raise UsageError('"history" must be a list of earlier questions or messages')
    return question, [
        item if isinstance(item, str) else str(item.text)
        for item in history
        if isinstance(item, str) or item.type == "human"
    ]
