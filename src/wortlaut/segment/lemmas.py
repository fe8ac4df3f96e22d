"""Dictionary forms of words, from simplemma (Barbaresi 2025)."""

from __future__ import annotations


def lemma(form: str) -> str:
    """Return the dictionary form (Grundform) of a German word; an unknown one stays as it is.

    The dictionary is read at the first call, which takes a second or two.

    >>> [lemma(form) for form in ("zurückgewiesen", "Bundestagsabgeordneten", "sei", "Lukaschenkos")]
    ['zurückweisen', 'Bundestagsabgeordnete', 'sein', 'Lukaschenkos']
    """
    import simplemma

    return simplemma.lemmatize(form, lang="de")
