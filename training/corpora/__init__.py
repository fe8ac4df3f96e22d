"""One module per corpus, each with ``read(data, split) -> list[Example]``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from training.corpora import (
    events,
    germeval2014,
    gsd_pos_train,
    quotes_wikinews,
    redewiedergabe,
    speech_events_bundestag,
    ud_de,
    uner_de_pud,
    wikineural_de,
)
from training.corpora.example import KINDS, MEDIA, ROLES, UNKNOWN, Act, Example, Quote, Syntax

READERS: dict[str, Callable[[Path, str], list[Example]]] = {
    "quotes_wikinews": quotes_wikinews.read,
    "redewiedergabe": redewiedergabe.read,
    "speech_events_bundestag": speech_events_bundestag.read,
    "germeval2014": germeval2014.read,
    "wikineural_de": wikineural_de.read,
    "uner_de_pud": uner_de_pud.read,
    "ud_de": ud_de.read,
    "gsd_pos_train": gsd_pos_train.read,
    "events": events.read,
}

__all__ = ["KINDS", "MEDIA", "READERS", "ROLES", "UNKNOWN", "Act", "Example", "Quote", "Syntax"]
