"""Two readings written by hand that share a person, with one of everything that a reading can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import handmade

from wortlaut.record import (
    OPEN_END,
    Actor,
    Article,
    Coding,
    Event,
    Fragment,
    Hearsay,
    Identity,
    Link,
    Mention,
    Office,
    Paragraph,
    Party,
    Period,
    Reading,
    Relation,
    Run,
    Span,
    Statement,
    When,
)

SECOND = """🌾 Kowal legt nach

Warschau – Polens Agrarminister Jan Kowal (Bauernpartei) will nach Angaben seines Sprechers bis auf Weiteres kein \
Getreide aus der Ukraine einführen. „Es bleibt dabei“, sagte er. Die Ukraine habe angeblich schon reagiert. \
Brüssel lehnte eine Stellungnahme ab.
"""


def at(words: str, nth: int = 0) -> Span:
    """Return the span of the ``nth`` occurrence of ``words`` in the second article."""
    start = -1
    for _ in range(nth + 1):
        start = SECOND.index(words, start + 1)
    return Span(start=start, end=start + len(words))


HE = Span(start=at("sagte er").end - 2, end=at("sagte er").end)


def readings() -> tuple[Reading, Reading]:
    """Return the reading of the first article, with actors, events and codings, and that of the second."""
    return first(), second()


def first() -> Reading:
    """Return the reading of ``handmade`` with everything that it leaves out."""
    reading, here = handmade.reading(), handmade.at
    when = When(span=here("Montag"), period=Period(earliest=date(2023, 5, 1), latest=date(2023, 5, 2), precision="day"))
    threat = Event(
        id="e1",
        type="THREATEN",
        mode="restrict",
        trigger=(here("gedroht"),),
        text=here("hat der Ukraine mit einem Einfuhrstopp gedroht"),
        initiator=("p1",),
        recipient=("p2", "p3"),
        object="Einfuhrstopp",
        place="WARSCHAU",
        status="threatened",
        evidence=(here("gedroht"), here("droht")),
        confidence=0.8,
    )
    offer = Event(
        id="e2",
        type="AGREE",
        mode=None,
        trigger=(here("Angebot"),),
        text=here("Das Angebot aus Brüssel"),
        initiator=("p3",),
        place="p2",
        when=when,
        status="offered",
        source="s3",
        answers="e1",
        confidence=0.5,
    )
    return replace(
        reading,
        actors=(
            replace(
                reading.actors[0],
                gender="m",
                offices=(
                    Office(
                        title="Agrarminister",
                        of="Polen",
                        since=date(2022, 1, 3),
                        evidence=here("Agrarminister"),
                    ),
                    Office(title="Sejmabgeordneter"),
                ),
            ),
            Actor(
                id="p2",
                name="Ukraine",
                kind="state",
                names=("Ukraine", "Kiew"),
                identity=Identity(id="ua", wikidata="Q212", confidence=0.97, reasons=("+2.0 name of a state",)),
            ),
            Actor(id="p3", name="EU-Kommission", kind="organisation", names=("Brüssel",)),
        ),
        links=(
            *reading.links,
            Link(mention="m2", actor="p3", confidence=0.1, reasons=()),
            Link(mention="m3", actor="p2", confidence=0.95, reasons=("name", "only one of this name")),
        ),
        relations=(
            Relation(
                id="r1",
                kind="holds_office",
                subject="p1",
                object="Agrarminister",
                evidence=here("polnische Agrarminister Jan Kowal"),
                confidence=0.9,
            ),
        ),
        events=(threat, offer),
        codings=(
            Coding(
                id="k1",
                codebook="getreide",
                concept="einfuhrstopp",
                agreement="for",
                kind="statement",
                finding="s2",
                evidence=(here("Keine Tonne mehr"), here("keine Tonne mehr an.")),
                actors=("p1",),
                confidence=0.66666666,
                reasons=("near to the concept: 0.67", "says what he will do"),
            ),
            Coding(
                id="k2",
                codebook="getreide",
                concept="einfuhrstopp",
                agreement="for",
                kind="event",
                finding="e1",
                evidence=(here("gedroht"),),
                actors=("p1", "p2"),
                confidence=0.4,
            ),
        ),
    )


def second() -> Reading:
    """Return a reading of another article with the same person under another id, and what ``first`` lacks."""
    article = Article(
        id="a2",
        text=SECOND,
        paragraphs=tuple(
            Paragraph(span=at(block), role=role)  # type: ignore[arg-type]
            for block, role in zip(SECOND.strip().split("\n\n"), ("headline", "body"), strict=True)
        ),
        url="https://beispielbote.example/politik/kowal-legt-nach",
        title="🌾 Kowal legt nach",
        byline=("Lena Probst", "dpa"),
        published=Period(earliest=date(2023, 5, 3), latest=date(2023, 5, 4), precision="day"),
    )
    until = When(
        span=at("bis auf Weiteres"),
        period=Period(earliest=date(2023, 5, 3), latest=OPEN_END, precision="vague"),
        anchor="published",
    )
    return Reading(
        article=article,
        run=Run(wortlaut="0.1.0", model="m-1", lexicon="l-1"),
        mentions=(
            Mention(
                id="m1",
                span=at("Polens Agrarminister Jan Kowal"),
                head=at("Kowal", 1),
                kind="name",
                confidence=0.9,
            ),
            Mention(id="m2", span=HE, head=HE, kind="pronoun", confidence=0.5),
            Mention(id="m3", span=at("Brüssel"), head=at("Brüssel"), kind="metonym", confidence=0.7),
        ),
        statements=(
            Statement(
                id="s1",
                kind="indirect",
                content=(at("will"), at("kein Getreide aus der Ukraine einführen")),
                cue=(at("nach Angaben"),),
                speaker=Party(mention=None, name="Jan Kowal"),
                via=Party(mention=None, name="Sprecher"),
                certainty="reported",
                when=until,
                confidence=0.7,
            ),
            Statement(
                id="s2",
                kind="direct",
                content=(at("Es bleibt dabei"),),
                cue=(at("sagte"),),
                speaker=Party(mention="m2", name="Jan Kowal"),
                medium="speech",
                confidence=0.9,
            ),
        ),
        fragments=(Fragment(span=at("dabei"), statement="s2", speaker=Party(mention="m2", name="Jan Kowal")),),
        actors=(
            Actor(id="x7", name="Jan Kowal", kind="person", names=("Jan Kowal", "Kowal"), gender="m"),
            Actor(id="x8", name="Bauernpartei", kind="organisation", names=("Bauernpartei",)),
            Actor(id="x9", name="die Händler", kind="group", names=("Händler",)),
        ),
        links=(
            Link(mention="m1", actor="x7", confidence=0.9, reasons=("full name",)),
            Link(mention="m2", actor="x7", confidence=0.6, reasons=("pronoun",)),
        ),
        relations=(
            Relation(
                id="r1",
                kind="member_of",
                subject="x7",
                object="x8",
                evidence=at("Jan Kowal (Bauernpartei)"),
                when=until,
                confidence=0.8,
            ),
        ),
        hearsay=(
            Hearsay(span=at("Die Ukraine habe angeblich schon reagiert."), certainty="hearsay", marker=at("angeblich")),
        ),
        events=(
            Event(
                id="e1",
                type="REJECT",
                mode=None,
                trigger=(at("lehnte"), at(" ab.")),
                text=at("Brüssel lehnte eine Stellungnahme ab"),
                initiator=("x9",),
                recipient=("x8",),
                polarity="denied",
                confidence=0.6,
            ),
        ),
    )
