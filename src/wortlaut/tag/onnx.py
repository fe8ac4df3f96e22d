"""The model run by onnxruntime, one thread a process."""

from __future__ import annotations

from typing import Any

import numpy as np

from wortlaut.errors import BundleError
from wortlaut.tag.bundle import ENCODER, ROLES, Bundle
from wortlaut.tag.decode import Floats
from wortlaut.tag.tagger import Ints, Seen

SLOW = ["SkipLayerNormFusion"]
"""Rewritings of the graph that cost time: with the fused node a window takes some 2 % longer (onnxruntime 1.32)."""


class OnnxEngine:
    """Holds the two sessions of a bundle; not shared between processes."""

    def __init__(self, bundle: Bundle, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._encoder, self._roles = (
                onnxruntime.InferenceSession(
                    str(bundle.folder / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
                )
                for name in (ENCODER, ROLES)
            )
        except Exception as error:  # onnxruntime raises classes of its own without a common parent
            raise BundleError(f"{bundle.folder} cannot be loaded: {error}") from error

    def encode(self, ids: Ints, depth: Ints, heads: Ints, sentence: Ints) -> Seen:
        """Read one window: ids and depth per piece, first piece and sentence number per word."""
        feed = {"ids": ids[None], "depth": depth[None], "heads": heads[None], "sentence": sentence[None]}
        return Seen(*(part[0] for part in self._run(self._encoder, feed)))

    def relate(self, states: Floats, place: Ints, distance: Ints, sentence: Ints) -> tuple[Floats, Floats, Floats]:
        """Return logits of roles (words, role), kinds and media (label,) of one quote."""
        feed = {"states": states[None], "place": place[None], "distance": distance[None], "sentence": sentence[None]}
        roles, kinds, media = self._run(self._roles, feed)
        return roles[0], kinds[0], media[0]

    @staticmethod
    def _run(session: Any, feed: dict[str, Any]) -> list[Floats]:
        return [np.asarray(value, dtype=np.float32) for value in session.run(None, feed)]
