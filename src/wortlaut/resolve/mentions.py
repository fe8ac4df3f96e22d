"""All other places where an article names somebody, beside those who speak or are spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.lexicon import column, endings, is_role_noun
from wortlaut.record import Mention, Span
from wortlaut.record.reading import MentionKind
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import inhabitants, place_names
from wortlaut.resolve.names import EDGE, Name, titles
from wortlaut.resolve.naming import Namer, Naming, barred_words, gender_of
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE, OWNING, Phrase, parsed
from wortlaut.resolve.offices import surnames_of

CONTRACTED = {"zum": "dem", "zur": "der", "vom": "dem", "beim": "dem", "im": "dem", "am": "dem"}
VERBAL = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ"})
LEFT = 4
"""A title before a name, or a noun's article and adjectives, has at most so many words."""


def others(namer: Namer, known: Sequence[Mention]) -> Iterator[tuple[Mention, Naming]]:
    """Yield the mentions of persons, bodies and roles whose head is that of none in ``known``, with who they are."""
    heads = {(mention.head.start, mention.head.end) for mention in known}
    number = max((int(m.id[1:]) for m in known), default=0)
    for span, head, kind, naming in _all(namer, [mention.head for mention in known]):
        part = (head.start, head.end)
        if part in heads or any(_same(m.head, head, span) for m in known):
            continue
        heads.add(part)
        number += 1
        confidence = round(naming.confidence, 4)
        yield Mention(id=f"m{number}", span=span, head=head, kind=kind, confidence=confidence), naming


def _same(known: Span, head: Span, span: Span) -> bool:
    """Say whether a head is that of a known mention: they overlap, and neither is a part of a compound."""
    return known.overlaps(head) and not (head == span and known.contains(head) and known.start == head.start)


def _all(namer: Namer, heads: Sequence[Span]) -> Iterator[tuple[Span, Span, MentionKind, Naming]]:
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
        span = spot.span
        if open_to(span):
            kind: MentionKind = "metonym" if spot.form == "metonym" else "name"
            yield span, span if spot.part else namer.tree.span(spot.last, spot.last), kind, namer.body(spot)
            taken += [span] if not spot.part else []
    for tag in namer.tree.tags.names:
        span = namer.tree.span(tag.tokens[0], tag.tokens[-1])
        if (
            tag.kind == "PER"
            and _is_name(span.of(text))
            and open_to(span)
            and not any(span.overlaps(one) for one in taken)
        ):
            mention = Mention(id="m0", span=span, head=_last_word(span, text), kind="name", confidence=tag.confidence)
            naming = namer.named(mention)
            taken.append(span)
            yield _with_title(namer, span), mention.head, "name", naming._replace(kind=naming.kind or "person")
    for span, naming in _titled(namer, taken):
        if open_to(span):
            taken.append(span)
            yield _with_title(namer, span), span, "name", naming
    roles = list(_roles(namer, [*taken, *heads], readable))
    yield from roles
    yield from ((span, span, "name", naming) for span, naming in _by_holder(namer, taken) if open_to(span))


def _titled(namer: Namer, taken: Sequence[Span]) -> Iterator[tuple[Span, Naming]]:
    """Yield bare surnames behind a title that names their office: «Kanzler Scholz»."""
    for i, (word, start, _) in enumerate(namer.names.words):
        span = Span(start=start, end=start + len(word.rstrip(EDGE)) or start + 1)
        if i and word[0].isupper() and not any(span.overlaps(one) for one in taken):
            before = namer.names.words[i - 1][0]
            if is_role_noun(before) and not is_role_noun(word) and (naming := namer.behind_title(i)):
                yield span, naming


def _by_holder(namer: Namer, taken: Sequence[Span]) -> Iterator[tuple[Span, Naming]]:
    """Yield bare surnames of those whose office the article names: «der französische Präsident … Macron»."""
    barred = barred_words(namer.tree)
    for word, start, _ in namer.names.words:
        bare = word.rstrip(EDGE)
        span = Span(start=start, end=start + max(1, len(bare)))
        if start in barred or any(span.overlaps(one) for one in taken):
            continue
        for name, person, reason in namer.known_persons:
            if {bare, bare.removesuffix("s")} & surnames_of(person):
                yield span, Naming(name, 0.8, f"surname of {name}{reason}", "person")
                break


def _why(name: Name, text: str) -> str:
    written = name.span.of(text)
    return "full name" if written == name.full else f"“{written}”: surname of {name.full} in this article"


def _is_name(words: str) -> bool:
    """Say whether a name that the model read is more than an article or a pronoun."""
    return words[0].isupper() and words.lower() not in DEFINITE | INDEFINITE and not table_has(words)


def table_has(words: str) -> bool:
    """Say whether a word is a pronoun."""
    return words.lower() in column("pronouns", "form")


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


def _takes_up(form: str) -> bool:
    """Say whether a noun may take up somebody: one for persons, or for a kind of body."""
    low = form.lower()
    ends = endings("body_nouns")
    body = any(stem in ends or stem.endswith(("staat", "republik")) for stem in (low, low[:-1], low.removesuffix("es")))
    return form[0].isupper() and (is_role_noun(form) or low in inhabitants() or body)


def _roles(namer: Namer, taken: list[Span], readable: list[Span]) -> Iterator[tuple[Span, Span, MentionKind, Naming]]:
    """Yield the role phrases without a name that mean somebody known: «die Kanzlerin», «der belarussische Staatschef».

    A role right beside a name belongs to the name.
    """
    tree = namer.tree
    for token in range(len(tree.doc.tokens)):
        form = tree.form(token)
        if tree.pos(token) not in {"NOUN", "PROPN"} or not _takes_up(form):
            continue
        head = tree.span(token, token)
        if readable and not any(p.contains(head) for p in readable):
            continue
        following = tree.doc.tokens[token].span.end + 1
        if any(one.start <= following < one.end or one.contains(head) for one in taken):
            continue
        first, last = _bounds(namer, token)
        for end in dict.fromkeys((last, token)):
            phrase = _parsed(namer, first, end)
            pointing = phrase is not None and (phrase.definite or bool(phrase.owner))
            naming = namer.role(phrase, head.start) if phrase and pointing else None
            naming = naming or namer.taken_up(tree.span(first, end), head)
            if naming is not None:
                yield tree.span(first, end), head, "role", naming
                break
        else:
            inherits = form.lower().rstrip("sen").removesuffix("in").endswith("vorgänger")
            if (tree.is_subject(token) or inherits) and (local := namer.local(tree.span(first, token), head)):
                yield tree.span(first, token), head, "role", local


def _bounds(namer: Namer, token: int) -> tuple[int, int]:
    """Return first and last token of the noun phrase of a noun: article and adjectives before it, by their forms."""
    tree, first = namer.tree, token
    sentence = tree.doc.tokens[token].sentence
    while first > 0 and token - first < LEFT and tree.doc.tokens[first - 1].sentence == sentence:
        word = tree.form(first - 1)
        article = article_at(tree, first - 1)
        bent = BENT.search(word) and word[0].islower() and tree.pos(first - 1) not in VERBAL
        if not article and not bent:
            break
        first -= 1
        if article:
            break
    if first and not article_at(tree, first) and tree.form(first - 1) in place_names() and _genitive(tree, first - 1):
        first -= 1
    return first, max(token, tree.phrase(token)[1])


def article_at(tree: Tree, token: int) -> bool:
    """Say whether an article or a possessive stands at a token."""
    word = tree.form(token).lower()
    return word in DEFINITE | INDEFINITE or word.startswith(OWNING)


def _genitive(tree: Tree, token: int) -> bool:
    """Say whether a place stands in the genitive before its noun: «Österreichs Kanzler»."""
    return tree.form(token)[-1] in "s’'" and not tree.preposition(token)


def _parsed(namer: Namer, first: int, last: int) -> Phrase | None:
    """Return the phrase between two tokens; «zum Präsidenten» has the article of its preposition."""
    tree = namer.tree
    words = [word for i in range(first, last + 1) if (word := tree.form(i))[0].isalnum()]
    if first and tree.form(first - 1).lower() in CONTRACTED:
        words.insert(0, CONTRACTED[tree.form(first - 1).lower()])
    return parsed(words)
