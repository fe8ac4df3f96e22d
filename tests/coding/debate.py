"""A handmade reading of a short debate of ours, and a codebook for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wortlaut.record import Actor, Article, Event, Paragraph, Period, Reading, Run, Span, Statement
from wortlaut.record.coding import Codebook, Concept
from wortlaut.record.reading import Identity, Link, Mention, Party, Relation

TEXT = (
    "Tempolimit spaltet die Koalition. „Wir brauchen endlich ein Tempolimit auf Autobahnen“, sagte Karin Holm. "
    "Verkehrsminister Jens Ried lehnte ein Tempolimit erneut ab. Holm forderte Ried auf, die Zahlen zu lesen. "
    "„Morgen regnet es“, sagte Ole Brandt."
)
DAY = Period(earliest=date(2025, 3, 4), latest=date(2025, 3, 5), precision="day")
LIMIT = Concept(
    id="tempolimit",
    name="Auf Autobahnen gilt ein Tempolimit",
    keywords=("Tempolimit",),
    examples=("Langsamer fahren rettet Leben.",),
    counterexamples=("Freie Fahrt gehört zu unserem Land.",),
)
TAX = Concept(id="maut", name="Die Maut wird abgeschafft", keywords=("Maut",))
BOOK = Codebook(id="verkehr", name="Verkehr", concepts=(LIMIT, TAX))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def _mention(id: str, words: str) -> Mention:
    return Mention(id=id, span=at(words), head=at(words), kind="name", confidence=1.0)


def reading(id: str = "r1", published: Period | None = DAY) -> Reading:
    """Return the reading of the debate; Ried is known to the lexicon, Holm belongs to the Greens."""
    ried = Identity(id="q-ried", wikidata=None, confidence=1.0, reasons=())
    holm, brandt = Party(mention="m1", name="Karin Holm"), Party(mention=None, name="Ole Brandt")
    return Reading(
        article=Article(
            id=id,
            text=TEXT,
            paragraphs=(Paragraph(span=Span(start=0, end=len(TEXT)), role="body"),),
            title="Streit auf der Autobahn",
            outlet="Kreisblatt",
            published=published,
        ),
        run=Run(wortlaut="0", model="m", lexicon="l"),
        mentions=(_mention("m1", "Karin Holm"), _mention("m2", "Verkehrsminister Jens Ried")),
        links=tuple(Link(mention=f"m{n}", actor=f"a{n}", confidence=1.0, reasons=()) for n in (1, 2)),
        actors=(
            Actor(id="a1", name="Karin Holm", kind="person", names=("Karin Holm", "Holm")),
            Actor(id="a2", name="Jens Ried", kind="person", names=("Jens Ried", "Ried"), identity=ried),
            Actor(id="a3", name="Ole Brandt", kind="person", names=("Ole Brandt",)),
            Actor(id="a4", name="Grüne", kind="organisation", names=("Grüne",)),
        ),
        relations=(
            Relation(id="r1", kind="member_of", subject="a1", object="a4", evidence=at("Karin Holm"), confidence=1.0),
        ),
        statements=(
            Statement(
                id="s1",
                kind="direct",
                content=(at("Wir brauchen endlich ein Tempolimit auf Autobahnen"),),
                cue=(at("sagte"),),
                speaker=holm,
                addressee=Party(mention="m2", name="Jens Ried"),
                confidence=0.9,
            ),
            Statement(id="s2", kind="direct", content=(at("Morgen regnet es"),), speaker=brandt, confidence=0.9),
            Statement(id="s3", kind="direct", content=(at("Tempolimit spaltet die Koalition"),), confidence=0.5),
        ),
        events=(
            Event(
                id="e1",
                type="REJECT",
                mode=None,
                trigger=(at("lehnte"),),
                text=at("Verkehrsminister Jens Ried lehnte ein Tempolimit erneut ab"),
                initiator=("a2",),
                recipient=("a1",),
                confidence=0.8,
            ),
        ),
    )


def without_day() -> Reading:
    """Return the reading of an article of which nobody knows the day, only the month."""
    month = Period(earliest=date(2025, 3, 1), latest=date(2025, 4, 1), precision="month")
    return replace(reading("r2"), article=replace(reading("r2").article, published=month))
