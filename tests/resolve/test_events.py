"""Happenings become events: actors, repetitions, answers."""

import pytest

from wortlaut.record import Actor, Article, Event, Happening, Link, Mention, Paragraph, Span
from wortlaut.record.event import EventType
from wortlaut.resolve import Resolved, Told, events


class Page:
    """An article with mentions by their words, and happenings by the words of their clause."""

    def __init__(self, text: str, **actors: str) -> None:
        self.text, at, paragraphs = text, 0, []
        for number, line in enumerate(text.split("\n")):
            role = "headline" if number == 0 and "\n" in text else "body"
            paragraphs.append(Paragraph(span=Span(start=at, end=at + len(line)), role=role))
            at += len(line) + 1
        self.article = Article(id="a", text=text, paragraphs=tuple(paragraphs))
        self.resolved = self._resolved(actors)

    def _resolved(self, actors: dict[str, str]) -> Resolved:
        mentions, links = [], []
        for key, name in actors.items():
            at = self.text.find(name)
            while at >= 0:
                span, number = Span(start=at, end=at + len(name)), f"m{len(mentions) + 1}"
                mentions.append(Mention(id=number, span=span, head=span, kind="name", confidence=1.0))
                links.append(Link(mention=number, actor=key, confidence=1.0, reasons=()))
                at = self.text.find(name, at + 1)
        known = tuple(Actor(id=key, name=name, kind="state", names=(name,)) for key, name in actors.items())
        return Resolved(mentions=tuple(mentions), actors=known, links=tuple(links), statements=())

    def span(self, words: str) -> Span:
        at = self.text.index(words)
        return Span(start=at, end=at + len(words))

    def told(self, kind: EventType, clause: str, trigger: str, who: str, whom: str = "", **more: str) -> Happening:
        whole = self.span(clause)

        def inside(words: str) -> Span:
            at = self.text.index(words, whole.start)
            return Span(start=at, end=at + len(words))

        return Happening(
            type=kind,
            mode=None,
            trigger=(inside(trigger),),
            text=whole,
            initiator=(inside(who),) if who else (),
            recipient=(inside(whom),) if whom else (),
            object=more.get("object"),
        )

    def events(self, *happenings: Happening) -> Told:
        return events(self.article, happenings, self.resolved)


def sides(found: tuple[Event, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(event.type, event.initiator, event.recipient) for event in found]


def test_what_headline_and_body_tell_is_one_event_with_two_evidences() -> None:
    page = Page("Oslo greift Kiew an\nAm Montag griff Oslo Kiew an.", a1="Oslo", a2="Kiew")
    head = page.told("ASSAULT", "Oslo greift Kiew an", "greift", "Oslo", "Kiew")
    body = page.told("ASSAULT", "Am Montag griff Oslo Kiew an", "griff", "Oslo", "Kiew")
    found = page.events(head, body).events
    assert sides(found) == [("ASSAULT", ("a1",), ("a2",))]
    assert len(found[0].evidence) == 2
    assert found[0].text == body.text


def test_two_demands_of_one_pair_are_two_events() -> None:
    page = Page("Oslo fordert von Kiew Geld. Oslo fordert von Kiew Ruhe.", a1="Oslo", a2="Kiew")
    one = page.told("REQUEST", "Oslo fordert von Kiew Geld", "fordert", "Oslo", "Kiew", object="Geld")
    two = page.told("REQUEST", "Oslo fordert von Kiew Ruhe", "fordert", "Oslo", "Kiew", object="Ruhe")
    assert len(page.events(one, two).events) == 2


def test_a_refusal_answers_the_offer_and_knows_whose_it_is() -> None:
    page = Page("Oslo bot Kiew Gespräche an. Kiew lehnte ab.", a1="Oslo", a2="Kiew")
    offer = page.told("AGREE", "Oslo bot Kiew Gespräche an", "bot", "Oslo", "Kiew")
    refusal = page.told("REJECT", "Kiew lehnte ab", "lehnte", "Kiew")
    found = page.events(offer, refusal).events
    assert sides(found)[1] == ("REJECT", ("a2",), ("a1",))
    assert found[1].answers == found[0].id


@pytest.mark.parametrize("thing", ["Erhöhung", "Vorwürfe", "Neutralität", "Hinweise und Erkenntnisse"])
def test_what_is_nobody_does_not_act(thing: str) -> None:
    page = Page(f"{thing} wies Oslo zurück.", a1="Oslo")
    told = page.told("REJECT", f"{thing} wies Oslo zurück", "wies", thing.split()[-1], "Oslo")
    found = page.events(told)
    assert [actor.name for actor in found.actors] == ["Oslo"]
    assert sides(found.events) == [("REJECT", (), ("a1",))]


@pytest.mark.parametrize("people", ["Bevölkerung", "Protestbewegung", "Delegation", "Regierung", "Gewerkschaft"])
def test_people_taken_together_act(people: str) -> None:
    page = Page(f"Die {people} kritisiert Oslo.", a1="Oslo")
    found = page.events(page.told("ACCUSE", f"Die {people} kritisiert Oslo", "kritisiert", people, "Oslo"))
    assert [actor.name for actor in found.actors] == ["Oslo", people]


def test_who_is_no_mention_becomes_an_actor() -> None:
    page = Page("Bauern kritisieren Oslo.", a1="Oslo")
    found = page.events(page.told("ACCUSE", "Bauern kritisieren Oslo", "kritisieren", "Bauern", "Oslo"))
    actors = {actor.id: actor for actor in found.actors}
    assert [actors[one].name for one in found.events[0].initiator] == ["Bauern"]
    assert {link.mention for link in found.links} <= {mention.id for mention in found.mentions}


def test_a_new_actor_has_an_id_of_its_own() -> None:
    page = Page("Bauern kritisieren Oslo.", actor2="Oslo")  # the first was merged into another
    found = page.events(page.told("ACCUSE", "Bauern kritisieren Oslo", "kritisieren", "Bauern", "Oslo"))
    assert len({actor.id for actor in found.actors}) == 2
