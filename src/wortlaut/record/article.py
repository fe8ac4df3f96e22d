"""An article as it was published; its text is evidence and never changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wortlaut.record.period import Period
from wortlaut.record.span import Span

Role = Literal[
    "headline",  # Schlagzeile
    "kicker",  # Dachzeile
    "lead",  # Vorspann
    "subhead",  # Zwischentitel
    "body",  # Fliesstext
    "caption",  # Bildunterschrift
    "byline",  # Autorenzeile
    "dateline",  # Ortsmarke or date line standing alone
    "sign",  # Kürzel at the end
    "boilerplate",  # "Mehr zum Thema", adverts, notices
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph (Absatz) and what it is for; its span has no white space at either end."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article.

    ``id`` is derived from the text; all offsets of all findings are code points of ``text``.
    ``source`` is the path or address as the user gave it, ``language`` an ISO 639-1 code.
    ``dateline`` is the place (and agency) before the body: ``"Minsk"``, ``"BERLIN (dpa)"``.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    source: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: Period | None = None
    fetched: str | None = None
    language: str = "de"
