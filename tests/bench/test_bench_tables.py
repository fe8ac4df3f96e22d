"""The figures of tables and linked files: every copy is an article of its own, and what is counted is there."""

from __future__ import annotations

from bench.tables import copied, measured, shown
from wortlaut.record import Actor, Article, Mention, Reading, Run, Span


def reading(id: str) -> Reading:
    span = Span(start=0, end=9)
    return Reading(
        article=Article(id=id, text="Jan Kowal schwieg.", paragraphs=()),
        run=Run(wortlaut="1", model="m", lexicon="l"),
        mentions=(Mention(id="m1", span=span, head=span, kind="name", confidence=1.0),),
        actors=(Actor(id="a1", name="Jan Kowal", kind="person", names=("Jan Kowal",)),),
    )


def test_each_copy_is_another_article() -> None:
    ids = [one.article.id for one in copied([reading("a"), reading("b")], 3)]
    assert len(ids) == len(set(ids)) == 6


def test_figures_count_what_is_written() -> None:
    told = measured([reading("a")], 4)
    assert (told["articles"], told["ftm"][1]) == (4, 1 + 4)  # one person in four articles
    assert told["annotations"][1] == told["quotes"][1] == 4
    assert "| 4 articles | seconds |" in shown(told)
