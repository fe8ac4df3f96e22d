"""A reader without a model, and readings with hostile and wide characters."""

from __future__ import annotations

import re
from datetime import date

from wortlaut.record import (
    Actor,
    Article,
    Event,
    Link,
    Mention,
    Office,
    Paragraph,
    Party,
    Period,
    Reading,
    Run,
    Span,
    Statement,
)

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&{{ 7*7 }}"
"""What must never reach a page as it is."""
ENGLISH = (
    "The government said on Tuesday that it would not raise taxes this year, and the opposition answere"
    "d that nobody believed a word of it. The minister left the room without any further comment."
)
_QUOTE = re.compile("„([^“]+)“")


class Quoting:
    """Takes each „…“ for a direct quote; cannot read a text that says KAPUTT."""

    run = Run(wortlaut="0", model="quoting", lexicon="0")

    def read(self, article: Article) -> Reading:
        if "KAPUTT" in article.text:
            raise RuntimeError("this cannot be read")
        return Reading(
            article=article,
            run=self.run,
            statements=tuple(
                Statement(
                    id=f"s{number}",
                    kind="direct",
                    content=(Span(start=match.start(1), end=match.end(1)),),
                    confidence=1.0,
                )
                for number, match in enumerate(_QUOTE.finditer(article.text), start=1)
            ),
        )


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def hostile() -> Reading:
    """A reading in which every name, title and word is hostile."""
    text = f"{HOSTILE}\n\n{HOSTILE} sagte {HOSTILE}: „{HOSTILE} Nein.“"
    head = Span(start=0, end=len(HOSTILE))
    body = Span(start=len(HOSTILE) + 2, end=len(text))
    speaker = Span(start=body.start, end=body.start + len(HOSTILE))
    said = Span(start=text.index("„") + 1, end=len(text) - 1)
    article = Article(
        id="ahostile",
        text=text,
        paragraphs=(Paragraph(span=head, role="headline"), Paragraph(span=body, role="body")),
        source=HOSTILE,
        url="javascript:alert(1)",
        outlet=HOSTILE,
        title=HOSTILE,
        byline=(HOSTILE,),
        published=Period(earliest=date(2026, 5, 3), latest=date(2026, 5, 4), precision="day"),
    )
    actor = Actor(id="actor1", name=HOSTILE, kind="person", names=(HOSTILE,), offices=(Office(title=HOSTILE),))
    return Reading(
        article=article,
        run=Quoting.run,
        mentions=(Mention(id="m1", span=speaker, head=speaker, kind="name", confidence=0.9),),
        statements=(
            Statement(
                id="s1",
                kind="direct",
                content=(said,),
                cue=(span(text, "sagte"),),
                speaker=Party(mention="m1", name=HOSTILE),
                addressee=Party(mention=None, name=HOSTILE),
                certainty="hearsay",
                confidence=0.9,
            ),
        ),
        actors=(actor,),
        links=(Link(mention="m1", actor="actor1", confidence=0.9, reasons=(HOSTILE,)),),
        events=(
            Event(
                id="e1",
                type="REJECT",
                mode=None,
                trigger=(span(text, "Nein"),),
                text=said,
                initiator=("actor1",),
                object=HOSTILE,
                confidence=0.5,
            ),
        ),
    )


def wide() -> Reading:
    """A reading with characters beyond 16 bits before, in and after what is said, and a statement in a statement."""
    text = "👩🏽‍⚖️ Eilmeldung 🇩🇪\n\nDie Richterin 👩🏽‍⚖️ sagte: „Wir 😀 sagen: Das 🚀 geht nicht.“ 𝔈nde."
    outer, inner = span(text, "Wir 😀 sagen: Das 🚀 geht nicht."), span(text, "Das 🚀 geht nicht")
    head, body = text.split("\n\n")
    return Reading(
        article=Article(
            id="awide",
            text=text,
            paragraphs=(
                Paragraph(span=span(text, head), role="headline"),
                Paragraph(span=span(text, body), role="body"),
            ),
            title=head,
        ),
        run=Quoting.run,
        statements=(
            Statement(id="s1", kind="direct", content=(outer,), cue=(span(text, "sagte"),), confidence=0.9),
            Statement(id="s2", kind="indirect", content=(inner,), parent="s1", certainty="possible", confidence=0.5),
        ),
    )
