"""Two readings with codings, made by hand."""

from __future__ import annotations

from datetime import date

from wortlaut.record import (
    Actor,
    Article,
    Codebook,
    Coding,
    Concept,
    Event,
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
)

TEXT = """🚜 Streit um die Deichsteuer: „Das Geld reicht nicht“

Umweltministerin Jette Brams von der Küstenpartei will die Deichsteuer. „Das Geld reicht nicht“, \
sagte Brams 🌊, „wir brauchen die Abgabe.“ Der Bauernbund lehnt die Steuer ab: „Das ruiniert uns.“

Ein Anwohner sagte, man müsse sehen. Der Landtag beschloss die Steuer am Abend."""
SHORT = "Elbhagen zahlt\n\nJette Brams (Küstenpartei) sagte: „Die Abgabe kommt.“"
CODEBOOK = Codebook(
    id="deich",
    name="Deich",
    concepts=(
        Concept(id="steuer", name="Die Deichsteuer wird erhoben", definition="Abgabe aller", keywords=("Deichsteuer",)),
        Concept(id="ausbau", name="Der Deich wird höher"),
    ),
)
RUN = Run(wortlaut="1", model="m", lexicon="l")


def at(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Return the span of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return a headline and the body."""
    return tuple(
        Paragraph(span=at(block, text), role="body" if number else "headline")
        for number, block in enumerate(text.split("\n\n"))
    )


def mention(id: str, words: str, text: str = TEXT, nth: int = 0) -> Mention:
    """Return a name."""
    span = at(words, text, nth)
    return Mention(id=id, span=span, head=span, kind="name", confidence=0.9)


def coding(id: str, finding: str, agreement: str, words: str, *actors: str, kind: str = "statement") -> Coding:
    """Return a coding of the concept "steuer"."""
    return Coding(
        id=id, codebook="deich", concept="steuer", agreement=agreement, kind=kind, finding=finding,  # type: ignore[arg-type]
        evidence=(at(words),), actors=actors, confidence=0.8,
    )  # fmt: skip


def reading() -> Reading:
    """Return an article with a split quotation, one of a body, one of nobody known, and an event."""
    brams = Identity(id="Q771", wikidata="Q771", confidence=0.9, reasons=())
    quoted = (at("Das Geld reicht nicht"), at("Das Geld reicht nicht", nth=1), at("wir brauchen die Abgabe."))
    return Reading(
        article=Article(
            id="a1",
            text=TEXT,
            paragraphs=paragraphs(TEXT),
            title="🚜 Streit um die Deichsteuer",
            outlet="Deichkurier",
            byline=("Ole Kuhn", "Ida Most"),
            url="https://deichkurier.example/1",
            published=Period(earliest=date(2026, 3, 2), latest=date(2026, 3, 3), precision="day"),
        ),
        run=RUN,
        mentions=(mention("m1", "Brams", nth=1), mention("m2", "Der Bauernbund"), mention("m3", "Der Landtag")),
        statements=(
            Statement(id="s1", kind="direct", content=quoted, speaker=Party(mention="m1", name="Brams"),
                      addressee=Party(mention="m2", name="Bauernbund"), confidence=0.91),
            Statement(id="s2", kind="direct", content=(at("Das ruiniert uns."),),
                      speaker=Party(mention="m2", name="Bauernbund"), confidence=0.7),
            Statement(id="s3", kind="indirect", content=(at("man müsse sehen"),), certainty="reported",
                      speaker=Party(mention=None, name="Ein Anwohner"), confidence=0.5),
        ),
        actors=(
            Actor(id="actor1", name="Jette Brams", kind="person", names=("Jette Brams", "Brams"), identity=brams,
                  offices=(Office(title="Umweltministerin", of="Elbland", evidence=at("Umweltministerin")),)),
            Actor(id="actor2", name="Bauernbund", kind="organisation", names=("Der Bauernbund",)),
            Actor(id="actor3", name="Landtag", kind="organisation", names=("Der Landtag",)),
        ),
        links=tuple(
            Link(mention=f"m{n}", actor=f"actor{n}", confidence=0.9, reasons=()) for n in (1, 2, 3)
        ),
        relations=(
            Relation(id="r1", kind="member_of", subject="actor1", object="Küstenpartei", confidence=0.9,
                     evidence=at("von der Küstenpartei")),
        ),
        events=(
            Event(id="e1", type="AGREE", mode=None, trigger=(at("beschloss"),), initiator=("actor3",), confidence=0.6,
                  text=at("Der Landtag beschloss die Steuer am Abend.")),
            Event(id="e2", type="REJECT", mode=None, trigger=(at("lehnt"),), initiator=("actor2",), confidence=0.6,
                  text=at("Der Bauernbund lehnt die Steuer ab")),
        ),
        codings=(
            coding("c1", "s1", "for", "wir brauchen die Abgabe.", "actor1"),
            coding("c2", "s2", "against", "Das ruiniert uns.", "actor2"),
            coding("c3", "s3", "unclear", "man müsse sehen"),
            coding("c4", "e1", "for", "beschloss die Steuer", "actor3", kind="event"),
        ),
    )  # fmt: skip


def second() -> Reading:
    """Return a short article with the same speaker and no codings."""
    return Reading(
        article=Article(id="a2", text=SHORT, paragraphs=paragraphs(SHORT)),
        run=RUN,
        mentions=(mention("m1", "Jette Brams", SHORT),),
        statements=(
            Statement(id="s1", kind="direct", content=(at("Die Abgabe kommt.", SHORT),),
                      speaker=Party(mention="m1", name="Jette Brams"), confidence=0.8),
        ),
        actors=(
            Actor(id="actor1", name="Jette Brams", kind="person", names=("Jette Brams",),
                  identity=Identity(id="Q771", wikidata="Q771", confidence=0.9, reasons=()),
                  offices=(
                      Office(title="Bürgermeisterin", of="Elbhagen", until=date(2020, 1, 1)),
                      Office(title="Umweltministerin", of="Elbland", since=date(2024, 1, 1)),
                  )),
        ),
        links=(Link(mention="m1", actor="actor1", confidence=0.9, reasons=()),),
    )  # fmt: skip
