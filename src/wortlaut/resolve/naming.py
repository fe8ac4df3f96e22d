"""Who a single mention is: by names, bodies and roles of its article, then by the offices of the world."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from wortlaut.lexicon import endings, is_role_noun, table
from wortlaut.record import Article, Document, Identity, Mention, Span, Tags
from wortlaut.record.reading import ActorKind, Gender
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import mentioned_by, state
from wortlaut.resolve.identity import HOME, Scene, body_identity
from wortlaut.resolve.names import EDGE, Names, titles
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE, OWNING, Phrase, parsed
from wortlaut.resolve.offices import Holder, World, leaders, persons_named, predecessor, surnames_of
from wortlaut.resolve.roles import Roles
from wortlaut.resolve.spot import Spot, known_bodies, plain_name, spots
from wortlaut.resolve.told import role_before

MARKS = '„“»«"‚›'
PARTICIPLE = re.compile(r"(?:ge|[a-zäöü]+ge)[a-zäöüß]+(?:t|en)$")
"""«Stark gestiegen»: before a participle a word at the beginning is an adverb."""
FAR = 12
"""A noun takes up a body named at most this many sentences before."""
BREAK = re.compile(r"[,;(–]")


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


class Namer:
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
            home=_country(self.article) or HOME,
        )
        self.holders: dict[str, Holder] = {}
        self._bodies: dict[str, Naming] = {}

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
        return Scene(day=self.day, words=self.names.vocabulary, country=_country(self.article), named=named)

    def body(self, spot: Spot) -> Naming:
        """Return which body a spot is: one of the lexicon, or one that only the article knows."""
        form = spot.span.of(self.article.text)
        bodies = self._owned(spot)
        near = self._countries(spot) if len(bodies) > 1 else frozenset()
        found = body_identity(bodies, form, self.scene, near) if bodies else None
        if found is not None:
            body, identity = found
            how = {"name": "name", "metonym": "seat of the government", "adjective": "adjective"}[spot.form]
            name = (
                body.name
                if body.kind == "state" or spot.form == "metonym"
                else plain_name(self.tree, spot.first, spot.last)
            )
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

    def headed(self, mention: Mention) -> Mention:
        """Return a mention with the name in apposition as its head: «der Präsident des Landes Kasachstan, X Y»."""
        head = self.names.head(mention.span, mention.head)
        return replace(mention, head=head) if head else mention

    def named(self, mention: Mention) -> Naming:
        """Return who a mention is that is no pronoun."""
        text = self.article.text
        if full := self.names.within(mention.span, mention.head):
            return self._person(full, 0.95, "full name in the mention")
        words = mention.span.of(text).split()
        if quoted := _quoted(words):
            return Naming(quoted, 0.8, "name in quotation marks", "outlet" if _is_outlet(words) else None)
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
        core = _core(words, mention.head.of(text))
        if own := _role_name(phrase or parsed(nouns, any_noun=True)):
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
        if mention.kind == "role" and core[0] == words[0]:
            return Naming(" ".join(words), 0.5, "role as the text has it", plural=self._many(mention))
        return self.surname(mention, core)

    def _government(self, state: Identity) -> Naming | None:
        """Return the government of a state as the article names it by a name of its own: «Bundesrat» in Bern."""
        for spot in self.spots:
            for one in spot.bodies:
                if known_bodies()[one].sort == "government" and known_bodies()[one].place == state.id:
                    naming = self.body(spot)
                    if naming.identity and naming.identity.id == one:
                        return naming._replace(reason=f"the government that is {naming.name}")
        return None

    def _many(self, mention: Mention) -> bool:
        return self.tree.feature(self.tree.token(mention.head.start), "Number") == "Plur"

    def _person(self, full: str, confidence: float, reason: str) -> Naming:
        gender = next((p.gender for p in self.roles.persons if p.full == full and p.gender), None)
        return Naming(full, confidence, reason, "person", gender=gender_of(gender))

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

    def is_part(self, span: Span) -> bool:
        """Say whether a span is the first part of a compound that names a body: «CDU» in «CDU-Chefin»."""
        here = self.spots_of.get(self.tree.sentence(span.start), ())
        return any(spot.part and spot.span == span for spot in here)

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
        kinds = {row["of"] for row in _body_nouns() if row["form"] == bare}
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

    def surname(self, mention: Mention, core: list[str]) -> Naming:
        """Return whose name a mention is: the fullest of the article, or that of an office holder."""
        own, best = " ".join(core), self.names.best(core)
        if best != own:
            return self._person(best, 0.9, f"surname of {best} in this article")
        plain = own[:-1] if own.endswith("s") and self.names.knows(own[:-1]) else own
        before = mention.span.of(self.article.text).rpartition(core[-1])[0].split() if own else []
        phrase = parsed(before, any_noun=True) if before else None
        if several := self.names.bearers(plain):
            fit = self.roles.among(several, phrase) if phrase else None
            return self._person(*fit) if fit else Naming(plain, 0.5, f"surname of {' and '.join(several)}")
        if len(core) == 1 and (holder := self.titled(plain)):
            return self._holding(holder, 0.8)
        if plain != own:
            return Naming(plain, 0.8, "genitive of a name of the article")
        return Naming(own, 0.9, "name as the text has it")

    def titled(self, surname: str) -> Holder | None:
        """Return the office holder whom the article calls by title and surname: «Präsident Lukaschenko»."""
        for i, (word, _, _) in enumerate(self.names.words):
            if word.rstrip(EDGE) in {surname, surname + "s"}:
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


def barred_words(tree: Tree) -> frozenset[int]:
    """Return where words stand that are no surname, though one may be spelled so: adjectives, places."""
    located = {i for name in tree.tags.names if name.kind == "LOC" for i in name.tokens}
    found = set()
    for i, token in enumerate(tree.doc.tokens):
        before = tree.form(i - 1).lower() if i else ""
        opens = not i or tree.doc.tokens[i - 1].sentence != token.sentence
        adverb = opens and i + 1 < len(tree.doc.tokens) and PARTICIPLE.match(tree.form(i + 1))
        if adverb or tree.pos(i) in {"ADJ", "ADV", "VERB"} or i in located or before in {"in", "nach"}:
            found.add(token.span.start)
    return frozenset(found)


def gender_of(value: str | None) -> Gender | None:
    """Return f or m, None for everything else."""
    return "f" if value == "f" else "m" if value == "m" else None


def _identity_of(name: str, reason: str) -> Identity | None:
    """Return the identity of a state by its usual name."""
    body = next((b for b in known_bodies().values() if b.name == name and b.sort in {"state", "disputed"}), None)
    return Identity(id=body.id, wikidata=body.wikidata or None, confidence=0.9, reasons=(reason,)) if body else None


def _body_nouns() -> tuple[dict[str, str], ...]:
    return table("body_nouns")


def _country(article: Article) -> str:
    """Return the country of the outlet, empty where nobody knows it."""
    outlet = (article.outlet or "").lower()
    for row in table("outlets"):
        if outlet and outlet in {row["name"].lower(), row["domain"]}:
            return row["region"]
    url = (article.url or "").split("/")[2:3]
    host = url[0].removeprefix("www.") if url else outlet
    return {"ch": "CH", "at": "AT"}.get(host.rpartition(".")[2], "") if "." in host else ""


def _role_name(phrase: Phrase | None) -> str | None:
    """Return a role as a name, where its ending is sure: «dem armenischen Minister» → «armenischer Minister»."""
    if phrase is None or phrase.plural or phrase.owner or phrase.article.startswith(OWNING):
        return None
    if not phrase.article:
        return None
    if not phrase.adjectives:
        return phrase.nominative if phrase.bears else None
    subject = phrase.article in {"der", "das"} and all(word.endswith("e") for word in phrase.adjectives)
    return phrase.nominative if subject or (phrase.bears and phrase.gender) else None


def _quoted(words: list[str]) -> str | None:
    """Return the name that a phrase ends with in marks: «die Wiener „Abendrundschau“»."""
    opener = next((i for i, word in enumerate(words) if word[0] in MARKS), None)
    if opener is None or words[-1][-1] not in '“”«»"‘‹':
        return None
    return " ".join(words[opener:]).strip('„“”"»«›‹‚‘')


def _is_outlet(words: list[str]) -> bool:
    """Say whether a name in marks is that of an outlet: no other noun stands before it but one for media.

    «der konservative „Kurier“», «die Wiener „Abendrundschau“», not «der Verein „Nordlicht“»
    """
    opener = next(i for i, word in enumerate(words) if word[0] in MARKS)
    nouns = [word for word in words[1:opener] if word[0].isupper() and not word.endswith("er")]
    return all(noun.lower().endswith(endings("media_nouns")) for noun in nouns)


def _core(words: list[str], head: str) -> list[str]:
    """Return a name up to its head, without brackets and without titles, callings and media nouns before it."""
    plain = [word.strip(',;:()„“”"»«›‹‚‘') for word in words]
    end = next((i + 1 for i, word in enumerate(plain) if word == head), len(plain))
    kept = [word for word in plain[:end] if word]
    for i in range(len(kept) - 1, 0, -1):
        before = kept[i - 1]
        if before in titles() or is_role_noun(before) or before.lower().endswith(endings("media_nouns")):
            return kept[i:]
    return kept or plain
