"""Codebook and coding (Codebuch, Kodierung): which concept a finding is about, and who stands where on it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from wortlaut.record.span import Span
from wortlaut.record.words import Certainty

Agreement = Literal["for", "against", "unclear"]
CodedKind = Literal["statement", "event"]
Value = str | int | bool
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Ids of codebooks and concepts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What one can be for or against: "Kasachstan tritt dem Unionsstaat bei".

    ``id`` is a slug (a-z, 0-9, hyphens) that never changes, ``name`` the claim as a sentence or phrase, ``keywords``
    are words that show that a text is about it, ``examples`` are statements that are for it, ``counterexamples`` those
    against it.
    """

    id: str
    name: str
    definition: str = ""
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not SLUG.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is no id of a concept: small letters a-z, digits, hyphens between them")
        if not self.name.strip():
            raise ValueError(f"concept {self.id} needs a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The concepts of a study. ``id`` is a slug; ``version`` is the author's own word ("2", "2026-11")."""

    id: str
    name: str
    version: str = "1"
    concepts: tuple[Concept, ...]

    def __post_init__(self) -> None:
        if not SLUG.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is no id of a codebook: small letters a-z, digits, hyphens between them")
        ids = [concept.id for concept in self.concepts]
        twice = sorted({id for id in ids if ids.count(id) > 1})
        if twice:
            raise ValueError(f"the codebook has a concept twice: {', '.join(twice)}")

    def concept(self, id: str) -> Concept | None:
        """Return the concept with this id, None if there is none."""
        return next((concept for concept in self.concepts if concept.id == id), None)

    @property
    def hash(self) -> str:
        """Return twelve hex digits that are equal for codebooks with equal contents."""
        told = [
            [one.id, one.name, one.definition, one.keywords, one.examples, one.counterexamples] for one in self.concepts
        ]
        words = json.dumps([self.id, self.name, self.version, told], ensure_ascii=False)
        return hashlib.blake2b(words.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One position: those of ``actors`` are for or against a concept, as a statement or an event of a reading shows.

    ``finding`` is the id of the statement or event in the reading, ``evidence`` the words that prove the position,
    ``actors`` the ids of the reading's actors who take it (the speaker; the initiators of an event), ``confidence`` the
    probability that concept and agreement are right, ``reasons`` say in words why.
    """

    id: str
    codebook: str
    concept: str
    agreement: Agreement
    kind: CodedKind
    finding: str
    evidence: tuple[Span, ...]
    actors: tuple[str, ...] = ()
    confidence: float
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a coding needs at least one span of evidence")
        if self.agreement not in get_args(Agreement):
            raise ValueError(f"{self.agreement!r} is none of {', '.join(get_args(Agreement))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One row of a discourse network: a coded statement with its variables, as the Discourse Network Analyzer has it.

    ``values`` are the variables by name. Claims of Wortlaut have ``actor`` (stable id), ``concept`` (id), ``agreement``
    (True: for, False: against; missing where unclear), ``addressee``, ``kind``, ``type`` where known; those of a
    ``.dna`` file have the variables of their statement type. ``fields`` are those of the document: ``id``, ``title``,
    ``author``, ``source``, ``section``, ``type``. ``original`` is the document of which this one is a near-copy (wire
    copy), None for a text of its own. ``at`` has a time zone.
    """

    id: str
    document: str
    at: datetime
    values: Mapping[str, Value]
    fields: Mapping[str, str] = field(default_factory=dict)
    original: str | None = None
    certainty: Certainty | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("the time of a claim needs a time zone")
