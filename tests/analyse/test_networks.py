"""Networks: formulas by hand, against a slow reckoning cell by cell, and the Discourse Network Analyzer's numbers."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analyse.claimed import claims
from wortlaut.analyse.networks import behind, network, weighted
from wortlaut.analyse.plan import Plan
from wortlaut.analyse.slices import smoothed, windows, windows_of_claims
from wortlaut.errors import CodingError
from wortlaut.record import Claim

SAMPLE = Path(__file__).parents[2].parent / "shared" / "data" / "dna" / "sample.dna"
DEBATE = ("A x +", "B x +", "B x -", "C x -", "A y -", "C y -", "C y ?", "D z +")


def edges(found: list[Claim], **options: object) -> dict[tuple[str, str], float]:
    made = network(found, Plan(**options))  # type: ignore[arg-type]
    return {(edge.source, edge.target): edge.weight for edge in made.edges}


def test_congruence_conflict_and_both() -> None:
    assert edges(claims(*DEBATE)) == {("A", "B"): 1, ("A", "C"): 1, ("B", "C"): 1}
    assert edges(claims(*DEBATE), aggregation="conflict") == {("A", "B"): 1, ("A", "C"): 1, ("B", "C"): 1}
    assert edges(claims(*DEBATE), aggregation="subtract") == {}
    assert edges(claims(*DEBATE), aggregation="ignore") == {("A", "B"): 2, ("A", "C"): 3, ("B", "C"): 2}


def test_two_modes() -> None:
    two = {"shape": "two-mode"}
    assert edges(claims(*DEBATE), **two, aggregation="subtract") == {
        ("A", "x"): 1,
        ("A", "y"): -1,
        ("C", "x"): -1,
        ("C", "y"): -1,
        ("D", "z"): 1,
    }
    assert edges(claims(*DEBATE), **two, aggregation="combine")["B", "x"] == 3
    assert edges(claims(*DEBATE), **two, aggregation="ignore")["C", "y"] == 2
    activity = edges(claims(*DEBATE), **two, aggregation="ignore", normalisation="activity")
    assert activity["C", "y"] == pytest.approx(2 / 3)
    prominence = edges(claims(*DEBATE), **two, aggregation="ignore", normalisation="prominence")
    assert prominence["C", "y"] == pytest.approx(2 / 3) and prominence["D", "z"] == 1


def test_who_speaks_to_whom_is_directed() -> None:
    said = [
        replace(claim, values={"actor": one, "addressee": other})
        for claim, (one, other) in zip(claims("A x +", "A x +", "B x +"), ("AB", "AB", "BA"), strict=True)
    ]
    plan = Plan(shape="directed", columns="addressee", aggregation="ignore", qualifier=None, duplicates="all")
    made = network(said, plan)
    assert {(edge.source, edge.target, edge.weight) for edge in made.edges} == {("A", "B", 2), ("B", "A", 1)}
    assert [node.id for node in made.nodes] == ["A", "B"]


def test_duplicates_count_once_in_a_document_week_month_or_altogether() -> None:
    again = claims("A x + 0 d1", "A x + 0 d1", "A x + 1 d2", "A x + 8 d3", "A x + 40 d4", "A x - 40 d4", "B x + 0 d9")
    found = {unit: edges(again, duplicates=unit)["A", "B"] for unit in ("all", "document", "week", "month", "range")}
    assert found == {"all": 5, "document": 4, "week": 3, "month": 2, "range": 1}


def test_the_year_belongs_to_a_month_unless_as_dna_has_it() -> None:
    later = claims("A x + 0", "A x + 366", "B x + 0")
    assert edges(later, duplicates="month") == {("A", "B"): 2}
    assert edges(later, duplicates="month", compat="dna") == {("A", "B"): 1}


def test_wire_copies_count_once_and_the_text_itself_stands_for_them() -> None:
    texts = claims("A x + 0 copy", "A x + 1 text", "A x + 2 copy2", "B x + 3 other")
    copies = [replace(one, original="text") if one.document.startswith("copy") else one for one in texts]
    assert edges(copies) == {("A", "B"): 1}
    assert network(copies).edges[0].claims == ("c1", "c3")
    assert edges(copies, copies="all") == {("A", "B"): 3}


def test_textbook_cosine_and_that_of_dna() -> None:
    found = claims("A x + 0 d1", "A x + 0 d2", "B x + 0 d3", "B y - 0 d4")
    assert edges(found, normalisation="cosine") == {("A", "B"): pytest.approx(2 / (2 * math.sqrt(2)))}
    assert edges(found, normalisation="cosine", compat="dna") == {("A", "B"): pytest.approx(2 / 4)}


def test_levels_that_are_numbers_or_words() -> None:
    def with_level(row: str, level: int | str) -> Claim:
        return replace(claims(row)[0], id=row, document=row, values={"actor": row[0], "concept": row[2], "q": level})

    graded = [with_level("A x +", 1), with_level("B x +", 3), with_level("C x +", 5)]
    assert edges(graded, qualifier="q") == {("A", "B"): 0.5, ("B", "C"): 0.5}
    assert edges(graded, qualifier="q", aggregation="conflict")["A", "C"] == 1
    words = [with_level("A x +", "m"), with_level("B x +", "n"), with_level("C y +", "m")]
    assert edges(words, qualifier="q", aggregation="conflict") == {("A", "B"): 2}
    assert edges(words, qualifier="q", aggregation="conflict", compat="dna")["A", "C"] == 2
    same = [with_level("A x +", 4), with_level("B x +", 4)]
    assert edges(same, qualifier="q") == {("A", "B"): 1}
    with pytest.raises(CodingError, match="a number in some claims"):
        network([*graded, *words], Plan(qualifier="q"))


def test_claims_are_chosen() -> None:
    found = claims(*DEBATE)
    assert edges(found, exclude={"concept": ["x"]}) == {("A", "C"): 1}
    assert edges(found, only={"concept": ["y"]}) == {("A", "C"): 1}
    assert edges(found, start=found[4].at) == {("A", "C"): 1}
    assert edges([replace(one, confidence=0.4) for one in found], least_confidence=0.5) == {}
    kept = network(found, Plan(only={"concept": ["y"]}, isolates=True))
    assert [node.id for node in kept.nodes] == ["A", "B", "C", "D"]


def test_the_busiest_only_and_no_more_than_fits() -> None:
    assert edges(claims(*DEBATE), busiest=2) == {("A", "B"): 1}
    two = edges(claims(*DEBATE), shape="two-mode", aggregation="ignore", busiest=1)
    assert two == {("C", "x"): 1}
    many = claims(*(f"a{number} k{number} +" for number in range(8000)))
    with pytest.raises(CodingError, match="busiest"):
        network(many)
    assert len(network(many, Plan(busiest=10, isolates=True)).nodes) == 10


def test_a_claim_can_weigh_its_confidence() -> None:
    unsure = [replace(claim, confidence=0.5) for claim in claims("A x +", "B x +")]
    assert edges(unsure, weighting="confidence") == {("A", "B"): 0.25}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"aggregation": "combine"}, "aggregation of a one-mode network"),
        ({"normalisation": "activity"}, "normalisation of a one-mode network"),
        ({"shape": "two-mode", "aggregation": "combine", "normalisation": "activity"}, "cannot be normalised"),
        ({"qualifier": None}, "needs a qualifier"),
        ({"rows": "concept"}, "two variables"),
        ({"duplicates": "day"}, "duplicates"),
    ],
)
def test_what_does_not_fit_together_is_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(CodingError, match=told):
        Plan(**options)  # type: ignore[arg-type]


def test_an_unknown_variable_is_told_with_those_there_are() -> None:
    with pytest.raises(CodingError, match="'organisation'; there are actor, agreement, concept"):
        network(claims("A x +"), Plan(rows="organisation"))


def test_no_claims_make_an_empty_network() -> None:
    assert network([]).nodes == () and network([]).matrix() == []


def test_the_claims_behind_an_edge() -> None:
    found = weighted(claims(*DEBATE), Plan())
    assert [claim.id for claim in behind(found, "A", "B")] == ["c0", "c1"]
    assert [claim.id for claim in behind(found, "B", "A")] == ["c0", "c1"]
    against = weighted(claims(*DEBATE), Plan(aggregation="conflict"))
    assert [claim.id for claim in behind(against, "A", "C")] == ["c0", "c3"]
    two = weighted(claims(*DEBATE), Plan(shape="two-mode", aggregation="subtract"))
    assert [claim.id for claim in behind(two, "C", "y")] == ["c5"]


def test_labels_limits_and_ids_that_both_modes_have() -> None:
    found = weighted(claims("A A +", "B A +", "B x -"), Plan(shape="two-mode", aggregation="subtract"))
    made = found.network(labels={"A": "Anna"}, most=2)
    assert {node.id for node in made.nodes} == {"A", "B", "concept:A"}
    assert [node.label for node in made.rows] == ["Anna", "B"]
    assert [claim.id for claim in behind(found, "B", "concept:A")] == ["c1"]


signs = st.sampled_from("+-")
rows = st.builds(
    lambda actor, concept, sign, document: f"{actor} {concept} {sign} 0 {document}",
    st.sampled_from("ABCD"),
    st.sampled_from("xyz"),
    signs,
    st.sampled_from(("d1", "d2")),
)


def slowly(found: list[Claim], aggregation: str, normalisation: str, one: str, other: str) -> float:
    """The formulas of Leifeld (2017), cell by cell."""
    count = Counter((claim.values["actor"], claim.values["concept"], claim.values["agreement"]) for claim in found)
    concepts = {claim.values["concept"] for claim in found}
    total = 0
    for concept in concepts:
        for mine in (False, True):
            for theirs in (False, True):
                alike = {"ignore": 1, "congruence": mine == theirs, "conflict": mine != theirs}[aggregation]
                total += alike * count[one, concept, mine] * count[other, concept, theirs]
    active = {who: sum(number for key, number in count.items() if key[0] == who) for who in (one, other)}
    if normalisation == "average":
        return total / (sum(active.values()) / 2)
    return total / (active[one] * active[other]) if normalisation == "cosine" else total


@given(
    st.lists(rows, min_size=1, max_size=25),
    st.sampled_from(("ignore", "congruence", "conflict")),
    st.sampled_from(("no", "average", "cosine")),
)
def test_the_matrix_is_what_the_formulas_say(told: list[str], aggregation: str, normalisation: str) -> None:
    found = claims(*told)
    options = {"aggregation": aggregation, "normalisation": normalisation, "duplicates": "all", "compat": "dna"}
    made = weighted(found, Plan(**options))  # type: ignore[arg-type]
    for i, one in enumerate(made.rows):
        for j, other in enumerate(made.rows):
            wanted = slowly(found, aggregation, normalisation, one, other) if i != j else 0
            assert made.array[i, j] == pytest.approx(wanted)


def test_windows_of_whole_calendar_units() -> None:
    found = claims("A x + 0", "B x + 1", "A x + 7", "C x + 9", "B x + 20", "C x + 20")
    weeks = windows(found, Plan(), unit="week")
    assert [len(one.counted.claims) for one in weeks] == [2, 2, 2]
    assert [one.start.day for one in weeks if one.start] == [4, 11, 18]
    assert [one.array.sum() for one in weeks] == [2, 2, 2]
    assert all(one.rows == ("A", "B", "C") for one in weeks)
    both = windows(found, Plan(), unit="week", width=2)
    assert [len(one.counted.claims) for one in both] == [4, 4]
    assert both[0].stop < weeks[2].start  # type: ignore[operator]


def test_months_have_their_own_lengths() -> None:
    found = claims("A x + 0", "B x + 27", "A x + 28", "B x + 57")
    months = windows(found, Plan(), unit="month")
    assert [(one.start.month, one.stop.day, len(one.counted.claims)) for one in months if one.start and one.stop] == [
        (3, 31, 2),
        (4, 30, 2),
    ]


def test_windows_of_claims() -> None:
    found = claims("A x + 0", "B x + 0", "C x + 1", "A y + 2", "B y + 3")
    assert [[claim.id for claim in one.counted.claims] for one in windows_of_claims(found, Plan(), width=2)] == [
        ["c0", "c1", "c2"],
        ["c1", "c2", "c3"],
        ["c2", "c3", "c4"],
    ]


def test_kernels() -> None:
    found = claims("A x + 0", "B x + 2")
    uniform = smoothed(found, Plan(), width=4, kernel="uniform")
    assert [one.array[0, 1] for one in uniform] == pytest.approx([0.5, 0.5, 0.5])
    curved = smoothed(found, Plan(), width=4, kernel="epanechnikov")
    assert curved[1].array[0, 1] == pytest.approx(0.75 * (1 - 0.25))
    assert curved[0].array[0, 1] == 0  # the second claim lies on the edge
    triangle = smoothed(found, Plan(), width=4, kernel="triangular")[1].array[0, 1]
    assert triangle == pytest.approx(0.5)
    as_dna = smoothed(found, Plan(compat="dna"), width=4, kernel="triangular")[1].array[0, 1]
    assert as_dna == pytest.approx(math.sqrt(1.5 * 0.5))
    normal = smoothed(found, Plan(), width=4, kernel="gaussian")[1].array[0, 1]
    assert normal == pytest.approx(math.exp(-1 / 8) / math.sqrt(2 * math.pi))
    with pytest.raises(CodingError, match="normalised by cosine"):
        smoothed(found, Plan(normalisation="cosine"))


@pytest.fixture(scope="module")
def sample() -> list[Claim]:
    if not SAMPLE.exists():
        pytest.skip("needs sample.dna of rDNA")
    with sqlite3.connect(f"file:{SAMPLE}?mode=ro", uri=True) as dna:
        asked = """
            SELECT s.ID, s.DocumentId, d.Date, o.Value, c.Value, b.Value FROM STATEMENTS s
            JOIN DOCUMENTS d ON d.ID = s.DocumentId
            JOIN DATASHORTTEXT so ON so.StatementId = s.ID AND so.VariableId = 2 JOIN ENTITIES o ON o.ID = so.Entity
            JOIN DATASHORTTEXT sc ON sc.StatementId = s.ID AND sc.VariableId = 3 JOIN ENTITIES c ON c.ID = sc.Entity
            JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4"""
        return [
            Claim(
                id=str(id),
                document=str(document),
                at=datetime.fromtimestamp(at, UTC),
                values={"organization": organization, "concept": concept, "agreement": bool(agreement)},
            )
            for id, document, at, organization, concept, agreement in dna.execute(asked)
        ]


DNA = {"rows": "organization", "columns": "concept", "duplicates": "all", "compat": "dna"}


@pytest.mark.parametrize(
    ("aggregation", "sums"),
    [
        ("ignore", [276, 46.261854, 24.469002, 8.872727]),
        ("congruence", [160, 25.802436, 13.610663, 4.806061]),
        ("conflict", [116, 20.459418, 10.858340, 4.066667]),
        ("subtract", [44, 5.343018, 2.752323, 0.739394]),
    ],
)
def test_one_mode_sums_of_dna(sample: list[Claim], aggregation: str, sums: list[float]) -> None:
    plans = (
        Plan(**DNA, aggregation=aggregation, normalisation=way)  # type: ignore[arg-type]
        for way in ("no", "average", "jaccard", "cosine")
    )
    assert [weighted(sample, plan).array.sum() for plan in plans] == pytest.approx(sums, abs=5e-7)


def test_two_mode_sums_of_dna(sample: list[Claim]) -> None:
    def total(aggregation: str, normalisation: str) -> float:
        plan = Plan(**DNA, shape="two-mode", aggregation=aggregation, normalisation=normalisation)  # type: ignore[arg-type]
        return float(weighted(sample, plan).array.sum())

    assert [total(one, "no") for one in ("ignore", "subtract", "combine")] == [40, 18, 30]
    activity = [total(one, "activity") for one in ("ignore", "subtract")]
    prominence = [total(one, "prominence") for one in ("ignore", "subtract")]
    assert activity == pytest.approx([7, 2.118182], abs=5e-7) and prominence == pytest.approx([6, 3.778571], abs=5e-7)


def test_cells_and_duplicates_of_dna(sample: list[Claim]) -> None:
    def cell(aggregation: str, one: str, other: str) -> float:
        found = weighted(sample, Plan(**DNA, aggregation=aggregation))  # type: ignore[arg-type]
        return float(found.array[found.rows.index(one), found.rows.index(other)])

    agency = "Environmental Protection Agency"
    assert cell("congruence", agency, "Senate") == 22
    assert cell("conflict", agency, "National Petrochemical & Refiners Association") == 20
    once = {**DNA, "duplicates": "document"}
    found = weighted(sample, Plan(**once))  # type: ignore[arg-type]
    assert (len(found.counted.first()), found.array.sum()) == (23, 48)
    assert weighted(sample, Plan(**once, aggregation="conflict")).array.sum() == 38  # type: ignore[arg-type]


def test_windows_of_dna(sample: list[Claim]) -> None:
    found = windows(sample, Plan(**DNA), unit="day", width=7)  # type: ignore[arg-type]
    assert [len(one.counted.claims) for one in found] == [4, *[16] * 7, 0, *[4] * 6, 20]
    assert [one.array.sum() for one in found] == [0, *[44] * 7, *[0] * 7, 26]
    assert len(windows(sample, Plan(**DNA), unit="day", width=1)) == 22  # type: ignore[arg-type]
    even = windows(sample, Plan(**DNA), unit="day", width=2)  # type: ignore[arg-type]
    assert len(even) == 20
    assert all((one.stop - one.start).days == 2 for one in even if one.stop and one.start)
    assert np.array_equal(even[6].array, even[6].array.T)
