"""Networks of claims: who is like whom, who says what, who speaks to whom; and the claims behind each edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from wortlaut.analyse.counts import Counted, Floats, counted
from wortlaut.analyse.plan import Plan
from wortlaut.analyse.weights import weights
from wortlaut.record.coding import Claim
from wortlaut.record.network import Edge, Network, Node

Attributes = Callable[[str], Mapping[str, str | int | float | bool]]
MOST_NAMED = 5000
"""Of a network with more edges, the claims behind each are not listed: ``behind`` finds those of one edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """A network as a matrix: fast, whatever its size. ``array`` is rows x columns, symmetric for one mode.

    ``low`` and ``high`` bound each weight (``analyse.bands``), None where nobody asked.
    """

    plan: Plan
    counted: Counted
    array: Floats
    start: datetime | None = None
    stop: datetime | None = None
    low: Floats | None = None
    high: Floats | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the ids of the rows."""
        return self.counted.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the ids of the columns, those of the rows where there is one mode."""
        return self.counted.rows if self.plan.shape == "one-mode" else self.counted.columns

    def network(
        self,
        *,
        labels: Mapping[str, str] | None = None,
        attributes: Attributes | None = None,
        least: float = 0.0,
        most: int | None = None,
    ) -> Network:
        """Return nodes and the edges that are not 0, of at least the size ``least`` (whatever its sign).

        ``most`` keeps the strongest edges only. ``labels`` are the names of ids. Nodes without an edge stay where the
        plan keeps isolates, else they go.
        """
        sources, targets = np.nonzero(np.triu(self.array) if self.plan.shape == "one-mode" else self.array)
        sizes = np.abs(self.array[sources, targets])
        kept = np.flatnonzero(sizes >= least)
        if most is not None and len(kept) > most:
            kept = np.sort(kept[np.argsort(-sizes[kept], kind="stable")[:most]])
        sources, targets = sources[kept], targets[kept]
        ids = self._column_ids()
        nodes = self._nodes(set(sources.tolist()), set(targets.tolist()), ids, labels or {}, attributes)
        named = (
            behind_edges(self, zip(sources.tolist(), targets.tolist(), strict=True)) if len(kept) <= MOST_NAMED else {}
        )
        edges = tuple(
            self._edge(source, target, ids, named.get((source, target), ()))
            for source, target in zip(sources.tolist(), targets.tolist(), strict=True)
        )
        if self.plan.shape == "one-mode":
            edges = _in_order(nodes, edges)
        return Network(
            shape=self.plan.shape,
            nodes=nodes,
            edges=edges,
            options=self.plan.told,
            start=self.start or self.plan.start,
            stop=self.stop or self.plan.stop,
        )

    def _edge(self, source: int, target: int, ids: Sequence[str], claims: tuple[str, ...]) -> Edge:
        return Edge(
            source=self.rows[source],
            target=ids[target],
            weight=float(self.array[source, target]),
            claims=claims,
            low=None if self.low is None else float(self.low[source, target]),
            high=None if self.high is None else float(self.high[source, target]),
        )

    def _column_ids(self) -> tuple[str, ...]:
        """Return the ids that columns have as nodes: in two modes not those of rows."""
        if self.plan.shape != "two-mode":
            return self.rows
        rows = frozenset(self.rows)
        return tuple(value if value not in rows else f"{self.plan.columns}:{value}" for value in self.columns)

    def _nodes(
        self,
        sources: set[int],
        targets: set[int],
        ids: Sequence[str],
        labels: Mapping[str, str],
        attributes: Attributes | None,
    ) -> tuple[Node, ...]:
        numbers = self.counted.first()
        said = Counter(self.counted.row[numbers].tolist())
        about = Counter(self.counted.column[numbers].tolist())
        shown = sources if self.plan.shape == "two-mode" else sources | targets
        found = []
        for number in range(len(self.rows)) if self.plan.isolates else sorted(shown):
            id = self.rows[number]
            told = attributes(id) if attributes else {}
            found.append(Node(id=id, label=labels.get(id, id), claims=said[number], attributes=told))
        nodes = sorted(found, key=lambda node: (node.label.casefold(), node.id))
        if self.plan.shape != "two-mode":
            return tuple(nodes)
        columns = [
            Node(
                id=ids[number],
                label=labels.get(self.columns[number], self.columns[number]),
                mode=2,
                claims=about[number],
                attributes=attributes(self.columns[number]) if attributes else {},
            )
            for number in (range(len(self.columns)) if self.plan.isolates else sorted(targets))
        ]
        return (*nodes, *sorted(columns, key=lambda node: (node.label.casefold(), node.id)))


def _in_order(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """Turn edges so that the node that comes first is their source."""
    at = {node.id: number for number, node in enumerate(nodes)}
    turned = (
        edge if at[edge.source] <= at[edge.target] else replace(edge, source=edge.target, target=edge.source)
        for edge in edges
    )
    return tuple(sorted(turned, key=lambda edge: (at[edge.source], at[edge.target])))


def weighted(claims: Iterable[Claim], plan: Plan) -> Weighted:
    """Return the network of claims as a plan makes it; raises CodingError where a variable is missing."""
    numbers = counted(claims, plan)
    return Weighted(plan=plan, counted=numbers, array=weights(numbers.cube(numbers.first()), numbers, plan))


def network(claims: Iterable[Claim], plan: Plan | None = None, *, labels: Mapping[str, str] | None = None) -> Network:
    """Return the network of claims as nodes and edges; the plan is a congruence network if none is given."""
    return weighted(claims, plan or Plan()).network(labels=labels)


def behind(found: Weighted, source: str, target: str) -> tuple[Claim, ...]:
    """Return the claims behind an edge in the order of their time: what a reader can check.

    Of two rows these are their claims about columns on which both speak: with equal levels in a congruence network,
    different ones in a conflict network, all in the others.
    """
    row = found.rows.index(source)
    wanted = target.removeprefix(f"{found.plan.columns}:") if target not in found.columns else target
    column = found.columns.index(wanted)
    if found.plan.shape == "one-mode":
        row, column = min(row, column), max(row, column)
    ids = set(behind_edges(found, [(row, column)])[row, column])
    return tuple(claim for claim in found.counted.claims if claim.id in ids)


def behind_edges(found: Weighted, edges: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the ids of the claims behind edges, by the numbers of their ends."""
    of_row: dict[int, dict[int, list[int]]] = {}
    numbers = found.counted
    for number in numbers.first().tolist():
        row, column = int(numbers.row[number]), int(numbers.column[number])
        of_row.setdefault(row, {}).setdefault(column, []).append(number)
    named = {}
    for source, target in edges:
        if found.plan.shape == "one-mode":
            claims = _shared(numbers, of_row.get(source, {}), of_row.get(target, {}), found.plan)
        else:
            claims = of_row.get(source, {}).get(target, [])
        named[source, target] = tuple(numbers.claims[number].id for number in sorted(claims))
    return named


def _shared(numbers: Counted, one: dict[int, list[int]], other: dict[int, list[int]], plan: Plan) -> list[int]:
    found: list[int] = []
    for column in one.keys() & other.keys():
        mine, theirs = one[column], other[column]
        if plan.aggregation in ("congruence", "conflict"):
            levels, others = ({int(numbers.level[each]) for each in some} for some in (mine, theirs))
            alike = plan.aggregation == "congruence"
            graded = numbers.spread is not None and len(numbers.levels) > 2
            mine = [each for each in mine if graded or _fits(int(numbers.level[each]), others, alike)]
            theirs = [each for each in theirs if graded or _fits(int(numbers.level[each]), levels, alike)]
        found += [*mine, *theirs]
    return found


def _fits(level: int, levels: set[int], alike: bool) -> bool:
    return level in levels if alike else bool(levels - {level})
