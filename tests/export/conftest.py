import pytest
from handmade import reading as build

from wortlaut.record import Reading


@pytest.fixture
def reading() -> Reading:
    return build()
