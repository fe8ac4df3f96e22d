"""A reading written by hand, with one of everything that a record can hold today."""

from __future__ import annotations

from datetime import date

from wortlaut.record import (
    Actor,
    Article,
    Failure,
    Fragment,
    Link,
    Mention,
    Paragraph,
    Party,
    Period,
    Reading,
    Run,
    Span,
    Statement,
    When,
)

TEXT = """Streit um Getreide

„Keine Tonne mehr“: Polens Minister droht Kiew

Von Lena Probst, Warschau

WARSCHAU (dpa) – Der polnische Agrarminister Jan Kowal hat der Ukraine mit einem Einfuhrstopp gedroht. \
„Wir nehmen“, sagte Kowal am Montag der Deutschen Presse-Agentur, „keine Tonne mehr an.“ \
Das Angebot aus Brüssel sei „lächerlich“ und komme zu spät.

Der Kiewer Handelsexperte Oleh Marko widersprach: „Kowal behauptet, unsere Lastwagen seien \
nicht kontrolliert, und das ist falsch.“ Soll Warschau also nachgeben? Man müsse reden.
"""


def at(words: str, nth: int = 0) -> Span:
    """Return the span of the ``nth`` occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def paragraphs() -> tuple[Paragraph, ...]:
    roles = ("kicker", "headline", "byline", "body", "body")
    return tuple(
        Paragraph(span=at(block), role=role)  # type: ignore[arg-type]
        for block, role in zip(TEXT.strip().split("\n\n"), roles, strict=True)
    )


def mention(name: str, words: str, nth: int = 0) -> Mention:
    span = at(words, nth)
    return Mention(id=name, span=span, head=span, kind="name", confidence=0.9)


def statements() -> tuple[Statement, ...]:
    kowal = Party(mention="m2", name="Jan Kowal")
    return (
        Statement(
            id="s1",
            kind="reported",
            content=(at("mit einem Einfuhrstopp"),),
            cue=(at("gedroht"),),
            speaker=Party(mention="m1", name="Jan Kowal"),
            addressee=Party(mention="m3", name="Ukraine"),
            confidence=0.712345,
        ),
        Statement(
            id="s2",
            kind="direct",
            content=(at("Keine Tonne mehr"), at("Wir nehmen"), at("keine Tonne mehr an.")),
            cue=(at("sagte"),),
            frame=(at("sagte Kowal am Montag der Deutschen Presse-Agentur"),),
            speaker=kowal,
            via=Party(mention="m5", name="Deutsche Presse-Agentur"),
            medium="speech",
            when=When(
                span=at("am Montag"),
                period=Period(earliest=date(2023, 5, 1), latest=date(2023, 5, 2), precision="day"),
            ),
            confidence=0.98,
        ),
        Statement(
            id="s3",
            kind="free_indirect",
            content=(at("Das Angebot aus Brüssel sei „lächerlich“ und komme zu spät."),),
            speaker=Party(mention="m2", name="Jan Kowal", carried=True),
            certainty="reported",
            polarity="denied",
            confidence=0.6,
        ),
        Statement(
            id="s4",
            kind="direct",
            content=(at("Kowal behauptet, unsere Lastwagen seien nicht kontrolliert, und das ist falsch."),),
            cue=(at("widersprach"),),
            speaker=Party(mention="m4", name="Oleh Marko"),
            medium="speech",
            confidence=0.95,
        ),
        Statement(
            id="s5",
            kind="indirect",
            content=(at("unsere Lastwagen seien nicht kontrolliert"),),
            cue=(at("behauptet"),),
            speaker=Party(mention="m6", name="Jan Kowal"),
            certainty="reported",
            parent="s4",
            confidence=0.8,
        ),
        Statement(
            id="s6",
            kind="indirect_free_indirect",
            content=(at("Man müsse reden."),),
            certainty="reported",
            confidence=0.4,
        ),
    )


def reading() -> Reading:
    article = Article(
        id="a1",
        text=TEXT,
        paragraphs=paragraphs(),
        source="getreide.txt",
        outlet="Beispielbote",
        title="„Keine Tonne mehr“: Polens Minister droht Kiew",
        byline=("Lena Probst",),
        dateline="WARSCHAU (dpa)",
        published=Period(earliest=date(2023, 5, 1), latest=date(2023, 6, 1), precision="month"),
    )
    return Reading(
        article=article,
        run=Run(wortlaut="0.1.0", model="m-1", lexicon="l-1", options=(("windows", "2"),)),
        mentions=(
            mention("m1", "Der polnische Agrarminister Jan Kowal"),
            mention("m2", "Kowal", 1),
            mention("m3", "Ukraine"),
            mention("m4", "Der Kiewer Handelsexperte Oleh Marko"),
            mention("m5", "Deutschen Presse-Agentur"),
            mention("m6", "Kowal", 2),
        ),
        statements=statements(),
        fragments=(Fragment(span=at("lächerlich"), statement="s3", speaker=None),),
        actors=(Actor(id="p1", name="Jan Kowal", kind="person", names=("Jan Kowal", "Kowal")),),
        links=(
            Link(mention="m1", actor="p1", confidence=0.9, reasons=("full name",)),
            Link(mention="m2", actor="p1", confidence=0.8, reasons=("surname of Jan Kowal",)),
        ),
        failures=(Failure(stage="dating", message="no anchor"),),
    )
