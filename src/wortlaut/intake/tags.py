"""Tags that no page has: parsing takes time with the square of their attributes, so that they are refused before it."""

from __future__ import annotations

import re

from wortlaut.errors import NoArticle

MOST_ATTRIBUTES = 2000
_OPENING = re.compile(r"<[a-zA-Z][^\s/>]*")
_BETWEEN = re.compile(r"[\s/=]*")
_ATTRIBUTE = re.compile(r"""[^\s/>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")


def refuse_wide_tags(html: str) -> None:
    """Raise NoArticle where a tag has more attributes than any page needs; takes time with the length of ``html``.

    >>> refuse_wide_tags("<p class=a data-words='one two three'>Text</p>")
    """
    at = 0
    while (opening := _OPENING.search(html, at)) is not None:
        at, attributes = _after(_BETWEEN, html, opening.end()), 0
        while (attribute := _ATTRIBUTE.match(html, at)) is not None:
            at = _after(_BETWEEN, html, attribute.end())
            attributes += 1
            if attributes > MOST_ATTRIBUTES:
                raise NoArticle("this page is broken: a tag with thousands of attributes; save it as text")


def _after(pattern: re.Pattern[str], html: str, at: int) -> int:
    found = pattern.match(html, at)
    return found.end() if found else at
