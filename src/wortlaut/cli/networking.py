"""Claims from whatever a command is given, and networks on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import typer

from wortlaut.analyse.bands import bands
from wortlaut.analyse.networks import weighted
from wortlaut.analyse.plan import Aggregation, Compat, Duplicates, Normalisation, Plan
from wortlaut.analyse.slices import Unit, windows
from wortlaut.analyse.structure import backbone as backbone_of
from wortlaut.analyse.structure import with_communities
from wortlaut.cli.articles import Batch, columns
from wortlaut.cli.batch import progress, report
from wortlaut.cli.output import print_json, quiet_pipe, terminal
from wortlaut.cli.records import readings_of
from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang, word
from wortlaut.coding.claims import claims, labels, utterances
from wortlaut.coding.files import codebook_from
from wortlaut.coding.propose import coded
from wortlaut.errors import CodingError, RecordError
from wortlaut.export.dna import claims as claims_of_dna
from wortlaut.export.dna import dna_from
from wortlaut.record import Claim, Codebook, Network, Reading

_AGGREGATIONS: dict[str, Aggregation] = {
    "agree": "congruence",
    "contradict": "conflict",
    "both": "subtract",
    "stands": "subtract",
    "speaks": "ignore",
}
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Claims, the names of their ids, and how many sources failed."""

    claims: tuple[Claim, ...]
    labels: dict[str, str] = field(default_factory=dict)
    failed: int = 0
    of_dna: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to see."""

    what: str
    codebook: Path | None
    type: str
    rows: str
    columns: str
    qualifier: str
    normalisation: Normalisation
    duplicates: Duplicates
    start: datetime | None
    stop: datetime | None
    least: float
    busiest: int | None
    compat: Compat | None
    model: Path | None
    processes: int | None
    quiet: bool

    def plan(self, *, of_dna: bool) -> Plan:
        """Return the plan of the network; raises CodingError where options do not fit together."""
        names: dict[str, str | None] = {}
        if of_dna:
            names = {"rows": self.rows, "columns": self.columns, "qualifier": self.qualifier}
        if self.what == "speaks":
            names = {"rows": "actor", "columns": "addressee", "qualifier": None}
        return Plan(
            **names,  # type: ignore[arg-type]  # names of variables
            shape={"stands": "two-mode", "speaks": "directed"}.get(self.what, "one-mode"),  # type: ignore[arg-type]
            aggregation=_AGGREGATIONS[self.what],
            normalisation=self.normalisation,
            duplicates=self.duplicates,
            start=self.start,
            stop=self.stop,
            least_confidence=self.least,
            busiest=self.busiest,
            compat=self.compat,
        )

    def made(self, found: Gathered, *, rounds: int, backbone: float | None) -> Network:
        """Return the network of claims with its camps; raises CodingError."""
        matrix = weighted(found.claims, self.plan(of_dna=found.of_dna))
        if rounds:
            matrix = bands(matrix, rounds=rounds)
        network = matrix.network(labels=found.labels)
        if backbone is not None:
            network = backbone_of(network, alpha=backbone)
        return with_communities(network)

    def through_time(self, found: Gathered, unit: Unit, width: int) -> tuple[Network, ...]:
        """Return a network for each window of time; raises CodingError where there is none."""
        made = windows(found.claims, self.plan(of_dna=found.of_dna), unit=unit, width=width)
        if not made:
            raise CodingError("no window of this width lies between the first and the last claim")
        return tuple(one.network(labels=found.labels) for one in made)


def codebook_of(path: Path, told_by: str) -> Codebook:
    """Return the codebook of a file; raises typer.BadParameter for the parameter ``told_by``."""
    try:
        return codebook_from(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path} cannot be read: {error}", param_hint=told_by) from None
    except CodingError as error:
        raise typer.BadParameter(f"{path}: {error}", param_hint=told_by) from None


def gathered(asked: Asked, sources: list[str]) -> Gathered:
    """Return the claims of ``.dna`` files, or of articles and records; raises CodingError where both are mixed."""
    files = [name for name in sources if Path(name).suffix.lower() == ".dna"]
    if files and len(files) < len(sources):
        raise CodingError(".dna files and articles cannot be joined in one network")
    if files:
        return Gathered(claims=tuple(claim for name in files for claim in _of_dna(name, asked.type)), of_dna=True)
    if asked.codebook is None and asked.what != "speaks":
        raise CodingError("a codebook says what the concepts are: --codebook FILE (wortlaut codebook new makes one)")
    codebook = codebook_of(asked.codebook, "--codebook") if asked.codebook is not None else None
    batch = Batch(sources=sources, columns=columns())
    readings = list(read_all(batch, asked.model, asked.processes, quiet=asked.quiet))
    if asked.what == "speaks" or codebook is None:
        return Gathered(claims=utterances(readings), labels=labels(readings), failed=len(batch.troubles))
    names = {concept.id: concept.name for concept in codebook.concepts}
    found = claims(coded(reading, codebook) for reading in readings)
    return Gathered(claims=found, labels=labels(readings) | names, failed=len(batch.troubles))


def read_all(batch: Batch, model: Path | None, processes: int | None, *, quiet: bool) -> Iterator[Reading]:
    """Yield the readings of a batch with a progress bar, and report what failed in the end."""
    with progress(batch, hidden=quiet) as advance:
        for number, reading in enumerate(readings_of(batch, model, processes), start=1):
            batch.note(reading)
            advance(number)
            yield reading
    report(batch.troubles)


def _of_dna(name: str, type: str) -> tuple[Claim, ...]:
    try:
        return claims_of_dna(dna_from(Path(name).read_bytes()), type)
    except OSError as error:
        raise CodingError(f"{name} cannot be read: {error.strerror}") from None
    except RecordError as error:
        raise CodingError(f"{name}: {error}") from None


def print_edges(network: Network) -> None:
    """Print one edge a line as JSON."""
    names = {node.id: node.label for node in network.nodes}
    with quiet_pipe():
        for one in network.edges:
            print_json(
                {
                    "source": names[one.source],
                    "source_id": one.source,
                    "target": names[one.target],
                    "target_id": one.target,
                    "weight": one.weight,
                    "low": one.low,
                    "high": one.high,
                    "claims": list(one.claims),
                }
            )


def print_network(network: Network, found: Gathered, what: str, lang: Lang) -> None:
    """Print camps and the strongest edges as a table for the terminal."""
    from rich.table import Table

    console = terminal()
    names = {node.id: node.label for node in network.nodes}
    console.print(
        word("network:size", lang).format(len(network.nodes), len(network.edges), len(found.claims)), highlight=False
    )
    if what not in ("stands", "contradict"):
        camps: dict[object, list[str]] = {}
        for node in network.nodes:
            camps.setdefault(node.attributes["community"], []).append(node.label)
        for number, camp in sorted(camps.items(), key=lambda one: str(one[0]).zfill(9)):
            if len(camp) > 1:
                console.print(f"{word('network:camp', lang)} {number}: {safe(', '.join(camp))}", highlight=False)
    table = Table(box=None, pad_edge=False)
    for head in ("network:source", f"network:target:{what}", "network:weight"):
        table.add_column(word(head, lang), overflow="fold")
    for one in sorted(network.edges, key=lambda edge: -abs(edge.weight))[:_SHOWN]:
        bounds = "" if one.low is None or one.high is None else f" ({one.low:g}–{one.high:g})"
        table.add_row(safe(names[one.source]), safe(names[one.target]), f"{one.weight:g}{bounds}")
    if network.edges:
        console.print(table)
