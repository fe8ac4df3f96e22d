"""The labels of the heads for names, parts of speech, features and dependencies.

Names: PER, ORG, LOC, MISC in BIO. Grammar: Universal Dependencies v2 (de Marneffe et al. 2021), German; of the
features those that reading needs. In ``FEATURES`` the value 0 is "has none".
"""

from __future__ import annotations

from wortlaut.lexicon import column

NAMES = ("PER", "ORG", "LOC", "MISC")
NAME_TAGS = ("O", *(f"{prefix}-{name}" for name in NAMES for prefix in "BI"))
"""Tag 2k+1 begins a name of kind k, tag 2k+2 goes on with it."""

POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

FEATURES: dict[str, tuple[str, ...]] = {
    "Mood": ("", "Ind", "Sub", "Imp"),
    "Tense": ("", "Pres", "Past"),
    "VerbForm": ("", "Fin", "Inf", "Part"),
    "Person": ("", "1", "2", "3"),
    "Number": ("", "Sing", "Plur"),
    "Case": ("", "Nom", "Acc", "Dat", "Gen"),
    "Gender": ("", "Masc", "Fem", "Neut"),
}

RELATIONS = (
    "acl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det det:poss "
    "expl fixed flat mark nmod nsubj nsubj:pass nummod obj obl obl:agent obl:arg parataxis punct root vocative xcomp"
).split()


def is_subjunctive(form: str, person: str, number: str, tense: str) -> bool:
    """Say whether a finite verb form can only be Konjunktiv (Duden-Grammatik, 10th ed. 2022).

    Either no person has this form in the indicative; or it is the third person singular of the present and ends in
    ``-e``, where the indicative has ``-t``.

    >>> [is_subjunctive("habe", person, "Sing", "Pres") for person in "13"], is_subjunctive("sei", "1", "Sing", "Pres")
    ([False, True], True)
    """
    low = form.lower()
    third = (person, number) == ("3", "Sing") and tense != "Past"
    return low in column("subjunctive", "form") or (third and low.endswith("e") and not low.endswith("te"))
