"""Common English words: those that the embedding model's tokenizer keeps whole, so that they are not taken for typing errors."""

from __future__ import annotations

import json
from functools import cache


@cache
def common_words() -> frozenset[str]:
    """Whole words of the packaged model's vocabulary, lower case, four letters and more."""
    from index.export import packaged_model

    path = packaged_model() / "tokenizer.json"
    vocabulary = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(w for w in vocabulary if len(w) > 3 and w.isalpha())
