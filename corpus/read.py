"""Files and folders -> policies. A file that cannot be read becomes a Failure that says why, and the rest goes on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.decode import decode
from corpus.enrich import enrich
from corpus.errors import TextError
from corpus.markup import read_page
from corpus.model import Policy
from corpus.plain import policy_of, read_plain
from corpus.timeline import is_timeline, read_timeline

TEXT_SUFFIXES = frozenset({".txt", ".md"})
PAGE_SUFFIXES = frozenset({".html", ".htm"})
SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES
#: A larger file is no policy text but a dump of many; it is refused with a clear line.
LARGEST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and why, with what to do next."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Found:
    file: Path
    parts: tuple[str, ...]
    above: tuple[str, ...]


def read_paths(paths: Iterable[str | os.PathLike[str]]) -> tuple[list[Policy], list[Failure]]:
    """Read files and folders (with all that is below them).

    In a folder the files that end in .txt, .md, .html or .htm are read, and hidden ones are passed over. A policy is
    named by its path below the folder that was given; where two would be named alike, the folder's name goes before.
    """
    found: list[_Found] = []
    failures: list[Failure] = []
    for path in paths:
        for item in _files(Path(path).expanduser()):
            found.append(item) if isinstance(item, _Found) else failures.append(item)
    policies = []
    for name, file in _named(found):
        try:
            policies.append(read_text(file, name))
        except TextError as error:
            failures.append(Failure(_shown(file), str(error)))
    return policies, failures


def read_text(path: Path, name: str) -> Policy:
    """Read one file as the policy ``name``. Raises TextError, whose words say what to do next."""
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise TextError(
                f"it has {size / 1e6:.0f} MB, and a text may have {LARGEST_BYTES / 1e6:.0f} MB; split it into its texts"
            )
        text = decode(path.read_bytes())
    except PermissionError as error:
        raise TextError("it may not be read; change its permissions") from error
    except OSError as error:
        raise TextError(f"it cannot be read ({error.strerror or error}); check that it is there") from error
    if not text.strip("\ufeff \t\n\f\v\u00a0"):
        raise TextError("it is empty; save the text again")
    policy = _policy(text, name, path.suffix.lower() in PAGE_SUFFIXES)
    if not policy.sentences:
        raise TextError("no sentence was found in it; save the page's text as .txt")
    return policy


def _policy(text: str, name: str, html: bool) -> Policy:
    page = read_page(text.lstrip("\ufeff")) if html else None
    words = page.text if page else text
    if is_timeline(words):
        return enrich(read_timeline(words, name))
    return enrich(policy_of(page, name) if page else read_plain(text, name))


def _files(path: Path) -> Iterator[_Found | Failure]:
    """The files to read at a path, in order of their names."""
    try:
        if path.is_dir():
            yield from _below(path)
        elif not path.exists():
            yield Failure(_shown(path), "there is no such file or folder; check the path")
        elif not path.is_file():
            yield Failure(_shown(path), "it is neither a file nor a folder; give a file or folder")
        elif path.suffix.lower() not in SUFFIXES:
            kind = path.suffix or "a file without an ending"
            yield Failure(_shown(path), f"{kind} is not read; save its text as .txt, .md or .html")
        else:
            yield _Found(path, (path.name,), path.resolve().parts[:-1])
    except OSError as error:
        yield Failure(_shown(path), f"it cannot be reached ({error.strerror or error}); check the path")


def _below(folder: Path) -> Iterator[_Found | Failure]:
    above = folder.resolve().parts
    seen: set[tuple[int, int]] = set()
    closed: list[OSError] = []
    count = 0
    for root, folders, names in os.walk(folder, followlinks=True, onerror=closed.append):
        here = Path(root)
        state = here.stat()
        if (state.st_dev, state.st_ino) in seen:  # a link that leads back
            folders.clear()
            continue
        seen.add((state.st_dev, state.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = here / name
            if name.startswith(".") or file.suffix.lower() not in SUFFIXES:
                continue
            count += 1
            if file.is_file():
                yield _Found(file, file.relative_to(folder).parts, above)
            else:
                yield Failure(_shown(file), "it is no file, or a link to nothing; remove it")
    for error in closed:
        count += 1
        yield Failure(str(error.filename), "this folder may not be read; change its permissions")
    if not count:
        yield Failure(_shown(folder), "this folder holds no .txt, .md or .html file; give another folder")


def _named(found: list[_Found]) -> list[tuple[str, Path]]:
    """Every file once, with a name of its own: as much of the folders above as tells two of one name apart."""
    files = list({item.file.resolve(): item for item in found}.values())
    names = {item.file: "/".join(item.parts) for item in files}
    for depth in range(1, max((len(item.above) for item in files), default=0) + 1):
        counts = Counter(names.values())
        if len(counts) == len(files):
            break
        for item in files:
            if counts[names[item.file]] > 1:
                names[item.file] = "/".join((*item.above[-depth:], *item.parts)).lstrip("/")
    return [(_shown(names[item.file]), item.file) for item in files]


def _shown(path: str | Path) -> str:
    """A path as characters that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")
