"""Noun phrases by the tree of the sentence: who is meant, in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from wortlaut.record import Tags, WordTag

INSIDE = frozenset("det det:poss amod nummod flat compound".split())
"""Relations of words that need their head to mean somebody."""

ASIDE = frozenset("acl advcl parataxis punct cc conj ccomp xcomp appos dep".split())
"""Relations of what hangs on a noun without being part of its name: clauses, stops, further members."""

SUBJECTS = frozenset("nsubj nsubj:pass".split())
NOMINAL = frozenset("NOUN PROPN PRON ADJ NUM X".split())
VERBAL = frozenset("VERB AUX".split())

FAR = 8
"""A head this many words away or farther is not fetched."""


class Phrases:
    """The words of one document with their heads."""

    def __init__(self, tags: Tags) -> None:
        self._words = {word.token: word for word in tags.words}
        self._below: dict[int, list[int]] = defaultdict(list)
        for word in tags.words:
            if word.head != word.token:
                self._below[word.head].append(word.token)
        self._named = {token: name for name in tags.names for token in name.tokens}

    def is_verb(self, token: int) -> bool:
        """Say whether a token is a verb."""
        return token in self._words and self._words[token].pos in VERBAL

    def begins_name(self, token: int) -> bool:
        """Say whether a name of several words begins here: *von der Leyen* begins with a preposition."""
        name = self._named.get(token)
        return name is not None and name.kind == "PER" and name.tokens[0] == token and len(name.tokens) > 1

    def source(self, cues: Iterable[int]) -> list[int]:
        """Return whose account a preposition introduces: of «laut» in «laut einem Bericht» it is «einem Bericht»."""
        for cue in cues:
            word = self._words.get(cue)
            if word and word.pos == "ADP" and word.relation == "case":
                return [i for i in self._phrase(word.head) if i != cue]
        return []

    def completed(self, run: Sequence[int], taken: Iterable[int]) -> list[int]:
        """Return a run of tokens with the noun that its articles and adjectives belong to.

        Of «die chinesischen Behörden» the model may have marked only «die chinesischen»; the tree knows the head.
        Words in ``taken`` have another part in the statement and are not fetched.
        """
        found, closed = list(run), set(taken)
        for _ in range(3):
            head = self._outer_head(found)
            if head is None:
                break
            first, last = min(found[0], head), max(found[-1], head)
            more = [i for i in range(first, last + 1) if i not in found]
            if len(more) >= FAR or any(i in closed or i not in self._words for i in more):
                break
            found = sorted({*found, *more})
        return found

    def subject(self, verbs: Iterable[int]) -> list[int]:
        """Return the subject of the first of these words that has one: its noun with what names it.

        «…, schätzt ein Experte für Osteuropa ein»: of «schätzt» it is «ein Experte für Osteuropa».
        """
        for verb in verbs:
            word = self._words.get(verb)
            for top in (verb, word.head) if word and word.relation.startswith(("aux", "cop", "compound")) else (verb,):
                for child in self._below.get(top, ()):
                    if self._words[child].relation in SUBJECTS:
                        return self._phrase(child)
        return []

    def _phrase(self, head: int) -> list[int]:
        """Return a head with all that hangs on it, without clauses, as consecutive tokens around it."""
        found, waiting = {head}, [head]
        while waiting:
            for child in self._below.get(waiting.pop(), ()):
                if self._words[child].relation not in ASIDE:
                    found.add(child)
                    waiting.append(child)
        first = last = head
        while first - 1 in found:
            first -= 1
        while last + 1 in found:
            last += 1
        return list(range(first, last + 1))

    def _outer_head(self, run: Sequence[int]) -> int | None:
        """Return the nominal head outside the run that a word without a meaning of its own hangs on."""
        own = set(run)
        tops = [word for i in run if (word := self._words.get(i)) and word.head not in own | {word.token}]
        if any(self._carries(word) for word in tops):
            return None
        heads = {word.head for word in tops if word.relation in INSIDE}
        nominal = {i for i in heads if i in self._words and self._words[i].pos in NOMINAL}
        return nominal.pop() if len(nominal) == 1 else None

    @staticmethod
    def _carries(word: WordTag) -> bool:
        """Say whether a word that hangs on something outside stands for somebody itself."""
        return word.relation not in INSIDE and word.pos in NOMINAL
