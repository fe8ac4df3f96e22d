"""GEXF 1.3 (gexf.net, the rules of its ``gexf.xsd``): a still network, or one that changes with time, for Gephi."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from wortlaut.errors import CodingError
from wortlaut.export.graphs.attributes import Value, file_of, kinds, of_edge, of_node, written, xml_text
from wortlaut.export.graphs.times import Interval, intervals
from wortlaut.record.network import Edge, Network, Node

_SPACE = "http://gexf.net/1.3"
_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_Told = list[tuple[Interval | None, dict[str, Value]]]
"""What is told of one node or edge, by time; None: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Attributes of all nodes or all edges: their numbers and types, and which of them change with time."""

    numbers: dict[str, str]
    types: dict[str, type]
    moving: frozenset[str]

    @classmethod
    def of(cls, told: Iterable[_Told]) -> _Columns:
        rows = list(told)
        types = kinds(row for one in rows for _, row in one)
        moving = {
            name
            for one in rows
            for name in types
            if one[0][0] is not None and len({row.get(name) for _, row in one}) > 1
        }
        dated = any(interval is not None for one in rows for interval, _ in one)
        if dated and "weight" in types:
            moving |= {"weight", "signed", "claims"} & set(types)
        return cls(
            numbers={name: str(number) for number, name in enumerate(types)}, types=types, moving=frozenset(moving)
        )


def gexf(networks: Network | Sequence[Network]) -> bytes:
    """Return a network as GEXF 1.3, several as one that changes: one for each span of time, in its order.

    Gephi takes no negative weights: ``weight`` is without a sign, ``signed`` has it as it is. Nodes and edges of a
    network that changes have spells, and attributes that differ over time have the span of each value (days,
    inclusive; see ``times.intervals``). Raises CodingError where the networks are not alike or have no time.
    """
    given = [networks] if isinstance(networks, Network) else list(networks)
    if not given:
        raise CodingError("there is no network to write")
    shapes = {one.shape for one in given}
    if len(shapes) > 1:
        raise CodingError(f"networks of one file are alike, not {' and '.join(sorted(shapes))}")
    root = Element("gexf", {"xmlns": _SPACE, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "Wortlaut"
    told = "; ".join(f"{name}: {value}" for name, value in given[0].options.items())
    SubElement(meta, "description").text = xml_text(told)
    direction = "directed" if given[0].shape == "directed" else "undirected"
    head = {"mode": "static", "defaultedgetype": direction, "idtype": "string"}
    times: list[Interval | None] = [None]
    if len(given) > 1:
        format, spans = intervals(given)
        head |= {"mode": "dynamic", "timeformat": format, "timerepresentation": "interval"}
        head |= {"start": spans[0][0], "end": spans[-1][1]}
        times = list(spans)
    _graph(SubElement(root, "graph", head), given, times)
    return file_of(root)


def _graph(graph: Element, networks: Sequence[Network], times: Sequence[Interval | None]) -> None:
    labels: dict[str, str] = {}
    nodes: dict[str, _Told] = {}
    edges: dict[tuple[str, str], _Told] = {}
    for network, when in zip(networks, times, strict=True):
        for node in network.nodes:
            labels.setdefault(node.id, node.label)
            nodes.setdefault(node.id, []).append((when, _node(node)))
        for edge in network.edges:
            ends = edge.source, edge.target
            if network.shape == "one-mode" and ends[::-1] in edges:
                ends = ends[::-1]
            edges.setdefault(ends, []).append((when, _edge(edge, dated=when is not None)))
    columns = {"node": _Columns.of(nodes.values()), "edge": _Columns.of(edges.values())}
    for domain, one in columns.items():
        _declare(graph, domain, one)
    listed = SubElement(graph, "nodes", {"count": str(len(nodes))})
    for id, told in nodes.items():
        made = SubElement(listed, "node", {"id": xml_text(id), "label": xml_text(labels[id])})
        _values(made, told, columns["node"])
    joined = SubElement(graph, "edges", {"count": str(len(edges))})
    still = {(edge.source, edge.target): edge.weight for edge in networks[0].edges} if times == [None] else {}
    for number, (ends, told) in enumerate(edges.items()):
        made = SubElement(joined, "edge", {"id": str(number), "source": xml_text(ends[0]), "target": xml_text(ends[1])})
        if ends in still:
            made.set("weight", written(abs(still[ends]), float))
        _values(made, told, columns["edge"])


def _node(node: Node) -> dict[str, Value]:
    return {name: value for name, value in of_node(node).items() if name != "label"}


def _edge(edge: Edge, *, dated: bool) -> dict[str, Value]:
    told = of_edge(edge)
    del told["weight"]
    strength: dict[str, Value] = {"weight": float(abs(edge.weight))} if dated else {}
    return strength | {"signed": float(edge.weight)} | told


def _declare(graph: Element, domain: str, columns: _Columns) -> None:
    for mode in ("static", "dynamic"):
        names = [name for name in columns.types if (name in columns.moving) == (mode == "dynamic")]
        if not names:
            continue
        declared = SubElement(graph, "attributes", {"class": domain, "mode": mode})
        for name in names:
            told = {"id": columns.numbers[name], "title": xml_text(name), "type": _TYPES[columns.types[name]]}
            SubElement(declared, "attribute", told)


def _values(made: Element, told: _Told, columns: _Columns) -> None:
    values = SubElement(made, "attvalues")
    for name, number in columns.numbers.items():
        kind = columns.types[name]
        for when, row in told if name in columns.moving else told[:1]:
            if name in row:
                value = {"for": number, "value": written(row[name], kind)}
                SubElement(values, "attvalue", value | (_bounds(when) if name in columns.moving else {}))
    spells = [when for when, _ in told if when is not None]
    if spells:
        listed = SubElement(made, "spells")
        for when in spells:
            SubElement(listed, "spell", _bounds(when))


def _bounds(when: Interval | None) -> dict[str, str]:
    return {} if when is None else {"start": when[0], "end": when[1]}
