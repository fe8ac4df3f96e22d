"""Who may come in: one-time links and sessions, kept in memory; a restart signs everybody out."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

INVITATION = 24 * 3600.0
"""Seconds for which a link can be used."""
SESSION = 30 * 24 * 3600.0
"""Seconds after which somebody must come in again."""


class Keys:
    """One-time links and sessions; only their hashes are kept.

    >>> keys = Keys()
    >>> link = keys.invite()
    >>> session = keys.enter(link)
    >>> keys.knows(session), keys.enter(link)
    (True, None)
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._invitations: dict[str, float] = {}
        self._sessions: dict[str, float] = {}

    def invite(self) -> str:
        """Return the secret of a new link that works once."""
        secret = secrets.token_urlsafe(24)
        with self._lock:
            self._invitations[_hash(secret)] = self._now() + INVITATION
        return secret

    def enter(self, secret: str) -> str | None:
        """Use up a link and return the secret of a new session, None for a link that does not work (any more)."""
        session = secrets.token_urlsafe(32)
        with self._lock:
            until = self._invitations.pop(_hash(secret), None)
            if until is None or until < self._now():
                return None
            self._sessions[_hash(session)] = self._now() + SESSION
        return session

    def knows(self, session: str | None) -> bool:
        """Say whether this is the secret of a session."""
        if not session:
            return False
        with self._lock:
            until = self._sessions.get(_hash(session))
            return until is not None and until >= self._now()

    def leave(self, session: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_hash(session or ""), None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
