"""Noun phrases of a sentence by words and their order: preposition, possible cases, whose noun it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wortlaut.extract.clauses import PREPOSITIONS
from wortlaut.extract.triggers import CONTRACTED, is_object
from wortlaut.lexicon import column, is_role_noun, table
from wortlaut.record import Mention, Span, Tree

Cases = frozenset[str]
ANY: Cases = frozenset({"nom", "acc", "dat"})
ENDS = {"e": "nom acc", "en": "acc", "em": "dat", "er": "dat gen", "es": "gen", "": "nom acc"}
STEMS = ("ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer", "eur", "dies", "jed", "jen", "welch", "all",
         "manch", "solch", "mehrer", "beid", "viel", "einig", "ander")  # fmt: skip
PRONOUNS = {
    "er": "nom", "wir": "nom", "ich": "nom", "man": "nom", "ihn": "acc", "mich": "acc", "uns": "acc dat",
    "ihm": "dat", "ihnen": "dat", "mir": "dat", "sie": "nom acc", "es": "nom acc", "wer": "nom", "niemand": "nom acc",
}  # fmt: skip
TIMES = tuple(
    "tag tage tagen woche wochen monat monate monaten jahr jahre jahren uhr abend morgen mittag nacht januar februar "
    "märz april juni juli august september oktober november dezember".split()
)
FEMININE = ("in", "ung", "ion", "heit", "keit", "schaft", "tät", "ei", "ie", "enz", "anz", "armee", "union", "partei",
            "miliz", "justiz", "polizei", "behörde", "gruppe", "afd", "cdu", "csu", "spd", "fdp", "eu", "nato",
            "ukraine", "türkei", "schweiz", "hamas", "uno", "opposition", "bank", "zentrale")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: its tokens, head, preposition and possible cases.

    ``actor`` is the mention in it, if it names somebody. ``owner`` is the noun that it hangs on as a genitive,
    possessive or adjective (``how``); ``after`` a noun right before its preposition.
    """

    first: int
    last: int
    head: int
    prep: str = ""
    cases: Cases = ANY
    actor: Mention | None = None
    owner: int | None = None
    how: str = ""
    after: int | None = None
    joined: int | None = None


def phrases(tree: Tree, tokens: Sequence[int], mentions: Sequence[Mention]) -> list[Phrase]:
    """Return the noun phrases of one sentence in text order; ``mentions`` are those of known actors."""
    if not tokens:
        return []
    low, high = tokens[0], tokens[-1]
    named = [(tree.tokens(m.span), m) for m in mentions if _within(tree, m.span, low, high)]
    named = [(r, m) for r, m in named if not any(_inside(r, other) for other, _ in named)]
    taken = {token for r, _ in named for token in r}
    found = [_named(tree, r, m, low) for r, m in named]
    for token in tokens:
        if token not in taken and _noun(tree, token, low) and not _continues(tree, token, taken):
            found.append(_around(tree, token, token, token, low))
    wide = {(p.first, p.last): p for p in found if p.actor is not None and p.last > p.first}
    found = [p for p in found if p.how == "adj" or not any(_within_other(p, other) for other in wide.values())]
    found.sort(key=lambda phrase: (phrase.head, phrase.first))
    return list(_tied(tree, found))


def _within_other(one: Phrase, other: Phrase) -> bool:
    return other.first <= one.first and one.last <= other.last and one.last - one.first < other.last - other.first


def _within(tree: Tree, span: Span, low: int, high: int) -> bool:
    return low <= tree.token(span.start) <= high


def _inside(one: range, other: range) -> bool:
    return one != other and other.start <= one.start and one.stop <= other.stop


def _noun(tree: Tree, token: int, low: int) -> bool:
    form = tree.form(token)
    if form.lower() in PRONOUNS:
        return form.lower() not in {"es", "uns", "mir", "mich"}
    if not form[0].isupper() or form.lower() in PREPOSITIONS or _determiner(form.lower()) is not None:
        return False
    return token != low or tree.pos(token) in {"NOUN", "PROPN"} or is_object(form, "people")


def _continues(tree: Tree, token: int, taken: set[int]) -> bool:
    """Say whether a noun only goes before the name it belongs to: «Ministerin» in «Ministerin Anna Meier»."""
    return (
        token + 1 in taken and tree.form(token + 1)[0].isupper() and tree.pos(token) == "NOUN" and _title(tree, token)
    )


def _title(tree: Tree, token: int) -> bool:
    return is_role_noun(tree.form(token))


def _named(tree: Tree, where: range, mention: Mention, low: int) -> Phrase:
    head = tree.token(mention.head.start)
    form = tree.form(where.start)
    if form[0].islower() and len(where) == 1 and form.lower() not in column("pronouns", "form"):
        owner = _next_noun(tree, where.start)
        return Phrase(first=where.start, last=where.start, head=head, actor=mention, owner=owner, how="adj")
    if len(where) == 1 and form.lower() in PRONOUNS:
        return replace(_around(tree, where.start, where.start, head, low), actor=mention)
    found = _around(tree, where.start, where.stop - 1, head, low)
    owned = _possessive(tree, where.stop - 1, found)
    if owned is not None:
        return replace(found, actor=mention, owner=owned, how="poss", cases=frozenset({"gen"}), prep="")
    return replace(found, actor=mention)


def _next_noun(tree: Tree, token: int) -> int | None:
    for other in range(token + 1, min(token + 5, len(tree.doc.tokens))):
        form = tree.form(other)
        if form[0].isupper():
            return other
        if (not form[0].isalpha() and form != "-") or form.lower() in PREPOSITIONS:
            return None
    return None


def _possessive(tree: Tree, last: int, phrase: Phrase) -> int | None:
    """Return the noun of a name in the genitive before it: «Putins alter Plan», «Moskaus Angebot»."""
    form = tree.form(last)
    if not form.endswith(("s", "’", "'", "ß", "x", "z")) or phrase.cases == frozenset({"dat"}):
        return None
    for other in range(last + 1, min(last + 4, len(tree.doc.tokens))):
        word = tree.form(other)
        if word[0].isupper() and tree.pos(other) in {"NOUN", "PROPN", ""}:
            return other if tree.doc.tokens[other].sentence == tree.doc.tokens[last].sentence else None
        if not (word[0].islower() and word.endswith(("e", "en", "er", "es", "em"))) or tree.pos(other) in {
            "VERB", "AUX", "ADP", "DET", "CCONJ", "ADV", "PRON",
        }:  # fmt: skip
            return None
    return None


def _around(tree: Tree, first: int, last: int, head: int, low: int) -> Phrase:
    """Return the phrase with the preposition and the article before it."""
    form = tree.form(first).lower()
    if first == last and form in PRONOUNS:
        cases = frozenset(PRONOUNS[form].split())
        return Phrase(first=first, last=last, head=head, prep=_preposition(tree, first - 1, low), cases=cases)
    at = first
    determiner = _determiner(form) if form[:1].isalpha() and (first < last) else None
    while determiner is None and at > low and at > first - 5:
        before = tree.form(at - 1).lower()
        if (ends := _determiner(before)) is not None:
            determiner, at = ends, at - 1
        elif before in PREPOSITIONS or not _adjective(tree, at - 1):
            break
        else:
            at -= 1
    prep = _preposition(tree, at - 1, low)
    cases = _cases(tree, head, at, determiner)
    return Phrase(first=at, last=last, head=head, prep=prep, cases=cases)


def _adjective(tree: Tree, token: int) -> bool:
    form = tree.form(token)
    if form[0].isdigit():
        return True
    if tree.pos(token) in {"VERB", "AUX", "ADV", "CCONJ", "SCONJ", "PRON"} and tree.pos(token) != "":
        return False
    if form[0].isupper() and not _title(tree, token) and not form.endswith("er"):
        return False
    return form.endswith(("e", "en", "er", "es", "em", "zwei", "drei", "vier", "fünf", "zehn", "er")) or _title(
        tree, token
    )


def _preposition(tree: Tree, token: int, low: int) -> str:
    if token < low:
        return ""
    form = tree.form(token).lower()
    if form in PREPOSITIONS:
        return CONTRACTED.get(form, form)
    return ""


def _determiner(low: str) -> str | None:
    """Return the article itself or the ending of a word that is declined like one; None for another word."""
    if low in {"der", "die", "das", "dem", "den", "des", "deren", "dessen"}:
        return low
    for stem in STEMS:
        if low.startswith(stem) and low[len(stem) :] in ENDS:
            return low[len(stem) :]
    return None


def _cases(tree: Tree, head: int, at: int, determiner: str | None) -> Cases:
    """Return the cases that the article at a token allows; «der» by gender and number of the noun."""
    plural = tree.feature(head, "Number") == "Plur"
    feminine = _feminine(tree, head)
    if determiner == "der":
        read = {"Nom": "nom", "Gen": "gen", "Dat": "dat"}.get(tree.feature(at, "Case"))
        if read == "nom" and not tree.form(head).lower().endswith(FEMININE):
            return frozenset({"nom"})
        if plural and not _title(tree, head):
            return frozenset({"gen"})
        return frozenset({"dat", "gen"}) if feminine else frozenset({"nom"})
    fixed = {"die": "nom acc", "das": "nom acc", "dem": "dat", "des": "gen", "deren": "nom acc dat",
             "dessen": "nom acc dat"}  # fmt: skip
    if determiner in fixed:
        return frozenset(fixed[determiner].split())
    if determiner in {"den", "en"}:
        return frozenset({"acc", "dat"})
    if determiner == "er" and not feminine and tree.form(at).lower().startswith(("dies", "jed", "jen")):
        return frozenset({"nom"})
    if determiner is not None:
        return frozenset(ENDS[determiner].split())
    return ANY


def _feminine(tree: Tree, head: int) -> bool:
    low = tree.form(head).lower()
    if low.endswith(FEMININE):
        return True
    masculine = low.endswith(("er", "ist", "ent", "ant", "or", "eur", "mann", "chef", "rat", "anwalt", "kreml"))
    return tree.feature(head, "Gender") == "Fem" and not masculine


def _tied(tree: Tree, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the phrases with what they hang on: a noun before a genitive, another phrase joined by «und»."""
    done: list[Phrase] = []
    for phrase in found:
        start = phrase.first - bool(phrase.prep)
        before = next((p for p in reversed(done) if p.last == start - 1 and p.how != "adj"), None)
        if phrase.owner is None and before is not None and not phrase.prep:
            if before.cases != ANY and phrase.cases == ANY and before.actor is not None and _is_name(tree, phrase):
                done[done.index(before)] = replace(before, how="title", owner=phrase.head)
                done.append(replace(phrase, cases=before.cases, prep=before.prep, owner=before.owner, how=before.how))
                continue
            name_first = before.actor is not None and tree.form(before.head)[0].isupper() and phrase.cases == ANY
            if "gen" in phrase.cases or _genitive(tree, before, phrase):
                phrase = replace(phrase, owner=before.head, how="gen")
            elif not name_first and phrase.cases == ANY and tree.form(before.head)[0].isupper():
                phrase = replace(phrase, owner=before.head, how="flat", prep=before.prep, cases=before.cases)
        elif phrase.prep and before is not None:
            phrase = replace(phrase, after=before.head)
        if (partner := _joined(tree, phrase, done)) is not None:
            phrase = replace(
                phrase, prep=phrase.prep or partner.prep, owner=partner.owner, how=partner.how, after=partner.after,
                cases=partner.cases, joined=partner.head,
            )  # fmt: skip
        done.append(phrase)
    yield from done


def _genitive(tree: Tree, before: Phrase, phrase: Phrase) -> bool:
    """Say whether a phrase right behind a common noun is its genitive: «Angriff Moskaus», «Abzug der Soldaten»."""
    if before.actor is not None or not tree.form(before.head)[0].isupper():
        return False
    last = tree.form(phrase.last)
    name = phrase.actor is not None and phrase.cases == ANY and last.endswith(("s", "’", "'")) and last not in _in_s()
    return name or tree.form(phrase.first).lower() == "der"


@cache
def _in_s() -> frozenset[str]:
    """Return names of places and organisations that end in s without being a genitive: «Belarus»."""
    return frozenset(row["name"].split()[-1] for name in ("places", "organisations") for row in table(name))


def _is_name(tree: Tree, phrase: Phrase) -> bool:
    return phrase.actor is not None and phrase.actor.kind == "name" and tree.form(phrase.head)[0].isupper()


def _joined(tree: Tree, phrase: Phrase, done: Sequence[Phrase]) -> Phrase | None:
    """Return the phrase that «und», or commas before an «und», join to this one."""
    before = next((p for p in reversed(done) if p.last < phrase.first and p.how != "adj"), None)
    if before is None or phrase.how in {"poss", "adj"} or not (phrase.cases & before.cases or phrase.cases == ANY):
        return None
    start = phrase.first - bool(phrase.prep)
    between = [tree.form(t).lower() for t in range(before.last + 1, start)]
    if phrase.prep and phrase.prep != before.prep:
        return None
    return before if between in (["und"], ["sowie"], ["oder"], [",", "und"], [",", "sowie"]) else None


def is_hand(tree: Tree, token: int) -> bool:
    """Say whether a noun stands for its owner: «Militär» in «Putins Militär»."""
    return is_object(tree.form(token), "hands")


def is_time(form: str) -> bool:
    """Say whether a word names a time: «Montag», «Januar»."""
    return form.lower().endswith(TIMES)


def is_somebody(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a noun phrase without a known actor means persons or a body: «die Bauern», «die Wahlkommission»."""
    form = tree.form(phrase.head)
    if not form[0].isupper() or len(form) < 3 or phrase.how in {"adj", "poss"}:
        return False
    if is_object(form, "people") or form in {"Bund", "Land"}:
        return True
    if is_time(form):
        return False
    if tree.pos(phrase.head) == "PROPN" and len(form) > 3 and phrase.cases == ANY:
        return not any(name.kind == "LOC" and phrase.head in name.tokens for name in tree.tags.names)
    own = any(name.kind in {"PER", "ORG"} and phrase.head in name.tokens for name in tree.tags.names)
    return own or (is_role_noun(form) and tree.pos(phrase.head) in {"NOUN", "PROPN"})


def may_act(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a noun can be who speaks or acts where the verb asks for somebody: not «das Gesetz», «die Lage»."""
    form = tree.form(phrase.head)
    if not form[0].isupper() or len(form) < 4 or phrase.how in {"adj", "poss"} or is_time(form):
        return False
    return tree.pos(phrase.head) in {"NOUN", "PROPN"} and not is_object(form, "abstract")
