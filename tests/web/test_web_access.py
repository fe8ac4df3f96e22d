"""Who may do what: accounts, roles, tokens, over every route that there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from page import parsed
from quoting import Quoting
from starlette.routing import BaseRoute, Route
from visiting import Site

from wortlaut.errors import AccessError
from wortlaut.record import Reading
from wortlaut.store import Store
from wortlaut.store.access import RIGHTS, Right, Role
from wortlaut.web import application
from wortlaut.web.access import needed
from wortlaut.web.guard import Guard
from wortlaut.web.keys import FREE_TRIES, Keys, password_hash

PASSWORD = "sehr geheim 1"
KEPT = password_hash(PASSWORD)
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")
WANTED: dict[str, Right] = {
    "/library": "add",
    "/articles/{id}/read": "add",
    "/api/articles": "add",
    "/feeds": "add",
    "/feeds/{number}/pause": "add",
    "/feeds/{number}/ask": "add",
    "/feeds/{number}/remove": "administer",
    "/jobs/retry": "add",
    "/jobs/{number}/retry": "add",
    "/articles/{id}/review": "review",
    "/api/articles/{id}/reviews": "review",
    "/settings": "read",
    "/reviewer": "read",
    "/leave": "read",
    "/account/password": "read",
    "/account/sessions": "read",
    "/account/tokens": "read",
    "/account/tokens/{number}/revoke": "read",
    "/invite": "administer",
    "/admin/people": "administer",
    "/admin/people/change": "administer",
    "/admin/tokens/{number}/revoke": "administer",
}
"""What changing something needs; a new route that is not here fails the test below."""


@pytest.fixture
def people(store: Store) -> Store:
    for role in ROLES:
        store.access.add_account(role, role, KEPT)
    return store


def signed_in(store: Store, keys: Keys, name: str, password: str = PASSWORD) -> TestClient:
    client = TestClient(
        application(store, Quoting, keys), base_url="http://localhost", headers={"sec-fetch-site": "same-origin"}
    )
    client.status = client.post("/sign-in", data={"name": name, "password": password}, follow_redirects=False)  # type: ignore[attr-defined]
    return client


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


def test_every_route_needs_a_known_right(store: Store, keys: Keys) -> None:
    changing = {path for method, path in routes(store, keys) if method not in ("GET", "OPTIONS")} - {"/sign-in"}
    assert changing == set(WANTED)
    for path, right in WANTED.items():
        assert needed("POST", path_of(path)) == right, path
    for method, path in routes(store, keys):
        if method == "GET":
            assert needed("GET", path_of(path)) == ("administer" if path.startswith("/admin") else "read")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_can_do_more_than_his_role(people: Store, keys: Keys, role: Role) -> None:
    client = signed_in(people, keys, role)
    for method, pattern in routes(people, keys):
        if pattern in ("/leave", "/account/sessions", "/enter", "/sign-in"):
            continue
        answer = client.request(method, path_of(pattern), follow_redirects=False)
        right = needed(method, path_of(pattern))
        assert (answer.status_code == 403) == (right not in RIGHTS[role]), (method, pattern, answer.status_code)
        assert answer.status_code < 500, (method, pattern)


@pytest.mark.parametrize("scopes", [("read",), ("add",), ("read", "review"), ("administer",)])
def test_a_token_can_do_what_its_scopes_say(people: Store, keys: Keys, scopes: tuple[Right, ...]) -> None:
    secret = people.access.add_token("admin", scopes)
    client = TestClient(application(people, Quoting, keys), base_url="http://localhost")
    for method, pattern in routes(people, keys):
        if not pattern.startswith("/api/"):
            continue
        headers = {"authorization": f"Bearer {secret}"}
        answer = client.request(method, path_of(pattern), headers=headers, json={})
        allowed = needed(method, path_of(pattern)) in scopes
        assert (answer.status_code == 403) == (not allowed), (method, pattern, answer.text)


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


def test_wrong_passwords_become_slow(people: Store, keys: Keys) -> None:
    for _ in range(FREE_TRIES):
        assert signed_in(people, keys, "reader", "falsch").status.status_code == 403  # type: ignore[attr-defined]
    client = signed_in(people, keys, "reader")
    assert client.status.status_code == 403  # type: ignore[attr-defined]
    assert "wait" in client.status.text  # type: ignore[attr-defined]
    assert [line.action for line in people.people.audit().items] == ["sign-in failed"] * FREE_TRIES


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


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "READER"])
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
    assert [line.action for line in site.store.people.audit().items] == ["account changed", "account added"]
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
