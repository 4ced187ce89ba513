"""The cross-encoder: how well a sentence answers a question, and whether it bears a claim out.

An encoder reads question and sentence apart and compares two vectors; a cross-encoder reads both at once and so sees
"how many were turned down" in "24 of the 40 that asked were admitted". Its layers are those of the packaged all-MiniLM-L6-v2,
trained on by ``benchmarks/train_cross_encoder.py`` with questions and claims that were written for the purpose; what
training changed lies in ``data/cross_encoder.npz`` in 8 bits, the word embeddings are the package's own. It is slow
(some milliseconds a sentence) and so reads the likeliest few sentences only.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelError
from index.bert import Graph, plain_weights, write_pairs
from index.encoder import padded, processors
from index.export import EXACT, PROBE, QUICK, cache_folder, drafted, opened, packaged_model, tokenizer
from index.quick import QuickGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What training changed; raise the version where the graph changes its meaning.
WEIGHTS, VERSION = Path(__file__).parent / "data" / "cross_encoder.npz", 1
#: The most tokens of what is asked or claimed, of the sentence under its header (its end counts), and of the sentence before.
SAID, SENTENCE, BEFORE = 60, 110, 40
_CLS, _SEP = 101, 102
#: A pair whose logits the weights bring along, and how far the quick graph's may lie from them.
_PROBE = ("Who pays the voucher?", "Voucher (Norvessa): The ministry bears its cost.", "It began in 2021.")
_TOLERANCE = 0.35


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence to be read: ``text`` is the sentence under its header, ``before`` the one before it in its paragraph, or nothing."""

    text: str
    before: str = ""


class CrossEncoder:
    """Reads pairs. Nothing is loaded before the first use.

    >>> CrossEncoder().answers("Who pays?", [Read("The State bears the cost."), Read("It began in 2021.")]).argmax()
    np.int64(0)
    """

    def __init__(self, *, cache: Path | None = None) -> None:
        self._cache = cache
        self._loaded: tuple[Any, Any] | None = None

    def answers(self, question: str, sentences: Sequence[Read]) -> NDArray[np.float32]:
        """How likely each sentence answers the question, shape (n,), from 0 to 1."""
        import numpy as np

        return np.asarray(1.0 / (1.0 + np.exp(-self._logits(question, sentences)[:, 0])), dtype=np.float32)

    def verdicts(self, claim: str, sentences: Sequence[Read]) -> NDArray[np.float32]:
        """How likely each sentence bears the claim out, contradicts it, or does neither, shape (n, 3); rows sum to 1."""
        import numpy as np

        logits = self._logits(claim, sentences)[:, 1:]
        each = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(each / each.sum(axis=1, keepdims=True), dtype=np.float32)

    def _logits(self, said: str, sentences: Sequence[Read]) -> NDArray[np.float32]:
        words, session = self._open()
        return _run(session, words, [(said, s.text, s.before) for s in sentences])

    def _open(self) -> tuple[Any, Any]:
        if self._loaded is None:
            try:
                home = _exported(self._cache or cache_folder())
                words = tokenizer(home)
                session = opened(home / QUICK)
                if not _agrees(session, words, home):
                    session = opened(_exact(home))
            except ModelError:
                raise
            except Exception as error:
                raise ModelError(f"the cross-encoder could not be loaded: {error}") from error
            self._loaded = words, session
        return self._loaded


def pair_ids(words: Any, said: str, text: str, before: str) -> tuple[list[int], int]:
    """The tokens of a pair, ``[CLS] said [SEP] text [SEP] before [SEP]``, and how many of them are of the first type."""
    first, second, third = (words.encode(t, add_special_tokens=False).ids for t in (said, text, before))
    ids = [_CLS, *first[:SAID], _SEP, *second[-SENTENCE:], _SEP]
    return ids + ([*third[-BEFORE:], _SEP] if third else []), min(len(first), SAID) + 2


def load_weights() -> tuple[dict[str, NDArray[np.float32]], dict[str, Any], NDArray[np.float32]]:
    """All weights in full precision, the configuration, and the logits of the probe.

    A matrix lies in the file as whole numbers of 8 bits (``NAME.bits``) and a scale for each output (``NAME.scale``).
    """
    import numpy as np

    weights, config = plain_weights(packaged_model())
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        for name in kept.files:
            if name.endswith(".bits"):
                plain = name.removesuffix(".bits")
                weights[plain] = kept[name].astype(np.float32) * kept[f"{plain}.scale"][:, None]
            elif not name.endswith(".scale"):
                weights[name] = kept[name].astype(np.float32)
    return weights, config, weights.pop("probe")


def _run(session: Any, words: Any, pairs: Sequence[tuple[str, str, str]]) -> NDArray[np.float32]:
    """The logits of pairs, shape (n, 4)."""
    import numpy as np

    rows = np.zeros((len(pairs), 4), dtype=np.float32)
    ids = [pair_ids(words, *pair) for pair in pairs]

    def run(batch: list[int]) -> None:
        tokens, mask = padded([ids[i][0] for i in batch])
        types = mask.copy()
        for row, i in enumerate(batch):
            types[row, : ids[i][1]] = 0
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": types}
        rows[batch] = session.run(None, feed)[0]

    # The longest first, dealt out in turns: every processor has as much to do.
    order = sorted(range(len(ids)), key=lambda i: len(ids[i][0]), reverse=True)
    hands = min(processors(), len(order))
    with ThreadPoolExecutor(max(1, hands)) as pool:
        list(pool.map(run, [order[n::hands] for n in range(hands)]))
    return rows


def probed(session: Any, words: Any) -> NDArray[np.float32]:
    """The logits of the probe, shape (4,)."""
    row: NDArray[np.float32] = _run(session, words, [_PROBE])[0]
    return row


def _agrees(session: Any, words: Any, home: Path) -> bool:
    """Whether the quick graph computes on this machine what it should: older processors overflow in 8 bits."""
    import numpy as np

    expected = np.load(home / PROBE, allow_pickle=False)
    return bool(np.abs(probed(session, words) - expected).max() <= _TOLERANCE)


def _exported(cache: Path) -> Path:
    """The folder that holds the quick graph and the tokenizer, written now if it is not there yet."""
    import numpy as np

    digest = hashlib.blake2b(WEIGHTS.read_bytes(), digest_size=8).hexdigest()
    home = cache / f"cross-encoder-{digest}-{VERSION}"
    if not (home / QUICK).is_file():
        with drafted(home, QUICK) as draft:
            shutil.copyfile(packaged_model() / "tokenizer.json", draft / "tokenizer.json")
            weights, config, probe = load_weights()
            write_pairs(weights, config, draft / QUICK, QuickGraph())
            np.save(draft / PROBE, probe)
    return home


def _exact(home: Path) -> Path:
    """The graph in full precision, written where it is needed first."""
    if not (home / EXACT).is_file():
        weights, config, _ = load_weights()
        draft = home / f".{EXACT}"
        write_pairs(weights, config, draft, Graph())
        draft.replace(home / EXACT)
    return home / EXACT
