"""What happens in a sentence: own sentences without a model, mentions found by their words."""

from collections.abc import Sequence

import pytest

from tests.extract.build import body
from wortlaut.extract import happenings
from wortlaut.lexicon import column, table
from wortlaut.lexicon.conjugation import forms
from wortlaut.record import Happening, Mention, Span, Statement, Tags


def told(text: str, *names: str, statements: Sequence[Statement] = ()) -> tuple[Happening, ...]:
    """Return the events of a text in which these words name actors (every time)."""
    doc = body(text)
    mentions = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            span = Span(start=at, end=at + len(name))
            head = Span(start=at + name.rfind(" ") + 1, end=span.end)
            kind = "pronoun" if name.lower() in column("pronouns", "form") else "name"
            mentions.append(Mention(id=f"m{len(mentions)}", span=span, head=head, kind=kind, confidence=1.0))
            at = text.find(name, at + 1)
    return happenings(doc, Tags(quotes=()), statements, mentions)


def short(text: str, happening: Happening) -> tuple[str, list[str], list[str], str]:
    """Return type, initiators, recipients and status in words."""
    sides = ([head.of(text) for head in side] for side in (happening.initiator, happening.recipient))
    return (happening.type, *sides, happening.status)


EVENTS = [
    ("Oslo sagte Kiew neue Hilfe zu.", "AGREE", ["Oslo"], ["Kiew"], "planned"),
    ("Oslo bot Kiew Gespräche an.", "AGREE", ["Oslo"], ["Kiew"], "offered"),
    ("Oslo hat sich mit Kiew geeinigt.", "AGREE", ["Oslo", "Kiew"], [], "happened"),
    ("Oslo verhandelt mit Kiew.", "CONSULT", ["Oslo", "Kiew"], [], "ongoing"),
    ("Oslo nahm Gespräche mit Kiew auf.", "CONSULT", ["Oslo", "Kiew"], [], "happened"),
    ("Oslo lobte Kiew.", "SUPPORT", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo hat sich bei Kiew entschuldigt.", "CONCEDE", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo kooperiert mit Kiew.", "COOPERATE", ["Oslo", "Kiew"], [], "ongoing"),
    ("Oslo liefert Kiew Raketen.", "AID", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo zog seine Soldaten aus Kiew ab.", "RETREAT", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo forderte von Kiew mehr Tempo.", "REQUEST", ["Oslo"], ["Kiew"], "demanded"),
    ("Oslo warf Kiew Untätigkeit vor.", "ACCUSE", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo erhob Vorwürfe gegen Kiew.", "ACCUSE", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo erteilte Kiew eine Abfuhr.", "REJECT", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo drohte Kiew mit Zöllen.", "THREATEN", ["Oslo"], ["Kiew"], "threatened"),
    ("Oslo verhängte Sanktionen gegen Kiew.", "SANCTION", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo stationierte Raketen in Kiew.", "MOBILIZE", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo beschlagnahmte eine Jacht von Kiew.", "COERCE", ["Oslo"], ["Kiew"], "happened"),
    ("Oslo griff Kiew an.", "ASSAULT", ["Oslo"], ["Kiew"], "happened"),
    ("Studenten demonstrierten gegen Kiew.", "PROTEST", ["Studenten"], ["Kiew"], "happened"),
    ("Oslo wurde von Kiew angegriffen.", "ASSAULT", ["Kiew"], ["Oslo"], "happened"),
    ("Oslo will Kiew angreifen.", "ASSAULT", ["Oslo"], ["Kiew"], "planned"),
    ("Oslo könnte Kiew angreifen.", "ASSAULT", ["Oslo"], ["Kiew"], "possible"),
    ("Der Angriff Oslos auf Kiew begann.", "ASSAULT", ["Oslos"], ["Kiew"], "ongoing"),
    ("Oslo und Riga griffen Kiew an.", "ASSAULT", ["Oslo", "Riga"], ["Kiew"], "happened"),
    ("Oslo, das lange schwieg, griff Kiew an.", "ASSAULT", ["Oslo"], ["Kiew"], "happened"),
    ("Die Einladung Oslos an Kiew gilt.", "AGREE", ["Oslos"], ["Kiew"], "offered"),
    ("Oslo plant einen Angriff auf Kiew.", "ASSAULT", ["Oslo"], ["Kiew"], "planned"),
    ("Wenn Oslo Kiew angreift, wird der König fliehen.", "ASSAULT", ["Oslo"], ["Kiew"], "hypothetical"),
]


@pytest.mark.parametrize(("text", "kind", "initiator", "recipient", "status"), EVENTS, ids=lambda v: str(v)[:40])
def test_who_does_what_to_whom(text: str, kind: str, initiator: list[str], recipient: list[str], status: str) -> None:
    found = told(text, "Oslos", *(name for name in ("Oslo", "Kiew", "Riga") if name + "s" not in text))
    assert [short(text, one) for one in found] == [(kind, initiator, recipient, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo lehnte sich zurück.",
        "Oslo griff zum Hörer.",
        "Ein Sturm griff die Küste an.",
        "Der Verein griff früh an und schoss zwei Tore.",
        "Die Sonne zog sich zurück.",
        "Dem Land drohen Gewitter.",
        "Die Jacke ist einigen Kunden zu teuer.",
        "Sie schickte bitte keine Blumen.",
    ],
)
def test_what_is_no_politics_tells_nothing(text: str) -> None:
    assert told(text, "Oslo") == ()


def test_coordinated_verbs_share_their_subject() -> None:
    text = "Oslo kritisierte Kiew und forderte von Riga eine Antwort."
    found = told(text, "Oslo", "Kiew", "Riga")
    assert [short(text, one)[:3] for one in found] == [
        ("ACCUSE", ["Oslo"], ["Kiew"]),
        ("REQUEST", ["Oslo"], ["Riga"]),
    ]


def test_what_is_demanded_is_no_event_of_its_own() -> None:
    text = "Oslo forderte Kiew auf, seine Soldaten aus Riga abzuziehen."
    found = told(text, "Oslo", "Kiew", "Riga")
    assert [(one.type, one.mode) for one in found] == [("REQUEST", "yield")]


def test_a_plan_gives_its_status_to_the_infinitive() -> None:
    text = "Oslo verfolgt einen Plan, Raketen in Kiew zu stationieren."
    assert [short(text, one) for one in told(text, "Oslo", "Kiew")] == [("MOBILIZE", ["Oslo"], ["Kiew"], "planned")]


@pytest.mark.parametrize("text", ["Oslo hat Kiew nicht angegriffen.", "Oslo griff Kiew nie an."])
def test_negation_denies(text: str) -> None:
    assert [one.polarity for one in told(text, "Oslo", "Kiew")] == ["denied"]


def test_an_event_inside_a_statement_is_told_by_it() -> None:
    text = "„Oslo hat Kiew angegriffen“, sagte er."
    said = Statement(id="s1", kind="direct", content=(Span(start=1, end=26),), confidence=1.0)
    assert [one.source for one in told(text, "Oslo", "Kiew", statements=[said])] == ["s1"]
    assert [one.source for one in told("Oslo hat Kiew angegriffen.", "Oslo", "Kiew")] == [None]


def test_the_table_has_every_type_and_only_verbs_it_can_conjugate() -> None:
    rows = table("event_triggers")
    assert len(rows) >= 500
    assert len({row["type"] for row in rows} - {"none"}) == 16
    assert all(forms(row["lemma"]) for row in rows if row["pos"] != "noun")
    assert {row["object"] for row in rows} - {""} <= column("event_objects", "class")


def test_cut_sentences_raise_nothing() -> None:
    text = "Als Oslo Kiew, das schwieg, nicht angriff, lehnte Riga – „ab“ – seine Forderung ab und nahm Gespräche auf"
    words = text.split()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            told(" ".join(words[first:last]), "Oslo", "Kiew", "Riga")
