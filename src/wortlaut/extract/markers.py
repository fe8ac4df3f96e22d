"""Words by which a text says how sure it is (Modalwörter, Modalverben, Quellenangaben): the table and its tests.

The classes are those of the grammars that ``certainty_markers`` names: Duden-Grammatik (2022) and Diewald (1999) on
modal verbs, Helbig and Helbig (1990) on modal words, Zifonun, Hoffmann and Strecker (1997) on sentence adverbials.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from wortlaut.extract.topology import PARTICLES, PREPOSITIONS, Clause
from wortlaut.lexicon import Row, table
from wortlaut.record import Span, Tree
from wortlaut.record.words import Certainty

CLASSES: dict[str, Certainty] = {
    name: name for name in ("asserted", "reported", "hearsay", "probable", "possible", "hypothetical", "question")
}
WEIGHT = ("asserted", "reported", "hearsay", "probable", "possible", "hypothetical", "question")
"""Of two markers in one clause the later counts: «könnte laut Bericht» is possible."""

PERFECT = re.compile(r"(?:\w+(?:t|en)|gewesen|geworden|worden)")
HELPING = frozenset({"haben", "sein", "worden"})
PARTED = tuple(f"{particle}zu" for particle in PARTICLES)
"""How infinitives like *abzuwarten* begin."""
BENT = ("e", "en", "er", "es", "em")
ARTICLES = frozenset("der die das den dem des ein eine einen einem einer eines".split())
GRADING = frozenset("weniger mehr so wie nicht kaum zu ebenso besonders".split())
"""Words before *wahrscheinlich*, *wohl* that make an ordinary adjective of it."""
KNOWN = frozenset("der dem den diesem dieser diesen".split())
"""Articles before an account that was named before: «dem Bericht zufolge»."""
OPEN_NAMES = frozenset("der des von vom".split())
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that say how sure the text is, from token ``first`` to ``last``; ``kind`` is that of the table."""

    first: int
    last: int
    certainty: Certainty
    kind: str

    def span(self, tree: Tree) -> Span:
        """Return where the words stand."""
        return tree.span(self.first, self.last)


def strongest(markers: Iterable[Marker]) -> Marker | None:
    """Return the marker that counts most; of equals the first."""
    return max(markers, key=lambda marker: (WEIGHT.index(marker.certainty), -marker.first), default=None)


def markers(tree: Tree, clause: Clause) -> list[Marker]:
    """Return the modal verbs, adverbs, phrases and unnamed sources of one clause."""
    found = [marker for kind in ("phrase", "adverb") for marker in entries(tree, clause.tokens, kind)]
    found = [marker for marker in found if marker.kind != "adverb" or _of_the_clause(tree, clause, marker)]
    return [*found, *scattered(tree, clause.tokens, "apart"), *_modals(tree, clause), *accounts(tree, clause.tokens)]


def entries(tree: Tree, tokens: Sequence[int], kind: str) -> Iterator[Marker]:
    """Yield the places where words of the table of one kind stand among ``tokens``, one after the other."""
    place = 0
    forms = [tree.form(token).lower() for token in tokens]
    while place < len(tokens):
        length = 1
        for words, row in _entries(kind).get(forms[place], ()):
            if tuple(forms[place : place + len(words)]) == words:
                length = len(words)
                yield Marker(tokens[place], tokens[place + length - 1], CLASSES[row["certainty"]], kind)
                break
        place += length


def scattered(tree: Tree, tokens: Sequence[int], kind: str) -> Iterator[Marker]:
    """Yield the rows of one kind all words of which stand among ``tokens``, in any order: «geht man davon aus».

    A verb with another particle at the end is another verb: «schätzt … ein», «rechnet … vor».
    """
    places = {tree.form(token).lower(): token for token in reversed(tokens)}
    particle = {tree.form(token).lower() for token in tokens[-1:]} & set(PARTICLES)
    for first in places.keys() & _entries(kind).keys():
        for words, row in _entries(kind)[first]:
            verb = tree.form(places[first]).islower()
            if all(word in places for word in words) and not (verb and particle - set(words)):
                yield Marker(places[first], places[first], CLASSES[row["certainty"]], kind)


def accounts(tree: Tree, tokens: Sequence[int]) -> Iterator[Marker]:
    """Yield sources that nobody stands for: «laut Medienberichten», not «laut einem Bericht der Polizei»."""
    known = _entries("account")
    for place, token in enumerate(tokens):
        form = tree.form(token)
        if not form[:1].isupper() or form.lower() not in known:
            continue
        first, low = place, max(0, place - 4)
        while first > low and _described(tree, tokens[first - 1]):
            first -= 1
        before = tree.form(tokens[first - 1]).lower() if first else ""
        after = tree.form(tokens[place + 1]).lower() if place + 1 < len(tokens) else ""
        if KNOWN & {tree.form(tokens[first]).lower(), before}:
            continue
        if after == "zufolge" and tokens[place + 1] == token + 1:
            yield Marker(tokens[first], tokens[place + 1], "hearsay", "account")
        elif before in {"laut", "nach", "gemäß", "lt."} and not _named(tree, tokens, place):
            yield Marker(tokens[first - 1], token, "hearsay", "account")


def attribute(tree: Tree, token: int) -> Marker | None:
    """Return the adjective before a noun that says whether there is such a thing: «der mutmaßliche Angriff»."""
    for before in range(token - 1, max(-1, token - 4), -1):
        low = tree.form(before).lower()
        for row in (row for _, row in _entries("adjective").get(low, ())):
            return Marker(before, before, CLASSES[row["certainty"]], "adjective")
        if tree.pos(before) not in {"ADJ", "ADV"} and not low.endswith(BENT):
            return None
    return None


def says(tree: Tree, tokens: Sequence[int], kind: str) -> bool:
    """Say whether a word of one kind stands among ``tokens``."""
    return next(entries(tree, tokens, kind), None) is not None


def _described(tree: Tree, token: int) -> bool:
    """Say whether a word before a noun belongs to it: article or adjective."""
    low = tree.form(token).lower()
    return low.endswith(BENT) and tree.form(token) == low and low not in {"unter", "hatte", "wurde"}


def _named(tree: Tree, tokens: Sequence[int], place: int) -> bool:
    """Say whether what follows a source says whose it is: «Berichten der BBC», «Informationen von Reuters»."""
    if place + 1 >= len(tokens) or tokens[place + 1] != tokens[place] + 1:
        return bool(place + 1 < len(tokens) and tree.form(tokens[place] + 1) in {"„", "«", "»", '"'})
    form = tree.form(tokens[place + 1])
    return form.lower() in OPEN_NAMES or form[:1].isupper() or form.lower() == "aus"


def _of_the_clause(tree: Tree, clause: Clause, marker: Marker) -> bool:
    """Say whether an adverb is about its clause: not «der angeblich kranke Kanzler», not *sich wohl fühlen*."""
    before = tree.form(marker.first - 1).lower() if marker.first > clause.first else ""
    after = tree.form(marker.last + 1).lower() if marker.last < clause.last else ""
    low = tree.form(marker.first).lower()
    well = low == "wohl" and (before in {"sehr", "sich", "zum", "das"} or after in {"aber", "oder", "und"})
    if before in GRADING or well:
        return False
    opened = (
        before in ARTICLES or before in PREPOSITIONS or (before.endswith(BENT) and before[:2] in {"ih", "se", "un"})
    )
    return not (opened and _attributive(tree, marker.last + 1, clause.last))


def _attributive(tree: Tree, token: int, last: int) -> bool:
    """Say whether at most two words in lower case and then a noun follow, the last of them an adjective with ending."""
    for place in range(token, min(token + 3, last + 1)):
        form = tree.form(place)
        if form != form.lower():
            return place > token and tree.form(place - 1).endswith(BENT)
        if form in PREPOSITIONS | ARTICLES or not form.isalpha():
            return False
    return False


def _modals(tree: Tree, clause: Clause) -> Iterator[Marker]:
    """Yield the modal verb of a clause if it says how sure a thing is, not what is wanted or allowed."""
    for token in clause.tokens:
        form = tree.form(token)
        if form.lower() not in _entries("modal") or token != clause.finite:
            continue
        for _, row in _entries("modal")[form.lower()]:
            needs = row["needs"].split("|") if row["needs"] else []
            if not needs or any(_TESTS[need](tree, clause, token) for need in needs):
                yield Marker(token, token, CLASSES[row["certainty"]], "modal")
                break


def is_perfect(tree: Tree, clause: Clause, modal: int) -> bool:
    """Say whether a modal verb has an infinitive of the perfect: *gesagt haben*, *gereist sein*, *getötet worden sein*.

    *Bis Mai abgeschlossen sein* is a state that is to come, so *sein* with a word of a plan does not count.
    """
    words = [token for token in clause.tokens if token != modal]
    for before, token in pairwise(words):
        low, verb = tree.form(before).lower(), tree.form(token).lower()
        if verb in HELPING and PERFECT.fullmatch(low) and _is_participle(tree, before):
            planned = verb == "sein" and low not in {"worden", "gewesen", "geworden"} and _planned(tree, clause)
            return not planned
    return False


def _is_participle(tree: Tree, token: int) -> bool:
    form = tree.form(token)
    low = form.lower()
    if form != low or tree.pos(token) in {"DET", "PRON", "NUM"}:
        return False
    return bool(
        re.match(r"\w{0,6}ge\w{2,}|(?:be|er|ver|zer|ent|emp|miss|über|unter|wider|hinter)\w+|\w+iert$|worden$", low)
    )


def _is_state(tree: Tree, clause: Clause, modal: int) -> bool:
    """Say whether *sollen* tells a state that is said to be so: *soll Kontakte haben*, not *soll im Mai beginnen*."""
    if clause.kind == "sub":
        return False
    now = says(tree, clause.tokens, "now")
    if _planned(tree, clause) and not now:
        return False
    last = _infinitive(tree, clause, modal)
    if last in {"gehen", "handeln"}:
        return any(tree.form(token).lower() == "um" for token in clause.tokens)
    return last in _entries("state") or (last in {"sein", "geben"} and (now or _of_a_person(tree, clause)))


def _happens(tree: Tree, clause: Clause, modal: int) -> bool:
    """Say whether what can be is something that befalls, not something that somebody is able or allowed to do."""
    return _infinitive(tree, clause, modal) in _entries("chance")


def _infinitive(tree: Tree, clause: Clause, modal: int) -> str:
    """Return the verb that ends the clause, or the sentence if an insertion parts the clause."""
    verbs = [token for token in clause.tokens if token != modal]
    last = tree.form(verbs[-1]).lower() if verbs else ""
    if last.endswith("n") or clause.kind not in {"main", "condition"}:
        return last
    words = [token for token in tree.of_sentence(tree.doc.tokens[modal].sentence) if tree.form(token).isalpha()]
    return tree.form(words[-1]).lower()


def _of_a_person(tree: Tree, clause: Clause) -> bool:
    """Say whether a clause names a person: *Scholz soll krank sein* is no plan."""
    named = {token for name in tree.tags.names if name.kind == "PER" for token in name.tokens}
    return bool(named & set(clause.tokens))


def _with_zu(tree: Tree, clause: Clause, modal: int) -> bool:
    near = (tree.form(token).lower() for token in range(modal, min(modal + 20, len(tree.doc.tokens))))
    return any(low == "zu" or (low.startswith(PARTED) and low.endswith("n")) for low in near)


def _planned(tree: Tree, clause: Clause) -> bool:
    """Say whether a clause tells when or to what end something is to be: *bis*, *künftig*."""
    return says(tree, clause.tokens, "plan")


_TESTS = {"perfect": is_perfect, "state": _is_state, "chance": _happens, "zu": _with_zu}


@cache
def _entries(kind: str) -> dict[str, tuple[tuple[tuple[str, ...], Row], ...]]:
    """Return the rows of one kind by the first word of each form, longer forms first."""
    found: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in table("certainty_markers"):
        if row["kind"] == kind:
            for form in row["form"].split("|"):
                words = tuple(form.lower().replace(",", "").split())
                found.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(rows, key=lambda pair: -len(pair[0]))) for first, rows in found.items()}
