"""How much there is to multiply: operations of all matrix products of the model, as onnxruntime carries them out.

Its profile names every node that ran, after all fusing, with the shapes that went in and came out. So the products of
any bundle are counted, those of attention and of every head included, whatever its graphs look like. Multiply and
add count as two; padding counts, since it is multiplied too.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

Shape = Sequence[int]
UNKNOWN = ("Conv", "Einsum", "LSTM", "GRU", "RNN")


@dataclass(slots=True)
class Work:
    """Operations of matrix products."""

    operations: int = 0


def operations(name: str, inputs: Sequence[Shape], output: Shape) -> int:
    """Return the operations of one node; those without a product have none.

    Raises NotImplementedError for nodes that multiply in another way.

    >>> operations("MatMulIntegerToFloat", [[1, 100, 384], [384]], [1, 100, 1536]) == 2 * 100 * 384 * 1536
    True
    """
    if "MatMul" in name or "Gemm" in name:
        return 2 * prod(output) * inputs[0][-1]
    if name.endswith("Attention"):
        return _attention(inputs, output)
    if name.startswith(UNKNOWN):
        raise NotImplementedError(f"the operations of {name} cannot be counted")
    return 0


def _attention(inputs: Sequence[Shape], output: Shape) -> int:
    """Scores and mixture of query, key and value; or all that from one input, whose weights count as well."""
    query = inputs[0]
    if len(inputs) > 2 and len(inputs[2]) > 2:
        key, value = inputs[1:3]
        return 2 * key[-2] * (prod(query) + prod(query[:-1]) * value[-1])
    return 2 * prod(output) * (3 * query[-1] + 2 * query[-2])


def of_profile(events: Sequence[Mapping[str, Any]]) -> int:
    """Return the operations of all nodes in a profile."""
    nodes = [event["args"] for event in events if "output_type_shape" in event.get("args", {})]
    return sum(
        operations(node["op_name"], _shapes(node["input_type_shape"]), _shapes(node["output_type_shape"])[0])
        for node in nodes
        if node["output_type_shape"]
    )


def _shapes(tensors: Sequence[Mapping[str, Shape]]) -> list[Shape]:
    return [shape for tensor in tensors for shape in tensor.values()]


@contextmanager
def profiled() -> Iterator[Work]:
    """Count, at the end, what all sessions opened in the meantime have multiplied."""
    import onnxruntime

    original = onnxruntime.InferenceSession
    sessions: list[Any] = []
    work = Work()
    with tempfile.TemporaryDirectory() as folder:

        def opened(model: Any, sess_options: Any = None, *rest: Any, **named: Any) -> Any:
            options = sess_options or onnxruntime.SessionOptions()
            options.enable_profiling = True
            options.profile_file_prefix = str(Path(folder) / str(len(sessions)))
            sessions.append(original(model, options, *rest, **named))
            return sessions[-1]

        onnxruntime.InferenceSession = opened
        try:
            yield work
        finally:
            onnxruntime.InferenceSession = original
            profiles = [Path(session.end_profiling()) for session in sessions]
        work.operations = sum(of_profile(json.loads(path.read_text(encoding="utf-8"))) for path in profiles)
