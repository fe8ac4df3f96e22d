"""Cut an article into sentences, tokens and quotations.

In: Article with its paragraphs.
Out: Document; sentences inside paragraphs, tokens inside sentences, quotations inside paragraphs.
Never: reading files, changing text, deciding who says what; the only door to sentencex.
"""
