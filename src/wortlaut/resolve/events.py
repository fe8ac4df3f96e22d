"""Happenings → events: who they are whom the text names, what is told twice, what answers what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from wortlaut.lexicon import endings, is_role_noun
from wortlaut.record import Actor, Article, Event, Happening, Link, Mention, Span
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.again import chance, repeats
from wortlaut.resolve.answers import answered
from wortlaut.resolve.behalf import on_behalf, sides
from wortlaut.resolve.implied import implied
from wortlaut.resolve.resolve import Resolved

TOLD = frozenset({"REQUEST", "SUPPORT", "REJECT", "ACCUSE", "THREATEN", "AGREE"})
REACH = 40
"""So many events of a type are remembered: texts that tell hundreds stay quick."""

EVEN = 0.5
"""Happenings that are less probably one event are two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """An event per happening (None: nobody takes part), and everybody with those whom only the events name."""

    events: tuple[Event | None, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The events of one article, and everybody in it with those whom only the events name."""

    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]


def events(article: Article, happenings: Sequence[Happening], resolved: Resolved) -> Told:
    """Return the events of one article in text order, each told event once, answers pointing to what they answer.

    Who acts without being anybody's mention («Bauern», «die Wahlkommission») becomes an actor by the noun.
    """
    people = unmerged(article, happenings, resolved)
    found: list[Event] = []
    for event in people.events:
        if event is None:
            continue
        alike = [at for at, other in enumerate(found) if other.type == event.type]
        again = [(chance(article, found[at], event), at) for at in alike[-REACH:]]
        likely, at = max(again, default=(0.0, 0))
        if likely >= EVEN:
            found[at] = _joined(article, found[at], event)
        else:
            found.append(event)
    numbered = [replace(event, id=f"e{number}") for number, event in enumerate(found, start=1)]
    spoken = {link.mention: link.actor for link in people.links}
    of = sides(people.actors, resolved.relations)
    answering = list(answered(article, numbered, resolved.statements, spoken, of))
    whole = implied(article, answering, people.mentions, people.links)
    return Told(events=tuple(whole), mentions=people.mentions, actors=people.actors, links=people.links)


def unmerged(article: Article, happenings: Sequence[Happening], resolved: Resolved) -> Everybody:
    """Return an event for each happening, None for one without anybody in it, and all who take part."""
    people = _with_newcomers(article, happenings, resolved)
    whom = _whom(people.mentions, people.links)
    of = sides(people.actors, resolved.relations)
    pronouns = {mention.head for mention in people.mentions if mention.kind == "pronoun"}
    kinds = {actor.id: actor.kind for actor in people.actors}
    found: list[Event | None] = []
    for happening in happenings:
        heads = [head for head in happening.initiator if head in whom]
        acting = {head: on_behalf(article.text, happening, head, whom[head], of, kinds) for head in heads}
        event = _event(article, happening, {**whom, **acting}, pronouns)
        found.append(_without_outlets(event, kinds) if event else None)
    return replace(people, events=tuple(found))


def _with_newcomers(article: Article, happenings: Sequence[Happening], resolved: Resolved) -> Everybody:
    """Return mentions, actors and links with those of nouns that only the events name."""
    mentions, actors, links = list(resolved.mentions), list(resolved.actors), list(resolved.links)
    linked = {link.mention for link in links}
    known = {mention.head for mention in mentions if mention.id in linked}
    wanted = {head for h in happenings for head in (*h.initiator, *h.recipient)} - known
    by_name = {name.lower(): actor.id for actor in reversed(actors) for name in (*actor.names, actor.name)}
    number = max((int(mention.id[1:]) for mention in mentions), default=0)
    for head in sorted(wanted):
        form = head.of(article.text)
        if _is_thing(form):
            continue
        key = form.lower()
        if key not in by_name:
            taken = {actor.id for actor in actors}
            by_name[key] = next(f"actor{n}" for n in count(len(actors) + 1) if f"actor{n}" not in taken)
            actors.append(Actor(id=by_name[key], name=form, kind=_kind(form), names=(form,)))
        number += 1
        mentions.append(Mention(id=f"m{number}", span=head, head=head, kind="role", confidence=0.5))
        links.append(Link(mention=f"m{number}", actor=by_name[key], confidence=0.5, reasons=(f"“{form}” acts",)))
    mentions.sort(key=lambda mention: (mention.span, mention.id))
    return Everybody(events=(), mentions=tuple(mentions), actors=tuple(actors), links=tuple(links))


def _kind(form: str) -> ActorKind:
    if form.lower().endswith(endings("body_nouns")) or form.lower().endswith(endings("institution_nouns")):
        return "organisation"
    return "unknown" if is_role_noun(form) else "group"


_THINGS = (
    "heit",
    "ion",
    "ionen",
    "ismus",
    "keit",
    "keiten",
    "nis",
    "nisse",
    "tät",
    "ung",
    "ungen",
    "vorwurf",
    "vorwürfe",
)
"""Ends of nouns for what nobody is: who is no body and no group of people does not act."""


def _is_thing(form: str) -> bool:
    """Say whether a noun that only an event names is no actor: «schloss eine Erhöhung aus», «wies die Vorwürfe zurück».

    >>> _is_thing("Erhöhung"), _is_thing("Protestbewegung"), _is_thing("Soldaten")
    (True, False, False)
    """
    return (
        _kind(form) == "group" and form.lower().endswith(_THINGS) and not form.lower().endswith(endings("group_nouns"))
    )


def _whom(mentions: Sequence[Mention], links: Sequence[Link]) -> dict[Span, str]:
    """Return whom each head means, by the most confident link of its mention."""
    best: dict[str, Link] = {}
    for link in links:
        if link.mention not in best or link.confidence > best[link.mention].confidence:
            best[link.mention] = link
    return {mention.head: best[mention.id].actor for mention in mentions if mention.id in best}


def _ids(heads: Iterable[Span], whom: Mapping[Span, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(whom[head] for head in heads if head in whom))


def _event(
    article: Article, happening: Happening, whom: Mapping[Span, str], pronouns: Collection[Span]
) -> Event | None:
    initiator = _ids(happening.initiator, whom)
    recipient = tuple(actor for actor in _ids(happening.recipient, whom) if actor not in initiator)
    if not initiator and not recipient:
        return None
    weak = any(head in pronouns for head in (*happening.initiator, *happening.recipient))
    return Event(
        id="e0",
        type=happening.type,
        mode=happening.mode,
        trigger=happening.trigger,
        text=happening.text,
        initiator=initiator,
        recipient=recipient,
        object=happening.object,
        place=_place(article, happening, whom),
        when=happening.when,
        status=happening.status,
        polarity=happening.polarity,
        source=happening.source,
        evidence=(happening.text,),
        confidence=round(happening.confidence - 0.1 * weak, 2),
    )


def _without_outlets(event: Event, kinds: Mapping[str, str]) -> Event | None:
    """Return an event without newspapers and broadcasters to whom it is only told; None where nobody else is in it."""
    if all(kinds.get(actor) == "outlet" for actor in (*event.initiator, *event.recipient)):
        return None
    if event.type not in TOLD:
        return event
    return replace(event, recipient=tuple(actor for actor in event.recipient if kinds.get(actor) != "outlet"))


def _place(article: Article, happening: Happening, whom: Mapping[Span, str]) -> str | None:
    """Return the actor that a place is (a state), else its name as it stands."""
    if happening.place is None:
        return None
    return whom.get(happening.place) or happening.place.of(article.text)


def _joined(article: Article, one: Event, other: Event) -> Event:
    """Return one event with the evidence of both, told as the fuller one tells it."""
    fuller = other if repeats(article, one) and not repeats(article, other) else one
    surer = max((fuller, one, other), key=lambda event: event.confidence)
    return replace(
        fuller,
        recipient=surer.recipient or one.recipient or other.recipient,
        initiator=fuller.initiator or one.initiator or other.initiator,
        object=fuller.object or one.object or other.object,
        place=fuller.place or one.place or other.place,
        when=fuller.when or one.when or other.when,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        confidence=max(one.confidence, other.confidence),
    )
