"""The edges of networks as CSV, for tables and for whoever wants the claims behind each."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from wortlaut.export.csv import guarded
from wortlaut.record.network import Network

_COLUMNS = ("source", "source_id", "target", "target_id", "weight", "low", "high", "claims")
_TIMES = ("start", "stop")


def edges(networks: Network | Sequence[Network]) -> bytes:
    """Return the edges as CSV: names and ids of both ends, weight, bands, ids of the claims.

    Several networks are one table, whose last columns are ``start`` and ``stop`` of each.
    """
    several = not isinstance(networks, Network)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*_COLUMNS, *(_TIMES if several else ())])
    for network in [networks] if isinstance(networks, Network) else networks:
        names = {node.id: node.label for node in network.nodes}
        times = ["" if at is None else at.isoformat() for at in (network.start, network.stop)] if several else []
        for one in network.edges:
            bounds = ["" if bound is None else f"{bound:.6g}" for bound in (one.low, one.high)]
            ends = (names[one.source], one.source, names[one.target], one.target)
            writer.writerow([*map(guarded, ends), f"{one.weight:.6g}", *bounds, " ".join(one.claims), *times])
    return buffer.getvalue().encode()
