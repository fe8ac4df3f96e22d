"""A headline repeats a quote of the body: one statement with two evidences, not two."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.extract.draft import Draft, paragraph
from wortlaut.record import Document

OUTSIDE = frozenset({"headline", "kicker", "lead", "subhead", "caption"})
"""Roles of paragraphs that repeat what the body says."""

SAME = 0.8
"""Share of words from which two statements are one."""


def joined(doc: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without repeats outside the body.

    A repeat of (nearly) the whole statement becomes further evidence of it. A quote that repeats only
    some of its words becomes an echo: a fragment that points to the statement.
    """
    roles = doc.article.paragraphs
    outer = [d for d in drafts if roles[paragraph(doc, min(d.tokens))].role in OUTSIDE and d.kind == "direct"]
    inner = [d for d in drafts if roles[paragraph(doc, min(d.tokens))].role not in OUTSIDE]
    gone: set[int] = set()
    for draft in outer:
        words = _words(doc, draft)
        for other in inner:
            theirs = _words(doc, other)
            if other.kind == "direct" and _within(words, theirs):
                if len(words) >= SAME * len(theirs):
                    other.content = [*other.content, *draft.content]
                else:
                    other.echoes += draft.content
                gone.add(id(draft))
                break
    return [draft for draft in drafts if id(draft) not in gone]


def _words(doc: Document, draft: Draft) -> list[str]:
    text = doc.article.text
    words = (doc.tokens[i].span.of(text).lower() for i in sorted(draft.tokens))
    return [word for word in words if word[0].isalnum()]


def _within(words: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether at least ``SAME`` of ``words`` come in ``theirs`` in the same order."""
    if not words or not theirs:
        return False
    row = [0] * (len(theirs) + 1)
    for word in words:
        corner = 0
        for i, their in enumerate(theirs, start=1):
            corner, row[i] = row[i], corner + 1 if word == their else max(row[i], row[i - 1])
    return row[-1] >= SAME * len(words)
