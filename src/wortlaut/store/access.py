"""Accounts, sessions and tokens: who may come in, and until when; secrets as hashes only."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import delete, func, insert, select, update

from wortlaut.errors import AccessError
from wortlaut.store.access_tables import accounts, sessions, tokens
from wortlaut.store.database import Database
from wortlaut.store.types import AnyRow

Role = Literal["reader", "reviewer", "admin"]
Right = Literal["read", "add", "review", "administer"]
RIGHTS: dict[Role, frozenset[Right]] = {
    "reader": frozenset({"read"}),
    "reviewer": frozenset({"read", "add", "review"}),
    "admin": frozenset({"read", "add", "review", "administer"}),
}
"""What a role may do; scopes of tokens are the same words."""

SESSION = timedelta(days=30)
LONGEST = 80
"""Letters of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can sign in; ``password`` is its hash, ``disabled`` keeps him out."""

    name: str
    role: Role
    password: str
    disabled: bool
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key for programs: whose, what for, what it may do, until when (None: for ever)."""

    number: int
    account: str
    label: str
    scopes: frozenset[Right]
    created: datetime
    until: datetime | None


class Access:
    """Who may come into a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_account(self, name: str, role: Role, password: str, *, at: datetime | None = None) -> None:
        """Add somebody; ``password`` is a hash. Raises AccessError for a name that is taken or none."""
        name = plain_name(name)
        if not name or len(name) > LONGEST or not name.isprintable():
            raise AccessError(f"a name has 1 to {LONGEST} letters", reason="name", values=(LONGEST,))
        role = role_named(role)
        row = {"name": name, "role": role, "password": password, "disabled": False, "created": at or datetime.now(UTC)}
        with self._database.write() as connection:
            known = connection.scalars(select(accounts.c.name)).all()
            if name.casefold() in map(str.casefold, known):
                raise AccessError(f"there is somebody called {name} already", reason="taken", values=(name,))
            connection.execute(insert(accounts).values(**row))

    def account(self, name: str) -> Account | None:
        """Return somebody by name, None if there is nobody."""
        with self._database.read() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == plain_name(name))).one_or_none()
        return _account(row) if row is not None else None

    def accounts(self) -> tuple[Account, ...]:
        """Return everybody by name."""
        with self._database.read() as connection:
            return tuple(map(_account, connection.execute(select(accounts).order_by(accounts.c.name))))

    def change(
        self, name: str, *, role: Role | None = None, password: str | None = None, disabled: bool | None = None
    ) -> None:
        """Change somebody; a new password or being disabled ends his sessions.

        Raises AccessError for a stranger, and where no admin would be left.
        """
        name = plain_name(name)
        told = {"role": role and role_named(role), "password": password, "disabled": disabled}
        values = {field: value for field, value in told.items() if value is not None}
        with self._database.write() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == name)).one_or_none()
            if row is None:
                raise _stranger(name)
            if values:
                connection.execute(update(accounts).where(accounts.c.name == name).values(**values))
            admins = select(func.count()).select_from(accounts).where(accounts.c.role == "admin", ~accounts.c.disabled)
            was = row.role == "admin" and not row.disabled
            if was and not connection.scalar(admins):
                raise AccessError(f"{name} is the last admin", reason="last", values=(name,))
            if password is not None or disabled:
                connection.execute(delete(sessions).where(sessions.c.account == name))

    def open_session(self, account: str | None, *, at: datetime | None = None, lasts: timedelta = SESSION) -> str:
        """Return the secret of a new session; those that are over are forgotten."""
        now, secret = at or datetime.now(UTC), secrets.token_urlsafe(32)
        row = {"secret": hashed(secret), "account": account, "created": now, "until": now + lasts}
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.until < now))
            connection.execute(insert(sessions).values(**row))
        return secret

    def session(self, secret: str, *, at: datetime | None = None) -> tuple[Account | None] | None:
        """Return whose session this is, ``(None,)`` for one that a link opened; None for no session."""
        joined = sessions.outerjoin(accounts, accounts.c.name == sessions.c.account)
        asked = select(accounts, sessions.c.account.label("whose")).select_from(joined)
        asked = asked.where(sessions.c.secret == hashed(secret), sessions.c.until >= (at or datetime.now(UTC)))
        with self._database.read() as connection:
            row = connection.execute(asked).one_or_none()
        if row is None or (row.whose is not None and (row.name is None or row.disabled)):
            return None
        return (None if row.whose is None else _account(row),)

    def end_session(self, secret: str) -> None:
        """End one session."""
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.secret == hashed(secret)))

    def end_sessions(self, account: str | None) -> None:
        """End all sessions of somebody."""
        whose = sessions.c.account.is_(None) if account is None else sessions.c.account == account
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(whose))

    def sessions(self, account: str | None) -> int:
        """Return how many sessions somebody has."""
        whose = sessions.c.account.is_(None) if account is None else sessions.c.account == account
        with self._database.read() as connection:
            asked = select(func.count()).select_from(sessions).where(whose, sessions.c.until >= datetime.now(UTC))
            return connection.scalar(asked) or 0

    def add_token(
        self,
        account: str,
        scopes: Collection[Right],
        *,
        label: str = "",
        until: datetime | None = None,
        at: datetime | None = None,
    ) -> str:
        """Return the secret of a new token, which nobody can read again. Raises AccessError.

        A token can do at most what its owner can; what he may no longer do, it may not either.
        """
        owner = self.account(account)
        if owner is None:
            raise _stranger(account)
        wrong = set(scopes) - RIGHTS[owner.role]
        if wrong or not scopes:
            may = ", ".join(sorted(RIGHTS[owner.role]))
            told = f"{account} can give {may}" + (f", not {', '.join(sorted(wrong))}" if wrong else "")
            raise AccessError(told, reason="scopes")
        secret = f"wl_{secrets.token_urlsafe(32)}"
        row = {
            "secret": hashed(secret),
            "account": account,
            "label": " ".join(label.split())[:LONGEST],
            "scopes": sorted(scopes),
            "created": at or datetime.now(UTC),
            "until": until,
        }
        with self._database.write() as connection:
            connection.execute(insert(tokens).values(**row))
        return secret

    def token(self, secret: str, *, at: datetime | None = None) -> tuple[Account, frozenset[Right]] | None:
        """Return whose token this is and what it may do, None for one that does not work (any more)."""
        joined = tokens.join(accounts, accounts.c.name == tokens.c.account)
        asked = select(accounts, tokens.c.scopes, tokens.c.until).select_from(joined)
        with self._database.read() as connection:
            row = connection.execute(asked.where(tokens.c.secret == hashed(secret))).one_or_none()
        if row is None or row.disabled or (row.until is not None and row.until < (at or datetime.now(UTC))):
            return None
        owner = _account(row)
        return owner, RIGHTS[owner.role] & frozenset(row.scopes)

    def tokens(self, account: str | None = None) -> tuple[Token, ...]:
        """Return all tokens, or those of one account, without their secrets."""
        asked = select(tokens).order_by(tokens.c.number)
        if account is not None:
            asked = asked.where(tokens.c.account == account)
        with self._database.read() as connection:
            return tuple(map(_token, connection.execute(asked)))

    def revoke(self, number: int, account: str | None = None) -> None:
        """Take a token away, with ``account`` only one of his. Raises AccessError where there is none."""
        which = [tokens.c.number == number] + ([tokens.c.account == account] if account is not None else [])
        with self._database.write() as connection:
            if not connection.execute(delete(tokens).where(*which)).rowcount:
                raise AccessError(f"there is no token {number}", reason="token", values=(number,))


def plain_name(name: str) -> str:
    """Return a name as it is kept, however it was typed.

    >>> plain_name("  Ju\u0308rgen  M. ")
    'Jürgen M.'
    """
    return " ".join(unicodedata.normalize("NFC", name).split())


def role_named(name: str) -> Role:
    """Return a role by its name; raises AccessError for none."""
    for role in RIGHTS:
        if role == name:
            return role
    raise AccessError(f"{name!r} is none of {', '.join(RIGHTS)}", reason="role")


def hashed(secret: str) -> str:
    """Return how a random secret is kept; it has 256 bits, so that one round is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _stranger(name: str) -> AccessError:
    return AccessError(f"there is nobody called {name}", reason="stranger", values=(name,))


def _account(row: AnyRow) -> Account:
    return Account(
        name=row.name, role=row.role, password=row.password, disabled=bool(row.disabled), created=row.created
    )


def _token(row: AnyRow) -> Token:
    return Token(
        number=row.number,
        account=row.account,
        label=row.label,
        scopes=frozenset(row.scopes),
        created=row.created,
        until=row.until,
    )
