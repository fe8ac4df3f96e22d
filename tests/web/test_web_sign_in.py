"""Signing in: wrong passwords become slow, links are for one's own account, nothing tells more than it must."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from page import parsed
from quoting import Quoting
from visiting import KEPT, PASSWORD, signed_in

from wortlaut.errors import AccessError
from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import FREE_TRIES, LONGEST_WAIT, Keys, password_hash


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def slow(people: Store, clock: list[float]) -> Keys:
    return Keys(people, now=lambda: clock[0])


def wait_of(keys: Keys, name: str, address: str) -> int:
    with pytest.raises(AccessError) as refused:
        keys.sign_in(name, "falsch und lang", address)
    return int(str(*refused.value.values)) if refused.value.reason == "wait" else 0


def test_wrong_passwords_become_slow(slow: Keys, clock: list[float]) -> None:
    assert [wait_of(slow, "reader", "192.0.2.1") for _ in range(FREE_TRIES + 1)] == [0] * FREE_TRIES + [1]
    waits = []
    for _ in range(12):
        clock[0] += LONGEST_WAIT
        assert wait_of(slow, "reader", "192.0.2.1") == 0
        waits.append(wait_of(slow, "reader", "192.0.2.1"))
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == LONGEST_WAIT
    # the right one does not help before the time is over, not from elsewhere, not in capitals; others come in
    for name in ("reader", " READER "):
        with pytest.raises(AccessError, match="wait"):
            slow.sign_in(name, PASSWORD, "192.0.2.99")
    assert slow.sign_in("admin", PASSWORD, "192.0.2.99")
    clock[0] += LONGEST_WAIT
    assert slow.sign_in("reader", PASSWORD, "192.0.2.1")
    assert wait_of(slow, "reader", "192.0.2.1") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_an_address_is_slowed_whatever_the_name(slow: Keys, one: str, other: str, same: bool) -> None:
    for number in range(FREE_TRIES):
        assert wait_of(slow, f"jemand {number}", one) == 0
    assert (wait_of(slow, "noch jemand", other) > 0) == same


def test_many_tries_at_once_are_no_way_around(people: Store, slow: Keys) -> None:
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: wait_of(slow, "reader", "192.0.2.1"), range(16)))
    assert waits.count(0) == FREE_TRIES
    assert people.people.audit().total == FREE_TRIES


def test_too_many_tries_are_told_in_the_language_of_the_page(people: Store, slow: Keys) -> None:
    for _ in range(FREE_TRIES):
        wait_of(slow, "reader", "testclient")
    answer = signed_in(people, slow, "reader").status  # type: ignore[attr-defined]
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert "Zu viele Versuche" in answer.text


def test_a_password_in_the_field_of_the_name_is_not_logged(people: Store, slow: Keys) -> None:
    wait_of(slow, "sehr geheim 1", "192.0.2.1")
    wait_of(slow, "reader", "192.0.2.1")
    assert [(line.who, line.action) for line in people.people.audit().items] == [
        ("reader", "sign-in failed"),
        ("?", "sign-in failed"),
    ]


def test_names_and_passwords_are_the_same_from_every_keyboard(store: Store, keys: Keys) -> None:
    store.access.add_account("Ju\u0308rgen", "reader", password_hash("Gru\u0308\u00dfe an alle"))
    assert keys.sign_in(" J\u00fcrgen ", "Gr\u00fc\u00dfe an alle", "192.0.2.1")
    store.access.add_account("half", "reader", password_hash("\ud800" * 10))
    assert keys.sign_in("half", "\ud800" * 10, "192.0.2.1")
    with pytest.raises(AccessError):
        keys.sign_in("half", "\ud801" * 10, "192.0.2.1")


def test_a_link_is_for_the_account_that_made_it(people: Store, keys: Keys) -> None:
    admin = signed_in(people, keys, "admin")
    link = parsed(admin.post("/invite").text).one("code", class_="copied").text
    other = TestClient(application(people, Quoting, keys), base_url="http://localhost")
    assert other.get(link).status_code == 200
    people.access.add_account("zweite", "admin", KEPT)
    people.access.change("admin", role="reader")
    assert other.get("/admin").status_code == 403
    people.access.change("admin", disabled=True)
    assert other.get("/").status_code == 401
