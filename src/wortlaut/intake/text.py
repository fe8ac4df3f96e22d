"""Plain text → Article."""

from __future__ import annotations

import hashlib

from wortlaut.errors import EmptyText
from wortlaut.intake.dates import date_prefix
from wortlaut.intake.language import check_german
from wortlaut.intake.roles import layout
from wortlaut.intake.spacing import normalise, paragraph_bounds
from wortlaut.record import Article, Period


def article_id(text: str) -> str:
    """Return the id of an article: ``a`` and 16 hex digits of the BLAKE2b hash of its text.

    >>> article_id("Berlin schweigt.")
    'aee9751a4befc98c8'
    """
    return "a" + hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def article_from_text(
    text: str,
    source: str | None = None,
    *,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    byline: tuple[str, ...] = (),
    published: Period | None = None,
    fetched: str | None = None,
    any_language: bool = False,
) -> Article:
    r"""Make an article of plain text; the text is kept but for byte-order mark and line ends.

    What the caller knows (``title``, ``byline``, ``published`` …) wins over what the text says. A first
    ``date 2023-05`` before other words is read and lies in no paragraph. Raises EmptyText, NotGerman,
    TooLarge (over 200,000 lines) and UndecodableText (lone surrogates).

    >>> article = article_from_text("Abfuhr für Minsk\n\nVon: Anna Muster\n\nMinsk – Tokajew lehnt ab.")
    >>> article.title, article.byline, article.dateline
    ('Abfuhr für Minsk', ('Anna Muster',), 'Minsk')
    """
    text = normalise(text)
    begin, prefixed = date_prefix(text)
    if text[begin : begin + 1] in ("\n", ""):  # a line of its own: a paragraph like any other
        begin = 0
    bounds = paragraph_bounds(text, begin)
    if not bounds:
        raise EmptyText("nothing to read: the text is empty or only white space")
    if not any_language:
        check_german(text[bounds[0][0] : bounds[-1][1]])
    page = layout(text, bounds, title=title)
    return Article(
        id=article_id(text),
        text=text,
        paragraphs=page.paragraphs,
        source=source,
        url=url,
        outlet=outlet,
        title=page.title,
        byline=byline or page.byline,
        dateline=page.dateline,
        published=published or prefixed or page.published,
        fetched=fetched,
    )
