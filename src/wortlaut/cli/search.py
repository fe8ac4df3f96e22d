"""``wortlaut search``: who said what, in the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import Language

if TYPE_CHECKING:
    pass

_NAME = "NAME|ID"
_DAYS = ["%Y-%m-%d"]


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="In any form, also as parts of compounds; phrases in quotation marks."),
    ] = None,
    database: DatabaseOption = None,
    actor: Annotated[str | None, typer.Option(metavar=_NAME, help="Only articles that name this actor.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar=_NAME, help="Statements that this actor makes.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar=_NAME, help="Statements made to this actor.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Statements: direct, indirect …")] = None,
    certainty: Annotated[
        list[str] | None, typer.Option(metavar="DEGREE", help="Statements: hearsay, possible …")
    ] = None,
    event: Annotated[
        list[str] | None, typer.Option(metavar="TYPE", help="Events of this type: AGREE, REJECT, THREATEN …")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(metavar="STATUS", help="Events of this status: offered, planned, happened …")
    ] = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only articles of this outlet.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=_DAYS, help="Published on this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=_DAYS, help="Published before this day.")] = None,
    reviewed: Annotated[
        bool | None, typer.Option("--reviewed/--unreviewed", help="Only what a person has looked at, or has not.")
    ] = None,
    sort: Annotated[Literal["rank", "newest", "oldest"], typer.Option(help="Order of the articles.")] = "rank",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="Articles on a page.")] = 20,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print one article a line as JSON.")] = False,
    language: Language = "de",
) -> None:
    """Search the store: words, who speaks to whom, how certain, which events.

    Every condition must hold. Conditions on statements or events find these, and the words must stand in them.
    Exit code 0: found, 1: nothing found or something failed, 2: wrong use.
    """
    from wortlaut.cli.archive import actor_named, opened
    from wortlaut.cli.hits import show
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.store import Query

    with opened(database) as store, quiet_pipe():
        query = Query(
            words=" ".join(words or []),
            actor=actor_named(store, actor, "--actor"),
            speaker=actor_named(store, speaker, "--speaker"),
            addressee=actor_named(store, addressee, "--addressee"),
            kinds=_known("--kind", kind, "Kind"),
            certainties=_known("--certainty", certainty, "Certainty"),
            event_types=_known("--event", event, "EventType"),
            statuses=_known("--status", status, "Status"),
            outlets=tuple(outlet or ()),
            since=since.date() if since else None,
            until=until.date() if until else None,
            reviewed=reviewed,
            order=sort,
        )
        found = store.search(query, offset=(page - 1) * limit, limit=limit)
        show(found, json=json, language=language)
    raise typer.Exit(0 if found.items else 1)


def _known(option: str, values: list[str] | None, name: str) -> Any:
    """Return the values as the public JSON writes them, if it knows them."""
    from typing import get_args

    from wortlaut.record import event, reading

    known = {value.lower(): value for value in get_args(getattr(event, name, None) or getattr(reading, name))}
    for value in values or ():
        if value.lower() not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known.values())}", param_hint=option)
    return tuple(known[value.lower()] for value in values or ())
