"""Our sample articles come with days and outlets."""

from pathlib import Path

from wortlaut.intake import sample_articles

FOLDER = Path(__file__).parents[2] / "examples" / "articles"


def test_each_sample_has_a_day_and_an_outlet() -> None:
    articles = sample_articles()
    assert [one.source for one in articles] == sorted(path.name for path in FOLDER.glob("*.txt"))
    assert all(one.published and one.published.precision == "day" and one.outlet for one in articles)
    assert len({one.id for one in articles}) == len(articles)
    for one in articles:
        assert one.text.split("\n")[0] in (FOLDER / str(one.source)).read_bytes().decode(errors="replace")
