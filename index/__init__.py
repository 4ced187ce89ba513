"""Policies -> passages: embeddings, the lexical index and the store on disk.

``build`` makes a store, ``open_store`` opens it for searching. Names are loaded when first used, so that importing this
package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.building import Summary, build, build_policies
    from index.embeddings import Embeddings
    from index.encoder import Encoder
    from index.store import SentenceScore, Store, open_store

__all__ = [
    "Embeddings",
    "Encoder",
    "SentenceScore",
    "Store",
    "Summary",
    "build",
    "build_policies",
    "open_store",
]

_HOME = {
    "Embeddings": "index.embeddings",
    "Encoder": "index.encoder",
    "Summary": "index.building",
    "build": "index.building",
    "build_policies": "index.building",
    "SentenceScore": "index.store",
    "Store": "index.store",
    "open_store": "index.store",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
