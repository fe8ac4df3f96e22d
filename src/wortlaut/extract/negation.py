"""What a text says is not so: negation words, verbs of denial, and how far they reach.

After Duden-Grammatik (2022) and Zifonun, Hoffmann and Strecker (1997) on Negation: a negation word denies its clause
(Satznegation) unless *sondern* corrects only a part of it (Sondernegation); a verb of denial denies what hangs on it;
two of them cancel each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from wortlaut.extract.topology import Clause, clause_at, governing, is_noun
from wortlaut.lexicon import Row, table
from wortlaut.record import Span, Statement, Tree
from wortlaut.record.words import Polarity

TAKES_PLACE = frozenset(
    "statt gab gibt gebe gäbe kam kommt komme erfolgte erfolgt zustande stattfinden stattgefunden gegeben gekommen "
    "geben geplant vorgesehen".split()
)
"""Words of clauses that only say that there is what their noun tells."""

OPENING = frozenset({"dass", "daß", "ob"})
BENT = ("e", "en", "er", "es", "em")
"""Endings of adjectives before a noun."""


def polarity_of(tree: Tree, statement: Statement) -> tuple[Polarity, Span | None]:
    """Return whether somebody says that a thing is so or denies it, and the word of denial.

    It is the act that counts: *er bestritt, dass …*, *wies die Vorwürfe zurück*. What is said may hold a negation
    and still be affirmed: *er sagte, er habe nichts gewusst*. A negated act did not take
    place (*er äußerte sich nicht*), and a negated denial is none.

    >>> from wortlaut.record import Article, Document, Span, Statement, Tags, Token, Sentence, Paragraph
    >>> text, ends = "Er bestritt das nicht", ((0, 2), (3, 11), (12, 15), (16, 21))
    >>> whole = Span(start=0, end=21)
    >>> article = Article(id="a", text=text, paragraphs=(Paragraph(span=whole, role="body"),))
    >>> tokens = tuple(Token(span=Span(start=a, end=b), sentence=0) for a, b in ends)
    >>> doc = Document(article=article, sentences=(Sentence(span=whole, paragraph=0),), tokens=tokens, quotations=())
    >>> told = Statement(id="s1", kind="reported", content=(whole,), confidence=1.0)
    >>> polarity_of(Tree(doc, Tags(quotes=())), told)[0]
    'affirmed'
    """
    inside = {token for piece in statement.content for token in tree.tokens(piece)}
    opening = min(inside)
    if statement.kind != "reported" and not _depends(tree, statement, opening):
        return "affirmed", None
    cues = [token for piece in statement.cue for token in tree.tokens(piece)]
    if statement.kind == "reported":
        cues = cues or sorted(inside)
        inside = set()
    claims = any(_claims(tree, cue) or is_noun(tree, cue) for cue in cues) or tree.form(opening).lower() == "ob"
    for cue in cues:
        clause, _ = clause_at(tree, cue)
        tokens = tuple(token for token in clause.tokens if token not in inside)
        verb = denial(tree, tokens)
        own = Clause(tokens, clause.kind, clause.finite)
        act = verb if verb is not None else None if claims else cue
        negator = None if act is None else _negator(tree, own, act)
        marks = [mark for mark in (verb, negator) if mark is not None]
        if marks:
            return ("denied", tree.span(marks[0], marks[0])) if len(marks) == 1 else ("affirmed", None)
    return "affirmed", None


def polarity_at(tree: Tree, token: int) -> tuple[Polarity, Span | None]:
    """Return whether the text says that what the word ``token`` tells is so or not, and the word that denies it.

    ``token`` is the trigger of an event, a verb or a noun. Counted are the negation of its clause (*nicht
    abgesprochen*, *keine Waffen geliefert*; of a noun, *kein* and *ohne* right before it), *ohne zu* and *statt zu*,
    and a verb of denial above it (*dementierte den Angriff*, *bestritt, geliefert zu haben*). An even number of them
    affirms.
    """
    clause, found = clause_at(tree, token)
    marks: list[int] = []
    own = _own_negation(tree, clause, token)
    if own is not None:
        marks.append(own)
    verb = denial(tree, clause.tokens)
    if verb is not None and verb != token and is_noun(tree, token) and own != verb:
        marks += [verb]
        outer = _negator(tree, clause, verb)
        marks += [outer] if outer is not None and outer != own else []
    above = (
        governing(clause, found) if clause.kind in {"sub", "infinitive"} or _is_report(tree, clause, found) else None
    )
    if above is not None:
        verb = denial(tree, above.tokens)
        if verb is not None and verb != token:
            outer = _negator(tree, above, verb)
            marks += [verb] if outer is None else [verb, outer]
    return ("denied", tree.span(marks[0], marks[0])) if len(marks) % 2 else ("affirmed", None)


def _claims(tree: Tree, cue: int) -> bool:
    """Say whether a cue tells what somebody claims of himself: in *will nicht da gewesen sein* the claim is negated."""
    return tree.form(cue).lower() in {"will", "wollen"}


def _depends(tree: Tree, statement: Statement, first: int) -> bool:
    """Say whether the words of a statement hang on its frame: «bestritt, dass …», not «dementierte: …»."""
    if statement.kind != "indirect" or not statement.cue:
        return False
    if tree.form(first).lower() in OPENING or (first > 0 and tree.form(first - 1).lower() in OPENING):
        return True
    after = min(piece.start for piece in statement.cue) < tree.doc.tokens[first].span.start
    return after and first > 0 and tree.form(first - 1) == ","


def denial(tree: Tree, tokens: Sequence[int]) -> int | None:
    """Return the verb of denial among ``tokens``, with the words it needs and no object that changes its meaning."""
    forms = [tree.form(token) for token in tokens]
    lows = [form.lower() for form in forms]
    for token, low in zip(tokens, lows, strict=True):
        for row in _denials().get(low, ()):
            words = row["word"].split()
            unless = set(row["unless"].split("|")) if row["unless"] else set()
            if all(word.lower() in lows for word in words) and not unless & set(forms):
                return token
    return None


def is_negated(tree: Tree, clause: Clause, token: int) -> bool:
    """Say whether a negation word denies what a word of the clause tells."""
    return _negator(tree, clause, token) is not None


def _own_negation(tree: Tree, clause: Clause, token: int) -> int | None:
    """Return the word that negates the trigger in its own clause."""
    opening = tree.form(clause.first).lower()
    if opening in _words("preposition") and clause.kind in {"infinitive", "sub"}:
        return clause.first
    if not is_noun(tree, token):
        return _negator(tree, clause, token)
    for before in range(token - 1, max(-1, token - 5), -1):
        low = tree.form(before).lower()
        if low in _words("determiner") | _words("preposition"):
            return before
        if tree.form(before) != low or not (low.endswith(BENT) or tree.pos(before) in {"ADV", "NUM"}):
            break
    lows = {tree.form(one).lower() for one in clause.tokens}
    return _negator(tree, clause, token) if lows & TAKES_PLACE else None


def _negator(tree: Tree, clause: Clause, token: int) -> int | None:
    """Return the negation word that reaches ``token`` in its clause.

    Of «nicht Kiew, sondern Lwiw» only the part between is denied, and «nicht nur» denies nothing.
    """
    skipped = _affirming(tree, clause)
    for at in clause.tokens:
        low = tree.form(at).lower()
        if at in skipped or at == token or low not in _words("word") | _words("determiner"):
            continue
        contrast = _contrast(tree, at)
        if contrast is None or at < token < contrast:
            return at
    return None


def _contrast(tree: Tree, at: int) -> int | None:
    """Return the *sondern* after a negation word in the same sentence."""
    sentence = tree.doc.tokens[at].sentence
    for token in range(at + 1, len(tree.doc.tokens)):
        if tree.doc.tokens[token].sentence != sentence:
            return None
        if tree.form(token).lower() == "sondern":
            return token
    return None


def _affirming(tree: Tree, clause: Clause) -> set[int]:
    """Return the tokens of phrases like «nicht nur» that deny nothing."""
    found: set[int] = set()
    lows = [tree.form(token).lower() for token in clause.tokens]
    for phrase in _words("none"):
        words = phrase.lower().split()
        for place in range(len(lows) - len(words) + 1):
            if lows[place : place + len(words)] == words:
                found |= set(clause.tokens[place : place + len(words)])
    return found


def _is_report(tree: Tree, clause: Clause, found: Sequence[Clause]) -> bool:
    """Say whether a main clause is the content of a verb of denial before it: «bestritt, er habe …»."""
    before = [other for other in found if other.first < clause.first]
    return bool(before) and denial(tree, before[-1].tokens) is not None and tree.form(clause.first - 1) in {",", ":"}


@cache
def _denials() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in table("denial_verbs"):
        for form in row["forms"].split("|"):
            found.setdefault(form.lower(), []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table("negation_words") if row["kind"] == kind)
