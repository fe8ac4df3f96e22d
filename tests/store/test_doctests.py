"""The examples in the documentation of the store are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("module", ["database", "folding", "sightings", "store", "types"])
def test_examples(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"wortlaut.store.{module}"))
    assert result.attempted
    assert result.failed == 0
