"""Settings, from the environment (``VET_ASSISTANT_…``) or their defaults."""

from __future__ import annotations

import os
from pathlib import Path


def default_store() -> Path:
    """The store that is used where none is named: ``VET_ASSISTANT_STORE``, else a folder among the user's data."""
    named = os.environ.get("VET_ASSISTANT_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("vet-assistant") / "store"
