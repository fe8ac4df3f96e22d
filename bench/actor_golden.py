"""Golden actors: who they are and where the text names them.

A mention is an anchor (``{"text": …, "nth": …}``, see `bench.golden_files`) or a bare form; a bare form stands for
its first whole-word occurrence outside the actor's longer mentions. The mentions of speakers and addressees that
carry the actor's name count as the actor's too. ``wikidata`` is an id, null for somebody whom Wikidata does not
have, or missing where nobody has looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from bench.golden_files import GoldenError, place
from bench.matching import ARTICLES, TITLES, mention_head
from bench.words import Bounds, Words
from wortlaut.lexicon import column, is_role_noun

How = Literal["name", "role", "pronoun", "carried"]
HOWS: tuple[How, ...] = ("name", "role", "pronoun", "carried")
DESCRIBING = frozenset({"des", "der", "den", "einer", "eines", "im", "in", "am", "aus", "für", "bei"})
PARTICLES = frozenset({"von", "van", "und"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Where the text names somebody, and the word in it that carries the reference; code points, half-open."""

    bounds: Bounds
    head: Bounds
    how: How


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Somebody of the golden file; ``judged`` says whether somebody has looked ``wikidata`` up."""

    name: str
    kind: str
    mentions: tuple[GoldMention, ...]
    wikidata: str | None = None
    judged: bool = False


def golden_actors(golden: Mapping[str, Any], text: str, *, every: bool = False) -> tuple[GoldActor, ...]:
    """Read the actors of a golden file against its text; with ``every`` a bare form stands for all its occurrences.

    Raises GoldenError for an anchor that is not in the text and for two actors of one name.
    """
    words = Words.of_text(text)
    parties: dict[str, list[Bounds]] = {}
    for name, anchor in _parties(golden):
        parties.setdefault(name, []).append(place(anchor, text))
    actors = tuple(
        _actor(
            actor, [*placed(actor.get("mentions", ()), text, every=every), *parties.get(actor["name"], ())], words, text
        )
        for actor in golden.get("actors", ())
    )
    if len({actor.name for actor in actors}) < len(actors):
        raise GoldenError("two actors have the same name")
    return actors


def _parties(golden: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Yield the name and the anchor of every speaker and addressee that has both."""
    for statement in golden.get("statements", ()):
        for role in ("speaker", "addressee"):
            party = statement.get(role)
            if isinstance(party, str):
                party = {"name": party, "mention": statement.get(f"{role}_mention")}
            if party and party.get("name") and party.get("mention"):
                yield party["name"], party["mention"]


def _actor(golden: Mapping[str, Any], places: Iterable[Bounds], words: Words, text: str) -> GoldActor:
    name, kind = golden["name"], golden.get("kind", "unknown")
    kept: dict[Bounds, GoldMention] = {}
    for bounds in sorted(places, key=_longest_first):
        mention = gold_mention(bounds, words, text, name, kind)
        kept.setdefault(mention.head, mention)
    mentions = tuple(sorted(kept.values(), key=lambda mention: mention.bounds))
    return GoldActor(name, kind, mentions, golden.get("wikidata"), "wikidata" in golden)


def gold_mention(bounds: Bounds, words: Words, text: str, name: str = "", kind: str = "unknown") -> GoldMention:
    """Return the mention of somebody of this name and kind at a place of the text."""
    told = proper_words(name, kind)
    head = _head(bounds, words, name if told and kind == "person" else None)
    return GoldMention(bounds, head, how_named(text[slice(*bounds)], told))


def _longest_first(bounds: Bounds) -> tuple[int, int]:
    return bounds[0] - bounds[1], bounds[0]


def placed(mentions: Iterable[str | Mapping[str, Any]], text: str, *, every: bool = False) -> list[Bounds]:
    """Return where an actor's mentions lie, of a bare form the first place or ``every``.

    Raises GoldenError for one that is not in the text.

    >>> placed(["Petrow", "Iwan Petrow"], "Iwan Petrow kam. Petrow ging.")
    [(0, 11), (17, 23)]
    """
    listed = list(mentions)
    found = [place(mention, text) for mention in listed if not isinstance(mention, str)]
    for form in sorted((mention for mention in listed if isinstance(mention, str)), key=len, reverse=True):
        whole = everywhere(form, text) or [place({"text": form}, text)]
        free = [b for b in whole if not any(start <= b[0] and b[1] <= end for start, end in found)]
        found += free if every else (free or whole)[:1]
    return found


def everywhere(form: str, text: str) -> list[Bounds]:
    """Return every place where a form stands as whole words.

    >>> everywhere("Bund", "Bundestag und Bund")
    [(14, 18)]
    """
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]


def _head(bounds: Bounds, words: Words, family: str | None) -> Bounds:
    tokens = words.overlapped([bounds])
    nouns = frozenset(token for token in tokens if not _is_pronoun(words.texts[token]))
    token = mention_head(nouns or tokens, words, family)
    if token is None:
        return bounds
    return max(words.starts[token], bounds[0]), min(words.ends[token], bounds[1])


def proper_words(name: str, kind: str) -> frozenset[str]:
    """Return the words of a name that are proper names; none of a group or of a description.

    >>> sorted(proper_words("Dr. Anna Meier", "person")), proper_words("Sprecherin des Kanzleramts", "unknown")
    (['Anna', 'Meier'], frozenset())
    """
    words = [word for word in name.split() if word.strip(".").casefold() not in TITLES]
    capital = [word for word in words if word[:1].isupper()]
    if kind == "group" or not capital:
        return frozenset()
    if kind in {"person", "unknown"} and (words[0] != capital[0] or is_role_noun(words[0]) or _is_told(words, kind)):
        return frozenset()
    return frozenset(capital)


def _is_told(words: Sequence[str], kind: str) -> bool:
    """Say whether a name is a description with a noun in front: «Vater von Anna Meier», not «Anna von der Heide»."""
    told = any(word in DESCRIBING and before not in PARTICLES for before, word in pairwise(words))
    after = words[words.index("von") :] if "von" in words else ()
    of_somebody = sum(word[0].isupper() for word in after) > 1
    return told or of_somebody or (kind == "unknown" and (len(words) == 1 or "von" in words))


def how_named(mention: str, told: frozenset[str]) -> How:
    """Say whether words are a pronoun, have a word of the name in them, or are a role (anything else).

    >>> [how_named(words, frozenset({"Meier"})) for words in ("Sie", "Ministerin Meier", "die Ministerin")]
    ['pronoun', 'name', 'role']
    """
    words = Words.of_text(mention).texts
    if words and all(_is_pronoun(word) or word.lower() in ARTICLES for word in words):
        return "pronoun"
    return "name" if any(_is_form(word, name) for word in words for name in told) else "role"


def _is_pronoun(word: str) -> bool:
    return not column("pronouns", "form").isdisjoint({word, word.lower()})


def _is_form(word: str, name: str) -> bool:
    """Say whether a word is a name or its genitive."""
    return word.rstrip("’'") in {name, f"{name}s", f"{name}es"}
