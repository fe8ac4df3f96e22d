"""Looking after a store: opening, upgrading, checking, counting."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text, update
from sqlalchemy.engine import URL

from wortlaut.errors import StoreDamaged, StoreOutdated, StoreUnreachable
from wortlaut.record import Article
from wortlaut.store import articles as kept
from wortlaut.store import readings as shown
from wortlaut.store.database import Database, address
from wortlaut.store.folding import VERSION
from wortlaut.store.migrate import demand, revision_of, upgrade
from wortlaut.store.rows import Info
from wortlaut.store.schema import (
    REVISION,
    actors,
    articles,
    events,
    facts,
    jobs,
    judgements,
    places,
    readings,
    reviews,
    runs,
    sightings,
    statements,
    texts,
)
from wortlaut.store.types import storable
from wortlaut.store.words import Entry, WordIndex, read_words

log = logging.getLogger("wortlaut")
_AT_ONCE = 100


def opened(url: URL, *, create: bool, upgrading: bool = False) -> Database:
    """Return the database at an address, ready for work; an empty one is set up if ``create``."""
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        if not path.exists():
            if not create:
                raise StoreUnreachable(f"there is no store at {path}; wortlaut add makes one")
            if url == address():  # of our own folder, and of no other, we make the folders above
                path.parent.mkdir(parents=True, exist_ok=True)
            elif not path.absolute().parent.is_dir():
                raise StoreUnreachable(f"{path}: there is no folder {path.absolute().parent}")
        elif path.is_dir():
            raise StoreUnreachable(f"{path} is a folder, not a store")
    database = Database(url)
    try:
        _set_up(database, create=create, upgrading=upgrading)
    except BaseException:
        database.close()
        raise
    return database


def _set_up(database: Database, *, create: bool, upgrading: bool) -> None:
    with database.read() as connection:
        revision, version = revision_of(connection), _version(connection)
    if revision is None and create:
        with database.write() as connection:
            if revision_of(connection) is None:  # nobody was faster
                upgrade(connection)
                _remember_version(connection)
        return
    if revision is None:
        raise StoreUnreachable(f"{database.name} holds nothing yet; wortlaut add fills it")
    if not (upgrading and revision <= REVISION):
        demand(revision, database.name)
        if version != VERSION:
            raise StoreOutdated(f"{database.name} was indexed by another Wortlaut; run: wortlaut db upgrade")


def upgraded(database: Database, index: WordIndex) -> str:
    """Bring tables and the index of words up to date; return the version of the tables."""
    with database.write() as connection:
        upgrade(connection)
    with database.read() as connection:
        current = _version(connection) == VERSION
    if not current:
        reindex(database, index)
    return REVISION


def reindex(database: Database, index: WordIndex) -> None:
    """Make the index of words anew, in one transaction: a search sees the old one or the new one."""
    with database.write() as connection:
        index.clear(connection)
        last = 0
        while numbers := list(
            connection.scalars(
                select(articles.c.number).where(articles.c.number > last).order_by(articles.c.number).limit(_AT_ONCE)
            )
        ):
            _reindex(connection, index, numbers)
            last = numbers[-1]
            log.info("indexed up to article %d", last)
        _remember_version(connection)


def _reindex(connection: Connection, index: WordIndex, numbers: list[int]) -> None:
    asked = select(articles.c.number, articles.c.title, texts.c.text).join(texts, texts.c.article == articles.c.number)
    found = connection.execute(asked.where(articles.c.number.in_(numbers))).all()
    text_of = {row.number: row.text for row in found}
    entries = [Entry(number=row.number, words=read_words(row.text), head=read_words(row.title or "")) for row in found]
    index.add(connection, "article", entries)
    said = connection.execute(select(statements).where(statements.c.article.in_(numbers)))
    words = (
        (row.number, " ".join(dict.fromkeys(text_of[row.article][start:end] for start, end in row.content)))
        for row in said
    )
    index.add(connection, "statement", [Entry(number=number, words=read_words(one)) for number, one in words])
    told = connection.execute(select(events).where(events.c.article.in_(numbers)))
    clauses = ((row.number, text_of[row.article][row.start : row.end]) for row in told)
    index.add(connection, "event", [Entry(number=number, words=read_words(one)) for number, one in clauses])


def info(connection: Connection, database: Database) -> Info:
    """Return what is in a store, in numbers."""
    if database.is_sqlite:
        size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        size = "SELECT pg_database_size(current_database())"
    latest = select(runs.c.model, runs.c.lexicon).join(readings, readings.c.run == runs.c.number)
    run = connection.execute(latest.order_by(readings.c.number.desc()).limit(1)).first()
    return Info(
        url=database.name,
        revision=revision_of(connection) or "",
        size=int(connection.scalar(text(size)) or 0),
        articles=_count(connection, articles),
        copies=_count(connection, articles, articles.c.original != articles.c.number),
        places=_count(connection, places),
        readings=_count(connection, readings),
        statements=_count(connection, statements),
        events=_count(connection, events),
        actors=_count(connection, actors, actors.c.articles > 0),
        reviews=_count(connection, reviews),
        judgements=_count(connection, judgements),
        jobs=_count(connection, jobs),
        model=run.model if run else "",
        lexicon=run.lexicon if run else "",
    )


def problems(connection: Connection, database: Database) -> Iterator[str]:
    """Yield what is wrong: the file, rows that point to nothing, articles and records that cannot be read."""
    if database.is_sqlite:
        yield from (row for row in connection.scalars(text("PRAGMA integrity_check(20)")) if row != "ok")
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"row {row[1]} of {row[0]} points to a missing row of {row[2]}"
    yield from _miscounted(connection)
    last = 0
    while some := records_after(connection, last):
        for last, id, record in some:  # noqa: B007 - where to go on
            yield from _unreadable(connection, id, record)


def _miscounted(connection: Connection) -> Iterator[str]:
    """Yield the actors whose counts are not those of their sightings."""
    counted = (
        select(
            sightings.c.actor,
            func.count(sightings.c.article.distinct()).label("articles"),
            func.sum(sightings.c.mentions).label("mentions"),
            func.sum(sightings.c.statements).label("statements"),
        )
        .group_by(sightings.c.actor)
        .subquery()
    )
    wrong = [func.coalesce(counted.c[name], 0) != actors.c[name] for name in ("articles", "mentions", "statements")]
    asked = select(actors.c.id).outerjoin(counted, counted.c.actor == actors.c.number)
    for id in connection.scalars(asked.where(wrong[0] | wrong[1] | wrong[2]).limit(20)):
        yield f"the counts of actor {id} are wrong"


def _unreadable(connection: Connection, id: str, record: bytes | None) -> Iterator[str]:
    try:
        article = kept.article_of(connection, id)
        if record is not None:
            reading = shown.reading_of(zlib.decompress(record), id)
            if article is None or not _same_text(reading.article, article):
                yield f"article {id} and its record differ"
    except (StoreDamaged, ValueError, zlib.error) as error:
        yield f"article {id}: {error}"


def _same_text(one: Article, other: Article) -> bool:
    return one.id == other.id and storable(one.text) == other.text


def records_after(connection: Connection, number: int) -> list[tuple[int, str, bytes | None]]:
    """Return number, id and compressed record of the next articles behind a number.

    An article without a record has None, one with several has a row for each, the shown one last.
    """
    some = select(articles.c.number).where(articles.c.number > number).order_by(articles.c.number).limit(_AT_ONCE)
    asked = (
        select(articles.c.number, articles.c.id, readings.c.record)
        .outerjoin(readings, readings.c.article == articles.c.number)
        .where(articles.c.number.in_(some.subquery().select()))
        .order_by(articles.c.number, readings.c.shown, readings.c.number)
    )
    return [(row.number, row.id, row.record) for row in connection.execute(asked)]


def _count(connection: Connection, table: Table, *conditions: object) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0  # type: ignore[arg-type]


def _version(connection: Connection) -> str | None:
    if revision_of(connection) is None:
        return None
    return connection.scalar(select(facts.c.value).where(facts.c.name == "folding"))


def _remember_version(connection: Connection) -> None:
    done = connection.execute(update(facts).where(facts.c.name == "folding").values(value=VERSION))
    if not done.rowcount:
        connection.execute(insert(facts).values(name="folding", value=VERSION))
