"""Drafts → statements: order, parents, carried speakers, repeats, fragments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wortlaut.extract.certainty import certainty_of
from wortlaut.extract.draft import Draft, balanced, paragraph, runs
from wortlaut.extract.hearsay import hearsay
from wortlaut.extract.negation import polarity_of
from wortlaut.extract.parties import Mentions, party
from wortlaut.extract.phrases import Phrases
from wortlaut.extract.quotes import quotes
from wortlaut.extract.repeats import joined
from wortlaut.extract.turns import merged, turns
from wortlaut.extract.via import via_of
from wortlaut.record import Document, Fragment, Hearsay, Mention, Party, Span, Statement, Tags, Tree

SCRAP = 4
"""Fewer marked words inside somebody's indirect speech are a fragment, not a statement."""

NEAR = 2
"""A speaker is carried over from at most this many sentences before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What one document says, before anybody knows who the actors are."""

    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    fragments: tuple[Fragment, ...]
    hearsay: tuple[Hearsay, ...] = ()


def extract(doc: Document, tags: Tags) -> Findings:
    """Return the statements (Äußerungen) of ``doc`` with their evidence, in reading order."""
    drafts = merged(doc, quotes(doc, tags), turns(doc))
    phrases = Phrases(tags)
    drafts = [as_reported(doc, draft, phrases) for draft in drafts]
    drafts = joined(doc, sorted(drafts, key=lambda d: (d.start, -len(d.tokens))))
    drafts = without_scraps(drafts, _parents(drafts))
    parents = _parents(drafts)
    mentions = Mentions(doc)
    statements: list[Statement] = []
    for number, draft in enumerate(drafts):
        statements.append(_statement(doc, draft, number, parents[number], mentions, phrases))
    statements = _graded(Tree(doc, tags), _carried(doc, drafts, statements))
    return Findings(
        mentions=mentions.all(),
        statements=tuple(statements),
        fragments=_fragments(doc, drafts, statements),
        hearsay=hearsay(doc, tags, statements),
    )


def as_reported(doc: Document, draft: Draft, phrases: Phrases) -> Draft:
    """Return a few marked words in the middle of a clause as the statement they belong to.

    In «Sie nannte den Plan einen „Witz“» nobody is quoted with a sentence; the clause tells the speech act
    (Redebericht). Its words are those of the frame and the quote; the marked words become a fragment. In «Das sei ein
    „Witz“, meint die Ministerin» the clause before the comma is what she says.
    """
    text, sentence = doc.article.text, doc.tokens[min(draft.tokens)].sentence
    frame = {i for i, _ in draft.roles.get("frame", ()) if doc.tokens[i].sentence == sentence}
    if draft.kind != "direct" or draft.label or draft.nested or len(draft.tokens) >= SCRAP or not frame:
        return draft
    first, last = min(draft.tokens), max(draft.tokens)
    between = text[doc.tokens[max((i for i in frame if i < first), default=first)].span.end : draft.start]
    if not any(i < first for i in frame) or any(mark in between for mark in ",:;–"):
        return draft
    verb = _framing_verb(doc, phrases, sentence, last)
    if verb is not None:
        return _said_before(doc, draft, phrases, verb)
    return _spread(doc, replace(draft, kind="reported"), set(range(min(frame), max(last, *frame) + 1)))


def _framing_verb(doc: Document, phrases: Phrases, sentence: int, last: int) -> int | None:
    """Return the verb right after the comma that follows the marked words, if there is one with a subject."""
    text = doc.article.text
    for i in range(last + 1, min(last + 4, len(doc.tokens) - 1)):
        if doc.tokens[i].sentence == sentence and doc.tokens[i].span.of(text) == ",":
            return i + 1 if phrases.is_verb(i + 1) and phrases.subject([i + 1]) else None
    return None


def _said_before(doc: Document, draft: Draft, phrases: Phrases, verb: int) -> Draft:
    """Return the clause before «, meint die Ministerin» as an indirect statement with her as its speaker."""
    sentence = doc.tokens[verb].sentence
    here = [i for i in range(len(doc.tokens)) if doc.tokens[i].sentence == sentence]
    frame = [i for i in here if i >= verb and any(c.isalnum() for c in doc.tokens[i].span.of(doc.article.text))]
    roles = {
        **draft.roles,
        "speaker": tuple((i, draft.confidence) for i in phrases.subject([verb])),
        "cue": ((verb, draft.confidence),),
        "frame": tuple((i, draft.confidence) for i in frame),
    }
    return _spread(doc, replace(draft, kind="indirect", roles=roles), {i for i in here if i < verb - 1})


def _spread(doc: Document, draft: Draft, tokens: set[int]) -> Draft:
    """Return ``draft`` with other words, whole pairs of marks in them."""
    pieces = (balanced(doc.article.text, piece, doc.quotations) for piece in runs(doc, tokens))
    return replace(draft, tokens=tokens, content=[piece for piece in pieces if piece])


def without_scraps(drafts: Sequence[Draft], parents: Sequence[int | None]) -> list[Draft]:
    """Return the drafts without a few quoted words inside somebody's indirect or reported speech.

    In «die Lage sei „kein Jota“ besser» the marked words belong to the statement around them; they become a
    fragment. A whole clause in marks, or the words of somebody else, stay a statement of their own.
    """
    return [
        draft
        for draft, parent in zip(drafts, parents, strict=True)
        if parent is None
        or draft.kind != "direct"
        or drafts[parent].kind == "direct"
        or len(draft.tokens) >= SCRAP
        or not _same_speaker(draft, drafts[parent])
    ]


def _same_speaker(draft: Draft, parent: Draft) -> bool:
    """Say whether the model gave both the same speaker, or the inner one none."""
    own, outer = ({i for i, _ in d.roles.get("speaker", ())} for d in (draft, parent))
    return not own or bool(own & outer)


def _statement(
    doc: Document, draft: Draft, number: int, parent: int | None, mentions: Mentions, phrases: Phrases
) -> Statement:
    if draft.label is not None:
        mention = mentions.at_span(draft.label, draft.confidence)
        speaker = Party(mention=mention.id, name=None, carried=draft.carried) if mention else None
    else:
        speaker = party(doc, draft, "speaker", mentions, phrases)
    addressee = party(doc, draft, "addressee", mentions, phrases)
    return Statement(
        id=f"s{number + 1}",
        kind=draft.kind,
        content=tuple(draft.content),
        cue=_words(doc, draft, "cue"),
        frame=_words(doc, draft, "frame"),
        speaker=speaker,
        addressee=addressee,
        via=via_of(doc, draft, addressee, mentions),
        medium=draft.medium,
        parent=None if parent is None else f"s{parent + 1}",
        confidence=round(min(1.0, max(0.0, draft.confidence)), 4),
    )


def _words(doc: Document, draft: Draft, role: str) -> tuple[Span, ...]:
    """Return the spans of cue or frame, without the words of the statement itself."""
    text = doc.article.text
    tokens = [i for i, _ in draft.roles.get(role, ()) if i not in draft.tokens]
    return tuple(span for span in runs(doc, tokens) if any(c.isalnum() for c in span.of(text)))


def _graded(tree: Tree, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements with how sure the text is of them, and whether they deny."""
    return [replace(s, certainty=certainty_of(tree, s)[0], polarity=polarity_of(tree, s)[0]) for s in statements]


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """Return for each draft the smallest other that holds nearly all of its words, and more."""
    owners: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        for token in draft.tokens:
            owners.setdefault(token, []).append(number)
    found: list[int | None] = []
    for draft in drafts:
        shared: dict[int, int] = {}
        for token in draft.tokens:
            for other in owners[token]:
                shared[other] = shared.get(other, 0) + 1
        larger = [
            other
            for other, count in shared.items()
            if len(drafts[other].tokens) > len(draft.tokens) and 5 * count >= 4 * len(draft.tokens)
        ]
        found.append(min(larger, key=lambda other: len(drafts[other].tokens), default=None))
    return found


def _carried(doc: Document, drafts: Sequence[Draft], statements: Sequence[Statement]) -> list[Statement]:
    """Give statements without a speaker that of the one just before, and say so.

    In the same sentence («Er lobte den Plan und gab an, dass …») it is the speaker, not a carried one.
    """
    result: list[Statement] = []
    before: tuple[Draft, Statement] | None = None
    for draft, statement in zip(drafts, statements, strict=True):
        if statement.speaker is None and before is not None and before[1].speaker is not None:
            same = _sentence(doc, before[0]) == _sentence(doc, draft)
            if same or _follows(doc, before[0], draft, statement):
                carried = before[1].speaker.carried if same else True
                statement = replace(statement, speaker=replace(before[1].speaker, carried=carried))
        result.append(statement)
        if statement.speaker is not None and statement.parent is None:
            before = (draft, statement)
    return result


def _sentence(doc: Document, draft: Draft) -> int:
    return doc.tokens[min(draft.tokens)].sentence


def _follows(doc: Document, before: Draft, draft: Draft, statement: Statement) -> bool:
    """Say whether a statement without a frame goes on where ``before`` stopped."""
    if statement.cue or statement.kind not in {"direct", "indirect_free_indirect", "free_indirect"}:
        return False
    last, first = max(before.tokens), min(draft.tokens)
    gap = doc.tokens[first].sentence - doc.tokens[last].sentence
    return 0 <= gap <= NEAR and paragraph(doc, first) - paragraph(doc, last) <= 1


def _fragments(doc: Document, drafts: Sequence[Draft], statements: Sequence[Statement]) -> tuple[Fragment, ...]:
    """Return the words in marks that are no statement, each with the statement it belongs to, if any."""
    text = doc.article.text
    pieces = [(piece, statement) for statement in statements for piece in statement.content]
    taken = {piece for piece, _ in pieces}
    echoed = {span: s for draft, s in zip(drafts, statements, strict=True) for span in draft.echoes}
    fragments = []
    for quotation in doc.quotations:
        inner = quotation.inner
        if inner in taken or not any(c.isalnum() for c in inner.of(text)):
            continue
        holder = echoed.get(inner) or _holder(pieces, inner)
        fragments.append(
            Fragment(span=inner, statement=holder.id if holder else None, speaker=holder.speaker if holder else None)
        )
    return tuple(fragments)


def _holder(pieces: Sequence[tuple[Span, Statement]], inner: Span) -> Statement | None:
    """Return the smallest statement that holds ``inner``."""
    holding = [(piece.end - piece.start, i) for i, (piece, _) in enumerate(pieces) if piece.contains(inner)]
    return pieces[min(holding)[1]][1] if holding else None
