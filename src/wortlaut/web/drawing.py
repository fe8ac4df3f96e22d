"""A network as a picture: where circles and lines stand, how large they are, in what colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wortlaut.analyse.structure import layout
from wortlaut.record import Edge, Network, Node

WIDE, HIGH = 1000.0, 680.0
_EDGE_OF_PICTURE = 70.0
_LARGEST, _SMALLEST = 16.0, 5.0
_THICKEST, _THINNEST = 7.0, 1.2
_COLOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A node: its centre, its radius, the number of its colour (0: in no camp), where its name stands."""

    node: Node
    x: float
    y: float
    size: float
    colour: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An edge: ``path`` from dot to dot (bent where it is directed), how thick, ``sign`` of its weight."""

    edge: Edge
    source: Node
    target: Node
    path: str
    thick: float
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Lines below, dots above, in a box of ``WIDE`` to ``HIGH``."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


def drawn(network: Network, *, seed: int = 1) -> Picture:
    """Return the picture of a network; equal networks give equal pictures."""
    places = layout(network, seed=seed)
    most = max((node.claims for node in network.nodes), default=1) or 1
    dots = {node.id: _dot(node, places[node.id], most) for node in network.nodes}
    strongest = max((abs(edge.weight) for edge in network.edges), default=1.0) or 1.0
    lines = tuple(
        Line(
            edge=edge,
            source=dots[edge.source].node,
            target=dots[edge.target].node,
            path=_path(dots[edge.source], dots[edge.target], bent=network.shape == "directed"),
            thick=round(_THINNEST + (_THICKEST - _THINNEST) * abs(edge.weight) / strongest, 2),
            sign="against" if edge.weight < 0 else "for",
        )
        for edge in sorted(network.edges, key=lambda edge: abs(edge.weight))
    )
    return Picture(dots=tuple(sorted(dots.values(), key=lambda dot: -dot.size)), lines=lines)


def _dot(node: Node, place: tuple[float, float], most: int) -> Dot:
    x = WIDE / 2 + place[0] * (WIDE / 2 - _EDGE_OF_PICTURE)
    y = HIGH / 2 + place[1] * (HIGH / 2 - _EDGE_OF_PICTURE / 2)
    camp = node.attributes.get("community", 0)
    return Dot(
        node=node,
        x=round(x, 1),
        y=round(y, 1),
        size=round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(node.claims / most), 1),
        colour=camp if isinstance(camp, int) and camp <= _COLOURS else 0,
        anchor="start" if x < WIDE * 0.08 else "end" if x > WIDE * 0.92 else "middle",
    )


def _path(one: Dot, other: Dot, *, bent: bool) -> str:
    """Return a path of SVG; a directed edge is bent, so that both ways can be seen, and ends at the rim."""
    across, down = other.x - one.x, other.y - one.y
    length = math.hypot(across, down)
    if one is other or not length:
        return f"M{one.x},{one.y - one.size} c-40,-50 40,-50 0,0"
    if not bent:
        return f"M{one.x},{one.y} L{other.x},{other.y}"
    middle = one.x + across / 2 - down * 0.14, one.y + down / 2 + across * 0.14
    back = math.hypot(other.x - middle[0], other.y - middle[1])
    rim = (other.size + 4) / back
    end = other.x - (other.x - middle[0]) * rim, other.y - (other.y - middle[1]) * rim
    return f"M{one.x},{one.y} Q{middle[0]:.1f},{middle[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
