"""The encoder behind LangChain's interface, for whoever plugs it in elsewhere.

It stands apart because to import LangChain takes a quarter of a second, which asking would otherwise wait for.
"""

from __future__ import annotations

from langchain_core.embeddings import Embeddings as LangChainEmbeddings

from index.encoder import Encoder


class Embeddings(Encoder, LangChainEmbeddings):
    """An encoder that LangChain can use; both its vectors come from the exact model.

    >>> len(Embeddings().embed_query("a school"))
    384
    """

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages, as LangChain wants them."""
        return self.vectors(texts, prompt=self.card.document_prompt).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, as LangChain wants it."""
        return self.vectors([text], prompt=self.card.query_prompt)[0].tolist()  # type: ignore[no-any-return]
