"""Each rule of DNA 3, broken alone."""

import re

import pytest
from dna_made import SAMPLE, changed, dna

from wortlaut.errors import RecordError
from wortlaut.export.dna import dna_bytes
from wortlaut.export.dna.rules import Violation, violations

_NO_CHECKS = "PRAGMA ignore_check_constraints = ON"
_LONG = "x" * 191


def found(*commands: str) -> tuple[Violation, ...]:
    return violations(changed(dna_bytes(dna()), *commands))


def test_a_file_that_keeps_all_rules() -> None:
    assert found() == ()


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample that comes with rDNA is not here")
def test_the_sample_of_rdna_keeps_all_rules() -> None:
    assert violations(SAMPLE.read_bytes()) == ()


@pytest.mark.parametrize(
    ("commands", "rule", "table", "message"),
    [
        (["DROP TABLE VARIABLELINKS"], "schema", "VARIABLELINKS", "the table is missing"),
        (["ALTER TABLE CODERS DROP Refresh"], "schema", "CODERS", "column Refresh is missing"),
        (
            ["DROP TABLE VARIABLELINKS", "CREATE TABLE VARIABLELINKS(ID INTEGER NOT NULL PRIMARY KEY, "
             "SourceVariableId INTEGER, TargetVariableId INTEGER REFERENCES VARIABLES(ID) ON DELETE CASCADE)"],
            "schema", "VARIABLELINKS", "foreign keys",
        ),
        (
            ["DROP TABLE SETTINGS", "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value BLOB NOT NULL)",
             "INSERT INTO SETTINGS VALUES ('version', '3.1.2')"],
            "schema", "SETTINGS", "column Value is BLOB NOT NULL, not TEXT NOT NULL",
        ),
        (
            ["CREATE UNIQUE INDEX once ON DOCUMENTS(Title)"], "schema", "DOCUMENTS", "what is unique",
        ),
        ([_NO_CHECKS, "UPDATE CODERS SET Red = 300 WHERE ID = 4"], "constraint", "CODERS", "Red BETWEEN 0 AND 255"),
        ([_NO_CHECKS, "UPDATE CODERS SET PopupWidth = 7 WHERE ID = 4"], "constraint", "CODERS", "PopupWidth"),
        (["UPDATE STATEMENTS SET Coder = 77 WHERE ID = 10"], "reference", "STATEMENTS", "Coder 77 is not in CODERS"),
        (["UPDATE ENTITIES SET ChildOf = 77 WHERE ID = 2"], "reference", "ENTITIES", "ChildOf 77"),
        (["INSERT INTO DATAINTEGER VALUES (900, 99, 4, 1)"], "reference", "DATAINTEGER", "StatementId 99"),
        ([_NO_CHECKS, f"UPDATE DOCUMENTS SET Title = '{_LONG}' WHERE ID = 2"], "length", "DOCUMENTS", "Title has 191"),
        ([_NO_CHECKS, f"UPDATE ATTRIBUTEVALUES SET AttributeValue = '{_LONG}' WHERE ID = 2"], "length",
         "ATTRIBUTEVALUES", "AttributeValue has 191"),
        (["DELETE FROM ENTITIES WHERE ID = 3"], "empty entity", "ENTITIES", "'concept' has no entity ''"),
        (["DELETE FROM ATTRIBUTEVALUES WHERE ID = 2"], "attribute", "ENTITIES", "0 values for attribute 'Type'"),
        (["INSERT INTO ATTRIBUTEVALUES VALUES (9, 4, 1, '')"], "attribute", "ENTITIES", "1 values for .*0 are needed"),
        (["DELETE FROM DATABOOLEAN WHERE ID = 103"], "value", "STATEMENTS", "0 rows of 'agreement' in DATABOOLEAN"),
        (["INSERT INTO DATAINTEGER VALUES (9, 10, 4, 1)"], "value", "STATEMENTS", "1 rows of 'weight' in DATAINTEGER"),
        (["UPDATE DATASHORTTEXT SET Entity = 4 WHERE ID = 101"], "value", "STATEMENTS", "belongs to another variable"),
        (["DELETE FROM SETTINGS WHERE Property = 'version'"], "version", "SETTINGS", "version is ''"),
        (["DELETE FROM CODERS WHERE ID = 1", "DELETE FROM CODERRELATIONS"], "admin", "CODERS", "coder 1"),
        (["DELETE FROM CODERRELATIONS WHERE ID = 3"], "relation", "CODERRELATIONS", "0 relations of coder 4 to"),
        (["INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (1, 4)"], "relation", "CODERRELATIONS", "2 relations"),
        (["UPDATE STATEMENTS SET Stop = 10000 WHERE ID = 10"], "offset", "STATEMENTS", "no part of a text"),
        (["UPDATE STATEMENTS SET Stop = 8 WHERE ID = 12"], "offset", "STATEMENTS", "0–8 halves a character"),
    ],
)  # fmt: skip
def test_one_rule_broken(commands: list[str], rule: str, table: str, message: str) -> None:
    broken = found(*commands)
    assert {(one.rule, one.table) for one in broken} == {(rule, table)}
    assert any(re.search(message, one.message) for one in broken)


def test_what_is_no_file_of_dna() -> None:
    with pytest.raises(RecordError, match="no SQLite"):
        violations(b"Sehr geehrte Damen und Herren")
