"""Page → Article: text, HTML, tables and addresses become articles that prove themselves.

In: paths, addresses, bytes.
Out: Article, or Failed where a source cannot become one.
Never: changes the words of a text, guesses what a page does not say, stops a batch.
"""
