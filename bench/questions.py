"""What people ask of an archive: searches and pages of every kind, about what is in this one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from wortlaut.store import ArticleRow, Query, Store

FREQUENT = ("sagte", "Regierung", "müssen", "Jahr", "nicht", "Minister", "der")
PARTS = ("haushalt", "minister", "politik", "recht", "stuhl", "land")
_SHORT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Known:
    """Some of what is in a store: people and outlets by how much there is of them, articles by chance."""

    often: tuple[str, ...]
    seldom: tuple[str, ...]
    outlets: tuple[str, ...]
    articles: tuple[ArticleRow, ...]
    texts: tuple[str, ...]


def known(store: Store, chance: random.Random, number: int = 100) -> Known:
    """Return what to ask about: ``number`` articles, half as many people quoted often and seldom each."""
    quoted = store.actors(kinds=["person"], order="statements", limit=number // 2).items
    total = store.actors(kinds=["person"], limit=1).total
    places = sorted(chance.sample(range(total // 10, total), min(number // 2, total - total // 10)))
    seldom = [store.actors(kinds=["person"], offset=place, limit=1).items[0].id for place in places]
    info = store.info()
    rows = [
        store.articles(order="added", offset=chance.randrange(info.articles - info.copies), limit=1).items[0]
        for _ in range(number)
    ]
    found = (store.article(row.id) for row in rows[:40])
    return Known(
        often=tuple(one.id for one in quoted),
        seldom=tuple(seldom),
        outlets=tuple(name for name, _ in store.outlets()),
        articles=tuple(rows),
        texts=tuple(one.text for one in found if one is not None),
    )


def searches(about: Known, chance: random.Random) -> Iterator[tuple[str, Query]]:
    """Yield a search of each kind with the kind's name."""
    words = [word.strip("„“‚‘»«.,:;!?–()\"'") for word in chance.choice(about.texts).split()]
    long = [word for word in words if len(word) > 6 and word.isalpha()] or ["Haushalt"]
    at = chance.randrange(max(1, len(words) - 3))
    rare, frequent, phrase = chance.choice(long), chance.choice(FREQUENT), " ".join(words[at : at + 3])
    often, seldom = chance.choice(about.often), chance.choice(about.seldom)
    begin = date(chance.choice((2023, 2024, 2025)), chance.randint(1, 6), 1)
    since, until = begin, begin + timedelta(days=180)
    popular, small = about.outlets[0], about.outlets[-1]
    yield "word of an article", Query(words=rare)
    yield "frequent word", Query(words=frequent)
    yield "part of compounds", Query(words=chance.choice(PARTS))
    yield "phrase", Query(words=f'"{phrase}"')
    yield "phrase of frequent words", Query(words='"der Regierung"')
    yield "two frequent words", Query(words=f"{frequent} {chance.choice(('Länder', 'Opposition', 'Partei'))}")
    yield "frequent and other word", Query(words=f"{frequent} {rare}")
    yield "actor quoted often", Query(actor=often)
    yield "actor quoted often, frequent word", Query(actor=often, words=frequent)
    yield "actor quoted seldom", Query(actor=seldom)
    yield "speaker quoted often", Query(speaker=often)
    yield "speaker quoted often, frequent word", Query(speaker=often, words=frequent)
    yield "speaker quoted seldom, word", Query(speaker=seldom, words=rare)
    yield "speaker to addressee", Query(speaker=often, addressee=chance.choice(about.often))
    yield "kind of statement, frequent word", Query(kinds=("indirect",), words=frequent)
    yield "certainty, half a year", Query(certainties=("hearsay",), since=since, until=until)
    yield "type of event, half a year", Query(event_types=("REJECT",), since=since, until=until)
    yield "type of event, frequent word", Query(event_types=("REQUEST",), statuses=("demanded",), words=frequent)
    yield "outlet, frequent word", Query(outlets=(popular,), words=frequent)
    yield (
        "small outlet, two weeks, frequent word",
        Query(outlets=(small,), since=begin, until=begin + _SHORT, words=frequent),
    )
    yield "half a year, newest first", Query(words=frequent, since=since, until=until, order="newest")
    yield "small outlet, no words", Query(outlets=(small,))
    yield "reviewed, frequent word", Query(words=frequent, reviewed=True)
    yield "all conditions", Query(
        words=frequent, speaker=often, kinds=("direct", "indirect"), certainties=("asserted", "reported"),
        outlets=(popular,), since=since, until=until, reviewed=False,
    )  # fmt: skip


def article_pages(about: Known) -> Iterator[str]:
    """Yield the addresses of articles."""
    for row in about.articles:
        yield f"/articles/{quote(row.id)}"


def actor_pages(about: Known) -> Iterator[tuple[str, str]]:
    """Yield the addresses of actors: what those say who are quoted often and seldom, then all that there is of them."""
    for kind, ids in (("quoted often", about.often), ("quoted seldom", about.seldom)):
        for at, id in enumerate(ids):
            tab = ("says", "hears", "events", "articles")[at % 4 if at % 2 else 0]
            yield kind, f"/actors/{quote(id, safe=':')}?tab={tab}"


def other_pages(about: Known, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield the addresses of one page of each other kind."""
    often, seldom = chance.choice(about.often), chance.choice(about.seldom)
    begin = date(2024, chance.randint(1, 10), 1)
    month = {"since": begin.isoformat(), "until": (begin + timedelta(days=31)).isoformat()}
    yield "timeline of all", "/timeline"
    yield "timeline of a month", "/timeline?" + urlencode(month)
    yield "timeline of an actor quoted often", "/timeline?" + urlencode({"actor": often})
    yield "timeline of an actor quoted seldom", "/timeline?" + urlencode({"actor": seldom})
    yield "library", "/"
    yield "library, page 500", "/?offset=20000"
    yield "search", "/search?" + urlencode({"words": chance.choice(FREQUENT)})
    yield "search for an actor", "/search?" + urlencode({"speaker": often, "words": chance.choice(PARTS)})
    yield "names while typing", "/search/names?" + urlencode({"speaker": chance.choice(("Me", "Hol", "An", "Stein"))})
    yield "actors", "/actors"
