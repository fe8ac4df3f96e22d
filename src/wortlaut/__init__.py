"""Wortlaut reads German political news and keeps the record: who said what to whom.

In: the text of an article.
Out: ``Reader.load().read(text)`` gives a ``Reading``, with the words that prove each finding.
Never: loads the model, or any library, before it is needed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.pipeline import Reader
    from wortlaut.record import (
        Actor,
        Article,
        Failure,
        Fragment,
        Link,
        Mention,
        Paragraph,
        Party,
        Period,
        Reading,
        Run,
        Span,
        Statement,
        When,
    )

    __version__: str

__all__ = [
    "Actor",
    "Article",
    "Failure",
    "Fragment",
    "Link",
    "Mention",
    "Paragraph",
    "Party",
    "Period",
    "Reader",
    "Reading",
    "Run",
    "Span",
    "Statement",
    "When",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Import a public name at its first use."""
    if name not in __all__:
        raise AttributeError(f"module 'wortlaut' has no attribute {name!r}")
    value: object
    if name == "__version__":
        value = importlib.import_module("importlib.metadata").version("wortlaut")
    else:
        home = "wortlaut.pipeline" if name == "Reader" else "wortlaut.record"
        value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
