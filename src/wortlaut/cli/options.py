"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Json = Annotated[bool, typer.Option("--json", help="Print the record of the one article as JSON.")]
Jsonl = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write one record a line to FILE (- for standard output)."),
]
Csv = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write one row per statement to FILE (- for standard output)."),
]
Excel = Annotated[
    bool,
    typer.Option("--excel", help="CSV for a German Excel: byte-order mark, semicolons, decimal commas."),
]
Model = Annotated[
    Path | None,
    typer.Option(metavar="DIR", exists=True, file_okay=False, help="Model bundle to use instead of the built-in one."),
]
Language = Annotated[Literal["de", "en"], typer.Option("--lang", help="Language of the terminal view.")]
