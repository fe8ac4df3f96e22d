"""Files of networks keep the rules of the schemas, and the check of the rules finds broken files."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.export.graphs.schema_rules import gexf_problems, graphml_problems
from wortlaut.export.graphs import gexf, graphml, networks_from_gexf, networks_from_graphml
from wortlaut.record import Network
from wortlaut.record.network import Edge, Node

START = datetime(2026, 1, 5, tzinfo=UTC)
VALUES = some.one_of(
    some.booleans(), some.integers(-(2**53), 2**53), some.floats(allow_nan=False, allow_infinity=False), some.text()
)
NAMES = some.text(alphabet="abcäß 🙂:.-", min_size=1, max_size=6).map(str.strip).filter(bool)


@some.composite
def networks(draw: some.DrawFn) -> list[Network]:
    """Return one to three weeks of a network with whatever ids, labels and attributes."""
    shape = draw(some.sampled_from(["one-mode", "two-mode", "directed"]))
    ids = draw(some.lists(NAMES, min_size=2, max_size=5, unique=True))
    found = []
    for week in range(draw(some.integers(1, 3))):
        nodes = tuple(
            Node(
                id=id,
                label=draw(NAMES),
                mode=2 if shape == "two-mode" and number % 2 else 1,
                claims=draw(some.integers(0, 9)),
                attributes=draw(some.dictionaries(some.sampled_from(["kind", "party", "größe"]), VALUES)),
            )
            for number, id in enumerate(ids)
        )
        edges = tuple(
            Edge(source=ids[0], target=id, weight=draw(some.floats(-9, 9).filter(bool)), claims=("a:1",), low=-1.0)
            for id in ids[1 :: 2 if shape == "two-mode" else 1]
        )
        start = START + timedelta(weeks=week)
        stop = start + timedelta(weeks=1, microseconds=-1)
        found.append(Network(shape=shape, nodes=nodes, edges=edges, start=start, stop=stop))
    return found


@given(networks())
def test_gexf_keeps_the_schema(weeks: list[Network]) -> None:
    data = gexf(weeks)
    assert gexf_problems(data) == []
    back = networks_from_gexf(data)
    assert [[edge.weight for edge in one.edges] for one in back] == [[e.weight for e in one.edges] for one in weeks]


@given(networks())
def test_graphml_keeps_the_schema_and_networkx_reads_it(weeks: list[Network]) -> None:
    data = graphml(weeks[0])
    assert graphml_problems(data) == []
    read = networkx.parse_graphml(data.decode())
    assert [node.id for node in networks_from_graphml(data)[0].nodes] == list(read) == [n.id for n in weeks[0].nodes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'timeformat="date"', b'timeformat="day"'),
        (b'<edge id="0" source="a"', b'<edge id="0" source="nobody"'),
        (b'mode="dynamic" defaultedgetype', b'mode="dynamic" colour="red" defaultedgetype'),
        (b' start="2026-01-05" end="2026-01-11" />', b' end="2026-01-11" />'),
        (b"<meta>", b"<viz/><meta>"),
    ],
)
def test_the_check_finds_what_is_broken(old: bytes, new: bytes) -> None:
    nodes = (Node(id="a", label="a"), Node(id="b", label="b"))
    weeks = [
        Network(
            shape="one-mode",
            nodes=nodes,
            edges=(Edge(source="a", target="b", weight=week + 1.0),),
            start=START + timedelta(weeks=week),
            stop=START + timedelta(weeks=week + 1, microseconds=-1),
        )
        for week in range(2)
    ]
    data = gexf(weeks)
    assert gexf_problems(data) == [] and old in data
    with suppress(KeyError, ValueError):
        assert gexf_problems(data.replace(old, new, 1))
