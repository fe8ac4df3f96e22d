"""Mention → Actor: who is meant, by what the article tells and by the offices of the world.

In: an article and the findings in it.
Out: actors, links with reasons, and the statements with names.
Never: a guess between two who fit; anything from another article.
"""

from wortlaut.resolve.events import Told, events
from wortlaut.resolve.resolve import Resolved, resolve

__all__ = ["Resolved", "Told", "events", "resolve"]
