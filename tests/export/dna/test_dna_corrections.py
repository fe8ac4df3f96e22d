"""What people change in DNA comes back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from coded_made import CODEBOOK, TEXT, at, reading, second

from wortlaut.export.dna import Dna, Returned, composed, dna_bytes, dna_from, reviews_from
from wortlaut.export.utf16 import Utf16
from wortlaut.record import Review, Span, Statement
from wortlaut.review import reviewed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = date(2026, 11, 20)
BEFORE = composed((reading(), second()), CODEBOOK, day=DAY, salt=bytes(16), people=("Anna",))
PERSON, ORGANIZATION, CONCEPT, AGREEMENT = 1, 2, 3, 4


def row(type: int, words: str) -> int:
    """Return the id of the statement of a type that begins with some words."""
    start = Utf16(TEXT).units(at(words).start if type == 1 or words != "Das Geld" else at(words, nth=1).start)
    return next(one.id for one in BEFORE.statements if (one.type, one.start, one.document) == (type, start, 1))


def entity(variable: int, value: str) -> int:
    return next(one.id for one in BEFORE.entities if (one.variable, one.value) == (variable, value))


def variable(name: str) -> int:
    return next(one.id for one in BEFORE.variables if one.type == 4 and one.name == name)


def after(*commands: str) -> Dna:
    """Return the file after somebody worked with it in DNA, which keeps foreign keys."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(dna_bytes(BEFORE))
        connection.execute("PRAGMA foreign_keys = ON")
        for command in commands:
            connection.execute(command)
        connection.commit()
        return dna_from(connection.serialize())


def came(*commands: str) -> Returned:
    return reviews_from(BEFORE, after(*commands), (reading(), second()), reviewer="Eva", at=NOON)


def added(id: int, coder: int, words: str, type: int = 4) -> list[str]:
    """Return what DNA does when somebody codes a passage: one row of data for each variable."""
    span = at(words)
    start, stop = Utf16(TEXT).unit_pairs([span])[0]
    found = [f"INSERT INTO STATEMENTS VALUES ({id}, {type}, 1, {start}, {stop}, {coder})"]
    for one in BEFORE.variables_of(type):
        if one.data_type == "short text":
            blank = entity(one.id, "")
            found.append(
                f"INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES ({id}, {one.id}, {blank})"
            )
        else:
            table = "DATABOOLEAN" if one.data_type == "boolean" else "DATAINTEGER"
            found.append(f"INSERT INTO {table} (StatementId, VariableId, Value) VALUES ({id}, {one.id}, 1)")
    return found


def value(statement: int, variable: int, value: str) -> str:
    told = entity(variable, value)
    return f"UPDATE DATASHORTTEXT SET Entity = {told} WHERE StatementId = {statement} AND VariableId = {variable}"


def applied(reviews: tuple[Review, ...]) -> dict[str, Statement]:
    """Return the statements of the reading as the reviews make them."""
    found = reviewed(reading(), reviews)
    assert found.orphans == ()
    return {one.id: one for one in found.reading.statements}


def test_nothing_changed() -> None:
    assert came() == Returned()
    assert came("UPDATE DOCUMENTS SET Title = 'Deich', Notes = ''", "UPDATE CODERS SET Password = 'x'") == Returned()


def test_another_position_is_a_correction() -> None:
    id = row(1, "wir brauchen")
    found = came(f"UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = {id}")
    assert found.reviews == ()
    (one,) = found.corrections
    assert (one.article, one.type, one.finding, one.coding) == ("a1", "DNA Statement", "statement:s1", "c1")
    assert (one.field, one.old, one.new, one.coder) == ("agreement", True, False, "Eva")


def test_another_concept_and_a_concept_by_another_name() -> None:
    id = row(1, "Das ruiniert")
    (blank,) = came(value(id, CONCEPT, "")).corrections
    assert (blank.field, blank.old, blank.new) == ("concept", "Die Deichsteuer wird erhoben", "")
    renamed = came("UPDATE ENTITIES SET Value = 'Deichsteuer' WHERE Value LIKE 'Die Deichsteuer%' AND VariableId = 3")
    assert {(one.coding, one.field, one.new) for one in renamed.corrections} == {
        ("c1", "concept", "Deichsteuer"),
        ("c2", "concept", "Deichsteuer"),
        ("c4", "concept", "Deichsteuer"),
    }


def test_another_speaker_is_a_review() -> None:
    id = row(4, "Das ruiniert")
    organization = variable("organization")
    found = came(value(id, organization, "Landtag"))
    (one,) = found.corrections
    assert (one.finding, one.field, one.old, one.new) == ("statement:s2", "organization", "Bauernbund", "Landtag")
    (review,) = found.reviews
    assert (review.verdict, review.target.id, review.reviewer, review.at) == ("correct", "s2", "Eva", NOON)
    speaker = applied(found.reviews)["s2"].speaker
    assert speaker is not None
    assert speaker.name == "Landtag"


def test_a_speaker_whom_the_article_does_not_know() -> None:
    id, person, organization = row(4, "Das ruiniert"), variable("person"), variable("organization")
    new = [
        f"INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (900, {person}, 'Ulf Marsch')",
        f"UPDATE DATASHORTTEXT SET Entity = 900 WHERE StatementId = {id} AND VariableId = {person}",
        value(id, organization, ""),
    ]
    (review,) = came(*new).reviews
    found = reviewed(reading(), (review,)).reading
    assert ("Ulf Marsch", "person") in {(one.name, one.kind) for one in found.actors}


def test_a_deleted_statement_is_rejected_once() -> None:
    found = came(f"DELETE FROM STATEMENTS WHERE ID = {row(4, 'Das ruiniert')}")
    (one,) = found.corrections
    assert (one.field, one.old, one.new, one.finding) == ("statement", "Das ruiniert uns.", None, "statement:s2")
    assert [one.verdict for one in found.reviews] == ["reject"]
    assert "s2" not in applied(found.reviews)


def test_a_deleted_coding_rejects_no_statement() -> None:
    found = came(f"DELETE FROM STATEMENTS WHERE ID = {row(1, 'Das ruiniert')}")
    assert [(one.coding, one.new) for one in found.corrections] == [("c2", None)]
    assert found.reviews == ()


def test_an_added_statement() -> None:
    some = [*added(90, 3, "Der Landtag beschloss die Steuer"), value(90, variable("kind"), "indirect")]
    found = came(*some, value(90, variable("organization"), "Landtag"))
    (one,) = found.corrections
    assert (one.finding, one.old, one.new, one.coder) == (None, None, "Der Landtag beschloss die Steuer", "Anna")
    (review,) = found.reviews
    assert (review.verdict, review.reviewer) == ("add", "Anna")
    new = next(
        one
        for one in reviewed(reading(), found.reviews).reading.statements
        if one.kind == "indirect" and one.speaker and one.speaker.name == "Landtag"
    )
    assert new.content == (at("Der Landtag beschloss die Steuer"),)


def test_an_added_coding_is_a_correction() -> None:
    found = came(*added(90, 3, "Streit um", type=1))
    assert [(one.type, one.new) for one in found.corrections] == [("DNA Statement", "Streit um")]
    assert found.reviews == ()


def taken_over(*commands: str) -> tuple[Returned, dict[str, tuple[str, str]]]:
    """Return what came back with the codebook, and concept and agreement of each coding as the reviews make them."""
    both = (reading(), second())
    found = reviews_from(BEFORE, after(*commands), both, CODEBOOK, reviewer="Eva", at=NOON)
    shown = reviewed(reading(), found.reviews)
    assert shown.orphans == ()
    return found, {one.id: (one.concept, one.agreement) for one in shown.reading.codings}


def test_positions_come_back_with_the_codebook() -> None:
    before = {one.id: (one.concept, one.agreement) for one in reading().codings}
    id = row(1, "wir brauchen")
    found, codings = taken_over(f"UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = {id}")
    assert [(one.verdict, one.reviewer) for one in found.reviews] == [("correct", "Eva")]
    assert codings == before | {"c1": ("steuer", "against")}
    renamed, same = taken_over(
        "UPDATE ENTITIES SET Value = 'Deichsteuer' WHERE Value LIKE 'Die Deichsteuer%' AND VariableId = 3"
    )
    assert renamed.reviews == () and renamed.problems == () and same == before
    blank, same = taken_over(value(id, CONCEPT, ""))
    assert blank.reviews == () and "no concept of the codebook deich" in blank.problems[0] and same == before


def test_another_concept_comes_back() -> None:
    id = row(1, "wir brauchen")
    other = "UPDATE ENTITIES SET Value = 'Der Deich wird höher' WHERE VariableId = 3 AND Value = ''"
    found, codings = taken_over(other, value(id, CONCEPT, ""))
    assert [one.verdict for one in found.reviews] == ["correct"]
    assert codings["c1"] == ("ausbau", "for")


def test_deleted_and_added_positions_come_back() -> None:
    found, codings = taken_over(f"DELETE FROM STATEMENTS WHERE ID = {row(1, 'Das ruiniert')}")
    assert [one.verdict for one in found.reviews] == ["reject"]
    assert "c2" not in codings and "c1" in codings
    concept = "Die Deichsteuer wird erhoben"
    some = [*added(90, 3, "will die Deichsteuer", type=1), value(90, CONCEPT, concept)]
    found, codings = taken_over(*some, value(90, ORGANIZATION, "Landtag"))
    (review,) = found.reviews
    assert (review.verdict, review.reviewer, review.target.label) == ("add", "Anna", "deich/steuer")
    (new,) = (one for one in codings if one not in {own.id for own in reading().codings})
    assert codings[new] == ("steuer", "for")
    nobody, _ = taken_over(*added(90, 3, "Streit um", type=1))
    assert nobody.reviews == () and "'' is no concept" in nobody.problems[0]


def test_a_moved_statement() -> None:
    id = row(4, "Das ruiniert")
    found = came(f"UPDATE STATEMENTS SET Stop = Stop - 1 WHERE ID = {id}")
    (one,) = found.corrections
    whole = at("Das ruiniert uns.")
    assert (one.field, one.old, one.new) == ("span", whole, Span(start=whole.start, end=whole.end - 1))
    assert applied(found.reviews)["s2"].content == (Span(start=whole.start, end=whole.end - 1),)
    split = came(f"UPDATE STATEMENTS SET Stop = Stop - 1 WHERE ID = {row(4, 'Das Geld')}")
    assert split.reviews == ()
    assert "several parts" in split.problems[0]


def test_kind_and_certainty() -> None:
    id, kind = row(4, "Das ruiniert"), variable("kind")
    found = came(value(id, kind, "indirect"), value(id, variable("certainty"), "reported"))
    assert len(found.reviews) == 1
    statement = applied(found.reviews)["s2"]
    assert (statement.kind, statement.certainty) == ("indirect", "reported")
    wrong = came(value(id, kind, "event"))
    assert wrong.reviews == ()
    assert "'event' is none of direct" in wrong.problems[0]


def test_an_id_given_again_is_another_statement() -> None:
    last = max(one.id for one in BEFORE.statements if one.document == 1)
    type = next(one.type for one in BEFORE.statements if one.id == last)
    assert type is not None
    found = came(f"DELETE FROM STATEMENTS WHERE ID = {last}", *added(last, 3, "Streit um", type=type))
    assert [(one.field, one.old is None, one.new is None) for one in found.corrections] == [
        ("statement", False, True),
        ("statement", True, False),
    ]


def test_what_cannot_be_placed() -> None:
    deleted = came("DELETE FROM DOCUMENTS WHERE ID = 1")
    assert (deleted.corrections, deleted.reviews) == ((), ())
    assert "was deleted in DNA" in deleted.problems[0]
    assert "another text" in came("UPDATE DOCUMENTS SET Text = Text || '!' WHERE ID = 1").problems[0]
    assert "new in DNA" in came("INSERT INTO DOCUMENTS (Title, Text, Date) VALUES ('', '', 0)").problems[0]


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        ((), "its reading is not here"),
        ((replace(reading(), run=replace(reading().run, wortlaut="2")),), "it was read again"),
        ((replace(reading(), article=replace(reading().article, text=TEXT[:-1] + "!")),), "another text"),
    ],
)
def test_readings_that_do_not_fit(readings: tuple[object, ...], told: str) -> None:
    changed = after(f"DELETE FROM STATEMENTS WHERE ID = {row(4, 'Das ruiniert')}")
    found = reviews_from(BEFORE, changed, readings, reviewer="Eva", at=NOON)  # type: ignore[arg-type]
    assert len(found.corrections) == 1
    assert found.reviews == ()
    assert told in found.problems[0]
