"""What a network is made of: camps (communities), edges that matter (backbone), how far apart camps stand, a layout.

The algorithms are those of networkx; what draws lots takes a seed, so that equal networks give equal answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wortlaut.errors import CodingError
from wortlaut.record.network import Edge, Network

if TYPE_CHECKING:
    from datetime import datetime

    from networkx import Graph

    from wortlaut.analyse.networks import Weighted


def graph(network: Network) -> Graph:
    """Return a network as a graph of networkx (directed where it is): attributes ``label``, ``mode``, ``claims``, ….

    A two-mode network has the attribute ``bipartite`` (0 rows, 1 columns), which networkx's own functions expect.
    Edges have ``weight``, ``claims`` (ids) and, where there are bands, ``low`` and ``high``.
    """
    import networkx

    made = networkx.DiGraph() if network.shape == "directed" else networkx.Graph()
    made.graph.update(network.options)
    for node in network.nodes:
        mode = {"bipartite": node.mode - 1} if network.shape == "two-mode" else {}
        made.add_node(node.id, **node.attributes, label=node.label, claims=node.claims, **mode)
    for edge in network.edges:
        bounds = {} if edge.low is None else {"low": edge.low, "high": edge.high}
        made.add_edge(edge.source, edge.target, weight=edge.weight, claims=edge.claims, **bounds)
    return made


def communities(network: Network, *, resolution: float = 1.0, seed: int = 1) -> tuple[tuple[str, ...], ...]:
    """Return the camps as ids of nodes, the largest first (Louvain: Blondel et al. 2008), by positive weights only.

    Nodes without an edge are camps of their own. Equal seeds give equal camps.
    """
    import networkx

    made = networkx.Graph()
    made.add_nodes_from(node.id for node in network.nodes)
    for edge in network.edges:
        if edge.weight > 0:
            before = made.get_edge_data(edge.source, edge.target, {"weight": 0.0})["weight"]
            made.add_edge(edge.source, edge.target, weight=before + edge.weight)
    found = networkx.community.louvain_communities(made, weight="weight", resolution=resolution, seed=seed)
    camps = [tuple(sorted(camp)) for camp in found]
    return tuple(sorted(camps, key=lambda camp: (-len(camp), camp)))


def with_communities(network: Network, *, resolution: float = 1.0, seed: int = 1) -> Network:
    """Return the network whose nodes have the attribute ``community``, from 1, the largest first."""
    camps = communities(network, resolution=resolution, seed=seed)
    of = {id: number for number, camp in enumerate(camps, 1) for id in camp}
    nodes = tuple(replace(node, attributes={**node.attributes, "community": of[node.id]}) for node in network.nodes)
    return replace(network, nodes=nodes)


def backbone(network: Network, *, alpha: float = 0.05) -> Network:
    """Return the edges that one end at least could not have by chance (disparity filter: Serrano et al. 2009).

    An edge stays if the share p of a node's weight that it carries is so large that of k edges with random shares one
    would be as large with a probability of (1 - p)^(k - 1) < alpha. Edges of nodes with one edge stay by their other
    end, or where they are the only one of both. Nodes without an edge go.
    """
    if not 0 < alpha <= 1:
        raise CodingError(f"alpha is {alpha}, but must be above 0 and not above 1")
    carried: dict[str, float] = {}
    degree: dict[str, int] = {}
    for edge in network.edges:
        for end in (edge.source, edge.target):
            carried[end] = carried.get(end, 0.0) + abs(edge.weight)
            degree[end] = degree.get(end, 0) + 1

    def chance(edge: Edge, end: str) -> float:
        if degree[end] == 1:
            return 1.0
        share = 1 - abs(edge.weight) / carried[end]
        return float(max(share, 0.0) ** (degree[end] - 1))

    kept = tuple(
        edge
        for edge in network.edges
        if degree[edge.source] == degree[edge.target] == 1
        or min(chance(edge, edge.source), chance(edge, edge.target)) < alpha
    )
    ends = {end for edge in kept for end in (edge.source, edge.target)}
    nodes = tuple(node for node in network.nodes if node.id in ends)
    return replace(network, nodes=nodes, edges=kept, options={**network.options, "backbone": f"alpha {alpha}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarisation:
    """How far a network falls into camps.

    ``modularity`` is that of its camps (Newman 2004; 0: no more edges inside than by chance), ``outward`` the E-I index
    of these (Krackhardt & Stern 1988; -1: all weight inside camps, 1: all between), ``camps`` how many of them have
    two nodes or more. ``claims`` are those that the network was made from.
    """

    modularity: float
    outward: float
    camps: int
    claims: int
    start: datetime | None = None
    stop: datetime | None = None


def polarisation(network: Network, *, claims: int = 0, seed: int = 1) -> Polarisation:
    """Return how far a one-mode network falls into camps, by its positive weights; all 0 for one without any."""
    import networkx

    positive = tuple(edge for edge in network.edges if edge.weight > 0)
    if network.shape != "one-mode":
        raise CodingError("polarisation is that of a one-mode network, such as congruence or subtract")
    camps = communities(network, seed=seed)
    large = sum(len(camp) > 1 for camp in camps)
    bounds = {"start": network.start, "stop": network.stop}
    if not positive:
        return Polarisation(modularity=0.0, outward=0.0, camps=0, claims=claims, **bounds)
    made = graph(replace(network, edges=positive))
    of = {id: number for number, camp in enumerate(camps) for id in camp}
    within = sum(edge.weight for edge in positive if of[edge.source] == of[edge.target])
    between = sum(edge.weight for edge in positive) - within
    return Polarisation(
        modularity=float(networkx.community.modularity(made, [set(camp) for camp in camps], weight="weight")),
        outward=(between - within) / (between + within),
        camps=large,
        claims=claims,
        **bounds,
    )


def path(slices: Iterable[Weighted], *, seed: int = 1) -> tuple[Polarisation, ...]:
    """Return the polarisation of each window, in their order."""
    return tuple(polarisation(one.network(), claims=len(one.counted.claims), seed=seed) for one in slices)


def layout(network: Network, *, seed: int = 1) -> Mapping[str, tuple[float, float]]:
    """Return where each node stands, x and y between -1 and 1 (spring layout: Fruchterman & Reingold 1991).

    Strong edges pull nodes together; parts without an edge between them stand side by side, the largest first. Parts of
    500 nodes and more are laid out by ForceAtlas2 (Jacomy et al. 2014): three seconds for 1000. Equal networks and
    seeds give equal places.
    """
    import networkx

    made = networkx.Graph()
    made.add_nodes_from(node.id for node in network.nodes)
    strongest = max((abs(edge.weight) for edge in network.edges), default=1.0) or 1.0
    for edge in network.edges:
        if edge.weight and edge.source != edge.target:
            made.add_edge(edge.source, edge.target, weight=0.4 + 0.6 * abs(edge.weight) / strongest)
    order = {node.id: number for number, node in enumerate(network.nodes)}
    parts = sorted(networkx.connected_components(made), key=lambda part: (-len(part), min(order[one] for one in part)))
    boxes = [_placed(made, sorted(part, key=order.__getitem__), seed) for part in parts]
    return _side_by_side(boxes)


_Places = dict[str, tuple[float, float]]
_GAP = 0.9
_MANY = 500
"""Nodes from which on networkx's spring layout needs SciPy, and longer than anybody waits."""
_STEPS = 60


def _placed(whole: Graph, nodes: list[str], seed: int) -> _Places:
    """Return the places of a connected part, in a box from 0 to the root of its number of nodes."""
    import networkx

    if len(nodes) < 3:
        return {node: (0.2 + 0.8 * number, 0.3 + 0.6 * number) for number, node in enumerate(nodes)}
    # a subgraph of networkx goes through its nodes in another order in each process, and that moves them
    inside = set(nodes)
    part = networkx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from((one, other, told) for one, other, told in whole.edges(data=True) if one in inside)
    start, apart = networkx.circular_layout(part), 2.2 / len(nodes) ** 0.5
    if len(nodes) < _MANY:
        found = networkx.spring_layout(part, pos=start, seed=seed, iterations=200, k=apart, method="force")
    else:
        found = networkx.forceatlas2_layout(part, pos=dict(start), seed=seed, max_iter=_STEPS, weight="weight")
    side = len(nodes) ** 0.5
    axes = [[float(place[axis]) for place in found.values()] for axis in (0, 1)]
    low, wide = [min(axis) for axis in axes], [max(axis) - min(axis) or 1.0 for axis in axes]
    return {
        node: (side * (float(place[0]) - low[0]) / wide[0], side * (float(place[1]) - low[1]) / wide[1])
        for node, place in found.items()
    }


def _side_by_side(boxes: Sequence[_Places]) -> _Places:
    """Return the places of all boxes, set in rows that fill a picture half as wide again as high, from -1 to 1."""
    sizes = [max(1.0, len(box) ** 0.5) + _GAP for box in boxes]
    width = max((1.5 * sum(size**2 for size in sizes)) ** 0.5, max(sizes, default=1.0))
    found, x, y, high = {}, 0.0, 0.0, 0.0
    for box, size in zip(boxes, sizes, strict=True):
        if x and x + size > width * 1.05:
            x, y, high = 0.0, y + high, 0.0
        found.update({node: (x + place[0], y + place[1]) for node, place in box.items()})
        x, high = x + size, max(high, size)
    if not found:
        return {}
    limits = [(min(one[axis] for one in found.values()), max(one[axis] for one in found.values())) for axis in (0, 1)]

    def scaled(value: float, axis: int) -> float:
        low, top = limits[axis]
        return round(2 * (value - low) / (top - low) - 1, 4) if top > low else 0.0

    return {node: (scaled(place[0], 0), scaled(place[1], 1)) for node, place in found.items()}
