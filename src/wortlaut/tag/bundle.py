"""A model bundle: a folder with two ONNX graphs, tokenizer, labels, card and checksums."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wortlaut.errors import BundleError
from wortlaut.tag.tagger import Labels

FORMAT = 2
ENCODER, ROLES, TOKENIZER, LABELS, CARD, SUMS = (
    "encoder.onnx",
    "roles.onnx",
    "tokenizer.json",
    "labels.json",
    "card.md",
    "SHA256",
)
SHIPPED = Path(__file__).parent / "bundle"
"""The bundle that comes with the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Where the parts lie, the labels, and a hash that names the model in every run."""

    folder: Path
    labels: Labels
    name: str
    hash: str


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every part but the list of sums itself."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (ENCODER, ROLES, TOKENIZER, LABELS, CARD)
    }


def seal(folder: Path) -> None:
    """Write the checksum list in the format of ``sha256sum``."""
    lines = [f"{digest}  {name}\n" for name, digest in digests(folder).items()]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def open_bundle(folder: Path | None = None, *, verify: bool = False) -> Bundle:
    """Open a bundle (default: the shipped one); ``verify`` compares every checksum.

    Raises ``BundleError`` if a part is missing, damaged, or of another format.
    """
    folder = folder or SHIPPED
    missing = [n for n in (ENCODER, ROLES, TOKENIZER, LABELS, SUMS) if not (folder / n).is_file()]
    if missing:
        raise BundleError(f"{folder} is not a model bundle: {', '.join(missing)} missing")
    try:
        about = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        form, labels = about["format"], _labels(about["labels"])
    except (ValueError, KeyError, TypeError) as error:
        raise BundleError(f"{folder / LABELS} cannot be read: {error}") from error
    if form != FORMAT:
        raise BundleError(f"{folder} has bundle format {form}; this version reads {FORMAT}")
    sums = (folder / SUMS).read_text(encoding="utf-8")
    if verify:
        for name, digest in digests(folder).items():
            if f"{digest}  {name}" not in sums:
                raise BundleError(f"{folder / name} is damaged: its checksum is not the one in {SUMS}")
    mark = hashlib.sha256(sums.encode()).hexdigest()[:12]
    return Bundle(folder=folder, labels=labels, name=about["name"], hash=mark)


def _labels(about: dict[str, Any]) -> Labels:
    outer, nested = about["quote_bias"]
    return Labels(
        kinds=tuple(about["kinds"]),
        media=tuple(about["media"]),
        roles=tuple(about["roles"]),
        quote_bias=(outer, nested),
        role_floor=tuple(about["role_floor"]),
        calibration={head: (said, right) for head, (said, right) in about["calibration"].items()},
    )
