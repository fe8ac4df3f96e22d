"""Cut an article into sentences, tokens and quotations.

In: Article with its paragraphs.
Out: Document; sentences inside paragraphs, tokens inside sentences, quotations inside paragraphs.
Never: reading files, changing text, deciding who says what; the only door to sentencex and simplemma.
"""

from wortlaut.segment.compounds import joined, parts
from wortlaut.segment.document import segment
from wortlaut.segment.lemmas import lemma
from wortlaut.segment.marks import pair_quotations, quotations
from wortlaut.segment.sentences import split_sentences
from wortlaut.segment.tokens import tokenize

__all__ = ["joined", "lemma", "pair_quotations", "parts", "quotations", "segment", "split_sentences", "tokenize"]
