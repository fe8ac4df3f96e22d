"""Who may come in: one-time links, sign-in with a password, tokens."""

from __future__ import annotations

import getpass
import ipaddress
import math
import secrets
import threading
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wortlaut.errors import AccessError
from wortlaut.store import Store
from wortlaut.store.access import SESSION, hashed, plain_name
from wortlaut.web.access import Person

INVITATION = 24 * 3600.0
"""Seconds for which a link can be used."""
COOKIE_SECONDS = int(SESSION.total_seconds())
FREE_TRIES = 5
LONGEST_WAIT = 900.0
SHORTEST_PASSWORD = 10
_MOST_NAMES = 10_000
_hasher = PasswordHasher()
_hashing = threading.BoundedSemaphore(2)
"""Each check takes 64 MB: a crowd at the door must not fill the memory."""


class Keys:
    """One-time links (in memory), sessions and tokens (in the store); only hashes are kept."""

    def __init__(self, store: Store, now: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
        self._invitations: dict[str, tuple[float, str | None]] = {}
        self._tries: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def invite(self, account: str | None = None) -> str:
        """Return the secret of a new link that works once, for somebody's account or (None) for the owner."""
        secret = secrets.token_urlsafe(24)
        with self._lock:
            self._invitations[hashed(secret)] = self._now() + INVITATION, account
        return secret

    def enter(self, secret: str) -> str | None:
        """Use up a link and return the secret of a new session, None for a link that does not work (any more)."""
        with self._lock:
            until, account = self._invitations.pop(hashed(secret), (-math.inf, None))
        if until < self._now():
            return None
        self._store.people.note(account or owner(), "sign-in", "link")
        return self._store.access.open_session(account)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Return the secret of a new session; raises AccessError for a wrong password, and after too many of them.

        Failures are counted by name and by address: five are free, then each doubles the wait, up to a quarter of an
        hour. A try counts before its password is looked at, so that many at once are no way around.
        """
        name = plain_name(name)[:200]
        counted = (f"name {name.casefold()}", f"from {network_of(address)}")
        self._count(counted)
        found = self._store.access.account(name)
        right = is_password(found.password if found else _nobody(), password)
        if found is None or not right or found.disabled:
            # a name that nobody has may be a password in the wrong field
            self._store.people.note(found.name if found else "?", "sign-in failed", address)
            raise AccessError("wrong name or password", reason="wrong")
        with self._lock:
            for one in counted:
                self._tries.pop(one, None)
        self._store.people.note(found.name, "sign-in", address)
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

    def _count(self, counted: tuple[str, ...]) -> None:
        """Count a try; raises AccessError, and does not count, where it comes too soon."""
        with self._lock:
            wait = math.ceil(max(map(self._wait, counted)))
            if wait > 0:
                raise AccessError(f"too many tries; wait {wait} seconds", reason="wait", values=(wait,))
            for one in counted:
                failures, _ = self._tries.pop(one, (0, 0.0))
                self._tries[one] = (failures + 1, self._now())
            while len(self._tries) > _MOST_NAMES:
                self._tries.popitem(last=False)

    def _wait(self, who: str) -> float:
        failures, last = self._tries.get(who, (0, 0.0))
        if failures < FREE_TRIES:
            return 0.0
        return last + min(LONGEST_WAIT, 2.0 ** min(failures - FREE_TRIES, 20)) - self._now()


def password_hash(password: str) -> str:
    """Return a password as it is kept (argon2id); raises AccessError for one that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        told = f"a password has at least {SHORTEST_PASSWORD} letters"
        raise AccessError(told, reason="password", values=(SHORTEST_PASSWORD,))
    with _hashing:
        return _hasher.hash(_bytes_of(password))


def is_password(kept: str, password: str) -> bool:
    """Say whether this is the password."""
    try:
        with _hashing:
            return _hasher.verify(kept, _bytes_of(password))
    except (VerificationError, InvalidHashError):
        return False


def network_of(address: str) -> str:
    """Return what a machine cannot change of its address: all of IPv4, the first half of IPv6.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3::4")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found) >> 64 << 64, 64)))


def _bytes_of(password: str) -> bytes:
    """Return a password the same from every keyboard; half characters are no reason to fail."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


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
