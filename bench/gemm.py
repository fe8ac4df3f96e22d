"""How fast this machine can multiply the encoder's matrices, in int8 and fp32: the limit of any reading.

The graphs have one node each and are written by hand (protobuf of ONNX, https://onnx.ai/onnx/repo-docs/IR.html),
so that nothing but onnxruntime and numpy is needed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HIDDEN, FFN, LAYERS = 384, 1536, 12
FLOAT, UINT8, INT8, INT32 = 1, 2, 3, 6  # element types of ONNX
# (width in, width out, how often per layer): query, key, value and attention output; into and out of the FFN
SHAPES = ((HIDDEN, HIDDEN, 4), (HIDDEN, FFN, 1), (FFN, HIDDEN, 1))


@dataclass(frozen=True, slots=True)
class Limit:
    """Billions of operations (multiply and add count as two) per second."""

    threads: int
    int8: float
    fp32: float


def operations(layers: int = LAYERS) -> int:
    """Operations of the encoder's matrix products per subword, attention scores left out.

    >>> operations(12)
    42467328
    """
    return layers * sum(2 * rows * columns * times for rows, columns, times in SHAPES)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number: int, value: int | str | bytes) -> bytes:
    """Encode one protobuf field: a varint, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _tensor(name: str, kind: int, shape: Sequence[int], data: bytes) -> bytes:
    dims = b"".join(_field(1, size) for size in shape)
    return dims + _field(2, kind) + _field(8, name) + _field(9, data)


def _value(name: str, kind: int, shape: Sequence[int]) -> bytes:
    dims = b"".join(_field(1, _field(1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, dims)))


def product_model(rows: int, weights: NDArray[np.generic]) -> bytes:
    """Return an ONNX model of one product, ``a`` (rows, inner) by constant ``weights`` (inner, columns).

    int8 weights take a uint8 ``a`` and give int32 (MatMulInteger), float32 weights give float32 (MatMul).
    """
    inner, columns = weights.shape
    whole = weights.dtype == np.int8
    name, kind_a, kind_b, kind_out = ("MatMulInteger", UINT8, INT8, INT32) if whole else ("MatMul", FLOAT, FLOAT, FLOAT)
    node = _field(1, "a") + _field(1, "b") + _field(2, "out") + _field(4, name)
    graph = (
        _field(1, node)
        + _field(2, "product")
        + _field(5, _tensor("b", kind_b, (inner, columns), weights.tobytes()))
        + _field(11, _value("a", kind_a, (rows, inner)))
        + _field(12, _value("out", kind_out, (rows, columns)))
    )
    opset = _field(1, "") + _field(2, 13)
    return _field(1, 7) + _field(7, graph) + _field(8, opset)


def _seconds(rows: int, weights: NDArray[np.generic], threads: int, patience: float) -> float:
    """Best time of one product over ``patience`` seconds."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(product_model(rows, weights), options, providers=["CPUExecutionProvider"])
    dtype = np.uint8 if weights.dtype == np.int8 else np.float32
    feed = {"a": np.ones((rows, weights.shape[0]), dtype=dtype)}
    session.run(None, feed)
    best, until = float("inf"), time.perf_counter() + patience
    while time.perf_counter() < until:
        begun = time.perf_counter()
        session.run(None, feed)
        best = min(best, time.perf_counter() - begun)
    return best


def measure(threads: int = 1, *, rows: int = 1024, patience: float = 0.5) -> Limit:
    """Measure both limits with ``rows`` subwords at a time."""
    rates = []
    for kind in (np.int8, np.float32):
        total = 0.0
        for inner, columns, times in SHAPES:
            weights = np.ones((inner, columns), dtype=kind)
            total += times * _seconds(rows, weights, threads, patience)
        rates.append(rows * operations(1) / total / 1e9)
    return Limit(threads, *rates)
