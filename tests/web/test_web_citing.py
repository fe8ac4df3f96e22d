"""Citations in the forms that others read, with words that try to be something else."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from quoting import hostile
from visiting import Site

from wortlaut.export.days import period
from wortlaut.record import Article, Period, Span
from wortlaut.web.citing import citation

TEXT = "Titel\n\n„100 % & mehr {sofort}“, sagte er.\nTY  - BOOK"


def form(name: str, **facts: object) -> str:
    """Cite 21 characters of an article in a form."""
    known: dict[str, object] = {"id": "a1", "text": TEXT, "paragraphs": (), "byline": ("Anna Meier",)}
    article = Article(**{**known, "title": "Kosten_Streit: 5 %", **facts})  # type: ignore[arg-type]
    at = TEXT.index("100")
    return citation(article, Span(start=at, end=at + 21), "http://localhost:8000/", "de").text(name)


DAY = Period(earliest=date(2026, 5, 3), latest=date(2026, 5, 4), precision="day")
MONTH = Period(earliest=date(2026, 5, 1), latest=date(2026, 6, 1), precision="month")
SOME = Period(earliest=date(2026, 5, 1), latest=date(2026, 5, 8), precision="week")


def test_a_line_tells_words_author_title_outlet_day_and_place() -> None:
    line = form("text", outlet="Blatt", published=DAY, url="https://example.org/a")
    assert line == (
        "„100 % & mehr {sofort}“ (Anna Meier, „Kosten_Streit: 5 %“, Blatt, 3. Mai 2026, https://example.org/a; "
        "http://localhost:8000/articles/a1#c8-29)"
    )
    assert period(DAY, "de") in line


def test_bibtex_keeps_its_braces() -> None:
    found = form("bibtex", outlet="Blatt & Söhne", published=DAY)
    assert found.startswith("@article{a1-8-29,\n")
    assert "  title = {{Kosten\\_Streit: 5 \\%}},\n" in found
    assert "  author = {{Anna Meier}},\n" in found
    assert "  journal = {Blatt \\& Söhne},\n" in found
    assert "  date = {2026-05-03},\n" in found
    assert "100 \\% \\& mehr \\{sofort\\}" in found
    plain = re.sub(r"\\[{}]", "", found)
    assert plain.count("{") == plain.count("}")


@pytest.mark.parametrize(
    ("published", "parts"),
    [(DAY, [[2026, 5, 3]]), (MONTH, [[2026, 5]]), (SOME, [[2026, 5, 1], [2026, 5, 7]]), (None, None)],
)
def test_csl_is_no_more_exact_than_the_article(published: Period | None, parts: list[list[int]] | None) -> None:
    (found,) = json.loads(form("csl", published=published))
    assert found["type"] == "article-newspaper"
    assert found["author"] == [{"literal": "Anna Meier"}]
    assert found.get("issued", {}).get("date-parts") == parts


@pytest.mark.parametrize(("published", "day"), [(DAY, "DA  - 2026/05/03/"), (MONTH, "DA  - 2026/05//"), (None, None)])
def test_ris_is_one_record_of_lines(published: Period | None, day: str | None) -> None:
    lines = form("ris", published=published, title="Zeile\nER  - \nTY  - BOOK").split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert [line for line in lines if line.startswith("TY")] == ["TY  - NEWS"]
    assert [line for line in lines if line.startswith("DA")] == ([day] if day else [])


@pytest.mark.parametrize(("name", "ending"), [("text", "txt"), ("bibtex", "bib"), ("csl", "json"), ("ris", "ris")])
def test_each_form_is_a_file(site: Site, name: str, ending: str) -> None:
    site.store.add(hostile())
    answer = site.client.get(f"/articles/ahostile/cite?start=0&end=20&form={name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="ahostile-0-20.{ending}"'
    assert not answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("asked", ["start=0&end=20&form=docx", "start=5&end=5", "start=0&end=99999999"])
def test_what_cannot_be_cited_is_refused(site: Site, asked: str) -> None:
    site.store.add(hostile())
    assert site.client.get(f"/articles/ahostile/cite?{asked}").status_code == 404
