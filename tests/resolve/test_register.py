"""The actors of many articles: who is one entry, under which id, and what judgements change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.sightings import NOON, actor, groups, judged, reading
from wortlaut.errors import JudgementError
from wortlaut.record import Judgement, Office, Reading, Register
from wortlaut.resolve.register import register

JAN = "local:person:jan-kowal"


def grouped(*readings: Reading, judgements: tuple[Judgement, ...] = ()) -> dict[str, set[str]]:
    return groups(register(readings, judgements))


def test_whom_the_lexicon_knows_has_its_id() -> None:
    found = register(
        [
            reading("x", actor("Angela Merkel", known="Q567"), actor("Auswärtiges Amt", "organisation", known="aa")),
            reading("y", actor("Kanzlerin", known="Q567")),
        ]
    )
    assert groups(found) == {"Q567": {"x#actor1", "y#actor1"}, "aa": {"x#actor2"}}
    merkel, amt = found.entries
    assert (merkel.wikidata, amt.wikidata) == ("Q567", None)
    assert (merkel.mentions, merkel.statements, merkel.articles) == (2, 2, 2)
    assert merkel.occurrences[0].confidence == 0.9
    assert merkel.occurrences[0].reasons == ("the lexicon knows Angela Merkel as Q567", "+1.5 full name")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Kowal", "JAN KOWAL"),
        ("Jürgen Weiß", "Juergen Weiss"),
        ("Hans-Peter Meier", "Hans Peter Meier"),
        ("Sergej Medwedow", "Sergei Medvedov"),
        ("Emre Yıldız", "Emre Yildiz"),
        ("Dr. Anna Meier", "Ministerin Anna Meier"),
    ],
)
def test_a_full_name_in_another_spelling_is_the_same_person(one: str, other: str) -> None:
    assert len(grouped(reading("x", one), reading("y", other))) == 1


@pytest.mark.parametrize(
    "name",
    ["Kowal", "Frau Kowal", "ein Sprecher", "Regierungssprecher", "von der Leyen", "Sprecher von Jan Kowal", "er", "—"],
)
def test_who_has_no_full_name_stays_in_his_article(name: str) -> None:
    found = grouped(reading("x", name), reading("y", name))
    assert len(found) == 2
    assert all("@" in id for id in found)


def test_two_of_one_name_in_one_article_without_a_full_name_are_two() -> None:
    found = grouped(reading("x", "ein Sprecher", "ein Sprecher"))
    assert found == {
        "local:person:ein-sprecher@x": {"x#actor1"},
        "local:person:ein-sprecher@x:2": {"x#actor2"},
    }


def test_meier_and_meyer_are_two() -> None:
    assert len(grouped(reading("x", "Hans Meier"), reading("y", "Hans Meyer"))) == 2


@pytest.mark.parametrize(("kind", "together"), [("organisation", 1), ("state", 1), ("group", 2), ("unknown", 2)])
def test_bodies_go_by_their_name_groups_do_not(kind: str, together: int) -> None:
    one, other = actor("der Bund Nordlicht", kind), actor("Bund Nordlicht", kind)
    assert len(grouped(reading("x", one), reading("y", other))) == together


def test_a_body_that_every_country_has_stays_in_its_article() -> None:
    police = actor("die Polizei", "organisation")
    assert len(grouped(reading("x", police), reading("y", police))) == 2


def test_namesakes_of_other_parties_are_two_and_who_tells_none_is_neither() -> None:
    articles = [
        reading("x", "Jan Kowal", parties={"Jan Kowal": "CDU"}),
        reading("y", "Jan Kowal", parties={"Jan Kowal": "SPD"}),
        reading("z", "Jan Kowal"),
    ]
    assert grouped(articles[0], articles[2]) == {JAN: {"x#actor1", "z#actor1"}}
    found = register(articles)
    assert groups(found) == {f"{JAN}+cdu": {"x#actor1"}, f"{JAN}+spd": {"y#actor1"}, JAN: {"z#actor1"}}
    unclear = found.entry_of(JAN)
    assert unclear is not None
    assert unclear.occurrences[0].confidence < 0.5
    assert "does not tell it" in unclear.reasons[0]


def test_namesakes_of_other_genders_are_two() -> None:
    found = grouped(reading("x", actor("Kim Berg", gender="f")), reading("y", actor("Kim Berg", gender="m")))
    assert set(found) == {"local:person:kim-berg+f", "local:person:kim-berg+m"}


def test_an_entry_unites_names_offices_and_days() -> None:
    minister = Office(title="Minister", of="Polen", since=date(2020, 1, 1), until=date(2023, 1, 1))
    deputy = Office(title="Abgeordneter", since=date(2023, 1, 1))
    first = replace(actor("Jan Kowal", gender="m"), offices=(minister,), names=("Jan Kowal", "Kowal"))
    second = replace(actor("Jan Kowal"), offices=(deputy, minister))
    found = register([reading("y", second, day=date(2022, 5, 4)), reading("x", first, day=date(2021, 5, 3))])
    entry = found.entries[0]
    assert (entry.names, entry.gender, entry.offices) == (("Jan Kowal", "Kowal"), "m", (minister, deputy))
    assert entry.current_offices == (minister,)
    assert [occurrence.article for occurrence in entry.occurrences] == ["x", "y"], "in the order of days"


def test_an_article_read_twice_counts_once() -> None:
    one = reading("x", "Jan Kowal")
    other = replace(one, article=replace(one.article, source="elsewhere.txt"))
    assert register([one, other]) == register([other, one])
    assert register([one, other]).entries[0].mentions == 1


# judgements


def test_same_joins_two_ids_under_that_of_the_lexicon() -> None:
    articles = [reading("x", "Jan Kowal"), reading("y", actor("Jan Kowal", known="Q1"))]
    judgement = judged("same", JAN, "Q1")
    found = register(articles, [judgement])
    assert groups(found) == {"Q1": {"x#actor1", "y#actor1"}}
    assert found.entries[0].judgements == (judgement,)
    assert any("Anna, 2026-11-22" in reason for reason in found.entries[0].reasons)


def test_same_gives_somebody_an_id_that_no_article_tells() -> None:
    entry = register([reading("x", "Jan Kowal")], [judged("same", JAN, "Q99")]).entries[0]
    assert (entry.id, entry.wikidata) == ("Q99", "Q99")


def test_two_local_ids_joined_go_by_the_first_in_the_alphabet_that_is_not_of_one_article() -> None:
    articles = [reading("a", "Frau Kowal"), reading("x", "Jana Kowal"), reading("y", "Jana Maria Kowal")]
    judgements = (
        judged("same", "local:person:frau-kowal@a", "local:person:jana-maria-kowal"),
        judged("same", "local:person:jana-maria-kowal", "local:person:jana-kowal", 1),
    )
    assert set(grouped(*articles, judgements=judgements)) == {"local:person:jana-kowal"}


def test_different_takes_one_occurrence_out_of_its_entry() -> None:
    articles = [reading("x", "Jan Kowal"), reading("y", "Jan Kowal")]
    found = register(articles, [judged("different", "y#actor1", JAN)])
    assert groups(found) == {JAN: {"x#actor1"}, f"{JAN}@y": {"y#actor1"}}
    out = found.entry_of("y#actor1")
    assert out is not None
    assert out.occurrences[0].reasons[0] == f"a judgement takes it out of {JAN}"
    assert "Anna" in out.occurrences[0].reasons[1]


def test_different_takes_an_id_out_of_an_entry_that_judgements_made() -> None:
    articles = [reading("x", "Jan Kowal"), reading("y", "Johann Kowal"), reading("z", actor("J. K.", known="Q1"))]
    joins = (judged("same", JAN, "Q1"), judged("same", "local:person:johann-kowal", "Q1", 1))
    assert set(grouped(*articles, judgements=joins)) == {"Q1"}
    parted = grouped(*articles, judgements=(*joins, judged("different", JAN, "Q1", 2)))
    assert parted == {JAN: {"x#actor1"}, "Q1": {"y#actor1", "z#actor1"}}


def test_one_judgement_moves_an_occurrence_from_one_of_the_lexicon_to_another() -> None:
    articles = [reading("x", actor("Michael Müller", known="Q1")), reading("y", actor("Michael Müller", known="Q1"))]
    found = grouped(*articles, judgements=(judged("same", "y#actor1", "Q2"),))
    assert found == {"Q1": {"x#actor1"}, "Q2": {"y#actor1"}}


def test_an_occurrence_that_is_the_same_as_an_id_goes_there_alone() -> None:
    articles = [reading("x", "Jan Kowal"), reading("y", "Jan Kowal"), reading("z", "Johann Kowal")]
    other = "local:person:johann-kowal"
    assert grouped(*articles, judgements=(judged("same", other, "y#actor1"),)) == {
        JAN: {"x#actor1"},
        other: {"y#actor1", "z#actor1"},
    }
    assert grouped(*articles, judgements=(judged("same", JAN, "y#actor1"),)) == grouped(*articles)


def test_two_occurrences_that_are_the_same_take_their_entries_along() -> None:
    articles = [reading("x", "Jan Kowal"), reading("y", "Jan Kowal"), reading("z", "Frau Kowal")]
    assert grouped(*articles, judgements=(judged("same", "z#actor1", "y#actor1"),)) == {
        JAN: {"x#actor1", "y#actor1", "z#actor1"}
    }


def test_the_later_of_two_contradicting_judgements_wins() -> None:
    articles = [reading("x", "Jan Kowal"), reading("y", "Johann Kowal")]
    other = "local:person:johann-kowal"
    same, different, again = (
        judged("same", JAN, other, 1),
        judged("different", other, JAN, 2),
        judged("same", JAN, other, 3),
    )
    found = register(articles, [same, different])
    assert len(found.entries) == 2
    assert found.overruled == (same.id,)
    found = register(articles, [same, different, again])
    assert len(found.entries) == 1
    assert found.overruled == (different.id,)


def test_a_chain_that_a_later_judgement_cuts_breaks_at_its_oldest_link() -> None:
    a, b, c = "local:person:a-a", "local:person:b-b", "local:person:c-c"
    articles = [reading("x", "A A"), reading("y", "B B"), reading("z", "C C")]
    judgements = (judged("same", a, b, 1), judged("same", b, c, 2), judged("different", a, c, 3))
    assert set(grouped(*articles, judgements=judgements)) == {a, b}


def test_two_of_the_lexicon_cannot_be_one_and_the_error_says_so() -> None:
    with pytest.raises(JudgementError, match=r"makes Q1 and Q2 one actor"):
        register([], [judged("same", JAN, "Q1"), judged("same", JAN, "Q2", 1)])
    with pytest.raises(JudgementError, match=r"makes Q1 and Q2 one actor"):
        register([], [judged("same", "Q2", "Q1")])
    register([], [judged("same", JAN, "Q1"), judged("different", JAN, "Q1", 1), judged("same", JAN, "Q2", 2)])


def test_one_id_cannot_stand_for_two_judgements() -> None:
    judgement = judged("same", JAN, "Q1")
    assert register([], [judgement, judgement]) == register([], [judgement])
    with pytest.raises(JudgementError, match=judgement.id):
        register([], [judgement, replace(judgement, reviewer="Bert")])


def test_a_withdrawal_can_be_withdrawn() -> None:
    articles = [reading("x", "Jan Kowal")]
    same = judged("same", JAN, "Q1")
    back = same.withdrawn(reviewer="Bert", at=NOON)
    assert set(grouped(*articles, judgements=(same, back))) == {JAN}
    assert set(grouped(*articles, judgements=(same, back, back.withdrawn(reviewer="Anna", at=NOON)))) == {"Q1"}


def test_a_judgement_on_a_name_holds_for_all_who_bear_it_until_one_is_told_apart() -> None:
    articles = [
        reading("x", "Jan Kowal", parties={"Jan Kowal": "CDU"}),
        reading("y", "Jan Kowal", parties={"Jan Kowal": "SPD"}),
        reading("z", "Jan Kowal"),
    ]
    same = judged("same", JAN, "Q1")
    assert set(grouped(*articles, judgements=(same,))) == {"Q1"}
    apart = judged("different", f"{JAN}+spd", "Q1", 1)
    assert grouped(*articles, judgements=(same, apart)) == {
        "Q1": {"x#actor1", "z#actor1"},
        f"{JAN}+spd": {"y#actor1"},
    }


def test_namesakes_judged_the_same_are_one_with_those_who_tell_nothing() -> None:
    articles = [
        reading("x", "Jan Kowal", parties={"Jan Kowal": "CDU"}),
        reading("y", "Jan Kowal", parties={"Jan Kowal": "SPD"}),
        reading("z", "Jan Kowal"),
    ]
    assert set(grouped(*articles, judgements=(judged("same", f"{JAN}+cdu", f"{JAN}+spd"),))) == {JAN}


def test_a_judgement_on_nobody_changes_nothing_and_is_told() -> None:
    articles = [reading("x", "Jan Kowal")]
    found = register(articles, [judged("same", "local:person:typo", "local:person:nobody")])
    assert found.entries == register(articles).entries
    assert found.unknown == ("local:person:nobody", "local:person:typo")


# properties

GENDERS = {"Jan Kowal": "m", "Jana Kowal": "f", "Oleh Marko": "m", "Angela Merkel": "f"}
NAMES = [*sorted(GENDERS), "Kowal", "ein Sprecher"]
IDS = [JAN, "local:person:jana-kowal", "local:person:oleh-marko", "Q567", "Q1", "x0#actor1", "x1#actor1", "x2#actor2"]


@st.composite
def corpora(draw: st.DrawFn) -> list[Reading]:
    """Draw readings without contradicting namesakes: gender goes with the name, or is not told."""
    readings = []
    for number in range(draw(st.integers(0, 6))):
        actors = []
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4)):
            known = "Q567" if name == "Angela Merkel" and draw(st.booleans()) else None
            actors.append(actor(name, known=known, gender=GENDERS.get(name) if draw(st.booleans()) else None))
        readings.append(reading(f"x{number}", *actors))
    return readings


@st.composite
def verdicts(draw: st.DrawFn, most: int = 5) -> list[Judgement]:
    """Draw judgements that join no two of the lexicon."""
    found = []
    for minute in range(draw(st.integers(0, most))):
        first, second = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True))
        found.append(judged(draw(st.sampled_from(["same", "different"])), first, second, minute))
    return found


def attempt(readings: list[Reading], judgements: list[Judgement]) -> Register | str:
    try:
        return register(readings, judgements)
    except JudgementError as error:
        return str(error)


@given(corpora(), verdicts(), st.randoms())
def test_the_order_of_readings_and_judgements_does_not_matter(
    readings: list[Reading], judgements: list[Judgement], random: st.DataObject
) -> None:
    found = attempt(readings, judgements)
    readings, judgements = list(readings), list(judgements)
    random.shuffle(readings)  # type: ignore[attr-defined]
    random.shuffle(judgements)  # type: ignore[attr-defined]
    assert attempt(readings, judgements) == found


@given(corpora(), verdicts(), st.data())
def test_a_withdrawn_judgement_is_as_if_it_had_never_been(
    readings: list[Reading], judgements: list[Judgement], data: st.DataObject
) -> None:
    extra = judged("same", *data.draw(st.permutations(IDS))[:2], minute=data.draw(st.integers(-1, 9)), reviewer="Bert")
    back = extra.withdrawn(reviewer="Anna", at=NOON + timedelta(hours=data.draw(st.integers(-1, 1))))
    assert attempt(readings, [*judgements, extra, back]) == attempt(readings, judgements)


@given(corpora(), st.data())
def test_merge_then_split_restores_the_entries(readings: list[Reading], data: st.DataObject) -> None:
    before = register(readings)
    ids = [entry.id for entry in before.entries]
    if len(ids) < 2:
        return
    one, other = data.draw(st.permutations(ids))[:2]
    merged = register(readings, [judged("same", one, other, 1)])
    assert len(merged.entries) == len(ids) - 1
    assert groups(register(readings, [judged("same", one, other, 1), judged("different", one, other, 2)])) == groups(
        before
    )


@given(corpora(), st.data())
def test_an_occurrence_taken_out_comes_back_when_the_judgement_is_withdrawn(
    readings: list[Reading], data: st.DataObject
) -> None:
    before = register(readings)
    if not before.entries:
        return
    entry = data.draw(st.sampled_from(before.entries))
    occurrence = data.draw(st.sampled_from(entry.occurrences))
    out = judged("different", occurrence.id, entry.id)
    found = register(readings, [out])
    alone = found.entry_of(occurrence.id)
    assert alone is not None
    assert [one.id for one in alone.occurrences] == [occurrence.id]
    assert alone.id != entry.id
    assert register(readings, [out, out.withdrawn(reviewer="Bert", at=NOON)]) == before


@given(corpora(), st.integers(0, 6))
def test_ids_do_not_change_when_articles_are_added(readings: list[Reading], kept: int) -> None:
    fewer, all_of_them = register(readings[:kept]), register(readings)
    for entry in fewer.entries:
        for occurrence in entry.occurrences:
            later = all_of_them.entry_of(occurrence.id)
            assert later is not None and later.id == entry.id


@given(corpora(), verdicts())
def test_every_actor_of_every_article_is_in_one_entry(readings: list[Reading], judgements: list[Judgement]) -> None:
    found = attempt(readings, judgements)
    if isinstance(found, str):
        return
    seen = [occurrence.id for entry in found.entries for occurrence in entry.occurrences]
    assert sorted(seen) == sorted(f"{one.article.id}#{who.id}" for one in readings for who in one.actors)
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    for entry in found.entries:
        assert entry.reasons and all(0 <= occurrence.confidence <= 1 for occurrence in entry.occurrences)
