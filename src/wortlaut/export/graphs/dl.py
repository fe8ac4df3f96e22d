"""DL, the format of UCINET, as the Discourse Network Analyzer 3.1 writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wortlaut.errors import RecordError
from wortlaut.export.graphs.attributes import only
from wortlaut.export.graphs.matrix import filled, numbers, word
from wortlaut.record.network import Network

_HEAD = re.compile(r"dl\s+n([rc])?\s*=\s*(\d+)(?:\s*,\s*nc\s*=\s*(\d+))?\s*,\s*format\s*=\s*fullmatrix", re.IGNORECASE)
_LABEL = re.compile(r'"([^"]*)"')


def dl(networks: Network | Sequence[Network]) -> bytes:
    """Return the matrix of one network as DL; raises CodingError for several."""
    network = only(networks, "DL")
    rows, columns = [word(node) for node in network.rows], [word(node) for node in network.columns]
    if network.shape == "two-mode":
        head = [f"dl nr = {len(rows)}, nc = {len(columns)}, format = fullmatrix"]
        head += ["row labels:", ", ".join(rows), "col labels:", ", ".join(columns)]
    else:
        head = [f"dl n = {len(rows)}, format = fullmatrix", "labels:", ", ".join(rows)]
    lines = (" ".join(row) for row in numbers(network))
    return ("\n".join([*head, "data:", *lines]) + "\n").encode()


def networks_from_dl(data: bytes) -> tuple[Network, ...]:
    """Return the network of a DL file in the form that ``dl`` and DNA write; labels are the ids. Raises RecordError."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RecordError(f"this is no DL in UTF-8: {error}") from None
    if not lines or not _HEAD.fullmatch(lines[0].strip()):
        raise RecordError("this is no DL with a full matrix: the first line is `dl n = …, format = fullmatrix`")
    below = {line.strip().lower(): number for number, line in enumerate(lines) if line.rstrip().endswith(":")}
    if "data:" not in below or not ("labels:" in below or {"row labels:", "col labels:"} <= set(below)):
        raise RecordError("DL: labels and data are needed")
    heads = ("labels:", "labels:") if "labels:" in below else ("row labels:", "col labels:")
    rows, columns = (_LABEL.findall(lines[below[head] + 1]) for head in heads)
    try:
        values = [[float(cell) for cell in line.split()] for line in lines[below["data:"] + 1 :] if line.strip()]
    except ValueError as error:
        raise RecordError(f"DL: {error}") from None
    return (filled(rows, columns, values),)
