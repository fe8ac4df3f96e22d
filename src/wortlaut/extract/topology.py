"""The clauses of a sentence by their marks, conjunctions and finite verbs (topologische Felder)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal
from weakref import WeakKeyDictionary

from wortlaut.lexicon import column, table
from wortlaut.lexicon.conjugation import UNSTRESSED
from wortlaut.record import Tree

Kind = Literal["main", "sub", "relative", "condition", "infinitive"]

BREAKS = frozenset(",;:–—()?!….-")
QUOTES = frozenset('„“”"»«‚‘’›‹')
JOINING = frozenset("und oder aber sondern denn doch".split())
CONDITIONS = frozenset("wenn falls sofern".split())
SUBORDINATE = frozenset(
    "dass daß ob weil da obwohl obgleich während nachdem bevor ehe bis damit sodass als indem solange sobald soweit "
    "seit seitdem wobei wodurch wonach womit wofür wogegen wie warum weshalb wann wohin woher wieso inwiefern was "
    "wer wem wen wessen".split()
)
ALWAYS = frozenset("dass daß ob weil obwohl nachdem".split())
RELATIVE = frozenset(
    "der die das dem den des deren dessen denen welche welcher welches welchen welchem wo worin woran worauf".split()
)
PREPOSITIONS = frozenset(
    "an auf aus bei durch für gegen hinter in mit nach neben ohne über um unter von vor wegen zu zwischen".split()
)
PARTICLES = tuple(
    "ab an auf aus bei bereit dar ein fest fort frei her heraus herbei hervor hin los mit nach um vor zu zurück".split()
)
SUBJECTS = frozenset({"ich", "er", "sie", "es", "man"})
COMMON = frozenset(
    "alle beide diese eine ihre seine keine meine deine unsere viele jene welche ohne gerade heute ende solche mehrere "
    "gerne eigene beinahe".split()
)
"""Words in *-e* that are no verbs."""
DOUBLE = frozenset("einige sichere folge freie kranke laute leere nahe reife teile weise weite".split())
"""Forms of verbs in *-e* that are other words as well."""
VERBAL = frozenset({"VERB", "AUX"})
SURE = frozenset(
    "ist sind war waren hat hatte hatten habe wird werde wurde wurden sei seien wäre wären hätte hätten würde würden "
    "will soll muss kann darf mag sollte sollten konnte konnten musste mussten wollte wollten".split()
)
"""Forms that are nothing but finite verbs."""


MODAL = frozenset(
    "soll sollen will wollen kann können könnte könnten dürfte dürften muss müssen sollte sollten".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a clause in order, what sort it is, and its finite verb (None: it has none)."""

    tokens: tuple[int, ...]
    kind: Kind
    finite: int | None

    @property
    def first(self) -> int:
        """First token."""
        return self.tokens[0]

    @property
    def last(self) -> int:
        """Last token."""
        return self.tokens[-1]


FAR = 150
"""No clause of a sentence this many words away matters; texts without full stops stay quick."""


_CUT: WeakKeyDictionary[Tree, dict[tuple[int, int], list[Clause]]] = WeakKeyDictionary()
"""Clauses that have been cut already."""


def clauses(tree: Tree, first: int, last: int) -> list[Clause]:
    """Return the clauses (Teilsätze) of the tokens ``first`` to ``last`` of one sentence, in order.

    Commas, colons and dashes part them, and *und* between two finite verbs; a part without a finite
    verb belongs to the clause beside it, unless it is an infinitive with *zu*. An insertion may part a clause in two.
    What is longer than twice ``FAR`` is no sentence and one clause.
    """
    known = _CUT.setdefault(tree, {})
    if (first, last) not in known:
        known[first, last] = _cut(tree, first, last)
    return known[first, last]


def _cut(tree: Tree, first: int, last: int) -> list[Clause]:
    if last - first > 2 * FAR:
        return [Clause(tuple(range(first, first + 2 * FAR)), "main", None)]
    parts = [part for piece in _pieces(tree, first, last) for part in _coordinated(tree, piece)]
    found: list[Clause] = []
    loose: list[int] = []
    for place, part in enumerate(parts):
        finite = finite_verb(tree, part)
        introduced = tree.form(part[0]).lower() in ALWAYS | CONDITIONS
        if finite is None and not introduced and not _has_zu(tree, part):
            if found:
                found[-1] = Clause((*found[-1].tokens, *part), found[-1].kind, found[-1].finite)
            else:
                loose += part
            continue
        kind = _kind(tree, part, finite, initial=not found and not loose, more=place + 1 < len(parts))
        if loose and kind in {"main", "condition"}:
            part, kind, loose = [*loose, *part], "main", []
        found.append(Clause(tuple(part), kind, finite))
    if loose:
        found.append(Clause(tuple(loose), "main", None))
    return sorted(found, key=lambda clause: clause.first)


def sentence_tokens(tree: Tree, token: int) -> tuple[int, int]:
    """Return the first and last token of the sentence of ``token``, of a long one the part of ``FAR`` words."""
    here = tree.of_sentence(tree.doc.tokens[token].sentence)
    if len(here) <= 2 * FAR:
        return here[0], here[-1]
    start = here[0] + (token - here[0]) // FAR * FAR
    return start, min(here[-1], start + FAR - 1)


def clause_at(tree: Tree, token: int) -> tuple[Clause, list[Clause]]:
    """Return the clause that holds ``token`` and all clauses of its sentence."""
    found = clauses(tree, *sentence_tokens(tree, token)) or [Clause((token,), "main", None)]
    for clause in found:
        if token in clause.tokens:
            return clause, found
    return min(found, key=lambda clause: min(abs(token - own) for own in clause.tokens)), found


def is_noun(tree: Tree, token: int) -> bool:
    """Say whether a word is a noun: as the model reads it, else by its capital."""
    if tree.pos(token):
        return tree.pos(token) in {"NOUN", "PROPN"}
    return tree.form(token)[:1].isupper() and not opens(tree, token)


def governing(clause: Clause, found: Sequence[Clause]) -> Clause | None:
    """Return the clause that a dependent one hangs on: the nearest before it, else the main clause after it."""
    before = [other for other in found if other.first < clause.first]
    after = [other for other in found if other.first > clause.first and other.kind == "main"]
    return before[-1] if before else after[0] if after else None


def _pieces(tree: Tree, first: int, last: int) -> list[list[int]]:
    """Return the runs of tokens between marks; a hyphen inside a word is no mark, quotation marks part nothing."""
    pieces: list[list[int]] = [[]]
    for token in range(first, last + 1):
        if all(char in BREAKS for char in tree.form(token)):
            pieces.append([])
        elif any(char not in QUOTES for char in tree.form(token)):
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _coordinated(tree: Tree, piece: list[int]) -> list[list[int]]:
    """Return the parts of a run that *und* or *oder* joins, each with a finite verb of its own."""
    for place, token in enumerate(piece[1:-1], start=1):
        if tree.form(token).lower() in JOINING:
            left, right = piece[:place], piece[place:]
            if _bracketed(tree, left, right):
                continue
            if finite_verb(tree, left) is not None and finite_verb(tree, right) is not None:
                return [left, *_coordinated(tree, right)]
    return [piece]


def _bracketed(tree: Tree, left: Sequence[int], right: Sequence[int]) -> bool:
    """Say whether what *und* joins ends under a modal verb before it: «soll A getan und B unterlassen haben»."""
    modal = any(tree.form(token).lower() in MODAL for token in left)
    sure = any(tree.form(token).lower() in SURE for token in right)
    return modal and not sure and tree.form(right[-1]).lower() in {"haben", "sein", "werden", "worden"}


def is_finite(tree: Tree, token: int) -> bool:
    """Say whether a word can be a finite verb, by its form or as the model reads it."""
    form = tree.form(token)
    low = form.lower()
    if form != low and not opens(tree, token):
        return False
    if low in SURE or low in column("subjunctive", "form") or tree.feature(token, "VerbForm") == "Fin":
        return True
    if low in _finite():
        return tree.pos(token) in VERBAL or not tree.tags.words
    if is_first_form(low):
        return form == low and (low not in DOUBLE or tree.pos(token) in VERBAL)
    if low.endswith("e") and form == low and token and tree.form(token - 1).lower() in SUBJECTS and low not in COMMON:
        return True
    told = tree.pos(token) == "VERB" and tree.feature(token, "VerbForm") not in {"Inf", "Part"}
    return told and low.endswith(("t", "te", "ten", "e")) and not low.startswith("ge")


@lru_cache(maxsize=10_000)
def is_first_form(low: str) -> bool:
    """Say whether a word is a form in *-e* of a verb: Konjunktiv I where no *ich* stands beside it.

    >>> [is_first_form(word) for word in ("betrage", "zurückkehre", "stagniere", "wurde", "eine")]
    [True, True, True, False, False]
    """
    if not low.endswith("e") or low in COMMON:
        return False
    known = _in_e()
    prefixes = (prefix for prefix in (*PARTICLES, *UNSTRESSED) if low.startswith(prefix))
    return low in known or low.endswith("iere") or any(low.removeprefix(prefix) in known for prefix in prefixes)


@cache
def _in_e() -> frozenset[str]:
    verbs = {row["form"] for row in table("verb_tenses") if row["tense"] == "present" and row["form"].endswith("n")}
    verbs |= {row["lemma"].replace("|", "") for row in table("event_triggers") if row["pos"] == "verb"}
    verbs |= column("strong_verbs", "infinitive") | {"haben", "werden"}
    forms = {verb[:-1] if verb.endswith("en") else verb[:-1] + "e" for verb in verbs if verb.endswith("n")}
    forms |= {form.replace("ß", "ss") for form in forms}
    return frozenset(forms) - column("subjunctive", "form")


def finite_verb(tree: Tree, tokens: Sequence[int]) -> int | None:
    """Return the finite verb of a run of tokens: an auxiliary or modal verb if there is one, else the first."""
    found = [token for token in tokens if is_finite(tree, token) and not _after_zu(tree, token)]
    sure = [token for token in found if tree.form(token).lower() in SURE | column("subjunctive", "form")]
    return next(iter(sure or found), None)


def opens(tree: Tree, token: int) -> bool:
    """Say whether a word is the first of its sentence, or follows a mark that a sentence may follow."""
    before = token - 1
    if before < 0 or tree.doc.tokens[before].sentence != tree.doc.tokens[token].sentence:
        return True
    return tree.form(before) in {":", "„", "«", "»", '"', "–"}


def _after_zu(tree: Tree, token: int) -> bool:
    return token > 0 and tree.form(token - 1).lower() == "zu"


def _has_zu(tree: Tree, part: Sequence[int]) -> bool:
    """Say whether there is an infinitive with *zu*: *zu reisen*, *anzureisen*."""
    for one, other in pairwise(part):
        if tree.form(one).lower() == "zu" and tree.form(other).islower() and tree.form(other).endswith("n"):
            return True
    last = tree.form(part[-1])
    return last.islower() and "zu" in last[2:-3] and last.endswith("en") and tree.pos(part[-1]) in VERBAL


def _kind(tree: Tree, part: Sequence[int], finite: int | None, *, initial: bool, more: bool) -> Kind:
    words = [tree.form(token).lower() for token in part[:3]]
    while len(words) > 1 and words[0] in JOINING | {"auch", "selbst", "außer", "nur", "erst"}:
        words = words[1:]
    if finite is None:
        return "condition" if words[0] in CONDITIONS else "sub" if words[0] in ALWAYS else "infinitive"
    at, verb = part.index(finite), tree.form(finite).lower()
    behind = at >= len(part) - 2 and at > 0
    if words[0] in CONDITIONS:
        return "condition"
    if words[0] in ALWAYS or (words[0] in SUBORDINATE and behind):
        return "sub"
    preposed = words[0] in PREPOSITIONS and len(words) > 1 and words[1] in RELATIVE
    if (words[0] in RELATIVE or preposed) and behind and at > 1 and not initial:
        return "relative"
    begins = initial and more and opens(tree, part[0]) and not _asks(tree, part)
    verb_first = at == 0 and (begins or verb in {"sollte", "sollten"})
    return "condition" if verb_first else "main"


def _asks(tree: Tree, part: Sequence[int]) -> bool:
    """Say whether the sentence of a clause ends with a question mark."""
    _, last = sentence_tokens(tree, part[-1])
    return any("?" in tree.form(token) for token in range(max(part[-1], last - 2), last + 1))


@cache
def _finite() -> frozenset[str]:
    return frozenset(row["form"] for row in table("verb_tenses") if row["tense"] != "planned")
