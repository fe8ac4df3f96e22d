"""The application put together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import as_file, files
from typing import Annotated, Any

from fastapi import FastAPI, Form
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from wortlaut import __version__
from wortlaut.errors import AccessError, StoreError
from wortlaut.store import Store
from wortlaut.web import (
    account,
    actors,
    api,
    article,
    concepts,
    feeds,
    library,
    network,
    review,
    search,
    settings,
    tables,
    timeline,
)
from wortlaut.web.access import needed
from wortlaut.web.described import definitions
from wortlaut.web.guard import Guard, session_of
from wortlaut.web.keys import COOKIE_SECONDS, Keys
from wortlaut.web.links import own_path
from wortlaut.web.pages import refuse, render
from wortlaut.web.work import Worker, Works
from wortlaut.work import Crew, Reads

log = logging.getLogger("wortlaut")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def application(
    store: Store,
    reader: Callable[[], Reads],
    keys: Keys,
    *,
    hosts: Collection[str] = LOOPBACK,
    cookie: str = "wortlaut_session",
    works: Works | None = None,
) -> ASGIApp:
    """Return the application for a store.

    ``reader`` makes what reads new articles, when the first one comes. ``keys`` hold who may come in, ``hosts`` the
    names that the application answers to, ``cookie`` the name of the session's cookie (cookies know no ports).
    ``works`` does the jobs, else threads of this process.
    """
    worker = Worker(store, works or Crew(store, reader))

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        worker.start()
        yield
        worker.stop()

    app = FastAPI(
        title="Wortlaut",
        version=__version__,
        summary="Who said what to whom in German news, with the words that prove it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=living,
        separate_input_output_schemas=False,
    )
    for routes in (
        library.routes(store, worker),
        feeds.routes(store, worker),
        article.routes(store, worker),
        search.routes(store),
        review.routes(store),
        actors.routes(store),
        timeline.routes(store),
        network.routes(store),
        concepts.routes(store),
        tables.routes(store),
        account.routes(store),
        settings.routes(store, keys),
    ):
        app.include_router(routes, include_in_schema=False)
    app.include_router(api.routes(store, worker))
    app.openapi = partial(_described, app, cookie)  # type: ignore[method-assign]
    _add_entrance(app, keys, cookie)
    _add_answers_to_errors(app)
    with as_file(files("wortlaut.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), name="static")
    return Guard(inner=app, keys=keys, hosts=frozenset(hosts), cookie=cookie, refuse=refuse)


def _described(app: FastAPI, cookie: str) -> dict[str, Any]:
    """Return the description of the API, with the types of the public JSON and the right that each operation needs."""
    if app.openapi_schema is None:
        app.openapi_schema = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes, openapi_version="3.1.0"
        )
        components = app.openapi_schema["components"]
        components["schemas"] |= definitions()
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "description": "Made by `wortlaut tokens add`."},
            "session": {"type": "apiKey", "in": "cookie", "name": cookie, "description": "Of somebody signed in."},
        }
        for path, operations in app.openapi_schema["paths"].items():
            for method, operation in operations.items():
                operation["security"] = [{"token": [needed(method.upper(), path)]}, {"session": []}]
    return app.openapi_schema


def _add_entrance(app: FastAPI, keys: Keys, cookie: str) -> None:
    @app.get("/enter", include_in_schema=False)
    def enter(request: Request, key: str = "") -> Response:
        """Turn a one-time link into a session."""
        session = keys.enter(key)
        if session is None:
            known = keys.person(session_of(request, cookie))
            return RedirectResponse("/", 303) if known else refuse(request, 403, "refused:link")
        return _entered(request, session, "/")

    @app.get("/sign-in", include_in_schema=False)
    def asked(request: Request) -> Response:
        """Ask for name and password."""
        return render(
            request, "sign_in.html", {"told": "", "name": "", "back": own_path(request.headers.get("referer"))}
        )

    @app.post("/sign-in", include_in_schema=False)
    def sign_in(
        request: Request,
        name: Annotated[str, Form(max_length=1000)] = "",
        password: Annotated[str, Form(max_length=1000)] = "",
        back: Annotated[str, Form(max_length=2000)] = "/",
    ) -> Response:
        """Let somebody in who knows his password."""
        try:
            session = keys.sign_in(name, password, request.client.host if request.client else "?")
        except AccessError as error:
            status = 429 if error.reason == "wait" else 403
            answer = render(
                request, "sign_in.html", {"told": account.told(request, error), "name": name, "back": back}, status
            )
            if error.reason == "wait":
                answer.headers["Retry-After"] = str(*error.values)
            return answer
        return _entered(request, session, own_path(f"http://here{back}"))

    def _entered(request: Request, session: str, back: str) -> Response:
        answer = RedirectResponse(back, 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(cookie, session, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure)
        return answer

    @app.post("/leave", include_in_schema=False)
    def leave(request: Request) -> Response:
        """End the session."""
        keys.leave(session_of(request, cookie))
        answer = refuse(request, 401, "left")
        answer.delete_cookie(cookie, httponly=True, samesite="lax")
        return answer


def _add_answers_to_errors(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    def known(request: Request, error: HTTPException) -> Response:
        return refuse(request, error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return refuse(request, 422, told)

    @app.exception_handler(StoreError)
    def troubled(request: Request, error: StoreError) -> Response:
        log.error("the store: %s", error)
        return refuse(request, 503, str(error))

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        return refuse(request, 500, "refused:bug")
