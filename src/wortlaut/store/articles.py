"""Articles, their words and the places where they appeared."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from wortlaut.errors import StoreError
from wortlaut.export.evidence import sentences_of
from wortlaut.record import Article, Paragraph, Period, Span
from wortlaut.store.copies import Signature, original_of, packed, signature
from wortlaut.store.folding import Folded
from wortlaut.store.rows import ArticleRow, Page, Place
from wortlaut.store.schema import articles, places, texts
from wortlaut.store.types import AnyRow, storable
from wortlaut.store.words import Entry, WordIndex, read_words

_ROW = (
    articles.c.number,
    articles.c.id,
    articles.c.original,
    articles.c.source,
    articles.c.url,
    articles.c.outlet,
    articles.c.title,
    articles.c.day,
    articles.c.latest,
    articles.c.precision,
    articles.c.added,
    articles.c.statements,
    articles.c.events,
    articles.c.reviewed,
)
_ORDERS = {
    "newest": (articles.c.day.desc().nulls_last(), articles.c.number.desc()),
    "oldest": (articles.c.day.asc().nulls_last(), articles.c.number),
    "added": (articles.c.number.desc(),),
    "title": (articles.c.title.asc().nulls_last(), articles.c.number),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article with all that takes time to work out, before anybody has to wait for the writer."""

    article: Article
    text: str
    sentences: tuple[Span, ...]
    signature: Signature | None
    words: list[Folded]
    head: list[Folded]

    @classmethod
    def of(cls, article: Article) -> Prepared:
        """Return an article ready to be written."""
        text = storable(article.text)
        return cls(
            article=article,
            text=text,
            sentences=sentences_of(article),
            signature=signature(article),
            words=read_words(text),
            head=read_words(article.title or ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where an article is: its number, that of its original, and what was new about it."""

    number: int
    original: str
    new: bool
    place: bool


def keep(connection: Connection, index: WordIndex, prepared: Prepared, at: datetime) -> Kept:
    """Write an article unless it is known, and its place unless that is.

    Raises StoreError where another article has this id.
    """
    article = prepared.article
    known = connection.execute(
        select(articles.c.number, articles.c.original, texts.c.text)
        .join(texts, texts.c.article == articles.c.number)
        .where(articles.c.id == article.id)
    ).first()
    if known is not None:
        if known.text != prepared.text:
            raise StoreError(f"another article has the id {article.id}")
        number, original = known.number, known.original
    else:
        number = _insert(connection, prepared, at)
        original = number
        if prepared.signature is not None:
            original = original_of(connection, number, prepared.signature)
        if original != number:
            connection.execute(update(articles).where(articles.c.number == number).values(original=original))
        index.add(connection, "article", [Entry(number=number, words=prepared.words, head=prepared.head)])
    place = _keep_place(connection, number, article, at)
    name = (
        article.id
        if original == number
        else connection.scalar(select(articles.c.id).where(articles.c.number == original))
    )
    return Kept(number=number, original=str(name), new=known is None, place=place)


def _insert(connection: Connection, prepared: Prepared, at: datetime) -> int:
    article, published = prepared.article, prepared.article.published
    row = insert(articles).values(
        id=article.id,
        original=0,
        source=article.source,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        byline=[storable(name) for name in article.byline],
        dateline=article.dateline,
        day=published.earliest if published else None,
        latest=published.latest if published else None,
        precision=published.precision if published else None,
        fetched=article.fetched,
        language=article.language,
        added=at,
    )
    key = connection.execute(row).inserted_primary_key
    number = int(key[0]) if key else 0
    connection.execute(update(articles).where(articles.c.number == number).values(original=number))
    connection.execute(
        insert(texts).values(
            article=number,
            text=prepared.text,
            paragraphs=[[one.span.start, one.span.end, one.role] for one in article.paragraphs],
            sentences=_packed(prepared.sentences),
            signature=packed(prepared.signature),
        )
    )
    return number


def _keep_place(connection: Connection, number: int, article: Article, at: datetime) -> bool:
    where = {
        "article": number,
        "url": article.url or "",
        "source": article.source or "",
        "outlet": article.outlet or "",
    }
    same = [places.c[name] == value for name, value in where.items()]
    if connection.scalar(select(places.c.number).where(*same)) is not None:
        return False
    day = article.published.earliest if article.published else None
    connection.execute(insert(places).values(**where, title=article.title, day=day, added=at))
    return True


def article_of(connection: Connection, id: str) -> Article | None:
    """Return a whole article."""
    row = connection.execute(
        select(articles, texts.c.text, texts.c.paragraphs)
        .join(texts, texts.c.article == articles.c.number)
        .where(articles.c.id == id)
    ).first()
    if row is None:
        return None
    return Article(
        id=row.id,
        text=row.text,
        paragraphs=tuple(Paragraph(span=Span(start=start, end=end), role=role) for start, end, role in row.paragraphs),
        source=row.source,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        byline=tuple(row.byline),
        dateline=row.dateline,
        published=_period(row),
        fetched=row.fetched,
        language=row.language,
    )


def number_of(connection: Connection, id: str) -> int | None:
    """Return the number of the row of an article."""
    return connection.scalar(select(articles.c.number).where(articles.c.id == id))


def rows_of(connection: Connection, numbers: Iterable[int]) -> dict[int, ArticleRow]:
    """Return rows of articles by their numbers."""
    wanted = set(numbers)
    found = connection.execute(select(*_ROW).where(articles.c.number.in_(wanted))).all()
    names = {row.number: row.id for row in found}
    missing = {row.original for row in found} - set(names)
    asked = select(articles.c.number, articles.c.id).where(articles.c.number.in_(missing))
    names.update({row.number: row.id for row in connection.execute(asked)} if missing else {})
    return {row.number: _article_row(row, names) for row in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles are listed; every condition that is given must hold."""

    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    reviewed: bool | None = None
    copies: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on the table of articles."""
        found: list[ColumnElement[bool]] = []
        if not self.copies:
            found.append(articles.c.original == articles.c.number)
        if self.outlet is not None:
            printed = select(places.c.article).where(places.c.outlet == self.outlet)
            originals = select(articles.c.original).where(articles.c.number.in_(printed))
            found.append(articles.c.number.in_(printed if self.copies else originals))
        if self.since is not None:
            found.append(articles.c.day >= self.since)
        if self.until is not None:
            found.append(articles.c.day < self.until)
        if self.reviewed is not None:
            found.append(articles.c.reviewed == self.reviewed)
        return found


def listed(connection: Connection, wanted: Wanted, *, order: str, offset: int, limit: int) -> Page[ArticleRow]:
    """Return one page of all articles that fit."""
    conditions = wanted.conditions()
    total = connection.scalar(select(func.count()).select_from(articles).where(*conditions)) or 0
    asked = select(articles.c.number).where(*conditions).order_by(*_ORDERS[order]).offset(offset).limit(limit)
    numbers = list(connection.scalars(asked))
    rows = rows_of(connection, numbers)
    return Page(items=tuple(rows[number] for number in numbers), total=total, offset=offset, limit=limit)


def places_with(connection: Connection, id: str) -> tuple[Place, ...]:
    """Return where an article, its original and all their near-copies appeared, the earliest first."""
    original = connection.scalar(select(articles.c.original).where(articles.c.id == id))
    return places_of(connection, [original]).get(original, ()) if original is not None else ()


def places_of(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    """Return the places of articles and all their near-copies, by the number of the original."""
    found: dict[int, list[Place]] = {}
    asked = (
        select(articles.c.original, articles.c.id, places)
        .join(places, places.c.article == articles.c.number)
        .where(articles.c.original.in_(set(numbers)))
        .order_by(places.c.day.asc().nulls_last(), places.c.number)
    )
    for row in connection.execute(asked):
        place = Place(
            article=row.id,
            url=row.url or None,
            source=row.source or None,
            outlet=row.outlet or None,
            title=row.title,
            day=row.day,
        )
        found.setdefault(row.original, []).append(place)
    return {number: tuple(those) for number, those in found.items()}


def seen_at(connection: Connection, url: str) -> str | None:
    """Return the id of the article that came from an address."""
    where = or_(places.c.url == url, places.c.source == url)
    return connection.scalar(
        select(articles.c.id).join(places, places.c.article == articles.c.number).where(where).limit(1)
    )


def outlets(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return all outlets with the number of their articles, the largest first."""
    number = func.count(places.c.article.distinct())
    asked = (
        select(places.c.outlet, number)
        .where(places.c.outlet != "")
        .group_by(places.c.outlet)
        .order_by(number.desc(), places.c.outlet)
    )
    return tuple((row[0], row[1]) for row in connection.execute(asked))


def sentences(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, tuple[Span, ...]]]:
    """Return the text and the sentences of articles by their numbers."""
    asked = select(texts.c.article, texts.c.text, texts.c.sentences).where(texts.c.article.in_(set(numbers)))
    return {row.article: (row.text, _unpacked(row.sentences)) for row in connection.execute(asked)}


def _article_row(row: AnyRow, names: dict[int, str]) -> ArticleRow:
    return ArticleRow(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        source=row.source,
        published=_period(row),
        added=row.added,
        original=names[row.original],
        statements=row.statements,
        events=row.events,
        reviewed=row.reviewed,
    )


def _period(row: AnyRow) -> Period | None:
    return Period(earliest=row.day, latest=row.latest, precision=row.precision) if row.day else None


def _packed(spans: Iterable[Span]) -> bytes:
    numbers = array("I", (place for span in spans for place in (span.start, span.end)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _unpacked(data: bytes) -> tuple[Span, ...]:
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return tuple(Span(start=start, end=end) for start, end in zip(numbers[::2], numbers[1::2], strict=True))
