import io
import sys
from collections.abc import Callable
from pathlib import Path

import faked
import handmade
import pytest
from rich.console import Console

from wortlaut.cli.view import render
from wortlaut.record import Reading


@pytest.fixture
def reading() -> Reading:
    return handmade.reading()


@pytest.fixture
def show() -> Callable[..., str]:
    """Render a reading to a string: plain and 80 columns wide unless told."""

    def rendered(reading: Reading, *, width: int = 80, colours: bool = False, lang: str = "de", **more: object) -> str:
        console = Console(
            file=io.StringIO(),
            width=width,
            force_terminal=colours,
            color_system="truecolor" if colours else None,
            **more,  # type: ignore[arg-type]
        )
        render(reading, console, lang)  # type: ignore[arg-type]
        return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]

    return rendered


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> type[faked.FakeReader]:
    """Let the commands use a reader without a model."""
    monkeypatch.setitem(sys.modules, "wortlaut.pipeline", faked.pipeline())
    return faked.FakeReader


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The hand-made article as a file."""
    path = tmp_path / "getreide.txt"
    path.write_text(handmade.TEXT, encoding="utf-8")
    return path
