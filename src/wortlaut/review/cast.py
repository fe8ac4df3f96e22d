"""Who is in a reading: finds the people of corrections, and makes those who are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wortlaut.record import Actor, Identity, Link, Mention, Party, Reading, Someone, Span, is_local, linked
from wortlaut.record.reading import MentionKind
from wortlaut.review.placing import overlap
from wortlaut.segment import segment

REASON = "reviewed by a person"
_SURE = 1.0
_SAME_WORDS = 0.8
_WIKIDATA_LETTER = "Q"


class Cast:
    """Mentions, links and actors of a reading that change as people correct them."""

    def __init__(self, reading: Reading) -> None:
        self._article = reading.article
        self.mentions: list[Mention] = list(reading.mentions)
        self.links: list[Link] = list(reading.links)
        self.actors: list[Actor] = list(reading.actors)
        self._who = {mention: link.actor for mention, link in linked(reading).items()}
        self._corrected: set[str] = set()
        self._sentences: tuple[Span, ...] | None = None

    def actor_of(self, party: Party | None) -> str | None:
        """Return the id of the actor who is a party."""
        return self._who.get(party.mention) if party is not None and party.mention is not None else None

    def linked_to(self, mention: str) -> str | None:
        """Return the id of the actor whom a mention names."""
        return self._who.get(mention)

    def actor(self, id: str | None) -> Actor | None:
        """Return the actor with an id."""
        return next((one for one in self.actors if one.id == id), None)

    def find(self, someone: Someone) -> Actor | None:
        """Return the actor whom a correction means, None if this reading does not know him.

        The id of the lexicon decides; without one the best name, any name, and last the words that name him.
        """
        if someone.actor is not None:
            for actor in self.actors:
                if actor.identity and someone.actor in (actor.identity.id, actor.wikidata):
                    return actor
        if someone.name is not None:
            return self._named(someone.name, someone)
        if someone.actor is None and someone.span is not None:
            mention = self._mention_at(someone.span)
            if mention is not None:
                return self.actor(self._who.get(mention.id))
            return self._named(someone.span.of(self._article.text), someone)
        return None

    def key(self, someone: Someone | None) -> str | None:
        """Return who somebody is in this reading: the same for two ways to name him."""
        if someone is None:
            return None
        actor = self.find(someone)
        return actor.id if actor else f"?{self.name_of(someone).casefold()}"

    def party_key(self, party: Party | None) -> str | None:
        """Return who a party is, as ``key`` does."""
        if party is None:
            return None
        return self.actor_of(party) or f"?{(party.name or '').casefold()}"

    def name_of(self, someone: Someone) -> str:
        """Return the best name that a correction tells."""
        return someone.name or (someone.span.of(self._article.text) if someone.span else someone.actor or "")

    def enter(self, someone: Someone) -> Actor:
        """Return the actor whom a correction means; a new one where the reading does not know him."""
        found = self.find(someone)
        if found is not None:
            return found
        taken = {actor.id for actor in self.actors}
        number = next(n for n in range(1, len(taken) + 2) if f"actor-new{n}" not in taken)
        name = self.name_of(someone)
        actor = Actor(
            id=f"actor-new{number}",
            name=name,
            kind=someone.kind or "unknown",
            names=(name,),
            identity=_identity(someone.actor),
        )
        self.actors.append(actor)
        return actor

    def link(self, mention: str, actor: str | None) -> None:
        """Let a mention name an actor, or nobody."""
        self.links = [one for one in self.links if one.mention != mention]
        self._who.pop(mention, None)
        self._corrected.add(mention)
        if actor is not None:
            self.links.append(Link(mention=mention, actor=actor, confidence=_SURE, reasons=(REASON,)))
            self._who[mention] = actor

    def drop(self, mention: str) -> None:
        """Take a mention out."""
        self.link(mention, None)
        self.mentions = [one for one in self.mentions if one.id != mention]

    def mention(self, span: Span, actor: str | None) -> Mention:
        """Return the mention at a place, a new one if there is none, and let it name an actor if one is told."""
        found = self._mention_at(span)
        if found is None:
            taken = {one.id for one in self.mentions}
            number = next(n for n in range(1, len(taken) + 2) if f"m-new{n}" not in taken)
            known = self.actor(actor)
            named = known is not None and span.of(self._article.text) in (known.name, *known.names)
            kind: MentionKind = "name" if named else "role"
            found = Mention(id=f"m-new{number}", span=span, head=span, kind=kind, confidence=_SURE)
            self.mentions.append(found)
            self.mentions.sort(key=lambda one: one.span)
        if actor is not None and self._who.get(found.id) != actor:
            self.link(found.id, actor)
        return found

    def party(self, someone: Someone | None, near: Iterable[Span]) -> Party | None:
        """Return somebody as the party of a statement whose words are ``near``.

        Words that name him are his mention; else it is his mention in the same sentence, or (carried over) the nearest.
        """
        if someone is None:
            return None
        if someone.span is not None:
            known = self.enter(someone) if someone.actor or someone.name else self.find(someone)
            mention = self.mention(someone.span, known.id if known else None)
            return Party(mention=mention.id, name=known.name if known else self.name_of(someone))
        actor = self.enter(someone)
        own = [one for one in self.mentions if self._who.get(one.id) == actor.id]
        if not own:
            return Party(mention=None, name=actor.name)
        spans = tuple(near)
        here = [one for one in self._around() if any(one.overlaps(span) for span in spans)]
        closest = min(own, key=lambda one: (not any(s.overlaps(one.span) for s in here), _gap(one.span, spans)))
        carried = not any(sentence.overlaps(closest.span) for sentence in here)
        return Party(mention=closest.id, name=actor.name, carried=carried)

    def prune(self, before: Iterable[Actor], used: set[str]) -> None:
        """Take out the actors of ``before`` who lost their last mention and whom nothing else names."""
        named = {link.actor for link in self.links} | used
        gone = {one.id for one in before} - named
        self.actors = [one for one in self.actors if one.id not in gone]

    def renamed(self, party: Party | None) -> Party | None:
        """Return a party with the actor's name if its mention was corrected, and without a mention that is gone."""
        if party is None or party.mention not in self._corrected:
            return party
        if all(one.id != party.mention for one in self.mentions):
            return replace(party, mention=None) if party.name else None
        actor = self.actor(self.actor_of(party))
        return replace(party, name=actor.name) if actor else party

    def _named(self, name: str, someone: Someone) -> Actor | None:
        words = name.casefold()
        fits = [one for one in self.actors if _may_be(one, someone)]
        best = [one for one in fits if one.name.casefold() == words]
        return next(iter(best or [one for one in fits if words in {form.casefold() for form in one.names}]), None)

    def _mention_at(self, span: Span) -> Mention | None:
        exact = [one for one in self.mentions if one.span == span]
        if exact:
            return exact[0]
        near = [(overlap([one.span], [span]), one) for one in self.mentions if one.span.overlaps(span)]
        fit, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        return best if fit >= _SAME_WORDS else None

    def _around(self) -> tuple[Span, ...]:
        if self._sentences is None:
            self._sentences = tuple(one.span for one in segment(self._article).sentences)
        return self._sentences


def _may_be(actor: Actor, someone: Someone) -> bool:
    """Say whether nothing but the name speaks against it: another id of the lexicon, another kind."""
    known = actor.identity.id if actor.identity else None
    told = someone.actor if someone.actor and not is_local(someone.actor) else None
    if known and told and known != told:
        return False
    return someone.kind in (None, "unknown", actor.kind) or actor.kind == "unknown"


def _identity(id: str | None) -> Identity | None:
    if id is None or is_local(id):
        return None
    wikidata = id if id.startswith(_WIKIDATA_LETTER) and id[1:].isdecimal() and id[1:2] != "0" else None
    return Identity(id=id, wikidata=wikidata, confidence=_SURE, reasons=(REASON,))


def _gap(span: Span, spans: tuple[Span, ...]) -> int:
    return min(max(0, one.start - span.end, span.start - one.end) for one in spans)
