"""Two files of the Discourse Network Analyzer become one."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from coded_made import CODEBOOK, reading, second
from dna_made import SAMPLE, dna

from wortlaut.errors import CodingError
from wortlaut.export.dna import Dna, claims, composed, dna_bytes, dna_from, reviews_from, violations
from wortlaut.export.dna.merge import MergeOptions, merged
from wortlaut.export.dna.notes import provenance_of
from wortlaut.export.dna.tables import Colour, Document, Regex

DAY = date(2026, 11, 20)
FIRST = composed((reading(),), CODEBOOK, day=DAY, salt=bytes(16), people=("Anna",))
SECOND = composed((second(),), CODEBOOK, day=DAY, salt=bytes(16), people=("Ben",), by={("a2", "s1"): "Ben"})


def told(file: Dna, type: str = "DNA Statement") -> list[object]:
    """Return what the claims of a file say, whatever the ids."""
    return [(one.values, one.fields["title"], one.at) for one in claims(file, type)]


def other(**changes: object) -> Dna:
    return replace(dna(), **changes)


def as_another(file: Dna) -> Dna:
    """Return a file whose documents are others."""
    return replace(file, documents=tuple(replace(one, title=f"{one.title} (zwei)") for one in file.documents))


def test_two_files_of_wortlaut() -> None:
    both = merged(FIRST, SECOND)
    assert violations(dna_bytes(both)) == ()
    assert dna_from(dna_bytes(both)) == both
    assert told(both, "Wortlaut Statement") == [*told(FIRST, "Wortlaut Statement"), *told(SECOND, "Wortlaut Statement")]
    assert [one.name for one in both.coders] == ["Admin", "Wortlaut", "Anna", "Ben"]
    assert both.statements[-1].coder == 4
    assert len(both.relations) == 12
    assert (both.types, both.variables) == (FIRST.types, FIRST.variables)
    assert sum(one.value == "Jette Brams" for one in both.entities) == sum(
        one.value == "Jette Brams" for one in FIRST.entities
    )


def test_findings_are_found_again_after_a_merge() -> None:
    both = merged(FIRST, SECOND)
    document = both.documents[1]
    provenance = provenance_of(document)
    assert provenance is not None
    assert {id: str(one) for id, one in provenance.origins.items()} == {both.statements[-1].id: "statement:s1"}
    gone = replace(both, statements=both.statements[:-1])
    found = reviews_from(both, gone, (reading(), second()), reviewer="Eva", at=datetime(2026, 11, 23, tzinfo=UTC))
    assert [(one.article, one.verdict) for one in found.reviews] == [("a2", "reject")]


def test_a_file_with_itself_changes_nothing() -> None:
    for file in (FIRST, dna()):
        assert merged(file, file) == file


def test_unknown_types_come_along_or_stay_out() -> None:
    both = merged(FIRST, dna())
    assert violations(dna_bytes(both)) == ()
    assert told(both, "Notiz") == told(dna(), "Notiz")
    labels = [one.label for one in both.types]
    assert labels.count("DNA Statement") == 2  # the same label, other variables
    without = merged(FIRST, dna(), MergeOptions(types=False))
    assert violations(dna_bytes(without)) == ()
    assert without.types == FIRST.types
    assert len(without.statements) == len(FIRST.statements)
    assert len(without.documents) == len(FIRST.documents) + 2


def test_statements_stay_out() -> None:
    both = merged(FIRST, SECOND, MergeOptions(statements=False))
    assert both.statements == FIRST.statements
    assert len(both.documents) == 2


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (MergeOptions(with_statements=False), ["Leer (zwei)"]),
        (MergeOptions(without_statements=False), ["Wut auf dem Land (zwei)"]),
        (MergeOptions(), ["Wut auf dem Land (zwei)", "Leer (zwei)"]),
    ],
)
def test_documents_with_and_without_statements(options: MergeOptions, titles: list[str]) -> None:
    both = merged(dna(), as_another(dna()), options)
    assert [one.title for one in both.documents[2:]] == titles


def test_duplicates() -> None:
    assert len(merged(dna(), dna(), MergeOptions(skip_duplicates=False)).documents) == 4
    twice = merged(dna(), dna(), MergeOptions(skip_duplicates=False))
    assert violations(dna_bytes(twice)) == ()
    assert told(twice) == told(dna()) * 2


def test_coders_are_mapped() -> None:
    both = merged(FIRST, as_another(dna()), MergeOptions(coders={4: 3}))
    assert [one.name for one in both.coders] == ["Admin", "Wortlaut", "Anna"]
    assert {one.coder for one in both.documents[1:]} == {3, None}
    with pytest.raises(CodingError, match="the other file has no coder 9"):
        merged(FIRST, dna(), MergeOptions(coders={9: 1}))
    with pytest.raises(CodingError, match="this file has no coder 9"):
        merged(FIRST, dna(), MergeOptions(coders={4: 9}))


def test_rights_come_with_the_coder() -> None:
    both = merged(FIRST, dna())
    new = next(one for one in both.coders if one.name == "Öznur")
    assert not new.permissions.edit_coders
    right = next(one for one in both.relations if (one.coder, one.other) == (new.id, 1))
    assert not right.edit_documents


def test_days_of_a_machine_in_central_europe() -> None:
    def at(*when: int) -> int:
        return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]

    days = [at(2026, 6, 1, 22), at(2026, 12, 1, 23), at(2026, 6, 1, 21, 59), at(2026, 6, 1), at(1969, 6, 1, 22)]
    file = Dna(
        settings=dna().settings,
        coders=dna().coders,
        documents=tuple(Document(id=n, title=str(n), text="x", coder=1, date=day) for n, day in enumerate(days, 1)),
    )
    fixed = merged(dna(), file, MergeOptions(fix_dates=True)).documents[2:]
    assert [one.date for one in fixed] == [
        at(2026, 6, 2), at(2026, 12, 2), at(2026, 6, 1, 21, 59), at(2026, 6, 1), at(1969, 6, 2)
    ]  # fmt: skip
    assert [one.date for one in merged(dna(), file).documents[2:]] == days


def changed_entities() -> Dna:
    """Return the file with other colours, parents, attributes and regular expressions."""
    entities = tuple(
        replace(
            one,
            colour=Colour(50, 60, 70),
            parent=5 if one.id == 3 else None,
            attributes=tuple(replace(own, value="anders") for own in one.attributes),
        )
        for one in dna().entities
    )
    return other(entities=entities, documents=(), statements=(), regexes=(Regex(label="Z[oö]ll"), Regex(label="Deich")))


def test_what_is_in_both_files() -> None:
    kept = merged(dna(), changed_entities(), MergeOptions(entities="keep", attributes="keep", regexes="keep"))
    assert kept == dna()
    some = merged(dna(), changed_entities())
    found = {one.id: one for one in some.entities}
    assert found[2].colour == Colour(9, 8, 7)
    assert found[4].colour == Colour(50, 60, 70)
    assert (found[4].parent, found[3].parent) == (5, 5)
    assert [found[2].attributes[0].value, found[1].attributes[0].value] == ["Verband", "anders"]
    assert some.regexes == (*dna().regexes, Regex(label="Deich"))
    over = merged(
        dna(), changed_entities(), MergeOptions(entities="overwrite", attributes="overwrite", regexes="overwrite")
    )
    found = {one.id: one for one in over.entities}
    assert (found[2].colour, found[4].parent, found[2].attributes[0].value) == (Colour(50, 60, 70), None, "anders")
    assert over.regexes == (Regex(label="Z[oö]ll"), Regex(label="Deich"))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample that comes with rDNA is not here")
def test_the_sample_of_rdna_into_a_file_of_wortlaut() -> None:
    sample = dna_from(SAMPLE.read_bytes())
    both = merged(FIRST, sample)
    assert violations(dna_bytes(both)) == ()
    assert told(both) == [*told(FIRST), *told(sample)]
    assert [one.label for one in both.types] == [one.label for one in FIRST.types]
