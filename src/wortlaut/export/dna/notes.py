"""What Wortlaut writes into the notes of a document of DNA, so that corrections find their way back.

DNA keeps the ids of documents and statements and never touches the notes: they name the article, its text and run, and
for each coded statement the finding that it came from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wortlaut.export.dna.tables import Document

_HEAD = re.compile(r"^Wortlaut article (\S+) run (\S+) text ([0-9a-f]{16})$", re.MULTILINE)
_FINDINGS = re.compile(r"^Wortlaut findings (.+)$", re.MULTILINE)
_FINDING = re.compile(r"(\d+)=(statement|event):([^\s/]+)(?:/(\S+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a coded statement of DNA came from: a finding of the reading, and the coding of it if there is one."""

    kind: str
    finding: str
    coding: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.finding}" + (f"/{self.coding}" if self.coding else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which article a document is: its id, the run of the reading, and the origin of each coded statement by its id."""

    article: str
    run: str
    text: str
    origins: Mapping[int, Origin] = field(default_factory=dict)


def text_hash(text: str) -> str:
    """Return sixteen hex digits of a text of DNA."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def notes(provenance: Provenance, told: Mapping[str, str | None]) -> str:
    """Return the notes of a document: what people want to know of it (``told``) first, then the provenance."""
    lines = [f"{name}: {' '.join(words.split())}" for name, words in told.items() if words]
    lines.append(f"Wortlaut article {provenance.article} run {provenance.run} text {provenance.text}")
    if provenance.origins:
        lines.append("Wortlaut findings " + " ".join(f"{id}={one}" for id, one in provenance.origins.items()))
    return "\n".join(lines)


def renumbered(document: Document, ids: Mapping[int, int]) -> Document:
    """Return a document whose notes name its statements by new ids; those without one are left out."""

    def line(found: re.Match[str]) -> str:
        origins = [
            (int(id), told) for id, _, told in (one.partition("=") for one in found[1].split()) if id.isdecimal()
        ]
        return "Wortlaut findings " + " ".join(f"{ids[id]}={told}" for id, told in origins if id in ids)

    return replace(document, notes=_FINDINGS.sub(line, document.notes))


def provenance_of(document: Document) -> Provenance | None:
    """Return which article a document is, None where it is none of Wortlaut's."""
    head = _HEAD.search(document.notes)
    if head is None:
        return None
    findings = _FINDINGS.search(document.notes)
    origins = {
        int(id): Origin(kind=kind, finding=finding, coding=coding or None)
        for id, kind, finding, coding in _FINDING.findall(findings[1] if findings else "")
    }
    return Provenance(article=head[1], run=head[2], text=head[3], origins=origins)
