"""All other places where an article names somebody, beside those who speak or are spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.lexicon import is_role_noun
from wortlaut.record import Mention, Span
from wortlaut.record.reading import MentionKind
from wortlaut.resolve.names import Name, titles
from wortlaut.resolve.naming import Namer, Naming, gender_of
from wortlaut.resolve.nouns import parsed

LEFT = 4
"""A title before a name, or a noun's article and adjectives, has at most so many words."""


def others(namer: Namer, known: Sequence[Mention]) -> Iterator[tuple[Mention, Naming]]:
    """Yield the mentions of persons, bodies and roles whose head is that of none in ``known``, with who they are."""
    heads = {mention.head.start for mention in known}
    number = max((int(m.id[1:]) for m in known), default=0)
    for span, head, kind, naming in _all(namer):
        if head.start in heads or any(m.head.start < head.end and head.start < m.head.end for m in known):
            continue
        heads.add(head.start)
        number += 1
        confidence = round(naming.confidence, 4)
        yield Mention(id=f"m{number}", span=span, head=head, kind=kind, confidence=confidence), naming


def _all(namer: Namer) -> Iterator[tuple[Span, Span, MentionKind, Naming]]:
    """Yield span, head, kind and naming of persons by name, bodies, surnames that the model read, and roles."""
    text = namer.article.text
    readable = [p.span for p in namer.article.paragraphs if p.role not in {"byline", "sign", "boilerplate"}]

    def open_to(span: Span) -> bool:
        return not readable or any(p.contains(span) for p in readable)

    taken: list[Span] = []
    for name in namer.names.places:
        if open_to(name.span):
            taken.append(name.span)
            full = Naming(name.full, 0.95, _why(name, text), "person", gender=gender_of(name.gender))
            yield _with_title(namer, name.span), _last_word(name.span, text), "name", full
    for spot in namer.spots:
        span = namer.tree.span(spot.first, spot.last)
        if open_to(span):
            kind: MentionKind = "metonym" if spot.form == "metonym" else "name"
            yield span, namer.tree.span(spot.last, spot.last), kind, namer.body(spot)
            taken.append(span)
    for tag in namer.tree.tags.names:
        span = namer.tree.span(tag.tokens[0], tag.tokens[-1])
        if tag.kind == "PER" and open_to(span) and not any(span.overlaps(one) for one in taken):
            mention = Mention(id="m0", span=span, head=_last_word(span, text), kind="name", confidence=tag.confidence)
            naming = namer.named(mention)
            taken.append(span)
            yield _with_title(namer, span), mention.head, "name", naming._replace(kind=naming.kind or "person")
    yield from _roles(namer, taken, readable)


def _why(name: Name, text: str) -> str:
    written = name.span.of(text)
    return "full name" if written == name.full else f"“{written}”: surname of {name.full} in this article"


def _last_word(span: Span, text: str) -> Span:
    """Return the last word of a span."""
    last = max(span.start, text.rfind(" ", span.start, span.end) + 1)
    return Span(start=last, end=span.end)


def _with_title(namer: Namer, span: Span) -> Span:
    """Return a name with the titles and role nouns right before it: «Präsidenten Alexander Lukaschenko»."""
    tree, first = namer.tree, namer.tree.token(span.start)
    sentence = tree.doc.tokens[first].sentence
    start = first
    while start > 0 and first - start < LEFT and tree.doc.tokens[start - 1].sentence == sentence:
        word = tree.form(start - 1)
        if not (word in titles() or is_role_noun(word)):
            break
        start -= 1
    return Span(start=tree.doc.tokens[start].span.start, end=span.end) if start < first else span


def _roles(namer: Namer, taken: list[Span], readable: list[Span]) -> Iterator[tuple[Span, Span, MentionKind, Naming]]:
    """Yield the role phrases without a name that mean somebody known: «die Kanzlerin», «der belarussische Staatschef».

    A role right beside a name belongs to the name.
    """
    tree = namer.tree
    for token in range(len(tree.doc.tokens)):
        if tree.pos(token) != "NOUN" or not is_role_noun(tree.form(token)):
            continue
        head = tree.span(token, token)
        if readable and not any(p.contains(head) for p in readable):
            continue
        following = tree.doc.tokens[token].span.end + 1
        if any(one.start <= following < one.end or one.contains(head) for one in taken):
            continue
        if tree.relation(token) in {"appos", "flat", "compound"}:
            continue
        first, last = tree.phrase(token)
        for end in dict.fromkeys((last, token)):
            words = [tree.form(i) for i in range(first, end + 1)]
            phrase = parsed([word for word in words if word[0].isalnum()])
            if phrase is None or not phrase.definite:
                continue
            naming = namer.role(phrase, head.start)
            if naming is not None:
                yield tree.span(first, end), head, "role", naming
                break
            bodies = namer.taken_up(tree.span(first, end), head)
            if bodies is not None:
                yield tree.span(first, end), head, "role", bodies
                break
