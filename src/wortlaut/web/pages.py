"""Templates with what every page needs: language, appearance, words, addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from wortlaut import __version__
from wortlaut.export import days
from wortlaut.export.days import Lang
from wortlaut.web import links, words

THEMES = ("auto", "light", "dark")
LANGUAGE, THEME = "wortlaut_language", "wortlaut_theme"
_FILES = (
    "wortlaut.css",
    "wortlaut.js",
    "network.js",
    "htmx-4.0.1.min.js",
    "sigma-3.0.3.min.js",
    "graphology-0.26.0.min.js",
)


@cache
def _environment() -> Environment:
    """Return the templates; everything that they show is escaped."""
    found = Environment(
        loader=PackageLoader("wortlaut.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["field_word"] = lambda field, lang: words.word(f"field:{field}", lang)
    found.filters["scope_word"] = lambda right, lang: words.word(f"right:{right}", lang)
    found.globals.update(
        version=__version__,
        asset={name: f"/static/{name}?{_mark(name)}" for name in _FILES},
        article_path=links.article_path,
        actor_path=links.actor_path,
        foreign=links.foreign,
        with_query=links.with_query,
    )
    return found


def language(request: Request) -> Lang:
    """Return the language that somebody chose, else that of the browser, else German."""
    chosen = request.cookies.get(LANGUAGE)
    if chosen in words.LANGUAGES:
        return "de" if chosen == "de" else "en"
    wanted = request.headers.get("accept-language", "de").lower()
    return "de" if wanted.startswith("de") or "en" not in wanted else "en"


def render(request: Request, template: str, values: Mapping[str, Any] | None = None, status: int = 200) -> HTMLResponse:
    """Return a page, or a piece of one, in the language of the request."""
    lang = language(request)
    theme = request.cookies.get(THEME, "auto")
    known = {
        "request": request,
        "path": request.url.path,
        "me": request.scope.get("state", {}).get("person"),
        "lang": lang,
        "theme": theme if theme in THEMES else "auto",
        "t": lambda key, *more: words.word(key, lang, *more),
        "count": lambda number, key: words.count(number, key, lang),
        "figure": partial(words.figure, lang=lang),
        "day": partial(days.day, lang=lang),
        "month": partial(days.month, lang=lang),
        "days": partial(days.days, lang=lang),
        "period": partial(days.period, lang=lang),
    }
    return HTMLResponse(_environment().get_template(template).render({**known, **(values or {})}), status)


def refuse(request: Request, status: int, reason: str) -> Response:
    """Return the answer to a request that cannot be served; ``reason`` is a key of the words or plain words."""
    lang = language(request)
    told = words.word(reason, lang) if reason in words.table() else reason
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": told}, status)
    title = words.word(f"status:{status}" if f"status:{status}" in words.table() else "status:other", lang)
    return render(request, "refused.html", {"title": title, "told": told, "status": status}, status)


def _mark(name: str) -> str:
    """Return a few digits that change with a file, so that browsers may keep it for ever."""
    return hashlib.sha256((files("wortlaut.web") / "static" / name).read_bytes()).hexdigest()[:12]
