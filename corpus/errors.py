"""Every error that the project raises on purpose, in one tree.

    AssistantError            a clear line: what failed, on what, what to do next      exit 1
    ├── UsageError            the call itself is wrong                                 exit 2
    ├── TextError             one file could not be read as a policy text              exit 1
    ├── StoreError            the store is missing, damaged or made by another version exit 1
    └── ModelError            an embedding or language model could not be used         exit 1

They are printed once, at the edge (the command line or the page); no user sees a traceback.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all expected errors; its text is the one line that a user reads."""

    exit_status = 1


class UsageError(AssistantError):
    """The command or call was used wrongly."""

    exit_status = 2


class TextError(AssistantError):
    """A file could not be read as a policy text."""


class StoreError(AssistantError):
    """A store is missing, damaged, or was made by another model or version."""


class ModelError(AssistantError):
    """An embedding model or a language model could not be loaded or reached."""
