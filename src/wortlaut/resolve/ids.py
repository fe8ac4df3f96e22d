"""Stable ids of actors: the lexicon's where it knows them, else made of the name.

An id depends on nothing but what the one article tells of the actor, so that no other article can change it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from wortlaut.lexicon import column, is_role_noun, table
from wortlaut.record import Actor
from wortlaut.record.reading import ActorKind

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"æ": "ae", "œ": "oe", "’": "", "'": "", "ʼ": "", "`": ""}
)
_PARTICLES = frozenset("von van der den de zu zur vom al el bin ibn di da del della la le du dos do ter ten".split())
_ARTICLES = frozenset("der die das den dem des".split())
_DETERMINERS = _ARTICLES | frozenset(
    "ein eine einer einem einen sein seine ihr ihre mein meine unser unsere deren dessen mehrere".split()
)
_SLAVIC = re.compile(r"(?:ow|ov|off|ew|ev|owa|ova|ewa|eva|enko|ski|sky|skij|skyj|skiy|skaja|skaya|itsch|vich|wich)$")
_SPELLINGS = (("tsch", "ch"), ("sch", "sh"), ("off", "ov"), ("w", "v"), ("j", "y"))
_LONGEST = 60
BARE = frozenset(
    "regierung opposition parlament polizei armee militaer ministerium behoerde behoerden gericht partei fraktion "
    "koalition ausschuss kommission rat senat staatsanwaltschaft justiz gemeinde stadt verwaltung botschaft sender "
    "zeitung magazin verband verein gewerkschaft unternehmen firma konzern institut universitaet praesidialamt "
    "aussenministerium innenministerium verteidigungsministerium finanzministerium justizministerium "
    "gesundheitsministerium wirtschaftsministerium regierungspartei notenbank zentralbank".split()
)
"""Bodies that every country or town has: the name alone does not say which."""

_GROUPED: dict[ActorKind, str] = {"outlet": "organisation"}
"""Kinds that articles take for each other."""


def lexicon_id(actor: Actor) -> str | None:
    """Return the id of an actor whom the lexicon knows: Wikidata's where there is one, else the lexicon's own."""
    return (actor.identity.wikidata or actor.identity.id) if actor.identity else None


def shared_id(actor: Actor) -> str | None:
    """Return the id that all articles give to a bearer of this name, None where the name tells too little.

    A person needs a full name; a body any name but one that every country has; groups and what has no kind need more
    than a name.

    >>> shared_id(Actor(id="a1", name="Jürgen Müller-Stoß", kind="person", names=()))
    'local:person:juergen-mueller-stoss'
    >>> shared_id(Actor(id="a1", name="Müller", kind="person", names=())) is None
    True
    """
    if actor.kind == "person":
        words = full_name(actor.name)
    elif actor.kind in ("organisation", "outlet", "state"):
        words = body_name(actor.name)
    else:
        return None
    return f"local:{_GROUPED.get(actor.kind, actor.kind)}:{_slug(words)}" if words else None


def own_id(actor: Actor, article: str, nth: int = 0) -> str:
    """Return the id of an actor known in one article only; ``nth`` counts those of the same name before him there.

    >>> own_id(Actor(id="a1", name="ein Sprecher", kind="unknown", names=()), "aee9751a4befc98c8")
    'local:unknown:ein-sprecher@aee9751a4befc98c8'
    """
    words = folded(actor.name) or ["nobody"]
    kind = _GROUPED.get(actor.kind, actor.kind)
    where = re.sub(r"[^\w.-]", "-", article)
    return f"local:{kind}:{_slug(words)}@{where}" + (f":{nth + 1}" if nth else "")


def folded(name: str) -> list[str]:
    """Return the words of a name without case, accents, hyphens and marks; German umlauts as ae, oe, ue.

    Slavic names lose the difference between German and English spelling where that is safe.

    >>> folded("Jürgen Weiß"), folded("Recep Tayyip Erdoğan"), folded("Sergej Lawrow") == folded("Sergei Lavrov")
    (['juergen', 'weiss'], ['recep', 'tayyip', 'erdogan'], True)
    """
    text = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain)
    return [_spelled(word) for word in words] if words and _SLAVIC.search(words[-1]) else words


def full_name(name: str) -> list[str]:
    """Return the folded words of a full name without titles and offices before it, [] for any other phrase.

    >>> full_name("Ministerin Dr. Anna Meier"), full_name("Herr Meier"), full_name("Sprecher von Anna Meier")
    (['anna', 'meier'], [], [])
    """
    words = [word.strip(',;:()„“”"»«›‹‚‘') for word in name.split()]
    while words and (words[0] in _titles() or (is_role_noun(words[0]) and words[0] not in _first_names())):
        words = words[1:]
    parts = [_part(word) for word in words]
    named = parts[:1] == ["name"] and words[0].lower() not in _DETERMINERS
    whose = parts[1:2] == ["particle"] and words[0] not in _first_names()
    return folded(" ".join(words)) if named and not whose and parts.count("name") > 1 and "" not in parts else []


def _part(word: str) -> str:
    """Return what part of a name a word can be: «Kowal», «al-Assad» a name, «von» a particle, else nothing."""
    prefix, _, rest = word.lower().rpartition("-")
    if word.lower() in _PARTICLES:
        return "particle"
    return "name" if word[:1].isupper() or (prefix in _PARTICLES and rest) else ""


def body_name(name: str) -> list[str]:
    """Return the folded words of a body's name without its article, [] where the name does not say which body.

    >>> body_name("der Verein „Nordlicht“"), body_name("die Polizei"), body_name("örtliche Polizei")
    (['verein', 'nordlicht'], [], [])
    """
    words = name.split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    plain = folded(" ".join(words))
    named = bool(words) and not words[0][:1].islower() and words[0].lower() not in _DETERMINERS
    return plain if named and not (len(plain) == 1 and plain[0] in BARE) else []


def party_of(form: str) -> str | None:
    """Return the lexicon's id of the party that a Wikidata id, lexicon id or name means.

    >>> party_of("Q49762"), party_of("CDU"), party_of("NATO")
    ('cdu', 'cdu', None)
    """
    return _parties().get(form)


@cache
def _parties() -> dict[str, str]:
    found = {row["id"]: row for row in table("organisations") if row["kind"] == "party"}
    forms = {row["form"]: row["organisation"] for row in table("organisation_forms") if row["organisation"] in found}
    return {
        **forms,
        **{row["wikidata"]: id for id, row in found.items() if row["wikidata"]},
        **{id: id for id in found},
    }


@cache
def _first_names() -> frozenset[str]:
    """Return the first names of the lexicon and of all persons in it: Murat is one, although a «Rat» is an office."""
    persons = (row["name"].split() for row in table("persons"))
    return column("first_names", "name") | frozenset(words[0] for words in persons if len(words) > 1)


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["form"] for row in table("role_nouns") if row["use"] == "title")


def _spelled(word: str) -> str:
    """Return a word of a Slavic name in one spelling: German «Lawrow», English «Lavrov»."""
    for german, english in _SPELLINGS:
        word = word.replace(german, english)
    return re.sub(r"[iy]+$", "i", word)


def _slug(words: list[str]) -> str:
    slug = "-".join(words)
    if len(slug) <= _LONGEST:
        return slug
    return f"{slug[:_LONGEST]}-{hashlib.blake2b(slug.encode(), digest_size=4).hexdigest()}"
