"""Networks as files: GraphML and GEXF 1.3 (Gephi, igraph, networkx), DL (UCINET), the matrix as CSV.

GraphML and GEXF are plain: typed attributes, no missing values, ids as they are. DL and the matrix are written as the
Discourse Network Analyzer 3.1 does. What XML cannot hold (control characters) is left out of labels.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from wortlaut.record.network import Edge, Network, Node

Format = Literal["graphml", "gexf", "dl", "matrix", "edges"]
_Value = str | int | float | bool
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_TYPES: dict[type, tuple[str, str]] = {
    bool: ("boolean", "boolean"),
    int: ("long", "long"),
    float: ("double", "double"),
    str: ("string", "string"),
}
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGE_COLUMNS = ("source", "source_id", "target", "target_id", "weight", "low", "high", "claims")


def graphml(network: Network) -> bytes:
    """Return a network as GraphML 1.0.

    Nodes have ``label``, ``claims`` (how many), ``mode`` (1 or 2) and their own attributes; edges ``weight``,
    ``claims`` (how many) and, where there are bands, ``low`` and ``high``.
    """
    root = Element("graphml", {"xmlns": _GRAPHML})
    kinds = {"node": _kinds(map(_of_node, network.nodes)), "edge": _kinds(map(_of_edge, network.edges))}
    for domain, names in kinds.items():
        for name, kind in names.items():
            told = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": _TYPES[kind][0]}
            SubElement(root, "key", told)
    direction = "directed" if network.shape == "directed" else "undirected"
    graph = SubElement(root, "graph", {"id": "wortlaut", "edgedefault": direction})
    for node in network.nodes:
        made = SubElement(graph, "node", {"id": xml_text(node.id)})
        _data(made, "node", _of_node(node), kinds["node"])
    for number, edge in enumerate(network.edges):
        ends = {"id": f"e{number}", "source": xml_text(edge.source), "target": xml_text(edge.target)}
        _data(SubElement(graph, "edge", ends), "edge", _of_edge(edge), kinds["edge"])
    return _file(root)


def gexf(network: Network) -> bytes:
    """Return a network as GEXF 1.3; the strength of an edge is its weight without a sign, the sign an attribute.

    Gephi takes no negative weights: ``signed`` has the weight as it is.
    """
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "Wortlaut"
    SubElement(meta, "description").text = "; ".join(f"{name}: {value}" for name, value in network.options.items())
    direction = "directed" if network.shape == "directed" else "undirected"
    graph = SubElement(root, "graph", {"mode": "static", "defaultedgetype": direction, "idtype": "string"})
    nodes = [{name: value for name, value in _of_node(one).items() if name != "label"} for one in network.nodes]
    edges = [{"signed": one.weight, **_of_edge(one)} for one in network.edges]
    for one in edges:
        one.pop("weight")
    kinds = {"node": _kinds(nodes), "edge": _kinds(edges)}
    for domain, names in kinds.items():
        declared = SubElement(graph, "attributes", {"class": domain, "mode": "static"})
        for number, (name, kind) in enumerate(names.items()):
            SubElement(declared, "attribute", {"id": str(number), "title": name, "type": _TYPES[kind][1]})
    listed = SubElement(graph, "nodes", {"count": str(len(nodes))})
    for node, told in zip(network.nodes, nodes, strict=True):
        made = SubElement(listed, "node", {"id": xml_text(node.id), "label": xml_text(node.label)})
        _values(made, told, kinds["node"])
    joined = SubElement(graph, "edges", {"count": str(len(edges))})
    for number, (edge, told) in enumerate(zip(network.edges, edges, strict=True)):
        ends = {"id": str(number), "source": xml_text(edge.source), "target": xml_text(edge.target)}
        made = SubElement(joined, "edge", {**ends, "weight": f"{abs(edge.weight):.6g}"})
        _values(made, told, kinds["edge"])
    return _file(root)


def dl(network: Network) -> bytes:
    """Return the matrix of a network as DL of UCINET, as DNA writes it."""
    rows, columns = [_word(node) for node in network.rows], [_word(node) for node in network.columns]
    if network.shape == "two-mode":
        head = [f"dl nr = {len(rows)}, nc = {len(columns)}, format = fullmatrix"]
        head += ["row labels:", ", ".join(rows), "col labels:", ", ".join(columns)]
    else:
        head = [f"dl n = {len(rows)}, format = fullmatrix", "labels:", ", ".join(rows)]
    numbers = (" ".join(row) for row in _numbers(network))
    return ("\n".join([*head, "data:", *numbers]) + "\n").encode()


def matrix(network: Network) -> bytes:
    """Return the matrix of a network as CSV as DNA writes it: semicolons, quotes, six decimals unless all are whole."""
    lines = [";".join(['""', *(_word(node) for node in network.columns)])]
    lines += [";".join([_word(node), *row]) for node, row in zip(network.rows, _numbers(network), strict=True)]
    return ("\n".join(lines) + "\n").encode()


def edges(network: Network) -> bytes:
    """Return the edges as CSV: names and ids of both ends, weight, bands, ids of the claims."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_EDGE_COLUMNS)
    names = {node.id: node.label for node in network.nodes}
    for one in network.edges:
        bounds = ["" if bound is None else f"{bound:.6g}" for bound in (one.low, one.high)]
        ends = (names[one.source], one.source, names[one.target], one.target)
        writer.writerow([*map(_guarded, ends), f"{one.weight:.6g}", *bounds, " ".join(one.claims)])
    return buffer.getvalue().encode()


GRAPH_FORMATS: dict[Format, Callable[[Network], bytes]] = {
    "graphml": graphml,
    "gexf": gexf,
    "dl": dl,
    "matrix": matrix,
    "edges": edges,
}
"""Writers by the name of the format."""


def _of_node(node: Node) -> dict[str, _Value]:
    own = {name: value for name, value in node.attributes.items() if name not in ("label", "claims", "mode")}
    return {"label": node.label, "claims": node.claims, "mode": node.mode, **own}


def _of_edge(edge: Edge) -> dict[str, _Value]:
    bounds = {"low": edge.low, "high": edge.high}
    told: dict[str, _Value] = {"weight": edge.weight, "claims": len(edge.claims)}
    return told | {name: value for name, value in bounds.items() if value is not None}


def _kinds(rows: Iterable[Mapping[str, _Value]]) -> dict[str, type]:
    """Return the type of each attribute: words where rows differ, decimals where some are."""
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            kind = found.setdefault(name, type(value))
            if kind is not type(value):
                found[name] = float if {kind, type(value)} == {int, float} else str
    return found


def _data(made: Element, domain: str, told: Mapping[str, _Value], kinds: Mapping[str, type]) -> None:
    for name, value in told.items():
        SubElement(made, "data", {"key": f"{domain}-{name}"}).text = _written(value, kinds[name])


def _values(made: Element, told: Mapping[str, _Value], kinds: Mapping[str, type]) -> None:
    numbers = {name: str(number) for number, name in enumerate(kinds)}
    values = SubElement(made, "attvalues")
    for name, value in told.items():
        SubElement(values, "attvalue", {"for": numbers[name], "value": _written(value, kinds[name])})


def _written(value: _Value, kind: type) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return repr(float(value)) if kind is float else xml_text(str(value))


def xml_text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NO_TEXT.sub("", text)


def _word(node: Node) -> str:
    return '"' + node.label.replace('"', "'").replace("\n", " ").replace("\r", " ") + '"'


def _numbers(network: Network) -> list[list[str]]:
    found = network.matrix()
    whole = all(value == int(value) for row in found for value in row)
    return [[str(int(value)) if whole else f"{value:.6f}" for value in row] for row in found]


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _file(root: Element) -> bytes:
    indent(root, space=" ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"
