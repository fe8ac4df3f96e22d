"""Page → Article: text, HTML, tables, addresses and feeds become articles that prove themselves.

In: paths, addresses, bytes.
Out: Article, or Failed where a source cannot become one; Feed, the addresses of articles.
Never: changes the words of a text, guesses what a page does not say, stops a batch.
"""

from wortlaut.intake.feeds import Feed, FeedEntry, address_key, feed_from, feed_named
from wortlaut.intake.fetch import FEEDS, Answer, Fetched, Fetcher, check_url, host_of, is_url
from wortlaut.intake.html import article_from_html, looks_like_html
from wortlaut.intake.pace import Pace
from wortlaut.intake.samples import sample_articles
from wortlaut.intake.source import Source, load, page_from, sources
from wortlaut.intake.table import Columns, Failed, articles_from_table
from wortlaut.intake.text import article_from_text

__all__ = [
    "FEEDS",
    "Answer",
    "Columns",
    "Failed",
    "Feed",
    "FeedEntry",
    "Fetched",
    "Fetcher",
    "Pace",
    "Source",
    "address_key",
    "article_from_html",
    "article_from_text",
    "articles_from_table",
    "check_url",
    "feed_from",
    "feed_named",
    "host_of",
    "is_url",
    "load",
    "looks_like_html",
    "page_from",
    "sample_articles",
    "sources",
]
