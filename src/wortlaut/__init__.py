"""Wortlaut reads German political news and keeps the record: who said what to whom.

In: the text of an article.
Out: ``Reader.load().read(text)`` gives a ``Reading``, with the words that prove each finding; ``register`` the actors
     of many readings, ``networks`` who sides with whom.
Never: loads the model, or any library, before it is needed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut import networks
    from wortlaut.pipeline import Reader
    from wortlaut.record import (
        Actor,
        Article,
        Entry,
        Failure,
        Fragment,
        Identity,
        Judgement,
        Link,
        Mention,
        Occurrence,
        Office,
        Paragraph,
        Party,
        Period,
        Reading,
        Register,
        Relation,
        Run,
        Span,
        Statement,
        When,
    )
    from wortlaut.resolve.register import register

    __version__: str

__all__ = [
    "Actor",
    "Article",
    "Entry",
    "Failure",
    "Fragment",
    "Identity",
    "Judgement",
    "Link",
    "Mention",
    "Occurrence",
    "Office",
    "Paragraph",
    "Party",
    "Period",
    "Reader",
    "Reading",
    "Register",
    "Relation",
    "Run",
    "Span",
    "Statement",
    "When",
    "__version__",
    "networks",
    "register",
]
_HOMES = {"Reader": "wortlaut.pipeline", "register": "wortlaut.resolve.register"}


def __getattr__(name: str) -> object:
    """Import a public name at its first use."""
    if name not in __all__:
        raise AttributeError(f"module 'wortlaut' has no attribute {name!r}")
    value: object
    if name == "__version__":
        value = importlib.import_module("importlib.metadata").version("wortlaut")
    elif name == "networks":
        value = importlib.import_module("wortlaut.networks")
    else:
        value = getattr(importlib.import_module(_HOMES.get(name, "wortlaut.record")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
