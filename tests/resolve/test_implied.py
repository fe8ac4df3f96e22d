"""To whom an event is done where only the article says so."""

import pytest

from wortlaut.record import Article, Event, Link, Mention, Paragraph, Span
from wortlaut.resolve.implied import DOUBT, implied


def article(text: str) -> Article:
    return Article(id="a", text=text, paragraphs=(Paragraph(span=Span(start=0, end=len(text)), role="body"),))


def event(text: str, words: str, trigger: str, kind: str, initiator: str, number: int, **more: object) -> Event:
    start = text.index(words)
    at = text.index(trigger, start)
    return Event(
        id=f"e{number}",
        type=kind,  # type: ignore[arg-type]
        mode=None,
        trigger=(Span(start=at, end=at + len(trigger)),),
        text=Span(start=start, end=start + len(words)),
        initiator=(initiator,),
        confidence=0.7,
        **more,  # type: ignore[arg-type]
    )


def named(text: str, *names: tuple[str, str]) -> tuple[list[Mention], list[Link]]:
    mentions, links = [], []
    for number, (form, actor) in enumerate(names):
        at = text.index(form)
        span = Span(start=at, end=at + len(form))
        mentions.append(Mention(id=f"m{number}", span=span, head=span, kind="name", confidence=1.0))
        links.append(Link(mention=f"m{number}", actor=actor, confidence=1.0, reasons=("name",)))
    return mentions, links


def test_a_refusal_goes_to_who_demanded_and_the_demand_to_who_refused():
    text = "Die Opposition forderte Neuwahlen. Der Kanzler lehnte das ab."
    demand = event(text, "Die Opposition forderte Neuwahlen", "forderte", "REQUEST", "opposition", 1)
    refusal = event(text, "Der Kanzler lehnte das ab", "lehnte", "REJECT", "chancellor", 2)
    one, two = implied(article(text), [demand, refusal], [], [])
    assert (two.recipient, two.answers) == (("opposition",), "e1")
    assert one.recipient == ("chancellor",)
    assert one.confidence == pytest.approx(0.7 - DOUBT)


def test_a_refusal_far_away_answers_nothing():
    text = "Die Opposition forderte Neuwahlen. " + "Es regnete lange. " * 40 + "Der Kanzler lehnte das ab."
    demand = event(text, "Die Opposition forderte Neuwahlen", "forderte", "REQUEST", "opposition", 1)
    refusal = event(text, "Der Kanzler lehnte das ab", "lehnte", "REJECT", "chancellor", 2)
    assert implied(article(text), [demand, refusal], [], []) == [demand, refusal]


def test_nobody_answers_himself():
    text = "Die Opposition forderte Neuwahlen. Die Opposition lehnte das ab."
    demand = event(text, "Die Opposition forderte Neuwahlen", "forderte", "REQUEST", "opposition", 1)
    refusal = event(text, "Die Opposition lehnte das ab", "lehnte", "REJECT", "opposition", 2)
    assert [found.recipient for found in implied(article(text), [demand, refusal], [], [])] == [(), ()]


@pytest.mark.parametrize("thing", ["Der Gesetzentwurf des Ministers", "Lukaschenkos Gesetzentwurf"])
def test_criticism_of_a_thing_goes_to_whose_it_is(thing: str):
    owner = "Ministers" if "Ministers" in thing else "Lukaschenkos"
    text = f"{thing} liegt vor. Die Kirche kritisierte den Gesetzentwurf scharf."
    blame = event(
        text,
        "Die Kirche kritisierte den Gesetzentwurf",
        "kritisierte",
        "ACCUSE",
        "church",
        1,
        object="den Gesetzentwurf",
    )
    mentions, links = named(text, (owner, "owner"), ("Kirche", "church"))
    assert implied(article(text), [blame], mentions, links)[0].recipient == ("owner",)


def test_what_somebody_does_next_is_meant_for_the_same_if_it_is_alike():
    text = "Kiew kritisierte Minsk. Zugleich drohte Kiew mit Strafen. Kiew versprach Hilfe."
    blame = event(text, "Kiew kritisierte Minsk", "kritisierte", "ACCUSE", "kiew", 1, recipient=("minsk",))
    threat = event(text, "Zugleich drohte Kiew mit Strafen", "drohte", "THREATEN", "kiew", 2)
    promise = event(text, "Kiew versprach Hilfe", "versprach", "AGREE", "kiew", 3)
    found = implied(article(text), [blame, threat, promise], [], [])
    assert [one.recipient for one in found] == [("minsk",), ("minsk",), ()]


def test_a_word_without_end_costs_no_time():
    text = "Gesetzentwurf" * 20000 + " Die Kirche kritisierte den Gesetzentwurf."
    blame = event(
        text,
        "Die Kirche kritisierte den Gesetzentwurf",
        "kritisierte",
        "ACCUSE",
        "church",
        1,
        object="den Gesetzentwurf",
    )
    assert implied(article(text), [blame], [], [])[0].recipient == ()
