"""``wortlaut users`` and ``wortlaut tokens``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wortlaut.cli.app import app
from wortlaut.store import Store


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "archiv.sqlite")


def run(*words: str, typed: str | None = None) -> tuple[int, str]:
    found = CliRunner().invoke(app, list(words), input=typed)
    return found.exit_code, found.output


def test_people_and_keys(file: str) -> None:
    assert run("users", "add", "Lena", "--role", "reviewer", "--database", file, typed="sehr geheim 1\n")[0] == 0
    code, told = run("users", "list", "--json", "--database", file)
    assert json.loads(told)["role"] == "reviewer"
    code, secret = run("tokens", "add", "Lena", "--scope", "review", "--scope", "read", "--database", file)
    assert code == 0
    with Store.open(file) as store:
        found = store.access.token(secret.strip())
        assert found is not None
        assert found[1] == {"read", "review"}
        assert [line.action for line in store.people.audit().items] == ["token added", "account added"]
    assert "read,review" in run("tokens", "list", "--database", file)[1]
    assert run("tokens", "revoke", "1", "--database", file)[0] == 0
    assert run("tokens", "list", "--database", file)[1] == ""


def test_what_cannot_be_is_one_clear_line(file: str) -> None:
    assert run("users", "add", "Lena", "--database", file, typed="kurz\n")[0] == 1
    assert run("users", "add", "Lena", "--role", "king", "--database", file, typed="sehr geheim 1\n")[0] == 2
    assert run("users", "add", "Lena", "--database", file, typed="sehr geheim 1\n")[0] == 0
    assert run("users", "add", "lena", "--database", file, typed="sehr geheim 1\n")[0] == 1
    assert run("users", "role", "Anna", "admin", "--database", file)[0] == 1
    assert run("tokens", "add", "Lena", "--scope", "administer", "--database", file)[0] == 1
    assert run("tokens", "revoke", "7", "--database", file)[0] == 1


def test_roles_passwords_and_keeping_out(file: str) -> None:
    run("users", "add", "Lena", "--database", file, typed="sehr geheim 1\n")
    assert run("users", "role", "Lena", "reviewer", "--database", file)[0] == 0
    assert run("users", "disable", "Lena", "--database", file)[0] == 0
    assert "disabled" in run("users", "list", "--database", file)[1]
    assert run("users", "disable", "Lena", "--undo", "--database", file)[0] == 0
    with Store.open(file) as store:
        before = store.access.account("Lena")
    assert run("users", "password", "Lena", "--database", file, typed="ganz anders 2\n")[0] == 0
    with Store.open(file) as store:
        after = store.access.account("Lena")
    assert before is not None
    assert after is not None
    assert (after.role, after.disabled) == ("reviewer", False)
    assert after.password != before.password


def test_the_network_needs_accounts(file: str) -> None:
    Store.open(file).close()
    code, told = run("serve", "--host", "0.0.0.0", "--port", "0", "--database", file)
    assert code == 1
    assert "wortlaut users add" in told


def test_the_network_needs_a_name(file: str) -> None:
    assert run("users", "add", "Anna", "--role", "admin", "--database", file, typed="sehr geheim 1\n")[0] == 0
    for options in (["--host", "0.0.0.0"], ["--proxy", "127.0.0.1"]):
        code, told = run("serve", *options, "--port", "0", "--database", file)
        assert code == 1
        assert "--name" in told
    for options in (["--name", "https://a.example"], ["--name", "a.example:8000"], ["--proxy", "a proxy"]):
        assert run("serve", *options, "--port", "0", "--database", file)[0] == 2


def test_names_and_proxies_need_accounts_too(file: str) -> None:
    Store.open(file).close()
    for options in (["--name", "a.example"], ["--proxy", "127.0.0.1"]):
        code, told = run("serve", *options, "--port", "0", "--database", file)
        assert code == 1
        assert "wortlaut users add" in told


def test_the_log_can_be_read(file: str) -> None:
    run("users", "add", "Lena", "--role", "reviewer", "--database", file, typed="sehr geheim 1\n")
    run("tokens", "add", "Lena", "--scope", "read", "--database", file)
    with Store.open(file) as store:
        store.people.note("\x1b[31mrot", "article added", "a\u202eb", {"n": 1})
    code, told = run("db", "audit", "--database", file)
    assert code == 0
    lines = told.splitlines()
    assert [line.split("\t")[2] for line in lines] == ["article added", "token added", "account added"]
    assert "\x1b" not in told
    assert "\u202e" not in told
    (last,) = run("db", "audit", "--json", "--limit", "1", "--database", file)[1].splitlines()
    assert json.loads(last)["details"] == {"n": 1}
    with Store.open(file) as store:
        for number in range(600):
            store.people.note("Lena", "article added", str(number))
    assert len(run("db", "audit", "--limit", "602", "--database", file)[1].splitlines()) == 602
