"""``wortlaut network``: who sides with whom, who stands where, who speaks to whom."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from wortlaut.cli.options import Language, Model, Processes, Quiet, Sources

What = Literal["agree", "contradict", "both", "stands", "speaks"]
Normalisation = Literal["no", "average", "jaccard", "cosine", "activity", "prominence"]
Duplicates = Literal["all", "document", "week", "month", "year", "range"]
Unit = Literal["day", "week", "month", "year"]
GraphFormat = Literal["graphml", "gexf", "dl", "matrix", "edges"]


def network(
    context: typer.Context,
    sources: Sources = None,
    what: Annotated[
        What, typer.Option(help="agree: same side on concepts; contradict; both; stands: on what; speaks: to whom.")
    ] = "agree",
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Concepts (TOML); speaks needs none."),
    ] = None,
    normalisation: Annotated[Normalisation, typer.Option(help="By how active both are.")] = "no",
    duplicates: Annotated[Duplicates, typer.Option(help="Count equal claims once in a …, or all.")] = "document",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="From this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Before this day.")
    ] = None,
    least: Annotated[float, typer.Option(min=0, max=1, help="Only claims at least so sure.")] = 0.0,
    busiest: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the N with the most claims.")] = None,
    rounds: Annotated[int, typer.Option(min=0, metavar="N", help="Bands by N rounds of a bootstrap.")] = 0,
    backbone: Annotated[
        float | None, typer.Option(metavar="ALPHA", help="Only edges that are not chance (disparity filter).")
    ] = None,
    window: Annotated[
        Unit | None, typer.Option(metavar="UNIT", help="Through time: day, week, month … (gexf and edges).")
    ] = None,
    width: Annotated[int, typer.Option(min=1, metavar="N", help="Units of a window of --window.")] = 1,
    dna: Annotated[bool, typer.Option("--dna", help="Equal to the Discourse Network Analyzer 3.1.")] = False,
    rows: Annotated[str, typer.Option(metavar="NAME", help="Variable of the nodes in a .dna file.")] = "organization",
    columns: Annotated[str, typer.Option(metavar="NAME", help="Variable of the concepts in a .dna file.")] = "concept",
    qualifier: Annotated[str, typer.Option(metavar="NAME", help="Variable of agreement in a .dna file.")] = "agreement",
    type: Annotated[
        str, typer.Option("--type", metavar="NAME", help="Type of statements in a .dna file.")
    ] = "DNA Statement",
    format: Annotated[
        GraphFormat | None, typer.Option("--format", help="Write the network to standard output, or to --output.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", dir_okay=False, metavar="FILE", help="Write to FILE.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one edge a line as JSON.")] = False,
    processes: Processes = None,
    model: Model = None,
    quiet: Quiet = False,
    language: Language = "de",
) -> None:
    """Show the discourse network of articles, of records, or of a .dna file, with the camps in it.

    Articles and records are coded with --codebook first (see wortlaut code). --format writes the network for Gephi
    (graphml, gexf), UCINET (dl), or as tables (matrix, edges). Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)
    format = _format(format, output, json=json, window=window)

    from wortlaut.cli.networking import Asked, gathered, print_edges, print_network
    from wortlaut.errors import CodingError

    asked = Asked(
        what=what,
        codebook=codebook,
        type=type,
        rows=rows,
        columns=columns,
        qualifier=qualifier,
        normalisation=normalisation,
        duplicates=duplicates if what != "speaks" else "all",
        start=since.replace(tzinfo=UTC) if since else None,
        stop=until.replace(tzinfo=UTC) - timedelta(microseconds=1) if until else None,
        least=least,
        busiest=busiest,
        compat="dna" if dna else None,
        model=model,
        processes=processes,
        quiet=quiet,
    )
    try:
        found = gathered(asked, sources)
        made = asked.made(found, rounds=rounds, backbone=backbone)
        moving = asked.through_time(found, window, width) if window is not None else ()
    except CodingError as error:
        typer.echo(f"wortlaut network: {error}", err=True)
        raise typer.Exit(1) from None
    if format is not None:
        from wortlaut.cli.output import write_whole
        from wortlaut.export.graphs import GRAPH_FORMATS

        data = GRAPH_FORMATS[format](moving or made)
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            write_whole(output, data)
    elif json:
        print_edges(made)
    else:
        print_network(made, found, what, language)
    if found.failed:
        raise typer.Exit(1)


def _format(format: GraphFormat | None, output: Path | None, *, json: bool, window: Unit | None) -> GraphFormat | None:
    """Return the format that was told, or that the name of a file tells; raises typer.BadParameter."""
    if output is not None and format is None:
        endings = {".graphml": "graphml", ".gexf": "gexf", ".dl": "dl", ".csv": "matrix"}
        format = endings.get(output.suffix.lower())  # type: ignore[assignment]  # a choice of GraphFormat
        if format is None:
            raise typer.BadParameter(f"tell the --format of {output.name}", param_hint="--output")
    if format is not None and json:
        raise typer.BadParameter("only one of --json and --format", param_hint="--json")
    if window is not None and format not in ("gexf", "edges"):
        raise typer.BadParameter("a network through time needs --format gexf or edges", param_hint="--window")
    return format
