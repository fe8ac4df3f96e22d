"""Sentences cut into clauses (Teilsätze) by commas, conjunctions and the places of verbs.

The tree of a sentence is often wrong inside quotations, so words and their order come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from wortlaut.extract.triggers import auxiliaries, is_finite_form, is_participle, is_verb_form
from wortlaut.record import Tree

HARD = frozenset(";:")
SOFT = frozenset(",–—()…-")
MARKS = frozenset("„“”»«\"‚‘’›‹'.!?")
SUBORDINATE = frozenset(
    "dass daß weil wenn falls sofern ob obwohl obgleich nachdem bevor ehe damit indem sobald solange sodass wonach "
    "wobei womit wodurch wofür wogegen woraufhin worauf wozu warum weshalb wieso wer wem wen wessen".split()
)
MAYBE = frozenset("als wie während seit seitdem bis da was wo wohin woher".split())
RELATIVE = frozenset("der die das dem den dessen deren denen welcher welche welches welchem welchen".split())
CLOSING = frozenset({"um", "ohne", "statt", "anstatt"})
JOINING = frozenset({"und", "oder", "aber", "sondern", "doch", "sowie"})
PREPOSITIONS = frozenset(
    "von vom bei beim in im ins an am ans auf aus mit nach vor für zu zum zur über gegen durch um ohne seit bis wegen "
    "trotz während gegenüber unter zwischen neben hinter laut ab per pro samt mitsamt binnen entlang gemäß dank "
    "außerhalb innerhalb angesichts aufgrund statt seitens".split()
)
Kind = Literal["main", "sub", "rel", "inf"]


@dataclass(slots=True, kw_only=True)
class Clause:
    """The tokens of one clause in order, the clause it hangs on and the one whose subject it shares."""

    tokens: list[int]
    kind: Kind
    parent: Clause | None = None
    shares: Clause | None = None
    shared_by: list[Clause] = field(default_factory=list)

    @property
    def first(self) -> int:
        """First token."""
        return self.tokens[0]


def is_finite(tree: Tree, token: int) -> bool:
    """Say whether a token is a finite verb, by its form or by the tagger."""
    form = tree.form(token)
    low = form.lower()
    if low in auxiliaries() and low != "worden":
        return form[0].islower() or opens(tree, token)
    verbal = tree.pos(token) in {"VERB", "AUX"}
    if form[0].isupper() and not opens(tree, token):
        return False
    if verbal and tree.feature(token, "VerbForm") in {"Fin", ""} and (low.endswith(("t", "te", "ten"))):
        return not is_participle(low) and tree.relation(token) != "compound:prt"
    if tree.feature(token, "VerbForm") == "Fin" and verbal:
        return True
    return is_finite_form(low) and tree.pos(token) in {"VERB", "AUX", "", "NOUN"} and form[0].islower()


def opens(tree: Tree, token: int) -> bool:
    """Say whether a token is the first word of its sentence or of a quotation."""
    if token == 0 or tree.doc.tokens[token - 1].sentence != tree.doc.tokens[token].sentence:
        return True
    return tree.form(token - 1) in MARKS | HARD


def clauses(tree: Tree, tokens: Sequence[int]) -> list[Clause]:
    """Return the clauses of one sentence, given as its token numbers."""
    found: list[Clause] = []
    for hard, segment in _segments(tree, tokens):
        _place(tree, segment, found, hard)
    split: list[Clause] = []
    for clause in found:
        split.extend(_uncoordinated(tree, clause))
    return split


def _segments(tree: Tree, tokens: Sequence[int]) -> Iterator[tuple[bool, list[int]]]:
    """Yield runs of words between commas and the like; True: after a colon or semicolon."""
    run: list[int] = []
    hard = True
    for token in tokens:
        form = tree.form(token)
        if form in HARD or form in SOFT:
            if run:
                yield hard, run
                hard = False
            run = []
            hard = hard or form in HARD
        elif form not in MARKS:
            run.append(token)
    if run:
        yield hard, run


def _place(tree: Tree, segment: list[int], found: list[Clause], hard: bool) -> None:
    """Add a segment to the clauses found, as a clause of its own or as the rest of one."""
    finite = [token for token in segment if is_finite(tree, token)]
    main = next((clause for clause in reversed(found) if clause.kind == "main"), None) if not hard else None
    last = found[-1] if found and not hard else None
    if finite and (kind := _subordinate(tree, segment, finite, first=last is None)):
        found.append(Clause(tokens=segment, kind=kind, parent=last))
    elif not finite and _infinitive(tree, segment):
        found.append(Clause(tokens=segment, kind="inf", parent=last))
    elif finite:
        waiting = main is not None and not any(is_finite(tree, token) for token in main.tokens)
        if waiting and main is not None and segment[0] == finite[0]:
            _extend(found, main, segment)
        else:
            bare = main is not None and segment[0] == finite[0] and last is main
            found.append(Clause(tokens=segment, kind="main", shares=main if bare else None))
    elif last is None:
        found.append(Clause(tokens=segment, kind="main"))
    elif main is not None and any(is_verb_form(tree.form(token).lower()) for token in segment):
        _extend(found, main, segment)
    else:
        last.tokens.extend(segment)


def _extend(found: list[Clause], clause: Clause, segment: list[int]) -> None:
    """Add the rest of a clause that another interrupted; what follows hangs on it again."""
    clause.tokens.extend(segment)
    found.remove(clause)
    found.append(clause)


def _subordinate(tree: Tree, segment: list[int], finite: list[int], *, first: bool) -> Kind | None:
    """Return whether a segment is a subordinate or a relative clause."""
    words = [tree.form(token).lower() for token in segment]
    if words[0] in JOINING | {"auch", "nur", "selbst"} and len(words) > 1:
        words = words[1:]
    ends = finite[-1] >= segment[-1] - 1 and finite[0] != segment[0]
    if words[0] in SUBORDINATE or (words[0] in MAYBE and ends):
        return "sub"
    at = 1 if words[0] in PREPOSITIONS and len(words) > 1 else 0
    if words[at] in RELATIVE and ends and not first:
        return "rel"
    return None


def _infinitive(tree: Tree, segment: list[int]) -> bool:
    """Say whether a segment ends in an infinitive with «zu»."""
    for before, token in zip([-1, *segment], segment, strict=False):
        low = tree.form(token).lower()
        after_zu = before >= 0 and tree.form(before).lower() == "zu" and tree.form(token)[0].islower()
        if after_zu and low.endswith("n") and token >= segment[-1] - 1:
            return True
        if "zu" in low[2:-3] and low.endswith("n") and is_verb_form(low):
            return True
    return False


def _uncoordinated(tree: Tree, clause: Clause) -> Iterator[Clause]:
    """Yield a clause cut where «und» joins two verbs: «hat die Lage beklagt und Geld gefordert»."""
    for place, token in enumerate(clause.tokens):
        if tree.form(token).lower() not in JOINING or not 0 < place < len(clause.tokens) - 1:
            continue
        left, right = clause.tokens[:place], clause.tokens[place + 1 :]
        both = any(is_finite(tree, t) for t in left) and any(is_finite(tree, t) for t in right)
        closed = is_verb_form(tree.form(left[-1]).lower()) and any(is_verb_form(tree.form(t).lower()) for t in right)
        if both or closed:
            first = Clause(tokens=left, kind=clause.kind, parent=clause.parent)
            rest = Clause(tokens=right, kind=clause.kind, parent=clause.parent, shares=first)
            first.shared_by.append(rest)
            yield first
            yield from _uncoordinated(tree, rest)
            return
    yield clause
