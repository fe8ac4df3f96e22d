"""What a person says of a finding in a form → reviews; who it is that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args
from urllib.parse import quote, unquote

from starlette.requests import Request

from wortlaut.errors import ReviewError
from wortlaut.record import Mention, Review, Target
from wortlaut.record.review import FIELDS, Finding, FindingKind, Verdict
from wortlaut.review import Reviewed, State, addition, review_of, undo
from wortlaut.store import Store
from wortlaut.store.telling import NOBODY, check_concepts, codebook_of, correction, spans
from wortlaut.web.access import person_of

REVIEWER = "wortlaut_reviewer"
LONGEST = 80
"""Letters of a name."""

ASKED: dict[FindingKind, tuple[str, ...]] = {
    "statement": ("speaker", "addressee", "kind", "certainty", "polarity", "content", "cue"),
    "event": ("type", "status", "polarity", "initiator", "recipient", "place", "object", "trigger"),
    "mention": ("actor",),
    "coding": ("concept", "agreement", "actors"),
}
"""What the form asks for; the command and the API can correct more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form: its value in words, and the values to choose from (none: any words)."""

    name: str
    value: str
    choices: tuple[str, ...] = ()

    @property
    def words(self) -> bool:
        """Whether it takes words of the article, which can be selected there."""
        return self.name in {"content", "cue", "trigger"}


def reviewer_of(request: Request) -> str:
    """Return the name under which somebody reviews: his account's; who has none may choose one."""
    person = person_of(request)
    chosen = unquote(request.cookies.get(REVIEWER, "")).strip()[:LONGEST] if person.owner else ""
    return chosen or person.name


def cookie_of(name: str) -> str:
    """Return a name as a cookie can hold it."""
    return quote(" ".join(name.split())[:LONGEST])


def finding_of(shown: Reviewed, kind: str, id: str) -> Finding | None:
    """Return a finding as it is shown, a rejected one as it was found; None for one that is not there."""
    groups: dict[str, Sequence[Finding]] = {
        "statement": shown.reading.statements,
        "event": shown.reading.events,
        "mention": shown.reading.mentions,
        "coding": shown.reading.codings,
    }
    found = next((one for one in groups.get(kind, ()) if one.id == id), None)
    state = shown.state(kind, id)
    return found or (state.found if state else None)


def fields_of(shown: Reviewed, finding: Finding) -> tuple[Field, ...]:
    """Return the form of a finding, filled with what is shown."""
    kind = kind_of(finding)
    return tuple(
        Field(name=name, value=_value(shown, finding, name), choices=shape if isinstance(shape, tuple) else ())
        for name in ASKED[kind]
        for shape in (FIELDS[kind][name],)
    )


def missing_fields() -> tuple[Field, ...]:
    """Return the form of a statement that is missing."""
    given = {"kind": "direct", "certainty": "asserted", "polarity": "affirmed"}
    shapes = FIELDS["statement"]
    return tuple(
        Field(name=name, value=given.get(name, ""), choices=shape if isinstance(shape, tuple) else ())
        for name in ASKED["statement"]
        for shape in (shapes[name],)
    )


def kind_of(finding: Finding) -> FindingKind:
    """Return what a finding is."""
    return Target.of(finding).kind


def say(
    store: Store, shown: Reviewed, kind: str, id: str, verdict: str, told: Mapping[str, str], *, reviewer: str
) -> Review:
    """Write what a person says of a finding; only fields that differ from what is shown are a correction.

    A correction that changes nothing accepts. Raises ReviewError.
    """
    finding = finding_of(shown, kind, id)
    if finding is None or kind not in get_args(FindingKind):
        raise ReviewError(f"there is no {kind} {id} here any more")
    if verdict not in ("accept", "reject", "correct", "unsure"):
        raise ReviewError(f"{verdict!r} is none of accept, reject, correct, unsure")
    which: FindingKind = kind_of(finding)
    changed = {}
    if verdict == "correct":
        before = {field.name: field.value for field in fields_of(shown, finding)}
        changed = {name: value for name, value in _plain(told).items() if before.get(name, "") != value}
        verdict = "correct" if changed else "accept"
    changes = correction(store, shown, which, _typed(which, changed), told.get("new") or None)
    check_concepts(store, codebook_of(shown, which, id), changes)
    one = review_of(shown, which, id, _verdict(verdict), changes, reviewer=reviewer, at=datetime.now(UTC))
    store.people.add_review(one)
    return one


def add(store: Store, shown: Reviewed, told: Mapping[str, str], *, reviewer: str) -> Review:
    """Write a statement that is missing; raises ReviewError."""
    plain = {name: value for name, value in _plain(told).items() if value}
    content = spans(shown.read.article.text, _places(plain.pop("content", "")))
    if not content:
        raise ReviewError("a statement needs its words: select them in the text")
    changes = correction(store, shown, "statement", _typed("statement", plain), told.get("new") or None)
    one = addition(shown, content, changes, reviewer=reviewer, at=datetime.now(UTC))
    store.people.add_review(one)
    return one


def take_back(store: Store, shown: Reviewed, id: str | None, *, reviewer: str) -> Review:
    """Undo a person's review, the latest of the article if no ``id`` is told; raises ReviewError."""
    one = undo(reviews_of(shown), id, reviewer=reviewer, at=datetime.now(UTC))
    store.people.add_review(one)
    return one


def reviews_of(shown: Reviewed) -> list[Review]:
    """Return all reviews of an article."""
    standing = [one for state in shown.states for one in state.reviews]
    return [*standing, *(one.review for one in shown.orphans), *shown.past]


def rejected(shown: Reviewed) -> tuple[State, ...]:
    """Return what people rejected, in text order."""
    return tuple(sorted((s for s in shown.states if s.outcome == "rejected"), key=lambda state: state.target.start))


def _verdict(name: str) -> Verdict:
    return next(one for one in get_args(Verdict) if one == name)


def _plain(told: Mapping[str, str]) -> dict[str, str]:
    known = {name for names in ASKED.values() for name in names}
    return {name: " ".join(value.split()) for name, value in told.items() if name in known}


def _typed(kind: FindingKind, told: Mapping[str, str]) -> dict[str, object]:
    """Return fields as ``correction`` takes them: several places or people as a list, nobody as ``-``."""
    found: dict[str, object] = {}
    for name, value in told.items():
        shape = FIELDS[kind][name]
        if shape == "spans":
            found[name] = _places(value)
        elif shape == "people":
            found[name] = [one.strip() for one in value.split(";") if one.strip() not in ("", NOBODY)]
        else:
            found[name] = value or NOBODY
    return found


def _places(value: str) -> list[str]:
    """Return the places that a field names: bounds or words, several parted by «…» or a semicolon."""
    return [one.strip() for part in value.split("…") for one in part.split(";") if one.strip()]


def _value(shown: Reviewed, finding: Finding, name: str) -> str:
    names = {actor.id: actor.name for actor in shown.reading.actors}
    if isinstance(finding, Mention):
        link = max(
            (link for link in shown.reading.links if link.mention == finding.id),
            key=lambda link: link.confidence,
            default=None,
        )
        return names.get(link.actor, "") if link else ""
    value = getattr(finding, name)
    if name in {"content", "cue", "trigger"}:
        return "; ".join(f"{span.start}-{span.end}" for span in value)
    if name in {"initiator", "recipient", "actors"}:
        return "; ".join(names.get(actor, actor) for actor in value)
    if name in {"speaker", "addressee"}:
        return (value.name or "") if value is not None else ""
    return names.get(value, value) if value is not None else ""
