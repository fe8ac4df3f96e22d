"""A file of the Discourse Network Analyzer made by hand, with one of everything."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from wortlaut.export.dna.tables import (
    BLACK,
    AttributeValue,
    AttributeVariable,
    CodedStatement,
    Coder,
    CoderRelation,
    Colour,
    DataType,
    Dna,
    Document,
    Entity,
    Permissions,
    Regex,
    Setting,
    StatementType,
    Value,
    Variable,
    VariableLink,
)

SAMPLE = (
    Path(os.environ.get("WORTLAUT_DATA", Path(__file__).resolve().parents[4] / "shared" / "data")) / "dna/sample.dna"
)
TEXT = "Bauern 🌾 in Wut\n\nVerbandschefin Grit Halm sagte: „Der Zoll muss weg.“ Minister Veit Kolbe widersprach."


def dna() -> Dna:
    """Return a content that keeps all rules of DNA."""
    variables = (
        variable(1, "person", "short text", 1),
        variable(2, "concept", "short text", 1),
        variable(3, "agreement", "boolean", 1),
        variable(4, "weight", "integer", 2),
        variable(5, "note", "long text", 2),
    )
    return Dna(
        settings=(Setting(property="version", value="3.1.2"), Setting(property="date", value="2026-11-02")),
        coders=(
            Coder(id=1, name="Admin", colour=Colour(255, 255, 0), password="x", popup_width=None),
            Coder(id=4, name="Öznur", password="y", font_size=12, permissions=Permissions(edit_coders=False)),
        ),
        relations=(
            CoderRelation(id=1, coder=1, other=4),
            CoderRelation(id=3, coder=4, other=1, edit_documents=False),
        ),
        documents=(
            Document(id=2, title="Wut auf dem Land", text=TEXT, coder=4, author="Ada Lehr", source="Elbkurier",
                     section="Politik", notes="a1", type="Bericht", date=1_790_000_000),
            Document(id=7, title="Leer", text="Nichts.", coder=None, date=-86400),
        ),
        types=(
            StatementType(id=1, label="DNA Statement", colour=Colour(239, 208, 51)),
            StatementType(id=2, label="Notiz"),
        ),
        variables=variables,
        links=(VariableLink(id=1, source=1, target=2),),
        regexes=(Regex(label="Z[oö]ll", colour=Colour(1, 2, 3)),),
        statements=(
            statement(10, "Der Zoll muss weg.", (("short text", 1, 2), ("short text", 2, 4), ("boolean", 3, 0))),
            statement(11, "widersprach", (("short text", 1, 1), ("short text", 2, 4), ("boolean", 3, 1))),
            statement(12, "Bauern 🌾", (("integer", 4, -3), ("long text", 5, "Prüfen 🌾")), type=2),
        ),
        entities=(
            entity(1, 1, "", ()),
            entity(2, 1, "Grit Halm", ("Verband",), colour=Colour(9, 8, 7)),
            entity(3, 2, "", ()),
            entity(4, 2, "Zoll abschaffen", (), parent=5),
            entity(5, 2, "Handel", ()),
        ),
        attribute_variables=(AttributeVariable(id=1, variable=1, name="Type"),),
    )  # fmt: skip


def variable(id: int, name: str, data_type: DataType, type: int) -> Variable:
    """Return a variable."""
    return Variable(id=id, name=name, data_type=data_type, type=type)


def entity(
    id: int,
    variable: int,
    value: str,
    attributes: tuple[str, ...],
    colour: Colour = BLACK,
    parent: int | None = None,
) -> Entity:
    """Return an entity with a value for each attribute of its variable."""
    told = attributes or ("",) * (variable == 1)
    return Entity(
        id=id, variable=variable, value=value, colour=colour, parent=parent,
        attributes=tuple(AttributeValue(id=id, variable=1, value=one) for one in told),
    )  # fmt: skip


def statement(
    id: int, words: str, values: tuple[tuple[DataType, int, int | str], ...], type: int = 1
) -> CodedStatement:
    """Return a statement of ``words`` of the text, offsets in UTF-16 units."""
    start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    stop = start + len(words.encode("utf-16-le")) // 2
    own = tuple(
        Value(id=id * 10 + on, variable=on, data_type=data_type, value=value) for data_type, on, value in values
    )
    return CodedStatement(id=id, type=type, document=2, start=start, stop=stop, coder=4, values=own)


def changed(data: bytes, *commands: str) -> bytes:
    """Return a database after some commands, without a check of foreign keys."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        for command in commands:
            connection.execute(command)
        connection.commit()
        return connection.serialize()
