"""Mentions of one article → its actors, by name parts and nearest matching name for pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from wortlaut.lexicon import endings, is_role_noun, table
from wortlaut.record import Actor, Article, Link, Mention, Party, Statement
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.names import Names, is_first_name

DEFINITE = frozenset("der die das dem den des".split())
REACH = 600
"""A pronoun finds its name at most this many characters before."""
CLOSER = 150

Naming = tuple[str, float, str]
"""Best name, confidence, reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Actors and links of one article, and its statements with names filled in."""

    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]


def resolve(article: Article, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Resolved:
    """Return who the mentions are, as far as the article itself names them."""
    names = Names(article.text)
    found = {m.id: _named(article, m, names) for m in mentions if m.kind != "pronoun"}
    spoken = frozenset(found[p.mention][0] for s in statements for p in (s.speaker,) if p and p.mention in found)
    spans = {m.id: m for m in mentions}
    last: str | None = None
    speakers: dict[str, str] = {}
    for statement in statements:
        key = statement.speaker.mention if statement.speaker else None
        if key is not None and key not in found:
            outer = speakers.get(statement.parent or "")
            naming = _antecedent(article, spans[key], names, spoken, last=last, other=outer)
            if naming is not None:
                found[key] = naming
        if key in found:
            speakers[statement.id] = found[key][0]
            last = found[key][0] if statement.parent is None else last
    for mention in mentions:
        naming = _antecedent(article, mention, names, spoken) if mention.id not in found else None
        if naming is not None:
            found[mention.id] = naming
    return _assembled(article, mentions, statements, found)


def _named(article: Article, mention: Mention, names: Names) -> Naming:
    """Return best name, confidence and reason for a name or role."""
    full = names.within(mention.span, mention.head)
    if full:
        return full, 0.95, "full name in the mention"
    words = mention.span.of(article.text).split()
    if words[0].lower() in DEFINITE and len(words) > 1:
        words = words[1:]
    quoted = _quoted(words)
    if quoted:
        return quoted, 0.8, "name in quotation marks"
    core = _core(words, mention.head.of(article.text))
    if mention.kind == "role" and core[0] == words[0]:
        return " ".join(words), 0.5, "role as the text has it; offices are not looked up yet"
    own, best = " ".join(core), names.best(core)
    if best != own:
        return best, 0.9, f"surname of {best} in this article"
    if own.endswith("s") and names.knows(own[:-1]):
        return own[:-1], 0.8, "genitive of a name of the article"
    return own, 0.9, "name as the text has it"


def _quoted(words: list[str]) -> str | None:
    """Return the name that a phrase ends with in marks: «die Wiener „Abendrundschau“»."""
    opener = next((i for i, word in enumerate(words) if word[0] in '„“»«"‚›'), None)
    if not opener or words[-1][-1] not in '“”«»"‘‹':
        return None
    return " ".join(words[opener:]).strip('„“”"»«›‹‚‘')


def _core(words: list[str], head: str) -> list[str]:
    """Return a name up to its head, without brackets and without titles, callings and media nouns before it."""
    plain = [word.strip(',;:()„“”"»«›‹‚‘') for word in words]
    end = next((i + 1 for i, word in enumerate(plain) if word == head), len(plain))
    kept = [word for word in plain[:end] if word]
    for i in range(len(kept) - 1, 0, -1):
        before = kept[i - 1]
        if before in _titles() or is_role_noun(before) or before.lower().endswith(endings("media_nouns")):
            return kept[i:]
    return kept or plain


def _antecedent(
    article: Article,
    mention: Mention,
    names: Names,
    spoken: frozenset[str],
    *,
    last: str | None = None,
    other: str | None = None,
) -> Naming | None:
    """Return the name that a pronoun of the third person singular most likely stands for.

    Whoever spoke last, if the gender fits; else the nearest name before it that fits, where who speaks in the
    article counts as ``CLOSER`` characters nearer. Inside somebody's words «er» is not ``other``, that somebody.
    """
    form = mention.span.of(article.text)
    rows = [row for row in table("pronouns") if row["form"] in {form, form.lower()}]
    if not rows or rows[0]["person"] != "3" or rows[0]["number"] == "pl" or rows[0]["gender"] == "n":
        return None
    wanted = {"m": "m", "-": "f"}[rows[0]["gender"]]
    best, nearest = None, REACH
    for name in names.before(mention.span.start, REACH):
        if name.full == other:
            continue
        if name.full == last and name.gender in {wanted, None}:
            return name.full, 0.6, f"who spoke last, and fits “{form}”"
        distance = mention.span.start - name.span.end - (CLOSER if name.full in spoken else 0)
        if distance < nearest and name.gender in {wanted, None}:
            best, nearest = name, distance
    return (best.full, 0.5, f"nearest name before “{form}” that fits its gender") if best else None


def _assembled(
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    found: dict[str, Naming],
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
    return "person" if len(name.split()) > 1 and is_first_name(name.split()[0]) else "unknown"


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["form"] for row in table("role_nouns") if row["use"] == "title")
