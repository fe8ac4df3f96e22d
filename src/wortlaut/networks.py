"""Networks for notebooks: claims in, a graph of networkx or a table out, in one call.

In: coded readings (``Reading.codings``), claims, or the claims of a ``.dna`` file.
Out: graphs of networkx, tables (columns as lists: ``pandas.DataFrame(table)``), polarisation through time.
Never: codes, reads files.

::

    import wortlaut
    claims = wortlaut.networks.claims(readings)
    names = wortlaut.networks.labels(readings)
    graph = wortlaut.networks.congruence(claims, labels=names, normalisation="average", backbone=0.1)
    table = wortlaut.networks.edge_table(graph)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wortlaut.analyse.bands import bands
from wortlaut.analyse.networks import Weighted, weighted
from wortlaut.analyse.plan import Aggregation, Plan
from wortlaut.analyse.slices import Unit, windows
from wortlaut.analyse.structure import Polarisation, graph, path, with_communities
from wortlaut.analyse.structure import backbone as backbone_of
from wortlaut.coding.claims import claims as claims
from wortlaut.coding.claims import labels as labels
from wortlaut.coding.claims import utterances as utterances
from wortlaut.record.coding import Claim

if TYPE_CHECKING:
    from networkx import DiGraph, Graph

Table = dict[str, list[Any]]


def one_mode(claims: Iterable[Claim], aggregation: Aggregation = "congruence", **options: Any) -> Graph:
    """Return who is like whom; nodes get the attribute ``community``.

    ``options`` are those of ``Plan`` and: ``labels`` (names of ids), ``rounds`` of a bootstrap that gives edges ``low``
    and ``high`` within ``level`` (``analyse.bands``), ``backbone`` (alpha of the disparity filter), ``seed``. Raises
    CodingError where they do not fit together.
    """
    return _graph(claims, {"shape": "one-mode", "aggregation": aggregation, **options})


def congruence(claims: Iterable[Claim], **options: Any) -> Graph:
    """Return who agrees with whom: edges count the concepts on which two take the same side (see ``one_mode``)."""
    return one_mode(claims, "congruence", **options)


def conflict(claims: Iterable[Claim], **options: Any) -> Graph:
    """Return who contradicts whom: edges count the concepts on which two take opposite sides (see ``one_mode``)."""
    return one_mode(claims, "conflict", **options)


def affiliation(claims: Iterable[Claim], aggregation: Aggregation = "subtract", **options: Any) -> Graph:
    """Return who stands where: actors and concepts, weighted by how often for minus how often against."""
    return _graph(claims, {"shape": "two-mode", "aggregation": aggregation, **options})


def who_to_whom(claims: Iterable[Claim], **options: Any) -> DiGraph:
    """Return who speaks to whom: a directed graph of actors and addressees, weighted by how often."""
    plain = {"shape": "directed", "aggregation": "ignore", "columns": "addressee", "qualifier": None}
    return _graph(claims, {**plain, "duplicates": "all", **options})


def through_time(
    claims: Iterable[Claim],
    aggregation: Aggregation = "congruence",
    *,
    unit: Unit = "month",
    width: int = 1,
    **options: Any,
) -> tuple[Weighted, ...]:
    """Return a network for each window of time (``analyse.slices.windows``)."""
    return windows(claims, Plan(aggregation=aggregation, **options), unit=unit, width=width)


def polarisation(
    claims: Iterable[Claim],
    aggregation: Aggregation = "congruence",
    *,
    unit: Unit = "month",
    width: int = 1,
    **options: Any,
) -> Table:
    """Return how far the debate falls into camps in each window, as a table."""
    told: tuple[Polarisation, ...] = path(through_time(claims, aggregation, unit=unit, width=width, **options))
    return {
        name: [getattr(one, name) for one in told]
        for name in ("start", "stop", "modularity", "outward", "camps", "claims")
    }


def edge_table(made: Graph) -> Table:
    """Return the edges of a graph as columns: source, target, weight, low, high, claims (how many, and their ids)."""
    names = dict(made.nodes(data="label"))
    rows = [
        (names[one] or one, names[other] or other, told["weight"], told.get("low"), told.get("high"), told["claims"])
        for one, other, told in made.edges(data=True)
    ]
    rows.sort(key=lambda row: (-abs(row[2]), row[0], row[1]))
    columns = ("source", "target", "weight", "low", "high", "claims")
    return {name: [row[number] for row in rows] for number, name in enumerate(columns)}


def claim_table(claims: Iterable[Claim]) -> Table:
    """Return claims as columns: id, document, day, each variable, each field of the document, certainty, confidence."""
    some = list(claims)
    variables = list(dict.fromkeys(name for claim in some for name in claim.values))
    fields = list(dict.fromkeys(name for claim in some for name in claim.fields))
    table: Table = {"id": [claim.id for claim in some], "document": [claim.document for claim in some]}
    table["day"] = [claim.at.date() for claim in some]
    for name in variables:
        table[name] = [claim.values.get(name) for claim in some]
    for name in fields:
        table[f"document.{name}"] = [claim.fields.get(name) for claim in some]
    table["certainty"] = [claim.certainty for claim in some]
    table["confidence"] = [claim.confidence for claim in some]
    return table


def _graph(claims: Iterable[Claim], options: dict[str, Any]) -> Any:
    labels, backbone = options.pop("labels", None), options.pop("backbone", None)
    rounds, level, seed = options.pop("rounds", 0), options.pop("level", 0.9), options.pop("seed", 1)
    found = weighted(claims, Plan(**options))
    if rounds:
        found = bands(found, rounds=rounds, level=level, seed=seed)
    network = found.network(labels=labels)
    if backbone is not None:
        network = backbone_of(network, alpha=backbone)
    return graph(with_communities(network, seed=seed))
