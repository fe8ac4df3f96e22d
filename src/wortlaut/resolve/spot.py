"""Where an article names states, organisations and outlets: the lexicon's forms and the names that the model found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wortlaut.lexicon import endings, inflect, is_role_noun, table
from wortlaut.record import NameTag, Span
from wortlaut.record.reading import ActorKind
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import organisations, place_adjectives, place_names
from wortlaut.resolve.nouns import relations

Form = Literal["name", "metonym", "adjective"]

AWAY = frozenset("in nach bei um über durch bis nahe vor ab unweit westlich östlich nördlich südlich".split())
"""Prepositions behind which a seat of government is a place: «in Moskau»; «mit Moskau» is its government."""

DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:de|at|ch|com|org|net|media|tv|eu|info|ru|uk|fr)", re.IGNORECASE)
CASUAL = frozenset({"party", "group"})
"""Kinds of organisations whose names may be ordinary words: «Linke», «Mitte»."""

CITIES = frozenset({"Karlsruhe", "Den Haag", "Straßburg", "Luxemburg", "Genf", "New York", "Frankfurt", "Kassel"})
"""Seats that are cities but no capitals."""

MARKS = '„“»«"‚›‘’'
LONGEST = 9
"""No form of the lexicon has more words."""

PLACES = frozenset({"state", "disputed", "former", "land", "territory"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A body named in the text: tokens, words, how, and who of the lexicon it may be.

    Nobody of it: a name of the article alone. ``part``: only the first part of a compound, «CDU» in «CDU-Chefin».
    """

    first: int
    last: int
    span: Span
    form: Form
    bodies: frozenset[str]
    kind: ActorKind
    name: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A row of ``places``, ``organisations`` or the outlets and agencies."""

    id: str
    name: str
    kind: ActorKind
    wikidata: str
    place: str
    since: str
    until: str
    sort: str
    article: str = ""

    @property
    def gender(self) -> str:
        """Return the grammatical gender of the name of a place: neuter unless it has an article, p for several."""
        return {"der": "m", "die": "f", "pl": "p"}.get(self.article, "n")


@cache
def known_bodies() -> Mapping[str, Body]:
    """Return all bodies of the lexicon by id; an outlet's id is its name after ``outlet:``."""
    found = {}
    for row in table("places"):
        kind: ActorKind = "state" if row["kind"] in PLACES else "unknown"
        place = row["part_of"] or row["id"]
        found[row["id"]] = Body(
            row["id"],
            row["name"],
            kind,
            row["wikidata"],
            place,
            row["since"],
            row["until"],
            row["kind"],
            row["article"],
        )
    for row in table("organisations"):
        found[row["id"]] = Body(
            row["id"],
            _nominative(row["name"], row["article"]),
            "organisation",
            row["wikidata"],
            row["place"],
            row["since"],
            row["until"],
            row["kind"],
        )
    for name, key in (("outlets", "region"), ("agencies", "country")):
        for row in table(name):
            mark = f"outlet:{row['name']}"
            found.setdefault(mark, Body(mark, row["name"], "outlet", "", row.get(key, ""), "", "", "outlet"))
    return found


def _nominative(name: str, article: str) -> str:
    """Return a name with the ending it has without article: «Auswärtige Amt», das → «Auswärtiges Amt»."""
    first, space, rest = name.partition(" ")
    if space and first.endswith("e") and first[0].isupper() and article in {"das", "der"} and rest[0].isupper():
        return f"{first}{'s' if article == 'das' else 'r'} {rest}"
    return name


@cache
def _forms() -> dict[str, tuple[tuple[Form, str], ...]]:
    """Return form → (how, body) of all names, metonyms and outlets."""
    found: dict[str, set[tuple[Form, str]]] = {}
    for names in (place_names(), organisations()):
        for form, ids in names.items():
            found.setdefault(form, set()).update(("name", one) for one in ids)
    for row in table("metonyms"):
        for form in inflect(row["form"], row["model"]):
            found.setdefault(form, set()).add(("metonym", row["of"]))
    for mark, body in known_bodies().items():
        if body.kind == "outlet":
            found.setdefault(body.name, set()).add(("name", mark))
    return {form: tuple(sorted(meant)) for form, meant in found.items()}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _forms())


def spots(tree: Tree, persons: list[Span]) -> Iterator[Spot]:
    """Yield the bodies that a document names, the longest forms first; ``persons`` are taken."""
    free = [not any(p.overlaps(token.span) for p in persons) for token in tree.doc.tokens]
    named = {token: name for name in tree.tags.names for token in name.tokens}
    done: set[int] = set()
    for first in range(len(tree.doc.tokens)):
        if first in done or not free[first]:
            continue
        spot = _known(tree, first, free, named) or _adjective(tree, first) or _domain(tree, first)
        spot = spot or _institution(tree, first, free)
        if spot:
            done.update(range(spot.first, spot.last + 1))
            yield spot
        elif (lead := _lead(tree, first)) is not None:
            yield lead
            if lead.form == "metonym":
                done.add(first)
    for name in tree.tags.names:
        bearer = is_role_noun(tree.form(name.tokens[-1]))
        if name.kind == "ORG" and not bearer and not done & set(name.tokens) and all(free[i] for i in name.tokens):
            first, last = _without_noun(tree, name.tokens[0], name.tokens[-1])
            kind: ActorKind = "outlet" if is_outlet(tree, first, last) else "organisation"
            while last + 1 < len(free) and _glued(tree, last):
                last += 1
            written = plain_name(tree, first, last)
            yield _spot(tree, first, last, "name", frozenset(), kind, written)


def _known(tree: Tree, first: int, free: list[bool], named: dict[int, NameTag]) -> Spot | None:
    """Return the longest form of the lexicon that starts at a token and is meant as a name."""
    if tree.form(first) not in _beginnings():
        return None
    sentence = tree.doc.tokens[first].sentence
    for last in range(min(first + LONGEST, len(free)) - 1, first - 1, -1):
        if tree.doc.tokens[last].sentence != sentence or not all(free[first : last + 1]):
            continue
        meant = _forms().get(" ".join(tree.span(first, last).of(tree.text).split()))
        if not meant:
            continue
        names = frozenset(body for how, body in meant if how == "name")
        seats = frozenset(body for how, body in meant if how == "metonym")
        names = frozenset(b for b in names if _is_meant(tree, first, last, known_bodies()[b], named))
        whole = any(known_bodies()[b].sort in {"state", "disputed"} for b in names)
        if seats and not whole and _is_seat(tree, first, last, meant):
            return _spot(tree, first, last, "metonym", seats, "state")
        if seats and not whole and not any(known_bodies()[b].kind == "outlet" for b in names):
            return None
        if names:
            kinds = {known_bodies()[b].kind for b in names}
            return _spot(tree, first, last, "name", names, kinds.pop() if len(kinds) == 1 else "organisation")
    return None


def _spot(
    tree: Tree, first: int, last: int, form: Form, bodies: frozenset[str], kind: ActorKind, name: str = ""
) -> Spot:
    span = tree.span(first, last)
    return Spot(first=first, last=last, span=span, form=form, bodies=bodies, kind=kind, name=name)


def _lead(tree: Tree, token: int) -> Spot | None:
    """Return the body that the first part of a compound names: «CDU-Chefin»; «US-Regierung» as a whole is the USA."""
    form = tree.form(token)
    lead, hyphen, rest = form.partition("-")
    if not hyphen or not lead[:1].isalpha() or not rest or not any(char.isupper() for char in lead):
        return None
    meant = frozenset(body for how, body in _forms().get(lead, ()) if how == "name")
    meant = frozenset(body for body in meant if known_bodies()[body].kind != "outlet")
    if not meant:
        return None
    kinds = {known_bodies()[body].kind for body in meant}
    kind: ActorKind = kinds.pop() if len(kinds) == 1 else "organisation"
    if kind == "state" and _is_government(rest):
        return _spot(tree, token, token, "metonym", meant, "state")
    if not (is_role_noun(rest) or rest[0].isupper()) or sum(char.isupper() for char in lead) < 2:
        return None
    start = tree.doc.tokens[token].span.start
    span = Span(start=start, end=start + len(lead))
    return Spot(first=token, last=token, span=span, form="name", bodies=meant, kind=kind, name="", part=True)


def _is_seat(tree: Tree, first: int, last: int, meant: Iterable[tuple[Form, str]]) -> bool:
    """Say whether a seat stands for who sits there: a capital has to act, «das Weiße Haus» always does unless in it."""
    form = " ".join(tree.span(first, last).of(tree.text).split())
    if form not in _capitals():
        before = tree.form(first - 1).lower() if first else ""
        return before not in AWAY | {"im", "am", "ins"} and not (first > 1 and tree.form(first - 2).lower() in AWAY)
    return _acts(tree, first, last)


@cache
def _capitals() -> frozenset[str]:
    """Return all forms that are cities: capitals and seats of courts and unions."""
    cities = {row["form"] for row in table("metonyms") if row["kind"] == "capital"} | CITIES
    rows = [row for row in table("metonyms") if row["form"] in cities]
    return frozenset(form for row in rows for form in inflect(row["form"], row["model"]))


def _is_meant(tree: Tree, first: int, last: int, body: Body, named: dict[int, NameTag]) -> bool:
    """Say whether a form is a name here and no ordinary word: «Die Zeit drängt» is no outlet.

    A state's name always is one. Of the others a form counts if it has several words or capitals inside («SPD»), or
    if the model read a name there; that of an outlet stands in marks, behind a noun for media, or is a domain.
    """
    tag = named.get(first)
    if body.kind == "state":
        return tree.pos(first) not in {"VERB", "AUX", "ADV"}
    form = tree.span(first, last).of(tree.text)
    if body.kind == "outlet":
        marked = first > 0 and tree.form(first - 1)[-1] in MARKS
        read = tag is not None and tag.kind in {"ORG", "MISC"} and (last > first or tree.pos(first) == "PROPN")
        return marked or "." in form or is_outlet(tree, first, last) or read
    if body.sort in CASUAL and last > first and tree.form(first).lower() in {"der", "die", "das"}:
        return tag is not None
    capitals = sum(char.isupper() for char in form) > 1 or (body.sort not in CASUAL and form[0].isupper())
    return last > first or capitals or (tag is not None and tag.kind != "PER") or tree.pos(first) == "PROPN"


def is_outlet(tree: Tree, first: int, last: int) -> bool:
    """Say whether a noun for media stands before a name, or is its last word: «der Sender NRK», «Abendblatt»."""
    before = tree.form(first - 1).lower() if first else ""
    if before and before[-1] in MARKS and first > 1:
        before = tree.form(first - 2).lower()
    ends = endings("media_nouns")
    return before.endswith(ends) or (last > first and tree.form(first).lower().endswith(ends))


def _acts(tree: Tree, first: int, last: int) -> bool:
    """Say whether a seat of government acts or is spoken of as one, and is no place: «Moskau droht»."""
    for token in range(last, first - 1, -1):
        if tree.relation(token) in {"flat", "compound"} and first <= tree.head(token) <= last:
            continue
        if tree.is_subject(token):
            return True
        preposition = tree.preposition(token)
        before = tree.form(first - 1).lower() if first else ""
        governing = {tree.form(tree.head(token)), tree.form(first - 2) if before == "in" and first > 1 else ""}
        if "in" in {preposition, before} and any(_is_government(word) for word in governing):
            return True
        if preposition in AWAY or before in AWAY | {"im", "am", "ins"}:
            return False
        return tree.relation(token) in {
            "obj",
            "iobj",
            "obl",
            "obl:arg",
            "obl:agent",
            "nmod",
            "conj",
            "appos",
            "det:poss",
        }
    return False


def _is_government(word: str) -> bool:
    """Say whether a noun means a government: «die Regierung in Minsk»."""
    low = word.lower()
    return any(low == noun or low.endswith(noun) or low == noun + "en" for noun, _ in relations("government"))


def _domain(tree: Tree, first: int) -> Spot | None:
    """Return the outlet whose address stands at a token, in one or several tokens: «Beispiel.Media»."""
    last, start = first, tree.doc.tokens[first].span.start
    while last + 1 < len(tree.doc.tokens) and tree.doc.tokens[last + 1].span.start == tree.doc.tokens[last].span.end:
        last += 1
    match = DOMAIN.match(tree.text, start, tree.doc.tokens[last].span.end)
    if match is None or not tree.form(first)[0].isalpha():
        return None
    last = tree.token(match.end() - 1)
    if tree.doc.tokens[last].span.end != match.end():
        return None
    known = frozenset(body for how, body in _forms().get(match.group(), ()) if how == "name")
    return _spot(tree, first, last, "name", known, "outlet", match.group())


def _institution(tree: Tree, first: int, free: list[bool]) -> Spot | None:
    """Return an institution that begins with its kind: «Universität Bamberg», «Landgericht Hamburg»."""
    low = tree.form(first).lower()
    stem = next((low.removesuffix(e) for e in ("", "s", "es") if low.removesuffix(e).endswith(_institutions())), None)
    if stem is None or not tree.form(first)[0].isupper() or first + 1 >= len(tree.doc.tokens):
        return None
    last = first
    while last + 1 < len(free) and free[last + 1] and tree.form(last + 1)[0].isupper() and _tight(tree, last):
        if tree.pos(last + 1) not in {"PROPN", "X"} and last == first:
            break
        if tree.pos(last + 1) not in {"PROPN", "X", "NOUN"}:
            break
        last += 1
    if last == first:
        return None
    name = " ".join((tree.form(first)[: len(stem)], *(tree.form(i) for i in range(first + 1, last + 1))))
    return _spot(tree, first, last, "name", frozenset(), "organisation", name)


def _glued(tree: Tree, token: int) -> bool:
    """Say whether a token and the next are parts of one written word."""
    left, right = tree.doc.tokens[token].span, tree.doc.tokens[token + 1].span
    return left.end == right.start and tree.text[right.start].isalnum() and tree.text[left.end - 1] in "-./&"


def _institutions() -> tuple[str, ...]:
    return endings("institution_nouns")


def _tight(tree: Tree, token: int) -> bool:
    """Say whether only a space stands between a token and the next, in one sentence."""
    left, right = tree.doc.tokens[token], tree.doc.tokens[token + 1]
    return left.sentence == right.sentence and tree.text[left.span.end : right.span.start] == " "


def _adjective(tree: Tree, token: int) -> Spot | None:
    """Return the one state that an adjective names: «belarussische»; «deutsch» in front of anything counts too."""
    form = tree.form(token)
    if (
        not form[0].isalpha()
        or form.lower() not in place_adjectives()
        or (form[0].isupper() and tree.pos(token) == "NOUN")
    ):
        return None
    meant = place_adjectives()[form.lower()]
    states = frozenset(one for one in meant if known_bodies()[one].sort in {"state", "disputed"})
    return _spot(tree, token, token, "adjective", states, "state") if len(states) == 1 else None


def _without_noun(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Return a name without marks at its edges."""
    while first < last and not tree.form(first)[0].isalnum():
        first += 1
    while last > first and not tree.form(last)[-1].isalnum() and tree.form(last) != ")":
        last -= 1
    return first, last


def plain_name(tree: Tree, first: int, last: int) -> str:
    """Return a name as in the nominative, where its words show how: «Bundesrechnungshofs» in the genitive.

    An ending is taken off where grammar says genitive and the article has the name without it, or where the name is
    one word of a masculine or neuter noun.
    """
    name = " ".join(tree.span(first, last).of(tree.text).split())
    if name.endswith("s") and not name[-2:-1].isupper():
        whole = {tree.form(i) for i in range(len(tree.doc.tokens))}
        words = name.split()
        for ending in ("es", "s"):
            bare = words[-1].removesuffix(ending)
            if bare in whole and bare != words[-1]:
                return " ".join((*words[:-1], bare))
        genitive = tree.feature(last, "Case") == "Gen" and tree.feature(last, "Gender") in {"Masc", "Neut"}
        if genitive and len(words) == 1 and tree.pos(last) == "NOUN":
            return name.removesuffix("s")
    return name
