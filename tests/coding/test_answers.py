"""Refusals, and words on somebody's proposal, that do not say what they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.store import made
from wortlaut.coding.propose import propose
from wortlaut.record import Codebook, Concept, Event, Link, Mention, Reading, Span

BOOK = Codebook(
    id="stadt",
    name="Stadt",
    concepts=(
        Concept(id="bruecke", name="Die Rheinbrücke wird neu gebaut"),
        Concept(id="schule", name="Die Ganztagsschule wird Pflicht"),
    ),
)
OFFER = "Titel\n„Wir bieten an, die Rheinbrücke neu zu bauen“, sagte Anna Meier.\n"


def read(text: str) -> Reading:
    return made.reading(made.article(text, id="a1", day=date(2024, 5, 3)))


def positions(reading: Reading) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in reading.actors}
    return {(one.concept, names[id], one.agreement) for one in propose(reading, BOOK) for id in one.actors}


def refused(reading: Reading, by: str, whom: str | None, type: str = "REJECT") -> Reading:
    who = {actor.name: actor.id for actor in reading.actors}
    at = reading.article.text.index("lehnte sofort ab")
    event = Event(
        id="e1",
        type=type,  # type: ignore[arg-type]
        mode=None,
        trigger=(Span(start=at, end=at + 6),),
        text=Span(start=at, end=at + 16),
        initiator=(who[by],),
        recipient=(who[whom],) if whom else (),
        confidence=0.9,
    )
    return replace(reading, events=(event,))


def named(reading: Reading) -> Reading:
    """Return the reading with a mention of whoever is named in the words of the second statement."""
    at = reading.statements[1].content[0].start
    for actor in reading.actors:
        start = reading.article.text.find(actor.name, at)
        if start in range(at, reading.statements[1].content[0].end):
            span = Span(start=start, end=start + len(actor.name))
            mention = Mention(id="m99", span=span, head=span, kind="name", confidence=1.0)
            link = Link(mention="m99", actor=actor.id, confidence=1.0, reasons=())
            reading = replace(reading, mentions=(*reading.mentions, mention), links=(*reading.links, link))
    return reading


@pytest.mark.parametrize("whom", ["Anna Meier", None])
def test_a_refusal_is_of_what_the_refused_or_the_last_one_was_for(whom: str | None) -> None:
    reading = read(OFFER + "Ernst Abel lehnte sofort ab.\n„Ja“, sagte Ernst Abel.")
    found = propose(refused(reading, "Ernst Abel", whom), BOOK)
    assert {(one.kind, one.concept, one.agreement) for one in found} == {
        ("statement", "bruecke", "for"),
        ("event", "bruecke", "against"),
    }
    answer = next(one for one in found if one.kind == "event")
    assert answer.reasons[0].startswith("answers statement s")
    assert answer.confidence < next(one for one in found if one.kind == "statement").confidence


def test_nobody_refuses_himself_and_not_every_event_answers() -> None:
    reading = read(OFFER + "Anna Meier lehnte sofort ab.\n„Nein“, sagte Ernst Abel.")
    assert positions(refused(reading, "Anna Meier", None)) == {("bruecke", "Anna Meier", "for")}
    assert positions(refused(reading, "Ernst Abel", None, "ACCUSE")) == {("bruecke", "Anna Meier", "for")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Anna Meiers Vorschlag ist ein Witz", {("bruecke", "Ernst Abel", "against")}),
        ("Die Initiative von Anna Meier ist überfällig", {("bruecke", "Ernst Abel", "for")}),
        ("Der Vorschlag von Ida Roth ist ein Witz", set()),
        ("Anna Meiers Vorschlag kam am Montag", set()),
        ("Anna Meiers Auto ist ein Witz", set()),
    ],
)
def test_words_on_a_proposal_are_about_what_its_owner_was_for(words: str, found: set[tuple[str, str, str]]) -> None:
    text = OFFER + f"„{words}“, sagte Ernst Abel.\n„Nun“, sagte Ida Roth."
    assert positions(named(read(text))) - {("bruecke", "Anna Meier", "for")} == found


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("Die Einfuhr von Stahl wird gestoppt", "Wir schlagen vor, die Einfuhr von Stahl zu stoppen"),
        ("Keine Raketen im Land", "Wir wollen keine Raketen im Land"),
    ],
)
def test_who_refuses_a_no_is_against_it(name: str, offer: str) -> None:
    """A concept with a negative name turns words round that are on its thing, not those on whoever is for it."""
    book = Codebook(id="b", name="B", concepts=(Concept(id="a", name=name),))
    reading = read(f"Titel\n„{offer}“, sagte Anna Meier.\nErnst Abel lehnte sofort ab.\n„Ja“, sagte Ernst Abel.")
    found = propose(refused(reading, "Ernst Abel", "Anna Meier"), book)
    assert [(one.kind, one.agreement) for one in found] == [("statement", "for"), ("event", "against")]
