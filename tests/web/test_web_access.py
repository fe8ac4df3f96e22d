"""Who may do what: accounts, roles, tokens, over every route that there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from page import parsed
from quoting import Quoting
from spoiling import pages_of, spoil
from starlette.routing import BaseRoute, Route
from visiting import KEPT, PASSWORD, ROLES, Site, signed_in

from wortlaut.errors import AccessError
from wortlaut.record import Article, Reading
from wortlaut.store import Store
from wortlaut.store.access import RIGHTS, Right, Role
from wortlaut.web import application
from wortlaut.web.access import needed
from wortlaut.web.guard import Guard
from wortlaut.web.keys import Keys, password_hash

OPEN = {"GET /enter", "GET /sign-in", "POST /sign-in"}
DECLARED: dict[Right, set[str]] = {
    "read": {
        "GET /",
        "GET /library/list",
        "GET /library/feeds",
        "GET /articles/{id}",
        "GET /articles/{id}/cite",
        "GET /search",
        "GET /search/names",
        "GET /actors",
        "GET /actors/{id:path}",
        "GET /concepts",
        "GET /network",
        "GET /network.json",
        "GET /network.svg",
        "GET /network.{form}",
        "GET /timeline",
        "GET /csv/search",
        "GET /csv/actors/{id:path}",
        "GET /review",
        "GET /review/agreement",
        "GET /review/export/{form}",
        "GET /account",
        "POST /account/password",
        "POST /account/sessions",
        "POST /account/tokens",
        "POST /account/tokens/{number}/revoke",
        "POST /settings",
        "POST /reviewer",
        "POST /leave",
        "GET /api/openapi.json",
        "GET /api/articles",
        "GET /api/articles/{id}",
        "GET /api/articles/{id}/places",
        "GET /api/articles/{id}/reviews",
        "GET /api/search",
        "GET /api/statements",
        "GET /api/events",
        "GET /api/codings",
        "GET /api/networks/{what}",
        "GET /api/actors",
        "GET /api/actors/{id:path}",
        "GET /api/actors/{id:path}/articles",
        "GET /api/queue",
        "GET /api/reviews",
        "GET /api/jobs/{number}",
    },
    "add": {
        "POST /library",
        "POST /articles/{id}/read",
        "POST /api/articles",
        "POST /feeds",
        "POST /feeds/{number}/pause",
        "POST /feeds/{number}/ask",
        "POST /jobs/retry",
        "POST /jobs/{number}/retry",
    },
    "review": {"POST /articles/{id}/review", "POST /api/articles/{id}/reviews"},
    "administer": {
        "GET /admin",
        "GET /admin/backup",
        "POST /admin/people",
        "POST /admin/people/change",
        "POST /admin/tokens/{number}/revoke",
        "POST /invite",
        "POST /feeds/{number}/remove",
    },
}
"""The right that each route needs, said once more: a route that is not here fails the test below."""
RIGHT_OF = {route: right for right, declared in DECLARED.items() for route in declared}
ENDING = {"POST /leave", "POST /account/sessions"}


def routes(store: Store, keys: Keys) -> list[tuple[str, str]]:
    app = application(store, Quoting, keys)
    assert isinstance(app, Guard)
    found = list(flat(app.inner.routes))  # type: ignore[attr-defined]
    assert len(found) > 30
    return [(method, route.path) for route in found for method in sorted(route.methods or ()) if method != "HEAD"]


def flat(routes: Iterable[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route):
            yield route
        elif (router := getattr(route, "original_router", None)) is not None:
            yield from flat(router.routes)


def path_of(pattern: str) -> str:
    return re.sub(r"\{[^}]+\}", "1", pattern)


def test_every_route_needs_a_declared_right(store: Store, keys: Keys) -> None:
    there = {f"{method} {path}" for method, path in routes(store, keys)}
    assert there == set(RIGHT_OF) | OPEN
    for route, right in RIGHT_OF.items():
        method, path = route.split()
        assert needed(method, path_of(path)) == right, route


@pytest.mark.parametrize("path", ["/unheard-of", "/api/unheard-of", "/articles/a/b/review", "/account", "/library/x"])
def test_a_route_that_nobody_thought_about_is_closed(path: str) -> None:
    assert needed("POST", path) == needed("DELETE", path) == "administer"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_can_do_more_than_his_role(people: Store, keys: Keys, role: Role) -> None:
    client = signed_in(people, keys, role)
    for route, right in RIGHT_OF.items():
        if route in ENDING:
            continue
        method, pattern = route.split()
        answer = client.request(method, path_of(pattern), follow_redirects=False)
        assert (answer.status_code == 403) == (right not in RIGHTS[role]), (route, answer.status_code)
        assert answer.status_code not in (401, 500), route


@pytest.mark.parametrize("role", ROLES)
def test_pages_offer_nobody_what_he_may_not_do(people: Store, keys: Keys, role: Role) -> None:
    spoil(people)
    people.add_article(Article(id="aunread", text="„Ja“, sagte sie.", paragraphs=()))
    client, offered = signed_in(people, keys, role), set()
    for path in ["/articles/aunread", *(path for paths in pages_of(people).values() for path in paths)]:
        for form in parsed(client.get(path).text).all("form", method="post"):
            if form.attributes["action"] != "/sign-in":
                offered.add(needed("POST", form.attributes["action"]))
    assert offered == RIGHTS[role]


def test_without_an_account_there_is_nothing(people: Store, keys: Keys) -> None:
    client = signed_in(people, keys, "reader", "falsch")
    for route in RIGHT_OF:
        method, pattern = route.split()
        answer = client.request(method, path_of(pattern), follow_redirects=False)
        assert answer.status_code == 401, route
        assert (answer.headers.get("www-authenticate") == "Bearer") == pattern.startswith("/api/")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "scopes", [("read",), ("add",), ("review",), ("administer",), ("read", "review"), ("add", "administer")]
)
def test_a_token_can_do_what_its_scopes_and_its_owner_can(
    people: Store, keys: Keys, role: Role, scopes: tuple[Right, ...]
) -> None:
    people.access.add_account("zweite", "admin", KEPT)
    secret = people.access.add_token("zweite", scopes)
    people.access.change("zweite", role=role)
    client = TestClient(application(people, Quoting, keys), base_url="http://localhost")
    for route, right in RIGHT_OF.items():
        method, pattern = route.split()
        if not pattern.startswith("/api/"):
            continue
        headers = {"authorization": f"Bearer {secret}", "accept-language": "en"}
        answer = client.request(method, path_of(pattern), headers=headers, json={})
        left = set(scopes) & RIGHTS[role]
        if not left:
            assert answer.status_code == 401, route
        elif right in left:
            assert answer.status_code not in (401, 403, 500), (route, answer.text)
        else:
            assert answer.status_code == 403, (route, answer.text)
            assert answer.json()["detail"].endswith("is missing."), answer.text


@pytest.mark.parametrize("sent", ["Bearer ", "Bearer", "bearer  ", "Bearer wl_made_up", "Bearer wl_ä"])
def test_a_request_with_a_token_is_never_judged_by_its_cookie(site: Site, sent: str) -> None:
    del site.client.headers["sec-fetch-site"]
    headers = {"authorization": sent.encode(), "origin": "http://evil.example"}
    answer = site.client.post("/api/articles", json={"text": "„Nein“, sagte Meier."}, headers=headers)
    assert answer.status_code == 401
    assert site.store.articles().total == 0


def test_the_description_names_the_right_of_every_operation(site: Site) -> None:
    told = site.client.get("/api/openapi.json").json()
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            (scopes,) = [one["token"] for one in operation["security"] if "token" in one]
            assert scopes == [needed(method.upper(), path_of(path))]


def test_a_token_opens_no_pages_and_dies_with_its_owner(people: Store, keys: Keys) -> None:
    secret = people.access.add_token("reader", ["read"])
    client = TestClient(application(people, Quoting, keys), base_url="http://localhost")
    headers = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/articles", headers=headers).status_code == 200
    assert client.get("/", headers=headers).status_code == 401
    people.access.change("reader", disabled=True)
    assert client.get("/api/articles", headers=headers).status_code == 401
    assert client.get("/api/articles", headers={"authorization": "Bearer wl_made_up"}).status_code == 401


def test_tokens_end_and_can_do_no_more_than_their_owner(people: Store) -> None:
    late = people.access.add_token("admin", ["read"], until=datetime.now(UTC) - timedelta(seconds=1))
    assert people.access.token(late) is None
    with pytest.raises(AccessError, match="not administer"):
        people.access.add_token("reader", ["administer"])
    secret = people.access.add_token("reviewer", ["read", "review"])
    people.access.change("reviewer", role="reader")
    found = people.access.token(secret)
    assert found is not None
    assert found[1] == {"read"}


def test_sessions_survive_a_restart_and_end_with_the_password(people: Store, keys: Keys) -> None:
    client = signed_in(people, keys, "reader")
    again = TestClient(application(people, Quoting, Keys(people)), base_url="http://localhost")
    again.cookies.update(client.cookies)
    assert again.get("/").status_code == 200
    people.access.change("reader", password=password_hash("ein ganz anderes"))
    assert again.get("/").status_code == 401


def test_one_changes_ones_own_password(people: Store, keys: Keys) -> None:
    client = signed_in(people, keys, "reader")
    wrong = {"old": "falsch", "new": "neues Passwort", "again": "neues Passwort"}
    assert client.post("/account/password", data=wrong).status_code == 403
    assert client.post("/account/password", data={**wrong, "old": PASSWORD, "again": "anders"}).status_code == 409
    assert (
        client.post("/account/password", data={**wrong, "old": PASSWORD, "new": "kurz", "again": "kurz"}).status_code
        == 409
    )
    right = client.post("/account/password", data={**wrong, "old": PASSWORD}, follow_redirects=False)
    assert right.status_code == 303
    assert client.get("/").status_code == 401
    assert signed_in(people, keys, "reader", "neues Passwort").get("/").status_code == 200


def test_a_token_is_shown_once(people: Store, keys: Keys) -> None:
    client = signed_in(people, keys, "reviewer")
    page = client.post("/account/tokens", data={"label": "Skript", "scope": ["read", "review"]})
    secret = parsed(page.text).one("code", class_="copied").text
    assert people.access.token(secret) is not None
    assert secret not in client.get("/account").text
    number = people.access.tokens("reviewer")[0].number
    client.post(f"/account/tokens/{number}/revoke")
    assert people.access.token(secret) is None


def test_the_last_admin_stays(people: Store) -> None:
    with pytest.raises(AccessError, match="last admin"):
        people.access.change("admin", disabled=True)
    with pytest.raises(AccessError, match="last admin"):
        people.access.change("admin", role="reader")
    people.access.add_account("zweite", "admin", KEPT)
    people.access.change("admin", disabled=True)
    assert [one.name for one in people.access.accounts() if one.disabled] == ["admin"]


def test_roles_that_are_none_change_nothing(site: Site) -> None:
    site.client.post("/admin/people", data={"name": "Lena", "role": "reviewer", "password": PASSWORD})
    for data in ({"name": "Lena", "role": "king"}, {"name": "Niemand", "role": "admin"}):
        assert site.client.post("/admin/people/change", data=data).status_code == 409
    data = {"name": "Anna", "role": "king", "password": PASSWORD}
    assert site.client.post("/admin/people", data=data).status_code == 409
    assert [(one.name, one.role) for one in site.store.access.accounts()] == [("Lena", "reviewer")]


def test_the_log_tells_what_came_and_went(site: Site) -> None:
    text = "„Nein“, sagte Anna Meier am Montag in Berlin der Zeitung."
    site.client.post("/library", data={"text": text})
    site.client.post("/api/articles", json={"text": text})
    site.client.post("/api/articles", json={"text": f"{text} Das sei so."})
    site.client.post("/library", data={"url": "http://127.0.0.1:1/a"})
    site.client.post("/feeds", data={"url": "http://127.0.0.1:1/feed"})
    (feed,) = site.store.feeds.all()
    site.client.post(f"/feeds/{feed.number}/remove")
    log = [line.action for line in reversed(site.store.people.audit().items)]
    added = ["article added", "article added", "address fetched", "feed added", "feed removed"]
    assert log == ["sign-in", *added]


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "READER", "a\0b", "a\u202eb", "a\x1bb", "a\u200bb"])
def test_names_that_cannot_be(people: Store, name: str) -> None:
    with pytest.raises(AccessError):
        people.access.add_account(name, "reader", KEPT)


def test_the_administration_makes_people_and_backs_up(site: Site) -> None:
    made = site.client.post("/admin/people", data={"name": "Lena", "role": "reviewer", "password": PASSWORD})
    assert "Lena" in made.text
    site.client.post("/admin/people/change", data={"name": "Lena", "disabled": "yes"})
    found = site.store.access.account("Lena")
    assert found is not None
    assert (found.role, found.disabled) == ("reviewer", True)
    log = [line.action for line in site.store.people.audit().items]
    assert log == ["account changed", "account added", "sign-in"]
    page = parsed(site.get("/admin"))
    assert "account changed" in page.text
    assert site.store.url in page.text
    assert site.client.get("/admin/backup").content.startswith(b"SQLite format 3")


def test_an_account_reviews_under_its_own_name(people: Store, keys: Keys, samples: list[Reading]) -> None:
    people.add_many(samples)
    client = signed_in(people, keys, "reviewer")
    client.post("/reviewer", data={"name": "Jemand anders"})
    reading = samples[0]
    form = {"finding": "statement", "id": reading.statements[0].id, "verdict": "accept"}
    client.post(f"/articles/{reading.article.id}/review", data=form)
    told = {"verdict": "reject", "id": reading.statements[1].id, "reviewer": "Jemand anders"}
    client.post(f"/api/articles/{reading.article.id}/reviews", json=told)
    assert {one.reviewer for one in people.people.reviews().items} == {"reviewer"}
