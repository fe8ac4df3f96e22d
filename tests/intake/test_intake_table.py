import json
from pathlib import Path

import pytest
from test_intake_text import BODY, check_spans

from wortlaut.errors import EmptyText, NoArticle, NotGerman
from wortlaut.intake import Columns, Failed, articles_from_table, load
from wortlaut.record import Article

ROW = {
    "id": 7,
    "titel": "Streit um das Gesetz",
    "datum": "14.05.2023",
    "volltext": BODY[0],
    "medium": "Bote",
    "autor": "Von Anna Muster",
    "link": "https://bote.example/1",
}


def read(table: str, format: str, /, **columns: str) -> list[Article | Failed]:
    return list(articles_from_table(table, format, source="a", columns=Columns(**columns)))  # type: ignore[arg-type]


def articles(found: list[Article | Failed]) -> list[Article]:
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def check_row(article: Article) -> None:
    assert article.title == "Streit um das Gesetz" and article.text == BODY[0]
    assert article.published and str(article.published.earliest) == "2023-05-14"
    assert (article.outlet, article.byline, article.url) == ("Bote", ("Anna Muster",), "https://bote.example/1")
    check_spans(article)


def test_one_json_object_keeps_the_name() -> None:
    (article,) = articles(read(json.dumps(ROW), "json"))
    check_row(article)
    assert article.source == "a"


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"count": 2, "articles": rows}])
def test_json_lists(wrap: object) -> None:
    found = articles(read(json.dumps(wrap([ROW, ROW])), "json"))  # type: ignore[operator]
    assert [one.source for one in found] == ["a#1", "a#2"]
    check_row(found[1])


def test_json_lines_count_lines_and_never_stop() -> None:
    lines = ["\ufeff" + json.dumps(ROW), "", "{kaputt", "17", json.dumps({**ROW, "volltext": " "}), json.dumps(ROW)]
    found = read("\n".join(lines), "jsonl")
    assert [one.source for one in found] == ["a#1", "a#3", "a#4", "a#5", "a#6"]
    assert [type(one).__name__ for one in found] == ["Article", "Failed", "Failed", "Failed", "Article"]


def test_json_lines_in_a_json_file() -> None:
    assert len(articles(read(json.dumps(ROW) + "\n" + json.dumps(ROW), "json"))) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv(delimiter: str, end: str) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.DictWriter(out, ROW, delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows([ROW, ROW])
    found = articles(read("\ufeff" + out.getvalue(), "csv"))
    assert [one.source for one in found] == ["a#1", "a#2"]
    check_row(found[0])


def test_csv_cells_hold_lines_and_marks() -> None:
    text = f'text;title\n"{BODY[0]}\n\n{BODY[1]} ""So"".";Streit\n'
    (article,) = articles(read(text, "csv"))
    assert article.text == f'{BODY[0]}\n\n{BODY[1]} "So".' and len(article.paragraphs) == 2


def test_csv_with_the_hint_of_excel() -> None:
    assert articles(read(f"sep=;\r\ntext;title\r\n{BODY[0]};Streit\r\n", "csv"))[0].title == "Streit"


def test_csv_rows_may_be_ragged_or_long() -> None:
    found = read(f"title,text\nStreit\nStreit,{'Der Satz ist lang und gut. ' * 20_000}\n,,,,\n", "csv")
    assert [type(one).__name__ for one in found] == ["Failed", "Article"]


def test_named_columns_win_and_go_into_objects() -> None:
    row = {"text": "falsch", "doc": {"inhalt": BODY[0], "kopf": "Streit"}}
    (article,) = articles(read(json.dumps(row), "json", text="doc.inhalt", title="doc.kopf"))
    assert (article.text, article.title) == (BODY[0], "Streit")


def test_missing_columns_are_named() -> None:
    (failed,) = read(json.dumps({"foo": "x", "bar": 1}), "json")
    assert isinstance(failed, Failed) and isinstance(failed.error, NoArticle)
    assert "foo, bar" in str(failed.error)
    (failed,) = read(json.dumps(ROW), "json", text="artikel")
    assert isinstance(failed, Failed) and "'artikel'" in str(failed.error) and "volltext" in str(failed.error)


def test_a_title_column_stays_out_of_the_text() -> None:
    row = {"title": "Streit um das Gesetz", "text": "Streit um das Gesetz\n\n" + BODY[0] + "\n\n" + BODY[1]}
    (article,) = articles(read(json.dumps(row), "json"))
    assert article.text == row["text"] and article.paragraphs[0].role == "headline"


def test_records_of_our_own_can_be_read_again() -> None:
    row = {
        "schema": "wortlaut/1",
        "article": {
            "text": BODY[0],
            "title": "Streit",
            "byline": ["Anna Muster"],
            "published": {"earliest": "2023-05-14", "latest": "2023-05-15", "precision": "day"},
        },
    }
    (article,) = articles(read(json.dumps(row), "jsonl"))
    assert (article.text, article.title, article.byline) == (BODY[0], "Streit", ("Anna Muster",))


def test_cells_of_other_kinds() -> None:
    row = {
        "text": [BODY[0], BODY[1]],
        "authors": [{"name": "Anna Muster"}, {"name": "Max Beispiel"}],
        "date": 1684059120000,
        "url": None,
    }
    (article,) = articles(read(json.dumps(row), "json"))
    assert article.text == f"{BODY[0]}\n\n{BODY[1]}" and article.byline == ("Anna Muster", "Max Beispiel")
    assert article.published and str(article.published.earliest) == "2023-05-14"


def test_html_cells_and_half_characters() -> None:
    html = "<!doctype html><html><body><h1>Streit</h1>" + "".join(f"<p>{one}</p>" for one in BODY) + "</body></html>"
    (article,) = articles(read(json.dumps({"content": html, "medium": "Bote"}), "json"))
    assert article.title == "Streit" and article.outlet == "Bote"
    (article,) = articles(read(json.dumps({"text": BODY[0] + " \ud83d"}), "json"))
    assert article.text.endswith("?")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("", "json"),
        ("{", "json"),
        ("17", "json"),
        ("[]", "json"),
        ("[1]", "json"),
        ("[" * 100_000, "json"),
        ("\n", "jsonl"),
        ("", "csv"),
        ("text,title\n", "csv"),
    ],
)
def test_bad_tables_are_one_failure(text: str, format: str) -> None:
    (failed,) = read(text, format)
    assert isinstance(failed, Failed) and str(failed.error)


def test_language_is_checked_per_row() -> None:
    english = (
        "The government rejected the proposal, and the minister said she would not accept it this year or the next one."
    )
    found = read(json.dumps([{"text": english}, {"text": BODY[0]}]), "json")
    assert isinstance(found[0], Failed) and isinstance(found[0].error, NotGerman)
    assert isinstance(found[1], Article)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_files_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "korpus.csv"
    path.write_bytes(f"überschrift;text\r\nGrüße;{BODY[0]}\r\n".encode(encoding))
    (article,) = load(path)
    assert isinstance(article, Article) and article.title == "Grüße" and "„nicht jeden" in article.text


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "korpus.jsonl"
    path.write_text((json.dumps(ROW) + "\n") * 3, "utf-8")
    found = load(path)
    first = next(found)
    assert isinstance(first, Article) and first.source == f"{path}#1"
    assert len(list(found)) == 2


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "leer.csv"
    path.write_bytes(b"")
    (failed,) = load(path)
    assert isinstance(failed, Failed) and isinstance(failed.error, EmptyText)
