"""What a When tells besides its days: anchor, offset, open ends, TIMEX3 type; and that nothing is invented."""

from datetime import date

import pytest

from tests.dating.reading import document
from wortlaut.dating import dating
from wortlaut.record import OPEN_END, OPEN_START, Article, Document, Offset, Paragraph, Period, Span, When
from wortlaut.segment import segment


def only(text: str, published: str | None = "2023-05-16") -> When:
    (when,) = dating(document(text, published))
    return when


@pytest.mark.parametrize(
    ("text", "anchor", "offset"),
    [
        ("Am 3. Mai 2023 kam er.", "calendar", None),
        ("Er kam gestern.", "published", Offset(unit="day", least=-1, most=-1)),
        ("Vor zwei Jahren kam er.", "published", Offset(unit="year", least=-2, most=-2)),
        ("Vor einigen Tagen kam er.", "published", Offset(unit="day", least=-7, most=-2)),
        ("Seit drei Jahren wartet er.", "published", Offset(unit="year", least=-3, most=0)),
        ("In den kommenden Wochen reist er.", "published", Offset(unit="week", least=0, most=7)),
        ("Damals kam er.", "published", Offset(unit="day", least=None, most=-1)),
        ("Das kommt künftig.", "published", Offset(unit="day", least=0, most=None)),
        ("Er blieb drei Jahre.", None, None),
        ("Er kommt jeden Montag.", None, None),
        ("Zwei Jahre später kam er.", None, Offset(unit="year", least=2, most=2)),
    ],
)
def test_anchor_and_offset(text: str, anchor: str | None, offset: Offset | None) -> None:
    when = only(text)
    assert (when.anchor, when.offset) == (anchor, offset)


def test_a_time_told_before_is_the_anchor() -> None:
    first, second = dating(document("Am 10. Mai kam er. Am Tag danach ging er."))
    assert (first.anchor, second.anchor) == ("published", "told")
    assert second.earliest == date(2023, 5, 11)


@pytest.mark.parametrize("text", ["Er kam gestern.", "Er kam am Mittwoch.", "Im Sommer kam er.", "Er kam vor Ostern."])
def test_without_a_date_of_publication_no_day_is_invented(text: str) -> None:
    when = only(text, None)
    assert (when.earliest, when.latest, when.anchor) == (None, None, None)


def test_without_a_date_of_publication_the_distance_is_kept() -> None:
    assert only("Er kam vor zwei Wochen.", None).offset == Offset(unit="week", least=-2, most=-2)


def test_open_ends() -> None:
    when = only("Er kam vor 1990.")
    assert (when.period.earliest, when.earliest, when.latest) == (OPEN_START, None, date(1990, 1, 1))
    when = only("Ab 2030 gilt das.")
    assert (when.earliest, when.period.latest, when.latest) == (date(2030, 1, 1), OPEN_END, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("am Mittwoch", "DATE"), ("um 14.30 Uhr", "TIME"), ("drei Jahre", "DURATION"), ("jeden Montag", "SET")],
)
def test_timex_type(text: str, kind: str) -> None:
    assert [timex.type for timex in only(text).timexes] == [kind]


def test_timex_leaves_the_preposition_out() -> None:
    text = "Von 1998 bis 2005 war er Kanzler."
    when = only(text)
    assert when.span.of(text) == "Von 1998 bis 2005"
    assert [timex.span.of(text) for timex in when.timexes] == ["1998", "2005"]


def test_words_without_a_tag_in_timeml_are_told_apart() -> None:
    assert [timex.marked for timex in only("Das kommt bald.").timexes] == [False]
    assert [timex.marked for timex in only("Das kam jüngst.").timexes] == [True]


def test_bylines_and_boilerplate_tell_no_time() -> None:
    text = "Stand: 3. Mai 2023\nEr kam gestern."
    roles = (("dateline", 0, 18), ("body", 19, 34))
    paragraphs = tuple(Paragraph(span=Span(start=a, end=b), role=role) for role, a, b in roles)
    published = Period(earliest=date(2023, 5, 16), latest=date(2023, 5, 17), precision="day")
    doc = segment(Article(id="a", text=text, paragraphs=paragraphs, published=published))
    assert [when.span.of(text) for when in dating(doc)] == ["gestern"]


def test_an_article_of_a_month_is_counted_from_its_first_and_last_day() -> None:
    when = only("Das geschah vor zwei Tagen.", "2023-05")
    assert (when.earliest, when.latest) == (date(2023, 4, 29), date(2023, 5, 30))
    assert when.timexes[0].value == "2023-XX-XX"


def test_an_empty_document_has_no_times() -> None:
    doc = document("x")
    assert dating(Document(article=doc.article, sentences=(), tokens=(), quotations=())) == ()
