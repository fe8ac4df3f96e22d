"""What the written form of a mention tells by itself: names in marks, roles as names, words that are no names."""

from __future__ import annotations

import re

from wortlaut.lexicon import endings, is_role_noun, table
from wortlaut.record import Article, Tree
from wortlaut.record.reading import Gender
from wortlaut.resolve.names import titles
from wortlaut.resolve.nouns import OWNING, Phrase

MARKS = '„“»«"‚›'
IN_MARKS = re.compile(r"(?:[\w.-]+ ){0,5}[„“»«\"‚›]([^„“”»«\"‚‘‹›]+)[“”«»\"‘‹](?: (?:aus|in) [\w-]+)?")
PARTICIPLE = re.compile(r"(?:ge|[a-zäöü]+ge)[a-zäöüß]+(?:t|en)$")
"""«Stark gestiegen»: before a participle a word at the beginning is an adverb."""


def barred_words(tree: Tree, *, places: bool = True) -> frozenset[int]:
    """Return where words stand that are no surname, though one may be spelled so: adjectives, places."""
    located = {i for name in tree.tags.names if places and name.kind == "LOC" for i in name.tokens}
    found = set()
    for i, token in enumerate(tree.doc.tokens):
        before = tree.form(i - 1).lower() if i else ""
        opens = not i or tree.doc.tokens[i - 1].sentence != token.sentence
        adverb = opens and i + 1 < len(tree.doc.tokens) and PARTICIPLE.match(tree.form(i + 1))
        if adverb or tree.pos(i) in {"ADJ", "ADV", "VERB"} or i in located or before in {"in", "nach"}:
            found.add(token.span.start)
    return frozenset(found)


def gender_of(value: str | None) -> Gender | None:
    """Return f or m, None for everything else."""
    return "f" if value == "f" else "m" if value == "m" else None


def country_of(article: Article) -> str:
    """Return the country of the outlet, empty where nobody knows it."""
    outlet = (article.outlet or "").lower()
    for row in table("outlets"):
        if outlet and outlet in {row["name"].lower(), row["domain"]}:
            return row["region"]
    url = (article.url or "").split("/")[2:3]
    host = url[0].removeprefix("www.") if url else outlet
    return {"ch": "CH", "at": "AT"}.get(host.rpartition(".")[2], "") if "." in host else ""


def role_name(phrase: Phrase | None) -> str | None:
    """Return a role as a name, where its ending is sure: «dem armenischen Minister» → «armenischer Minister»."""
    if phrase is None or phrase.plural or phrase.owner or phrase.article.startswith(OWNING):
        return None
    if not phrase.article:
        return None
    if not phrase.adjectives:
        return phrase.nominative if phrase.bears else None
    subject = phrase.article in {"der", "das"} and all(word.endswith("e") for word in phrase.adjectives)
    return phrase.nominative if subject or (phrase.bears and phrase.gender) else None


def name_in_marks(words: list[str]) -> str | None:
    """Return the name in marks that a phrase is about: «die Wiener „Abendrundschau“», «„Aamu“ aus Helsinki»."""
    found = IN_MARKS.fullmatch(" ".join(words))
    return found.group(1) if found else None


def is_outlet_in_marks(words: list[str]) -> bool:
    """Say whether a name in marks is that of an outlet: no other noun stands before it but one for media.

    «der konservative „Kurier“», «die Wiener „Abendrundschau“», not «der Verein „Nordlicht“»
    """
    opener = next(i for i, word in enumerate(words) if word[0] in MARKS)
    nouns = [word for word in words[1:opener] if word[0].isupper() and not word.endswith("er")]
    return all(noun.lower().endswith(endings("media_nouns")) for noun in nouns)


def core(words: list[str], head: str) -> list[str]:
    """Return a name up to its head, without brackets and without titles, callings and media nouns before it."""
    plain = [word.strip(',;:()„“”"»«›‹‚‘') for word in words]
    end = next((i + 1 for i, word in enumerate(plain) if word == head), len(plain))
    kept = [word for word in plain[:end] if word]
    for i in range(len(kept) - 1, 0, -1):
        before = kept[i - 1]
        if before in titles() or is_role_noun(before) or before.lower().endswith(endings("media_nouns")):
            return kept[i:]
    return kept or plain
