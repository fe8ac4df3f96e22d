"""How the API describes its lists in OpenAPI: their types, an example of each, the links between pages."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wortlaut.export import encoded, list_definitions, lists, schema, wire

_PREFIX = "wortlaut."
_ARTICLE = lists.ListedArticle(
    id="a9e2ca2c3f6e9334b",
    source="haushalt.txt",
    url=None,
    outlet="Wellener Zeitung",
    title="Streit um Nachtragshaushalt: Länder verlangen Aufschub",
    published=wire.Period(earliest=date(2025, 3, 3), latest=date(2025, 3, 4), precision="day"),
    original="a9e2ca2c3f6e9334b",
    added=datetime(2025, 3, 3, 18, 30, tzinfo=UTC),
    statements=17,
    events=9,
    reviewed=False,
)
_PLACE = lists.ListedPlace(
    article=_ARTICLE.id,
    url=None,
    source=_ARTICLE.source,
    outlet=_ARTICLE.outlet,
    title=_ARTICLE.title,
    day=date(2025, 3, 3),
)
_BOLTE = lists.ListedParty(actor="local:person:henrike-bolte", name="Henrike Bolte")
_WORDS = wire.Span(start=177, end=238, text="Jede Woche, die wir verlieren, kostet die Kommunen bares Geld")
_SENTENCE = wire.Span(start=176, end=275, text=f"„{_WORDS.text}“, sagte Bolte am Dienstag in Berlin.")
_ACTOR = lists.ListedActor(
    id="local:person:henrike-bolte",
    name="Henrike Bolte",
    kind="person",
    wikidata=None,
    gender="f",
    articles=1,
    mentions=9,
    statements=4,
)
_PAGE: dict[str, Any] = {"total": 1, "offset": 0, "limit": 50, "capped": False}
EXAMPLES: dict[str, wire.Wire] = {
    "Articles": lists.Articles(items=(_ARTICLE,), **_PAGE),
    "Places": lists.Places(items=(_PLACE,)),
    "Statements": lists.Statements(
        items=(
            lists.ListedStatement(
                article=_ARTICLE,
                id="s1",
                kind="direct",
                content=(_WORDS,),
                sentence=_SENTENCE,
                speaker=_BOLTE,
                addressee=None,
                via=None,
                medium="speech",
                certainty="asserted",
                polarity="affirmed",
                when=None,
                parent=None,
                confidence=0.837,
                reviewed=False,
            ),
        ),
        **_PAGE,
    ),
    "Events": lists.Events(
        items=(
            lists.ListedEvent(
                article=_ARTICLE,
                id="e1",
                type="REQUEST",
                mode="change",
                trigger=wire.Span(start=36, end=45, text="verlangen"),
                text=wire.Span(start=29, end=54, text="Länder verlangen Aufschub"),
                initiator=(lists.ListedParty(actor=None, name="Länder"),),
                recipient=(),
                object="Aufschub",
                place=None,
                when=None,
                status="demanded",
                polarity="affirmed",
                source=wire.EventSource(statement=None),
                answers=None,
                confidence=0.7,
                reviewed=False,
            ),
        ),
        **_PAGE,
    ),
    "Codings": lists.Codings(
        items=(
            lists.ListedCoding(
                article=_ARTICLE,
                id="streitfragen.k1",
                codebook="streitfragen",
                concept="nachtragshaushalt",
                agreement="for",
                kind="statement",
                finding="s1",
                actors=(_BOLTE,),
                evidence=(_WORDS,),
                sentence=_SENTENCE,
                confidence=0.62,
                decided=False,
            ),
        ),
        **_PAGE,
    ),
    "NetworkGraph": lists.NetworkGraph(
        what="stands",
        codebook="streitfragen",
        nodes=(
            lists.NetworkNode(id="local:person:henrike-bolte", name="Henrike Bolte", mode=1, claims=1, community=1),
            lists.NetworkNode(id="nachtragshaushalt", name="Der Nachtrag kommt", mode=2, claims=1, community=1),
        ),
        edges=(
            lists.NetworkEdge(
                source="local:person:henrike-bolte",
                target="nachtragshaushalt",
                weight=1,
                claims=("a9e2ca2c3f6e9334b:streitfragen.k1",),
            ),
        ),
        claims=1,
        capped=False,
    ),
    "Actors": lists.Actors(items=(_ACTOR,), **_PAGE),
    "ActorFile": lists.ActorFile(
        actor=_ACTOR,
        names=(lists.ToldName(name="Bundesfinanzministerin Henrike Bolte", articles=1),),
        offices=(
            lists.ToldOffice(
                office=wire.Office(title="Bundesfinanzministerin", of=None, from_=None, to=None, evidence=None),
                articles=1,
            ),
        ),
        first=date(2025, 3, 3),
        last=date(2025, 3, 3),
        addressed=2,
        events=3,
    ),
    "Sightings": lists.Sightings(
        items=(lists.ListedSighting(article=_ARTICLE, local="actor2", name="Henrike Bolte", mentions=9, statements=4),),
        **_PAGE,
    ),
    "Hits": lists.Hits(
        items=(
            lists.ListedHit(
                article=_ARTICLE,
                places=(_PLACE,),
                passages=(
                    lists.Passage(
                        start=_SENTENCE.start,
                        end=_SENTENCE.end,
                        text=_SENTENCE.text,
                        marks=(wire.Span(start=219, end=227, text="Kommunen"),),
                        statement="s1",
                        event=None,
                        speaker=_BOLTE,
                    ),
                ),
                found=1,
                rank=3.2,
            ),
        ),
        **_PAGE,
    ),
}
"""An answer of each type."""


def answers(name: str) -> dict[int | str, dict[str, Any]]:
    """Return how OpenAPI describes an answer of the type ``name``."""
    content = {
        "schema": {"$ref": f"#/components/schemas/{_PREFIX}{name}"},
        "example": json.loads(encoded(EXAMPLES[name])),
    }
    found: dict[str, Any] = {"content": {"application/json": content}}
    if isinstance(EXAMPLES[name], lists.Listed):
        told = "RFC 8288: the first, previous and next page, where there is one."
        found["headers"] = {"Link": {"description": told, "schema": {"type": "string"}}}
    return {200: found}


def answer(value: wire.Wire) -> Response:
    """Return a value of the public JSON."""
    return Response(encoded(value), media_type="application/json")


def paged(request: Request, value: lists.Listed) -> Response:
    """Return a page of a list, with links to the pages around it."""
    found = answer(value)
    before, after = max(value.offset - value.limit, 0), value.offset + value.limit
    links = {"first": 0} if value.offset else {}
    links |= {"prev": before} if value.offset else {}
    links |= {"next": after} if after < value.total else {}
    if links:
        found.headers["link"] = ", ".join(f'<{_at(request, offset)}>; rel="{rel}"' for rel, offset in links.items())
    return found


def record_answer() -> dict[int | str, dict[str, Any]]:
    """Return how OpenAPI describes a whole record."""
    name = schema()["$ref"].rpartition("/")[2]
    return {200: {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{_PREFIX}{name}"}}}}}


def definitions() -> dict[str, Any]:
    """Return the types of the public JSON and of the lists as components of OpenAPI."""
    text = json.dumps(list_definitions() | schema()["$defs"]).replace("#/$defs/", f"#/components/schemas/{_PREFIX}")
    return {f"{_PREFIX}{name}": one for name, one in json.loads(text).items()}


def _at(request: Request, offset: int) -> str:
    """Return the path of another page of the same list; never a host, which anybody could have sent."""
    query = request.url.include_query_params(offset=offset).query
    return f"{request.url.path}?{query}"
