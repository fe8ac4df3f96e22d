"""What the actors of an article are to each other, as far as it says so.

In: a document with its grammar, its mentions, links and actors.
Out: relations with evidence and a confidence.
Never: what nobody says; a wish, a question, a negation; anything from the lexicon alone.
"""

from wortlaut.resolve.relations.relations import relations

__all__ = ["relations"]
