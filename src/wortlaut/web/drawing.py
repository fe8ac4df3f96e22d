"""A network as a picture: where circles and lines stand, how large they are, in what colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wortlaut.analyse.structure import layout
from wortlaut.record import Edge, Network, Node

WIDE, HIGH = 1000.0, 680.0
_EDGE_OF_PICTURE = 70.0
_LARGEST, _SMALLEST = 16.0, 5.0
_THICKEST, _THINNEST = 7.0, 1.2
_COLOURS = 8
_LETTER_WIDE, _LETTER_HIGH = 6.6, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A node: its centre, its radius, the number of its colour (0: in no camp)."""

    node: Node
    x: float
    y: float
    size: float
    colour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Where the name of a dot stands: the line on which it is written, from, around or up to ``x``.

    ``crowded``: there is no place for it that no other name has; it is shown when somebody points at the dot.
    """

    dot: Dot
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    crowded: bool


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
    """Lines below, dots with their names above, in a box of ``WIDE`` to ``HIGH``."""

    names: tuple[Name, ...]
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
    return Picture(names=_named(sorted(dots.values(), key=lambda dot: -dot.size)), lines=lines)


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
    )


def _named(dots: Sequence[Dot]) -> tuple[Name, ...]:
    """Return dots with their names, the largest first: below, above or beside, where no dot and no name stands yet."""
    taken: list[_Box] = []
    marks = [(dot.x - dot.size, dot.y - dot.size, dot.x + dot.size, dot.y + dot.size) for dot in dots]
    found = []
    for dot in dots:
        places = [one for one in _places(dot) if not any(_meet(_box(one), other) for other in taken)]
        free = [one for one in places if not any(_meet(_box(one), other) for other in marks)]
        name = next(iter(free or places), None)
        if name is not None:
            taken.append(_box(name))
        found.append(name or replace(next(_places(dot)), crowded=True))
    return tuple(found)


def _places(dot: Dot) -> Iterator[Name]:
    """Yield where a name can stand inside the picture, the best place first."""
    sides: tuple[tuple[Literal["start", "middle", "end"], float, float], ...] = (
        ("middle", 0.0, dot.size + 13),
        ("middle", 0.0, -dot.size - 5),
        ("start", dot.size + 4, 4.0),
        ("end", -dot.size - 4, 4.0),
        ("start", -dot.size, dot.size + 13),
        ("end", dot.size, dot.size + 13),
    )
    names = [
        Name(dot=dot, x=round(dot.x + right, 1), y=round(dot.y + down, 1), anchor=anchor, crowded=False)
        for anchor, right, down in sides
    ]
    inside = [name for name in names if _box(name)[0] >= 0 and _box(name)[2] <= WIDE and _box(name)[3] <= HIGH]
    yield from inside or names[:1]


_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _box(name: Name) -> _Box:
    wide = _LETTER_WIDE * len(name.dot.node.label)
    left = name.x - {"start": 0.0, "middle": wide / 2, "end": wide}[name.anchor]
    return left, name.y - _LETTER_HIGH, left + wide, name.y + 3


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


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
