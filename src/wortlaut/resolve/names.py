"""Names of persons in one article: the fullest form of each surname."""

from __future__ import annotations

import re
from collections import Counter

from wortlaut.lexicon import column, table

WORD = r"[^\W\d_][\w’'.-]*"
PARTICLES = frozenset("von van de der den zu zur del di da el al bin la le du dos ten".split())


def surname(words: list[str]) -> str:
    """Return the last word of a name without a genitive s where the rest of the word is known as a name.

    >>> surname(["Dr.", "Anna", "Meier"])
    'Meier'
    """
    return words[-1]


class Names:
    """All capitalised word sequences of a text that could be full names, by last word."""

    def __init__(self, text: str) -> None:
        self._full: dict[str, Counter[str]] = {}
        firsts = column("first_names", "name")
        titles = {row["form"] for row in table("role_nouns") if row["use"] == "title"}
        words = [(m.group(), m.start(), m.end()) for m in re.finditer(WORD, text)]
        self._words = frozenset(word for word, _, _ in words)
        for i, (word, start, _) in enumerate(words):
            last = word.rstrip(".'’-")
            if not last[:1].isupper() or (last in firsts and i + 1 < len(words) and words[i + 1][0][:1].isupper()):
                continue
            parts, at = [last], i - 1
            while at >= 0 and text[words[at][2] : start] == " " and self._given(words[at][0], firsts, titles, parts):
                parts.insert(0, words[at][0])
                start = words[at][1]
                at -= 1
            while parts and parts[0].lower() in PARTICLES:
                parts.pop(0)
            if len(parts) > 1 and any(p in firsts or p.split("-")[0] in firsts for p in parts[:-1]):
                self._full.setdefault(last, Counter())[" ".join(parts)] += 1

    @staticmethod
    def _given(word: str, firsts: frozenset[str], titles: set[str], parts: list[str]) -> bool:
        """Say whether ``word`` can stand before a surname as part of the name."""
        if word in titles:
            return False
        if word in firsts or word.split("-")[0] in firsts:
            return True
        initial = len(word) == 2 and word[1] == "." and word[0].isupper()
        return initial or word in PARTICLES

    def knows(self, word: str) -> bool:
        """Say whether ``word`` stands in the text as a word of its own."""
        return word in self._words

    def best(self, words: list[str]) -> str:
        """Return the fullest name of the article for these words: a surname alone finds its first name."""
        last = words[-1].rstrip(".'’-")
        for form in (last, last.removesuffix("s")):
            if form in self._full:
                return self._full[form].most_common(1)[0][0]
        return " ".join(words)
