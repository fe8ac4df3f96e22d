"""Mentions of one article → its actors: who speaks, who is named, who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wortlaut.lexicon import column
from wortlaut.record import Actor, Document, Link, Mention, Relation, Span, Statement, Tags
from wortlaut.resolve.actors import actor_of, filled, groups_of, links_of, merged
from wortlaut.resolve.mentions import others
from wortlaut.resolve.naming import Namer, Naming, gender_of
from wortlaut.resolve.nouns import OWNING, parsed
from wortlaut.resolve.pronouns import Candidate, antecedent, inside, personal, read, relative
from wortlaut.resolve.spot import known_bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Mentions, actors and links of one article, and its statements with names filled in."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...] = ()


def resolve(doc: Document, tags: Tags, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Resolved:
    """Return who is mentioned: the parties of ``statements`` (``mentions``) and everybody else named in ``doc``."""
    namer = Namer(doc, tags)
    mentions = [namer.headed(mention) for mention in mentions]
    found = {m.id: namer.named(m) for m in mentions if m.kind != "pronoun"}
    more = list(others(namer, mentions))
    pronouns = list(personal(namer.tree, [*mentions, *(mention for mention, _ in more)]))
    everybody = sorted([*mentions, *(mention for mention, _ in more), *pronouns], key=lambda m: (m.span, m.id))
    found |= {mention.id: naming for mention, naming in more}
    found = {mention: namer.joined(naming) for mention, naming in found.items()}
    taking_up = _TakingUp(namer, everybody, statements, found)
    taking_up.run()
    taking_up.rest(pronouns)
    everybody = [m for m in everybody if m.id in found or m not in pronouns]
    groups = groups_of(doc.article.text, everybody, found)
    kinds = Counter((namer.tree.span(n.tokens[0], n.tokens[-1]).of(doc.article.text), n.kind) for n in tags.names)
    groups, actors = merged(groups, [actor_of(number, g, namer, kinds) for number, g in enumerate(groups, 1)])
    links = links_of(groups, {group.key: actor.id for group, actor in zip(groups, actors, strict=True)})
    names = {actor.id: actor.name for actor in actors}
    return Resolved(
        mentions=tuple(everybody),
        actors=tuple(actors),
        links=links,
        statements=filled(statements, {link.mention: names[link.actor] for link in links}),
    )


class _TakingUp:
    """Pronouns and possessives of those who speak or are spoken to, in reading order."""

    def __init__(
        self, namer: Namer, mentions: Sequence[Mention], statements: Sequence[Statement], found: dict[str, Naming]
    ) -> None:
        self.namer, self.tree, self.found = namer, namer.tree, found
        self.statements = statements
        self.mentions = {m.id: m for m in mentions}
        self.speakers: dict[str, Naming] = {}
        self.last: Naming | None = None

    def run(self) -> None:
        """Write into ``found`` whom each pronoun and each possessive phrase means."""
        for statement in self.statements:
            for party in (statement.speaker, statement.addressee, statement.via):
                if party and party.mention and party.mention in self.mentions:
                    self._read(self.mentions[party.mention], statement)
            key = statement.speaker.mention if statement.speaker else None
            if key in self.found:
                self.speakers[statement.id] = self.found[key]
                self.last = self.found[key] if statement.parent is None else self.last

    def rest(self, pronouns: Sequence[Mention]) -> None:
        """Write into ``found`` whom the pronouns mean that neither speak nor are spoken to."""
        for mention in sorted(self.mentions.values(), key=lambda m: m.span):
            if mention.kind == "role" and mention.id in self.found and mention not in pronouns:
                self.last = self._before(mention)
                if owned := self._owned(mention, self._around(mention)):
                    self.found[mention.id] = owned
                continue
            if mention not in pronouns:
                continue
            speaker = self._around(mention)
            self.last = self._before(mention)
            if naming := self._antecedent(mention, mention.span, speaker):
                self.found[mention.id] = naming

    def _before(self, mention: Mention) -> Naming | None:
        """Return who spoke last before a mention."""
        said = [s for s in self.statements if s.id in self.speakers and max(s.content).end <= mention.span.start]
        return self.speakers[max(said, key=lambda s: max(s.content).end).id] if said else None

    def _read(self, mention: Mention, statement: Statement) -> None:
        outer = self.speakers.get(statement.parent or "") or self._around(mention)
        if mention.id in self.found:
            self._again(mention)
            if written := self._written(mention, statement):
                self.found[mention.id] = written
            elif owned := self._owned(mention, outer):
                self.found[mention.id] = owned
        elif naming := self._antecedent(mention, mention.span, outer):
            self.found[mention.id] = naming

    def _written(self, mention: Mention, statement: Statement) -> Naming | None:
        """Return who wrote «das Schreiben» that speaks: who acted or spoke last; «eigenen Angaben» too."""
        text = self.namer.article.text
        words, head = mention.span.of(text).split(), mention.head.of(text)
        if head in column("account_nouns", "form") and words[0].lower().startswith("eigene"):
            return self._acting(mention)
        if head not in column("writing_nouns", "form") or len(words) > 2:
            return None
        before = self._acting(mention)
        return before or (self.last._replace(confidence=0.5, reason=f"who wrote “{head}”") if self.last else None)

    def _acting(self, mention: Mention) -> Naming | None:
        """Return the subject nearest before a mention, in its sentence or the one before."""
        here = self.tree.sentence(mention.span.start)
        best: tuple[int, Naming] | None = None
        for other, naming in self.found.items():
            span = self.mentions[other].span
            near = 0 <= here - self.tree.sentence(span.start) <= 1 and span.end <= mention.span.start
            subject = self.tree.is_subject(self.tree.token(self.mentions[other].head.start))
            if near and subject and other != mention.id and (best is None or span.start > best[0]):
                best = (span.start, naming)
        word = mention.head.of(self.namer.article.text)
        return best[1]._replace(confidence=0.5, reason=f"“{word}” of who acts before") if best else None

    def _again(self, mention: Mention) -> None:
        """Take «der Sprecher» for the «ein Sprecher» before it, who has no other name."""
        naming = self.found[mention.id]
        if naming.new or naming.identity or naming.confidence > 0.5:
            return
        before = [(self.mentions[m].span, n) for m, n in self.found.items() if n.new and n.name == naming.name]
        earlier = [pair for pair in before if pair[0].end <= mention.span.start]
        if earlier:
            self.found[mention.id] = max(earlier, key=lambda pair: pair[0])[1]._replace(reason="told before")

    def _around(self, mention: Mention) -> Naming | None:
        """Return who says the words in which a mention stands."""
        holders = [s for s in self.statements if inside(s.content, mention.span) and s.id in self.speakers]
        return self.speakers[holders[-1].id] if holders else None

    def _antecedent(self, mention: Mention, span: Span, outer: Naming | None) -> Naming | None:
        pronoun = read(self.tree, span)
        if pronoun is None:
            return None
        if (noun := relative(self.tree, span)) is not None:
            return self._at(noun)
        if pronoun.person == 1:
            return outer._replace(confidence=0.7, reason=f"“{span.of(self.tree.text)}”: who says it") if outer else None
        if pronoun.person == 2:
            return self._addressed(mention)
        namings = {n.key: n for n in self.found.values()}
        best = antecedent(
            self.tree,
            mention,
            pronoun,
            [self._candidate(self.mentions[m], naming) for m, naming in self.found.items()],
            last=self.last.key if self.last else None,
            speaking=frozenset(n.key for n in self.speakers.values()),
            other=outer.key if outer else None,
        )
        return namings[best[0]]._replace(confidence=best[1], reason=best[2]) if best else None

    def _at(self, token: int) -> Naming | None:
        """Return who is named at a token."""
        span = self.tree.span(token, token)
        return next((self.found[m.id] for m in self.mentions.values() if m.head == span and m.id in self.found), None)

    def _addressed(self, mention: Mention) -> Naming | None:
        """Return to whom the words are said in which «Sie» stands."""
        for statement in reversed(self.statements):
            party = statement.addressee
            if inside(statement.content, mention.span) and party and party.mention in self.found:
                return self.found[party.mention]._replace(confidence=0.6, reason="“Sie”: to whom it is said")
        return None

    def _candidate(self, mention: Mention, naming: Naming) -> Candidate:
        token = self.tree.token(mention.head.start)
        person = naming.kind == "person" or (naming.kind is None and mention.kind == "role" and not naming.plural)
        gender = naming.gender or self._person_gender(naming.name)
        number = self.tree.feature(token, "Number")
        if naming.kind == "state":
            gender = known_bodies()[naming.identity.id].gender if naming.identity else "n"
        elif not person:
            gender = {"Masc": "m", "Fem": "f", "Neut": "n"}.get(self.tree.feature(token, "Gender"))
        return Candidate(
            name=naming.key,
            span=mention.span,
            gender=gender,
            plural=naming.plural or (None if not number else number == "Plur" and not person),
            person=person,
            subject=self.tree.is_subject(token),
            quoted=any(inside(s.content, mention.span) and s.kind == "direct" for s in self.statements),
        )

    def _person_gender(self, name: str) -> str | None:
        return next((p.gender for p in self.namer.roles.persons if p.full == name), None)

    def _owned(self, mention: Mention, outer: Naming | None) -> Naming | None:
        """Return «sein Anwalt» as «Anwalt von Volker Aschenbach», where it is clear whose he is."""
        text = self.namer.article.text
        words = mention.span.of(text).split()
        naming = self.found[mention.id]
        if (
            not words[0].lower().startswith(OWNING)
            or len(words) < 2
            or (naming.kind == "person" and naming.confidence > 0.5)
        ):
            return None
        phrase = parsed(words, any_noun=True)
        first = Span(start=mention.span.start, end=mention.span.start + len(words[0]))
        owner = self._antecedent(mention, first, outer)
        if phrase is None or owner is None:
            return None
        name = f"{phrase.noun} von {owner.name}"
        why = f"“{words[0]}”: of {owner.name}"
        if phrase.noun.lower().removesuffix("in").endswith("vorgänger") and (
            earlier := self.namer.before_in_office(owner)
        ):
            return earlier
        if phrase.noun in column("account_nouns", "form"):
            return owner._replace(confidence=0.6, reason=why)
        if not phrase.bears or phrase.plural:
            return Naming(name, 0.5, why, plural=phrase.plural)
        return Naming(name, 0.5, why, "person", gender=gender_of(phrase.gender))
