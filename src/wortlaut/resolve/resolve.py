"""Mentions of one article → its actors: who speaks, who is named, who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wortlaut.record import Actor, Document, Link, Mention, Relation, Statement, Tags
from wortlaut.resolve.actors import actor_of, filled, groups_of, links_of, merged, with_offices
from wortlaut.resolve.mentions import others
from wortlaut.resolve.naming import Namer
from wortlaut.resolve.pronouns import personal
from wortlaut.resolve.relations import relations
from wortlaut.resolve.taking_up import TakingUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Mentions, actors and links of one article, and its statements with names filled in."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...] = ()


def resolve(doc: Document, tags: Tags, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Resolved:
    """Return who is mentioned: the parties of ``statements`` (``mentions``) and everybody else named in ``doc``."""
    namer = Namer(doc, tags)
    mentions = [namer.headed(mention) for mention in mentions]
    found = {m.id: namer.named(m) for m in mentions if m.kind != "pronoun"}
    more = list(others(namer, mentions))
    pronouns = list(personal(namer.tree, [*mentions, *(mention for mention, _ in more)]))
    everybody = sorted([*mentions, *(mention for mention, _ in more), *pronouns], key=lambda m: (m.span, m.id))
    found |= {mention.id: naming for mention, naming in more}
    found = {mention: namer.joined(naming) for mention, naming in found.items()}
    TakingUp(namer, everybody, statements, found).run()
    loose = {mention.id for mention in pronouns} - set(found)
    everybody = [mention for mention in everybody if mention.id not in loose]
    groups = groups_of(doc.article.text, everybody, found)
    kinds = Counter((namer.tree.span(n.tokens[0], n.tokens[-1]).of(doc.article.text), n.kind) for n in tags.names)
    groups, actors = merged(groups, [actor_of(number, g, namer, kinds) for number, g in enumerate(groups, 1)])
    links = links_of(groups, {group.key: actor.id for group, actor in zip(groups, actors, strict=True)})
    names = {actor.id: actor.name for actor in actors}
    told = relations(doc, tags.words, everybody, links, actors)
    return Resolved(
        mentions=tuple(everybody),
        actors=tuple(with_offices(actor, told, names) for actor in actors),
        links=links,
        relations=told,
        statements=filled(statements, {link.mention: names[link.actor] for link in links}),
    )
