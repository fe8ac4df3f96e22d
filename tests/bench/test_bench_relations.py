"""The bench of relations pairs what was found with what is golden."""

from bench.relations import Read, figures, judge, same_title
from wortlaut.record import Actor, Relation, Span
from wortlaut.record.reading import RelationKind

TEXT = "Ministerin Anna Meier (SPD) und Jan Holm kamen. Meier ging."


def read(*told: tuple[RelationKind, str, str]) -> Read:
    actors = {
        "a1": Actor(id="a1", name="Meier", kind="person", names=("Meier",)),
        "a2": Actor(id="a2", name="Jan Holm", kind="person", names=("Jan Holm",)),
    }
    spans = {"a1": frozenset({(11, 21), (48, 53)}), "a2": frozenset({(32, 40)})}
    relations = tuple(
        Relation(id=f"r{n}", kind=kind, subject=subject, object=meant, evidence=Span(start=0, end=5), confidence=1.0)
        for n, (kind, subject, meant) in enumerate(told)
    )
    return Read(TEXT, actors, spans, relations)


GOLDEN = {
    "actors": [{"name": "Anna Meier", "mentions": ["Anna Meier"]}, {"name": "Jan Holm", "mentions": ["Jan Holm"]}],
    "relations": [
        {"kind": "holds_office", "subject": "Anna Meier", "object": "Ministerin / Ressortchefin"},
        {"kind": "family_of", "subject": "Jan Holm", "object": "Anna Meier"},
        {"kind": "member_of", "subject": "Jan Holm", "object": "SPD"},
    ],
}


def test_subjects_are_the_same_by_their_mentions_and_kin_has_no_direction() -> None:
    verdict = judge("t", GOLDEN, read(("holds_office", "a1", "Ministerin"), ("family_of", "a1", "a2")))
    assert len(verdict.pairs) == 2
    assert [wanted["object"] for wanted in verdict.missed] == ["SPD"]


def test_somebody_else_is_no_subject_and_nothing_counts_twice() -> None:
    verdict = judge("t", GOLDEN, read(("member_of", "a1", "SPD"), *[("holds_office", "a1", "Ministerin")] * 2))
    assert len(verdict.pairs) == 1
    assert sorted(relation.kind for relation in verdict.extra) == ["holds_office", "member_of"]


def test_figures_count_each_kind() -> None:
    row = figures([judge("t", GOLDEN, read(("holds_office", "a1", "Minister"), ("member_of", "a2", "FDP")))])
    assert (row["all"]["golden"], row["all"]["found"], row["all"]["right"]) == (3, 2, 1)
    assert row["holds_office"]["F1"] == 1.0


def test_other_offices_are_other_titles() -> None:
    assert not same_title("Vizepräsident", "Präsident")
    assert same_title("Präsident der Kommission", "Präsidentin")
