"""The model run by onnxruntime, one thread a process."""

from __future__ import annotations

from typing import Any

import numpy as np

from wortlaut.errors import BundleError
from wortlaut.tag.bundle import ENCODER, ROLES, Bundle
from wortlaut.tag.decode import Floats
from wortlaut.tag.tagger import Ints


class OnnxEngine:
    """Holds the two sessions of a bundle; not shared between processes."""

    def __init__(self, bundle: Bundle, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._encoder, self._roles = (
                onnxruntime.InferenceSession(str(bundle.folder / name), options, providers=["CPUExecutionProvider"])
                for name in (ENCODER, ROLES)
            )
        except Exception as error:  # onnxruntime raises classes of its own without a common parent
            raise BundleError(f"{bundle.folder} cannot be loaded: {error}") from error

    def encode(self, ids: Ints, depth: Ints, mask: Ints, heads: Ints) -> tuple[Floats, Floats]:
        """Return states (batch, words, hidden) and tag logits (batch, words, level, tag)."""
        states, logits = self._run(self._encoder, {"ids": ids, "depth": depth, "mask": mask, "heads": heads})
        return states, logits

    def relate(
        self, states: Floats, place: Ints, distance: Ints, sentence: Ints, mask: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """Return logits of roles (quotes, words, role), kinds and media (quotes, label)."""
        feed = {"states": states, "place": place, "distance": distance, "sentence": sentence, "mask": mask}
        roles, kinds, media = self._run(self._roles, feed)
        return roles, kinds, media

    @staticmethod
    def _run(session: Any, feed: dict[str, Any]) -> list[Floats]:
        return [np.asarray(value, dtype=np.float32) for value in session.run(None, feed)]
