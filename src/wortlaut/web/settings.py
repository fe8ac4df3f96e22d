"""Language and appearance; for admins: people, tokens, the log, the database."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from wortlaut.store import Store
from wortlaut.store.access import RIGHTS, plain_name, role_named
from wortlaut.web.access import person_of
from wortlaut.web.account import done
from wortlaut.web.keys import SHORTEST_PASSWORD, Keys, password_hash
from wortlaut.web.links import own_path
from wortlaut.web.pages import LANGUAGE, THEME, THEMES, render
from wortlaut.web.words import LANGUAGES

_YEAR = 365 * 24 * 3600
_LOG_LINES = 50
FACTS = ("articles", "copies", "statements", "events", "actors", "reviews", "judgements", "jobs", "size")


def routes(store: Store, keys: Keys) -> APIRouter:
    """Return the routes of settings."""
    router = APIRouter()
    _add_people(router, store)

    @router.post("/settings")
    def change(request: Request, language: Annotated[str, Form()] = "", theme: Annotated[str, Form()] = "") -> Response:
        """Keep language or appearance and return to where somebody came from."""
        answer = RedirectResponse(own_path(request.headers.get("referer")), 303)
        for name, value, known in ((LANGUAGE, language, LANGUAGES), (THEME, theme, THEMES)):
            if value in known:
                answer.set_cookie(name, value, max_age=_YEAR, samesite="lax", httponly=True)
        return answer

    @router.post("/invite")
    def invite(request: Request) -> Response:
        """Show a one-time link that signs another browser in as who asks for it."""
        person = person_of(request)
        key = keys.invite(None if person.owner else person.name)
        link = str(request.url.replace(path="/enter", query=f"key={key}"))
        store.people.note(person.name, "link made")
        return render(request, "invite.html", {"link": link})

    return router


def _add_people(router: APIRouter, store: Store) -> None:
    @router.get("/admin")
    def admin(request: Request, offset: int = 0) -> Response:
        """Show people, tokens, the log and the database."""
        info = store.info()
        values = {
            "accounts": store.access.accounts(),
            "tokens": store.access.tokens(),
            "log": store.people.audit(offset=max(0, min(offset, 10**9)), limit=_LOG_LINES),
            "facts": [(name, getattr(info, name)) for name in FACTS],
            "url": store.url,
            "model": info.model,
            "lexicon": info.lexicon,
            "roles": tuple(RIGHTS),
            "shortest": SHORTEST_PASSWORD,
            "is_file": not store.url.startswith("postgresql"),
        }
        return render(request, "admin.html", values)

    @router.post("/admin/people")
    def add(
        request: Request, name: Annotated[str, Form()], role: Annotated[str, Form()], password: Annotated[str, Form()]
    ) -> Response:
        """Add somebody."""
        done(request, lambda: store.access.add_account(name, role_named(role), password_hash(password)))
        store.people.note(person_of(request).name, "account added", plain_name(name), {"role": role})
        return RedirectResponse("/admin", 303)

    @router.post("/admin/people/change")
    def change(
        request: Request,
        name: Annotated[str, Form()],
        role: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        disabled: Annotated[str, Form()] = "",
    ) -> Response:
        """Change somebody's role or password, keep him out or let him in again."""
        wanted = {"yes": True, "no": False}.get(disabled)
        new = done(request, lambda: password_hash(password)) if password else None
        known = done(request, lambda: role_named(role)) if role else None
        done(request, lambda: store.access.change(name, role=known, password=new, disabled=wanted))
        told = {"role": role or None, "password": bool(password), "disabled": wanted}
        details = {field: value for field, value in told.items() if value not in (None, False)}
        store.people.note(person_of(request).name, "account changed", plain_name(name), details)
        return RedirectResponse("/admin", 303)

    @router.post("/admin/tokens/{number}/revoke")
    def revoke(request: Request, number: int) -> Response:
        """Take anybody's token away."""
        done(request, lambda: store.access.revoke(number))
        store.people.note(person_of(request).name, "token revoked", str(number))
        return RedirectResponse("/admin", 303)

    @router.get("/admin/backup")
    def backup(request: Request) -> Response:
        """Give a copy of the database as it is now."""
        if store.url.startswith("postgresql"):
            raise HTTPException(404, "admin:nofile")
        folder = Path(tempfile.mkdtemp(prefix="wortlaut-"))  # for us alone
        copy = folder / f"wortlaut-{datetime.now(UTC):%Y-%m-%d}.sqlite"
        try:
            store.backup(copy)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        store.people.note(person_of(request).name, "backup taken")
        gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
        return FileResponse(copy, filename=copy.name, media_type="application/vnd.sqlite3", background=gone)
