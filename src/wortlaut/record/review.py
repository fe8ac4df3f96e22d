"""What a person said of a finding (Prüfung): right, wrong, otherwise, missing; by whom and when."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from wortlaut.record.coding import SLUG, Agreement, Coding
from wortlaut.record.event import Event, EventType, Status
from wortlaut.record.reading import ActorKind, Kind, Medium, Mention, Statement
from wortlaut.record.span import Span
from wortlaut.record.words import Certainty, Polarity

Verdict = Literal["accept", "reject", "correct", "add", "unsure"]
FindingKind = Literal["statement", "event", "mention", "coding"]
Finding = Statement | Event | Mention | Coding
_ID = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """An actor in a correction, told so that he is found in every reading of the article.

    ``span`` are the words that name him, ``actor`` his id in the lexicon, ``name`` and ``kind`` what makes him an actor
    where a reading does not know him. At least one of ``span``, ``actor`` and ``name`` is told.
    """

    name: str | None = None
    span: Span | None = None
    actor: str | None = None
    kind: ActorKind | None = None

    def __post_init__(self) -> None:
        if self.span is None and not (self.actor or "").strip() and not (self.name or "").strip():
            raise ValueError("somebody needs a name, an id or words that name him")
        if self.kind is not None and self.kind not in get_args(ActorKind):
            raise ValueError(f"{self.kind!r} is none of {', '.join(get_args(ActorKind))}")


Value = str | Someone | tuple[Span, ...] | tuple[Someone, ...] | None
Shape = Literal["words", "spans", "someone", "people"]

FIELDS: dict[FindingKind, dict[str, tuple[str, ...] | Shape]] = {
    "statement": {
        "kind": get_args(Kind),
        "content": "spans",
        "cue": "spans",
        "frame": "spans",
        "speaker": "someone",
        "addressee": "someone",
        "via": "someone",
        "medium": get_args(Medium),
        "certainty": get_args(Certainty),
        "polarity": get_args(Polarity),
    },
    "event": {
        "type": get_args(EventType),
        "mode": "words",
        "trigger": "spans",
        "initiator": "people",
        "recipient": "people",
        "object": "words",
        "place": "someone",
        "status": get_args(Status),
        "polarity": get_args(Polarity),
    },
    "mention": {"actor": "someone"},
    "coding": {"concept": "words", "agreement": get_args(Agreement), "actors": "people"},
}
"""What can be corrected: one of these words, or words (None: none), spans, somebody (None: nobody), several people."""

ADDED: dict[FindingKind, tuple[str, ...]] = {
    "statement": ("kind",),
    "event": ("type",),
    "coding": ("concept", "agreement"),
}
"""What has to be told of a finding that is added; its words are the evidence of the target."""

_WORDS_OF = {"statement": "content", "event": "trigger"}
_NEVER_EMPTY = {"content", "trigger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of a finding and the value that it should have."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a review is about, told so that it is found in every reading of the article.

    ``evidence`` are the words said, the words that tell an event (from the first to the last), a mention, or the words
    that prove a coding. ``id`` and ``label`` (kind of a statement or mention, type of an event, CODEBOOK/CONCEPT of a
    coding) are those of the reading that the person saw; ``id`` is None for what was missing.
    """

    kind: FindingKind
    evidence: tuple[Span, ...]
    id: str | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in FIELDS:
            raise ValueError(f"{self.kind!r} is none of {', '.join(FIELDS)}")
        if not self.evidence:
            raise ValueError("the target of a review needs the words that prove it")
        if self.id is not None and not _ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is no id: an id has no spaces and is not empty")
        if self.kind == "coding" and not all(map(SLUG.fullmatch, _codebook_and_concept(self.label))):
            raise ValueError(f"{self.label!r} is no label of a coding: CODEBOOK/CONCEPT")

    @property
    def codebook(self) -> str | None:
        """Return the id of the codebook of a coding."""
        return _codebook_and_concept(self.label)[0] if self.kind == "coding" else None

    @property
    def concept(self) -> str | None:
        """Return the id of the concept of a coding."""
        return _codebook_and_concept(self.label)[1] if self.kind == "coding" else None

    @property
    def start(self) -> int:
        """Where its words begin in the article."""
        return min(span.start for span in self.evidence)

    @property
    def name(self) -> str | None:
        """Return the kind with the id, as lists of the store name a finding: ``statement:s3``."""
        return None if self.id is None else f"{self.kind}:{self.id}"

    @classmethod
    def of(cls, finding: Finding) -> Target:
        """Return the target that stands for a finding."""
        if isinstance(finding, Statement):
            return cls(kind="statement", evidence=finding.content, id=finding.id, label=finding.kind)
        if isinstance(finding, Event):
            whole = Span(start=min(finding.trigger).start, end=max(span.end for span in finding.trigger))
            return cls(kind="event", evidence=(whole,), id=finding.id, label=finding.type)
        if isinstance(finding, Coding):
            label = f"{finding.codebook}/{finding.concept}"
            return cls(kind="coding", evidence=finding.evidence, id=finding.id, label=label)
        return cls(kind="mention", evidence=(finding.span,), id=finding.id, label=finding.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one person said of one finding of one reading; nothing is ever changed, only added.

    ``run`` is the id of the run whose reading the person saw (``run_id``). ``correction`` is there for ``correct`` and
    ``add`` only; who accepts a coding may tell its ``agreement``, so that no other one is taken for accepted. A review
    with ``withdraws`` says nothing itself: the review of that id no longer counts; it repeats what is withdrawn.
    """

    id: str
    article: str
    run: str
    target: Target
    verdict: Verdict
    correction: tuple[Change, ...] = ()
    reviewer: str
    at: datetime
    withdraws: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("the time of a review needs a time zone")
        for name in (self.id, self.article, self.run):
            if not _ID.fullmatch(name):
                raise ValueError(f"{name!r} is no id: an id has no spaces and is not empty")
        if not self.reviewer.strip():
            raise ValueError("a review needs a reviewer")
        if self.withdraws == self.id:
            raise ValueError(f"review {self.id} cannot withdraw itself")
        if self.verdict not in get_args(Verdict):
            raise ValueError(f"{self.verdict!r} is none of {', '.join(get_args(Verdict))}")
        self._check_correction()

    def _check_correction(self) -> None:
        fields = [change.field for change in self.correction]
        if len(set(fields)) < len(fields):
            raise ValueError("a correction tells each field once")
        if self.verdict == "add":
            self._check_added(set(fields))
        elif self.target.id is None:
            raise ValueError("only what is added has no id")
        elif (self.verdict == "correct") != bool(fields) and not (
            self.target.kind == "coding" and self.verdict == "accept" and fields == ["agreement"]
        ):
            raise ValueError("a correction belongs to the verdict correct, and that needs one")
        for change in self.correction:
            check_change(self.target.kind, change)

    def _check_added(self, fields: set[str]) -> None:
        kind = self.target.kind
        if kind not in ADDED or self.target.id is not None:
            raise ValueError(f"only a {', '.join(ADDED)} can be added, and it has no id before")
        if not fields.issuperset(ADDED[kind]) or _WORDS_OF.get(kind) in fields:
            raise ValueError(f"an added {kind} needs its {' and '.join(ADDED[kind])}; its words are its evidence")
        told = next((one.value for one in self.correction if one.field == "concept"), None)
        if kind == "coding" and told != self.target.concept:
            raise ValueError(f"an added coding of {self.target.label} is about that concept, not {told}")

    @classmethod
    def of(
        cls,
        verdict: Verdict,
        target: Target,
        correction: tuple[Change, ...] = (),
        *,
        article: str,
        run: str,
        reviewer: str,
        at: datetime,
        note: str | None = None,
        withdraws: str | None = None,
    ) -> Review:
        """Return a review whose id is derived from everything in it.

        >>> from datetime import UTC
        >>> target = Target(kind="statement", evidence=(Span(start=1, end=5),), id="s1", label="direct")
        >>> day = datetime(2026, 11, 22, tzinfo=UTC)
        >>> Review.of("accept", target, article="a1", run="r1", reviewer="Anna", at=day).id
        'v69a49e9eb578710e'
        """
        said = [article, run, plain_target(target), verdict, plain_changes(correction), reviewer, at.isoformat()]
        words = json.dumps([*said, withdraws, note], sort_keys=True)
        digest = hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
        return cls(
            id=f"v{digest}",
            article=article,
            run=run,
            target=target,
            verdict=verdict,
            correction=tuple(sorted(correction, key=lambda change: change.field)),
            reviewer=reviewer,
            at=at,
            withdraws=withdraws,
            note=note,
        )

    def withdrawn(self, *, reviewer: str, at: datetime, note: str | None = None) -> Review:
        """Return the review that takes this one back."""
        return Review.of(
            self.verdict,
            self.target,
            self.correction,
            article=self.article,
            run=self.run,
            reviewer=reviewer,
            at=at,
            note=note,
            withdraws=self.id,
        )


def check_change(kind: FindingKind, change: Change) -> None:
    """Raise ValueError unless a finding of this kind has the field, and the field can have the value."""
    shape = FIELDS[kind].get(change.field)
    if shape is None:
        raise ValueError(f"{change.field!r} of a {kind} cannot be corrected, only {', '.join(FIELDS[kind])}")
    value = change.value
    if isinstance(shape, tuple):
        if value not in shape:
            raise ValueError(f"{change.field}: {value!r} is none of {', '.join(shape)}")
    elif not _fits(shape, value):
        raise ValueError(f"{change.field}: {value!r} is not what this field can be ({shape})")
    elif change.field in _NEVER_EMPTY and not value:
        raise ValueError(f"{change.field} needs at least one span")
    elif change.field == "concept" and not SLUG.fullmatch(str(value or "")):
        raise ValueError(f"concept: {value!r} is no id of a concept: small letters a-z, digits, hyphens between them")


def _fits(shape: Shape, value: Value) -> bool:
    if shape in ("spans", "people"):
        of = Span if shape == "spans" else Someone
        return isinstance(value, tuple) and all(isinstance(one, of) for one in value)
    return value is None or isinstance(value, str if shape == "words" else Someone)


def _codebook_and_concept(label: str | None) -> tuple[str, str]:
    codebook, _, concept = (label or "").partition("/")
    return codebook, concept


def plain_target(target: Target) -> dict[str, Any]:
    """Return a target as a plain value, as JSON has it; ``target_from`` is the way back."""
    return {
        "kind": target.kind,
        "id": target.id,
        "label": target.label,
        "evidence": [[span.start, span.end] for span in target.evidence],
    }


def target_from(value: Mapping[str, Any]) -> Target:
    """Return the target of a plain value; raises ValueError."""
    rest = set(value) - {"kind", "evidence", "id", "label"}
    if rest:
        raise ValueError(f"a target has no {', '.join(sorted(rest))}")
    return Target(
        kind=value.get("kind"),  # type: ignore[arg-type]  # Target checks it
        evidence=_spans("evidence", value.get("evidence")),
        id=_words("id", value.get("id")),
        label=_words("label", value.get("label")),
    )


def plain_changes(changes: tuple[Change, ...]) -> dict[str, Any]:
    """Return a correction as a plain value, as JSON has it; ``changes_from`` is the way back.

    >>> plain_changes((Change(field="speaker", value=Someone(name="Anna")), Change(field="kind", value="direct")))
    {'speaker': {'name': 'Anna', 'span': None, 'actor': None, 'kind': None}, 'kind': 'direct'}
    """
    return {change.field: _plain(change.value) for change in changes}


def changes_from(kind: FindingKind, value: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the correction of a plain value; raises ValueError for a field or value that cannot be."""
    found = []
    for field, told in value.items():
        shape = FIELDS[kind].get(field)
        read: Value = told
        if shape == "spans":
            read = _spans(field, told)
        elif shape == "someone" and told is not None:
            read = _someone(field, told)
        elif shape == "people":
            if not isinstance(told, list | tuple):
                raise ValueError(f"{field}: a list of people is needed, not {told!r}")
            read = tuple(_someone(field, one) for one in told)
        change = Change(field=field, value=read)
        check_change(kind, change)
        found.append(change)
    return tuple(found)


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) if isinstance(one, Someone) else [one.start, one.end] for one in value]
    if isinstance(value, Someone):
        span = [value.span.start, value.span.end] if value.span else None
        return {"name": value.name, "span": span, "actor": value.actor, "kind": value.kind}
    return value


def _someone(field: str, value: Any) -> Someone:
    if not isinstance(value, Mapping) or set(value) - {"name", "span", "actor", "kind"}:
        raise ValueError(f"{field}: somebody is told by name, span, actor and kind, not {value!r}")
    span = value.get("span")
    return Someone(
        name=_words(field, value.get("name")),
        span=_spans(field, [span])[0] if span is not None else None,
        actor=_words(field, value.get("actor")),
        kind=_words(field, value.get("kind")),  # type: ignore[arg-type]  # Someone checks it
    )


def _words(field: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{field}: words are needed, not {value!r}")
    return value


def _spans(field: str, value: Any) -> tuple[Span, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{field}: a list of [start, end] is needed, not {value!r}")
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(type(one) is int for one in pair):
            raise ValueError(f"{field}: [start, end] is needed, not {pair!r}")
    return tuple(Span(start=start, end=end) for start, end in value)
