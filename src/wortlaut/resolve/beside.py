"""Nouns for offices, callings and kin with what stands around them, and which actor bears them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wortlaut.lexicon import Row, column
from wortlaut.resolve.assertion import PREPOSITIONS, asserted, bounds, subjects
from wortlaut.resolve.bodies import place_adjectives
from wortlaut.resolve.cast import LEADING, Cast, Group, bodies_named, is_owning, role_rows
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE, MANY

CLOSING = frozenset(",.;:!?)–-“")
SINCE = frozenset("seit bis zuletzt einst früher damals heute derzeit aktuell zudem auch selbst ehemals von".split())
PAST = frozenset("bis zuletzt einst früher damals ehemals".split())
COPULAS = frozenset("ist sind war waren wurde wurden bleibt bleiben sei seien".split())
ELECTED = frozenset("wurde wurden worden ist sind hat haben".split())
CHOSEN = frozenset("gewählt wiedergewählt ernannt bestimmt berufen gekürt befördert vereidigt".split())
NEVER = frozenset("VERB AUX ADP ADV CCONJ SCONJ PART PUNCT".split())
FAR = 6
"""At most so many words of time stand between a comma and the role behind it."""


@dataclass(slots=True, kw_only=True)
class Bearing:
    """A noun for a role where it stands: «die frühere belarussische Außenministerin der Übergangsregierung».

    ``start`` is the token of the article or first modifier, ``noun`` that of the noun, ``last`` the end of what
    follows; ``lead`` the first part of a compound, ``owner`` a genitive before the noun (first and last token),
    ``possessive`` a pronoun that says whose, ``tails`` what follows the noun. ``bearer`` is an actor, ``how`` the
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
    bearer: str = ""
    how: str = ""
    evidence: tuple[int, int] = (0, 0)


def bearings(cast: Cast) -> Iterator[Bearing]:
    """Yield the nouns for roles of a document for which the text tells who bears them."""
    found = [parsed for i in range(len(cast.forms)) if (parsed := bearing(cast, i))]
    ends: dict[int, Bearing] = {}
    for one in reversed(found):
        _find_bearer(cast, one)
        following = next((o for o in found if o.start == one.last + 2), None)
        if not one.bearer and following and cast.form(one.last + 1) == "und" and following.how == "direct":
            _borne(one, following.bearer, "direct", one.noun, following.evidence[1])
    for one in found:
        before = ends.get(one.start - 2)
        if not one.bearer and before and before.how in {"behind", "predicate"} and cast.form(one.start - 1) == "und":
            _borne(one, before.bearer, before.how, before.evidence[0], one.last)
        ends[one.last] = one
    yield from (one for one in found if one.bearer)


def bearing(cast: Cast, noun: int) -> Bearing | None:
    """Return the role whose noun is a token, with its modifiers and what follows; None for other words."""
    lead, rows = role_rows(cast.forms[noun])
    if not rows or cast.inside_name(noun):
        return None
    one = Bearing(start=noun, noun=noun, last=noun, lead=lead, rows=rows)
    _read_before(cast, one)
    while cast.starting(one.last + 1) is None and (group := _tail(cast, one)):
        one.tails.append(group)
        one.last = group.last
    return one


def _read_before(cast: Cast, one: Bearing) -> None:
    """Read adjectives, a genitive and an article before the noun."""
    at = one.noun - 1
    while at >= 0 and cast.together(at, one.noun) and _is_adjective(cast, at):
        one.adjectives.insert(0, at)
        at -= 1
    one.start = at + 1
    apostrophe = cast.form(at) in {"’", "'"}
    owner = cast.form(at - 1) if apostrophe else cast.form(at)
    genitive = owner[:1].isupper() and (apostrophe or owner.endswith("s")) and cast.together(at, one.noun)
    low = cast.form(at).lower()
    if genitive and low not in DEFINITE | INDEFINITE and not is_owning(low) and _is_name(cast, at - apostrophe):
        last = at - apostrophe
        named = cast.ending(last)
        one.owner = (named[0] if named else last, last)
        one.start = one.owner[0]
    elif low in DEFINITE | INDEFINITE | MANY | {"kein", "keine"}:
        one.article, one.start = low, at
    elif is_owning(low):
        one.possessive, one.start = at, at


def _is_adjective(cast: Cast, token: int) -> bool:
    form, low = cast.forms[token], cast.forms[token].lower()
    if (
        low in DEFINITE | INDEFINITE | PREPOSITIONS | {"aber", "oder"}
        or is_owning(form)
        or low in column("verb_tenses", "form")
    ):
        return False
    if "-jährig" in low or low in place_adjectives():
        return True
    town = form[0].isupper() and form.endswith("er") and cast.tree.pos(token) == "ADJ"
    return town or (form[0].islower() and BENT.search(form) is not None and cast.tree.pos(token) not in NEVER)


def _is_name(cast: Cast, token: int) -> bool:
    named = cast.ending(token) is not None or bool(cast.headed(token)) or bool(bodies_named(cast.forms[token]))
    return named or cast.tree.pos(token) == "PROPN"


def _tail(cast: Cast, one: Bearing) -> Group | None:
    """Return the next noun group that hangs on the role: «der Konferenz», «im Ministerium», «für den Osten»."""
    at = one.last + 1
    low = cast.form(at).lower()
    leads = low in LEADING - {"zu", "zum", "zur", "aus"} or low in {"der", "des"}
    if not leads or not cast.together(one.noun, at) or (low == "der" and one.tails):
        return None
    if low in {"in", "im", "an", "am"} and any(group.preposition == low for group in one.tails):
        return None
    return group(cast, at)


def _find_bearer(cast: Cast, one: Bearing) -> None:
    """Find who bears a role, the surest pattern first."""
    before_only = all("before" in row["use"] for row in one.rows)
    for pattern in (_direct,) if before_only else (_direct, _ahead, _behind, _itself, _predicate):
        pattern(cast, one)
        if one.bearer:
            return


def _borne(one: Bearing, bearer: str, how: str, first: int, last: int) -> None:
    one.bearer, one.how, one.evidence = bearer, how, (first, last)


def _direct(cast: Cast, one: Bearing) -> None:
    """«Ministerin Anna Meier», «der Chef der Nato Jan Holm»."""
    found = cast.starting(one.last + 1)
    if found and cast.together(one.noun, found[0]) and not _is_genitive(cast, one, found):
        _borne(one, found[1], "direct", one.noun, found[0])


def _is_genitive(cast: Cast, one: Bearing, name: tuple[int, str]) -> bool:
    """Say whether a name is whose the role is: «Sprecher Koch-Mehrins»; not «des Präsidenten Putins»."""
    form, whole = cast.forms[name[0]], cast.actors[name[1]].name
    return form.endswith("s") and not whole.endswith("s") and one.article != "des"


def _ahead(cast: Cast, one: Bearing) -> None:
    """«der Vorsitzende der Konferenz, Sachsen-Anhalts Ressortchef Tobias Kranich, …»."""
    comma = one.last + 1
    if cast.form(comma) not in {",", "–"} or not (one.article or one.possessive or one.owner or one.tails):
        return
    found, at = _person(cast, comma + 1), comma + 1
    while found is None and at < min(comma + FAR, len(cast.forms)) and cast.together(comma, at):
        if cast.forms[at] in CLOSING or cast.forms[at] in {"und", "sowie"}:
            return
        at += 1
        found = _person(cast, at) if role_rows(cast.forms[at - 1])[1] else None
    if found and cast.form(found[0] + 1) in CLOSING - {"–"} | {"("} and not _listed(cast, found[0] + 1):
        _borne(one, found[1], "ahead", one.start, found[0])


def _person(cast: Cast, token: int) -> tuple[int, str] | None:
    """Return last token and actor of the name of a person that starts at a token."""
    found = cast.starting(token)
    return found if found and cast.is_person(found[1]) else None


def _listed(cast: Cast, comma: int) -> bool:
    """Say whether a list goes on behind a name: «der Kanzler, Anna Meier, Jan Holm und …»."""
    return cast.form(comma) == "," and (
        cast.starting(comma + 1) is not None
        or role_rows(cast.form(comma + 1))[1] != ()
        or cast.form(comma + 1) == "und"
    )


def _behind(cast: Cast, one: Bearing) -> None:
    """«Anna Meier (SPD), Vorsitzende des Ausschusses, …»; «Jan Holm, bis vor einem Jahr Minister, …»."""
    if cast.form(one.last + 1) not in CLOSING | {""} and cast.together(one.last, one.last + 1):
        if cast.form(one.last + 1) != "und":
            return
    at = one.start - 1
    opening = next((i for i in range(at, max(at - FAR, -1), -1) if cast.forms[i] in {",", "(", "–"}), None)
    if opening is None or not cast.together(opening, one.noun) or opening == 0:
        return
    between = [form.lower() for form in cast.forms[opening + 1 : one.start]]
    if between and between[0] not in SINCE:
        return
    name = cast.ending(_before_brackets(cast, opening - 1))
    if name and cast.together(name[0], one.noun):
        one.past = one.past or (bool(between) and between[0] in PAST)
        _borne(one, name[1], "behind", name[0], one.last)


def _before_brackets(cast: Cast, token: int) -> int:
    """Return the token before brackets or an age that end at a token: «Anna Meier (SPD)», «Anna Meier, 44»."""
    if cast.form(token) == ")":
        opening = next((i for i in range(token, max(token - FAR, 0), -1) if cast.forms[i] == "("), 0)
        return opening - 1
    if cast.form(token).isdigit() and cast.form(token - 1) == ",":
        return token - 2
    return token


def _itself(cast: Cast, one: Bearing) -> None:
    """«der belarussische Staatschef», where the article says elsewhere who that is."""
    if actor := cast.headed(one.noun):
        _borne(one, actor, "itself", one.start, one.last)


def _predicate(cast: Cast, one: Bearing) -> None:
    """«Meier ist seit 2019 Vorsitzende», «wurde zur Präsidentin gewählt»."""
    if one.article in INDEFINITE and not one.tails:
        return
    low, high = bounds(cast, one.noun)
    words = range(low, high + 1)
    chosen = any(cast.forms[i] in CHOSEN for i in words)
    copula = next((i for i in words if cast.forms[i] in (ELECTED if chosen else COPULAS)), None)
    led = cast.form(one.start - 1).lower()
    if copula is None or one.start <= copula <= one.last or (led in PREPOSITIONS) != chosen:
        return
    if chosen and led not in {"zum", "zur"}:
        return
    if not asserted(cast, copula, one.noun):
        return
    for first, last, actor in subjects(cast, copula)[:1]:
        if not one.start <= first <= one.last:
            one.past = one.past or cast.forms[copula] in {"war", "waren"}
            _borne(one, actor, "predicate", min(first, one.start), max(last, one.last))
