"""What the author reports without a speaker (Hörensagen) or only thinks likely or possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wortlaut.extract.draft import balanced, trimmed
from wortlaut.extract.markers import Marker, markers, strongest
from wortlaut.extract.mood import mood
from wortlaut.extract.topology import Clause, clause_at, clauses, opens
from wortlaut.record import Document, Hearsay, Span, Statement, Tags, Tree

TOLD = frozenset({"hearsay", "probable", "possible"})
LEFT_OUT = frozenset({"byline", "dateline", "sign", "boilerplate"})
RHETORICAL = frozenset("sagen meinen denken glauben fragen einwenden heißen heissen vorstellen".split())
"""Infinitives of *könnte man sagen*, *das soll heißen*: nobody claims anything."""
DEPENDENT = frozenset({"infinitive", "sub"})
OUTER = frozenset({"phrase", "account"})
JOINING = frozenset({"und", "oder", "aber", "sondern", "doch", "denn"})


def hearsay(doc: Document, tags: Tags, statements: Sequence[Statement]) -> tuple[Hearsay, ...]:
    """Return the clauses of the author that a word marks as hearsay, probable or possible, in text order.

    Outside all statements; but the frame of a statement may be hearsay itself (*sie räumte angeblich ein, …*), and so
    may a told speech act (*er soll gedroht haben*). No questions, plans (*soll 2025 in Kraft treten*) or ways of
    speaking (*könnte man sagen*). The span is the clause with what depends on it, without joining words and a source
    at its beginning.
    """
    tree = Tree(doc, tags)
    asking = _asking(statements)
    said = {t for s in statements if not _of_the_author(tree, s, asking) for t in _tokens(tree, s)}
    framed = {t for s in statements if s.certainty != "hearsay" for p in (*s.cue, *s.frame) for t in tree.tokens(p)}
    cues = {token for s in statements for piece in s.cue for token in tree.tokens(piece)}
    found: list[Hearsay] = []
    for first, last in _sentences(doc):
        if "?" in "".join(tree.form(token) for token in range(max(first, last - 2), last + 1)):
            continue
        parts = clauses(tree, first, last)
        for place, clause in enumerate(parts):
            marker = strongest(m for m in markers(tree, clause) if m.certainty in TOLD)
            if marker is None or _rhetorical(tree, clause, parts):
                continue
            source = marker.kind in OUTER and bool(cues & set(range(marker.first, marker.last + 1)))
            if not source and (marker.first in said or marker.first in framed):
                continue
            span = _claim(tree, parts, place, marker)
            if span is not None:
                found.append(Hearsay(span=span, certainty=marker.certainty, marker=marker.span(tree)))
    return tuple(found)


def _of_the_author(tree: Tree, statement: Statement, asking: frozenset[str]) -> bool:
    """Say whether a statement is rather the author's account: a told act, words without frame, an interviewer's."""
    if statement.kind == "reported":
        return statement.certainty in TOLD
    if statement.kind == "direct":
        mention = statement.speaker.mention if statement.speaker else None
        return statement.certainty == "hearsay" and not statement.cue and mention in asking
    return not statement.cue and statement.certainty in TOLD and not _in_konjunktiv(tree, statement)


def _in_konjunktiv(tree: Tree, statement: Statement) -> bool:
    """Say whether Konjunktiv I shows that a statement without a frame is somebody's words."""
    return any(mood(tree, clause_at(tree, token)[0]) == "reportive" for token in _tokens(tree, statement))


def _asking(statements: Sequence[Statement]) -> frozenset[str]:
    """Return the labels of interview turns most of which are questions."""
    asked: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    for statement in statements:
        if statement.kind == "direct" and not statement.cue and statement.speaker and statement.speaker.mention:
            turns[statement.speaker.mention] += 1
            asked[statement.speaker.mention] += statement.certainty == "question"
    return frozenset(mention for mention, count in turns.items() if count > 1 and 2 * asked[mention] > count)


def _tokens(tree: Tree, statement: Statement) -> Iterator[int]:
    for piece in statement.content:
        yield from tree.tokens(piece)


def _sentences(doc: Document) -> Iterator[tuple[int, int]]:
    """Yield first and last token of the sentences that tell something."""
    first = 0
    for token in range(1, len(doc.tokens) + 1):
        if token == len(doc.tokens) or doc.tokens[token].sentence != doc.tokens[first].sentence:
            sentence = doc.sentences[doc.tokens[first].sentence]
            if doc.article.paragraphs[sentence.paragraph].role not in LEFT_OUT:
                yield first, token - 1
            first = token


def _rhetorical(tree: Tree, clause: Clause, parts: Sequence[Clause]) -> bool:
    """Say whether a clause is a way of speaking (*könnte man sagen*), about the reader, or only a condition."""
    lows = {tree.form(token).lower() for token in clause.tokens}
    persons = {tree.form(token) for token in clause.tokens}
    spoken = bool(lows & RHETORICAL) and bool(lows & {"man", "das", "ich", "wir"})
    ours = bool(lows & {"ich", "wir", "du", "ihr"}) or ("Sie" in persons and not opens(tree, clause.first))
    return spoken or ours or clause.kind == "condition"


def _claim(tree: Tree, parts: Sequence[Clause], place: int, marker: Marker) -> Span | None:
    """Return the span of a claim: its clause, a condition before it, and the clauses that hang on it."""
    clause = parts[place]
    first, last = clause.first, clause.last
    if clause.kind != "relative":
        after = place + 1
        while after < len(parts) and _hangs_on(tree, last, parts[after]):
            last = max(last, parts[after].last)
            after += 1
        if place and parts[place - 1].kind == "condition":
            first = parts[place - 1].first
    first = _behind_mark(tree, clause, first)
    if marker.kind in OUTER and marker.first == first:
        first = marker.last + 1
    while first < last and tree.form(first).lower() in JOINING:
        first += 1
    if first > last:
        return None
    whole = balanced(tree.text, tree.span(first, last), tree.doc.quotations)
    return trimmed(tree.text, whole) if whole else None


def _hangs_on(tree: Tree, last: int, other: Clause) -> bool:
    """Say whether a clause after a comma depends on the one that ends at ``last``; not after a colon or dash."""
    between = {tree.form(token) for token in range(last + 1, other.first)}
    own = other.kind in DEPENDENT or other.kind == "relative"
    return bool(between) and between <= {",", "„", "“", "»", "«"} and (own or other.finite is not None)


def _behind_mark(tree: Tree, clause: Clause, first: int) -> int:
    """Return the first token behind a colon or dash inside a clause, if its verb stands behind: «16:47 Uhr: …»."""
    verb = clause.finite if clause.finite is not None else clause.last
    for token in range(verb, first, -1):
        if tree.form(token) in {":", "–", "—"}:
            return token + 1
    return first
