"""GEXF → networks, one for each spell of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from wortlaut.errors import RecordError
from wortlaut.export.graphs.attributes import Value, edge_of, node_of, root_of, shape_of, value_of
from wortlaut.record.network import Network

_Spell = tuple[str, str]
_Declared = dict[str, dict[str, tuple[str, str]]]


def networks_from_gexf(data: bytes) -> tuple[Network, ...]:
    """Return the networks of a GEXF file, one for each spell that it knows; raises RecordError.

    A still network is one without time. Spells that only overlap (from other programs) are not joined. A network
    without nodes is not in such a file.
    """
    root = root_of(data, "gexf", "GEXF")
    graph = root.find("graph")
    if graph is None:
        raise RecordError("GEXF: the file has no graph")
    declared: _Declared = {"node": {}, "edge": {}}
    for part in graph.findall("attributes"):
        for one in part.findall("attribute"):
            declared[part.get("class", "node")][one.get("id", "")] = (one.get("title", ""), one.get("type", "string"))
    spells = sorted({spell for one in graph.iterfind("nodes/node") for spell in _spells(one)})
    try:
        return tuple(_network(graph, declared, spell) for spell in spells) or (_network(graph, declared, None),)
    except (ValueError, KeyError) as error:
        raise RecordError(f"GEXF: {error}") from None


def _network(graph: Element, declared: _Declared, spell: _Spell | None) -> Network:
    nodes = []
    for one in graph.iterfind("nodes/node"):
        if _stands(one, spell):
            told = {"label": one.get("label") or one.attrib["id"], **_told(one, declared["node"], spell)}
            nodes.append(node_of(one.attrib["id"], told))
    edges = []
    for one in graph.iterfind("edges/edge"):
        if _stands(one, spell):
            told = {"weight": float(one.get("weight", 1.0)), **_told(one, declared["edge"], spell)}
            told["weight"] = told.pop("signed", told["weight"])
            edges.append(edge_of(one.attrib["source"], one.attrib["target"], told))
    known = {node.id for node in nodes}
    lost = next((end for edge in edges for end in (edge.source, edge.target) if end not in known), None)
    if lost is not None:
        raise ValueError(f"an edge names a node that does not exist: {lost!r}")
    directed = graph.get("defaultedgetype") == "directed"
    start, stop = (_moment(spell[0]), _moment(spell[1], last=True)) if spell else (None, None)
    shape = shape_of(nodes, directed=directed)
    return Network(shape=shape, nodes=tuple(nodes), edges=tuple(edges), start=start, stop=stop)


def _spells(element: Element) -> list[_Spell]:
    return [(one.get("start", ""), one.get("end", "")) for one in element.iterfind("spells/spell")]


def _stands(element: Element, spell: _Spell | None) -> bool:
    return spell is None or not _spells(element) or spell in _spells(element)


def _told(element: Element, declared: Mapping[str, tuple[str, str]], spell: _Spell | None) -> dict[str, Value]:
    found = {}
    for one in element.iterfind("attvalues/attvalue"):
        if "start" in one.attrib and spell != (one.get("start"), one.get("end", "")):
            continue
        name, type = declared[one.attrib["for"]]
        found[name] = value_of(one.get("value", ""), type)
    return found


def _moment(text: str, *, last: bool = False) -> datetime:
    found = datetime.fromisoformat(text)
    if last and len(text) == len("2026-11-23"):
        found += timedelta(days=1, microseconds=-1)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
