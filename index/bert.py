"""The ONNX graph of a BERT, written from its weights without torch.

The packaged model is a plain BERT with mean pooling. Its graph is some forty nodes, and to write them takes a second,
where to import torch and trace the same takes ten; whoever uses this model only needs no torch at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

OPSET = 17


def is_plain_bert(folder: Path) -> bool:
    """Whether a sentence-transformers folder holds a BERT with mean pooling and nothing else that changes vectors."""
    try:
        kinds = [m["type"].rpartition(".")[2] for m in _read(folder / "modules.json")]
        config, pooling = _read(folder / "config.json"), _read(folder / "1_Pooling" / "config.json")
        return (
            kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
            and (config["model_type"], config["hidden_act"]) == ("bert", "gelu")
            and config.get("position_embedding_type", "absolute") == "absolute"
            and [name for name, on in pooling.items() if name.startswith("pooling_mode_") and on is True]
            == ["pooling_mode_mean_tokens"]
            and isinstance(_read(folder / "sentence_bert_config.json")["max_seq_length"], int)
            and (folder / "model.safetensors").is_file()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def token_limit(folder: Path) -> int:
    """How many tokens the model reads."""
    return int(_read(folder / "sentence_bert_config.json")["max_seq_length"])


def write_bert(folder: Path, target: Path, graph: Graph | None = None) -> int:
    """Writes the graph (``input_ids``, ``attention_mask`` -> ``vectors``) to ``target``; returns the dimension.

    ``graph`` decides how linear layers are computed, by default in full precision.
    """
    graph = graph or Graph()
    weights, config = plain_weights(folder)
    graph("Identity", _mean(graph, *last_layer(graph, weights, config)), name="vectors")
    save(graph, ("input_ids", "attention_mask"), "vectors", config["hidden_size"], target)
    return int(config["hidden_size"])


def write_pairs(weights: Weights, config: dict[str, Any], target: Path, graph: Graph) -> None:
    """Writes the graph of a BERT that reads pairs (``input_ids``, ``attention_mask``, ``token_type_ids`` -> ``logits``) to ``target``.

    The logits are a linear layer (``head``) over the first token and the mean of all.
    """
    x, counts = last_layer(graph, weights, config, typed=True)
    first = graph("Gather", x, graph.constant(0), axis=1)
    both = graph("Concat", first, _mean(graph, x, counts), axis=-1)
    head = graph("MatMul", both, graph.constant(weights["head.weight"].T))
    graph("Add", head, graph.constant(weights["head.bias"]), name="logits")
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    save(graph, inputs, "logits", len(weights["head.bias"]), target)


def plain_weights(folder: Path) -> tuple[Weights, dict[str, Any]]:
    """The weights and the configuration of a plain BERT."""
    from safetensors.numpy import load_file

    kept = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): array for name, array in kept.items()}
    return weights, _read(folder / "config.json")


def last_layer(
    graph: Graph, weights: Weights, config: dict[str, Any], *, typed: bool = False
) -> tuple[str, str]:
    """What the last layer says of every token, and which tokens count (1.0, padding 0.0); ``typed`` where tokens are of two types."""
    from onnx import TensorProto

    x = _embeddings(graph, weights, config, typed)
    # 0 where a token counts, a large negative number where it is padding, so that no attention goes there.
    counts = graph("Cast", "attention_mask", to=TensorProto.FLOAT)
    away = graph("Mul", graph("Sub", counts, graph.constant(1.0)), graph.constant(1e9))
    away = graph("Unsqueeze", away, graph.constant([1, 2]))
    for layer in range(config["num_hidden_layers"]):
        x = _layer(graph, weights, f"encoder.layer.{layer}.", x, away, config)
    return x, counts


def _mean(graph: Graph, x: str, counts: str) -> str:
    """The mean over the tokens that count."""
    each = graph("Unsqueeze", counts, graph.constant([2]))
    total = graph("ReduceSum", graph("Mul", x, each), graph.constant([1]), keepdims=0)
    number = graph("Max", graph("ReduceSum", each, graph.constant([1]), keepdims=0), graph.constant(1e-9))
    return str(graph("Div", total, number))


def save(graph: Graph, inputs: tuple[str, ...], output: str, width: int, target: Path) -> None:
    """Writes a graph over tokens, with one output of shape (texts, width)."""
    import onnx
    from onnx import TensorProto, helper

    texts = ["texts", "tokens"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "BERT",
            [helper.make_tensor_value_info(n, TensorProto.INT64, texts) for n in inputs],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["texts", width])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=8,
    )
    onnx.save(model, str(target))


class Graph:
    """Nodes and constants of a graph; called with an operator and its inputs, it returns the name of the output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def __call__(
        self, operator: str, *inputs: str, name: str = "", outputs: int = 1, **attributes: Any
    ) -> Any:
        from onnx import helper

        names = [name or f"{operator}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value: Any) -> str:
        """The name of a constant: floats become float32, whole numbers int64, bytes stay."""
        import numpy as np
        from onnx import numpy_helper

        array = np.asarray(value)
        if array.dtype.itemsize > 1:
            array = array.astype(np.int64 if array.dtype.kind == "i" else np.float32)
        array = np.array(array, order="C")
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def normalised(self, x: str, weights: Weights, name: str, epsilon: float) -> str:
        """Layer normalisation with the weights of that name."""
        scale, bias = self.constant(weights[f"{name}.weight"]), self.constant(weights[f"{name}.bias"])
        return str(self("LayerNormalization", x, scale, bias, axis=-1, epsilon=epsilon))

    def dense(
        self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], *, attends: bool = False
    ) -> str:
        """A linear layer; ``weight`` has shape (out, in), ``attends`` marks the one that attention is computed from."""
        return str(self("Add", self("MatMul", x, self.constant(weight.T)), self.constant(bias)))


def _embeddings(graph: Graph, weights: Weights, config: dict[str, Any], typed: bool) -> str:
    words = graph("Gather", graph.constant(weights["embeddings.word_embeddings.weight"]), "input_ids")
    length = graph("Gather", graph("Shape", "input_ids"), graph.constant(1))
    places = graph("Range", graph.constant(0), length, graph.constant(1))
    table, types = (
        weights[f"embeddings.{name}_embeddings.weight"] for name in ("position", "token_type")
    )
    if typed:
        words = graph("Add", words, graph("Gather", graph.constant(types), "token_type_ids"))
    else:
        table = table + types[0]  # there is but one text
    summed = graph("Add", words, graph("Gather", graph.constant(table), places))
    return graph.normalised(summed, weights, "embeddings.LayerNorm", config["layer_norm_eps"])


def _layer(graph: Graph, weights: Weights, prefix: str, x: str, away: str, config: dict[str, Any]) -> str:
    import numpy as np

    def part(name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return weights[f"{prefix}{name}.weight"], weights[f"{prefix}{name}.bias"]

    heads, epsilon = config["num_attention_heads"], config["layer_norm_eps"]
    size = config["hidden_size"] // heads
    query, key, value = (part(f"attention.self.{name}") for name in ("query", "key", "value"))
    shrink = np.float32(1 / np.sqrt(size))
    packed = graph.dense(
        x,
        np.concatenate([query[0] * shrink, key[0], value[0]]),
        np.concatenate([query[1] * shrink, key[1], value[1]]),
        attends=True,
    )
    shape = graph.constant([0, 0, heads, size])
    q, k, v = (graph("Reshape", piece, shape) for piece in graph("Split", packed, outputs=3, axis=-1))
    q, v = graph("Transpose", q, perm=[0, 2, 1, 3]), graph("Transpose", v, perm=[0, 2, 1, 3])
    k = graph("Transpose", k, perm=[0, 2, 3, 1])
    attention = graph("Softmax", graph("Add", graph("MatMul", q, k), away), axis=-1)
    mixed = graph("Transpose", graph("MatMul", attention, v), perm=[0, 2, 1, 3])
    mixed = graph("Reshape", mixed, graph.constant([0, 0, config["hidden_size"]]))
    mixed = graph("Add", graph.dense(mixed, *part("attention.output.dense")), x)
    x = graph.normalised(mixed, weights, f"{prefix}attention.output.LayerNorm", epsilon)
    inner = graph.dense(x, *part("intermediate.dense"))
    half = graph(
        "Add", graph("Erf", graph("Div", inner, graph.constant(float(np.sqrt(2))))), graph.constant(1.0)
    )
    inner = graph("Mul", graph("Mul", inner, half), graph.constant(0.5))
    return graph.normalised(
        graph("Add", graph.dense(inner, *part("output.dense")), x),
        weights,
        f"{prefix}output.LayerNorm",
        epsilon,
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
