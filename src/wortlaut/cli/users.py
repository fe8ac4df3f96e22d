"""``wortlaut users`` and ``wortlaut tokens``: who may come into the web application, and what programs may do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from wortlaut.cli.archive import DatabaseOption

if TYPE_CHECKING:
    from wortlaut.store.access import Right, Role

T = TypeVar("T")
users = typer.Typer(
    name="users", help="Who may sign in to the web application.", no_args_is_help=True, rich_markup_mode=None
)
tokens = typer.Typer(
    name="tokens", help="Keys for programs that use the API.", no_args_is_help=True, rich_markup_mode=None
)

_ROLES = ("reader", "reviewer", "admin")
_Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose account.")]
_RoleName = Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@users.command()
def add(
    name: _Name,
    role: Annotated[str, typer.Option(metavar="ROLE", help="reader, reviewer or admin.")] = "reader",
    database: DatabaseOption = None,
) -> None:
    """Add somebody. The password is asked for, or read from standard input."""
    from wortlaut.cli.archive import opened

    known, kept = _role(role), _password()
    with opened(database, create=True) as store:
        _try(lambda: store.access.add_account(name, known, kept))
        store.people.note(_me(), "account added", name, {"role": role})
    print(name)


@users.command("list")
def list_users(database: DatabaseOption = None, json: _Json = False) -> None:
    """List everybody: name, role, whether kept out, since when."""
    import json as standard_json

    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.safe import safe

    with opened(database) as store, quiet_pipe():
        for one in store.access.accounts():
            told = {"name": one.name, "role": one.role, "disabled": one.disabled, "created": one.created.isoformat()}
            if json:
                print(standard_json.dumps(told, ensure_ascii=False))
            else:
                out = "disabled" if one.disabled else ""
                print("\t".join((safe(one.name), one.role, out, f"{one.created:%Y-%m-%d}")))


@users.command()
def role(name: _Name, role: _RoleName, database: DatabaseOption = None) -> None:
    """Give somebody another role."""
    _change(name, database, "role changed", role=_role(role))


@users.command()
def password(name: _Name, database: DatabaseOption = None) -> None:
    """Give somebody a new password; his sessions end."""
    _change(name, database, "password changed", password=_password())


@users.command()
def disable(
    name: _Name,
    database: DatabaseOption = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let in again.")] = False,
) -> None:
    """Keep somebody out; his sessions end, his keys no longer work."""
    _change(name, database, "account enabled" if undo else "account disabled", disabled=not undo)


@tokens.command("add")
def add_token(
    name: _Name,
    scope: Annotated[
        list[str] | None, typer.Option(metavar="RIGHT", help="read, add, review, administer; several times.")
    ] = None,
    label: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")] = "",
    days: Annotated[int, typer.Option(min=0, max=3650, help="How long it works; 0 is for ever.")] = 90,
    database: DatabaseOption = None,
) -> None:
    """Make a key for a program and print it, this one time. Send it as ``Authorization: Bearer KEY``."""
    from datetime import UTC, datetime, timedelta

    from wortlaut.cli.archive import opened
    from wortlaut.store.access import RIGHTS

    asked = scope or ["read"]
    wrong = [one for one in asked if one not in RIGHTS["admin"]]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]!r} is none of {', '.join(sorted(RIGHTS['admin']))}", param_hint="--scope")
    scopes: list[Right] = [one for one in sorted(RIGHTS["admin"]) if one in asked]
    until = datetime.now(UTC) + timedelta(days=days) if days else None
    with opened(database) as store:
        secret = _try(lambda: store.access.add_token(name, scopes, label=label, until=until))
        store.people.note(_me(), "token added", name, {"scopes": scopes})
    print(secret)


@tokens.command("list")
def list_tokens(database: DatabaseOption = None, json: _Json = False) -> None:
    """List all keys: number, whose, what for, rights, until when."""
    import json as standard_json

    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.safe import safe

    with opened(database) as store, quiet_pipe():
        for one in store.access.tokens():
            until = f"{one.until:%Y-%m-%d}" if one.until else None
            told = {"number": one.number, "account": one.account, "label": one.label, "scopes": sorted(one.scopes)}
            if json:
                print(standard_json.dumps({**told, "until": until}, ensure_ascii=False))
            else:
                scopes = ",".join(sorted(one.scopes))
                print("\t".join((str(one.number), safe(one.account), safe(one.label), scopes, until or "-")))


@tokens.command()
def revoke(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number (wortlaut tokens list).")],
    database: DatabaseOption = None,
) -> None:
    """Take a key away; it stops working at once."""
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        _try(lambda: store.access.revoke(number))
        store.people.note(_me(), "token revoked", str(number))
    print(number)


def _change(name: str, database: str | None, action: str, **values: Any) -> None:
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        _try(lambda: store.access.change(name, **values))
        store.people.note(_me(), action, name)
    print(name)


def _password() -> str:
    """Return the hash of a password from the terminal (asked twice) or the first line of standard input."""
    from wortlaut.cli.archive import fail

    try:
        from wortlaut.web.keys import password_hash
    except ModuleNotFoundError as missing:
        fail(f"accounts need {missing.name}: pip install 'wortlaut[web]'")
    if sys.stdin.isatty():
        told = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        told = sys.stdin.readline().rstrip("\r\n")
    return _try(lambda: password_hash(told))


def _role(name: str) -> Role:
    from wortlaut.store.access import RIGHTS

    found = next((one for one in RIGHTS if one == name), None)
    if found is None:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(_ROLES)}", param_hint="ROLE")
    return found


def _me() -> str:
    import getpass

    try:
        return f"{getpass.getuser()} (terminal)"
    except (KeyError, OSError):
        return "terminal"


def _try(act: Callable[[], T]) -> T:
    """Do something about access; ends the command with one clear line where it cannot be done."""
    from wortlaut.cli.archive import fail
    from wortlaut.errors import AccessError

    try:
        return act()
    except AccessError as error:
        fail(str(error))
