"""The quick graph of a BERT: its linear layers multiply whole numbers of 8 bits.

Each token's activations have a scale of their own, and so has each output's weights, so that a text's vector does not
depend on its company (dynamic quantisation per tensor, the usual way, shares one scale among all tokens and loses more).
What attention is computed from is the most sensitive part and is multiplied twice: rounded, and what the rounding left.
Of the packaged model this keeps the direction of a vector to a cosine of 0.999.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.bert import Graph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The byte that stands for zero: processors are fastest with unsigned activations and signed weights.
_ZERO = 128
_LARGEST = 127
#: How much finer the second multiplication is; below twice the largest, so that half a step of the first still fits.
_FINER = 250.0


class QuickGraph(Graph):
    """A graph whose linear layers are quantised."""

    def dense(
        self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], *, attends: bool = False
    ) -> str:
        """A linear layer in 8 bits; ``attends`` asks for 16, in two multiplications."""
        import numpy as np

        scale = np.maximum(np.abs(weight).max(axis=1), np.float32(1e-9)) / np.float32(_LARGEST)
        packed = self.constant(np.round(weight.T / scale).astype(np.int8))
        shape = self("Shape", x)
        tokens = self("Reshape", x, self.constant([-1, weight.shape[1]]))
        largest = self("ReduceMax", self("Abs", tokens), axes=[-1], keepdims=0)
        step = self("Max", self("Mul", largest, self.constant(1 / _LARGEST)), self.constant(1e-9))
        rounded, product = self._product(tokens, step, packed)
        if attends:
            zeros = self._zeros(step)
            left = self("Sub", tokens, self("DequantizeLinear", rounded, step, zeros, axis=0))
            fine = self.constant(1 / _FINER)
            _, finer = self._product(left, self("Mul", step, fine), packed)
            product = self("Add", product, self("Mul", finer, fine))
        product = self("Mul", product, self("Unsqueeze", step, self.constant([1])))
        product = self("Add", self("Mul", product, self.constant(scale)), self.constant(bias))
        leading = self("Slice", shape, self.constant([0]), self.constant([2]))
        return str(
            self("Reshape", product, self("Concat", leading, self.constant([weight.shape[0]]), axis=0))
        )

    def _product(self, tokens: Any, step: Any, packed: str) -> tuple[Any, Any]:
        """The rounded tokens (n, in) and their product with the weights (n, out), in units of ``step``."""
        import numpy as np
        from onnx import TensorProto

        rounded = self("QuantizeLinear", tokens, step, self._zeros(step), axis=0)
        product = self("MatMulInteger", rounded, packed, self.constant(np.uint8(_ZERO)))
        return rounded, self("Cast", product, to=TensorProto.FLOAT)

    def _zeros(self, step: Any) -> Any:
        import numpy as np

        return self("Expand", self.constant(np.uint8(_ZERO)), self("Shape", step))
