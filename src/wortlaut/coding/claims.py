"""Claims: coded readings as the rows of discourse networks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from wortlaut.coding.propose import actor_of
from wortlaut.record.coding import Claim, Codebook, Coding
from wortlaut.record.reading import Actor, Reading, Statement
from wortlaut.record.words import Certainty

Ids = Mapping[tuple[str, str], str]
"""(id of an article, id of an actor in its reading) → the stable id of the actor."""

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Claims, and how many were left out because their article has no day (``undated``) or nobody (``nobody``)."""

    claims: tuple[Claim, ...]
    undated: int = 0
    nobody: int = 0


def claims(readings: Iterable[Reading], codebook: Codebook, ids: Ids | None = None) -> tuple[Claim, ...]:
    """Return the claims of coded readings (``Reading.codings``), in order of time; see ``counted_claims``."""
    return counted_claims(readings, codebook, ids).claims


def counted_claims(readings: Iterable[Reading], codebook: Codebook, ids: Ids | None = None) -> Counted:
    """Return the claims of coded readings and the numbers of those left out.

    A coding gives one claim for each of its actors: ``ARTICLE:CODING``, or ``ARTICLE:CODING:ACTOR`` where there are
    several. ``agreement`` is missing where it is unclear. Codings with another codebook, or with a concept that this
    one no longer has, are not counted. ``ids`` gives actors their stable ids; without them an actor has that of the
    lexicon, or else one made from his name.
    """
    known = {concept.id for concept in codebook.concepts}
    found: list[Claim] = []
    lost: Counter[str] = Counter()
    for reading in readings:
        about = _About(reading, ids or {})
        for coding in reading.codings:
            if coding.codebook != codebook.id or coding.concept not in known:
                continue
            if about.at is None or not coding.actors:
                lost["undated" if about.at is None else "nobody"] += 1
                continue
            found.extend(_claims_of(coding, about))
    return Counted(claims=_ordered(found), undated=lost["undated"], nobody=lost["nobody"])


def utterances(readings: Iterable[Reading], ids: Ids | None = None) -> tuple[Claim, ...]:
    """Return one claim for each statement that somebody makes to somebody and each event of one with another.

    These are the rows of networks of who speaks to whom, which need no codebook: ``actor`` and ``addressee``.
    """
    found: list[Claim] = []
    for reading in readings:
        about = _About(reading, ids or {})
        if about.at is None:
            continue
        for statement in reading.statements:
            speaker, addressee = (actor_of(reading, one) for one in (statement.speaker, statement.addressee))
            if speaker is not None and addressee is not None and speaker != addressee:
                pairs = {(speaker, addressee)}
                found.extend(about.utterance(statement.id, statement.kind, "statement", pairs, statement.confidence))
        for event in reading.events:
            both = {(one, other) for one in event.initiator for other in event.recipient if one != other}
            found.extend(about.utterance(event.id, event.type, "event", both, event.confidence))
    return _ordered(found)


def slug(name: str) -> str:
    """Return an id made from a name.

    >>> slug("Kassym-Schomart Tokajew"), slug("Bündnis 90/Die Grünen"), slug("Šalčininkai")
    ('kassym-schomart-tokajew', 'buendnis-90-die-gruenen', 'salcininkai')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).lower().translate(_LETTERS))
    ascii_only = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "unbekannt"


class _About:
    """What all claims of one reading share."""

    def __init__(self, reading: Reading, ids: Ids) -> None:
        article = reading.article
        self.reading = reading
        self.article = article.id
        day = article.published if article.published and article.published.precision == "day" else None
        self.at = datetime.combine(day.earliest, time(), UTC) if day else None
        told = {
            "id": article.id,
            "title": article.title,
            "author": ", ".join(article.byline),
            "source": article.outlet,
            "type": "article",
        }
        self.fields = {key: value for key, value in told.items() if value}
        self._ids = ids
        self._actors = {actor.id: actor for actor in reading.actors}
        self._statements = {one.id: one for one in reading.statements}
        self._events = {one.id: one for one in reading.events}

    def actor(self, local: str) -> str:
        """Return the stable id of an actor of the reading."""
        given = self._ids.get((self.article, local))
        if given is not None:
            return given
        actor = self._actors.get(local)
        if actor is None:
            return local
        return actor.identity.id if actor.identity else slug(actor.name)

    def values(self, local: str, kind: str, finding: str) -> dict[str, str | int | bool]:
        """Return the variables of a claim that its coding does not tell."""
        found: dict[str, str | int | bool] = {"actor": self.actor(local), "kind": kind}
        statement, event = self._statements.get(finding), self._events.get(finding)
        if kind == "statement" and statement is not None:
            found["type"] = statement.kind
            addressee = actor_of(self.reading, statement.addressee)
            if addressee is not None and addressee != local:
                found["addressee"] = self.actor(addressee)
        elif kind == "event" and event is not None:
            found["type"] = event.type
            others = [one for one in event.recipient if one != local]
            if others:
                found["addressee"] = self.actor(others[0])
        organisation = self._organisation(local)
        if organisation is not None:
            found["organisation"] = organisation
        return found

    def certainty(self, kind: str, finding: str) -> Certainty | None:
        """Return what the text expresses of a statement, or of the one that tells an event."""
        event = self._events.get(finding) if kind == "event" else None
        statement: Statement | None = self._statements.get((event.source or "") if event else finding)
        return statement.certainty if statement is not None else None

    def utterance(
        self, id: str, type: str, kind: str, pairs: set[tuple[str, str]], confidence: float
    ) -> Iterator[Claim]:
        """Yield a claim for each pair of who speaks or acts and to whom."""
        for speaker, addressee in sorted(pairs):
            more = f":{speaker}:{addressee}" if len(pairs) > 1 else ""
            yield self.claim(
                f"{self.article}:{id}{more}",
                self.values(speaker, kind, id) | {"addressee": self.actor(addressee), "type": type},
                confidence,
                self.certainty(kind, id),
            )

    def claim(
        self, id: str, values: Mapping[str, str | int | bool], confidence: float, certainty: Certainty | None
    ) -> Claim:
        """Return a claim of this article, which has a day."""
        assert self.at is not None
        return Claim(
            id=id,
            document=self.article,
            at=self.at,
            values=values,
            fields=self.fields,
            confidence=confidence,
            certainty=certainty,
        )

    def _organisation(self, local: str) -> str | None:
        """Return whom an actor belongs to, as the article tells it: a party or group first, then what he works for."""
        for kind in ("member_of", "affiliated_with"):
            for one in self.reading.relations:
                other: Actor | None = self._actors.get(one.object)
                if one.kind == kind and one.subject == local and other is not None and other.kind != "person":
                    return self.actor(one.object)
        return None


def _claims_of(coding: Coding, about: _About) -> Iterator[Claim]:
    several = len(coding.actors) > 1
    for local in dict.fromkeys(coding.actors):
        values = about.values(local, coding.kind, coding.finding) | {"concept": coding.concept}
        if coding.agreement != "unclear":
            values["agreement"] = coding.agreement == "for"
        id = f"{about.article}:{coding.id}" + (f":{local}" if several else "")
        yield about.claim(id, values, coding.confidence, about.certainty(coding.kind, coding.finding))


def _ordered(found: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(found, key=lambda one: (one.at, one.document)))
