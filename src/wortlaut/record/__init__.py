"""The nouns of Wortlaut: frozen values that every other package speaks in.

In: nothing; standard library only.
Out: Span, Article, Document, Tags, Mention, Statement, Actor, Run, Reading and their parts.
Never: I/O, decisions, third-party imports.
"""

from wortlaut.record.article import Article, Paragraph, Role
from wortlaut.record.document import Document, Quotation, Sentence, Token
from wortlaut.record.period import Period, Precision, When
from wortlaut.record.reading import (
    Actor,
    Failure,
    Fragment,
    Link,
    Mention,
    Party,
    Reading,
    Run,
    Statement,
)
from wortlaut.record.span import Span
from wortlaut.record.tags import QuoteTag, Tags

__all__ = [
    "Actor",
    "Article",
    "Document",
    "Failure",
    "Fragment",
    "Link",
    "Mention",
    "Paragraph",
    "Party",
    "Period",
    "Precision",
    "Quotation",
    "QuoteTag",
    "Reading",
    "Role",
    "Run",
    "Sentence",
    "Span",
    "Statement",
    "Tags",
    "Token",
    "When",
]
