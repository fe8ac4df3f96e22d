"""Opening, upgrading, copying and checking; every trouble has an error of its own."""

import os
import re
import sqlite3
import threading
from pathlib import Path

import made
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, text

from wortlaut import errors
from wortlaut.store import Query, Store, database, schema
from wortlaut.store.database import Database, address, explained
from wortlaut.store.migrate import MIGRATIONS

ARTICLE = "Titel\n„Wir bauen“, sagte Anna Meier."


def test_a_migrated_database_has_the_tables_of_the_schema(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _, name, kind, found, twin: not (kind == "table" and found and twin is None),
            },
        )
        unlike = [one for one in compare_metadata(context, schema.metadata) if "vocabulary_parts" not in str(one)]
    assert unlike == []


def test_a_migrated_file_is_a_fresh_one(lite: Store, tmp_path: Path) -> None:
    fresh = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    schema.metadata.create_all(fresh)

    def tables(connection: object) -> dict[str, set[str]]:
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))  # type: ignore[attr-defined]
        words = {name: set(re.sub(r'[\n\t,"]', " ", sql).split()) for name, sql in found}
        return {name: sql for name, sql in words.items() if "_words" not in name and "_parts" not in name}

    with lite.read() as migrated, fresh.connect() as connection:
        ours, theirs = tables(migrated), tables(connection)
    ours.pop("alembic_version")
    assert ours == theirs
    fresh.dispose()


def test_the_newest_migration_is_what_the_code_works_with() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [schema.REVISION]


def test_older_and_newer_databases_are_told_apart(store: Store, url: str) -> None:
    store.add(made.reading(made.article(ARTICLE, id="a1")))
    for revision, error in (("0000", errors.StoreOutdated), ("9999", errors.StoreNewer)):
        with store.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
        with pytest.raises(error):
            Store.open(url)
    with pytest.raises(errors.StoreNewer):
        Store.upgrade(url)


def test_another_folding_means_a_new_index(store: Store, url: str) -> None:
    store.add(made.reading(made.article(ARTICLE, id="a1"), event=("Wir bauen", "AGREE", "planned")))
    with store.write() as connection:
        connection.execute(text("UPDATE facts SET value = 'old'"))
    with pytest.raises(errors.StoreOutdated, match="db upgrade"):
        Store.open(url)
    assert Store.upgrade(url) == schema.REVISION
    with Store.open(url) as again:
        for query in (
            Query(words="baut"),
            Query(words="baut", kinds=("direct",)),
            Query(words="bau", statuses=("planned",)),
        ):
            assert again.search(query).total == 1
        again.add(made.reading(made.article("Neu\nNeubauten am Fluss.", id="a2")))
        assert again.search(Query(words="neubau")).total == 1


def test_no_store_is_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreUnreachable, match="there is no store"):
        Store.open(tmp_path / "none.sqlite", create=False)
    with pytest.raises(errors.StoreUnreachable, match="no folder"):
        Store.open(tmp_path / "nowhere" / "none.sqlite")
    with pytest.raises(errors.StoreUnreachable, match="is a folder"):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "bad", ["mysql://x/y", "nonsense://", "sqlite://", "postgresql+psycopg://nobody@127.0.0.1:1/x"]
)
def test_addresses_that_lead_nowhere(bad: str) -> None:
    with pytest.raises(errors.StoreUnreachable):
        Store.open(bad)


def test_passwords_are_not_shown() -> None:
    opened = Database(address("postgresql://anna:geheim@127.0.0.1:1/archiv"))
    assert "geheim" not in opened.name
    with pytest.raises(errors.StoreUnreachable) as caught, opened.read():
        pass
    assert "geheim" not in str(caught.value)


def test_where_the_store_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORTLAUT_DATABASE", str(tmp_path / "mine.sqlite"))
    with Store.open() as store:
        assert store.url == str(tmp_path / "mine.sqlite")
    monkeypatch.delenv("WORTLAUT_DATABASE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Store.open() as store:
        assert store.url == str(tmp_path / "data" / "wortlaut" / "wortlaut.sqlite")


def test_damaged_files_and_foreign_databases(tmp_path: Path) -> None:
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"This is no database at all. " * 100)
    with pytest.raises(errors.StoreDamaged):
        Store.open(junk)
    foreign = tmp_path / "foreign.sqlite"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(errors.StoreDamaged, match="something else"):
        Store.open(foreign)


def test_a_page_of_zeros_is_found(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store.open(path) as store:
        store.add_many(
            [made.reading(made.article(f"Titel {n}\n" + f"Satz {n}. " * 400, id=f"a{n}")) for n in range(30)]
        )
        with store.read() as connection:
            root = connection.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'texts'"))
            size = connection.scalar(text("PRAGMA page_size"))
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\0" * size)
    with Store.open(path) as store:
        try:
            problems = store.check()
        except errors.StoreDamaged as error:
            problems = [str(error)]
    assert problems != []


def test_a_damaged_record_is_found(store: Store) -> None:
    store.add(made.reading(made.article(ARTICLE, id="a1")))
    with store.write() as connection:
        connection.execute(schema.readings.update().values(record=b"broken"))
    assert any("a1" in problem for problem in store.check())


def test_wrong_counts_are_found(store: Store) -> None:
    store.add(made.reading(made.article(ARTICLE, id="a1")))
    with store.write() as connection:
        connection.execute(schema.actors.update().values(mentions=7))
    assert store.check() == ["the counts of actor local:person:anna-meier are wrong"]


def test_a_full_disk_keeps_what_was_there(lite: Store) -> None:
    lite.add(made.reading(made.article(ARTICLE, id="a1")))
    with pytest.raises(errors.StoreFull, match="no room"), lite.write() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        connection.execute(insert(schema.facts), {"name": "much", "value": "x" * 10_000_000})
    lite.close()
    assert lite.article("a1") is not None
    assert lite.check() == []


def test_a_read_only_store_can_be_read(lite: Store) -> None:
    lite.add(made.reading(made.article(ARTICLE, id="a1")))
    with pytest.raises(errors.StoreReadOnly), lite.read() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.execute(insert(schema.facts), {"name": "x", "value": "y"})


def test_whoever_waits_too_long_is_told(lite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    with Store.open(lite.url) as other, lite.write():
        done = []

        def write() -> None:
            with pytest.raises(errors.StoreLocked, match="somebody else"):
                other.people.note("Anna", "late")
            done.append(True)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert done == [True]


def test_a_backup_is_a_store(lite: Store, tmp_path: Path) -> None:
    lite.add(made.reading(made.article(ARTICLE, id="a1")))
    target = tmp_path / "copy.sqlite"
    lite.backup(target)
    lite.add(made.reading(made.article("Später\nMehr.", id="a2")))
    with Store.open(target) as copy:
        assert copy.check() == []
        assert [row.id for row in copy.articles().items] == ["a1"]
    with pytest.raises(errors.StoreError, match="exists already"):
        lite.backup(target)
    with pytest.raises(errors.StoreUnreachable):
        lite.backup(tmp_path / "nowhere" / "copy.sqlite")
    assert sorted(os.listdir(tmp_path)) == sorted(["copy.sqlite", *(p for p in os.listdir(tmp_path) if "store." in p)])


def test_numbers_of_a_store(store: Store) -> None:
    store.add(made.reading(made.article(ARTICLE, id="a1", outlet="Bote")))
    info = store.info()
    assert (info.articles, info.copies, info.places, info.readings, info.statements, info.actors) == (1, 0, 1, 1, 1, 1)
    assert info.size > 10_000
    assert info.revision == schema.REVISION


def test_any_other_error_is_told_as_it_is() -> None:
    assert str(explained(ValueError("odd"), "here")) == "here: odd"
