"""Whatever is sent to the API, the answer is one that its description names."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from visiting import Site

from wortlaut.record import Reading

OPERATIONS = 17
_SENT = ("method", "url", "params", "json", "content", "data", "headers")


@pytest.fixture
def described(site: Site, samples: list[Reading]) -> Site:
    site.store.add_many(samples)
    return site


@pytest.fixture(params=["session", "token"])
def proof(request: pytest.FixtureRequest, described: Site) -> dict[str, str]:
    """What shows who asks: the cookie of a browser on our own page, or a token."""
    if request.param == "session":
        return {"sec-fetch-site": "same-origin"}
    described.client.cookies.clear()
    del described.client.headers["sec-fetch-site"]
    described.store.access.add_account("Programm", "admin", "no password")
    secret = described.store.access.add_token("Programm", ["read", "add", "review"])
    return {"authorization": f"Bearer {secret}"}


def test_answers_are_as_described(described: Site, proof: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_dict(described.client.get("/api/openapi.json", headers=proof).json())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == OPERATIONS
    for operation in operations:
        ask(described, operation, proof)


def ask(site: Site, operation: schemathesis.schemas.APIOperation, proof: dict[str, str]) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def send(case: schemathesis.Case) -> None:
        parts = case.as_transport_kwargs(base_url="http://localhost")
        sent = {name: parts[name] for name in _SENT if name in parts}
        made_up = {"authorization", "cookie", *proof}
        kept = {name: value for name, value in dict(sent.get("headers") or {}).items() if name.lower() not in made_up}
        sent["headers"] = {**kept, **proof}
        answer = site.client.request(**sent)
        assert answer.status_code < 500, answer.text
        assert answer.status_code not in (401, 403), answer.text
        operation.validate_response(answer)

    send()
