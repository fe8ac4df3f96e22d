"""Operations of matrix products, by shape and as onnxruntime reports them."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from bench.gemm import operations as of_encoder
from bench.gemm import product_model
from bench.product import load_reader
from bench.stages import clocked
from bench.work import of_profile, operations, profiled

BY_HAND = 2 * 2 * 4 * 5 * 7 * 8 * 2  # (batch 2, 4 heads, 5 words, 7 keys, 8 wide): scores and mixture


def test_products_by_shape():
    assert operations("Gemm", [[5, 32], [96]], [5, 96]) == 2 * 5 * 32 * 96
    assert operations("FusedMatMul", [[1, 12, 36, 32], [1, 12, 32, 36]], [1, 12, 36, 36]) == 2 * 12 * 36 * 32 * 36
    assert operations("Softmax", [[1, 12, 36, 36]], [1, 12, 36, 36]) == 0
    with pytest.raises(NotImplementedError, match="the operations of ConvInteger"):
        operations("ConvInteger", [[1, 3, 8]], [1, 3, 8])


@pytest.mark.parametrize(
    ("query", "key"), [([2, 5, 32], [2, 7, 32]), ([2, 4, 5, 8], [2, 4, 7, 8])], ids=["side by side", "by head"]
)
def test_attention_is_what_its_two_products_are(query, key):
    scores = operations("MatMul", [[2, 4, 5, 8], [2, 4, 8, 7]], [2, 4, 5, 7])
    mixture = operations("MatMul", [[2, 4, 5, 7], [2, 4, 7, 8]], [2, 4, 5, 8])
    assert operations("MultiHeadAttention", [query, key, key, [96]], query) == scores + mixture == BY_HAND


def test_attention_with_its_own_weights_counts_them():
    weights = operations("MatMul", [[2, 5, 48]], [2, 5, 96])
    attention = operations("MultiHeadAttention", [[2, 5, 32]] * 3, [2, 5, 32])
    assert operations("Attention", [[2, 5, 48], [96]], [2, 5, 32]) == weights + attention


def test_only_nodes_that_ran_count():
    ran = {"op_name": "MatMul", "input_type_shape": [{"float": [3, 4]}], "output_type_shape": [{"float": [3, 5]}]}
    assert of_profile([{"cat": "Session"}, {"args": {"op_name": "MatMul"}}, {"args": ran}, {"args": ran}]) == 240


@pytest.mark.parametrize("kind", [np.int8, np.float32])
def test_sessions_are_counted_until_the_end(kind):
    opened = onnxruntime.InferenceSession
    with profiled() as work:
        sessions = [onnxruntime.InferenceSession(product_model(3, np.ones((4, 5), kind))) for _ in range(2)]
        for session in (*sessions, sessions[0]):
            session.run(None, {"a": np.ones((3, 4), np.uint8 if kind == np.int8 else np.float32)})
    assert work.operations == 3 * (2 * 3 * 4 * 5)
    assert onnxruntime.InferenceSession is opened


def test_the_model_multiplies_at_least_what_its_encoder_does():
    from wortlaut.intake import article_from_text

    article = article_from_text("„Wir müssen handeln“, sagte Ministerin Anna Meier. Er widersprach ihr.")
    with clocked() as clock, profiled() as work:
        list(load_reader().read_many([article], processes=1))
    assert 1.0 < work.operations / (clock.subwords * of_encoder()) < 10.0
    assert 0.0 < clock.around_model() < 1.0
