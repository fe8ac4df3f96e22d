"""GraphML 1.0 (graphml.graphdrawing.org), as Gephi, igraph, networkx, visone and Cytoscape read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from wortlaut.errors import RecordError
from wortlaut.export.graphs.attributes import (
    Value,
    edge_of,
    file_of,
    kinds,
    node_of,
    of_edge,
    of_node,
    only,
    root_of,
    shape_of,
    value_of,
    written,
    xml_text,
)
from wortlaut.record.network import Network

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}


def graphml(networks: Network | Sequence[Network]) -> bytes:
    """Return one network as GraphML; raises CodingError for several.

    Nodes have ``label``, ``claims`` (how many), ``mode`` (1 or 2) and their own attributes; edges ``weight``,
    ``claims`` (how many), ``claim_ids`` (parted by spaces) and, where there are bands, ``low`` and ``high``; the
    graph ``shape``, ``start``, ``stop`` and ``option.…``. Ids of nodes are as they are, also with spaces, which the
    schema does not foresee and all programs read.
    """
    network = only(networks, "GraphML")
    root = Element("graphml", {"xmlns": _SPACE})
    nodes = [of_node(one) for one in network.nodes]
    edges = [of_edge(one) for one in network.edges]
    whole = _of_graph(network)
    keys = {
        domain: _declared(root, domain, kinds(rows))
        for domain, rows in (("graph", [whole]), ("node", nodes), ("edge", edges))
    }
    direction = "directed" if network.shape == "directed" else "undirected"
    graph = SubElement(root, "graph", {"id": "wortlaut", "edgedefault": direction})
    _data(graph, whole, keys["graph"])
    for node, told in zip(network.nodes, nodes, strict=True):
        _data(SubElement(graph, "node", {"id": xml_text(node.id)}), told, keys["node"])
    for number, (edge, told) in enumerate(zip(network.edges, edges, strict=True)):
        ends = {"id": f"e{number}", "source": xml_text(edge.source), "target": xml_text(edge.target)}
        _data(SubElement(graph, "edge", ends), told, keys["edge"])
    return file_of(root)


def networks_from_graphml(data: bytes) -> tuple[Network, ...]:
    """Return the networks of a GraphML file, one for each graph; raises RecordError.

    What other programs wrote is read too: without ``label`` the id is the label, without ``weight`` it is 1.
    """
    root = root_of(data, "graphml", "GraphML")
    keys = {one.get("id", ""): (one.get("attr.name", ""), one.get("attr.type", "string")) for one in root.iter("key")}
    try:
        return tuple(_network(graph, keys) for graph in root.findall("graph"))
    except (ValueError, KeyError) as error:
        raise RecordError(f"GraphML: {error}") from None


def _of_graph(network: Network) -> dict[str, Value]:
    told: dict[str, Value] = {"shape": network.shape}
    bounds = {"start": network.start, "stop": network.stop}
    told |= {name: at.isoformat() for name, at in bounds.items() if at is not None}
    return told | {f"option.{name}": value for name, value in network.options.items()}


def _declared(root: Element, domain: str, types: Mapping[str, type]) -> dict[str, tuple[str, type]]:
    found = {}
    for number, (name, kind) in enumerate(types.items()):
        found[name] = (f"{domain[0]}{number}", kind)
        told = {"id": found[name][0], "for": domain, "attr.name": xml_text(name), "attr.type": _TYPES[kind]}
        SubElement(root, "key", told)
    return found


def _data(made: Element, told: Mapping[str, Value], keys: Mapping[str, tuple[str, type]]) -> None:
    for name, value in told.items():
        key, kind = keys[name]
        SubElement(made, "data", {"key": key}).text = written(value, kind)


def _network(graph: Element, keys: Mapping[str, tuple[str, str]]) -> Network:
    nodes = {one.attrib["id"]: node_of(one.attrib["id"], _told(one, keys)) for one in graph.findall("node")}
    whole = _told(graph, keys)
    for one in graph.findall("edge"):
        for end in ("source", "target"):
            if one.attrib[end] not in nodes:
                raise ValueError(f"an edge names a node that does not exist: {one.attrib[end]!r}")
    directed = graph.get("edgedefault") == "directed"
    bounds = [datetime.fromisoformat(str(whole[name])) if name in whole else None for name in ("start", "stop")]
    return Network(
        shape=shape_of(nodes.values(), directed=directed),
        nodes=tuple(nodes.values()),
        edges=tuple(
            edge_of(one.attrib["source"], one.attrib["target"], _told(one, keys)) for one in graph.findall("edge")
        ),
        options={name[7:]: str(value) for name, value in whole.items() if name.startswith("option.")},
        start=bounds[0],
        stop=bounds[1],
    )


def _told(element: Element, keys: Mapping[str, tuple[str, str]]) -> dict[str, Value]:
    found = {}
    for one in element.findall("data"):
        name, type = keys[one.attrib["key"]]
        found[name] = value_of(one.text or "", type)
    return found
