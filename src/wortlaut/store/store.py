"""The store: everything that can be asked of it and put into it, one method each."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection

from wortlaut.record import Article, Reading, Span, run_id
from wortlaut.review import reviewed
from wortlaut.store import actors, articles, care, findings, readings, reviewing
from wortlaut.store.access import Access
from wortlaut.store.claims import Claims
from wortlaut.store.codings import Codings
from wortlaut.store.database import Database, address
from wortlaut.store.facets import Facets
from wortlaut.store.feeds import Feeds
from wortlaut.store.fts5 import Fts5Index
from wortlaut.store.jobs import Jobs
from wortlaut.store.people import People
from wortlaut.store.postgres import PostgresIndex
from wortlaut.store.profiles import Profiles
from wortlaut.store.rows import (
    ActorRow,
    Added,
    ArticleRow,
    Dossier,
    EventRow,
    Hit,
    Info,
    Page,
    Place,
    Query,
    Sighting,
    StatementRow,
    StoredReading,
    Who,
)
from wortlaut.store.schema import events, statements
from wortlaut.store.search import search, surveyed
from wortlaut.store.times import Times
from wortlaut.store.words import WordIndex

ArticleOrder = Literal["newest", "oldest", "added", "title"]
FindingOrder = Literal["newest", "oldest", "doubt", "text"]
ActorOrder = Literal["mentions", "statements", "articles", "name"]
Role = Literal["speaker", "addressee", "via"]
EventRole = Literal["initiator", "recipient", "place"]


class Store:
    """Articles, readings, reviews, judgements and jobs in one database; safe for many threads and processes.

    >>> from tempfile import TemporaryDirectory
    >>> from wortlaut.record import Run
    >>> article = Article(id="a1", text="„Nein“, sagte Söder.", paragraphs=())
    >>> with TemporaryDirectory() as folder, Store.open(Path(folder) / "archiv.sqlite") as store:
    ...     added = store.add(Reading(article=article, run=Run(wortlaut="0", model="m", lexicon="l")))
    ...     [hit.article.id for hit in store.search(Query(words="soeder")).items]
    ['a1']
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index: WordIndex = Fts5Index() if database.is_sqlite else PostgresIndex()
        self.people = People(database, self._index)
        self.jobs = Jobs(database)
        self.access = Access(database)
        self.feeds = Feeds(database)
        self.times = Times(database)
        self.profiles = Profiles(database)
        self.claims = Claims(database)
        self.codings = Codings(database, self._index)

    @classmethod
    def open(cls, url: str | Path | None = None, *, create: bool = True) -> Self:
        """Open a store: a file, an address, or None for WORTLAUT_DATABASE and else a file in the data folder.

        An empty database is set up unless ``create`` is False. Raises the StoreError that tells what is wrong.
        """
        return cls(care.opened(address(url), create=create))

    @classmethod
    def upgrade(cls, url: str | Path | None = None) -> str:
        """Bring a database of an older version up to date; return the version of its tables."""
        database = care.opened(address(url), create=False, upgrading=True)
        try:
            return care.upgraded(database, cls(database)._index)
        finally:
            database.close()

    @property
    def url(self) -> str:
        """Return the file or the address, without password."""
        return self._database.name

    @property
    def address(self) -> str:
        """Return what ``open`` takes to get at the same database from another process; with the password."""
        database = self._database
        return database.name if database.is_sqlite else database.url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the database."""
        return self._database.read()

    def write(self) -> AbstractContextManager[Connection]:
        """Give the only writing connection; its changes are on the disk at the end, or none of them."""
        return self._database.write()

    def info(self) -> Info:
        """Return what is in the store, in numbers."""
        with self.read() as connection:
            return care.info(connection, self._database)

    def check(self) -> list[str]:
        """Return what is wrong with the database and its contents, [] if it is sound; takes a while."""
        with self.read() as connection:
            return list(care.problems(connection, self._database))

    def backup(self, target: str | Path) -> None:
        """Copy the database to a new file while others go on; SQLite only."""
        self._database.backup(Path(target))

    def export(self) -> Iterator[bytes]:
        """Yield every record, article by article in the order in which they were added, the shown one of each last."""
        last = -1
        while True:
            with self.read() as connection:
                some = care.records_after(connection, last)
            if not some:
                return
            for last, _, record in some:  # noqa: B007 - where to go on
                if record is not None:
                    yield zlib.decompress(record)

    # articles and readings

    def add(self, reading: Reading, *, at: datetime | None = None) -> Added:
        """Add a reading, its article and the place it comes from; from now on it is the shown one."""
        return self.add_many([reading], at=at)[0]

    def add_many(self, found: Sequence[Reading], *, at: datetime | None = None) -> list[Added]:
        """Add readings in one transaction: all or none. A few dozen at a time keep others from waiting."""
        moment = at or datetime.now(UTC)
        prepared = [
            (
                articles.Prepared.of(one.article),
                readings.Findings.of(reviewed(replace(one, codings=()), [])),
                readings.packed(one),
            )
            for one in found
        ]
        with self.write() as connection:
            return [self._added(connection, *one, moment) for one in prepared]

    def _added(
        self,
        connection: Connection,
        article: articles.Prepared,
        shown: readings.Findings,
        record: bytes,
        at: datetime,
    ) -> Added:
        found = shown.reading
        run, failures = found.run, len(found.failures)
        kept = articles.keep(connection, self._index, article, at)
        new = False
        if not readings.is_shown(connection, kept, run):
            new = readings.keep_reading(connection, kept, run, record, failures, at)
            if not kept.new:  # people may have reviewed it, or other runs read it otherwise
                shown = reviewing.findings_of(connection, kept.number, found)
            readings.show(connection, self._index, kept.number, shown)
        return Added(
            article=article.article.id,
            run=run_id(run),
            new=kept.new,
            place=kept.place,
            reading=new,
            original=kept.original,
        )

    def add_article(self, article: Article, *, at: datetime | None = None) -> Added:
        """Add an article that nobody has read yet."""
        prepared = articles.Prepared.of(article)
        with self.write() as connection:
            kept = articles.keep(connection, self._index, prepared, at or datetime.now(UTC))
        return Added(
            article=article.id, run=None, new=kept.new, place=kept.place, reading=False, original=kept.original
        )

    def article(self, id: str) -> Article | None:
        """Return a whole article with its text."""
        with self.read() as connection:
            return articles.article_of(connection, id)

    def article_row(self, id: str) -> ArticleRow | None:
        """Return an article as in a list."""
        with self.read() as connection:
            number = articles.number_of(connection, id)
            return articles.rows_of(connection, [number]).get(number) if number is not None else None

    def articles(
        self,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        reviewed: bool | None = None,
        copies: bool = False,
        order: ArticleOrder = "newest",
        offset: int = 0,
        limit: int = 50,
    ) -> Page[ArticleRow]:
        """Return one page of articles by their day; near-copies only with ``copies``."""
        wanted = articles.Wanted(outlet=outlet, since=since, until=until, reviewed=reviewed, copies=copies)
        with self.read() as connection:
            return articles.listed(connection, wanted, order=order, offset=offset, limit=limit)

    def places(self, id: str) -> tuple[Place, ...]:
        """Return where an article and all its near-copies appeared, the earliest first."""
        with self.read() as connection:
            return articles.places_with(connection, id)

    def seen(self, url: str) -> str | None:
        """Return the id of the article that came from an address."""
        with self.read() as connection:
            return articles.seen_at(connection, url)

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Return all outlets with the number of their articles, the largest first."""
        with self.read() as connection:
            return articles.outlets(connection)

    def sentences(self, id: str) -> tuple[Span, ...]:
        """Return the sentences of an article in text order."""
        with self.read() as connection:
            number = articles.number_of(connection, id)
            return articles.sentences(connection, [number])[number][1] if number is not None else ()

    def reading(self, id: str, run: str | None = None) -> Reading | None:
        """Return the shown reading of an article, or that of a run; reviews are not in it."""
        record = self.record(id, run)
        return readings.reading_of(record, id) if record is not None else None

    def record(self, id: str, run: str | None = None) -> bytes | None:
        """Return the public JSON of the shown reading of an article, or of that of a run."""
        with self.read() as connection:
            return readings.record_of(connection, id, run)

    def readings(self, id: str) -> tuple[StoredReading, ...]:
        """Return what readings there are of an article, in the order in which they were added."""
        with self.read() as connection:
            return readings.readings_of(connection, id)

    # search, statements, events

    def search(self, query: Query, *, offset: int = 0, limit: int = 20) -> Page[Hit]:
        """Return one page of what fits, the best first."""
        with self.read() as connection:
            return search(connection, self._index, query, offset=offset, limit=limit)

    def survey(self, query: Query, *, offset: int = 0, limit: int = 20) -> tuple[Page[Hit], Facets]:
        """Return one page of what fits, and how all of it is spread over outlets, years, kinds and certainties."""
        with self.read() as connection:
            return surveyed(connection, self._index, query, offset=offset, limit=limit)

    def statements(
        self,
        *,
        article: str | None = None,
        speaker: str | None = None,
        addressee: str | None = None,
        via: str | None = None,
        kinds: Collection[str] = (),
        certainties: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
        reviewed: bool | None = None,
        order: FindingOrder = "newest",
        offset: int = 0,
        limit: int = 50,
    ) -> Page[StatementRow]:
        """Return one page of statements; ``doubt`` orders by confidence, the least first, reviewed ones last."""
        conditions = findings.within(statements, article=article, since=since, until=until)
        conditions += findings.among(statements.c.kind, kinds)
        conditions += findings.among(statements.c.certainty, certainties)
        conditions += findings.among(statements.c.reviewed, [] if reviewed is None else [reviewed])
        with self.read() as connection:
            for role, actor in (("speaker", speaker), ("addressee", addressee), ("via", via)):
                if actor is not None:
                    id = actors.stable_id(connection, actor) or actor
                    conditions.append(findings.with_role(role, id))
            return findings.statement_page(connection, conditions, order=order, offset=offset, limit=limit)

    def statements_of(
        self, actor: str, role: Role = "speaker", *, order: FindingOrder = "newest", offset: int = 0, limit: int = 50
    ) -> Page[StatementRow]:
        """Return one page of the statements that an actor makes, is told, or passes on."""
        return self.statements(**{role: actor}, order=order, offset=offset, limit=limit)  # type: ignore[arg-type]

    def events(
        self,
        *,
        article: str | None = None,
        actor: str | None = None,
        roles: Collection[EventRole] = (),
        types: Collection[str] = (),
        statuses: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
        reviewed: bool | None = None,
        order: FindingOrder = "newest",
        offset: int = 0,
        limit: int = 50,
    ) -> Page[EventRow]:
        """Return one page of events by the day on which they happened; ``roles`` are those of ``actor``."""
        conditions = findings.within(events, article=article, since=since, until=until)
        conditions += findings.among(events.c.type, types)
        conditions += findings.among(events.c.status, statuses)
        conditions += findings.among(events.c.reviewed, [] if reviewed is None else [reviewed])
        with self.read() as connection:
            if actor is not None:
                id = actors.stable_id(connection, actor) or actor
                conditions.append(findings.with_part(roles, id))
            return findings.event_page(connection, conditions, order=order, offset=offset, limit=limit)

    # actors

    def actor(self, id: str) -> Dossier | None:
        """Return all that is known of an actor; an id that was merged away, or ARTICLE#ACTOR, finds him too."""
        with self.read() as connection:
            return actors.dossier(connection, id)

    def actors(
        self,
        words: str = "",
        *,
        kinds: Collection[str] = (),
        order: ActorOrder = "mentions",
        offset: int = 0,
        limit: int = 50,
    ) -> Page[ActorRow]:
        """Return one page of actors, those in whose names words begin as all ``words`` do."""
        with self.read() as connection:
            return actors.actor_page(connection, words, kinds, order=order, offset=offset, limit=limit)

    def called(self, words: str, limit: int = 20) -> tuple[ActorRow, ...]:
        """Return the actor with this id, else those with this name, else those with all of its words in their names."""
        with self.read() as connection:
            return actors.called(connection, words, limit)

    def actor_ids(self, article: str) -> dict[str, str]:
        """Return the stable ids of the actors of an article by their ids inside its shown reading."""
        with self.read() as connection:
            return actors.actor_ids(connection, article)

    def sightings(self, actor: str, *, offset: int = 0, limit: int = 50) -> Page[Sighting]:
        """Return one page of the articles in which an actor occurs, the newest first."""
        with self.read() as connection:
            return actors.sighting_page(connection, actor, offset=offset, limit=limit)

    def partners(self, actor: str, limit: int = 20) -> tuple[tuple[Who, int, int], ...]:
        """Return with whom an actor speaks: how many statements go to them, how many come from them."""
        with self.read() as connection:
            return actors.partners(connection, actor, limit)
