"""Mentions of one article → its actors, by name parts and nearest matching name for pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from wortlaut.lexicon import column, table
from wortlaut.record import Actor, Article, Link, Mention, Party, Statement
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.names import Names

ARTICLES = frozenset("der die das dem den des ein eine einer einem einen eines".split())
REACH = 600
"""A pronoun finds its name at most this many characters before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Actors and links of one article, and its statements with names filled in."""

    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]


def resolve(article: Article, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Resolved:
    """Return who the mentions are, as far as the article itself names them."""
    names = Names(article.text)
    found: dict[str, tuple[str, float, str]] = {}
    spoken = {p.mention for s in statements for p in (s.speaker,) if p and p.mention}
    for mention in mentions:
        if mention.kind != "pronoun":
            found[mention.id] = _named(article, mention, names)
    for mention in mentions:
        if mention.kind == "pronoun":
            antecedent = _antecedent(article, mention, mentions, found, spoken)
            if antecedent is not None:
                found[mention.id] = antecedent
    return _assembled(article, mentions, statements, found)


def _named(article: Article, mention: Mention, names: Names) -> tuple[str, float, str]:
    """Return best name, confidence and reason for a name or role."""
    words = mention.span.of(article.text).split()
    if mention.kind == "role":
        return " ".join(words), 0.5, "role as the text has it; offices are not looked up yet"
    head = mention.head.of(article.text)
    core = _core(words, head)
    best = names.best(core)
    own = " ".join(core)
    if best == own and own.endswith("s") and names.knows(own[:-1]):
        return own[:-1], 0.8, "genitive of a name of the article"
    if best != own:
        return best, 0.9, f"surname of {best} in this article"
    return own, 0.9, "name as the text has it"


def _core(words: Sequence[str], head: str) -> list[str]:
    """Return the words of a name up to its head, without article, titles, role nouns and brackets."""
    titles, firsts = _titles(), column("first_names", "name")
    kept = list(words)
    for i, word in enumerate(words):
        if word.strip(',.()„“"') == head or head in word:
            kept = list(words[: i + 1])
            break
    kept = [word for word in kept if word not in titles and word.lower() not in ARTICLES] or list(words)
    start = next((i for i, w in enumerate(kept) if w in firsts or w.split("-")[0] in firsts), None)
    if start is not None and start < len(kept) - 1:
        kept = kept[start:]
    return [word.strip(',;:()„“”"»«') for word in kept]


def _antecedent(
    article: Article,
    mention: Mention,
    mentions: Sequence[Mention],
    found: dict[str, tuple[str, float, str]],
    spoken: set[str],
) -> tuple[str, float, str] | None:
    """Return the name that a pronoun of the third person singular most likely stands for."""
    form = mention.span.of(article.text)
    rows = [row for row in table("pronouns") if row["form"] in {form, form.lower()}]
    if not rows or rows[0]["person"] != "3" or rows[0]["number"] == "pl" or rows[0]["gender"] == "n":
        return None
    wanted = {"m": "m", "-": "f"}[rows[0]["gender"]]
    before = [
        m
        for m in mentions
        if m.kind == "name" and m.span.end <= mention.span.start and mention.span.start - m.span.end < REACH
    ]
    for candidate in sorted(before, key=lambda m: (m.id not in spoken, -m.span.start)):
        name = found[candidate.id][0]
        gender = _gender(name)
        if gender == wanted or (gender is None and len(name.split()) == 1 and wanted == "m"):
            return name, 0.5, f"nearest name before “{form}” that fits its gender"
    return None


def _gender(name: str) -> str | None:
    key = _gender_key(name)
    value = _genders()[key] if key else "x"
    return None if value == "x" else value


def _assembled(
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    found: dict[str, tuple[str, float, str]],
) -> Resolved:
    """Give numbers to the actors in the order of their first mention and write names into the statements."""
    ids: dict[str, str] = {}
    forms: dict[str, list[str]] = {}
    links = []
    for mention in mentions:
        if mention.id not in found:
            continue
        name, confidence, reason = found[mention.id]
        actor = ids.setdefault(name, f"actor{len(ids) + 1}")
        form = mention.span.of(article.text)
        if form not in forms.setdefault(name, []) and mention.kind != "pronoun":
            forms[name].append(form)
        links.append(Link(mention=mention.id, actor=actor, confidence=confidence, reasons=(reason,)))
    actors = tuple(Actor(id=ids[name], name=name, kind=_kind(name), names=tuple(forms[name])) for name in ids)

    def filled(party: Party | None) -> Party | None:
        if party is None or party.mention not in found:
            return party
        return replace(party, name=found[party.mention][0])

    return Resolved(
        actors=actors,
        links=tuple(links),
        statements=tuple(
            replace(s, speaker=filled(s.speaker), addressee=filled(s.addressee), via=filled(s.via)) for s in statements
        ),
    )


def _kind(name: str) -> ActorKind:
    """Return ``person`` for a name that starts with a known first name, else ``unknown``."""
    return "person" if len(name.split()) > 1 and _gender_key(name) is not None else "unknown"


def _gender_key(name: str) -> str | None:
    """Return the first name of ``name`` as the table has it, or its first half."""
    first = name.split()[0]
    return next((form for form in (first, first.split("-")[0]) if form in _genders()), None)


@cache
def _genders() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in table("first_names")}


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["form"] for row in table("role_nouns") if row["use"] == "title")
