"""The whole way: article → reading; batches, processes, failures as values."""

from pathlib import Path

import pytest

from wortlaut import Reader
from wortlaut.export import record_json
from wortlaut.intake import article_from_text
from wortlaut.record import Article

SAMPLES = sorted((Path(__file__).parents[1] / "examples" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [article_from_text(path.read_text(encoding="utf-8"), source=path.name) for path in SAMPLES]


def test_the_example_of_the_readme(reader: Reader) -> None:
    reading = reader.read("„Wir müssen handeln“, sagte Ministerin Anna Meier der dpa.")
    statement = reading.statements[0]
    assert statement.kind == "direct"
    assert statement.speaker is not None
    assert statement.speaker.name == "Anna Meier"
    assert statement.content[0].of(reading.article.text) == "Wir müssen handeln"


def test_equal_runs_give_equal_readings_whatever_the_batch_and_the_processes(
    reader: Reader, articles: list[Article]
) -> None:
    many = articles * 3
    alone = [record_json(reading) for reading in reader.read_many(many, processes=1)]
    shared = [record_json(reading) for reading in reader.read_many(many, processes=2)]
    assert shared == alone
    assert alone[: len(articles)] == alone[len(articles) : 2 * len(articles)]


def test_readings_come_in_the_order_of_the_articles(reader: Reader, articles: list[Article]) -> None:
    assert [r.article.source for r in reader.read_many(articles, processes=1)] == [a.source for a in articles]


def test_an_article_without_words_has_no_statements(reader: Reader) -> None:
    assert reader.read(Article(id="a", text="", paragraphs=())).statements == ()


def test_a_broken_stage_is_a_failure_of_that_reading_only(
    reader: Reader, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    import wortlaut.pipeline as pipeline

    whole = pipeline.segment

    def picky(article: Article):
        if article.source == articles[1].source:
            raise RuntimeError("kaputt")
        return whole(article)

    monkeypatch.setattr(pipeline, "segment", picky)
    readings = list(reader.read_many(articles[:3], processes=1))
    assert [len(r.failures) for r in readings] == [0, 1, 0]
    assert (readings[1].failures[0].stage, readings[1].failures[0].message) == ("segment", "RuntimeError: kaputt")
    assert readings[0].statements
    assert readings[2].statements


def test_the_run_names_code_model_and_lexicon(reader: Reader) -> None:
    assert reader.run.wortlaut
    assert "@" in reader.run.model
    assert reader.run.lexicon
