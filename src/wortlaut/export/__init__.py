"""Readings as files that others can use, and back.

In: Reading, Register, Judgement, Review (and the lines of a file of records, judgements or reviews).
Out: public JSON ``wortlaut/1`` and its schema, the lists of the API, CSV, PLOVER 2.0, the verdict on a file,
registers, judgements, reviews, readings of a file, days in words.
Never: opens a file, prints, decides anything about the article.

``export.register``, ``export.evidence`` and ``export.corpus``, which look for sentences, are imported by name, and so
are the formats that make a register: ``export.tidy`` (tables), ``export.ftm`` (FollowTheMoney), ``export.annotations``
(W3C Web Annotation).
"""

from wortlaut.export.check import Problem, Verdict, check
from wortlaut.export.csv import BYTE_ORDER_MARK, HEADER, csv_lines, csv_rows
from wortlaut.export.decode import readings_from_json
from wortlaut.export.json import encoded, record_json, schema, schema_json
from wortlaut.export.judgements import judgement_json, judgements_from_json
from wortlaut.export.lists import list_definitions
from wortlaut.export.plover import plover_lines
from wortlaut.export.reviews import review_json, reviews_from_json

__all__ = [
    "BYTE_ORDER_MARK",
    "HEADER",
    "Problem",
    "Verdict",
    "check",
    "csv_lines",
    "csv_rows",
    "encoded",
    "judgement_json",
    "judgements_from_json",
    "list_definitions",
    "plover_lines",
    "readings_from_json",
    "record_json",
    "review_json",
    "reviews_from_json",
    "schema",
    "schema_json",
]
