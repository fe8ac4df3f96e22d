"""Who may come in: one-time links, sign-in with a password, tokens."""

from __future__ import annotations

import getpass
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wortlaut.errors import AccessError
from wortlaut.store import Store
from wortlaut.store.access import SESSION, hashed
from wortlaut.web.access import Person

INVITATION = 24 * 3600.0
"""Seconds for which a link can be used."""
COOKIE_SECONDS = int(SESSION.total_seconds())
FREE_TRIES = 5
LONGEST_WAIT = 900.0
SHORTEST_PASSWORD = 10
_MOST_NAMES = 10_000
_hasher = PasswordHasher()


class Keys:
    """One-time links (in memory), sessions and tokens (in the store); only hashes are kept."""

    def __init__(self, store: Store, now: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
        self._invitations: dict[str, float] = {}
        self._tries: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def invite(self) -> str:
        """Return the secret of a new link that works once."""
        secret = secrets.token_urlsafe(24)
        with self._lock:
            self._invitations[hashed(secret)] = self._now() + INVITATION
        return secret

    def enter(self, secret: str) -> str | None:
        """Use up a link and return the secret of a new session, None for a link that does not work (any more)."""
        with self._lock:
            until = self._invitations.pop(hashed(secret), None)
        if until is None or until < self._now():
            return None
        return self._store.access.open_session(None)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Return the secret of a new session; raises AccessError for a wrong password, and after too many of them.

        Failures are counted by name and by address: five are free, then each doubles the wait, up to a quarter of an
        hour.
        """
        name = " ".join(name.split())[:200]
        counted = (f"name {name.casefold()}", f"from {address}")
        wait = max(self._wait(one) for one in counted)
        if wait > 0:
            raise AccessError(f"too many tries; wait {int(wait) + 1} seconds")
        found = self._store.access.account(name)
        right = is_password(found.password if found else _nobody(), password)
        if found is None or not right or found.disabled:
            for one in counted:
                self._failed(one)
            self._store.people.note(name or "?", "sign-in failed", address)
            raise AccessError("wrong name or password")
        with self._lock:
            for one in counted:
                self._tries.pop(one, None)
        self._store.people.note(name, "sign-in", address)
        return self._store.access.open_session(found.name)

    def person(self, session: str | None) -> Person | None:
        """Return whose session this is."""
        found = self._store.access.session(session) if session else None
        if found is None:
            return None
        (account,) = found
        if account is None:
            return Person(name=owner(), role="admin", owner=True)
        return Person(name=account.name, role=account.role)

    def bearer(self, token: str) -> Person | None:
        """Return whose token this is, with its rights."""
        found = self._store.access.token(token)
        if found is None or not found[1]:
            return None
        return Person(name=found[0].name, role=found[0].role, rights=found[1])

    def leave(self, session: str | None) -> None:
        """End a session."""
        if session:
            self._store.access.end_session(session)

    def _wait(self, who: str) -> float:
        with self._lock:
            failures, last = self._tries.get(who, (0, 0.0))
        if failures < FREE_TRIES:
            return 0.0
        return last + min(LONGEST_WAIT, 2.0 ** (failures - FREE_TRIES)) - self._now()

    def _failed(self, who: str) -> None:
        with self._lock:
            failures, _ = self._tries.pop(who, (0, 0.0))
            self._tries[who] = (failures + 1, self._now())
            while len(self._tries) > _MOST_NAMES:
                self._tries.popitem(last=False)


def password_hash(password: str) -> str:
    """Return a password as it is kept (argon2id); raises AccessError for one that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise AccessError(f"a password has at least {SHORTEST_PASSWORD} letters")
    return _hasher.hash(password)


def is_password(kept: str, password: str) -> bool:
    """Say whether this is the password."""
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def owner() -> str:
    """Return the name of the system's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "wortlaut"


@cache
def _nobody() -> str:
    """Return a hash that is compared for unknown names, so that they take as long as known ones."""
    return _hasher.hash(secrets.token_urlsafe(16))
