"""Which actor the words of an article name, by position; and whom or what a group of nouns names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import column, endings, inflect, is_role_noun, table
from wortlaut.record import Actor, Document, Link, Mention, Tags, WordTag
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import names_of_bodies, organisations, place_names
from wortlaut.resolve.names import PARTICLES, is_first_name, titles
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE

BENT_NAME = re.compile(r"(?:isch|lich|ig|al|iv|ell|är|eint|ständ)(?:e|en|er|em|es)$")
"""Adjectives that begin the name of a body: «Vereinten Nationen», «Ständigen Ausschusses»."""
MARKS = frozenset("„“”\"»«›‹‚‘'’")
JOINING = frozenset({"&", "/", "-"})
TOPICS = frozenset("über zur zum gegen für von mit".split())
"""Prepositions that go on with the name of a treaty or of an institute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A noun group: tokens from its article to its end, the first after the article, its preposition, who is meant.

    ``meant`` is an actor's id or the words, ``actor`` says which; empty for a noun that names nobody.
    """

    start: int
    first: int
    last: int
    preposition: str
    meant: str = ""
    actor: bool = False
    bodies: frozenset[str] = frozenset()


class Cast:
    """The actors of one document by the tokens that name them."""

    def __init__(
        self,
        doc: Document,
        words: Sequence[WordTag],
        mentions: Sequence[Mention],
        links: Sequence[Link],
        actors: Sequence[Actor],
    ) -> None:
        self.doc = doc
        self.tree = Tree(doc, Tags(quotes=(), words=tuple(words)))
        self.forms = [token.span.of(doc.article.text) for token in doc.tokens]
        self.actors = {actor.id: actor for actor in actors}
        self._vocabulary = frozenset(self.forms)
        self._heads: dict[int, str] = {}
        self._starts: dict[int, tuple[int, str]] = {}
        self._ends: dict[int, tuple[int, str]] = {}
        self._spans: list[tuple[int, int, str]] = []
        linked = {link.mention: link.actor for link in links if link.actor in self.actors}
        for mention in sorted(mentions, key=lambda m: m.span.end - m.span.start):
            if mention.id in linked:
                self._place(mention, linked[mention.id])

    def _place(self, mention: Mention, actor: str) -> None:
        tokens, head = self.tree.tokens(mention.span), self.tree.token(mention.head.start)
        self._heads.setdefault(head, actor)
        self._spans.append((tokens[0], tokens[-1], actor))
        surname = self.actors[actor].name.split()[1:][-1:] == [self.forms[head]]
        if mention.kind != "pronoun" and (surname or not self.is_role(head)):
            first, last = self._run(head, tokens[0], tokens[-1], actor)
            self._starts.setdefault(first, (last, actor))
            self._ends.setdefault(last, (first, actor))

    def _run(self, head: int, low: int, high: int, actor: str) -> tuple[int, int]:
        """Return the words of a name around its head, without the role, titles and prepositions before it."""
        first = last = head
        while first > low and self._named(first - 1):
            first -= 1
        while (
            first < head and self.forms[first] in PARTICLES and self.forms[first] not in self.actors[actor].name.split()
        ):
            first += 1
        return first, last

    def _named(self, token: int) -> bool:
        form = self.forms[token]
        if form in titles() or is_role_noun(form) or self.is_role(token) or is_owning(form):
            return False
        return (form[0].isupper() and form.lower() not in DEFINITE | INDEFINITE) or form in PARTICLES

    def is_role(self, token: int) -> bool:
        """Say whether a token is a noun for a bearer of a relation."""
        return bool(role_rows(self.forms[token])[1])

    def form(self, token: int) -> str:
        """Return the written form of a token, empty beyond the ends of the document."""
        return self.forms[token] if 0 <= token < len(self.forms) else ""

    def together(self, one: int, other: int) -> bool:
        """Say whether two tokens are in one sentence."""
        tokens = self.doc.tokens
        within = 0 <= one < len(tokens) and 0 <= other < len(tokens)
        return within and tokens[one].sentence == tokens[other].sentence

    def starting(self, token: int) -> tuple[int, str] | None:
        """Return last token and actor of the name that starts at a token, behind titles and marks."""
        for at in range(token, min(token + 4, len(self.forms))):
            if at in self._starts and self.together(token, at):
                return self._starts[at]
            if self.forms[at] not in titles() and self.forms[at] not in MARKS:
                break
        return None

    def ending(self, token: int) -> tuple[int, str] | None:
        """Return first token and actor of the name that ends at a token."""
        return self._ends.get(token)

    def headed(self, token: int) -> str | None:
        """Return the actor of the smallest mention whose head is a token."""
        return self._heads.get(token)

    def names(self) -> Iterator[tuple[int, int, str]]:
        """Yield first token, last token and actor of every name."""
        for first, (last, actor) in sorted(self._starts.items()):
            yield first, last, actor

    def heads(self) -> Iterator[tuple[int, str]]:
        """Yield the head of every mention with its actor."""
        yield from sorted(self._heads.items())

    def covered(self, first: int, last: int) -> bool:
        """Say whether one mention holds both of two tokens."""
        return any(low <= first and last <= high for low, high, _ in self._spans)

    def inside_name(self, token: int) -> bool:
        """Say whether a token is part of a name but not its first word."""
        return any(first < token <= last for first, (last, _) in self._starts.items())

    def is_named(self, actor: str) -> bool:
        """Say whether the article has a name of an actor, not only a role."""
        return any(who == actor for _, who in self._starts.values())

    def is_person(self, actor: str) -> bool:
        """Say whether an actor may be a person."""
        return self.actors[actor].kind in {"person", "unknown"}

    def bodies_of(self, actor: str) -> frozenset[str]:
        """Return the places and organisations of the lexicon that an actor may be."""
        known = self.actors[actor]
        if known.identity and known.identity.id in names_of_bodies():
            return frozenset({known.identity.id})
        forms = (_bare(form) for form in (known.name, *known.names))
        return frozenset(body for form in forms for body in bodies_named(form))

    def known_as(self, bodies: frozenset[str], form: str) -> tuple[str, bool]:
        """Return the actor that is one of some bodies or has a name, else the usual name of the body."""
        for actor in self.actors.values():
            if actor.kind != "person" and (bodies & self.bodies_of(actor.id) or (form and _same(form, actor.name))):
                return actor.id, True
        only = min(bodies) if len(bodies) == 1 else ""
        return form or (usual(only) if only else ""), False

    def group(self, start: int) -> Group | None:
        """Return the noun group that starts at a token, with its preposition and article; None where none does.

        «von der Universität Bamberg», «des Landes Kasachstan», «im Verkehrsministerium»
        """
        at, preposition = start, ""
        low = self.form(at).lower()
        if low in LEADING | TOPICS:
            preposition, at = low, at + 1
            low = self.form(at).lower()
        if low in DEFINITE | INDEFINITE or is_owning(low):
            preposition, at = preposition or low, at + 1
        at += self.form(at) in MARKS and self.form(at + 1)[:1].isupper()
        first = at
        while self._modifies(at):
            at += 1
        if not preposition or not self.together(start, at) or not self._noun(at):
            return None
        last = self._end(at)
        meant, actor, bodies = self._meant(first, at, last)
        return Group(
            start=start, first=first, last=last, preposition=preposition, meant=meant, actor=actor, bodies=bodies
        )

    def _modifies(self, token: int) -> bool:
        """Say whether a token is an adjective before a noun."""
        form = self.form(token)
        if not form or (not self._noun(token + 1) and not BENT.search(self.form(token + 1))):
            return False
        return form[0].islower() and BENT.search(form) is not None and form not in LEADING

    def _noun(self, token: int) -> bool:
        form = self.form(token)
        return form[:1].isupper()

    def _end(self, token: int) -> int:
        """Return the last token of the names and nouns that start at a token."""
        last = token
        limit = min(len(self.forms), token + 12)
        while last + 1 < limit and self.together(token, last + 1):
            following = self.forms[last + 1]
            whole = next((end for low, end, _ in self._spans if low == token and end > last), None)
            if whole is not None:
                last = whole
            elif self._goes_on(last, following):
                last += 1
            elif (following in JOINING and self._noun(last + 2)) or (
                following == "für" and self._noun(last + 2) and self._institution(token, last)
            ):
                last += 2
            elif following in TOPICS and endings_of("treaty", self.forms[token]):
                inner = self.group(last + 1)
                if inner is None:
                    break
                last = inner.last
            else:
                break
        return last

    def _goes_on(self, last: int, following: str) -> bool:
        """Say whether the next word belongs to the name: a capital, no person's name and no other noun for a role."""
        if following in MARKS:
            return (self.forms[last] not in MARKS and following not in "„»‚") or self._noun(last + 2)
        person = self._starts.get(last + 1)
        other = (person is not None and self.is_person(person[1])) or is_first_name_of(self, last + 1)
        return following[0].isupper() and not other and not self.is_role(last + 1) and following not in titles()

    def _institution(self, first: int, last: int) -> bool:
        return any(endings_of("body", self.forms[i]) for i in range(first, last + 1))

    def _meant(self, first: int, noun: int, last: int) -> tuple[str, bool, frozenset[str]]:
        """Return the actor or the words that a group names, and the bodies of the lexicon it may be."""
        inside = [(low, high, who) for low, high, who in self._spans if first - 1 <= low and high <= last]
        inside = [one for one in inside if one[1] >= noun and not self._only_owns(one, noun)]
        if inside:
            who = max(inside, key=lambda one: (one[1] - one[0], -one[0]))[2]
            return who, True, self.bodies_of(who)
        headed = [self._heads[i] for i in range(noun, last + 1) if i in self._heads]
        if headed and not any(
            low <= noun and self._only_owns((low, high, who), noun) for low, high, who in self._spans
        ):
            return headed[0], True, self.bodies_of(headed[0])
        words = [word for word in self.forms[first : last + 1] if word not in MARKS]
        written = self.nominative(first, noun, last)
        for form in (words, words[noun - first :]):
            if found := bodies_named(" ".join(form)):
                return *self.known_as(found, written), found
        if not self._speaks(noun, last):
            return "", False, frozenset()
        return *self.known_as(frozenset(), written), frozenset()

    def _only_owns(self, span: tuple[int, int, str], noun: int) -> bool:
        """Say whether a mention is no more than whose the body is: «der Versammlung Hongkongs», «des US-Kongresses»."""
        first, last, who = span
        genitive = self.forms[last].endswith("s") and not self.actors[who].name.endswith("s")
        state = self.actors[who].kind == "state"
        own = {self.actors[who].name, *self.actors[who].names}
        compound = first == noun and "-" in self.forms[noun] and not any("-" in name for name in own)
        return compound or (first > noun and state and genitive and endings_of("body", self.forms[noun]))

    def _speaks(self, noun: int, last: int) -> bool:
        """Say whether nouns name a body by themselves: a compound or a name, not «der Behörde»."""
        form = self.forms[noun].lower()
        plain = form.removesuffix("es"), form.removesuffix("s"), form
        if last == noun and any(word in words_of("body") for word in plain):
            return False
        proper = any(self.tree.pos(i) == "PROPN" for i in range(noun, last + 1))
        return proper or self._institution(noun, last) or endings_of("treaty", self.forms[noun])

    def nominative(self, first: int, noun: int, last: int) -> str:
        """Return the words of a group without an ending of the genitive: «des Kieler Instituts» → «Kieler Institut»."""
        words = [word for word in self.forms[first : last + 1] if word not in MARKS]
        at, form = noun - first, self.forms[noun]
        lead = self.form(first - 1).lower()
        weak = {"der": "e", "von": "e", "den": "e", "des": "es" if endings_of("neuter", form) else "er"}
        for i in range(min(at, len(words))):
            if words[i].endswith("en") and lead in weak:
                words[i] = words[i][:-2] + weak[lead]
        if self.form(first - 1).lower() in {"des", "eines"} and at < len(words):
            ending = next((e for e in ("ses", "es", "s") if form.endswith(e) and not form[-2:-1].isupper()), "")
            keep = "s" if ending == "ses" else "" if ending == "s" or form[-3:-2] in "dtk" else "e"
            words[at] = form.removesuffix(ending) + keep if ending else form
        return " ".join(words)


OWNS = re.compile(r"(?:mein|dein|sein|ihr|unser|unsr|euer|eur)(?:e[nmrs]?)?|deren|dessen", re.IGNORECASE)


def is_owning(form: str) -> bool:
    """Say whether a word is a possessive: «seine», «Deren».

    >>> [is_owning(form) for form in ("Ihre", "deren", "Meinhard")]
    [True, True, False]
    """
    return OWNS.fullmatch(form) is not None


LEADING = frozenset("von vom bei beim in im an am aus für zu zum zur".split())
"""Prepositions behind a noun that lead to whose or where somebody is."""


@cache
def _nouns() -> dict[str, tuple[dict[str, str], ...]]:
    """Return the rows of ``relation_nouns`` by each form."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("relation_nouns"):
        for form in inflect(row["form"], row["model"]):
            found.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def role_rows(form: str) -> tuple[str, tuple[dict[str, str], ...]]:
    """Return what stands before the noun in a compound, and the rows of the longest noun at its end.

    >>> [(lead, rows[0]["form"]) for lead, rows in map(role_rows, ("SPD-Abgeordnete", "Außenministers"))]
    [('SPD-', 'abgeordnete'), ('Außen', 'minister')]
    """
    low = form.lower()
    if not form[:1].isupper():
        return "", ()
    hyphen = low.rfind("-") + 1
    for start in range(hyphen, len(low) - 2):
        rows = tuple(r for r in _nouns().get(low[start:], ()) if start == hyphen or "whole" not in r["use"])
        if rows and (start == hyphen or start - hyphen > 1):
            return form[:start], rows
    return "", ()


@cache
def words_of(use: str) -> frozenset[str]:
    """Return the words of one use in ``relation_words``."""
    return frozenset(row["form"] for row in table("relation_words") if row["use"] == use)


@cache
def endings_of(use: str, word: str) -> bool:
    """Say whether a noun ends in a word of one use, in any case.

    >>> endings_of("treaty", "Atomwaffensperrvertrags"), endings_of("body", "Universität")
    (True, True)
    """
    low = word.lower()
    ends = tuple(words_of(use)) + (endings("body_nouns") if use == "body" else ())
    return any(low.removesuffix(ending).endswith(ends) for ending in ("", "s", "es", "en"))


@cache
def bodies_named(form: str) -> frozenset[str]:
    """Return the places and organisations that a form in any case names.

    >>> sorted(bodies_named("SPD")), sorted(bodies_named("Belarus"))
    (['spd'], ['BY'])
    """
    return organisations().get(form, frozenset()) | place_names().get(form, frozenset())


@cache
def usual(body: str) -> str:
    """Return the name that a paper prints: of a party its abbreviation.

    >>> usual("cdu"), usual("BY")
    ('CDU', 'Belarus')
    """
    rows = [r["form"] for r in table("organisation_forms") if r["organisation"] == body and "~" not in r["form"]]
    short = [form for form in rows if sum(char.isupper() for char in form) > 1 and " " not in form and "-" not in form]
    return min(short, key=len) if short else names_of_bodies()[body]


def _bare(form: str) -> str:
    """Return a name without its article."""
    first, _, rest = form.partition(" ")
    return rest if rest and first.lower() in DEFINITE else form


def _same(form: str, name: str) -> bool:
    """Say whether two forms are one name in different cases: «Verbands Nord», «Verband Nord»."""
    mine, other = _bare(form).lower().split(), _bare(name).lower().split()
    return len(mine) == len(other) and all(_alike(a, b) for a, b in zip(mine, other, strict=True))


def _alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and long[len(short) :] in {"", "s", "es", "n", "en", "r"}


def is_first_name_of(cast: Cast, token: int) -> bool:
    """Say whether a first name and a surname start at a token."""
    return is_first_name(cast.form(token)) and cast.form(token + 1)[:1].isupper()
