"""Kinds of offices and their German titles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexicon_sources.tables import Table, split, written

NOTE = "Wortlaut authors, CC0, 2026-11: "


def tables(data: Path) -> Iterator[Table]:
    """Yield kinds of offices, ministers by portfolio among them, and titles."""
    kinds = [(row["id"], row["broader"], row["name"], "authors") for row in written("offices")]
    portfolios = [(row["id"], prefix) for row in written("portfolios") for prefix in split(row["prefixes"])]
    named = {portfolio: f"{prefix}minister" for portfolio, prefix in reversed(portfolios)}
    ministers = [(f"minister:{portfolio}", "minister", name, "authors") for portfolio, name in named.items()]
    yield Table(
        name="offices",
        note=NOTE + "kinds of offices, from the narrow to the broader",
        header="id broader name source",
        rows=[*kinds, *ministers],
    )
    titles = [
        (row["form"], row["office"], row["gender"], row["model"], place, "authors")
        for row in written("titles")
        for place in split(row["of"]) or [""]
    ]
    for portfolio, prefix in portfolios:
        office = f"minister:{portfolio}"
        for gender, noun, model in (("m", "minister", "Belgier"), ("f", "ministerin", "Russin")):
            titles.append((prefix + noun, office, gender, model, "", "authors"))
            titles.extend(
                (f"Bundes{prefix.lower()}{noun}", office, gender, model, of, "authors") for of in ("DE", "AT")
            )
            titles.append((f"US-{prefix}{noun}", office, gender, model, "US", "authors"))
        for gender, noun, model in (("m", "senator", "fix"), ("f", "senatorin", "Russin")):
            lands = ("DE-BE", "DE-HB", "DE-HH")
            titles.extend((prefix + noun, office, gender, model, land, "authors") for land in lands)
    yield Table(
        name="office_titles",
        note=NOTE + "German titles, their office, the gender that the noun shows, and who alone has them",
        header="form office gender model of source",
        rows=titles,
    )
