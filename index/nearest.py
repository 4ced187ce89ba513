"""The vector collection in Chroma: written once per generation, asked for the nearest units."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "sentences"


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def write(
    folder: Path,
    units: Sequence[Unit],
    vectors: NDArray[np.float32],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Writes units and their vectors; the id of a unit is its number, its metadata say where its words stand.

    Raises OSError where it cannot be written.
    """
    client = _client(folder)
    from chromadb.errors import ChromaError

    try:
        # Our own vectors, and no embedding function: the default one would be stored and download a model.
        collection = client.create_collection(
            NAME, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
        )
        size = min(1000, client.get_max_batch_size())
        for first in range(0, len(units), size):
            batch = range(first, min(first + size, len(units)))
            collection.add(
                ids=[str(i) for i in batch],
                embeddings=vectors[first : first + size],
                documents=[units[i].words for i in batch],
                metadatas=[
                    {
                        "path": units[i].path,
                        "start": units[i].start,
                        "end": units[i].end,
                        "context": units[i].context,
                    }
                    for i in batch
                ],
            )
            if progress:
                progress(batch.stop, len(units))
    except ChromaError as error:
        raise OSError(f"chroma: {error}") from error
    finally:
        client.close()
    for header in folder.glob("*/header.bin"):
        _wipe_unused(header)


def _wipe_unused(header: Path) -> None:
    """Zeroes what an HNSW index reserved but did not fill.

    hnswlib writes out that memory as it is, and so words of texts that this process once read, and that may have been
    taken out of the store, would come to lie on the disk.
    """
    fields = struct.unpack_from("<i4Q", header.read_bytes())
    count, size = fields[3], fields[4]
    for name, width in (("data_level0.bin", size), ("length.bin", 4)):
        with (header.parent / name).open("r+b") as file:
            end = file.seek(0, 2)
            file.seek(min(end, count * width))
            file.write(bytes(end - file.tell()))


class NearestUnits:
    """The nearest units of a query vector, by cosine."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "chroma.sqlite3").is_file():  # the client would make an empty one
            raise FileNotFoundError(folder)
        self._client = _client(folder)
        self._collection = self._client.get_collection(NAME, embedding_function=None)

    def search(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """The numbers and cosines of the k nearest units, best first."""
        count = min(k, self._collection.count())
        if count < 1:
            return []
        found = self._collection.query(query_embeddings=[vector], n_results=count, include=["distances"])
        return [(int(i), 1.0 - d) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Closes the files."""
        self._client.close()
