"""What the model was made of, for its card: read from the corpora themselves, so that nothing is forgotten."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from pathlib import Path

LICENCE = re.compile(r"\bCC0\b|\bCC BY(?:-NC)?(?:-SA|-ND)?(?: \d\.\d)?")


class LicenceError(ValueError):
    """A corpus that does not say under which licence it is."""


def licences(folder: Path) -> list[str]:
    """Return the Creative Commons licences that the licence notes of a corpus name, each once.

    Where the parts of a corpus have notes of their own, those count.

    Raises LicenceError if there is none: then nobody may train on it.
    """
    notes = sorted(folder.glob("*/LICENCE.txt")) or sorted(folder.glob("LICENCE.txt"))
    texts = [path.read_text(encoding="utf-8") for path in notes]
    found = dict.fromkeys(m.group() for text in texts for m in LICENCE.finditer(text))
    versions = {name.rpartition(" ")[0] for name in found if name[-1].isdigit()}
    named = [name for name in found if name not in versions]
    if not named:
        raise LicenceError(f"{folder} has no LICENCE.txt that names a licence")
    return named


def data_table(data: Path, used: Iterable[tuple[str, str]]) -> str:
    """Return a Markdown table of (corpus, what it was used for) with title and licence of each."""
    lines = ["| corpus | used for | licence |", "| --- | --- | --- |"]
    for name, purpose in used:
        module = importlib.import_module(f"training.corpora.{name}")
        title = (module.__doc__ or name).strip().splitlines()[0].rstrip(".")
        lines.append(f"| {title} (`{name}`) | {purpose} | {', '.join(licences(data / name))} |")
    return "\n".join(lines)
