"""Page → Article: text, HTML, tables and addresses become articles that prove themselves.

In: paths, addresses, bytes.
Out: Article, or Failed where a source cannot become one.
Never: changes the words of a text, guesses what a page does not say, stops a batch.
"""

from wortlaut.intake.fetch import Fetched, Fetcher
from wortlaut.intake.html import article_from_html, looks_like_html
from wortlaut.intake.source import Source, load, sources
from wortlaut.intake.table import Columns, Failed, articles_from_table
from wortlaut.intake.text import article_from_text

__all__ = [
    "Columns",
    "Failed",
    "Fetched",
    "Fetcher",
    "Source",
    "article_from_html",
    "article_from_text",
    "articles_from_table",
    "load",
    "looks_like_html",
    "sources",
]
