"""One's own account: password, sessions, keys for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar

from fastapi import APIRouter, Form, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.errors import AccessError
from wortlaut.store import Store
from wortlaut.store.access import RIGHTS, Right
from wortlaut.web.access import Person, person_of
from wortlaut.web.keys import SHORTEST_PASSWORD, is_password, password_hash
from wortlaut.web.pages import language, render
from wortlaut.web.words import word

T = TypeVar("T")


def routes(store: Store) -> APIRouter:
    """Return the routes of accounts."""
    router = APIRouter()

    @router.get("/account")
    def account(request: Request) -> Response:
        """Show one's own account: password, sessions, tokens."""
        return _page(store, request)

    @router.post("/account/password")
    def password(
        request: Request, old: Annotated[str, Form()], new: Annotated[str, Form()], again: Annotated[str, Form()]
    ) -> Response:
        """Change one's password; all sessions end."""
        person = _with_account(request)
        found = store.access.account(person.name)
        if found is None or not is_password(found.password, old):
            raise HTTPException(403, "account:wrong")
        if new != again:
            raise HTTPException(409, "account:differ")
        done(request, lambda: store.access.change(person.name, password=password_hash(new)))
        store.people.note(person.name, "password changed", person.name)
        return RedirectResponse("/sign-in", 303)

    @router.post("/account/sessions")
    def sessions(request: Request) -> Response:
        """Sign out everywhere."""
        person = person_of(request)
        store.access.end_sessions(None if person.owner else person.name)
        store.people.note(person.name, "signed out everywhere", person.name)
        return RedirectResponse("/sign-in", 303)

    @router.post("/account/tokens")
    def token(
        request: Request,
        label: Annotated[str, Form()] = "",
        days: Annotated[int, Form(ge=0, le=3650)] = 90,
        scope: Annotated[list[str] | None, Form()] = None,
    ) -> Response:
        """Make a token; its secret is shown once."""
        person = _with_account(request)
        scopes: list[Right] = [right for right in sorted(RIGHTS["admin"]) if right in (scope or ())]
        until = datetime.now(UTC) + timedelta(days=days) if days else None
        secret = done(request, lambda: store.access.add_token(person.name, scopes, label=label, until=until))
        store.people.note(person.name, "token added", label or None, {"scopes": scopes})
        return _page(store, request, secret=secret)

    @router.post("/account/tokens/{number}/revoke")
    def revoke(request: Request, number: int) -> Response:
        """Take one of one's tokens away."""
        person = _with_account(request)
        done(request, lambda: store.access.revoke(number, person.name))
        store.people.note(person.name, "token revoked", str(number))
        return RedirectResponse("/account", 303)

    return router


def _page(store: Store, request: Request, *, secret: str = "") -> Response:
    person = person_of(request)
    values = {
        "person": person,
        "sessions": store.access.sessions(None if person.owner else person.name),
        "tokens": () if person.owner else store.access.tokens(person.name),
        "scopes": sorted(RIGHTS[person.role]),
        "secret": secret,
        "shortest": SHORTEST_PASSWORD,
    }
    return render(request, "account.html", values)


def _with_account(request: Request) -> Person:
    person = person_of(request)
    if person.owner:
        raise HTTPException(409, "account:none")
    return person


def done(request: Request, act: Callable[[], T]) -> T:
    """Do something about access; a refusal tells why (409)."""
    try:
        return act()
    except AccessError as error:
        raise HTTPException(409, told(request, error)) from None


def told(request: Request, error: AccessError) -> str:
    """Return a refusal in the language of the request."""
    return word(f"access:{error.reason}", language(request), *error.values)
