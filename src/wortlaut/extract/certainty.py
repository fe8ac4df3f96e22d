"""How sure the text is of what it tells (Gewissheit): of a statement, and of what any word of it tells.

The classes after the grammars of ``certainty_markers``; what counts where is in docs/decisions/0010. Certainty is what
the text expresses, never what Wortlaut believes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wortlaut.extract.markers import Marker, attribute, entries, markers, says, scattered, strongest
from wortlaut.extract.mood import DASS, mood, speaks_in_konjunktiv
from wortlaut.extract.topology import CONDITIONS, Clause, clause_at, clauses, governing, is_noun, sentence_tokens
from wortlaut.record import Span, Statement, Tree
from wortlaut.record.words import Certainty

Verdict = tuple[Certainty, Span | None]

HEDGES = frozenset({"hearsay", "probable", "possible"})
IMAGINED = frozenset("würde würden könnte könnten müsste müssten".split())
"""Verbs of a frame that only imagines that somebody speaks: *man könnte sagen*."""

ASKING = frozenset(
    "ob was wer wem wen wessen wie wann wo wohin woher warum weshalb wieso welche welcher welches welchen wozu".split()
)
AHEAD = frozenset("wird werden werde sollte sollten".split())
"""Forms that put what they tell in the future."""

WOULD = "würde"
"""Stands for any Konjunktiv in free indirect speech, where nothing is said of a condition."""

ABLE = frozenset({"kann", "können", "könnte", "könnten", "mag", "mögen"})


def certainty_of(tree: Tree, statement: Statement) -> Verdict:
    """Return how sure the text is of a statement, and the words that say so.

    The frame comes first (*angeblich räumte sie ein*, *man könnte sagen*), then questions, then words in the main
    clause of what is said, then Konjunktiv and source (*laut*): ``reported``. Words in quotation marks and infinitives
    (*bat, zu kommen*) are ``asserted`` unless more than half of their sentences say otherwise.

    >>> from wortlaut.record import Article, Document, Paragraph, Sentence, Span, Statement, Tags, Token
    >>> text, ends = "Das dürfte reichen", ((0, 3), (4, 10), (11, 18))
    >>> whole = Span(start=0, end=18)
    >>> article = Article(id="a", text=text, paragraphs=(Paragraph(span=whole, role="body"),))
    >>> tokens = tuple(Token(span=Span(start=a, end=b), sentence=0) for a, b in ends)
    >>> doc = Document(article=article, sentences=(Sentence(span=whole, paragraph=0),), tokens=tokens, quotations=())
    >>> said = Statement(id="s1", kind="direct", content=(whole,), confidence=1.0)
    >>> certainty_of(Tree(doc, Tags(quotes=())), said)
    ('probable', Span(start=4, end=10))
    """
    content = sorted({token for piece in statement.content for token in tree.tokens(piece)})
    framed = frame_clauses(tree, statement, content)
    found = _of_frame(tree, statement, framed) or _of_question(tree, statement, content, framed)
    if found:
        return found
    if statement.kind == "reported":
        return _of_account(tree, content)
    hedge = _of_content(tree, content)
    if hedge:
        return hedge
    if statement.kind == "direct":
        return "asserted", None
    thought = _of_thought(tree, statement, framed)
    if thought:
        return thought
    return _of_mood(tree, statement, content)


def certainty_at(tree: Tree, token: int, *, told: bool = False) -> Verdict:
    """Return how sure the text is of what the word ``token`` tells, and the words that say so.

    ``token`` is the trigger of an event, a verb or a noun. Its own clause decides; an infinitive and a clause with
    *dass* take over from the clause they hang on. ``told`` says that the word stands in somebody's indirect speech,
    where Konjunktiv II may stand for Konjunktiv I. Without any marker what is told is ``asserted``.
    """
    clause, found = clause_at(tree, token)
    noun = attribute(tree, token) if is_noun(tree, token) else None
    if noun:
        return noun.certainty, noun.span(tree)
    _, last = sentence_tokens(tree, token)
    if clause.kind == "main" and _mark_of_question(tree, last):
        return "question", None
    opening = tree.form(clause.first).lower()
    if clause.kind == "condition" or opening == "ob":
        return "hypothetical" if clause.kind == "condition" else "question", tree.span(clause.first, clause.first)
    marker = strongest(markers(tree, clause))
    above = governing(clause, found)
    if marker is None and above and (clause.kind == "infinitive" or opening in DASS):
        marker = strongest(markers(tree, above))
    if marker:
        return marker.certainty, marker.span(tree)
    return _of_clause_mood(tree, clause, found, told=told)


def frame_clauses(tree: Tree, statement: Statement, content: Sequence[int]) -> list[Clause]:
    """Return the clauses that introduce a statement, without its own words: those of its cue, else of its frame."""
    inside = set(content)
    pieces = statement.cue or statement.frame
    outer = [token for piece in pieces for token in tree.tokens(piece) if token not in inside]
    found: dict[tuple[int, ...], Clause] = {}
    for token in outer:
        clause, _ = clause_at(tree, token)
        own = tuple(one for one in clause.tokens if one not in inside)
        if own:
            finite = clause.finite if clause.finite in own else None
            found[own] = Clause(own, clause.kind, finite)
    return list(found.values())


def _of_frame(tree: Tree, statement: Statement, framed: Sequence[Clause]) -> Verdict | None:
    """Return what the frame says of the whole: that it is hearsay, inferred or imagined."""
    sourced = says(tree, [token for piece in statement.cue for token in tree.tokens(piece)], "source")
    for clause in framed:
        verb = clause.finite
        nobody = any(tree.form(token).lower() in {"man", "ich", "wir"} for token in clause.tokens)
        if verb is not None and nobody and tree.form(verb).lower() in IMAGINED and clause.kind != "condition":
            return "hypothetical", tree.span(verb, verb)
        marker = strongest(m for m in markers(tree, clause) if m.kind != "modal" or (_claims(m) and not sourced))
        if marker:
            return marker.certainty, marker.span(tree)
    return None


def _of_thought(tree: Tree, statement: Statement, framed: Sequence[Clause]) -> Verdict | None:
    """Return what the verb of a frame makes of its content: *geht davon aus, dass …*, *es wurde berichtet, dass …*."""
    if statement.kind != "indirect":
        return None
    marker = strongest(marker for clause in framed for marker in scattered(tree, clause.tokens, "frame"))
    return (marker.certainty, marker.span(tree)) if marker else None


def _claims(marker: Marker) -> bool:
    return marker.certainty in {"hearsay", "reported", "probable"}


def _of_question(tree: Tree, statement: Statement, content: Sequence[int], framed: Sequence[Clause]) -> Verdict | None:
    """Return ``question`` for what ends with a question mark, begins with *ob*, or is asked by its frame."""
    sentences = _sentences(tree, content)
    asked = [_mark_of_question(tree, sentence[-1]) for sentence in sentences]
    share = 2 if statement.cue or statement.kind != "direct" else 3
    if asked and asked[-1] and share * sum(asked) >= len(asked):
        return "question", None
    if statement.kind in {"direct", "reported"}:
        return None
    opening = tree.form(content[0]).lower()
    before = content[0] - 1
    for token in (content[0], before):
        if token >= 0 and tree.form(token).lower() == "ob":
            return "question", tree.span(token, token)
    if opening not in ASKING:
        return None
    for clause in framed:
        asking = next(entries(tree, clause.tokens, "ask"), None)
        if asking:
            return "question", asking.span(tree)
    return None


def _mark_of_question(tree: Tree, last: int) -> bool:
    """Say whether a question mark stands at a token or, before any other word, after it."""
    for token in range(last, min(last + 4, len(tree.doc.tokens))):
        form = tree.form(token)
        if "?" in form:
            return True
        if token > last and any(char.isalnum() or char in ".!,;:" for char in form):
            return False
    return False


def _of_content(tree: Tree, content: Sequence[int]) -> Verdict | None:
    """Return the hedge that more than half of the sentences of a statement have in their main clause."""
    sentences = _sentences(tree, content)
    found = [marker for marker in (_hedge(tree, sentence) for sentence in sentences) if marker]
    if not found or 2 * len(found) <= len(sentences):
        return None
    marker = found[0]
    return marker.certainty, marker.span(tree)


def _hedge(tree: Tree, sentence: Sequence[int]) -> Marker | None:
    """Return the strongest hedge of the main clauses of a sentence: modal verb, adverb, or *ich glaube*."""
    inside = set(sentence)
    parts = [
        Clause(own, clause.kind, clause.finite)
        for clause in clauses(tree, sentence[0], sentence[-1])
        if (own := tuple(token for token in clause.tokens if token in inside))
    ]
    if not parts:
        return None
    top = next((clause for clause in parts if clause.kind != "condition"), parts[0])
    belief = _belief(tree, top, parts)
    if belief:
        return belief
    told = [m for m in markers(tree, top) if m.certainty in HEDGES]
    if not told and _conditional(tree, top, parts):
        verb = top.last if top.finite is None else top.finite
        return Marker(verb, verb, "hypothetical", "mood")
    return strongest(told)


def _conditional(tree: Tree, top: Clause, parts: Sequence[Clause]) -> bool:
    """Say whether a main clause tells what would or will be under a condition of its sentence."""
    if not any(clause.kind == "condition" for clause in parts):
        return False
    if top.finite is None:
        return top.kind == "infinitive"
    return mood(tree, top) in {"irreal", "replacement"} or tree.form(top.finite).lower() in AHEAD


def _belief(tree: Tree, top: Clause, parts: Sequence[Clause]) -> Marker | None:
    """Return *ich glaube* at the top of a sentence; with *können* in what is believed it is only possible."""
    if not any(tree.form(token).lower() == "ich" for token in top.tokens):
        return None
    marker = next(entries(tree, top.tokens, "belief"), None)
    if marker is None:
        return None
    able = any(tree.form(token).lower() in ABLE for part in parts if part is not top for token in part.tokens)
    return Marker(marker.first, marker.last, "possible", "belief") if able else marker


def _of_account(tree: Tree, content: Sequence[int]) -> Verdict:
    """Return how sure the text is that somebody did say something (Redebericht)."""
    sentence = _sentences(tree, content)[0]
    hedge = _hedge(tree, sentence)
    if hedge:
        return hedge.certainty, hedge.span(tree)
    for clause in clauses(tree, sentence[0], sentence[-1]):
        marker = strongest(m for m in markers(tree, clause) if m.certainty == "reported")
        if marker:
            return "reported", marker.span(tree)
        if mood(tree, clause) == "reportive" and clause.finite is not None:
            return "reported", tree.span(clause.finite, clause.finite)
    return "asserted", None


def _of_mood(tree: Tree, statement: Statement, content: Sequence[int]) -> Verdict:
    """Return ``reported`` for what Konjunktiv or a source marks as another's words, else ``asserted``."""
    sentences = [clauses(tree, sentence[0], sentence[-1]) for sentence in _sentences(tree, content)]
    parts = [_within(clause, content) for found in sentences for clause in found if _within(clause, content).tokens]
    cue = [token for piece in statement.cue for token in tree.tokens(piece)]
    outer = sorted({*cue, *(token for piece in statement.frame for token in tree.tokens(piece))} - set(content))
    moods = [mood(tree, clause) for clause in parts]
    free = statement.kind == "indirect_free_indirect"
    verb = parts[0].finite if parts else None
    imagined = free and "reportive" not in moods and moods[:1] == ["irreal"]
    if imagined and verb is not None and tree.form(verb).lower() != WOULD:
        return "hypothetical", tree.span(verb, verb)
    for clause, told in zip(parts, moods, strict=True):
        open_form = (
            told == "open" and statement.kind == "indirect" and clause is parts[0] and _independent(tree, clause)
        )
        if (told in {"reportive", "irreal", "replacement"} or open_form) and clause.finite is not None:
            return "reported", tree.span(clause.finite, clause.finite)
    framed = frame_clauses(tree, statement, content)
    openings = (*(clause.first for clause in framed), *outer[:1])
    likened = next((token for token in openings if tree.form(token).lower() == "wie"), None)
    if likened is not None:
        return "reported", tree.span(likened, likened)
    alone = [tree.form(token).lower() for token in cue] in (["nach"], ["danach"])
    if free or alone or says(tree, cue, "source") or next(_of_accounts(tree, outer), None):
        return "reported", tree.span(cue[0], cue[0]) if cue else None
    return "asserted", None


def _independent(tree: Tree, clause: Clause) -> bool:
    """Say whether nothing introduces a clause: «meinte er, es fehlten …», not «dass», «wenn» or a relative."""
    return clause.kind in {"main", "condition"} and tree.form(clause.first).lower() not in CONDITIONS


def _of_accounts(tree: Tree, outer: Sequence[int]) -> Iterator[Marker]:
    """Yield sources of several words in a frame: «nach Angaben», not «so» or «laut» of another clause."""
    return (marker for marker in entries(tree, outer, "source") if marker.last > marker.first)


def _of_clause_mood(tree: Tree, clause: Clause, found: Sequence[Clause], *, told: bool) -> Verdict:
    verb = clause.finite
    if verb is None:
        return "asserted", None
    where, kind = tree.span(verb, verb), mood(tree, clause)
    if kind == "reportive" or (told and kind != "indicative"):
        return "reported", where
    if kind in {"irreal", "replacement"}:
        return ("reported" if speaks_in_konjunktiv(tree, found) else "hypothetical"), where
    if any(other.kind == "condition" for other in found) and tree.form(verb).lower() in {"wird", "werden"}:
        return "hypothetical", where
    source = strongest(entries(tree, clause.tokens, "source"))
    return ("reported", source.span(tree)) if source and tree.form(source.first).lower() != "so" else ("asserted", None)


def _within(clause: Clause, content: Iterable[int]) -> Clause:
    inside = set(content)
    return Clause(tuple(token for token in clause.tokens if token in inside), clause.kind, clause.finite)


def _sentences(tree: Tree, content: Sequence[int]) -> list[list[int]]:
    """Return the words of a statement by sentence, in order."""
    found: dict[int, list[int]] = {}
    for token in content:
        if any(char.isalnum() for char in tree.form(token)):
            found.setdefault(tree.doc.tokens[token].sentence, []).append(token)
    return list(found.values()) or [list(content)]
