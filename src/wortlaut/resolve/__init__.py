"""Mention → Actor: who is meant, by what the article tells and by the offices of the world.

In: a document with its tags and the findings in it; for ``register`` the readings of many articles and judgements.
Out: mentions, actors with identity and offices, links with reasons, relations, the statements with names.
Never: a guess between two who fit equally; in one article anything from another.
"""

from wortlaut.resolve.events import Told, events
from wortlaut.resolve.resolve import Resolved, resolve

__all__ = ["Resolved", "Told", "events", "resolve"]
