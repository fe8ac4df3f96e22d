"""All other places where an article names somebody, beside those who speak or are spoken to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wortlaut.lexicon import column, endings, is_role_noun
from wortlaut.record import Mention, Span
from wortlaut.record.reading import MentionKind
from wortlaut.record.tree import Tree
from wortlaut.resolve.bodies import inhabitants, mentioned_by, place_names
from wortlaut.resolve.body_naming import Naming
from wortlaut.resolve.names import EDGE, Name, titles
from wortlaut.resolve.naming import Namer
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE, OWNING, Phrase, parsed
from wortlaut.resolve.offices import surnames_of
from wortlaut.resolve.written import barred_words, gender_of

CONTRACTED = {"zum": "dem", "zur": "der", "vom": "dem", "beim": "dem", "im": "dem", "am": "dem"}
VERBAL = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ"})
LEFT = 4
"""A title before a name, or a noun's article and adjectives, has at most so many words."""


class Found(NamedTuple):
    """A place where somebody is named, the word that carries the reference, how, and who it is."""

    span: Span
    head: Span
    kind: MentionKind
    naming: Naming


class Mask:
    """Code points that are taken, of a text."""

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)

    def add(self, span: Span) -> None:
        """Take the code points of a span."""
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def __contains__(self, span: Span) -> bool:
        """Say whether any code point of a span is taken."""
        return self._taken.find(1, span.start, span.end) >= 0

    def covers(self, span: Span) -> bool:
        """Say whether all code points of a span are taken."""
        return self._taken.find(0, span.start, span.end) < 0


def others(namer: Namer, known: Sequence[Mention]) -> Iterator[tuple[Mention, Naming]]:
    """Yield the mentions of persons, bodies and roles whose head is that of none in ``known``, with who they are."""
    heads = Mask(len(namer.article.text))
    for mention in known:
        heads.add(mention.head)
    parts: set[Span] = set()
    number = max((int(m.id[1:]) for m in known), default=0)
    for span, head, kind, naming in _Search(namer, [mention.head for mention in known]).all():
        part = head == span and namer.is_part(span)
        if (head in heads and not part) or span in parts:
            continue
        parts.add(span)
        if not part:
            heads.add(head)
        number += 1
        confidence = round(naming.confidence, 4)
        yield Mention(id=f"m{number}", span=span, head=head, kind=kind, confidence=confidence), naming


class _Search:
    """Looks for persons by name, bodies, surnames and roles in this order; what is taken is nobody else's."""

    def __init__(self, namer: Namer, heads: Iterable[Span]) -> None:
        self.namer, self.tree, self.text = namer, namer.tree, namer.article.text
        self.taken, self.known, self.open = (Mask(len(self.text)) for _ in range(3))
        for head in heads:
            self.known.add(head)
        paragraphs = namer.article.paragraphs
        silent = {"byline", "sign", "boilerplate"}
        for span in [p.span for p in paragraphs if p.role not in silent] if paragraphs else _whole(self.text):
            self.open.add(span)

    def all(self) -> Iterator[Found]:
        """Yield everybody who is named."""
        for look in (
            self._names,
            self._bodies,
            self._surnames,
            self._read,
            self._titled,
            self._roles,
            self._surnames,
            self._leaders,
        ):
            for found in look():
                if self.open.covers(found.span):
                    yield found

    def _names(self) -> Iterator[Found]:
        for name in self.namer.names.places:
            self.taken.add(name.span)
            naming = Naming(name.full, 0.95, _why(name, self.text), "person", gender=gender_of(name.gender))
            yield Found(_with_title(self.namer, name.span), _last_word(name.span, self.text), "name", naming)

    def _bodies(self) -> Iterator[Found]:
        for spot in self.namer.spots:
            kind: MentionKind = "metonym" if spot.form == "metonym" else "name"
            head = spot.span if spot.part else self.tree.span(spot.last, spot.last)
            if not spot.part:
                self.taken.add(spot.span)
            yield Found(spot.span, head, kind, self.namer.body(spot))

    def _read(self) -> Iterator[Found]:
        """Yield the single words that the model takes for names of persons."""
        for tag in self.tree.tags.names:
            span = self.tree.span(tag.tokens[0], tag.tokens[-1])
            if tag.kind != "PER" or not _is_name(span.of(self.text)) or span in self.taken:
                continue
            head = _last_word(span, self.text)
            self.taken.add(span)
            mention = Mention(id="m0", span=span, head=head, kind="name", confidence=tag.confidence)
            bare = span.of(self.text).rstrip(EDGE)
            naming = (self.namer.leader(bare) if " " not in bare else None) or self.namer.named(mention)
            yield Found(_with_title(self.namer, span), head, "name", naming._replace(kind=naming.kind or "person"))

    def _titled(self) -> Iterator[Found]:
        """Yield bare surnames behind a title that names their office: «Kanzler Scholz»."""
        words = self.namer.names.words
        for i, (word, start, _) in enumerate(words):
            span = Span(start=start, end=start + max(1, len(word.rstrip(EDGE))))
            if i and word[0].isupper() and span not in self.taken:
                title = is_role_noun(words[i - 1][0]) and not is_role_noun(word)
                if title and (naming := self.namer.behind_title(i)):
                    self.taken.add(span)
                    yield Found(_with_title(self.namer, span), span, "name", naming)

    def _surnames(self) -> Iterator[Found]:
        """Yield bare surnames, in any spelling, of those whose full name or office the article has already named."""
        barred = barred_words(self.tree, places=False)
        persons = {surname: one for one in self.namer.known_persons for surname in surnames_of(one[1])}
        for word, start, _ in self.namer.names.words:
            bare = word.rstrip(EDGE)
            one = persons.get(bare) or persons.get(bare.removesuffix("s"))
            span = Span(start=start, end=start + max(1, len(bare)))
            if one is not None and start not in barred and span not in self.taken:
                self.taken.add(span)
                yield Found(span, span, "name", Naming(one[0], 0.8, f"surname of {one[0]}{one[2]}", "person"))

    def _leaders(self) -> Iterator[Found]:
        """Yield bare surnames of those who lead the countries of the article: «Scholz’ Amtszeit»."""
        for token in range(len(self.tree.doc.tokens)):
            span = self.tree.span(token, token)
            if self.tree.pos(token) != "PROPN" or span in self.taken or span in self.known:
                continue
            if naming := self.namer.leader(self.tree.form(token).rstrip(EDGE)):
                self.taken.add(span)
                yield Found(span, span, "name", naming)

    def _roles(self) -> Iterator[Found]:
        """Yield the role phrases without a name: «die Kanzlerin», «der belarussische Staatschef», «Merkels Sprecher».

        A role right beside a name belongs to the name.
        """
        tree = self.tree
        for token in range(len(tree.doc.tokens)):
            head = tree.span(token, token)
            if tree.pos(token) not in {"NOUN", "PROPN"} or not _takes_up(tree.form(token)) or head in self.taken:
                continue
            following = (
                Span(start=head.end, end=min(head.end + 2, len(self.text))) if head.end < len(self.text) else head
            )
            if following in self.taken or following in self.known or head in self.known:
                continue
            if found := self._role(token, head):
                yield found

    def _role(self, token: int, head: Span) -> Found | None:
        """Return whom the role phrase around a noun means, somebody new where it acts."""
        namer, tree = self.namer, self.tree
        first, last = _bounds(namer, token)
        for end in dict.fromkeys((last, token)):
            phrase = _parsed(namer, first, end)
            pointing = phrase is not None and (phrase.definite or bool(phrase.owner))
            naming = namer.role(phrase, head.start) if phrase and pointing else None
            naming = naming or namer.taken_up(tree.span(first, end), head)
            if naming is not None:
                return Found(tree.span(first, end), head, "role", naming)
        inherits = tree.form(token).lower().rstrip("sen").removesuffix("in").endswith("vorgänger")
        if tree.is_subject(token) or inherits:
            owner = namer.names.ending_at(head.start - 1) if head.start else None
            span = tree.span(first, token)
            local = namer.of_owner(head, owner) if owner else namer.local(span, head)
            return Found(span, head, "role", local) if local else None
        return None


def _whole(text: str) -> list[Span]:
    return [Span(start=0, end=len(text))] if text else []


def _why(name: Name, text: str) -> str:
    written = name.span.of(text)
    return "full name" if written == name.full else f"“{written}”: surname of {name.full} in this article"


def _is_name(words: str) -> bool:
    """Say whether a name that the model read is more than an article or a pronoun."""
    plain = words.lower() not in DEFINITE | INDEFINITE and not _is_pronoun(words)
    return words[0].isupper() and plain and not (" " not in words and is_role_noun(words))


def _is_pronoun(words: str) -> bool:
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
    last = max(token, tree.phrase(token)[1])
    while last > token and not tree.form(last)[-1].isalnum():
        last -= 1
    if last == token and last + 2 < len(tree.doc.tokens) and tree.form(last + 1) == "in":
        last += 2 if mentioned_by(tree.form(last + 2)) else 0
    return first, last


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
