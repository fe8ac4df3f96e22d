"""The words of an article with their grammar, asked for by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from wortlaut.record.document import Document
from wortlaut.record.span import Span
from wortlaut.record.tags import Tags, WordTag

ASIDE = frozenset("acl advcl parataxis punct cc conj ccomp xcomp appos dep cop aux nsubj mark".split())
"""Relations of what hangs on a noun without being part of its name."""

SUBJECT = frozenset({"nsubj", "nsubj:pass"})


class Tree:
    """Tokens, dependency tree and features of one document; without tags every question has an empty answer."""

    def __init__(self, doc: Document, tags: Tags) -> None:
        self.doc, self.text, self.tags = doc, doc.article.text, tags
        self._starts = [token.span.start for token in doc.tokens]
        self._numbers = [token.sentence for token in doc.tokens]

    @cached_property
    def _words(self) -> dict[int, WordTag]:
        return {word.token: word for word in self.tags.words}

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for word in self.tags.words:
            if word.head != word.token:
                found[word.head].append(word.token)
        return found

    def form(self, token: int) -> str:
        """Return the written form of a token."""
        return self.doc.tokens[token].span.of(self.text)

    def token(self, at: int) -> int:
        """Return the token that starts at code point ``at`` or is the last to start before it."""
        return max(0, bisect_right(self._starts, at) - 1)

    def tokens(self, span: Span) -> range:
        """Return the tokens that lie in ``span``."""
        first = self.token(span.start)
        last = self.token(span.end - 1)
        return range(first, last + 1)

    def span(self, first: int, last: int) -> Span:
        """Return the span from one token to another."""
        return Span(start=self.doc.tokens[first].span.start, end=self.doc.tokens[last].span.end)

    def sentence(self, at: int) -> int:
        """Return the number of the sentence at code point ``at``."""
        return self.doc.tokens[self.token(at)].sentence if self.doc.tokens else 0

    def of_sentence(self, number: int) -> range:
        """Return the tokens of a sentence."""
        return range(bisect_left(self._numbers, number), bisect_right(self._numbers, number))

    def pos(self, token: int) -> str:
        """Return the part of speech (UPOS), empty where nobody read."""
        return self._words[token].pos if token in self._words else ""

    def relation(self, token: int) -> str:
        """Return the relation to the head, empty where nobody read."""
        return self._words[token].relation if token in self._words else ""

    def head(self, token: int) -> int:
        """Return the head of a token, itself for a root."""
        return self._words[token].head if token in self._words else token

    def feature(self, token: int, name: str) -> str:
        """Return one feature, empty where there is none.

        ``Number`` is ``Sing`` or ``Plur``, ``Gender`` ``Masc``, ``Fem`` or ``Neut``.
        """
        word = self._words.get(token)
        at = word.feats.find(name + "=") if word else -1
        if word is None or at < 0:
            return ""
        return word.feats[at + len(name) + 1 :].partition("|")[0]

    def below(self, token: int, *relations: str) -> Iterator[int]:
        """Yield the tokens that hang on ``token`` by one of these relations."""
        for child in self._below.get(token, ()):
            if self._words[child].relation in relations:
                yield child

    def preposition(self, token: int) -> str:
        """Return the preposition before a noun, lower case, or an empty string."""
        for child in self.below(token, "case"):
            return self.form(child).lower()
        return ""

    def is_subject(self, token: int) -> bool:
        """Say whether a token is a subject or stands beside one: «Scholz und Macron», «Kanzler Scholz»."""
        for _ in range(4):
            if self.relation(token) in SUBJECT:
                return True
            if self.relation(token) not in {"conj", "appos", "flat", "nmod", "compound"}:
                return False
            token = self.head(token)
        return False

    def phrase(self, head: int) -> tuple[int, int]:
        """Return first and last token of the noun phrase around ``head``, without clauses and appositions."""
        found, waiting = {head}, [head]
        while waiting:
            for child in self._below.get(waiting.pop(), ()):
                if self._words[child].relation not in ASIDE and child not in found:
                    found.add(child)
                    waiting.append(child)
        first = last = head
        while first - 1 in found and self.relation(first - 1) != "case":
            first -= 1
        while last + 1 in found:
            last += 1
        return first, last

    def verb_number(self, token: int) -> str:
        """Return ``Sing`` or ``Plur`` of the finite verb that a subject goes with, else of the word itself."""
        if self.relation(token) in SUBJECT:
            verb = self.head(token)
            for word in (verb, *self.below(verb, "aux", "aux:pass", "cop")):
                if self.feature(word, "VerbForm") == "Fin" and self.feature(word, "Number"):
                    return self.feature(word, "Number")
        if token + 1 in self._words and self.feature(token + 1, "VerbForm") == "Fin":
            return self.feature(token + 1, "Number")
        return self.feature(token, "Number")
