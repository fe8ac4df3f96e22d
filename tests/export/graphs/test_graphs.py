"""Networks as files, read back: by networkx, by their own rules, by hand."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import networkx
import pytest

from tests.analyse.claimed import claims
from wortlaut.analyse.bands import bands
from wortlaut.analyse.networks import network, weighted
from wortlaut.analyse.plan import Plan
from wortlaut.analyse.structure import with_communities
from wortlaut.export.graphs import GRAPH_FORMATS, dl, edges, gexf, graphml, matrix
from wortlaut.record import Network

DEBATE = ("A x +", "B x +", "B x -", "C x -", "A y -", "C y -", "D z +", "D y +")
NAMES = {"A": "Zoë & <Söhne> „GmbH“", "B": "Bayern; 🙂", "C": 'Club "C"', "x": "ä\x07ö"}
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(params=["one-mode", "two-mode", "directed"])
def made(request: pytest.FixtureRequest) -> Network:
    if request.param == "one-mode":
        return with_communities(bands(weighted(claims(*DEBATE), Plan()), rounds=20).network(labels=NAMES))
    plan = Plan(shape=request.param, aggregation="subtract")
    return with_communities(weighted(claims(*DEBATE), plan).network(labels=NAMES))


def plain(text: str) -> str:
    return text.replace("\x07", "")


def test_graphml_read_back_by_networkx(made: Network) -> None:
    read = networkx.parse_graphml(graphml(made).decode())
    assert read.is_directed() == (made.shape == "directed")
    assert set(read.nodes) == {node.id for node in made.nodes}
    for node in made.nodes:
        told = {"label": plain(node.label), "claims": node.claims, "mode": node.mode, **node.attributes}
        assert read.nodes[node.id] == told
    found = {(one, other): told for one, other, told in read.edges(data=True)}
    assert len(found) == len(made.edges)
    for edge in made.edges:
        told = found.get((edge.source, edge.target)) or found[edge.target, edge.source]
        assert (told["weight"], told["claims"]) == (edge.weight, len(edge.claims))
        assert (told.get("low"), told.get("high")) == (edge.low, edge.high)


def test_gexf_keeps_the_rules_of_its_schema(made: Network) -> None:
    root = ElementTree.fromstring(gexf(made))
    assert root.tag == f"{GEXF}gexf" and root.attrib["version"] == "1.3"
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    declared = {
        part.attrib["class"]: {one.attrib["id"]: one.attrib["type"] for one in part}
        for part in graph.findall(f"{GEXF}attributes")
    }
    assert set(declared) == {"node", "edge"}
    nodes = graph.findall(f"{GEXF}nodes/{GEXF}node")
    ids = [one.attrib["id"] for one in nodes]
    assert len(set(ids)) == len(ids) == len(made.nodes)
    assert [one.attrib["label"] for one in nodes] == [plain(node.label) for node in made.nodes]
    joined = graph.findall(f"{GEXF}edges/{GEXF}edge")
    assert len({one.attrib["id"] for one in joined}) == len(joined) == len(made.edges)
    for one in joined:
        assert {one.attrib["source"], one.attrib["target"]} <= set(ids)
        assert float(one.attrib["weight"]) > 0
    checks = {"long": int, "double": float, "string": str, "boolean": {"true": True, "false": False}.__getitem__}
    for kind, elements in (("node", nodes), ("edge", joined)):
        for one in elements:
            values = {value.attrib["for"]: value.attrib["value"] for value in one.iter(f"{GEXF}attvalue")}
            assert set(values) <= set(declared[kind])
            assert all(checks[declared[kind][name]](value) is not None for name, value in values.items())  # type: ignore[operator]


def test_gexf_read_back_by_networkx(made: Network) -> None:
    older = gexf(made).replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft").replace(b'"1.3"', b'"1.2"')
    read = networkx.read_gexf(io.BytesIO(older))
    signed = {frozenset(ends[:2]): ends[2]["signed"] for ends in read.edges(data=True)}
    if made.shape != "directed":
        assert signed == {frozenset((edge.source, edge.target)): edge.weight for edge in made.edges}
    assert {id: told["label"] for id, told in read.nodes(data=True)} == {
        node.id: plain(node.label) for node in made.nodes
    }


def test_the_matrix_as_dna_writes_it(made: Network) -> None:
    rows = list(csv.reader(io.StringIO(matrix(made).decode()), delimiter=";"))
    assert rows[0] == ["", *(node.label.replace('"', "'") for node in made.columns)]
    assert [[float(cell) for cell in row[1:]] for row in rows[1:]] == made.matrix()
    assert all(re.fullmatch(r"-?\d+", cell) for row in rows[1:] for cell in row[1:])


def test_decimals_where_one_is_needed() -> None:
    some = network(claims(*DEBATE), Plan(normalisation="average"))
    assert b"0.500000" in matrix(some) and b"0.000000" in matrix(some)


def test_dl() -> None:
    text = dl(network(claims(*DEBATE), Plan(isolates=True))).decode().splitlines()
    assert text[:2] == ["dl n = 4, format = fullmatrix", "labels:"] and text[3] == "data:"
    numbers = [row.split() for row in text[4:]]
    assert numbers == [["0", "1", "1", "0"], ["1", "0", "1", "0"], ["1", "1", "0", "0"], ["0"] * 4]
    two = dl(network(claims(*DEBATE), Plan(shape="two-mode", aggregation="subtract"))).decode().splitlines()
    assert two[0].startswith("dl nr = 3, nc = 3") and "col labels:" in two


def test_edges_name_their_claims_and_are_no_formulas(made: Network) -> None:
    odd = replace(made, nodes=tuple(replace(node, label="=1+1") for node in made.nodes))
    rows = list(csv.DictReader(io.StringIO(edges(odd).decode())))
    assert {row["source"] for row in rows} == {"'=1+1"}
    assert [row["claims"].split() for row in rows] == [list(edge.claims) for edge in made.edges]


def test_every_format_takes_an_empty_network() -> None:
    assert all(writer(network([])) for writer in GRAPH_FORMATS.values())
