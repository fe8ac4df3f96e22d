"""The matrix of a network as CSV, as the Discourse Network Analyzer 3.1 writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from wortlaut.errors import RecordError
from wortlaut.export.graphs.attributes import only
from wortlaut.record.network import Edge, Network, Node


def matrix(networks: Network | Sequence[Network]) -> bytes:
    """Return the matrix of one network: semicolons, labels in quotes, six decimals unless all are whole.

    The first cell is an empty string. Raises CodingError for several networks.
    """
    network = only(networks, "a matrix")
    lines = [";".join(['""', *(word(node) for node in network.columns)])]
    lines += [";".join([word(node), *row]) for node, row in zip(network.rows, numbers(network), strict=True)]
    return ("\n".join(lines) + "\n").encode()


def networks_from_matrix(data: bytes) -> tuple[Network, ...]:
    """Return the network of a matrix; raises RecordError.

    Labels are the ids. One set of labels makes a network of one mode (directed where it is not symmetric), two make
    one of two modes, whose columns have ``column:`` before their ids where a row has the same label.
    """
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
        columns = rows[0][1:]
        labels = [row[0] for row in rows[1:] if row]
        values = [[float(cell) for cell in row[1:]] for row in rows[1:] if row]
    except (UnicodeDecodeError, ValueError, IndexError, csv.Error) as error:
        raise RecordError(f"this is no matrix with semicolons: {error}") from None
    return (filled(labels, columns, values),)


def filled(rows: list[str], columns: list[str], values: list[list[float]]) -> Network:
    """Return the network of a matrix of weights; raises RecordError where it is not rectangular or labels repeat."""
    if len(values) != len(rows) or any(len(row) != len(columns) for row in values):
        raise RecordError(f"the matrix needs {len(rows)} rows of {len(columns)} numbers")
    for labels in (rows, columns):
        if len(set(labels)) < len(labels):
            raise RecordError("a label stands twice; nodes cannot be told apart")
    cells = [(across, down) for across in range(len(rows)) for down in range(len(columns))]
    one = rows == columns
    symmetric = one and all(values[across][down] == values[down][across] for across, down in cells)
    heads = columns if one else [f"column:{label}" if label in set(rows) else label for label in columns]
    nodes = [Node(id=label, label=label) for label in rows]
    if not one:
        nodes += [Node(id=id, label=label, mode=2) for id, label in zip(heads, columns, strict=True)]
    return Network(
        shape=("one-mode" if symmetric else "directed") if one else "two-mode",
        nodes=tuple(nodes),
        edges=tuple(
            Edge(source=rows[across], target=heads[down], weight=values[across][down])
            for across, down in cells
            if values[across][down] and not (symmetric and down < across)
        ),
    )


def word(node: Node) -> str:
    """Return a label in quotes, without what would break the line."""
    return '"' + node.label.replace('"', "'").replace("\n", " ").replace("\r", " ") + '"'


def numbers(network: Network) -> list[list[str]]:
    """Return the weights as words: whole where all are, else with six decimals."""
    found = network.matrix()
    whole = all(value == int(value) for row in found for value in row)
    return [[str(int(value)) if whole else f"{value:.6f}" for value in row] for row in found]
