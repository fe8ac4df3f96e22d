"""Networks of the archive: who sides with whom, stands where, speaks to whom; and the words behind every edge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from fastapi import APIRouter, HTTPException
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from wortlaut.analyse.networks import Weighted, behind, weighted
from wortlaut.analyse.plan import Aggregation, Copies, Plan
from wortlaut.analyse.structure import with_communities
from wortlaut.errors import CodingError
from wortlaut.export.graphs import GRAPH_FORMATS, Format, xml_text
from wortlaut.record import Claim, Codebook, Network, Node
from wortlaut.record.network import Shape
from wortlaut.store import Store
from wortlaut.web import asking
from wortlaut.web.columns import columns, crumbs, unit_of
from wortlaut.web.drawing import HIGH, WIDE, drawn
from wortlaut.web.links import actor_path, with_query
from wortlaut.web.pages import language, render
from wortlaut.web.words import word

What = Literal["speaks", "agree", "contradict", "stands"]
WHATS: tuple[What, ...] = get_args(What)
_AGGREGATIONS: dict[str, Aggregation] = {
    "speaks": "ignore",
    "agree": "congruence",
    "contradict": "conflict",
    "stands": "subtract",
}
_SHAPES: dict[str, Shape] = {"speaks": "directed", "stands": "two-mode"}
SIZES = (25, 50, 100, 200, 300)
SURE = (0, 30, 50, 80)
"""Per cent of confidence that a claim has at least."""
MOST = 20_000
"""Claims that a page looks at: the newest."""
LARGE = 2000
"""Edges that a browser draws by itself."""
_BUSIEST = 1500
_SHOWN_BEHIND = 100
_FILES: dict[str, tuple[Format, str]] = {
    "csv": ("edges", "text/csv; charset=utf-8"),
    "graphml": ("graphml", "application/graphml+xml"),
    "gexf": ("gexf", "application/gexf+xml"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A network for a request: the matrix, the nodes and edges that are shown, whether older claims were left out."""

    found: Weighted
    network: Network
    claims: tuple[Claim, ...]
    capped: bool
    what: What = "speaks"
    codebook: Codebook | None = None


def routes(store: Store) -> APIRouter:
    """Return the routes of networks."""
    router = APIRouter()

    @router.get("/network")
    def show(request: Request) -> Response:
        """Show a network, and the words behind one of its edges."""
        return render(request, "network.html", shown(store, request))

    @router.get("/network.svg")
    def picture(request: Request) -> Response:
        """Give the picture that is shown as a file of its own, for a paper."""
        made = made_for(store, request.query_params)
        page = render(request, "network_file.html", {"picture": drawn(made.network), "wide": WIDE, "high": HIGH})
        return _file(bytes(page.body), "netzwerk.svg", "image/svg+xml")

    @router.get("/network.json")
    def places(request: Request) -> Response:
        """Give the places of dots and lines of a larger network than the picture shows, with where they lead."""
        return JSONResponse(placed(store, request))

    @router.get("/network.{form}")
    def file(request: Request, form: Literal["csv", "graphml", "gexf"]) -> Response:
        """Give the network that is shown as a file: its edges, or for Gephi and R."""
        made = made_for(store, request.query_params)
        format, kind = _FILES[form]
        return _file(GRAPH_FORMATS[format](made.network), f"netzwerk.{form}", kind)

    return router


def placed(store: Store, request: Request) -> dict[str, Any]:
    """Return what a browser needs to draw the ``LARGE`` strongest edges by itself."""
    given = request.query_params
    made = made_for(store, given, size=LARGE)
    picture = drawn(made.network)
    fields = {**fields_of(given), "what": made.what}
    return {
        "told": word("network:zoom:size", language(request), len(made.network.edges)),
        "nodes": [
            {
                "id": dot.node.id,
                "label": dot.node.label,
                "x": dot.x,
                "y": -dot.y,
                "size": dot.size,
                "colour": dot.colour,
                "href": _node_path(made, dot.node),
            }
            for dot in (one.dot for one in picture.names)
        ],
        "edges": [
            {
                "source": line.edge.source,
                "target": line.edge.target,
                "thick": line.thick,
                "sign": line.sign,
                "href": with_query("/network", **fields, source=line.edge.source, target=line.edge.target) + "#behind",
            }
            for line in picture.lines
        ],
    }


def _node_path(made: Made, node: Node) -> str:
    if node.mode == 1 or made.codebook is None:
        return actor_path(node.id)
    return with_query("/concepts", codebook=made.codebook.id, concept=node.id)


def shown(store: Store, request: Request) -> dict[str, Any]:
    """Return the values of the page for what a request asks."""
    given = request.query_params
    fields = fields_of(given)
    limits = store.times.extent()
    since, until = asking.day(given, "since"), asking.day(given, "until")
    made = made_for(store, given)
    source, target = given.get("source", ""), given.get("target", "")
    return {
        "fields": fields,
        "sizes": SIZES,
        "sure": SURE,
        "whats": WHATS,
        "books": store.codings.codebooks(),
        "concepts": {one.id: one.name for one in made.codebook.concepts} if made.codebook else {},
        "copies": get_args(Copies),
        "limits": limits,
        "made": made,
        "most": MOST,
        "picture": drawn(made.network),
        "people": {node.id for node in made.network.nodes if node.mode == 1},
        "wide": WIDE,
        "high": HIGH,
        "edges": sorted(made.network.edges, key=lambda edge: (-abs(edge.weight), edge.source, edge.target)),
        "names": {node.id: node.label for node in made.network.nodes},
        "edge": _behind(store, made, source, target) if source and target else None,
        "crumbs": crumbs(since or limits[0], until or limits[1]) if limits and (since or until) else (),
        **_through_time(request, made, since, until, limits),
    }


def fields_of(given: QueryParams) -> dict[str, Any]:
    """Return what was asked for, in the words of the form."""
    copies = given.get("copies", "")
    what = given.get("what", "")
    return {
        "what": what if what in WHATS else "speaks",
        "codebook": asking.words(given, "codebook"),
        "since": _iso(asking.day(given, "since")),
        "until": _iso(asking.day(given, "until")),
        "least": next((one for one in SURE if str(one) == given.get("least")), 0),
        "size": next((one for one in SIZES if str(one) == given.get("size")), SIZES[1]),
        "copies": copies if copies in get_args(Copies) else "once",
    }


def made_for(store: Store, given: QueryParams, *, size: int | None = None) -> Made:
    """Return the network for a request: of who speaks to whom, or of positions on the concepts of a codebook.

    ``size`` edges instead of those that the request asks for.
    """
    fields = fields_of(given)
    what, since, until = fields["what"], asking.day(given, "since"), asking.day(given, "until")
    book = store.codings.codebook(fields["codebook"]) if fields["codebook"] else None
    if what != "speaks" and book is None:
        book = next(iter(store.codings.codebooks()), None)
        what = what if book is not None else "speaks"
    return network_of(
        store,
        what,
        book,
        since=since,
        until=until,
        size=size or fields["size"],
        copies=fields["copies"],
        least=fields["least"] / 100,
    )


def network_of(
    store: Store,
    what: What,
    book: Codebook | None,
    *,
    since: date | None,
    until: date | None,
    size: int,
    copies: Copies,
    least: float = 0.0,
) -> Made:
    """Return the ``size`` strongest edges of a network, of claims with a confidence of at least ``least``.

    Raises HTTPException where its options do not fit together.
    """
    speaks = what == "speaks"
    if speaks or book is None:
        claims = store.claims.utterances(since=since, until=until, least_confidence=least, most=MOST)
    else:
        claims = store.claims.coded(book.id, since=since, until=until, least_confidence=least, most=MOST)
    plan = Plan(
        shape=_SHAPES.get(what, "one-mode"),
        aggregation=_AGGREGATIONS[what],
        qualifier=None if speaks else "agreement",
        columns="addressee" if speaks else "concept",
        duplicates="all" if speaks else "document",
        copies=copies,
        busiest=_BUSIEST,
    )
    try:
        found = weighted(claims, plan)
    except CodingError as error:
        raise HTTPException(422, str(error)) from None
    made = found.network(most=size)
    names = store.claims.names(node.id for node in made.nodes) | _concepts(book, found)
    nodes = tuple(replace(node, label=xml_text(names.get(node.id, node.id))) for node in made.nodes)
    network = with_communities(replace(made, nodes=nodes))
    return Made(found=found, network=network, claims=claims, capped=len(claims) == MOST, what=what, codebook=book)


def _concepts(book: Codebook | None, found: Weighted) -> dict[str, str]:
    """Return the names of the concepts of a network by the ids of its nodes."""
    if book is None or found.plan.shape != "two-mode":
        return {}
    names = {concept.id: concept.name for concept in book.concepts}
    return names | {f"{found.plan.columns}:{id}": name for id, name in names.items()}


def _behind(store: Store, made: Made, source: str, target: str) -> dict[str, Any] | None:
    try:
        claims = behind(made.found, source, target)
    except ValueError:
        return None
    names = {node.id: node.label for node in made.network.nodes} | store.claims.names((source, target))
    shown = claims[-_SHOWN_BEHIND:]
    speaks = made.what == "speaks"
    return {
        "source": names.get(source, source),
        "target": names.get(target, target),
        "ends": (source, target),
        "total": len(claims),
        "rows": tuple(reversed(store.claims.statements(shown))) if speaks else (),
        "codings": () if speaks else tuple(reversed(store.claims.codings(shown))),
    }


def _through_time(
    request: Request, made: Made, since: date | None, until: date | None, limits: tuple[date, date] | None
) -> dict[str, Any]:
    if limits is None:
        return {"columns": (), "unit": "year"}
    first, last = since or limits[0], until or limits[1]
    if first >= last:
        return {"columns": (), "unit": "year"}
    days = Counter(claim.at.date() for claim in made.claims)
    unit = unit_of(first, last)
    return {"columns": columns(first, last, unit, language(request), days), "unit": unit}


def _file(body: bytes, name: str, kind: str) -> Response:
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _iso(found: date | None) -> str:
    return found.isoformat() if found is not None else ""
