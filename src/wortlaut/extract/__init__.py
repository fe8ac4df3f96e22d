"""Tags → Findings: who said what, in whose words.

In: a Document and the Tags of the reader model.
Out: Findings: statements, mentions, fragments and hearsay, each with its evidence; happenings, once actors are known.
Never: files, models, or a statement without words of the article.
"""

from wortlaut.extract.events import happenings
from wortlaut.extract.extract import Findings, extract
from wortlaut.extract.timing import timed

__all__ = ["Findings", "extract", "happenings", "timed"]
