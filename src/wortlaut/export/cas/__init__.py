"""Readings as UIMA CAS for INCEpTION and other UIMA tools, there and back (dkpro-cassis).

In: a Reading; the bytes of a CAS that people worked on.
Out: the bytes of a CAS (XMI or JSON) and of its type system; what people changed, as reviews.
Never: opens a file, decides what a statement is.

Needs the extra ``cas``. Offsets in the file are UTF-16 units, as UIMA counts; those of Wortlaut are code points.
"""

from wortlaut.export.cas.back import Returned, reviews_from_cas, text_of_cas
from wortlaut.export.cas.layers import type_system
from wortlaut.export.cas.write import cas_json, cas_xmi

__all__ = ["Returned", "cas_json", "cas_xmi", "reviews_from_cas", "text_of_cas", "type_system"]
