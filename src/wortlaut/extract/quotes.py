"""Quotes fitted to quotation marks: direct speech ends exactly where its marks say."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wortlaut.extract.draft import Draft, balanced, draft_of, inside
from wortlaut.record import Document, Quotation, QuoteTag, Span, Tags

SURE = 0.5
"""From this probability on, quotation marks that the tags missed are a direct quote."""

LONG = 6
"""Words from which marks can hold a sentence; a whole one needs only ``SURE_SENTENCE``."""

SURE_SENTENCE = 0.12

INSERTED = 14
"""Most words of a frame between two pieces of a split quote."""

SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A quotation and the numbers of the tokens inside its marks."""

    quotation: Quotation
    tokens: frozenset[int]


class Marks:
    """The quotations of a document that hold a word, found by token."""

    def __init__(self, doc: Document) -> None:
        text = doc.article.text
        starts = [token.span.start for token in doc.tokens]
        self._by_token: dict[int, list[Marked]] = defaultdict(list)
        self.open_ended: set[Span] = set()
        for quotation in doc.quotations:
            tokens = inside(doc, starts, quotation.inner)
            if any(text[doc.tokens[i].span.start].isalnum() for i in tokens):
                marked = Marked(quotation=quotation, tokens=frozenset(tokens))
                for i in inside(doc, starts, quotation.span):
                    self._by_token[i].append(marked)
                if not quotation.closed:
                    self.open_ended.add(quotation.inner)

    def near(self, tokens: Iterable[int]) -> list[Marked]:
        """Return the quotations whose words or marks are among ``tokens``, in text order."""
        found = {m.quotation.span: m for i in tokens for m in self._by_token.get(i, ())}
        return [found[span] for span in sorted(found)]


def quotes(doc: Document, tags: Tags) -> list[Draft]:
    """Return the drafts of all quotes, fitted, merged and in text order."""
    marks = Marks(doc)
    drafts: list[Draft] = []
    taken: dict[Span, Draft] = {}
    proposals = [quote for quote in tags.quotes if quote.proposed]
    for quote in (q for q in tags.quotes if not q.proposed):
        draft = draft_of(doc, quote)
        fitting = _fitting(draft, marks)
        if fitting and (draft.kind == "direct" or _wholly(doc, draft, fitting)):
            _take(draft, fitting, drafts, taken)
        else:
            _loose(doc, draft, drafts, marks)
    for quote in proposals:
        near = marks.near(quote.tokens)
        fitting = [m for m in near if m.tokens >= set(quote.tokens) and m.quotation.inner not in taken]
        if fitting and _accepted(doc, quote):
            best = min(fitting, key=lambda m: len(m.tokens))
            _take(draft_of(doc, quote), [best], drafts, taken)
    drafts = _split(doc, _continued(doc, drafts, marks))
    return sorted(drafts, key=lambda d: (d.start, -len(d.tokens)))


def _fitting(draft: Draft, marks: Marks) -> list[Marked]:
    """Return the quotations that make up a draft: mutually disjoint, each shared by half or more."""
    near = marks.near(draft.tokens)
    near = [m for m in near if 2 * len(m.tokens & draft.tokens) >= min(len(m.tokens), len(draft.tokens))]
    near.sort(key=lambda m: -len(m.tokens & draft.tokens) / len(m.tokens | draft.tokens))
    chosen: list[Marked] = []
    for candidate in near:
        apart = all(not candidate.tokens & other.tokens for other in chosen)
        mostly = 2 * len(candidate.tokens & draft.tokens) >= len(candidate.tokens)
        if not chosen or (apart and mostly):
            chosen.append(candidate)
    return sorted(chosen, key=lambda m: m.quotation.inner)


def _wholly(doc: Document, draft: Draft, fitting: Sequence[Marked]) -> bool:
    """Say whether a draft of another kind is in truth a whole quotation that starts like a sentence."""
    words = frozenset().union(*(m.tokens for m in fitting))
    text = doc.article.text
    outside = (text[doc.tokens[i].span.start] for i in draft.tokens - words)
    return (
        not draft.nested
        and len(words) >= LONG
        and text[fitting[0].quotation.inner.start].isupper()
        and not any(char.isalnum() for char in outside)
        and 5 * len(draft.tokens & words) >= 4 * len(words)
    )


def _take(draft: Draft, fitting: Sequence[Marked], drafts: list[Draft], taken: dict[Span, Draft]) -> None:
    """Fit ``draft`` to its quotations, or merge it into the draft that has them already."""
    owner = next((taken[m.quotation.inner] for m in fitting if m.quotation.inner in taken), None)
    if owner is None:
        draft.kind, draft.content, draft.tokens = "direct", [], set()
        drafts.append(draft)
        owner = draft
    for m in fitting:
        if m.quotation.inner not in taken:
            owner.content = sorted([*owner.content, m.quotation.inner])
            owner.tokens |= m.tokens
            taken[m.quotation.inner] = owner
    for role, pairs in draft.roles.items():
        if not owner.roles.get(role):
            owner.roles[role] = pairs


def _loose(doc: Document, draft: Draft, drafts: list[Draft], marks: Marks) -> None:
    """Keep a draft outside of marks: trim its pieces and never tear a pair of marks apart.

    One word alone is a statement only if it could be an infinitive («bat sie zurückzutreten»).
    """
    text = doc.article.text
    near = [m.quotation for m in marks.near(draft.tokens)]
    pieces = (balanced(text, piece, near) for piece in draft.content)
    draft.content = [piece for piece in pieces if piece and any(c.isalnum() for c in piece.of(text))]
    words = [doc.tokens[i].span.of(text) for i in draft.tokens]
    words = [word for word in words if word[0].isalnum()]
    if draft.content and words and (len(words) > 1 or draft.kind == "direct" or words[0].islower()):
        drafts.append(draft)


def _accepted(doc: Document, quote: QuoteTag) -> bool:
    """Decide about quotation marks that the tags missed: a quote, or words merely marked."""
    text = doc.article.text
    words = [doc.tokens[i].span.of(text) for i in quote.tokens]
    sentence = len(words) >= LONG and words[0][0].isupper() and _ends(doc, quote)
    chance = quote.score * dict(quote.kinds)["Direct"]
    return chance >= (SURE_SENTENCE if sentence else SURE)


def _ends(doc: Document, quote: QuoteTag) -> bool:
    """Say whether a quotation closes like a sentence: with a stop inside, or a comma or stop after the mark."""
    text = doc.article.text
    end = doc.tokens[quote.tokens[-1]].span.end
    return text[end - 1] in SENTENCE_ENDS or text[end + 1 : end + 2] in {",", "."}


def _split(doc: Document, drafts: list[Draft]) -> list[Draft]:
    """Join a split quote: „Wir müssen“, sagte er, „handeln.“ is one statement.

    Between the two stand at most ``INSERTED`` words of one sentence, after a comma or dash; the first has not
    ended like a sentence, and the second goes on after a comma or in lower case.
    """
    order = sorted((d for d in drafts if d.kind == "direct"), key=lambda d: d.start)
    gone: set[int] = set()
    for before, after in itertools.pairwise(order):
        last, first = max(before.content), min(after.content)
        if last.end < first.start and _inserted(doc.article.text, last, first):
            _absorb(after, before)
            gone.add(id(before))
    return [draft for draft in drafts if id(draft) not in gone]


def _inserted(text: str, last: Span, first: Span) -> bool:
    between = text[last.end : first.start].strip("“”„\"«»›‹‚‘’' \u00a0")
    if not between or "\n" in between or len(between.split()) > INSERTED or between[0] not in ",–—-":
        return False
    body = between.strip(",–—-: ")
    if not body or any(end in body for end in "!?;") or body.endswith("."):
        return False
    goes_on = between[-1] in ",–—-" or text[first.start].islower()
    return text[last.end - 1] not in SENTENCE_ENDS and goes_on


def _absorb(draft: Draft, other: Draft) -> None:
    """Add the words and missing roles of ``other`` to ``draft``."""
    draft.content = sorted([*other.content, *draft.content])
    draft.tokens |= other.tokens
    for role, pairs in other.roles.items():
        if not draft.roles.get(role):
            draft.roles[role] = pairs


def _continued(doc: Document, drafts: list[Draft], marks: Marks) -> list[Draft]:
    """Join a quote that runs on into the next paragraph, where its marks open again."""
    order = sorted((d for d in drafts if d.kind == "direct"), key=lambda d: d.start)
    gone: set[int] = set()
    for before, after in itertools.pairwise(order):
        last, first = max(before.content), min(after.content)
        between = doc.article.text[last.end : first.start]
        if last in marks.open_ended and "\n" in between and not any(c.isalnum() for c in between):
            _absorb(after, before)
            gone.add(id(before))
    return [draft for draft in drafts if id(draft) not in gone]
