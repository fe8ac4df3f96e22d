"""A register as JSON and as a table."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

from tests.resolve.sightings import actor, judged, reading
from wortlaut.export import csv_lines
from wortlaut.export.evidence import evidence
from wortlaut.export.register import REGISTER_HEADER, register_json, register_rows
from wortlaut.record import Office, Party, Reading
from wortlaut.resolve.register import register

JAN = "local:person:jan-kowal"


def corpus() -> list[Reading]:
    minister = Office(title="Minister", of="Polen", since=date(2020, 1, 1), until=date(2023, 1, 1))
    told = reading("x", replace(actor("Jan Kowal"), offices=(minister,)), "Oleh Marko", day=date(2022, 5, 3))
    first, second = told.statements
    told = replace(told, statements=(first, replace(second, addressee=Party(mention="m1", name="Jan Kowal"))))
    return [told, reading("y", "Jan Kowal", "=cmd()")]


def test_json_holds_counts_reasons_and_judgements() -> None:
    decided = judged("same", JAN, "Q1")
    found = json.loads(register_json(register(corpus(), [decided])))
    assert found["schema"] == "wortlaut-actors/1"
    jan = found["actors"][0]
    assert (jan["id"], jan["wikidata"], jan["mentions"], jan["articles"]) == ("Q1", "Q1", 2, 2)
    assert jan["offices"] == [{"title": "Minister", "of": "Polen", "from": "2020-01-01", "to": "2023-01-01"}]
    assert jan["judgements"] == [decided.id]
    assert found["judgements"][0]["reviewer"] == "Anna"
    assert jan["occurrences"][0]["published"]["earliest"] == "2022-05-03"
    assert jan["occurrences"][1]["source"] == "y.txt"


def test_evidence_holds_mentions_sentences_and_statements_to_and_by_an_actor() -> None:
    readings = {one.article.id: one for one in corpus()}
    jan = register(readings.values()).entry_of(JAN)
    assert jan is not None
    proofs = list(evidence(jan, readings))
    text = proofs[0].reading.article.text
    assert [(seen.mention.span.of(text), seen.sentence.of(text)) for seen in proofs[0].seen] == [
        ("Jan Kowal", "Jan Kowal sprach.")
    ]
    assert [one.id for one in proofs[0].said] == ["s1"]
    assert [one.id for one in proofs[0].addressed] == ["s2"]
    shown = json.loads(register_json(register(readings.values()), readings))["actors"]
    told = next(one for one in shown if one["id"] == JAN)["occurrences"][0]["evidence"]
    assert told["addressed"][0]["speaker"] == "Oleh Marko"


def test_the_table_has_a_row_per_actor_and_runs_nothing() -> None:
    rows = [REGISTER_HEADER, *register_rows(register(corpus()))]
    read = list(csv.DictReader(io.StringIO(csv_lines(rows), newline="")))
    jan = next(row for row in read if row["id"] == JAN)
    assert (jan["offices"], jan["first"], jan["last"]) == (
        "Minister (Polen) 2020-01-01/2023-01-01",
        "2022-05-03",
        "2022-05-03",
    )
    assert not any(cell.startswith("=") for row in read for cell in row.values())
