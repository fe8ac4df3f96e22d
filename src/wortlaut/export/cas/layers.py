"""The layers of INCEpTION that a reading is told in: span layers with plain features and slots (link features)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from wortlaut.errors import RecordError

if TYPE_CHECKING:
    from cassis import TypeSystem

STATEMENT, CUE, MENTION, EVENT, CODING = (
    f"webanno.custom.{name}" for name in ("Statement", "Cue", "Mention", "Event", "Coding")
)
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"

FEATURES: dict[str, tuple[str, ...]] = {
    STATEMENT: ("identifier", "kind", "certainty", "polarity", "medium", "part", "confidence", "speakerName"),
    CUE: ("identifier",),
    MENTION: ("identifier", "kind", "actor", "name", "wikidata"),
    EVENT: ("identifier", "eventType", "mode", "status", "polarity", "part", "confidence"),
    CODING: ("identifier", "codebook", "concept", "agreement", "confidence", "actors"),
}
"""The plain features of each layer; all are strings, as INCEpTION's tagsets are."""

SLOTS: dict[str, dict[str, str]] = {
    STATEMENT: {"speaker": MENTION, "addressee": MENTION, "via": MENTION, "cue": CUE},
    EVENT: {"initiator": MENTION, "recipient": MENTION},
}
"""Features that link to annotations of another layer."""


def link_type(layer: str, slot: str) -> str:
    """Return the name of the type that INCEpTION gives the links of a slot.

    >>> link_type("webanno.custom.Statement", "speaker")
    'webanno.custom.StatementSpeakerLink'
    """
    return f"{layer}{slot[0].upper()}{slot[1:]}Link"


def cassis() -> Any:
    """Return the library; raises RecordError that says what to install."""
    try:
        import cassis as found
    except ImportError:
        raise RecordError("CAS needs a library: pip install 'wortlaut[cas]'") from None
    return found


def type_system() -> bytes:
    """Return the types as UIMA XML, which INCEpTION imports as the layers of a project."""
    return str(types().to_xml()).encode()


@cache
def types() -> TypeSystem:
    """Return the types of UIMA, those of DKPro that INCEpTION asks for, and the layers."""
    found: TypeSystem = cassis().TypeSystem()
    for name in (SENTENCE, TOKEN):
        found.create_type(name, "uima.tcas.Annotation")
    metadata = found.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"):
        found.create_feature(metadata, name, "uima.cas.String")
    found.create_feature(metadata, "isLastSegment", "uima.cas.Boolean")
    made = {layer: found.create_type(layer, "uima.tcas.Annotation") for layer in FEATURES}
    for layer, names in FEATURES.items():
        for name in names:
            found.create_feature(made[layer], name, "uima.cas.String")
    for layer, slots in SLOTS.items():
        for name, target in slots.items():
            link = found.create_type(link_type(layer, name), "uima.cas.TOP")
            found.create_feature(link, "role", "uima.cas.String")
            found.create_feature(link, "target", made[target])
            found.create_feature(made[layer], name, "uima.cas.FSArray", elementType=link)
    return found
