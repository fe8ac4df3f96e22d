"""Noun phrases for persons: article, adjectives, noun, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import endings, is_role_noun, table

DEFINITE = frozenset("der die das dem den des dieser diese dieses diesem diesen".split())
INDEFINITE = frozenset("ein eine einem einer einen eines".split())
OWNING = ("mein", "dein", "sein", "ihr", "unser", "euer", "eure", "deren", "dessen")
MANY = frozenset("mehrere viele einige alle beide beiden zwei drei vier fünf wenige manche zahlreiche".split())
BEHIND = frozenset("der des von vom für im in am an aus bei beim zu zur zum und & auf".split())
"""Words that lead on in a noun phrase behind its noun."""
AGED = re.compile(r"(\d{1,3})-?[Jj]ährig")
BENT = re.compile(r"(e|en|er|es|em)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a noun phrase says of a person: «die frühere belarussische Außenministerin».

    ``noun`` is the nominative singular, ``gender`` f, m or None, ``owner`` a genitive before the noun or a possessive,
    ``tail`` what follows.
    """

    article: str
    adjectives: tuple[str, ...]
    owner: str
    noun: str
    gender: str | None
    plural: bool
    tail: tuple[str, ...]

    @property
    def definite(self) -> bool:
        """Say whether the phrase points to somebody known."""
        return self.article in DEFINITE

    @property
    def possessive(self) -> bool:
        """Say whether a pronoun says whose the role is: «ihr Sprecher»."""
        return self.article.startswith(OWNING)

    @property
    def former(self) -> bool:
        """Say whether the role is over: «Altkanzler», «Ex-Minister», «die frühere Präsidentin»."""
        words = [adjective.lower() for adjective in self.adjectives]
        first = self.base.partition("-")[0]
        over = [form for form, _ in relations("former")]
        old = self.base.startswith("alt") and self.base[3:].startswith(_bearers())
        return old or first in over or any(len(f) > 3 and word.startswith(f) for word in words for f in over)

    @property
    def base(self) -> str:
        """Return the noun as of a man, in lower case: «Ministerin» → «minister»."""
        return base(self.noun)

    @property
    def nominative(self) -> str:
        """Return the phrase as a name without article: «dem armenischen Unterhändler» → «armenischer Unterhändler»."""
        ending = "es" if self.article == "das" else "er" if self.gender == "m" else "e"
        return " ".join((*(BENT.sub(ending, word) for word in self.adjectives), self.noun, *self.tail))

    @property
    def bears(self) -> bool:
        """Say whether the noun is one for persons."""
        return _bears(self.noun)

    @property
    def belongs(self) -> tuple[str, ...]:
        """Return the nouns of the institution or person whose the role is: «Präsidentin des Bundestags»."""
        if not self.tail or self.tail[0].lower() not in {"der", "des", "von", "vom", "für", "beim"}:
            return ()
        return tuple(word for word in self.tail if word[0].isupper())

    @property
    def age(self) -> str:
        """Return the age that noun or adjective tell: «der 58-Jährige»."""
        found = next((match for word in (self.noun, *self.adjectives) if (match := AGED.match(word))), None)
        return found.group(1) if found else ""


def parsed(words: Sequence[str], *, any_noun: bool = False) -> Phrase | None:
    """Return a noun phrase that fills ``words``, or None: its noun is one for a role unless ``any_noun``.

    >>> parsed("die frühere Ministerin der Republik".split()).noun
    'Ministerin'
    """
    rest, article = list(words), ""
    if rest and (rest[0].lower() in DEFINITE | INDEFINITE | MANY or rest[0].lower().startswith(OWNING)):
        article, rest = rest[0].lower(), rest[1:]
    adjectives = []
    while rest and _qualifies(rest[0]):
        adjectives.append(rest[0])
        rest = rest[1:]
    owner = ""
    if len(rest) > 1 and rest[0].endswith(("s", "’", "'")) and rest[0][0].isupper() and not _bears(rest[0]):
        owner, rest = rest[0], rest[1:]
        while rest and _qualifies(rest[0]):
            adjectives.append(rest[0])
            rest = rest[1:]
    if not rest or not (_bears(rest[0]) or (any_noun and rest[0][0].isupper())) or not _tail(rest[1:]):
        return None
    noun, gender, plural = _singular(rest[0], article)
    plural = plural and not (owner and noun == rest[0])
    return Phrase(
        article=article,
        adjectives=tuple(adjectives),
        owner=owner,
        noun=noun,
        gender=gender,
        plural=plural,
        tail=tuple(rest[1:]),
    )


def _qualifies(word: str) -> bool:
    """Say whether a word is an adjective before a noun: «frühere», «58-jährige»."""
    plain = word[0].islower() or (AGED.match(word) is not None and not _aged(word))
    return plain and BENT.search(word) is not None and word not in INDEFINITE


def base(noun: str) -> str:
    """Return a noun as of a man, in lower case, without a change of vowel.

    >>> base("Ministerin"), base("Landeshauptfrau"), base("Termin")
    ('minister', 'landeshauptmann', 'termin')
    """
    low = noun.lower()
    if low.endswith("frau"):
        return low[:-4] + "mann"
    return _man(low) or low


@cache
def relations(relation: str) -> tuple[tuple[str, str], ...]:
    """Return the rows of one relation between nouns."""
    return tuple((row["form"], row["of"]) for row in table("role_relations") if row["relation"] == relation)


def _man(low: str) -> str | None:
    """Return the noun for the man: «ministerin» → «minister», «expertin» → «experte»; None for other nouns."""
    if not low.endswith("in") or len(low) < 5:
        return None
    stem = low[:-2].replace("ärzt", "arzt").replace("anwält", "anwalt")
    return next((man for man in (stem, stem + "e") if man.endswith(_bearers())), None)


@cache
def _bearers() -> tuple[str, ...]:
    """Return the ends of nouns for persons, lower case, as of a man."""
    related = [form for relation in ("kind", "party", "member") for form, _ in relations(relation)]
    kinds = [of for _, of in relations("kind")]
    return (*endings("role_nouns", "suffix"), *related, *kinds)


@cache
def _women() -> tuple[str, ...]:
    """Return the ends of nouns for women: «rätin», «frau»."""
    return (*(form for form in endings("role_nouns", "suffix") if form.endswith("in")), "frau")


def _bears(word: str) -> bool:
    """Say whether a word is a noun for a person."""
    if not word[0].isupper() and not _aged(word):
        return False
    return is_role_noun(word) or _aged(word) or any(stem.endswith(_bearers()) for stem in _stems(word.lower()))


def _aged(word: str) -> bool:
    """Say whether a word is a noun of age: «58-Jährige»."""
    return "Jährig" in word and AGED.match(word) is not None


def _stems(low: str) -> list[str]:
    """Return a noun without endings, the likeliest first."""
    bare = [low.removesuffix(end) for end in ("n", "en", "s", "es", "nen") if low.endswith(end)]
    man = _man(low)
    return [low, *bare, *([man] if man else [])]


def _tail(words: Sequence[str]) -> bool:
    """Say whether words may follow the noun in its phrase: «der Konferenz», «für den Osten»; never a verb."""
    leads = {*BEHIND, "den", "dem", "die", "das"}
    return (not words or words[0].lower() in BEHIND) and all(
        word[0].isupper() or word in leads or word[0] in "„“»«" or word.endswith(("en", "er", "es")) for word in words
    )


@cache
def _bending() -> tuple[str, ...]:
    """Return the ends of nouns that bend like adjectives: «Vorsitzende», «Abgeordnete»."""
    forms = set(endings("role_nouns", "suffix"))
    parties = [form for form, _ in relations("party") if form.endswith("e")]
    return (*(form for form in forms if form.endswith("e") and form + "r" in forms), *parties, "jährige")


def _singular(noun: str, article: str) -> tuple[str, str | None, bool]:
    """Return nominative singular, gender and whether several are meant."""
    low = noun.lower()
    many = article in MANY
    stem = low.rstrip("nmrs")
    if stem.endswith(_bending()):
        return noun[: len(stem)], *_adjectival(low[len(stem) :], article, many=many)
    if low.endswith("innen"):
        return noun[:-3], "f", True
    if _man(low) or low.endswith(_women()):
        return noun, "f", many
    stem = next((s for s in _stems(low) if s.endswith(_bearers())), low)
    ending, plain = low[len(stem) :], noun[: len(stem)]
    if article in {"die", "diese"} or (article in {"den", "diesen"} and ending == "n" and stem.endswith("er")):
        many = True
    if not article and (ending in {"n", "en"} or (stem == low and low.endswith("er"))):
        many = True
    return plain, "m", many


def _adjectival(ending: str, article: str, *, many: bool) -> tuple[str | None, bool]:
    """Return gender and number of a noun that bends like an adjective: «die Vorsitzende», «der Vorsitzenden»."""
    if many or (ending == "n" and article in {"", "die", "diese"}):
        return None, True
    if ending == "n":
        return ("f" if article in {"der", "dieser", "einer"} else "m"), False
    if ending in {"r", "m"}:
        return "m", False
    return ("m" if article in {"der", "dieser"} else "f"), False
