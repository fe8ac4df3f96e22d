"""Networks as files and back: GraphML and GEXF 1.3 (Gephi, igraph, networkx), DL (UCINET), matrix and edges as CSV.

In: Network (or several, one for each span of time), Claims; files of these formats.
Out: bytes; Networks.
Never: computes a network.

GraphML and GEXF are plain: typed attributes, no missing values. DL, the matrix and the list of events are written as
the Discourse Network Analyzer 3.1 does. What XML cannot hold (control characters) is left out of labels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from wortlaut.export.graphs.attributes import xml_text
from wortlaut.export.graphs.dl import dl, networks_from_dl
from wortlaut.export.graphs.edges import edges
from wortlaut.export.graphs.events import Coded, event_list, events_from_csv
from wortlaut.export.graphs.gexf import gexf
from wortlaut.export.graphs.gexf_read import networks_from_gexf
from wortlaut.export.graphs.graphml import graphml, networks_from_graphml
from wortlaut.export.graphs.matrix import matrix, networks_from_matrix
from wortlaut.record.network import Network

Format = Literal["graphml", "gexf", "dl", "matrix", "edges"]

GRAPH_FORMATS: dict[Format, Callable[[Network | Sequence[Network]], bytes]] = {
    "graphml": graphml,
    "gexf": gexf,
    "dl": dl,
    "matrix": matrix,
    "edges": edges,
}
"""Writers by the name of the format. Only GEXF and edges hold several networks; the others raise CodingError."""

__all__ = [
    "GRAPH_FORMATS",
    "Coded",
    "Format",
    "dl",
    "edges",
    "event_list",
    "events_from_csv",
    "gexf",
    "graphml",
    "matrix",
    "networks_from_dl",
    "networks_from_gexf",
    "networks_from_graphml",
    "networks_from_matrix",
    "xml_text",
]
