"""What nodes and edges have in a file: names, types, values; and XML that holds nothing it should not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, ParseError, fromstring, indent, tostring

from wortlaut.errors import CodingError, RecordError
from wortlaut.record.network import Edge, Network, Node, Shape

Value = str | int | float | bool
OWN = frozenset({"label", "claims", "mode"})
"""Names that graph files need themselves."""

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def only(networks: Network | Sequence[Network], format: str) -> Network:
    """Return the one network; raises CodingError where there are several."""
    if isinstance(networks, Network):
        return networks
    if len(networks) != 1:
        raise CodingError(f"{format} holds one network, not {len(networks)}: write a file each, or GEXF for all")
    return networks[0]


def of_node(node: Node) -> dict[str, Value]:
    """Return all that a file tells of a node; raises CodingError for an attribute with a name that it needs itself."""
    taken = OWN & set(node.attributes)
    if taken:
        raise CodingError(f"node {node.id} has an attribute {min(taken)!r}, which graph files need; rename it")
    return {"label": node.label, "claims": node.claims, "mode": node.mode, **node.attributes}


def of_edge(edge: Edge) -> dict[str, Value]:
    """Return all that a file tells of an edge: bounds only where there are some, ids of claims parted by spaces."""
    told: dict[str, Value] = {"weight": edge.weight, "claims": len(edge.claims)}
    bounds = {"low": edge.low, "high": edge.high}
    told |= {name: value for name, value in bounds.items() if value is not None}
    return told | ({"claim_ids": " ".join(edge.claims)} if edge.claims else {})


def kinds(rows: Iterable[Mapping[str, Value]]) -> dict[str, type]:
    """Return the type of each attribute: words where rows differ, decimals where some are."""
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            kind = found.setdefault(name, type(value))
            if kind is not type(value):
                found[name] = float if {kind, type(value)} == {int, float} else str
    return found


def written(value: Value, kind: type) -> str:
    """Return a value as XML has it; raises CodingError for a number that is none."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not math.isfinite(value):
        raise CodingError(f"{value} is no number that a graph file can hold")
    return repr(float(value)) if kind is float else xml_text(str(value))


def value_of(text: str, type: str) -> Value:
    """Return the value of a text by its type in GraphML or GEXF; raises ValueError."""
    if type == "boolean":
        return text.strip().lower() in ("true", "1")
    if type in ("int", "integer", "long", "short", "byte", "biginteger"):
        return int(text)
    return float(text) if type in ("float", "double", "bigdecimal") else text


def xml_text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NO_TEXT.sub("", text)


def number(value: float) -> int | float:
    """Return a whole number as such."""
    return int(value) if float(value).is_integer() else value


def file_of(root: Element) -> bytes:
    """Return an XML file of UTF-8 with line breaks."""
    indent(root, space=" ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def root_of(data: bytes, name: str, format: str) -> Element:
    """Return the root of an XML file, names without their namespaces; raises RecordError."""
    if b"<!ENTITY" in data:
        raise RecordError(f"{format}: a file that defines entities is not read")
    try:
        root = fromstring(data)
    except ParseError as error:
        raise RecordError(f"this is no {format}: {error}") from None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    if root.tag != name:
        raise RecordError(f"this is no {format}: it begins with <{root.tag}>, not <{name}>")
    return root


def shape_of(nodes: Iterable[Node], *, directed: bool) -> Shape:
    """Return the shape of a network as a file tells it."""
    if any(node.mode == 2 for node in nodes):
        return "two-mode"
    return "directed" if directed else "one-mode"


def node_of(id: str, told: Mapping[str, Value]) -> Node:
    """Return the node of what a file tells of it."""
    own = {name: value for name, value in told.items() if name not in OWN}
    return Node(
        id=id,
        label=str(told.get("label", id)),
        mode=2 if told.get("mode") == 2 else 1,
        claims=int(told.get("claims", 0)),
        attributes=own,
    )


def edge_of(source: str, target: str, told: Mapping[str, Value]) -> Edge:
    """Return the edge of what a file tells of it; the weight is 1 where nothing tells it."""
    bounds = [float(told[name]) if name in told else None for name in ("low", "high")]
    claims = tuple(str(told.get("claim_ids", "")).split())
    weight = float(told.get("weight", 1.0))
    return Edge(source=source, target=target, weight=weight, claims=claims, low=bounds[0], high=bounds[1])
