"""The rules of gexf.xsd and dynamics.xsd 1.3 (gephi/gexf) and of graphml.xsd 1.0, as a check of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

_GEXF = "{http://gexf.net/1.3}"
_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
_TOKEN = re.compile(r"[\w.:\-]+")
_TIMED = {"start", "end", "timestamp"}
_MAY: dict[str, tuple[set[str], set[str], list[str]]] = {
    # element: required attributes, optional ones, children in the order of the schema ("…*": several)
    "gexf": ({"version"}, {"variant"}, ["meta", "graph"]),
    "meta": (set(), {"lastmodifieddate"}, ["creator", "keywords", "description"]),
    "graph": (
        set(),
        {"defaultedgetype", "idtype", "timeformat", "mode", "timerepresentation", "timezone", *_TIMED},
        ["attributes*", "nodes", "edges"],
    ),
    "attributes": ({"class"}, {"mode"}, ["attribute*"]),
    "attribute": ({"id", "title", "type"}, set(), ["default", "options"]),
    "nodes": (set(), {"count"}, ["node*"]),
    "edges": (set(), {"count"}, ["edge*"]),
    "node": ({"id"}, {"label", "pid", "intervals", "timestamps", *_TIMED}, ["attvalues", "spells"]),
    "edge": (
        {"source", "target"},
        {"id", "type", "label", "weight", "kind", "intervals", "timestamps", *_TIMED},
        ["attvalues", "spells"],
    ),
    "attvalues": (set(), set(), ["attvalue*"]),
    "attvalue": ({"for", "value"}, _TIMED, []),
    "spells": (set(), set(), ["spell*"]),
    "spell": (set(), _TIMED, []),
    "creator": (set(), set(), []),
    "keywords": (set(), set(), []),
    "description": (set(), set(), []),
}
_PARSE = {
    "boolean": lambda text: {"true": True, "false": False}[text],
    "long": int,
    "double": float,
    "string": str,
}


def gexf_problems(data: bytes) -> list[str]:
    """Return what in a GEXF file breaks the schema, or its own declarations."""
    root = fromstring(data)
    return [*_elements(root), *_gexf_meaning(root)]


def _elements(root: Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(_GEXF)
        if name not in _MAY:
            yield f"no element of GEXF: {element.tag}"
            continue
        needed, allowed, children = _MAY[name]
        if needed - set(element.attrib) or set(element.attrib) - needed - allowed:
            yield f"{name} with attributes {sorted(element.attrib)}"
        order = [child.rstrip("*") for child in children]
        found = [child.tag.removeprefix(_GEXF) for child in element]
        if any(child not in order for child in found) or found != sorted(found, key=order.index):
            yield f"{name} with children {found}"
        for child in children:
            if not child.endswith("*") and found.count(child) > 1:
                yield f"{name} has {child} twice"


def _gexf_meaning(root: Element) -> Iterator[str]:
    graph = root.find(f"{_GEXF}graph")
    assert graph is not None
    yield from _gexf_times(root, graph.get("timeformat", "double"))
    ids = [one.attrib["id"] for one in graph.iter(f"{_GEXF}node")]
    if len(set(ids)) < len(ids):
        yield "an id of a node stands twice"
    for domain in ("node", "edge"):
        parts = [one for one in graph.findall(f"{_GEXF}attributes") if one.attrib["class"] == domain]
        declared = {
            one.attrib["id"]: (one.attrib["type"], part.get("mode", "static")) for part in parts for one in part
        }
        if len(declared) < sum(len(part) for part in parts):
            yield f"an attribute of {domain} is declared twice"
        for element in graph.iter(f"{_GEXF}{domain}"):
            yield from _values_of(element, declared, dynamic=graph.get("mode") == "dynamic")
    for edge in graph.iter(f"{_GEXF}edge"):
        if not {edge.attrib["source"], edge.attrib["target"]} <= set(ids):
            yield f"an edge without an end: {edge.attrib}"
    for name in ("node", "edge"):
        listed = graph.find(f"{_GEXF}{name}s")
        if listed is None or listed.get("count") != str(len(listed)):
            yield f"count of {name}s"


def _gexf_times(root: Element, format: str) -> Iterator[str]:
    read = {"date": date.fromisoformat, "dateTime": datetime.fromisoformat}.get(format, float)
    for element in root.iter():
        bounds = [read(element.attrib[name]) for name in ("start", "end") if name in element.attrib]  # ValueError
        if bounds != sorted(bounds):  # type: ignore[type-var]
            yield f"ends before it starts: {element.attrib}"


def _values_of(element: Element, declared: dict[str, tuple[str, str]], *, dynamic: bool) -> Iterator[str]:
    seen: dict[str, list[tuple[str, str]]] = {}
    for value in element.iter(f"{_GEXF}attvalue"):
        type, mode = declared[value.attrib["for"]]
        _PARSE[type](value.attrib["value"])  # raises where it does not fit
        if (mode == "dynamic") != ("start" in value.attrib):
            yield f"{mode} attribute: {value.attrib}"
        seen.setdefault(value.attrib["for"], []).append((value.get("start", ""), value.get("end", "")))
    spans = [*seen.values(), [(s.attrib["start"], s.attrib["end"]) for s in element.iter(f"{_GEXF}spell")]]
    for one in spans:
        if any(later[0] <= earlier[1] for earlier, later in pairwise(one)):
            yield f"spans overlap: {one}"
    if dynamic and not spans[-1]:
        yield f"no spell: {element.attrib}"


def graphml_problems(data: bytes) -> list[str]:
    """Return what in a GraphML file breaks the schema, or its own declarations; spaces in ids of nodes are let be."""
    root = fromstring(data)
    found = []
    names = [element.tag.removeprefix(_GRAPHML) for element in root]
    if names != sorted(names, key=["key", "graph"].index):
        found.append(f"order {names}")
    keys = {}
    for key in root.findall(f"{_GRAPHML}key"):
        if key.attrib["id"] in keys or not _TOKEN.fullmatch(key.attrib["id"]):
            found.append(f"key {key.attrib}")
        keys[key.attrib["id"]] = (key.attrib["for"], key.attrib["attr.type"])
    graph = root.find(f"{_GRAPHML}graph")
    assert graph is not None and graph.attrib["edgedefault"] in ("directed", "undirected")
    nodes = [node.attrib["id"] for node in graph.findall(f"{_GRAPHML}node")]
    if len(set(nodes)) < len(nodes):
        found.append("an id stands twice")
    for element in (graph, *graph):
        domain = element.tag.removeprefix(_GRAPHML)
        data_of = element.findall(f"{_GRAPHML}data")
        if len({one.attrib["key"] for one in data_of}) < len(data_of):
            found.append(f"{domain} has a value twice")
        for one in data_of:
            wanted, type = keys[one.attrib["key"]]
            _PARSE[type](one.text or "")
            if wanted != domain or len(one):
                found.append(f"{one.attrib} in {domain}")
        if domain == "edge" and not {element.attrib["source"], element.attrib["target"]} <= set(nodes):
            found.append(f"an edge without an end: {element.attrib}")
    return found
