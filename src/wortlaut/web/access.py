"""Who somebody is and what he may do: people with roles, and the right that each request needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request

from wortlaut.store.access import RIGHTS, Right, Role

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_NEEDED: tuple[tuple[str, Right], ...] = (
    (r"/(settings|reviewer|leave|account/(password|sessions|tokens(/\d+/revoke)?))", "read"),
    (r"/(library|articles/[^/]+/read|api/articles|feeds(/\d+/(pause|ask))?|jobs(/\d+)?/retry)", "add"),
    (r"/(api/)?articles/[^/]+/reviews?", "review"),
)
"""What sending something (POST) needs, by path; whatever is not here needs ``administer``."""

_ADMIN = re.compile(r"/admin(/.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who sends a request: an account, or (``owner``) whoever has the link that the server printed on this machine.

    ``rights`` are those of the role, or of the token.
    """

    name: str
    role: Role
    owner: bool = False
    rights: frozenset[Right] = frozenset()

    def may(self, right: Right) -> bool:
        """Say whether somebody has a right."""
        return right in (self.rights or RIGHTS[self.role])


def needed(method: str, path: str) -> Right:
    """Return the right that a request needs.

    >>> needed("GET", "/articles/a1"), needed("POST", "/articles/a1/review"), needed("POST", "/unheard-of")
    ('read', 'review', 'administer')
    """
    if _ADMIN.fullmatch(path):
        return "administer"
    if method in SAFE:
        return "read"
    if method != "POST":
        return "administer"
    return next((right for pattern, right in _NEEDED if re.fullmatch(pattern, path)), "administer")


def person_of(request: Request) -> Person:
    """Return who sends a request that passed the guard."""
    found = request.scope.get("state", {}).get("person")
    if not isinstance(found, Person):
        raise RuntimeError("no guard stands before this request")
    return found
