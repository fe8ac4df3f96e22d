"""Through whom a statement reached us: «sagte X der dpa», «im Interview des Senders»."""

from __future__ import annotations

import re
from functools import cache

from wortlaut.extract.draft import Draft
from wortlaut.extract.parties import DOMAIN, Mentions
from wortlaut.lexicon import column, endings, table
from wortlaut.record import Document, Party, Span


def is_outlet(words: str) -> bool:
    """Say whether a phrase names a newspaper, broadcaster or agency.

    >>> is_outlet("der Nachrichtenagentur Reuters"), is_outlet("dem Präsidenten")
    (True, False)
    """
    parts = [part.strip('„“”"»«›‹‚‘’,.;:()') for part in words.split()]
    lows = [part.lower() for part in parts]
    if any(low.endswith(endings("media_nouns")) for low in lows) or any(
        part in column("agencies", "name") for part in parts
    ):
        return True
    if any(DOMAIN.fullmatch(part) for part in parts):
        return True
    return _outlet_names().search(" ".join(parts)) is not None


@cache
def _outlet_names() -> re.Pattern[str]:
    """Return one pattern for the names of all known outlets, without their articles."""
    names = (row["name"].removeprefix("Der ").removeprefix("Die ").removeprefix("Das ") for row in table("outlets"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names if len(name) > 2)})(?!\w)")


def via_of(doc: Document, draft: Draft, addressee: Party | None, mentions: Mentions) -> Party | None:
    """Return the outlet that the frame names, or the addressee if it is one."""
    text = doc.article.text
    mention = addressee.mention if addressee else None
    if mention is not None and is_outlet(mentions.span(mention).of(text)):
        return addressee
    frame = [i for i, _ in draft.roles.get("frame", ()) if i not in draft.tokens]
    speaker = {i for i, _ in draft.roles.get("speaker", ())}
    return _named_in(doc, [i for i in frame if i not in speaker], mentions)


def _named_in(doc: Document, tokens: list[int], mentions: Mentions) -> Party | None:
    """Return the first run of capitalised words among ``tokens`` that names an outlet."""
    text = doc.article.text
    run: list[int] = []
    for token in [*tokens, -1]:
        word = doc.tokens[token].span.of(text) if token >= 0 else ""
        if word[:1].isupper() and (not run or token == run[-1] + 1):
            run.append(token)
            continue
        if run and is_outlet(Span(start=doc.tokens[run[0]].span.start, end=doc.tokens[run[-1]].span.end).of(text)):
            return Party(mention=mentions.at(run, 0.5).id, name=None)
        run = [token] if word[:1].isupper() else []
    return None
