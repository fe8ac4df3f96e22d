"""Files of the Discourse Network Analyzer (``.dna``), there and back.

In: bytes of a ``.dna`` file; readings with codings, and a codebook.
Out: the content as values, bytes of a file that DNA 3 opens, claims for networks, the rules that a file breaks, what
people corrected in DNA, two files merged.
Never: opens a file, knows networks, decides what a coding is.
"""

from wortlaut.export.dna.claims import claims
from wortlaut.export.dna.compose import composed
from wortlaut.export.dna.corrections import Correction
from wortlaut.export.dna.merge import MergeOptions, merged
from wortlaut.export.dna.read import dna_from
from wortlaut.export.dna.reviews import Returned, reviews_from
from wortlaut.export.dna.rules import Violation, violations
from wortlaut.export.dna.tables import Dna
from wortlaut.export.dna.write import dna_bytes

__all__ = [
    "Correction",
    "Dna",
    "MergeOptions",
    "Returned",
    "Violation",
    "claims",
    "composed",
    "dna_bytes",
    "dna_from",
    "merged",
    "reviews_from",
    "violations",
]
