"""Networks written and read back by ourselves: everything that a format holds is there again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wortlaut.errors import CodingError, RecordError
from wortlaut.export.graphs import (
    GRAPH_FORMATS,
    Coded,
    dl,
    edges,
    event_list,
    events_from_csv,
    gexf,
    graphml,
    matrix,
    networks_from_dl,
    networks_from_gexf,
    networks_from_graphml,
    networks_from_matrix,
)
from wortlaut.record import Claim, Network
from wortlaut.record.network import Edge, Node, Shape

DAY = datetime(2026, 3, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def made(shape: Shape = "one-mode", *, week: int = 0, weight: float = 1.5) -> Network:
    start = DAY + timedelta(weeks=week)
    two = 2 if shape == "two-mode" else 1
    return Network(
        shape=shape,
        nodes=(
            Node(id="Q1", label="Zoë & <Söhne> „GmbH“", claims=3, attributes={"kind": "organisation", "rank": 0.25}),
            Node(id="anna meier", label="Anna 🙂; Meier", claims=2, attributes={"member": True}),
            Node(id="mühle", label="Die Mühle schließt", mode=two, claims=5, attributes={"community": 2}),
        ),
        edges=(
            Edge(source="Q1", target="mühle", weight=-weight, claims=("a1:c1", "a1:c2"), low=-2.0, high=0.5),
            Edge(source="anna meier", target="mühle", weight=2.0 + week, claims=("a2:c1",)),
        ),
        options={"aggregation": "subtract", "duplicates": "document"},
        start=start,
        stop=start + timedelta(weeks=1) - INSTANT,
    )


@pytest.mark.parametrize("shape", ["one-mode", "two-mode", "directed"])
def test_graphml_holds_a_network_wholly(shape: Shape) -> None:
    assert networks_from_graphml(graphml(made(shape))) == (made(shape),)


@pytest.mark.parametrize("shape", ["one-mode", "two-mode", "directed"])
def test_a_still_gexf_holds_all_but_time_and_options(shape: Shape) -> None:
    assert networks_from_gexf(gexf(made(shape))) == (replace(made(shape), start=None, stop=None, options={}),)


def test_a_gexf_of_three_weeks_holds_each_of_them() -> None:
    middle = made(week=1, weight=0.5)
    middle = replace(middle, nodes=middle.nodes[1:], edges=middle.edges[1:])
    weeks = [made(), middle, made(week=2)]
    weeks[2] = replace(weeks[2], nodes=(replace(weeks[2].nodes[0], claims=9), *weeks[2].nodes[1:]))
    assert list(networks_from_gexf(gexf(weeks))) == [replace(one, options={}) for one in weeks]


def test_windows_that_overlap_stand_from_middle_to_middle() -> None:
    moving = [
        replace(made(), start=DAY + timedelta(days=n), stop=DAY + timedelta(days=n + 7) - INSTANT) for n in (0, 2)
    ]
    first, second = networks_from_gexf(gexf(moving))
    assert (first.start, first.stop) == (DAY + timedelta(days=3), DAY + timedelta(days=5) - INSTANT)
    assert (second.start, second.stop) == (DAY + timedelta(days=5), DAY + timedelta(days=9) - INSTANT)


def test_windows_within_a_day_have_seconds() -> None:
    hours = [
        replace(made(), start=DAY + timedelta(hours=n), stop=DAY + timedelta(hours=n + 1, seconds=-1)) for n in (6, 7)
    ]
    assert b'timeformat="dateTime"' in gexf(hours)
    assert [(one.start, one.stop) for one in networks_from_gexf(gexf(hours))] == [(o.start, o.stop) for o in hours]


@pytest.mark.parametrize(
    ("networks", "told"),
    [
        ([made(), replace(made(week=1), start=None)], "network 2 has no time"),
        ([made(), made()], "one for each span"),
        ([made(), made("directed", week=1)], "alike"),
        ([], "no network"),
    ],
)
def test_networks_that_make_no_film(networks: list[Network], told: str) -> None:
    with pytest.raises(CodingError, match=told):
        gexf(networks)


@pytest.mark.parametrize("format", ["graphml", "dl", "matrix"])
def test_formats_for_one_network_say_so(format: str) -> None:
    with pytest.raises(CodingError, match="holds one network, not 2"):
        GRAPH_FORMATS[format]([made(), made(week=1)])  # type: ignore[index]


@pytest.mark.parametrize("shape", ["one-mode", "two-mode", "directed"])
@pytest.mark.parametrize(("write", "read"), [(dl, networks_from_dl), (matrix, networks_from_matrix)])
def test_a_matrix_read_back(shape: Shape, write: object, read: object) -> None:
    plain = made(shape)
    found = read(write(plain))[0]  # type: ignore[operator]
    assert [node.label for node in found.nodes] == [node.label for node in plain.nodes]
    assert found.matrix() == plain.matrix()
    assert found.shape == plain.shape


def test_a_label_in_both_modes_stays_two_nodes() -> None:
    net = replace(made("two-mode"), nodes=(*made().nodes[:2], Node(id="mühle", label="Anna 🙂; Meier", mode=2)))
    found = networks_from_matrix(matrix(net))[0]
    assert [node.id for node in found.columns] == ["column:Anna 🙂; Meier"]
    assert found.matrix() == net.matrix()


def test_edges_of_several_networks_have_their_time() -> None:
    rows = list(csv.DictReader(io.StringIO(edges([made(), made(week=1)]).decode())))
    assert [row["start"] for row in rows] == ["2026-03-01T00:00:00+00:00"] * 2 + ["2026-03-08T00:00:00+00:00"] * 2


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (networks_from_graphml, b"<html/>"),
        (networks_from_graphml, b"<graphml><graph><edge source='a' target='b'/></graph></graphml>"),
        (networks_from_gexf, b"<gexf/>"),
        (networks_from_gexf, b'<!DOCTYPE x [<!ENTITY a "a">]><gexf/>'),
        (networks_from_dl, b"dl n = 2\n"),
        (networks_from_dl, b'dl n = 2, format = fullmatrix\nlabels:\n"a", "b"\ndata:\n0 1\n'),
        (networks_from_matrix, b'"";"a"\n"a";x\n'),
        (networks_from_matrix, b'"";"a";"a"\n"b";1;2\n'),
        (events_from_csv, b"a;b\n1;2\n"),
    ],
)
def test_what_is_no_network_says_so(read: object, data: bytes) -> None:
    with pytest.raises(RecordError):
        read(data)  # type: ignore[operator]


def test_attributes_that_a_file_cannot_hold() -> None:
    node = Node(id="a", label="a", attributes={"claims": 1})
    with pytest.raises(CodingError, match="rename"):
        graphml(Network(shape="one-mode", nodes=(node,), edges=()))
    odd = Node(id="a", label="a", attributes={"rank": float("nan")})
    with pytest.raises(CodingError, match="nan"):
        gexf(Network(shape="one-mode", nodes=(odd,), edges=()))


CODED = Coded(
    claim=Claim(
        id="7",
        document="12",
        at=datetime(2026, 3, 1, 1, 30, tzinfo=UTC),
        values={"person": "Anna Meier", "concept": "Die Mühle schließt", "agreement": True, "year": 1999},
        fields={"title": 'Der „Fall“ Mühle; Teil 2 "neu"', "source": "Beispielbote"},
    ),
    start=10,
    stop=42,
    text='Sie sagte: "Nein; wir bleiben."\nPunkt.',
    coder="Wortlaut",
)


def test_a_list_of_events_as_dna_writes_it() -> None:
    lines = event_list([CODED]).decode().splitlines()
    assert lines[0].split(";")[:3] == ['"statement_id"', '"time"', '"person"']
    assert lines[1] == (
        '"7";"2026-03-01 01:30:00";"Anna Meier";"Die Mühle schließt";"1";"1999";"10";"42";'
        '"Sie sagte: \'Nein, wir bleiben.\' Punkt.";"Wortlaut";"12";"Der „Fall“ Mühle, Teil 2 \'neu\'";'
        '"";"Beispielbote";"";""'
    )


def test_a_list_of_events_read_back() -> None:
    found = events_from_csv(event_list([CODED]))[0]
    assert found.claim.values == CODED.claim.values and found.claim.at == CODED.claim.at
    assert (found.start, found.stop, found.coder, found.claim.id) == (10, 42, "Wortlaut", "7")
    claim = replace(CODED.claim, values={"text": "x"})
    with pytest.raises(CodingError, match="'text'"):
        event_list([replace(CODED, claim=claim)])
