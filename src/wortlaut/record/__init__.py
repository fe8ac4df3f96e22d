"""The nouns of Wortlaut: frozen values that every other package speaks in.

In: nothing; standard library only.
Out: Span, Article, Document, Tags, Mention, Statement, Actor, Run, Reading, Judgement, Review,
Register, Codebook, Coding, Claim, Network and their parts.
Never: I/O, decisions, third-party imports.
"""

from wortlaut.record.article import Article, Paragraph, Role
from wortlaut.record.coding import Agreement, Claim, Codebook, Coding, Concept
from wortlaut.record.document import Document, Quotation, Sentence, Token
from wortlaut.record.event import Event, EventType, Happening, Hearsay, Status
from wortlaut.record.judgement import Judgement, is_local, occurrence_id
from wortlaut.record.network import Edge, Network, Node
from wortlaut.record.period import OPEN_END, OPEN_START, Anchor, Offset, Period, Precision, Timex, TimexType, When
from wortlaut.record.reading import (
    Actor,
    Failure,
    Fragment,
    Identity,
    Link,
    Mention,
    Office,
    Party,
    Reading,
    Relation,
    Run,
    Statement,
    run_id,
)
from wortlaut.record.register import Entry, Occurrence, Register, linked
from wortlaut.record.review import Change, Finding, Review, Someone, Target
from wortlaut.record.span import Span
from wortlaut.record.tags import NameTag, QuoteTag, Tags, WordTag
from wortlaut.record.tree import Tree

__all__ = [
    "OPEN_END",
    "OPEN_START",
    "Actor",
    "Agreement",
    "Anchor",
    "Article",
    "Change",
    "Claim",
    "Codebook",
    "Coding",
    "Concept",
    "Document",
    "Edge",
    "Entry",
    "Event",
    "EventType",
    "Failure",
    "Finding",
    "Fragment",
    "Happening",
    "Hearsay",
    "Identity",
    "Judgement",
    "Link",
    "Mention",
    "NameTag",
    "Network",
    "Node",
    "Occurrence",
    "Office",
    "Offset",
    "Paragraph",
    "Party",
    "Period",
    "Precision",
    "Quotation",
    "QuoteTag",
    "Reading",
    "Register",
    "Relation",
    "Review",
    "Role",
    "Run",
    "Sentence",
    "Someone",
    "Span",
    "Statement",
    "Status",
    "Tags",
    "Target",
    "Timex",
    "TimexType",
    "Token",
    "Tree",
    "When",
    "WordTag",
    "is_local",
    "linked",
    "occurrence_id",
    "run_id",
]
