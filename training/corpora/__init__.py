"""One module per corpus, each with ``read(data, split) -> list[Example]``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from training.corpora import quotes_wikinews, redewiedergabe, speech_events_bundestag
from training.corpora.example import KINDS, MEDIA, ROLES, Example, Quote

READERS: dict[str, Callable[[Path, str], list[Example]]] = {
    "quotes_wikinews": quotes_wikinews.read,
    "redewiedergabe": redewiedergabe.read,
    "speech_events_bundestag": speech_events_bundestag.read,
}

__all__ = ["KINDS", "MEDIA", "READERS", "ROLES", "Example", "Quote"]
