"""The assistant as one object: opened on a store, it asks, checks, searches and lists figures."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.lexicon import Lexicon
from assistant.model import Answer
from corpus.model import Passage, Policy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.cross_encoder import CrossEncoder
    from index.store import Store


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions that a user sets beside a question; empty ones restrict nothing."""

    countries: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.countries or self.years or self.groups or self.themes)

    def admits(self, policy: Policy) -> bool:
        """Whether a policy is left in: its country is among them, it has a stage or period in the years, lists one of the groups and themes."""
        if self.countries and policy.country not in self.countries:
            return False
        listed = {kind: {policy.words(e) for e in policy.entries if e.kind == kind} for kind in ("target_groups", "themes")}
        if self.groups and not listed["target_groups"] & set(self.groups):
            return False
        if self.themes and not listed["themes"] & set(self.themes):
            return False
        if self.years:
            low, high = self.years
            years = {s.year for s in policy.stages} | {s.period.start.year for s in policy.sentences if s.period}
            return any(low <= y <= high for y in years)
        return True


class Assistant:
    """Answers questions over one store. Safe to use from several threads.

    >>> assistant = Assistant.open()                                    # doctest: +SKIP
    >>> assistant.ask("How many participants were there in 2022-23?").text  # doctest: +SKIP
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.RLock()
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._last: tuple[str, NDArray[np.float32], dict[str, NDArray[np.float32]]] | None = None

    @classmethod
    def open(cls, store: Path | None = None) -> Assistant:
        """Open a store (the default one where none is named); with no index yet, the texts that come with the project are indexed first."""
        import index
        from assistant.settings import default_store, embedder
        from corpus import shipped_texts

        path, model = store or default_store(), embedder()
        if not (path / "CURRENT").exists():
            index.build([shipped_texts()], path, embedder=model)
        return cls(index.open_store(path, embedder=model))

    @property
    def policies(self) -> Mapping[str, Policy]:
        """The policies at hand by path."""
        return self.store.policies

    @property
    def version(self) -> str:
        """Id and date of the index generation that answers."""
        return self.store.version

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all policies; built at the first question."""
        from assistant.vocabulary import common_words

        return Lexicon(self.policies.values(), common_words())

    @cached_property
    def cross_encoder(self) -> CrossEncoder:
        """Reads a question and a sentence at once; loaded at its first use."""
        from index.cross_encoder import CrossEncoder

        return CrossEncoder()

    def ask(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Answer:
        """One answer. ``history`` holds the earlier questions of the conversation, oldest first."""
        from assistant.answer import answer
        from assistant.llm import worded

        with self._lock:
            found = answer(self, question, history, filters or Filters())
        return worded(found, self.check)

    def check(self, text: str) -> list[Answer]:
        """One verdict per sentence of ``text``; ``details["claim"]`` holds the sentence."""
        from assistant.claims import check

        with self._lock:
            return check(self, text)

    def stream(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Iterator[str]:
        """The text of an answer in growing pieces."""
        text = self.ask(question, history, filters).text
        at = 0
        while at < len(text):
            at = next((i + 1 for i in range(at, len(text)) if text[i].isspace()), len(text))
            yield text[:at]

    def search(self, query: str, k: int = 8, history: Sequence[str] = ()) -> list[Passage]:
        """Ranked passages, best first."""
        return self.store.search(query, k, history)

    def figures(self, country: str | None = None, year: int | None = None, policy: str | None = None) -> list[Any]:
        """The ledger of figures (``assistant.ledger.FigureRow``), restricted where asked."""
        from assistant.ledger import ledger

        return ledger(self.policies.values(), country, year, policy)

    def likeness(self, text: str, path: str) -> NDArray[np.float32]:
        """The cosine of ``text`` with every sentence of a policy, shape (sentences,)."""
        if path not in self._vectors:
            self._vectors[path] = self.store.sentence_vectors(path)
        vector, cosines = self._asked(text)
        if path not in cosines:
            cosines[path] = self._vectors[path] @ vector
        return cosines[path]

    def _asked(self, text: str) -> tuple[NDArray[np.float32], dict[str, NDArray[np.float32]]]:
        """The vector of the text last compared, and its cosines with the policies so far."""
        if self._last is None or self._last[0] != text:
            self._last = (text, self.store.embed_query(text), {})
        return self._last[1:]
