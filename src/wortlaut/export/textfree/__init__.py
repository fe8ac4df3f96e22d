"""Readings without the words of their articles, to be shared where the articles must not be; and the way back.

In: Reading; a package and one's own copy of the article.
Out: ``text_free(reading)``: canonical JSON ``wortlaut-text-free/1`` with places, kinds, numbers, dates, ids and a
     salted hash of the text; ``attach(package, text)``: the reading again.
Never: writes a word of an article, or the name of somebody whom the lexicon does not know.
"""

from wortlaut.export.textfree.attach import Attached, Lost, attach, attached
from wortlaut.export.textfree.package import Package, package_from
from wortlaut.export.textfree.strip import text_free

__all__ = ["Attached", "Lost", "Package", "attach", "attached", "package_from", "text_free"]
