"""A network as a value: nodes, weights, and which claims stand behind each edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Shape = Literal["one-mode", "two-mode", "directed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge that is not zero: ``claims`` are the ids of the claims behind it, in the order of their time.

    ``low`` and ``high`` bound its weight with the probability that the caller asked for; None where nobody asked.
    """

    source: str
    target: str
    weight: float
    claims: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: ``id`` is unique in the network, ``mode`` 1 for rows, 2 for columns of a two-mode network.

    ``claims`` counts the claims that name it. ``attributes`` are plain values for files and colours: the kind of an
    actor, his party, the community the network puts him in.
    """

    id: str
    label: str
    mode: Literal[1, 2] = 1
    claims: int = 0
    attributes: Mapping[str, str | int | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network of one span of time.

    ``nodes`` are ordered: rows first, each by label. A one-mode network is undirected and has each edge once, the
    node that comes first in ``nodes`` as its source. ``options`` say how it was made, in words that a paper can print.
    ``start`` and ``stop`` are the inclusive bounds of the claims it was made from.
    """

    shape: Shape
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    start: datetime | None = None
    stop: datetime | None = None

    @property
    def rows(self) -> tuple[Node, ...]:
        """Return the nodes of the first mode."""
        return tuple(node for node in self.nodes if node.mode == 1)

    @property
    def columns(self) -> tuple[Node, ...]:
        """Return the nodes of the second mode; those of the first where there is one mode."""
        return tuple(node for node in self.nodes if node.mode == 2) if self.shape == "two-mode" else self.rows

    def matrix(self) -> list[list[float]]:
        """Return the weights as rows of numbers, in the order of ``rows`` and ``columns``; symmetric for one mode."""
        across = {node.id: number for number, node in enumerate(self.columns)}
        down = {node.id: number for number, node in enumerate(self.rows)}
        filled = [[0.0] * len(across) for _ in down]
        for edge in self.edges:
            filled[down[edge.source]][across[edge.target]] = edge.weight
            if self.shape == "one-mode":
                filled[down[edge.target]][across[edge.source]] = edge.weight
        return filled
