"""Read one text with the real model, with actors given by hand, and say what they are to each other."""

from __future__ import annotations

import re
from functools import cache

from tests.extract.build import body
from wortlaut.extract.parties import head_of, kind_of
from wortlaut.record import Actor, Link, Mention, Relation, Span
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.relations import relations
from wortlaut.tag import Tagger

KINDS: dict[str, ActorKind] = {"p": "person", "s": "state", "o": "organisation", "m": "outlet", "u": "unknown"}


@cache
def tagger() -> Tagger:
    return Tagger.load()


def found(text: str, actors: str) -> tuple[list[Relation], dict[str, Actor], str]:
    """Return the relations of a text; ``actors`` are ``kind name = form | form`` parted by ``;``, kinds as in KINDS.

    Every form names the actor wherever it stands; without forms the name does. The longest form wins.
    """
    doc = body(text)
    known, forms = {}, []
    for number, entry in enumerate(filter(None, (part.strip() for part in actors.split(";"))), 1):
        name, _, others = entry[2:].partition("=")
        names = tuple(form.strip() for form in others.split("|")) if others else (name.strip(),)
        known[f"a{number}"] = Actor(id=f"a{number}", name=name.strip(), kind=KINDS[entry[0]], names=names)
        forms += [(form, f"a{number}") for form in names]
    mentions, links, taken = [], [], set()
    for form, actor in sorted(forms, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if match.span() in taken:
                continue
            taken.add(match.span())
            spans = [t.span for t in doc.tokens if match.start() <= t.span.start and t.span.end <= match.end()]
            if not spans:
                continue
            words = [span.of(text) for span in spans]
            head = head_of(words)
            mention = Mention(
                id=f"m{len(mentions)}",
                span=Span(start=match.start(), end=match.end()),
                head=spans[head],
                kind=kind_of(words, head),
                confidence=1.0,
            )
            mentions.append(mention)
            links.append(Link(mention=mention.id, actor=actor, confidence=1.0, reasons=()))
    told = relations(doc, tagger().tag(doc).words, mentions, links, list(known.values()))
    return list(told), known, text


def said(text: str, actors: str) -> set[str]:
    """Return ``subject kind object`` of every relation, actors by name, words in marks."""
    told, known, _ = found(text, actors)
    names = {identity: actor.name for identity, actor in known.items()}
    return {f"{names[r.subject]} {r.kind} " + names.get(r.object, f"«{r.object}»") for r in told}
