"""Mentions of one article → its actors, by name parts and nearest matching name for pronouns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wortlaut.lexicon import endings, is_role_noun, table
from wortlaut.record import Actor, Article, Link, Mention, Party, Span, Statement
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.bodies import kind_of, state
from wortlaut.resolve.names import EDGE, Names, is_first_name, titles
from wortlaut.resolve.nouns import DEFINITE, Phrase, parsed
from wortlaut.resolve.offices import Holder, World, surnames_of
from wortlaut.resolve.roles import Roles
from wortlaut.resolve.told import role_before

REACH = 600
"""A pronoun finds its name at most this many characters before."""
CLOSER = 150

MARKS = '„“»«"‚›'
BREAK = re.compile(r"[,;(–]")


class Naming(NamedTuple):
    """Best name, confidence, reason, and what is named if that is known."""

    name: str
    confidence: float
    reason: str
    kind: ActorKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Actors and links of one article, and its statements with names filled in."""

    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    known: Sequence[tuple[Span, str]] = (),
) -> Resolved:
    """Return who the mentions are, as far as the article itself names them.

    ``known``: names that the model found, each with its kind (PER, ORG, LOC, MISC).
    """
    scene = _Scene(article, known)
    names = scene.names
    found = {m.id: scene.named(m) for m in mentions if m.kind != "pronoun"}
    found = {mention: scene.joined(naming) for mention, naming in found.items()}
    spoken = frozenset(found[p.mention].name for s in statements for p in (s.speaker,) if p and p.mention in found)
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
            speakers[statement.id] = found[key].name
            last = found[key].name if statement.parent is None else last
    for mention in mentions:
        naming = _antecedent(article, mention, names, spoken) if mention.id not in found else None
        if naming is not None:
            found[mention.id] = naming
    kinds = Counter((span.of(article.text), kind) for span, kind in known)
    return _assembled(article, mentions, statements, found, kinds)


class _Scene:
    """One article while it is resolved: its names, the roles told in it, and the world on its day."""

    def __init__(self, article: Article, known: Sequence[tuple[Span, str]]) -> None:
        self.article = article
        self.names = Names(article.text, [span for span, kind in known if kind == "PER"])
        self.roles = Roles(article.text, self.names)
        day = article.published.earliest.isoformat() if article.published else None
        self.world = World(day=day, words=self.names.vocabulary, fulls=self.names.fulls)
        self.holders: dict[str, Holder] = {}

    def named(self, mention: Mention) -> Naming:
        """Return who a mention is that is no pronoun."""
        full = self.names.within(mention.span, mention.head)
        if full:
            return Naming(full, 0.95, "full name in the mention", "person")
        words = mention.span.of(self.article.text).split()
        quoted = _quoted(words)
        if quoted:
            return Naming(quoted, 0.8, "name in quotation marks", "outlet" if _is_outlet(words) else None)
        if found := state(words):
            return Naming(found[0], 0.8, found[1], "state")
        nouns = BREAK.split(mention.span.of(self.article.text))[0].split()
        phrase = parsed(nouns)
        if phrase and (found_role := self.role(phrase, mention.span.start)):
            return found_role
        words = words[1:] if words[0].lower() in DEFINITE and len(words) > 1 else words
        core = _core(words, mention.head.of(self.article.text))
        if nominative := _nominative(phrase or parsed(nouns, any_noun=True)):
            return Naming(nominative, 0.5, "role as the text has it")
        if mention.kind == "role" and core[0] == words[0]:
            return Naming(" ".join(words), 0.5, "role as the text has it")
        return self.surname(mention, core)

    def role(self, phrase: Phrase, at: int) -> Naming | None:
        """Return whom a role phrase means: by the article, else by the office."""
        if fit := self.roles.find(phrase, at, ahead=self._opens(at)):
            return Naming(*fit, "person")
        holder = self.world.holder(phrase)
        return self._holding(holder, 0.8) if holder else None

    def surname(self, mention: Mention, core: list[str]) -> Naming:
        """Return whose name a mention is: the fullest of the article, or that of an office holder."""
        own, best = " ".join(core), self.names.best(core)
        if best != own:
            return Naming(best, 0.9, f"surname of {best} in this article", "person")
        plain = own[:-1] if own.endswith("s") and self.names.knows(own[:-1]) else own
        before = mention.span.of(self.article.text).rpartition(core[-1])[0].split() if own else []
        phrase = parsed(before, any_noun=True) if before else None
        if several := self.names.bearers(plain):
            fit = self.roles.among(several, phrase) if phrase else None
            return Naming(*fit, "person") if fit else Naming(plain, 0.5, f"surname of {' and '.join(several)}")
        if len(core) == 1 and (holder := self._titled(plain)):
            return self._holding(holder, 0.8)
        if plain != own:
            return Naming(plain, 0.8, "genitive of a name of the article")
        return Naming(own, 0.9, "name as the text has it")

    def _titled(self, surname: str) -> Holder | None:
        """Return the office holder whom the article calls by title and surname: «Präsident Lukaschenko»."""
        for i, (word, _, _) in enumerate(self.names.words):
            if word.rstrip(EDGE) in {surname, surname + "s"}:
                phrase = role_before(self.article.text, self.names.words, i)
                if phrase and (holder := self.world.holder(phrase, surname)):
                    return holder
        return None

    def _holding(self, holder: Holder, confidence: float) -> Naming:
        self.holders[holder.person] = holder
        return Naming(holder.name, confidence, holder.reason, "person")

    def _opens(self, at: int) -> bool:
        """Say whether a place is in headline or lead, where somebody is meant who is named only later."""
        paragraphs = self.article.paragraphs
        here = next((i for i, p in enumerate(paragraphs) if p.span.start <= at < p.span.end), None)
        return here is not None and (here == 0 or paragraphs[here].role in {"headline", "kicker", "lead"})

    def joined(self, naming: Naming) -> Naming:
        """Return a bare surname as the office holder of this article who has it."""
        for holder in self.holders.values() if naming.kind is None else ():
            if naming.name in surnames_of(holder.person) and naming.name not in self.names.surnames:
                return Naming(holder.name, 0.8, f"surname of {holder.name}, {holder.reason}", "person")
        return naming


def _nominative(phrase: Phrase | None) -> str | None:
    """Return a role as a name, where its ending is sure: «dem armenischen Minister» → «armenischer Minister»."""
    if phrase is None or not phrase.definite or phrase.plural or phrase.owner or not phrase.adjectives:
        return None
    subject = phrase.article in {"der", "das"} and all(word.endswith("e") for word in phrase.adjectives)
    return phrase.nominative if subject or (phrase.bears and phrase.gender) else None


def _quoted(words: list[str]) -> str | None:
    """Return the name that a phrase ends with in marks: «die Wiener „Abendrundschau“»."""
    opener = next((i for i, word in enumerate(words) if word[0] in MARKS), None)
    if not opener or words[-1][-1] not in '“”«»"‘‹':
        return None
    return " ".join(words[opener:]).strip('„“”"»«›‹‚‘')


def _is_outlet(words: list[str]) -> bool:
    """Say whether a name in marks is that of an outlet: no other noun stands before it but one for media.

    «der konservative „Kurier“», «die Wiener „Abendrundschau“», not «der Verein „Nordlicht“»
    """
    opener = next(i for i, word in enumerate(words) if word[0] in MARKS)
    nouns = [word for word in words[1:opener] if word[0].isupper() and not word.endswith("er")]
    return all(noun.lower().endswith(endings("media_nouns")) for noun in nouns)


def _core(words: list[str], head: str) -> list[str]:
    """Return a name up to its head, without brackets and without titles, callings and media nouns before it."""
    plain = [word.strip(',;:()„“”"»«›‹‚‘') for word in words]
    end = next((i + 1 for i, word in enumerate(plain) if word == head), len(plain))
    kept = [word for word in plain[:end] if word]
    for i in range(len(kept) - 1, 0, -1):
        before = kept[i - 1]
        if before in titles() or is_role_noun(before) or before.lower().endswith(endings("media_nouns")):
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
            return Naming(name.full, 0.6, f"who spoke last, and fits “{form}”")
        distance = mention.span.start - name.span.end - (CLOSER if name.full in spoken else 0)
        if distance < nearest and name.gender in {wanted, None}:
            best, nearest = name, distance
    return Naming(best.full, 0.5, f"nearest name before “{form}” that fits its gender") if best else None


def _assembled(
    article: Article,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    found: dict[str, Naming],
    kinds: Counter[tuple[str, str]],
) -> Resolved:
    """Give numbers to the actors in the order of their first mention and write names into the statements."""
    ids: dict[str, str] = {}
    forms: dict[str, list[str]] = {}
    told: dict[str, ActorKind] = {}
    links = []
    for mention in mentions:
        if mention.id not in found:
            continue
        name, confidence, reason, kind = found[mention.id]
        if kind:
            told.setdefault(name, kind)
        actor = ids.setdefault(name, f"actor{len(ids) + 1}")
        form = mention.span.of(article.text)
        if form not in forms.setdefault(name, []) and mention.kind != "pronoun":
            forms[name].append(form)
        links.append(Link(mention=mention.id, actor=actor, confidence=confidence, reasons=(reason,)))
    actors = tuple(
        Actor(id=ids[name], name=name, kind=_kind(name, forms[name], told.get(name), kinds), names=tuple(forms[name]))
        for name in ids
    )

    def filled(party: Party | None) -> Party | None:
        if party is None or party.mention not in found:
            return party
        return replace(party, name=found[party.mention].name)

    return Resolved(
        actors=actors,
        links=tuple(links),
        statements=tuple(
            replace(s, speaker=filled(s.speaker), addressee=filled(s.addressee), via=filled(s.via)) for s in statements
        ),
    )


def _kind(name: str, forms: list[str], told: ActorKind | None, kinds: Counter[tuple[str, str]]) -> ActorKind:
    """Return what the lexicon knows a name as, else what a link told, else what the model mostly took it for."""
    if known := kind_of([name, *forms]):
        return known
    words = name.split()
    if told or (len(words) > 1 and is_first_name(words[0])):
        return told or "person"
    person, organisation, place = (kinds[name, kind] for kind in ("PER", "ORG", "LOC"))
    if max(person, organisation) <= place:
        return "unknown"
    return "person" if person >= organisation else "organisation"
