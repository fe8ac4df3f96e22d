"""Which state, organisation or outlet a mention is: by the bodies that its article names."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from wortlaut.lexicon import endings, is_role_noun, table
from wortlaut.record import Article, Identity, Mention, Span, Tree
from wortlaut.record.reading import ActorKind, Gender
from wortlaut.resolve.bodies import mentioned_by
from wortlaut.resolve.identity import Scene, body_identity
from wortlaut.resolve.names import Names
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE
from wortlaut.resolve.spot import Spot, known_bodies, plain_name, spots
from wortlaut.resolve.written import country_of

FAR = 12
"""A noun takes up a body named at most this many sentences before."""


class Naming(NamedTuple):
    """Best name, confidence, reason, and what is named if that is known."""

    name: str
    confidence: float
    reason: str
    kind: ActorKind | None = None
    identity: Identity | None = None
    gender: Gender | None = None
    plural: bool = False
    new: str = ""
    """Id of the mention that brings somebody new in: «ein Sprecher» is nobody named before, «der Sprecher» may be."""

    @property
    def key(self) -> str:
        """Return what all namings of one actor share."""
        return f"{self.name}#{self.new}" if self.new else self.identity.id if self.identity else self.name


class BodyNamer:
    """The bodies of one article."""

    article: Article
    tree: Tree
    names: Names
    day: str | None

    @cached_property
    def spots(self) -> list[Spot]:
        """Return the bodies that the article names."""
        return list(spots(self.tree, [name.span for name in self.names.places]))

    @cached_property
    def spots_of(self) -> dict[int, list[Spot]]:
        """Return the bodies by the number of their sentence."""
        found: dict[int, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            found[self.tree.doc.tokens[spot.first].sentence].append(spot)
        return found

    @cached_property
    def scene(self) -> Scene:
        """Return what the whole article tells for linking."""
        named = Counter(next(iter(spot.bodies)) for spot in self.spots if len(spot.bodies) == 1)
        return Scene(day=self.day, words=self.names.vocabulary, country=country_of(self.article), named=named)

    def body(self, spot: Spot) -> Naming:
        """Return which body a spot is: one of the lexicon, or one that only the article knows."""
        form = spot.span.of(self.article.text)
        bodies = self._owned(spot)
        near = self._countries(spot) if len(bodies) > 1 else frozenset()
        found = body_identity(bodies, form, self.scene, near) if bodies else None
        if found is not None:
            body, identity = found
            how = {"name": "name", "metonym": "seat of the government", "adjective": "adjective"}[spot.form]
            whole = body.kind == "state" or spot.form == "metonym"
            name = body.name if whole else form if spot.part else plain_name(self.tree, spot.first, spot.last)
            return Naming(name, identity.confidence, f"“{form}”: {how} of {body.name}", body.kind, identity)
        name = spot.name or self._owned_name(spot) or " ".join(form.split())
        return Naming(name, 0.7, "name as the text has it", spot.kind)

    def _owned(self, spot: Spot) -> frozenset[str]:
        """Return the bodies of a spot that belong to the states told of it: «das russische Außenministerium»."""
        if spot.kind == "state" or spot.form != "name" or spot.part:
            return spot.bodies
        states = self._states(spot)
        if not states:
            return spot.bodies
        return frozenset(one for one in spot.bodies if known_bodies()[one].place.partition("-")[0] in states)

    def _countries(self, spot: Spot) -> frozenset[str]:
        """Return the countries that the sentence of a spot names, also by a capital: «in Bern»."""
        number = self.tree.doc.tokens[spot.first].sentence
        states = [s for s in self.spots_of[number] if s.kind == "state" and s is not spot]
        found = {one for s in states for one in s.bodies}
        for i in self.tree.of_sentence(number):
            if not spot.first <= i <= spot.last:
                found |= {place for place in mentioned_by(self.tree.form(i)) if len(place) == 2}
        return frozenset(place.partition("-")[0] for place in found)

    def _states(self, spot: Spot) -> frozenset[str]:
        """Return the states that stand in the phrase of a body: before it or as its genitive."""
        first, last = self.tree.phrase(spot.last)
        here = self.spots_of[self.tree.doc.tokens[spot.first].sentence]
        near = [s for s in here if s.kind == "state" and s is not spot and first <= s.first and s.last <= last]
        return frozenset(one for s in near if s.last < spot.first or s.first > spot.last for one in s.bodies)

    def _owned_name(self, spot: Spot) -> str | None:
        """Return «Verteidigungsministerium (Russland)» for a body of a state that has no name of its own here."""
        states = self._states(spot) if spot.bodies else frozenset()
        if len(states) != 1:
            return None
        form = " ".join(self.tree.span(spot.first, spot.last).of(self.article.text).split())
        return f"{form} ({known_bodies()[next(iter(states))].name})"

    def _government(self, state: Identity) -> Naming | None:
        """Return the government of a state as the article names it by a name of its own: «Bundesrat» in Bern."""
        for spot in self.spots:
            for one in spot.bodies:
                if known_bodies()[one].sort == "government" and known_bodies()[one].place == state.id:
                    naming = self.body(spot)
                    if naming.identity and naming.identity.id == one:
                        return naming._replace(reason=f"the government that is {naming.name}")
        return None

    def _spot(self, mention: Mention) -> Spot | None:
        """Return the body that a mention names: its head is the body's, or the body is all but a noun for its kind.

        «der Verband Transbaltika» is Transbaltika, «der Sprecher der EU-Kommission» is not the commission.
        """
        tokens = self.tree.tokens(mention.span)
        last = tokens[-1]
        here = self.spots_of.get(self.tree.doc.tokens[tokens[0]].sentence, [])
        if self.tree.form(last).lower().endswith(endings("media_nouns")):
            follows = [s for s in here if last < s.first <= last + 2 and s.kind == "outlet"]
            if follows:
                return follows[0]
        for spot in here:
            if spot.form == "adjective" or spot.part or spot.last not in tokens:
                continue
            before = [self.tree.form(i) for i in range(tokens[0], max(spot.first, tokens[0]))]
            nouns = [w for w in before if w[0].isupper() and w.lower() not in DEFINITE | INDEFINITE]
            if not nouns and not spot.first <= self.tree.token(mention.head.start) <= spot.last:
                continue
            kind_nouns = all(w.lower().endswith((*endings("body_nouns"), *endings("media_nouns"))) for w in nouns)
            joined = not any(w.lower() in {"der", "des", "von", "vom", "in", "im", "für"} for w in before[1:])
            if joined and kind_nouns and not any(is_role_noun(w) for w in nouns):
                return spot
        return None

    def is_part(self, span: Span) -> bool:
        """Say whether a span is the first part of a compound that names a body: «CDU» in «CDU-Chefin»."""
        here = self.spots_of.get(self.tree.sentence(span.start), ())
        return any(spot.part and spot.span == span for spot in here)

    def taken_up(self, span: Span, head: Span) -> Naming | None:
        """Return the body named before that a noun takes up: «das Gericht» after «Bundesverfassungsgericht»."""
        text = self.article.text
        words = span.of(text).split()
        noun = head.of(text).lower()
        if words[0].lower() not in DEFINITE or len(words) > 2:
            return None
        stems = [noun.removesuffix(ending) for ending in ("", "es", "s")]
        bare = next((stem for stem in stems if stem in endings("body_nouns")), "")
        if not bare and any(stem.endswith(("staat", "republik")) for stem in stems):
            bare = "staat"
        kinds = {row["of"] for row in table("body_nouns") if row["form"] == bare}
        if not kinds:
            return None
        here = self.tree.sentence(span.start)
        near = (spot for number in range(max(0, here - FAR), here + 1) for spot in self.spots_of.get(number, ()))
        before = [s for s in near if s.span.end <= span.start and s.form != "adjective" and not s.part]
        for spot in reversed(before):
            naming = self.body(spot)
            last = naming.name.split(" (")[0].split()[-1].lower()
            sort = known_bodies()[naming.identity.id].sort if naming.identity else str(naming.kind)
            if (last.endswith(bare) and last != bare) or sort in kinds:
                return naming._replace(confidence=0.6, reason=f"“{noun}” takes up {naming.name}")
        return None
