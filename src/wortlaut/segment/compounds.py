"""Parts of compounds (Komposita), by the dictionary of simplemma."""

from __future__ import annotations

from functools import lru_cache

_SHORTEST = 4
"""Letters that a part needs: shorter ones are found in half of all words."""
_LONG = 12
"""Letters of a part that may have parts itself: «Steuererhöhung», not «Haushalt»."""
_LINKS = ("", "s", "es", "n", "en", "er", "e")
"""What may stand between two parts (Fugenelement)."""


@lru_cache(maxsize=100_000)
def parts(noun: str) -> tuple[str, ...]:
    """Return the parts of a noun in its dictionary form, the last one first, none of a word that is no compound.

    The longest noun at the end counts if what is left is a word too, with or without a linking element.

    >>> parts("Mehrwertsteuererhöhung"), parts("Atomwaffe"), parts("Beitritt")
    (('Steuererhöhung', 'Erhöhung', 'Steuer', 'Mehrwert'), ('Waffe', 'Atom'), ())
    """
    if not noun[:1].isupper():
        return ()
    if "-" in noun:
        pieces = [one for one in noun.split("-") if len(one) >= _SHORTEST]
        return tuple(dict.fromkeys(part for one in reversed(pieces) for part in (one, *parts(one)) if part != noun))
    for cut in range(_SHORTEST, len(noun) - _SHORTEST + 1):
        end = noun[cut:].capitalize()
        if not _known(end):
            continue
        for link in _LINKS:
            start = noun[: cut - len(link)] if noun[:cut].endswith(link) else ""
            if len(start) >= _SHORTEST and _known(start):
                return (end, *_again(end), start, *_again(start))
    return ()


def joined(particle: str, verb: str) -> str | None:
    """Return the verb with its separable particle, None if there is no such verb.

    >>> joined("ab", "lehnen"), joined("an", "lachsen")
    ('ablehnen', None)
    """
    whole = particle + verb
    return whole if verb.endswith("n") and _known(whole) else None


def _again(part: str) -> tuple[str, ...]:
    return parts(part) if len(part) >= _LONG else ()


@lru_cache(maxsize=100_000)
def _known(word: str) -> bool:
    import simplemma

    return simplemma.is_known(word, lang="de") and simplemma.lemmatize(word, lang="de") == word
