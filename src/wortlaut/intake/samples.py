"""Our sample articles (CC0), which come with the package."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from wortlaut.intake.text import article_from_text
from wortlaut.record import Article, Period


def sample_articles() -> tuple[Article, ...]:
    """Return our sample articles in the order of their names, with the day and the outlet that we invented for them.

    Raises FileNotFoundError in a broken installation.
    """
    lines = (files(__package__) / "samples.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "file\t"))]
    folder = _folder(rows[0][0])
    return tuple(_article(folder / name, date.fromisoformat(day), outlet) for name, day, outlet in rows)


def _article(path: Traversable, day: date, outlet: str) -> Article:
    return article_from_text(
        path.read_bytes().decode("utf-8", errors="replace"),
        source=path.name,
        outlet=outlet,
        published=Period(earliest=day, latest=day + timedelta(days=1), precision="day"),
    )


def _folder(first: str) -> Traversable:
    """Return where the samples are, of which one is ``first``: in the installed package, or in a checkout."""
    package = files("wortlaut")
    checkout = Path(__file__).resolve().parents[3] / "examples" / "articles"
    for folder in (package / "samples", checkout):
        if (folder / first).is_file():
            return folder
    raise FileNotFoundError("the sample articles are missing; please install Wortlaut again")
