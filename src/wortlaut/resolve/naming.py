"""Who a single mention is: by names, bodies and roles of its article, then by the offices of the world."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property

from wortlaut.record import Document, Identity, Mention, Span, Tags
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import state
from wortlaut.resolve.body_naming import BodyNamer, Naming
from wortlaut.resolve.identity import HOME
from wortlaut.resolve.names import EDGE, Names
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE, OWNING, Phrase, parsed
from wortlaut.resolve.offices import Holder, World, persons_named, surnames_of
from wortlaut.resolve.roles import Roles
from wortlaut.resolve.spot import known_bodies, plain_name
from wortlaut.resolve.tenure import leaders, predecessor
from wortlaut.resolve.told import role_before
from wortlaut.resolve.written import (
    barred_words,
    core,
    country_of,
    gender_of,
    is_outlet_in_marks,
    name_in_marks,
    role_name,
)

OFTEN = 20
"""So many places of a surname are looked at for a title."""

BREAK = re.compile(r"[,;(–]")


class Namer(BodyNamer):
    """One article while it is resolved: its names, bodies and roles, and the world on its day."""

    def __init__(self, doc: Document, tags: Tags) -> None:
        self.doc, self.article, self.tree = doc, doc.article, Tree(doc, tags)
        text = self.article.text
        read = [self.tree.span(n.tokens[0], n.tokens[-1]) for n in tags.names if n.kind == "PER"]
        self.names = Names(text, read, barred_words(self.tree))
        self.roles = Roles(text, self.names)
        self.day = self.article.published.earliest.isoformat() if self.article.published else None
        self.world = World(
            day=self.day,
            words=self.names.vocabulary,
            fulls=self.names.fulls,
            home=country_of(self.article) or HOME,
        )
        self.holders: dict[str, Holder] = {}

    def headed(self, mention: Mention) -> Mention:
        """Return a mention with the name in apposition as its head: «der Präsident des Landes Kasachstan, X Y»."""
        head = self.names.head(mention.span, mention.head)
        return replace(mention, head=head) if head else mention

    def named(self, mention: Mention) -> Naming:
        """Return who a mention is that is no pronoun."""
        text = self.article.text
        if full := self.names.within(mention.span, mention.head):
            return self._person(full, 0.95, "full name in the mention")
        if mention.kind == "role" and (full := self.names.apposed(mention.span.end)):
            return self._person(full, 0.85, "name in apposition")
        words = mention.span.of(text).split()
        if quoted := name_in_marks(words):
            return Naming(quoted, 0.8, "name in quotation marks", "outlet" if is_outlet_in_marks(words) else None)
        if (spot := self._spot(mention)) is not None:
            return self.body(spot)
        if found := state(words):
            identity = _identity_of(found[0], found[1])
            governs = found[1].startswith("government") and identity is not None
            body = self._government(identity) if governs and identity else None
            return body or Naming(found[0], 0.8, found[1], "state", identity)
        nouns = BREAK.split(mention.span.of(text))[0].split()
        phrase = parsed(nouns)
        if phrase and (found_role := self.role(phrase, mention.span.start)):
            return found_role
        if found_body := self.taken_up(mention.span, mention.head):
            return found_body
        words = words[1:] if words[0].lower() in DEFINITE | INDEFINITE and len(words) > 1 else words
        plain = core(words, mention.head.of(text))
        if own := role_name(phrase or parsed(nouns, any_noun=True)):
            bearer = phrase if phrase and phrase.bears else None
            return Naming(
                own,
                0.5,
                "role as the text has it",
                "person" if bearer and not bearer.plural else None,
                gender=gender_of(bearer.gender if bearer else None),
                plural=bool(bearer and bearer.plural),
                new=mention.id if phrase and phrase.article in INDEFINITE else "",
            )
        if mention.kind == "role" and plain[0] == words[0]:
            return Naming(" ".join(words), 0.5, "role as the text has it", plural=self._many(mention))
        return self.surname(mention, plain)

    def _many(self, mention: Mention) -> bool:
        return self.tree.feature(self.tree.token(mention.head.start), "Number") == "Plur"

    def _person(self, full: str, confidence: float, reason: str) -> Naming:
        gender = next((p.gender for p in self.roles.persons if p.full == full and p.gender), None)
        return Naming(full, confidence, reason, "person", gender=gender_of(gender))

    def role(self, phrase: Phrase, at: int) -> Naming | None:
        """Return whom a role phrase means: by the article, else by the office."""
        known = tuple(holder.person for holder in self.holders.values())
        holder = self.world.holder(phrase, near=self._near(at), known=known)
        if holder and holder.named:
            return self._holding(holder, 0.85)
        if fit := self.roles.find(phrase, at, ahead=self._opens(at)):
            return self._person(*fit)
        return self._holding(holder, 0.8) if holder else None

    def noun(self, mention: Mention, phrase: Phrase) -> str:
        """Return the noun of a phrase in the nominative: «ihres Ministeriums» → «Ministerium»."""
        if phrase.bears:
            return phrase.noun
        token = self.tree.token(mention.head.start)
        return plain_name(self.tree, token, token)

    def of_owner(self, head: Span, owner: str) -> Naming | None:
        """Return «Merkels Sprecher» as «Sprecher von Angela Merkel»."""
        phrase = parsed([head.of(self.article.text)])
        if phrase is None or not phrase.bears:
            return None
        return Naming(f"{phrase.noun} von {owner}", 0.5, f"role at {owner}", "person", gender=gender_of(phrase.gender))

    def before_in_office(self, owner: Naming) -> Naming | None:
        """Return who held the office before somebody of the lexicon: «seine Vorgängerin»."""
        person = next((one for name, one, _ in self.known_persons if name == owner.name), None)
        found = predecessor(person, self.day) if person and self.day else None
        if found is None:
            return None
        holder = Holder(person=found[0], name=self.world.name(found[0]), reason=found[1])
        return self._holding(holder, 0.75)

    def local(self, span: Span, head: Span) -> Naming | None:
        """Return somebody whom only this article knows, by a role or as a body: «ein Sprecher», «die Opposition»."""
        mention = Mention(id=f"n{span.start}", span=span, head=head, kind="role", confidence=0.5)
        naming = self.named(mention)
        words = span.of(self.article.text).split()
        pointing = words[0].lower() in DEFINITE | INDEFINITE or words[0].lower().startswith(OWNING)
        return naming if pointing and (naming.kind or not naming.plural) else None

    def _near(self, at: int) -> tuple[str, ...]:
        """Return the states named in this sentence and the one before, the last named first."""
        here, found = self.tree.sentence(at), []
        for spot in (*self.spots_of.get(here - 1, ()), *self.spots_of.get(here, ())):
            if spot.kind == "state" and spot.span.start < at and len(spot.bodies) == 1:
                found.append(next(iter(spot.bodies)))
        return tuple(reversed(found))

    def surname(self, mention: Mention, words: list[str]) -> Naming:
        """Return whose name a mention is: the fullest of the article, or that of an office holder."""
        own, best = " ".join(words), self.names.best(words)
        if best != own:
            return self._person(best, 0.9, f"surname of {best} in this article")
        plain = own[:-1] if own.endswith("s") and self.names.knows(own[:-1]) else own
        before = mention.span.of(self.article.text).rpartition(words[-1])[0].split() if own else []
        phrase = parsed(before, any_noun=True) if before else None
        if several := self.names.bearers(plain):
            fit = self.roles.among(several, phrase) if phrase else None
            return self._person(*fit) if fit else Naming(plain, 0.5, f"surname of {' and '.join(several)}")
        if len(words) == 1 and (holder := self.titled(plain)):
            return self._holding(holder, 0.8)
        if plain != own:
            return Naming(plain, 0.8, "genitive of a name of the article")
        return Naming(own, 0.9, "name as the text has it")

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Return the numbers of the words by their form."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, (word, _, _) in enumerate(self.names.words):
            found[word.rstrip(EDGE)].append(i)
        return found

    def titled(self, surname: str) -> Holder | None:
        """Return the office holder whom the article calls by title and surname: «Präsident Lukaschenko»."""
        for i in (*self._places.get(surname, ())[:OFTEN], *self._places.get(surname + "s", ())[:OFTEN]):
            phrase = role_before(self.article.text, self.names.words, i)
            if phrase and (holder := self.world.holder(phrase, surname)):
                return holder
        return None

    def behind_title(self, i: int) -> Naming | None:
        """Return the office holder whose surname is word ``i`` and whose title stands before it."""
        phrase = role_before(self.article.text, self.names.words, i)
        word = self.names.words[i][0].rstrip(EDGE)
        for surname in dict.fromkeys((word, word.removesuffix("s"))):
            if phrase and surname and (holder := self.world.holder(phrase, surname)):
                return self._holding(holder, 0.85)
        return None

    @property
    def known_persons(self) -> list[tuple[str, str, str]]:
        """Return name, person of the lexicon and reason of those named by office or by a full name only they have."""
        found = [(holder.name, holder.person, f", {holder.reason}") for holder in self.holders.values()]
        for full in self.names.fulls:
            persons = persons_named(full)
            if len(persons) == 1:
                found.append((full, next(iter(persons)), " in another spelling"))
        return found

    @cached_property
    def leaders(self) -> dict[str, str]:
        """Return surname → person of the leaders of the outlet's country and of those that the article names."""
        if self.day is None:
            return {}
        places = sorted({self.world.home, *(body for body in self.scene.named if len(body) == 2)})
        return {surname: one for place in places for surname, one in leaders(place, self.day).items()}

    def leader(self, word: str) -> Naming | None:
        """Return the leader of a country whom a bare surname means that nobody of the article has in full."""
        for surname in (word, word.removesuffix("s")):
            one = self.leaders.get(surname)
            if one is not None and surname not in self.names.surnames:
                why = f"surname of {self.world.name(one)}, who leads a country of this article"
                holder = Holder(person=one, name=self.world.name(one), reason=why)
                return self._holding(holder, 0.7)
        return None

    def _holding(self, holder: Holder, confidence: float) -> Naming:
        self.holders[holder.name] = holder
        return Naming(holder.name, confidence, holder.reason, "person")

    def _opens(self, at: int) -> bool:
        """Say whether a place is in headline or lead, where somebody is meant who is named only later."""
        paragraphs = self.article.paragraphs
        here = next((i for i, p in enumerate(paragraphs) if p.span.start <= at < p.span.end), None)
        return here is not None and (here == 0 or paragraphs[here].role in {"headline", "kicker", "lead"})

    def joined(self, naming: Naming) -> Naming:
        """Return a bare surname as the office holder of this article who has it."""
        for holder in self.holders.values() if naming.kind is None else ():
            if naming.name in surnames_of(holder.person) and naming.name not in self.names.surnames:
                return Naming(holder.name, 0.8, f"surname of {holder.name}, {holder.reason}", "person")
        return naming


def _identity_of(name: str, reason: str) -> Identity | None:
    """Return the identity of a state by its usual name."""
    body = next((b for b in known_bodies().values() if b.name == name and b.sort in {"state", "disputed"}), None)
    return Identity(id=body.id, wikidata=body.wikidata or None, confidence=0.9, reasons=(reason,)) if body else None
