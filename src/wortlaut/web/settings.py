"""Language, appearance, another browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.web.keys import Keys
from wortlaut.web.links import own_path
from wortlaut.web.pages import LANGUAGE, THEME, THEMES, render
from wortlaut.web.words import LANGUAGES

_YEAR = 365 * 24 * 3600


def routes(keys: Keys) -> APIRouter:
    """Return the routes of settings."""
    router = APIRouter()

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
        """Show a one-time link for another browser."""
        link = str(request.url.replace(path="/enter", query=f"key={keys.invite()}"))
        return render(request, "invite.html", {"link": link})

    return router
