"""One time line of what was said, offered, refused, announced and done (Zeitleiste)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from wortlaut.record import Event, Party, Period, Reading, Span, Statement, When, linked

Act = Literal[
    "said", "offered", "demanded", "threatened", "refused", "announced", "done", "ongoing", "possible", "denied"
]
ACTS: tuple[Act, ...] = get_args(Act)

BY_STATUS: Mapping[str, Act] = {
    "happened": "done",
    "ongoing": "ongoing",
    "planned": "announced",
    "offered": "offered",
    "demanded": "demanded",
    "threatened": "threatened",
    "possible": "possible",
    "hypothetical": "possible",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of a time line: an event or a statement, when it was and who tells it.

    ``period`` is the time that the text tells (``told``) or the day the article appeared, None where neither is known.
    ``type`` is the PLOVER type of an event. ``teller`` is who claims an event that the author does not vouch for.
    ``answers`` is the key of the moment that this one answers; ``articles`` are all that tell the same.
    """

    key: str
    period: Period | None
    told: bool
    act: Act
    type: str | None
    who: tuple[str, ...]
    whom: tuple[str, ...]
    words: str
    span: Span
    teller: str | None = None
    answers: str | None = None
    articles: tuple[str, ...]
    confidence: float


def timeline(
    readings: Iterable[Reading], *, actor: str | None = None, since: date | None = None, until: date | None = None
) -> tuple[Moment, ...]:
    """Return the moments of ``readings``, the earliest first; what has no time comes last.

    ``actor`` keeps those in which somebody of this name (or part of it, any case) takes part; ``since`` and ``until``
    (half-open) those whose period reaches into the range. An event that several articles tell with the same day, type
    and parties is one moment with all its articles.
    """
    found: dict[object, Moment] = {}
    for reading in readings:
        for moment in _moments(reading):
            if _wanted(moment, actor, since, until):
                same = _sameness(moment)
                known = found.get(same)
                found[same] = moment if known is None else _joined(known, moment)
    return tuple(sorted(found.values(), key=_place))


def _moments(reading: Reading) -> Iterator[Moment]:
    names = {actor.id: actor.name for actor in reading.actors}
    speakers = {s.id: s.speaker.name if s.speaker else None for s in reading.statements}
    links = {mention: link.actor for mention, link in linked(reading).items()}
    for statement in reading.statements:
        if statement.parent is None and statement.kind != "reported":
            yield _of_statement(reading, statement, {m: names[actor] for m, actor in links.items() if actor in names})
    for event in reading.events:
        yield _of_event(reading, event, names, speakers)


def _of_statement(reading: Reading, statement: Statement, names: Mapping[str, str]) -> Moment:
    def called(party: Party | None) -> tuple[str, ...]:
        name = (names.get(party.mention or "") or party.name) if party else None
        return (name,) if name else ()

    article = reading.article
    period, told = _time(reading, statement.when)
    return Moment(
        key=f"{article.id}-{statement.id}",
        period=period,
        told=told,
        act="denied" if statement.polarity == "denied" else "said",
        type=None,
        who=called(statement.speaker),
        whom=called(statement.addressee),
        words=" ".join(" […] ".join(piece.of(article.text) for piece in statement.content).split()),
        span=statement.content[0],
        articles=(article.id,),
        confidence=statement.confidence,
    )


def _of_event(reading: Reading, event: Event, names: Mapping[str, str], speakers: Mapping[str, str | None]) -> Moment:
    article = reading.article
    period, told = _time(reading, event.when)
    return Moment(
        key=f"{article.id}-{event.id}",
        period=period,
        told=told,
        act=act_of(event),
        type=event.type,
        who=tuple(names[one] for one in event.initiator),
        whom=tuple(names[one] for one in event.recipient),
        words=" ".join(event.text.of(article.text).split()),
        span=event.text,
        teller=(speakers.get(event.source) or "?") if event.source else None,
        answers=f"{article.id}-{event.answers}" if event.answers else None,
        articles=(article.id,),
        confidence=event.confidence,
    )


def act_of(event: Event) -> Act:
    """Return what kind of line an event is: a refusal is one whenever it was; what is denied was not done."""
    if event.polarity == "denied":
        return "denied"
    if event.type == "REJECT" and event.status in {"happened", "ongoing"}:
        return "refused"
    return BY_STATUS[event.status]


def _time(reading: Reading, when: When | None) -> tuple[Period | None, bool]:
    if when is not None and when.earliest is not None and when.latest is not None:
        return when.period, True
    return reading.article.published, False


def _wanted(moment: Moment, actor: str | None, since: date | None, until: date | None) -> bool:
    named = (*moment.who, *moment.whom, moment.teller or "")
    if actor is not None and not any(actor.casefold() in name.casefold() for name in named):
        return False
    if moment.period is None:
        return since is None and until is None
    return (since is None or moment.period.latest > since) and (until is None or moment.period.earliest < until)


def _sameness(moment: Moment) -> object:
    """Return what two moments share that are one: told to the day, of one type, with the same named parties."""
    exact = moment.told and moment.period is not None and moment.period.precision == "day"
    if moment.type is None or not exact or not moment.who:
        return moment.key
    return moment.period, moment.type, moment.act, frozenset(moment.who), frozenset(moment.whom)


def _joined(one: Moment, other: Moment) -> Moment:
    surer = max(one, other, key=lambda moment: (moment.teller is None, moment.confidence))
    return replace(surer, articles=tuple(dict.fromkeys((*one.articles, *other.articles))))


def _place(moment: Moment) -> tuple[object, ...]:
    period = moment.period
    if period is None:
        return True, date.max, date.max, moment.key.rpartition("-")[0], moment.span
    return False, period.earliest, period.latest, moment.key.rpartition("-")[0], moment.span
