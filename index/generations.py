"""Generations: a store is replaced whole or not at all.

    store/
    ├── CURRENT          the name of the generation to read; replaced in one step
    ├── lock             held by the one process that writes
    └── gen-<id>/        one complete index: policies.jsonl, units.npz, vectors.npy, lexical/, chroma/, manifest.json

A build writes a new folder and moves ``CURRENT`` to it at the very end; one that fails midway leaves the old index as it
was. The older folders are removed at once, so that a text that was taken out leaves no trace; a reader that still has
one open keeps all that it needs in memory (see ``store``).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from corpus.errors import StoreError
from index.records import SIGNATURE

FORMAT = f"2-{SIGNATURE}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; ``texts`` maps the path of a policy to the hash of its text."""

    generation: str
    date: str
    format: str
    model: str
    model_hash: str
    dimension: int
    units: int
    texts: dict[str, str]

    @property
    def version(self) -> str:
        """A short id of the generation and its date."""
        return f"{self.generation} of {self.date}"


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete index: its ``folder`` in the ``store``, and what it holds."""

    store: Path
    folder: Path
    manifest: Manifest


def mend(store: Path) -> str:
    """The command that makes a store anew, for the end of an error line."""
    return f"run `vet-assistant index PATH… --store {store}`"


@contextlib.contextmanager
def writing(store: Path) -> Iterator[Path]:
    """A new, empty generation folder while this process alone may write; it is removed again if the block fails."""
    from filelock import FileLock, Timeout

    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise StoreError(
            f"another process is writing the index in {store}: wait until it has ended, then {mend(store)}"
        ) from None
    except OSError as error:
        raise StoreError(
            f"cannot write an index to {store}: {error.strerror or error}; give another --store"
        ) from error
    try:
        # Where CURRENT cannot be read, nothing is removed before the new one stands.
        with contextlib.suppress(StoreError):
            _clean(store, keep=current_name(store))
        folder = store / f"gen-{datetime.now():%Y%m%d}-{uuid.uuid4().hex[:8]}"
        folder.mkdir()
        try:
            yield folder
        except BaseException as error:
            if not _is_current(folder):
                shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError):
                raise StoreError(
                    f"the index in {store} could not be written ({error.strerror or error}) and is as it was: make room, "
                    f"then {mend(store)}"
                ) from error
            raise
        _clean(store, keep=current_name(store))
    finally:
        lock.release()


def publish(folder: Path, manifest: Manifest) -> None:
    """Makes a finished generation the current one."""
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    draft = folder.parent / "CURRENT.draft"
    with draft.open("w", encoding="utf-8") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder.parent / "CURRENT")


def current(store: Path) -> Generation | None:
    """The current generation, or None where there is no store yet. Raises StoreError where it cannot be read."""
    name = current_name(store)
    if name is None:
        return None
    folder = store / name
    try:
        raw = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if raw.get("format") != FORMAT:
            raise StoreError(
                f"the index in {store} was made by another version of this program: {mend(store)}"
            )
        return Generation(store, folder, Manifest(**raw))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise StoreError(
            f"the index in {store} is damaged (manifest.json cannot be read): {mend(store)}"
        ) from error


def current_name(store: Path) -> str | None:
    """The name of the current generation's folder, or None where there is none."""
    try:
        name = (store / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the index in {store} is damaged (CURRENT cannot be read): {mend(store)}"
        ) from error
    return name if name.startswith("gen-") and "/" not in name and "\\" not in name else None


def _is_current(folder: Path) -> bool:
    try:
        return current_name(folder.parent) == folder.name
    except StoreError:
        return False


def _clean(store: Path, keep: str | None) -> None:
    """Removes every generation but one; what another system holds open stays until the next build."""
    for folder in store.glob("gen-*"):
        if folder.name != keep and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
