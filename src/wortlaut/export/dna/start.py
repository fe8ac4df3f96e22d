"""What a new ``.dna`` file begins with: DNA's own types of statements, that of Wortlaut, and the coders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from wortlaut.export.dna.passwords import hashed
from wortlaut.export.dna.tables import (
    AttributeVariable,
    Coder,
    CoderRelation,
    Colour,
    DataType,
    StatementType,
    Variable,
)

DNA_STATEMENT, NPF, ANNOTATION, WORTLAUT_STATEMENT = 1, 2, 3, 4
ADMIN, MACHINE = 1, 2
TYPES = (
    StatementType(id=DNA_STATEMENT, label="DNA Statement", colour=Colour(239, 208, 51)),
    StatementType(id=NPF, label="NPF Story Element", colour=Colour(100, 200, 190)),
    StatementType(id=ANNOTATION, label="Annotation", colour=Colour(211, 211, 211)),
    StatementType(id=WORTLAUT_STATEMENT, label="Wortlaut Statement", colour=Colour(120, 170, 240)),
)
_VARIABLES: tuple[tuple[int, DataType, tuple[str, ...]], ...] = (
    (DNA_STATEMENT, "short text", ("person", "organization", "concept")),
    (DNA_STATEMENT, "boolean", ("agreement",)),
    (NPF, "short text", ("narrator", "victim", "villain", "plot", "hero", "policy solution")),
    (ANNOTATION, "long text", ("note",)),
    (WORTLAUT_STATEMENT, "short text", ("person", "organization", "addressee", "concept")),
    (WORTLAUT_STATEMENT, "short text", ("position", "kind", "certainty")),
    (WORTLAUT_STATEMENT, "integer", ("confidence",)),
)
VARIABLES = tuple(
    Variable(id=id, name=name, data_type=data_type, type=type)
    for id, (type, data_type, name) in enumerate(
        ((type, data_type, name) for type, data_type, names in _VARIABLES for name in names), start=1
    )
)
_DESCRIBED = ("person", "organization", "concept", "addressee")
ATTRIBUTES = ("Type", "Alias", "Notes")
ATTRIBUTE_VARIABLES = tuple(
    AttributeVariable(id=id, variable=variable, name=name)
    for id, (name, variable) in enumerate(
        (
            (name, one.id)
            for type in (DNA_STATEMENT, WORTLAUT_STATEMENT)
            for name in ATTRIBUTES
            for one in VARIABLES
            if one.type == type and one.name in _DESCRIBED
        ),
        start=1,
    )
)
_YELLOW = Colour(255, 255, 0)
_COLOURS = (
    Colour(51, 153, 255),
    Colour(255, 102, 102),
    Colour(102, 255, 0),
    Colour(255, 153, 0),
    Colour(204, 102, 255),
)


def variable_id(type: int, name: str) -> int:
    """Return the id of a variable of a new file by its type and name."""
    return next(one.id for one in VARIABLES if one.type == type and one.name == name)


def coders(names: Sequence[str], password: str, salt: bytes | None = None) -> tuple[Coder, ...]:
    """Return Admin and the named coders, all with one password and all rights."""
    return tuple(
        Coder(
            id=id,
            name=name,
            colour=_YELLOW if id == ADMIN else _COLOURS[(id - MACHINE) % len(_COLOURS)],
            password=hashed(password, salt),
        )
        for id, name in enumerate(("Admin", *names), start=ADMIN)
    )


def relations(some: Sequence[Coder]) -> tuple[CoderRelation, ...]:
    """Return what coders may do with what others made: everything, for each ordered pair."""
    pairs = permutations([one.id for one in some], 2)
    return tuple(CoderRelation(id=id, coder=first, other=second) for id, (first, second) in enumerate(pairs, start=1))
