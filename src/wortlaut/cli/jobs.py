"""``wortlaut jobs``: what waits to be done, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wortlaut.cli.archive import DatabaseOption

if TYPE_CHECKING:
    from wortlaut.store import Job, Store

app = typer.Typer(name="jobs", help="What waits to be done.", no_args_is_help=True, rich_markup_mode=None)
_STATES = ("waiting", "running", "failed", "done")
_AT_ONCE = 200


@app.command("list")
def list_(
    state: Annotated[
        list[str] | None, typer.Option(help="waiting, running, failed, done; several may be given.")
    ] = None,
    number: Annotated[int, typer.Option("-n", min=1, max=10_000, help="How many to show, the latest first.")] = 50,
    database: DatabaseOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """Show jobs: those that wait, run or failed."""
    from dataclasses import asdict

    from wortlaut.cli.archive import opened
    from wortlaut.cli.batch import say
    from wortlaut.cli.output import print_json, quiet_pipe
    from wortlaut.cli.safe import safe

    wanted = state or _STATES[:3]
    if unknown := [one for one in wanted if one not in _STATES]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(_STATES)}", param_hint="--state")
    with quiet_pipe(), opened(database) as store:
        page = store.jobs.page(states=wanted, limit=number)
        for job in page.items:
            if json:
                times = {
                    name: str(value) if (value := getattr(job, name)) else None for name in ("created", "due", "until")
                }
                print_json({**asdict(job), **times})
            else:
                told = f" (try {job.attempts}): {job.error}" if job.error else ""
                print(safe(f"{job.number:>6} {job.state:<8} {job.kind:<6} {about(job)}{told}"))
        say(f"{len(page.items)} of {page.total}")


@app.command()
def retry(
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="NUMBER", help="Jobs; all that failed if none.")
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Let what failed be tried again, by wortlaut watch or wortlaut serve."""
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        found = sum(store.jobs.retry(number) for number in numbers) if numbers else store.jobs.retry()
    print(f"{found} to be tried again")
    if numbers and not found:
        raise typer.Exit(1)


def about(job: Job) -> str:
    """Return what a job is about: an address, or articles."""
    if "url" in job.payload:
        return str(job.payload["url"])
    return ", ".join(str(id) for id in job.payload.get("articles", ())[:5])


def undone(store: Store, most: int) -> tuple[list[Job], int]:
    """Return jobs that failed, or wait for another try, and how many there are."""
    failed = store.jobs.page(states=("failed",), limit=most)
    waiting = store.jobs.page(states=("waiting",), limit=_AT_ONCE)
    again = [job for job in waiting.items if job.error]
    return [*failed.items, *again][:most], failed.total + len(again)
