"""``wortlaut judge``: a person decides who is who; nothing is overwritten, all can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from wortlaut.record import Judgement
    from wortlaut.record.judgement import SameOrDifferent

app = typer.Typer(
    name="judge",
    help="Decide who is who; actors --judgements applies it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_One = Annotated[str, typer.Argument(metavar="ID", help="Id of an actor, or ARTICLE#ACTOR: him in one article only.")]
_Two = Annotated[str, typer.Argument(metavar="ID", help="Another.")]
_File = Annotated[Path, typer.Option("--judgements", metavar="FILE", dir_okay=False, help="File that is added to.")]
_Reviewer = Annotated[
    str, typer.Option(metavar="NAME", envvar="WORTLAUT_REVIEWER", help="Who judges.", show_default=False)
]
_Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")]


@app.command()
def same(first: _One, second: _Two, judgements: _File, reviewer: _Reviewer, note: _Note = None) -> None:
    """Say that two actors are the same: their entries become one.

    The entry has the id of the lexicon if one of them has; two of the lexicon cannot be one. An id of Wikidata that no
    article has is fine: that is who the other one is.
    """
    _judge("same", first, second, judgements, reviewer, note)


@app.command()
def different(first: _One, second: _Two, judgements: _File, reviewer: _Reviewer, note: _Note = None) -> None:
    """Say that two actors are not the same: they part.

    With ARTICLE#ACTOR first, only what that article tells of the actor leaves the entry.
    """
    _judge("different", first, second, judgements, reviewer, note)


@app.command()
def withdraw(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Id of a judgement (wortlaut judge list).")],
    judgements: _File,
    reviewer: _Reviewer,
    note: _Note = None,
) -> None:
    """Take a judgement back: from now on it does not count. A withdrawal can be taken back too."""
    from datetime import UTC, datetime

    found = _read(judgements)
    target = next((one for one in found if one.id == judgement), None)
    if target is None:
        raise typer.BadParameter(f"{judgements} holds no judgement {judgement}", param_hint="JUDGEMENT")
    if _states(found)[judgement] == "withdrawn":
        raise typer.BadParameter(f"{judgement} is withdrawn already", param_hint="JUDGEMENT")
    _add(judgements, found, target.withdrawn(reviewer=_named(reviewer), at=datetime.now(UTC), note=note))


@app.command("list")
def list_judgements(judgements: _File) -> None:
    """List all judgements.

    One a line: id, time, reviewer, verdict with the two actors, whether it counts, why.
    """
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.safe import safe

    if not judgements.exists():
        raise typer.BadParameter(f"there is no {judgements}", param_hint="--judgements")
    found = _read(judgements)
    states = _states(found)
    with quiet_pipe():
        for one in found:
            verdict = f"withdraws {one.withdraws}:" if one.withdraws else one.verdict
            decided = f"{verdict} {one.first} {one.second}"
            cells = (
                one.id,
                one.at.isoformat(timespec="minutes"),
                one.reviewer,
                decided,
                states[one.id],
                one.note or "",
            )
            print("\t".join(map(safe, cells)).rstrip())


def _judge(verdict: SameOrDifferent, first: str, second: str, path: Path, reviewer: str, note: str | None) -> None:
    """Add a judgement unless it is wrong in itself or makes two of the lexicon one."""
    from datetime import UTC, datetime

    from wortlaut.record import Judgement, is_local

    if any(" " in id.strip() for id in (first, second)):
        raise typer.BadParameter("a name is no id; wortlaut actors shows the ids", param_hint="ID")
    if verdict == "same" and first != second and not is_local(first) and not is_local(second):
        raise typer.BadParameter(f"the lexicon knows {first} and {second} as two; mend the lexicon", param_hint="ID")
    try:
        judgement = Judgement.of(verdict, first, second, reviewer=_named(reviewer), at=datetime.now(UTC), note=note)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="ID") from None
    _add(path, _read(path), judgement)


def _add(path: Path, found: list[Judgement], judgement: Judgement) -> None:
    """Add a judgement to the file and tell its id and which others it overrules."""
    from wortlaut.cli.judgements import append_judgement
    from wortlaut.errors import JudgementError
    from wortlaut.resolve.settle import settle

    try:
        after = {one.id for one in settle([*found, judgement]).overruled}
        before = _overruled(found)
        append_judgement(path, judgement)
    except (JudgementError, OSError) as error:
        _fail(error)
    print(judgement.id)
    for id in sorted(after - before):
        typer.echo(f"overrules {id}", err=True)


def _read(path: Path) -> list[Judgement]:
    """Return the judgements of a file, none if there is no file yet."""
    from wortlaut.cli.judgements import read_judgements
    from wortlaut.errors import JudgementError

    if not path.exists():
        return []
    if not path.is_file():
        raise typer.BadParameter(f"{path} is no file", param_hint="--judgements")
    try:
        return read_judgements(path)
    except JudgementError as error:
        _fail(error)


def _fail(error: Exception) -> NoReturn:
    """End with one line."""
    from wortlaut.cli.safe import safe

    typer.echo(safe(f"error: {error}"), err=True)
    raise typer.Exit(1) from None


def _named(reviewer: str) -> str:
    if not reviewer.strip():
        raise typer.BadParameter("who judges?", param_hint="--reviewer")
    return reviewer.strip()


def _overruled(found: list[Judgement]) -> set[str]:
    """Return the ids of overruled judgements, none where the judgements contradict the lexicon."""
    from wortlaut.errors import JudgementError
    from wortlaut.resolve.settle import settle

    try:
        return {one.id for one in settle(found).overruled}
    except JudgementError:
        return set()


def _states(found: list[Judgement]) -> dict[str, str]:
    """Return what became of each judgement: it counts, is withdrawn or overruled by a later one."""
    from wortlaut.errors import JudgementError
    from wortlaut.resolve.settle import withdrawn

    try:
        gone, beaten = withdrawn(found), _overruled(found)
    except JudgementError as error:
        _fail(error)
    return {one.id: "withdrawn" if one.id in gone else "overruled" if one.id in beaten else "counts" for one in found}
