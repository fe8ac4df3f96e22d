"""The store's actors are those of ``resolve.register`` on all readings, whatever comes in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.resolve.sightings import actor, reading
from wortlaut.errors import JudgementError
from wortlaut.record import Judgement, Reading
from wortlaut.resolve.register import register
from wortlaut.store import Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
JAN, EVA = "local:person:jan-kowal", "local:person:eva-horn"


def judge(verdict: str, first: str, second: str, minute: int = 0) -> Judgement:
    at = NOON + timedelta(minutes=minute)
    return Judgement.of(verdict, first, second, reviewer="Anna", at=at)  # type: ignore[arg-type]


def same_as_register(store: Store, readings: list[Reading], judgements: list[Judgement]) -> None:
    expected = register(readings, judgements)
    seen = {one.id: entry.id for entry in expected.entries for one in entry.occurrences}
    articles = {one.article.id for one in readings}
    assert {f"{a}#{local}": id for a in articles for local, id in store.actor_ids(a).items()} == seen
    rows = {row.id: row for row in store.actors(limit=1000).items}
    assert set(rows) == {entry.id for entry in expected.entries}
    for entry in expected.entries:
        row = rows[entry.id]
        assert (row.articles, row.mentions, row.statements) == (entry.articles, entry.mentions, entry.statements)
        assert (row.name, row.kind) == (entry.name, entry.kind) or "@" in entry.id
        assert row.gender == entry.gender or "@" in entry.id
    assert store.check() == []


def test_one_person_in_many_articles(store: Store) -> None:
    merkel = actor("Angela Merkel", known="Q567", gender="f")
    readings = [reading("x", merkel, "Jan Kowal"), reading("y", merkel), reading("z", "Jan Kowal", "ein Sprecher")]
    for one in readings:
        store.add(one)
    same_as_register(store, readings, [])
    found = store.actor("Q567")
    assert found is not None
    assert (found.actor.name, found.actor.wikidata, found.names) == ("Angela Merkel", "Q567", (("Angela Merkel", 2),))
    assert [one.article.id for one in store.sightings("Q567").items] == ["y", "x"]
    assert [row.id for row in store.actors("merk ang").items] == ["Q567"]
    assert store.actors("Merkle").total == 0
    assert [row.id for row in store.called("Kowal")] == [JAN]
    assert [row.id for row in store.called("Q567")] == ["Q567"]


def test_a_judgement_merges_and_withdrawing_it_parts_again(store: Store) -> None:
    readings = [
        reading("x", "Jan Kowal"),
        reading("y", actor("Kowal, der Ältere", known="Q9")),
        reading("z", "Eva Horn"),
    ]
    for one in readings:
        store.add(one)
    same = judge("same", "Q9", JAN)
    store.people.add_judgement(same)
    same_as_register(store, readings, [same])
    assert store.statements_of("Q9").total == 2
    merged = store.actor(JAN)  # the id that is gone still finds him
    assert merged is not None
    assert merged.actor.id == "Q9"
    assert store.actor("x#actor1") == merged
    store.people.add_judgement(same)
    assert store.people.judgements() == [same]
    out = same.withdrawn(reviewer="Anna", at=NOON + timedelta(hours=1))
    store.people.add_judgement(out)
    same_as_register(store, readings, [same, out])
    late = reading("w", "Jan Kowal")
    store.add(late)
    same_as_register(store, [*readings, late], [same, out])


def test_a_judgement_holds_for_articles_that_come_later(store: Store) -> None:
    store.people.add_judgement(judge("same", "Q9", JAN))
    store.add(reading("x", "Jan Kowal"))
    assert store.actor_ids("x") == {"actor1": "Q9"}


def test_two_of_the_lexicon_are_never_one(store: Store) -> None:
    store.add(reading("x", actor("A B", known="Q1"), actor("C D", known="Q2")))
    with pytest.raises(JudgementError):
        store.people.add_judgement(judge("same", "Q1", "Q2"))
    assert store.people.judgements() == []
    with pytest.raises(JudgementError, match="no judgement"):
        store.people.add_judgement(judge("same", "Q1", JAN).withdrawn(reviewer="Anna", at=NOON))


NAMES = ("Jan Kowal", "Eva Horn", "ein Sprecher")
people_in = st.lists(
    st.builds(
        lambda name, gender, known: actor(name, gender=gender, known=known if name == "Eva Horn" else None),
        st.sampled_from(NAMES),
        st.sampled_from([None, "f", "m"]),
        st.sampled_from([None, "Q5"]),
    ),
    min_size=1,
    max_size=3,
)
ids = st.sampled_from([JAN, EVA, "Q5", "Q6", "a0#actor1", "a1#actor1", f"{JAN}+m"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(people_in, min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(["same", "different"]), ids, ids, st.integers(0, 3)), max_size=4),
)
def test_any_order_gives_the_register(
    tmp_path_factory: pytest.TempPathFactory,
    casts: list[list[object]],
    judged: list[tuple[str, str, str, int]],
) -> None:
    readings = [reading(f"a{number}", *cast) for number, cast in enumerate(casts)]  # type: ignore[arg-type]
    kept: list[Judgement] = []
    with Store.open(tmp_path_factory.mktemp("actors") / "store.sqlite") as store:
        waiting = list(readings)
        for minute, (verdict, first, second, before) in enumerate(judged):
            for _ in range(min(before, len(waiting))):
                store.add(waiting.pop(0))
            if first != second:
                judgement = judge(verdict, first, second, minute)
                try:
                    store.people.add_judgement(judgement)
                    kept.append(judgement)
                except JudgementError:
                    assert judgement not in store.people.judgements()
        for one in waiting:
            store.add(one)
        same_as_register(store, readings, kept)
