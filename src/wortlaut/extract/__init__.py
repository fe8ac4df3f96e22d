"""Tags → Findings: who said what, in whose words.

In: a Document and the Tags of the reader model.
Out: Findings: statements, mentions and fragments, each with its evidence.
Never: files, models, or a statement without words of the article.
"""

from wortlaut.extract.extract import Findings, extract

__all__ = ["Findings", "extract"]
