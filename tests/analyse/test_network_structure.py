"""Bands, camps, backbone, polarisation, layout, and networks for notebooks."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

import wortlaut.networks as notebook
from tests.analyse.claimed import claims
from wortlaut.analyse.bands import bands
from wortlaut.analyse.networks import network, weighted
from wortlaut.analyse.plan import Plan
from wortlaut.analyse.slices import windows
from wortlaut.analyse.structure import backbone, communities, layout, path, polarisation
from wortlaut.errors import CodingError
from wortlaut.record import Edge, Network, Node

TWO_CAMPS = (
    *(f"{who} {what} {sign}" for who in "ABC" for what, sign in (("x", "+"), ("y", "-"))),
    *(f"{who} {what} {sign}" for who in "DEF" for what, sign in (("x", "-"), ("y", "+"))),
)


def test_bands_hold_what_is_unsure() -> None:
    found = claims(*["A x + 0"] * 10, *["B x + 0"] * 10)
    sure = bands(weighted(found, Plan(duplicates="all")), rounds=50)
    assert sure.low is not None and sure.high is not None
    assert sure.low[0, 1] == sure.array[0, 1] == sure.high[0, 1] == 100
    unsure = weighted([replace(one, confidence=0.5) for one in found], Plan(duplicates="all"))
    half = bands(unsure, rounds=400)
    assert half.low is not None and half.high is not None
    assert 0 < half.low[0, 1] < 25 < half.high[0, 1] < 100
    again = bands(unsure, rounds=400)
    assert np.array_equal(half.low, again.low) and np.array_equal(half.high, again.high)  # type: ignore[arg-type]
    narrow = bands(unsure, rounds=400, level=0.5)
    assert narrow.high[0, 1] - narrow.low[0, 1] < half.high[0, 1] - half.low[0, 1]  # type: ignore[index]
    assert np.array_equal(half.low, half.low.T)


def test_a_duplicate_steps_in_for_a_claim_that_is_not_there() -> None:
    twice = [replace(one, confidence=0.5) for one in claims("A x + 0 d", "A x + 0 d", "B x + 0 e")]
    sure = [replace(one, confidence=1.0) if one.values["actor"] == "B" else one for one in twice]
    found = bands(weighted(sure, Plan()), rounds=1000, level=0.4)
    assert found.low is not None and found.low[0, 1] == 1  # there in three of four rounds


def test_documents_can_be_drawn_too() -> None:
    found = claims(*[f"{who} x + 0 {who}{number}" for number in range(9) for who in "AB"])
    drawn = bands(weighted(found, Plan()), rounds=300, documents=True)
    assert drawn.low is not None and drawn.high is not None
    assert drawn.low[0, 1] < drawn.high[0, 1]


def test_bands_need_rounds_and_a_level() -> None:
    with pytest.raises(CodingError, match="2 rounds"):
        bands(weighted(claims("A x +", "B x +"), Plan()), rounds=1)


def test_camps() -> None:
    made = network(claims(*TWO_CAMPS))
    assert communities(made) == (("A", "B", "C"), ("D", "E", "F"))
    told = polarisation(made)
    assert told.camps == 2 and told.outward == -1 and told.modularity == pytest.approx(0.5)
    one = polarisation(network(claims(*(f"{who} x +" for who in "ABCD"))))
    assert one.camps == 1 and one.modularity == pytest.approx(0)
    assert polarisation(network([])).modularity == 0
    with pytest.raises(CodingError, match="one-mode"):
        polarisation(network(claims("A x +"), Plan(shape="two-mode", aggregation="subtract")))


def test_the_path_of_polarisation() -> None:
    together = [f"{who} z + {day}" for day, who in enumerate("ABCDEF")]
    apart = [f"{row} {40 + number}" for number, row in enumerate(TWO_CAMPS)]
    told = path(windows(claims(*together, *apart), Plan(), unit="month"))
    assert [one.claims for one in told] == [6, 12]
    assert told[0].modularity < 0.01 and told[1].modularity == pytest.approx(0.5)


def test_the_backbone_keeps_what_is_not_chance() -> None:
    strong = [f"{who} s{number} +" for number in range(20) for who in "AB"]
    weak = [f"{who} {what} +" for what, who in (*(("w" + c, c) for c in "CDEFGH"), *(("w" + c, "A") for c in "CDEFGH"))]
    made = network(claims(*strong, *weak))
    kept = backbone(made, alpha=0.05)
    assert {(edge.source, edge.target) for edge in kept.edges} == {("A", "B")}
    assert {node.id for node in kept.nodes} == {"A", "B"}
    assert len(made.edges) == 7 and "backbone" in kept.options
    with pytest.raises(CodingError, match="alpha"):
        backbone(made, alpha=0)


def test_a_layout_is_the_same_each_time_and_inside() -> None:
    made = network(claims(*TWO_CAMPS, "A z +", "D z +"))
    places = layout(made)
    assert places == layout(made) and set(places) == set("ABCDEF")
    assert all(-1 <= value <= 1 for place in places.values() for value in place)

    def apart(one: str, other: str) -> float:
        return float(np.hypot(*np.subtract(places[one], places[other])))

    assert max(apart("B", "C"), apart("E", "F")) < min(apart("B", "E"), apart("C", "F"))
    assert layout(network([])) == {}


def test_a_large_layout_needs_no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    nodes = tuple(Node(id=f"n{number}", label="") for number in range(600))
    ring = tuple(Edge(source=f"n{n}", target=f"n{(n + 1) % 600}", weight=1.0) for n in range(600))
    made = Network(shape="one-mode", nodes=nodes, edges=ring)
    places = layout(made)
    assert places == layout(made) and len(set(places.values())) == 600
    assert all(-1 <= value <= 1 for place in places.values() for value in place)
    far = float(np.hypot(*np.subtract(places["n0"], places["n300"])))
    near = float(np.hypot(*np.subtract(places["n0"], places["n1"])))
    assert near < far / 10


def test_graphs_and_tables_for_notebooks() -> None:
    found = claims(*TWO_CAMPS)
    graph = notebook.congruence(found, rounds=20, labels={"A": "Anna"})
    assert graph.edges["A", "B"]["weight"] == 2 and graph.edges["A", "B"]["low"] == 2
    assert {graph.nodes[who]["community"] for who in "ABC"} == {1}
    table = notebook.edge_table(graph)
    assert set(map(len, table.values())) == {6} and "Anna" in table["source"]
    assert notebook.affiliation(found).edges["A", "y"]["weight"] == -1
    assert notebook.conflict(found).edges["A", "D"]["weight"] == 2
    rows = notebook.claim_table(found)
    assert rows["actor"][0] == "A" and rows["agreement"][1] is False and len(rows["day"]) == 12
    told = notebook.polarisation(found, unit="year")
    assert told["camps"] == [2] and told["claims"] == [12]


def test_who_to_whom_for_notebooks() -> None:
    said = [replace(one, values={"actor": "A", "addressee": "B"}) for one in claims("A x +", "A x +")]
    graph = notebook.who_to_whom(said)
    assert list(graph.edges(data="weight")) == [("A", "B", 2.0)]
