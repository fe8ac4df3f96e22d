"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

LEAST = 0.15
"""Confidence in a concept below which nothing is proposed: ``coding.propose.LEAST``, which would be slow to import."""

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCES",
        help="Files (text, HTML, JSON, JSONL, CSV), folders, addresses, - for standard input.",
    ),
]
TextField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Column or key that holds the text (JSON, JSONL, CSV).")
]
TitleField = Annotated[str | None, typer.Option(metavar="NAME", help="… the title.")]
DateField = Annotated[str | None, typer.Option(metavar="NAME", help="… the day of publication.")]
UrlField = Annotated[str | None, typer.Option(metavar="NAME", help="… the address.")]
OutletField = Annotated[str | None, typer.Option(metavar="NAME", help="… the outlet.")]
AuthorField = Annotated[str | None, typer.Option(metavar="NAME", help="… the author.")]
Processes = Annotated[int | None, typer.Option(metavar="N", min=1, help="How many processes read at a time.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Also fetch private and loopback addresses.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print the record of the one article as JSON.")]
Jsonl = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write one record a line to FILE (- for standard output)."),
]
Csv = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write one row per statement to FILE (- for standard output)."),
]
Plover = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write one PLOVER 2.0 record per event to FILE (- for standard output)."),
]
Format = Annotated[
    Literal["json", "jsonl", "csv", "plover"] | None,
    typer.Option("--format", help="Write to standard output: --format plover is --plover -."),
]
Excel = Annotated[
    bool,
    typer.Option("--excel", help="CSV for a German Excel: byte-order mark, semicolons, decimal commas."),
]
Model = Annotated[
    Path | None,
    typer.Option(metavar="DIR", exists=True, file_okay=False, help="Model bundle to use instead of the built-in one."),
]
Judgements = Annotated[
    Path | None,
    typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Apply the judgements in FILE (wortlaut judge)."),
]
Language = Annotated[Literal["de", "en"], typer.Option("--lang", help="Language of the terminal view.")]

Least = Annotated[
    float, typer.Option(min=0.0, max=1.0, metavar="P", help="Confidence in a concept below which nothing is proposed.")
]
Semantic = Annotated[
    bool, typer.Option("--semantic", help="By the meaning of sentences, too: pip install 'wortlaut[semantic]'.")
]
