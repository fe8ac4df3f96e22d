"""Nouns for offices, callings and kin with what stands around them, and which actor bears them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wortlaut.lexicon import Row, column
from wortlaut.resolve.bodies import place_adjectives
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE, MANY
from wortlaut.resolve.relations.assertion import PREPOSITIONS, asserted, bounds, subjects
from wortlaut.resolve.relations.cast import Cast
from wortlaut.resolve.relations.groups import Group, group
from wortlaut.resolve.relations.terms import LEADING, bodies_named, is_owning, role_rows

CLOSING = frozenset(",.;:!?)–-“")
SINCE = frozenset("seit bis zuletzt einst früher damals heute derzeit aktuell zudem auch selbst ehemals von".split())
PAST = frozenset("bis zuletzt einst früher damals ehemals".split())
COPULAS = frozenset("ist sind war waren wurde wurden bleibt bleiben sei seien".split())
ELECTED = frozenset("wurde wurden worden ist sind".split())
CHOSEN = frozenset("gewählt wiedergewählt ernannt bestimmt berufen gekürt befördert vereidigt".split())
NEVER = frozenset("VERB AUX ADP ADV CCONJ SCONJ PART PUNCT".split())
FAR = 6
"""At most so many words stand between a comma and the role behind it, or in brackets."""
MOST = 3
"""At most so many groups that hang on a role are read."""


@dataclass(slots=True, kw_only=True)
class Bearing:
    """A noun for a role where it stands: «die frühere belarussische Außenministerin der Übergangsregierung».

    ``start`` is the token of the article or first modifier, ``noun`` that of the noun, ``last`` the end of what
    follows; ``lead`` the first part of a compound, ``owner`` a genitive before the noun (first and last token),
    ``possessive`` a pronoun that says whose, ``tails`` what follows the noun; ``inner``: it stands in the tail of
    another role. ``bearer`` is an actor, ``how`` the
    pattern that found him, ``evidence`` the tokens from the first to the last that say so.
    """

    start: int
    noun: int
    last: int
    lead: str
    rows: tuple[Row, ...]
    article: str = ""
    adjectives: list[int] = field(default_factory=list)
    owner: tuple[int, int] | None = None
    possessive: int | None = None
    tails: list[Group] = field(default_factory=list)
    past: bool = False
    inner: bool = False
    bearer: str = ""
    how: str = ""
    evidence: tuple[int, int] = (0, 0)


def bearings(cast: Cast) -> Iterator[Bearing]:
    """Yield the nouns for roles of a document for which the text tells who bears them."""
    found: list[Bearing] = []
    for token in range(len(cast.forms)):
        if one := bearing(cast, token):
            one.inner = bool(found) and one.noun <= found[-1].last
            found.append(one)
    starts = {one.start: one for one in found}
    ends = {one.last: one for one in found}
    for one in reversed(found):
        _find_bearer(cast, one)
        joined = cast.form(one.last + 1) == "und"
        following = starts.get(one.last + 1 + joined)
        chained = joined or "before" not in one.rows[0]["use"]
        if not one.bearer and chained and following and following.how == "direct" and following.rows[0]["relation"]:
            _borne(one, following.bearer, "direct", one.noun, following.evidence[1])
    for one in found:
        before = ends.get(one.start - 2)
        if not one.bearer and before and before.how in {"behind", "predicate"} and cast.form(one.start - 1) == "und":
            _borne(one, before.bearer, before.how, before.evidence[0], one.last)
    yield from (one for one in found if one.bearer)


def bearing(cast: Cast, noun: int) -> Bearing | None:
    """Return the role whose noun is a token, with its modifiers and what follows; None for other words."""
    lead, rows = role_rows(cast.forms[noun])
    if not rows or cast.inside_name(noun):
        return None
    one = Bearing(start=noun, noun=noun, last=noun, lead=lead, rows=rows)
    _read_before(cast, one)
    while len(one.tails) < MOST and cast.starting(one.last + 1) is None and (tail := _tail(cast, one)):
        one.tails.append(tail)
        one.last = tail.last
    return one


def _read_before(cast: Cast, one: Bearing) -> None:
    """Read adjectives, a genitive and an article before the noun."""
    at = one.noun - 1
    while cast.together(at, one.noun) and _is_adjective(cast, at):
        one.adjectives.insert(0, at)
        at -= 1
    one.start = at + 1
    if not cast.together(at, one.noun):
        return
    low, form = cast.low(at), cast.form(at)
    if low in DEFINITE | INDEFINITE | MANY | {"kein", "keine"}:
        one.article, one.start = low, at
    elif is_owning(form):
        one.possessive, one.start = at, at
    elif (last := _genitive(cast, at)) >= 0:
        named = cast.ending(last)
        one.owner = (named[0] if named else last, last)
        one.start = one.owner[0]


def _genitive(cast: Cast, token: int) -> int:
    """Return the last token of a name in the genitive that ends at a token: «Macron’», «Ungarns»; else -1."""
    apostrophe = cast.form(token) in {"’", "'"}
    last = token - apostrophe
    form = cast.form(last)
    named = cast.ending(last) or cast.headed(last) or bodies_named(form) or cast.tree.pos(last) == "PROPN"
    return last if form[:1].isupper() and (apostrophe or form.endswith("s")) and named else -1


def _is_adjective(cast: Cast, token: int) -> bool:
    """Say whether a token is an adjective before a noun; the model's word counts only against it."""
    form, low = cast.forms[token], cast.low(token)
    if low in DEFINITE | INDEFINITE | PREPOSITIONS | {"aber", "oder"} or is_owning(form):
        return False
    if "-jährig" in low or low in place_adjectives():
        return True
    if form[0].isupper():
        return cast.is_town(form) and cast.tree.pos(token) == "ADJ"
    return BENT.search(form) is not None and low not in column("verb_tenses", "form") and _may_be_adjective(cast, token)


def _may_be_adjective(cast: Cast, token: int) -> bool:
    return cast.tree.pos(token) not in NEVER


def _tail(cast: Cast, one: Bearing) -> Group | None:
    """Return the next noun group that hangs on the role: «der Konferenz», «im Ministerium», «für den Osten»."""
    at = one.last + 1
    low = cast.low(at)
    leads = low in LEADING - {"zu", "zum", "zur", "aus"} or low in {"der", "des"}
    again = (low == "der" and one.tails) or any(tail.preposition == low for tail in one.tails)
    return group(cast, at) if leads and not again and cast.together(one.noun, at) else None


def _find_bearer(cast: Cast, one: Bearing) -> None:
    """Find who bears a role, the surest pattern first."""
    before_only = all("before" in row["use"] for row in one.rows)
    patterns = (_direct,) if before_only else (_direct, _itself) if one.inner else PATTERNS
    for pattern in patterns:
        pattern(cast, one)
        if one.bearer:
            return


def _borne(one: Bearing, bearer: str, how: str, first: int, last: int) -> None:
    one.bearer, one.how, one.evidence = bearer, how, (first, last)


def _direct(cast: Cast, one: Bearing) -> None:
    """«Ministerin Anna Meier», «der Chef der Nato Jan Holm»."""
    found = cast.starting(one.last + 1)
    place = cast.low(one.last + 1) == "von" and bool(bodies_named(cast.form(one.last + 2)))
    capital = found is not None and cast.forms[found[0]][0].isupper()
    if found and capital and not place and cast.together(one.noun, found[0]) and not _is_owner(cast, one, found):
        _borne(one, found[1], "direct", one.noun, found[0])


def _is_owner(cast: Cast, one: Bearing, name: tuple[int, str]) -> bool:
    """Say whether a name is whose the role is: «Sprecher Koch-Mehrins»; not «des Präsidenten Putins»."""
    form, whole = cast.forms[name[0]], cast.actors[name[1]].name
    return form.endswith("s") and not whole.endswith("s") and one.article != "des"


def _ahead(cast: Cast, one: Bearing) -> None:
    """«der Vorsitzende der Konferenz, Sachsen-Anhalts Ressortchef Tobias Kranich, …»."""
    comma = one.last + 1
    if cast.form(comma) not in {",", "–"} or not (one.article or one.possessive or one.owner or one.tails):
        return
    found, at = cast.person(comma + 1), comma + 1
    while found is None and at < comma + FAR and cast.together(comma, at + 1):
        if cast.forms[at] in CLOSING | {"und", "sowie"}:
            return
        at += 1
        found = cast.person(at) if cast.is_role(at - 1) else None
    if found and cast.form(found[0] + 1) in CLOSING - {"–"} | {"("} and not _is_listed(cast, found[0] + 1):
        _borne(one, found[1], "ahead", one.start, found[0])


def _is_listed(cast: Cast, comma: int) -> bool:
    """Say whether a list goes on behind a name: «der Kanzler, Anna Meier, Jan Holm und …»."""
    goes_on = cast.starting(comma + 1) is not None or cast.is_role(comma + 1) or cast.form(comma + 1) == "und"
    return cast.form(comma) == "," and goes_on


def _behind(cast: Cast, one: Bearing) -> None:
    """«Anna Meier (SPD), Vorsitzende des Ausschusses, …»; «Jan Holm, bis vor einem Jahr Minister, …»."""
    if cast.together(one.last, one.last + 1) and cast.form(one.last + 1) not in CLOSING | {"und"}:
        return
    at = one.start - 1
    opening = next((i for i in range(at, max(at - FAR, 0), -1) if cast.forms[i] in {",", "(", "–"}), 0)
    between = [cast.low(i) for i in range(opening + 1, one.start)]
    if not cast.together(opening, one.noun) or (between and between[0] not in SINCE):
        return
    name = cast.ending(_before_brackets(cast, opening - 1))
    if opening and name and cast.together(name[0], one.noun):
        one.past = bool(between) and between[0] in PAST
        _borne(one, name[1], "behind", name[0], one.last)


def _before_brackets(cast: Cast, token: int) -> int:
    """Return the token before brackets or an age that end at a token: «Anna Meier (SPD)», «Anna Meier, 44»."""
    if cast.form(token) == ")":
        return next((i for i in range(token, max(token - FAR, 0), -1) if cast.forms[i] == "("), 0) - 1
    return token - 2 if cast.form(token).isdigit() and cast.form(token - 1) == "," else token


def _itself(cast: Cast, one: Bearing) -> None:
    """«der belarussische Staatschef», where the resolver knows who that is."""
    if actor := cast.headed(one.noun):
        _borne(one, actor, "itself", one.start, one.last)


def _predicate(cast: Cast, one: Bearing) -> None:
    """«Meier ist seit 2019 Vorsitzende», «wurde zur Präsidentin gewählt»."""
    low, high = bounds(cast, one.noun)
    chosen = any(cast.forms[i] in CHOSEN for i in range(low, high + 1))
    verbs = ELECTED if chosen else COPULAS
    verb = next((i for i in range(low, high + 1) if cast.forms[i] in verbs and not one.start <= i <= one.last), None)
    lead = cast.low(one.start - 1)
    indefinite = one.article in INDEFINITE and not one.tails
    if verb is None or indefinite or (lead not in {"zum", "zur"} if chosen else lead in PREPOSITIONS | {"als", "wie"}):
        return
    whose = [name for name in subjects(cast, verb) if not one.start <= name[0] <= one.last]
    if whose and asserted(cast, verb, one.noun):
        first, last, actor = whose[0]
        one.past = cast.forms[verb] in {"war", "waren"}
        _borne(one, actor, "predicate", min(first, one.start), max(last, one.last))


PATTERNS = (_direct, _ahead, _behind, _itself, _predicate)
"""How a bearer is found, the surest pattern first."""
