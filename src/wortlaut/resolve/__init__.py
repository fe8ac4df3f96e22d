"""Mention → Actor: as far as one article tells by names and pronouns.

In: an article and the findings in it.
Out: actors, links with reasons, and the statements with names.
Never: knowledge of the world (offices, states): not yet.
"""

from wortlaut.resolve.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
