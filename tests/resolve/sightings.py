"""Small readings for tests of the register: one article, some actors, each named and speaking once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from wortlaut.record import (
    Actor,
    Article,
    Identity,
    Judgement,
    Link,
    Mention,
    Party,
    Period,
    Reading,
    Register,
    Relation,
    Run,
    Span,
    Statement,
)

RUN = Run(wortlaut="0", model="m", lexicon="l")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def actor(
    name: str, kind: str = "person", *, known: str | None = None, gender: str | None = None, id: str = ""
) -> Actor:
    """Return an actor; ``known`` is the lexicon's id, Wikidata's if it starts with Q."""
    wikidata = known if known and known.startswith("Q") else None
    return Actor(
        id="",
        name=name,
        kind=kind,  # type: ignore[arg-type]
        names=(name,),
        identity=Identity(id=known, wikidata=wikidata, confidence=0.9, reasons=("+1.5 full name",)) if known else None,
        gender=gender,  # type: ignore[arg-type]
    )


def reading(
    article: str, *actors: Actor | str, day: date | None = None, parties: dict[str, str] | None = None
) -> Reading:
    """Return the reading of an article that names each actor once, as speaker; ``parties`` by name of the member."""
    found = [one if isinstance(one, Actor) else actor(one) for one in actors]
    text = " ".join(f"{one.name} sprach." for one in found) or "Nichts."
    numbered, mentions, statements, links, relations = [], [], [], [], []
    at = 0
    for number, one in enumerate(found, start=1):
        span = Span(start=at, end=at + len(one.name))
        at = span.end + len(" sprach. ")
        numbered.append(
            Actor(
                id=f"actor{number}",
                name=one.name,
                kind=one.kind,
                names=one.names,
                identity=one.identity,
                offices=one.offices,
                gender=one.gender,
            )
        )
        mentions.append(Mention(id=f"m{number}", span=span, head=span, kind="name", confidence=0.9))
        links.append(Link(mention=f"m{number}", actor=f"actor{number}", confidence=0.8, reasons=("named",)))
        speaker = Party(mention=f"m{number}", name=one.name)
        statements.append(Statement(id=f"s{number}", kind="reported", content=(span,), speaker=speaker, confidence=0.7))
        if parties and one.name in parties:
            relations.append(
                Relation(
                    id=f"r{number}",
                    kind="member_of",
                    subject=f"actor{number}",
                    object=parties[one.name],
                    evidence=span,
                    confidence=0.9,
                )
            )
    published = Period(earliest=day, latest=day + timedelta(days=1), precision="day") if day else None
    return Reading(
        article=Article(id=article, text=text, paragraphs=(), published=published, source=f"{article}.txt"),
        run=RUN,
        mentions=tuple(mentions),
        statements=tuple(statements),
        actors=tuple(numbered),
        links=tuple(links),
        relations=tuple(relations),
    )


def judged(verdict: str, first: str, second: str, minute: int = 0, reviewer: str = "Anna") -> Judgement:
    """Return a judgement of the given minute after noon."""
    at = NOON + timedelta(minutes=minute)
    return Judgement.of(verdict, first, second, reviewer=reviewer, at=at)  # type: ignore[arg-type]


def groups(register: Register) -> dict[str, set[str]]:
    """Return the occurrences under each id."""
    return {entry.id: {occurrence.id for occurrence in entry.occurrences} for entry in register.entries}
