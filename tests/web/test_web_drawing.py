"""Names in the picture of a network: inside it, none over another."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from wortlaut.record import Edge, Network, Node
from wortlaut.web.drawing import HIGH, WIDE, Name, drawn


def network(nodes: int, edges: int) -> Network:
    """A network whose first nodes have most edges, as in the news."""
    lots = random.Random(7)
    pairs = {tuple(sorted((int(nodes * lots.random() ** 2), lots.randrange(nodes)))) for _ in range(edges)}
    names = [f"{'Bundesvorsitzende ' * (number % 3 == 0)}Mara Lindqvist-{number}" for number in range(nodes)]
    return Network(
        shape="one-mode",
        nodes=tuple(Node(id=str(n), label=name, claims=nodes - n) for n, name in enumerate(names)),
        edges=tuple(Edge(source=str(a), target=str(b), weight=1.0) for a, b in sorted(pairs) if a != b),
    )


def box(name: Name) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a name in letters of 13 px, 6 px wide on average."""
    wide = 6 * len(name.dot.node.label)
    left = name.x - {"start": 0, "middle": wide / 2, "end": wide}[name.anchor]
    return left, name.y - 10, left + wide, name.y + 2


@pytest.mark.parametrize(("nodes", "edges", "least"), [(12, 14, 12), (60, 90, 45), (150, 300, 50)])
def test_no_name_stands_on_another(nodes: int, edges: int, least: int) -> None:
    picture = drawn(network(nodes, edges))
    assert len(picture.names) == nodes
    shown = [name for name in picture.names if not name.crowded]
    assert len(shown) >= least
    for one, other in combinations(map(box, shown), 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])
    for left, top, right, bottom in map(box, shown):
        assert left >= 0 and top >= 0 and right <= WIDE and bottom <= HIGH


def test_the_largest_are_named_first() -> None:
    names = drawn(network(150, 300)).names
    assert not any(name.crowded for name in names[:10])
