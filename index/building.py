"""Building a store: read, cut into units, embed what is new, write a generation, make it the current one."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Failure
from corpus.errors import StoreError
from corpus.model import Policy
from index.encoder import Encoder
from index.generations import FORMAT, Manifest, current, mend, publish, writing
from index.records import from_line, to_line
from index.units import Unit, units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Called with the name of a stage ("reading", "embedding", "writing"), what is done of it, and the total.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: counts of policies, of passages (sentences) in the store and of those embedded now."""

    added: int
    changed: int
    unchanged: int
    removed: int
    failed: int
    passages: int
    embedded: int
    seconds: float
    failures: tuple[Failure, ...] = ()


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    add: bool = False,
    progress: Progress | None = None,
    embedder: Encoder | None = None,
) -> Summary:
    """Makes the store hold exactly the texts of these files and folders (``add`` keeps those that it has).

    Only what changed is embedded again. Files that cannot be read are named in ``Summary.failures``. Raises StoreError,
    and leaves the store as it was, where no text could be read or the store cannot be written.
    """
    from corpus import read_paths

    began = time.perf_counter()
    if progress:
        progress("reading", 0, 1)
    policies, failures = read_paths(paths)
    if progress:
        progress("reading", 1, 1)
    if not policies:
        named = "; ".join(f"{f.path}: {f.reason}" for f in failures[:3]) or ", ".join(map(str, paths))
        raise StoreError(
            f"no text could be read ({named}): the index in {store} is left as it was; give other files"
        )
    return build_policies(
        policies, store, add=add, progress=progress, embedder=embedder, failures=tuple(failures), began=began
    )


def build_policies(
    policies: Sequence[Policy],
    store: Path,
    *,
    add: bool = False,
    progress: Progress | None = None,
    embedder: Encoder | None = None,
    failures: tuple[Failure, ...] = (),
    began: float | None = None,
) -> Summary:
    """The same for policies that were read already."""
    began = time.perf_counter() if began is None else began
    embedder = embedder or Encoder()
    with writing(store) as folder:
        before = _before(store, embedder, needed=add)
        kept = {p.path: p for p in before.policies} if add else {}
        chosen = {**kept, **{p.path: p for p in policies}}
        ordered = [chosen[path] for path in sorted(chosen)]
        texts = {p.path: _hash(p.text) for p in ordered}
        cut = units(ordered, embedder)
        vectors, embedded = _embed(cut, before, embedder, progress)
        _write(folder, ordered, cut, vectors, progress)
        publish(
            folder,
            Manifest(
                generation=folder.name.removeprefix("gen-"),
                date=datetime.now().astimezone().isoformat(timespec="seconds"),
                format=FORMAT,
                model=embedder.card.name,
                model_hash=embedder.card.hash,
                dimension=embedder.card.dimension,
                units=len(cut),
                texts=texts,
            ),
        )
    same = sum(before.texts.get(path) == digest for path, digest in texts.items())
    return Summary(
        added=len(texts.keys() - before.texts.keys()),
        changed=len(texts.keys() & before.texts.keys()) - same,
        unchanged=same,
        removed=len(before.texts.keys() - texts.keys()),
        failed=len(failures),
        passages=len(cut),
        embedded=embedded,
        seconds=time.perf_counter() - began,
        failures=failures,
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What can be used again of the current generation: nothing where it was made by another model or version."""

    texts: dict[str, str]
    policies: tuple[Policy, ...] = ()
    rows: dict[bytes, int] | None = None
    vectors: NDArray[np.float32] | None = None


def _before(store: Path, embedder: Encoder, needed: bool) -> _Before:
    """The current generation as far as it can be read; raises StoreError where all of it is ``needed``."""
    import numpy as np

    try:
        found = current(store)
        if found is None:
            return _Before({})
        folder, manifest = found.folder, found.manifest
        with (folder / "policies.jsonl").open(encoding="utf-8") as lines:
            policies = tuple(from_line(line) for line in lines)
        if manifest.model_hash != embedder.card.hash:
            return _Before(manifest.texts, policies)
        with np.load(folder / "units.npz", allow_pickle=False) as arrays:
            rows = {row.tobytes(): i for i, row in enumerate(arrays["digests"])}
        vectors = np.load(folder / "vectors.npy", allow_pickle=False)
        if vectors.shape != (manifest.units, manifest.dimension):
            return _Before(manifest.texts, policies)
        return _Before(manifest.texts, policies, rows, vectors)
    except StoreError:
        if needed:
            raise
    except (OSError, ValueError, TypeError, KeyError) as error:
        if needed:
            raise StoreError(
                f"the index in {store} is damaged, nothing can be added to it: {mend(store)}"
            ) from error
    return _Before({})  # unreadable or of another version: everything is made anew


def _embed(
    cut: Sequence[Unit], before: _Before, embedder: Encoder, progress: Progress | None
) -> tuple[NDArray[np.float32], int]:
    """The vectors of units, shape (n, dimension), and how many of them had to be computed."""
    import numpy as np

    vectors = np.zeros((len(cut), embedder.card.dimension), dtype=np.float32)
    new: dict[bytes, list[int]] = {}
    for number, unit in enumerate(cut):
        row = (before.rows or {}).get(unit.digest)
        if row is not None and before.vectors is not None:
            vectors[number] = before.vectors[row]
        else:
            new.setdefault(unit.digest, []).append(number)
    if new:
        if progress:
            progress("embedding", 0, len(new))
        made = embedder.vectors(
            [cut[numbers[0]].text for numbers in new.values()],
            prompt=embedder.card.document_prompt,
            progress=(lambda done, total: progress("embedding", done, total)) if progress else None,
        )
        for row, numbers in enumerate(new.values()):
            vectors[numbers] = made[row]
    return vectors, len(new)


def _write(
    folder: Path,
    policies: Sequence[Policy],
    cut: Sequence[Unit],
    vectors: NDArray[np.float32],
    progress: Progress | None,
) -> None:
    import numpy as np

    from index import nearest
    from index.lexical import LexicalIndex
    from index.searching import Lexicon

    with (folder / "policies.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for policy in policies:
            file.write(to_line(policy) + "\n")
    number = {p.path: i for i, p in enumerate(policies)}
    np.savez(
        folder / "units.npz",
        policy=np.array([number[u.path] for u in cut], dtype=np.int32),
        section=np.array([u.section for u in cut], dtype=np.int32),
        sentence=np.array([u.sentence for u in cut], dtype=np.int32),
        start=np.array([u.start for u in cut], dtype=np.int64),
        end=np.array([u.end for u in cut], dtype=np.int64),
        fingerprint=np.array([u.fingerprint for u in cut], dtype=np.uint64),
        digests=np.frombuffer(b"".join(u.digest for u in cut), dtype=np.uint8).reshape(len(cut), 16),
    )
    np.save(folder / "vectors.npy", vectors, allow_pickle=False)
    Lexicon(
        units=LexicalIndex.of(u.text for u in cut),
        texts=LexicalIndex.of(p.text for p in policies),
        titles=LexicalIndex.of(f"{p.title} {p.country}" for p in policies),
    ).save(folder / "lexical")
    nearest.write(
        folder / "chroma",
        cut,
        vectors,
        progress=(lambda done, total: progress("writing", done, total)) if progress else None,
    )


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
