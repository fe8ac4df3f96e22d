"""Judging actors: golden mentions, which mentions are the same, who is whom, speakers, ids, the seed, traps."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bench import actor_checks, actor_linking, actors, product
from bench.actor_golden import golden_actors
from bench.actor_linking import dated, linking
from bench.actor_matching import Seen, grouped_together, matched, same_name, wrong_merges
from bench.golden_files import GoldenError, place
from bench.product import plain_article
from bench.quotation_scorer import Share
from wortlaut.record import Actor, Identity, Link, Mention, Party, Reading, Run, Span, Statement

RUN = Run(wortlaut="0", model="none", lexicon="0")
PETROW, RADEW, HOUSE = "Iwan Petrow", "Boris Radew", "Innenministerium"

TEXT = """Streit in Sofia

„Ich gehe nicht“, sagte Ministerpräsident Iwan Petrow der Zeitung. Er habe viel Zeit.
Oppositionsführer Boris Radew nannte Petrow einen Lügner.

Das Innenministerium teilte mit, die Lage sei ruhig. Der Regierungschef schweige dazu, sagte Radew."""
GOLDEN = {
    "actors": [
        {
            "name": PETROW,
            "kind": "person",
            "wikidata": "Q1",
            "mentions": ["Ministerpräsident Iwan Petrow", "Petrow", {"text": "Er"}, "Der Regierungschef"],
        },
        {"name": RADEW, "kind": "person", "wikidata": None, "mentions": ["Oppositionsführer Boris Radew", "Radew"]},
        {"name": HOUSE, "kind": "organisation", "mentions": ["Das Innenministerium"]},
    ],
    "statements": [
        {
            "id": key,
            "kind": "indirect",
            "content": [{"text": words}],
            "speaker": {"name": name, "mention": mention, "carried": mention is None},
            "parent": None,
        }
        for key, words, name, mention in [
            ("s1", "Ich gehe nicht", PETROW, {"text": "Ministerpräsident Iwan Petrow"}),
            ("s2", "Er habe viel Zeit", PETROW, None),
            ("s3", "die Lage sei ruhig", HOUSE, {"text": "Das Innenministerium"}),
            ("s4", "Der Regierungschef schweige dazu", RADEW, {"text": "Radew", "nth": 2}),
        ]
    ],
}


def span(words: str, nth: int = 1, text: str = TEXT) -> Span:
    start, end = place({"text": words, "nth": nth}, text)
    return Span(start=start, end=end)


def mention(key: str, words: str, head: str, nth: int = 1, text: str = TEXT) -> Mention:
    where = span(words, nth, text)
    at = text.index(head, where.start)
    return Mention(id=key, span=where, head=Span(start=at, end=at + len(head)), kind="name", confidence=1.0)


def actor(key: str, name: str, wikidata: str | None = None, kind: str = "person") -> Actor:
    identity = Identity(id=key, wikidata=wikidata, confidence=1.0, reasons=()) if wikidata else None
    return Actor(id=key, name=name, kind=kind, names=(name, name.split()[-1]), identity=identity)


MENTIONS = (
    mention("m1", "Ministerpräsident Iwan Petrow", "Petrow"),
    mention("m2", "Er", "Er"),
    mention("m3", "Boris Radew", "Radew"),
    mention("m4", "Petrow", "Petrow", 2),
    mention("m5", "Innenministerium", "Innenministerium"),
    mention("m6", "Radew", "Radew", 2),
    mention("m7", "Der Regierungschef", "Regierungschef"),
)
PEOPLE = (actor("a1", PETROW, "Q1"), actor("a2", RADEW), actor("a3", HOUSE, "Q3", "organisation"))
LINKED = {"m1": "a1", "m2": "a1", "m3": "a2", "m4": "a1", "m5": "a3", "m6": "a2", "m7": "a1"}


def reading(links=LINKED, speakers=("m1", "m2", "m5", "m6"), people=PEOPLE, mentions=MENTIONS) -> Reading:
    contents = ("Ich gehe nicht", "Er habe viel Zeit", "die Lage sei ruhig", "Der Regierungschef schweige dazu")
    return Reading(
        article=plain_article(TEXT),
        run=RUN,
        mentions=mentions,
        actors=people,
        links=tuple(Link(mention=m, actor=a, confidence=0.9, reasons=()) for m, a in links.items()),
        statements=tuple(
            Statement(
                id=f"x{place}",
                kind="indirect",
                content=(span(words),),
                speaker=Party(mention=key, name=None) if key else None,
                confidence=1.0,
            )
            for place, (words, key) in enumerate(zip(contents, speakers, strict=True))
        ),
    )


def article(**changes):
    return matched("sofia", golden_actors(GOLDEN, TEXT), reading(**changes))


class Scripted:
    """A product that says what the test wants."""

    def __init__(self, said: Reading) -> None:
        self.said = said

    def read(self, article):
        return replace(self.said, article=article)


def judged(tmp_path, said: Reading) -> actors.Judged:
    (tmp_path / "sofia.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sofia.gold.json").write_text(json.dumps(GOLDEN), encoding="utf-8")
    return actors.judge_article(Scripted(said), tmp_path / "sofia.txt")


# --- golden actors


def test_mentions_of_speakers_count_and_one_head_is_one_mention():
    petrow, radew, _ = golden_actors(GOLDEN, TEXT)
    assert [TEXT[slice(*m.bounds)] for m in petrow.mentions] == [
        "Ministerpräsident Iwan Petrow",
        "Er",
        "Petrow",
        "Der Regierungschef",
    ]
    assert [TEXT[slice(*m.head)] for m in petrow.mentions] == ["Petrow", "Er", "Petrow", "Regierungschef"]
    assert [m.how for m in petrow.mentions] == ["name", "pronoun", "name", "role"]
    assert len(radew.mentions) == 2


def test_only_an_actor_with_the_key_wikidata_is_judged():
    assert [(a.judged, a.wikidata) for a in golden_actors(GOLDEN, TEXT)] == [
        (True, "Q1"),
        (True, None),
        (False, None),
    ]


def test_two_actors_of_one_name_are_refused():
    with pytest.raises(GoldenError, match="same name"):
        golden_actors({"actors": [GOLDEN["actors"][0]] * 2}, TEXT)


# --- the same mentions, the same actors


@pytest.mark.parametrize(
    ("golden", "ours", "head", "same"),
    [
        ("Iwan Petrow", "Ministerpräsident Iwan Petrow", "Petrow", True),
        ("Ministerpräsident Iwan Petrow", "Petrow", "Petrow", True),
        ("Das Innenministerium", "Innenministerium", "Innenministerium", True),
        ("Iwan Petrow", "Ministerpräsident Iwan Petrow", "Ministerpräsident", False),
        ("Ministerpräsident Iwan Petrow", "Ministerpräsident", "Ministerpräsident", False),
        ("Oppositionsführer Boris Radew", "Iwan Petrow", "Petrow", False),
    ],
)
def test_mentions_fit_when_each_has_the_others_head(golden, ours, head, same):
    said = reading(mentions=(mention("x", ours, head),), links={"x": "a1"}, speakers=(None,) * 4)
    one = golden_actors({"actors": [{"name": "Jemand Petrow", "kind": "person", "mentions": [golden]}]}, TEXT)
    assert (matched("x", one, said).partners["Jemand Petrow"][0] is not None) is same


def test_the_most_confident_link_counts():
    said = reading()
    twice = (Link(mention="m1", actor="a2", confidence=0.2, reasons=()), *said.links)
    assert Seen.of(replace(said, links=twice)).links["m1"] == "a1"


def test_actors_are_paired_by_shared_mentions_and_then_by_name():
    assert article().same == {PETROW: "a1", RADEW: "a2", HOUSE: "a3"}
    swapped = (actor("a1", RADEW), actor("a2", PETROW), PEOPLE[2])
    assert article(people=swapped).same[PETROW] == "a1"
    assert article(links={}).same == {PETROW: "a1", RADEW: "a2", HOUSE: "a3"}
    nameless = (actor("a1", "Sie"), actor("a2", "Er"))
    assert article(links={}, people=nameless).same == {}


def test_names_are_the_same_if_one_ends_with_the_other():
    assert same_name("Ministerpräsident Iwan Petrow", "Petrow") and same_name("petrow", "Dr. Petrow")
    assert not same_name("Iwan Petrow", "Petrow Iwan")


def test_grouping_and_wrong_merges():
    assert grouped_together(article()).measure.f1 == 1.0
    assert wrong_merges(article()) == {}
    merged = article(links=LINKED | {"m3": "a1", "m6": "a1"})
    measure = grouped_together(merged).measure
    assert measure.recall == 1.0
    assert measure.precision == pytest.approx((4 * 4 / 6 + 2 * 2 / 6 + 1) / 7)
    assert wrong_merges(merged) == {PETROW: [RADEW, PETROW]}
    alone = grouped_together(article(links={m: a for m, a in LINKED.items() if m != "m7"})).measure
    assert alone.precision == 1.0 and alone.recall == pytest.approx((3 * 3 / 4 + 1 / 4 + 2 + 1) / 7)


# --- speakers


def test_speakers_right_of_found_and_of_all(tmp_path):
    assert actors.speakers([judged(tmp_path, reading())])["all"] == (Share(4, 4), Share(4, 4))
    wrong = actors.speakers([judged(tmp_path, reading(speakers=("m1", "m3", None, "m6")))])
    assert wrong["all"] == (Share(2, 4), Share(2, 4))
    assert wrong["carried"][0] == Share(0, 1) and wrong["name"][0] == Share(2, 3) and wrong["pronoun"][0] == Share()
    silent = reading()
    lost = actors.speakers([judged(tmp_path, replace(silent, statements=silent.statements[1:]))])
    assert lost["all"] == (Share(3, 3), Share(3, 4))


def test_a_speaker_of_no_golden_actor_is_not_judged(tmp_path):
    golden = json.loads(json.dumps(GOLDEN))
    golden["statements"][0]["speaker"]["name"] = "Niemand"
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x.gold.json").write_text(json.dumps(golden), encoding="utf-8")
    found = actors.judge_article(Scripted(reading()), tmp_path / "x.txt")
    assert [case.id for case in found.spoken] == ["s2", "s3", "s4"]


def test_mentions_found_and_of_the_right_actor(tmp_path):
    some = reading(mentions=MENTIONS[:3], links={"m1": "a1", "m2": "a2", "m3": "a2"}, speakers=(None,) * 4)
    shares = actors.mention_shares([judged(tmp_path, some)])
    assert shares["all"] == (Share(3, 7), Share(2, 3)) and shares["organisation"] == (Share(0, 1), Share())


# --- linking


def test_ids_of_mentions_and_of_actors():
    found = linking([article()])["all"]
    assert found.mentions.measure == found.actors.measure
    assert found.mentions.measure.f1 == 1.0 and found.nil == Share(2, 2)


def test_an_id_for_nobody_costs_precision_and_a_wrong_id_both():
    nobody = linking([article(people=(PEOPLE[0], actor("a2", RADEW, "Q2")))])["all"]
    assert (nobody.mentions.measure.precision, nobody.mentions.measure.recall) == (4 / 6, 1.0)
    assert (nobody.actors.measure.precision, nobody.nil) == (1 / 2, Share(0, 2))
    wrong = linking([article(people=(actor("a1", PETROW, "Q9"), PEOPLE[1]))])["all"]
    assert wrong.mentions.measure.recall == wrong.mentions.measure.precision == 0.0
    halved = linking([article(links=LINKED | {"m2": "a2", "m7": "a2"})])["all"]
    assert (halved.mentions.measure.precision, halved.mentions.measure.recall) == (1.0, 0.5)
    assert halved.actors.measure.f1 == 1.0


def test_a_linking_file_is_read_as_of_its_day(tmp_path, monkeypatch):
    line = {"id": "d1", "published": "2021-12-08", "text": TEXT, "actors": GOLDEN["actors"]}
    (tmp_path / "dev.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    days = []

    class Noting(Scripted):
        def read(self, article):
            days.append(article.published)
            return super().read(article)

    monkeypatch.setattr(actor_linking, "intake_article", plain_article)
    (found,) = actor_linking.read_linking(Noting(reading()), tmp_path / "dev.jsonl")
    assert found.name == "d1" and linking([found])["all"].mentions.measure.f1 == 1.0
    assert [(str(day.earliest), day.precision) for day in days] == [("2021-12-08", "day")]
    assert dated(plain_article(TEXT), None).published is None


# --- seed and traps


def test_gathering_the_forms_of_a_seed_actor():
    golden = {"name": PETROW, "kind": "person", "mentions": ["Iwan Petrow", "Petrow", "Der Regierungschef", "Sofia"]}
    one = actor_checks.gather(golden, Seen.of(reading()), TEXT)
    assert (one.found, one.together, one.actor, one.right) == (one.forms[:3], one.forms[:3], PETROW, False)
    apart = actor_checks.gather(golden, Seen.of(reading(links=LINKED | {"m7": "a2"})), TEXT)
    assert apart.found == apart.forms[:3] and apart.together == apart.forms[:2]
    assert actor_checks.gather(golden, Seen.of(reading(links={})), TEXT).actor is None


def trap(**parts):
    return {"id": "t1", "trap": "kind", "text": TEXT, **parts}


def anchor(words, nth=1):
    return {"text": words, "nth": nth}


@pytest.mark.parametrize(
    ("one", "other", "same", "holds"),
    [
        (anchor("Iwan Petrow"), anchor("Petrow", 2), True, True),
        (anchor("Petrow"), anchor("Regierungschef"), True, True),
        (anchor("Iwan Petrow"), anchor("Radew"), False, True),
        (anchor("Iwan Petrow"), anchor("Radew"), True, False),
        (anchor("Iwan Petrow"), anchor("Er"), False, False),
        (anchor("Sofia"), anchor("Petrow"), False, True),  # nobody is not the same as anybody
        (anchor("Sofia"), anchor("Zeitung"), True, False),
    ],
)
def test_pairs_of_a_trap(one, other, same, holds):
    lines = trap(pairs=[{"a": one, "b": other, "same": same}])
    found = actor_checks.sprung(lines, plain_article(TEXT), Seen.of(reading()))
    assert (not found.broken) is holds and found.checks == 1


@pytest.mark.parametrize(
    ("words", "wikidata", "holds"),
    [
        ("Petrow", "Q1", True),
        ("Petrow", "Q2", False),
        ("Petrow", None, False),
        ("Radew", None, True),
        ("Sofia", None, True),
    ],
)
def test_links_of_a_trap(words, wikidata, holds):
    lines = trap(links=[{"mention": anchor(words), "wikidata": wikidata}])
    assert (not actor_checks.sprung(lines, plain_article(TEXT), Seen.of(reading())).broken) is holds


# --- commands


@pytest.fixture
def product_says(monkeypatch):
    def says(said: Reading) -> None:
        monkeypatch.setattr(actors, "load_reader", lambda model: Scripted(said))
        for module in (actors, actor_linking, actor_checks):
            monkeypatch.setattr(module, "intake_article", product.plain_article)

    return says


def test_golden_command(tmp_path, product_says, capsys):
    judged(tmp_path, reading())
    product_says(reading(speakers=("m3", "m2", "m5", "m6"), links=LINKED | {"m4": "a2"}))
    assert actors.main(["--articles", str(tmp_path), "--misses"]) == 0
    printed = capsys.readouterr().out
    assert "| all | 75.0% (3/4) | 75.0% (3/4) |" in printed
    assert f"sofia s1 speaker (name): {RADEW}, not {PETROW}" in printed
    assert f"sofia merged: {RADEW} is {RADEW} and {PETROW}" in printed
    assert actors.main(["--articles", str(tmp_path), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)["golden"]
    assert values["speakers"]["all"]["found"]["hits"] == 3 and values["merged"] == 1


def test_linking_and_traps_commands(tmp_path, product_says, capsys):
    product_says(reading())
    line = {"id": "d1", "published": None, "text": TEXT, "actors": GOLDEN["actors"]}
    (tmp_path / "dev.jsonl").write_text(json.dumps(line), encoding="utf-8")
    pair = {"a": anchor("Petrow"), "b": anchor("Radew"), "same": True}
    (tmp_path / "traps.jsonl").write_text(json.dumps(trap(pairs=[pair])), encoding="utf-8")
    both = ["--linking", str(tmp_path / "dev.jsonl"), "--traps", str(tmp_path / "traps.jsonl")]
    assert actors.main(both) == 0
    printed = capsys.readouterr().out
    assert "| person | 100.0% (4/4) | 100.0% (4/4) | 100.0% |" in printed
    assert "traps: 0.0% (0/1)" in printed and "t1 (kind): Petrow" in printed
    assert actors.main([*both, "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"linking", "traps"}


def test_seed_command(tmp_path, product_says, capsys):
    golden = json.loads(json.dumps(GOLDEN))
    for person in golden["actors"]:
        person["mentions"] = [form if isinstance(form, str) else form["text"] for form in person["mentions"]]
    (tmp_path / "seed.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "seed.gold.json").write_text(json.dumps(golden), encoding="utf-8")
    product_says(reading())
    assert actors.main(["--seed", str(tmp_path / "seed.txt")]) == 0
    printed = capsys.readouterr().out
    assert "actors with all forms in one: 3 of 3" in printed and "wrong merges: 0" in printed
    assert "speakers right: 4 of 4" in printed
    product_says(reading(speakers=("m3", "m2", "m5", "m6")))
    assert actors.main(["--seed", str(tmp_path / "seed.txt")]) == 1
    assert f"s1: {RADEW}, not {PETROW}" in capsys.readouterr().out
