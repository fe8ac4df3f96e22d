"""Which actor the words of an article name, by position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from wortlaut.lexicon import is_role_noun
from wortlaut.record import Actor, Document, Link, Mention, Tags, WordTag
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import names_of_bodies
from wortlaut.resolve.names import PARTICLES, genders, is_first_name, titles
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE
from wortlaut.resolve.relations.terms import MARKS, bodies_named, capitals, is_owning, role_rows, usual

Named = tuple[int, int, str]
"""First token, last token, actor."""


class Cast:
    """The actors of one document by the tokens that name them.

    A *name* is the part of a mention that names: of «Ministerin Anna Meier» it is «Anna Meier»; a mention that is no
    more than a role («die Ministerin») and a pronoun have none. The *head* is the token that a mention turns on.
    """

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
        self.vocabulary = frozenset(self.forms)
        self.actors = {actor.id: actor for actor in actors}
        self._heads: dict[int, str] = {}
        self._starts: dict[int, tuple[int, str]] = {}
        self._ends: dict[int, tuple[int, str]] = {}
        self._inside: set[int] = set()
        self._seats: set[int] = set()
        self._spans: dict[int, list[Named]] = defaultdict(list)
        linked = {link.mention: link.actor for link in links if link.actor in self.actors}
        by_length = sorted(mentions, key=lambda m: (m.span.end - m.span.start, m.span, m.id))
        placed = [(mention, linked[mention.id]) for mention in by_length if mention.id in linked]
        for mention, actor in placed:
            self._place(mention, actor)
        for mention, actor in reversed(placed):
            self._name(mention, actor)

    def _place(self, mention: Mention, actor: str) -> None:
        tokens = self.tree.tokens(mention.span)
        self._heads.setdefault(self.tree.token(mention.head.start), actor)
        self._spans[self.doc.tokens[tokens[0]].sentence].append((tokens[0], tokens[-1], actor))
        if mention.kind == "metonym":
            self._seats.update(tokens)

    def _name(self, mention: Mention, actor: str) -> None:
        tokens, head = self.tree.tokens(mention.span), self.tree.token(mention.head.start)
        own = self.actors[actor].name.split()
        if self.is_role(head) and self.is_person(actor):
            ends = (token for token in tokens if own[-1:] == [self.forms[token]] and is_first_name(own[0]))
            head = next(ends, head)
        surname = own[1:][-1:] == [self.forms[head]] and is_first_name(own[0])
        if mention.kind != "pronoun" and (surname or not self.is_role(head)):
            first, last = self._run(head, tokens[0], actor)
            if first in self._starts or last in self._ends:
                return
            self._starts[first], self._ends[last] = (last, actor), (first, actor)
            self._inside.update(range(first + 1, last + 1))

    def _run(self, head: int, low: int, actor: str) -> tuple[int, int]:
        """Return the words of a name up to its head, without the role, titles and prepositions before it."""
        first, own = head, self.actors[actor].name.split()
        while first > low and self._is_part(first - 1):
            first -= 1
        while first < head and self.forms[first] in PARTICLES and self.forms[first] not in own:
            first += 1
        return first, head

    def _is_part(self, token: int) -> bool:
        form = self.forms[token]
        if form in titles() or is_role_noun(form) or self.is_role(token) or is_owning(form):
            return False
        return form in PARTICLES or (form[0].isupper() and form.lower() not in DEFINITE | INDEFINITE)

    def form(self, token: int) -> str:
        """Return the written form of a token, empty beyond the ends of the document."""
        return self.forms[token] if 0 <= token < len(self.forms) else ""

    def low(self, token: int) -> str:
        """Return the form of a token in lower case."""
        return self.form(token).lower()

    def is_role(self, token: int) -> bool:
        """Say whether a token is a noun for a bearer of a relation."""
        return bool(role_rows(self.form(token))[1])

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

    def person(self, token: int) -> tuple[int, str] | None:
        """Return last token and actor of the name of a person that starts at a token."""
        found = self.starting(token)
        return found if found and self.is_person(found[1]) else None

    def ending(self, token: int) -> tuple[int, str] | None:
        """Return first token and actor of the name that ends at a token."""
        return self._ends.get(token)

    def headed(self, token: int) -> str | None:
        """Return the actor of the smallest mention whose head is a token."""
        return self._heads.get(token)

    def inside_name(self, token: int) -> bool:
        """Say whether a token is part of a name but not its first word."""
        return token in self._inside

    @cached_property
    def names(self) -> list[Named]:
        """Return every name in text order."""
        return [(first, last, actor) for first, (last, actor) in sorted(self._starts.items())]

    def names_in(self, sentence: int) -> list[Named]:
        """Return the names of one sentence."""
        return self._by_sentence[0].get(sentence, [])

    def named_in(self, sentence: int) -> list[Named]:
        """Return the names of one sentence with the roles and pronouns that stand for somebody."""
        return self._by_sentence[1].get(sentence, [])

    @cached_property
    def _by_sentence(self) -> tuple[dict[int, list[Named]], dict[int, list[Named]]]:
        names: dict[int, list[Named]] = defaultdict(list)
        named: dict[int, list[Named]] = defaultdict(list)
        for one in self.names:
            names[self.doc.tokens[one[0]].sentence].append(one)
        taken = self._inside | set(self._starts)
        others = [(token, token, actor) for token, actor in self._heads.items() if token not in taken]
        for one in sorted([*self.names, *others]):
            named[self.doc.tokens[one[0]].sentence].append(one)
        return names, named

    def spans_in(self, first: int, last: int) -> list[Named]:
        """Return the mentions that lie between two tokens of one sentence."""
        spans = self._spans.get(self.doc.tokens[first].sentence, [])
        return [one for one in spans if first <= one[0] and one[1] <= last]

    def spanning(self, first: int) -> list[Named]:
        """Return the mentions that start at a token."""
        return [one for one in self._spans.get(self.doc.tokens[first].sentence, []) if one[0] == first]

    def covered(self, first: int, last: int) -> bool:
        """Say whether one mention holds both of two tokens."""
        spans = self._spans.get(self.doc.tokens[first].sentence, [])
        return any(low <= first and last <= high for low, high, _ in spans)

    @cached_property
    def _with_names(self) -> frozenset[str]:
        return frozenset(actor for _, actor in self._starts.values())

    def is_named(self, actor: str) -> bool:
        """Say whether the article has a name of an actor, not only a role."""
        return actor in self._with_names

    def is_person(self, actor: str) -> bool:
        """Say whether an actor may be a person."""
        return self.actors[actor].kind in {"person", "unknown"}

    def is_seat(self, token: int) -> bool:
        """Say whether a token is a capital or seat that a mention takes for its government."""
        return token in self._seats

    def gender(self, actor: str) -> str | None:
        """Return f or m as the resolver or the first name tells."""
        known = self.actors[actor]
        return known.gender or (
            {"f": "f", "m": "m"}.get(genders().get(known.name.split()[0], "")) if known.name else None
        )

    @cached_property
    def _bodies(self) -> dict[str, frozenset[str]]:
        found = {}
        for actor in self.actors.values():
            known = actor.identity.id if actor.identity else ""
            forms = (without_article(form) for form in (actor.name, *actor.names))
            named = frozenset(body for form in forms for body in bodies_named(form))
            found[actor.id] = frozenset({known}) if known in names_of_bodies() else named
        return found

    def bodies_of(self, actor: str) -> frozenset[str]:
        """Return the places and organisations of the lexicon that an actor may be."""
        return self._bodies[actor]

    def known_as(self, bodies: frozenset[str], form: str) -> tuple[str, bool]:
        """Return the actor that is one of some bodies or has a name and True, else the name as written and False.

        Without a written form it is the name that papers print; empty where several bodies may be meant.
        """
        for actor in self.actors.values():
            if actor.kind != "person" and (bodies & self._bodies[actor.id] or (form and same_name(form, actor.name))):
                return actor.id, True
        only = min(bodies) if len(bodies) == 1 else ""
        return form or (usual(only) if only else ""), False

    def is_town(self, form: str) -> bool:
        """Say whether a word is the adjective of a town that lexicon or article know: «Wiener», «Kieler»."""
        town = form.removesuffix("er")
        return town != form and (town in capitals() or town in self.vocabulary)


def without_article(form: str) -> str:
    """Return a name without its article."""
    first, _, rest = form.partition(" ")
    return rest if rest and first.lower() in DEFINITE else form


def same_name(form: str, name: str) -> bool:
    """Say whether two forms are one name in different cases.

    >>> same_name("Verbands Nord", "der Verband Nord"), same_name("Nord", "Norden")
    (True, True)
    """
    mine, other = without_article(form).lower().split(), without_article(name).lower().split()
    return len(mine) == len(other) and all(_alike(a, b) for a, b in zip(mine, other, strict=True))


def _alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and long[len(short) :] in {"", "s", "es", "n", "en", "r"}
