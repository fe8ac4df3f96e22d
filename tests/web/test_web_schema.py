"""Whatever is sent to the API, the answer is one that its description names."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from visiting import Site

from wortlaut.record import Reading

OPERATIONS = 15
_SENT = ("method", "url", "params", "json", "content", "data", "headers")


@pytest.fixture
def described(site: Site, samples: list[Reading]) -> Site:
    site.store.add_many(samples)
    return site


def test_answers_are_as_described(described: Site) -> None:
    schema = schemathesis.openapi.from_dict(described.client.get("/api/openapi.json").json())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == OPERATIONS
    for operation in operations:
        ask(described, operation)


def ask(site: Site, operation: schemathesis.schemas.APIOperation) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def send(case: schemathesis.Case) -> None:
        parts = case.as_transport_kwargs(base_url="http://localhost")
        sent = {name: parts[name] for name in _SENT if name in parts}
        sent["headers"] = {**dict(sent.get("headers") or {}), "sec-fetch-site": "same-origin"}
        answer = site.client.request(**sent)
        assert answer.status_code < 500, answer.text
        operation.validate_response(answer)

    send()
