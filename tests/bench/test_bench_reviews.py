"""The measurement of reviews under another model counts every review once."""

from dataclasses import replace
from pathlib import Path

from bench.reviews import ARTICLES, measure
from wortlaut.record import Article, Reading, Run, Span, Statement


class Reads:
    """A reader that finds the first letters of an article, again and again, from ``start`` on."""

    def __init__(self, model: str, *starts: int) -> None:
        self.run = Run(wortlaut="0", model=model, lexicon="l")
        self.starts = starts

    def read(self, article: Article) -> Reading:
        bare = Statement(id="s0", kind="direct", content=(Span(start=0, end=20),), confidence=0.5)
        found = [
            replace(bare, id=f"{self.run.model}{start}", content=(Span(start=start, end=start + 20),))
            for start in self.starts
        ]
        return Reading(article=article, run=self.run, statements=tuple(found))


def test_every_review_is_placed_or_an_orphan() -> None:
    paths: list[Path] = sorted(ARTICLES.glob("*.txt"))[:2]
    found = measure(Reads("a", 0, 40, 80), Reads("b", 3, 200), paths)  # type: ignore[arg-type]
    assert (found.reviews, found.placed, dict(found.orphans)) == (6, 2, {"gone": 4})
    assert (found.lost, found.invalid_records) == (0, 0)
