"""Direct speech ends exactly at its marks, whatever the model's edges were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.build import body, quote, tags
from wortlaut.extract import extract

STYLES = ["„…“", "»…«", "«…»", "“…”", '"…"', "‚…‘", "›…‹", '„…"', "„…”"]


def contents(text: str, *quotes, of=body) -> list[list[str]]:
    doc = of(text)
    found = extract(doc, tags(*(make(doc) for make in quotes)))
    return [[span.of(text) for span in s.content] for s in found.statements]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seen", ["Wir zahlen das nicht", "zahlen das nicht", "zahlen das nicht{c}, sagte"])
def test_content_is_what_stands_between_the_marks(style: str, seen: str) -> None:
    o, c = style.split("…")
    text = f"{o}Wir zahlen das nicht{c}, sagte Ministerin Eva Lohr in Mainz."
    assert contents(text, lambda d: quote(d, seen.replace("{c}", c), speaker="Ministerin Eva Lohr", cue="sagte")) == [
        ["Wir zahlen das nicht"]
    ]


def test_several_sentences_in_one_pair_of_marks_are_one_statement() -> None:
    text = "„Das ist falsch. Wir gehen vor Gericht!“, rief Anna Wirth."
    parts = (lambda d: quote(d, "Das ist falsch."), lambda d: quote(d, "Wir gehen vor Gericht!"))
    assert contents(text, *parts) == [["Das ist falsch. Wir gehen vor Gericht!"]]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir müssen“, sagte er, „endlich handeln.“",
        "»Wir müssen«, sagte er in Bonn, »endlich handeln.«",
        "„Wir müssen“ – er zögerte – „endlich handeln“, sagte er.",
    ],
)
def test_a_split_quote_is_one_statement(text: str) -> None:
    found = contents(text, lambda d: quote(d, "Wir müssen"), lambda d: quote(d, "endlich handeln"))
    assert len(found) == 1
    assert [piece.rstrip(".") for piece in found[0]] == ["Wir müssen", "endlich handeln"]


@pytest.mark.parametrize(
    "text",
    [
        "„Das reicht nicht“, sagte sie. „Endlich handeln muss der Bund.“",
        "„Das reicht nicht.“ So sagte sie es, „Endlich handeln muss der Bund.“",
        "„Das reicht nicht“, sagte Lohr; Wirth dagegen: „Endlich handeln muss der Bund.“",
    ],
)
def test_two_quotes_stay_two(text: str) -> None:
    found = contents(text, lambda d: quote(d, "Das reicht nicht"), lambda d: quote(d, "Endlich handeln muss der Bund"))
    assert len(found) == 2


def test_a_quote_over_two_paragraphs_is_one_statement() -> None:
    text = "Lohr sagte: „Erstens fehlt das Geld.\n„Zweitens fehlt der Wille.“ Dann ging sie."
    found = contents(text, lambda d: quote(d, "Erstens fehlt das Geld"), lambda d: quote(d, "Zweitens fehlt der Wille"))
    assert found == [["Erstens fehlt das Geld.", "Zweitens fehlt der Wille."]]


def test_marks_that_the_tags_missed_become_a_statement_when_the_model_is_asked_and_sure() -> None:
    text = "„Wir haben lange genug auf diese Antwort gewartet.“ Der Saal klatschte."
    sure = contents(
        text, lambda d: quote(d, "Wir haben lange genug auf diese Antwort gewartet.", score=0.4, proposed=True)
    )
    unsure = contents(
        text, lambda d: quote(d, "Wir haben lange genug auf diese Antwort gewartet.", score=0.05, proposed=True)
    )
    assert (len(sure), len(unsure)) == (1, 0)


def test_marked_words_that_nobody_says_are_fragments() -> None:
    text = "Der „Alleingang“ kam an. Sie sagte, der „Pakt“ sei tot."
    doc = body(text)
    found = extract(doc, tags(quote(doc, "der „Pakt“ sei tot", kind="Indirect", speaker="Sie", cue="sagte")))
    assert [(f.span.of(text), f.statement) for f in found.fragments] == [("Alleingang", None), ("Pakt", "s1")]
    assert found.fragments[1].speaker == found.statements[0].speaker


@pytest.mark.parametrize(
    ("seen", "wanted"), [("der „Pakt", "der „Pakt“"), (", der „Pakt“ sei tot", "der „Pakt“ sei tot")]
)
def test_indirect_content_never_tears_marks_apart(seen: str, wanted: str) -> None:
    text = "Sie sagte, der „Pakt“ sei tot."
    assert contents(text, lambda d: quote(d, seen, kind="Indirect")) == [[wanted]]


@given(st.text(alphabet="ab .,!„“»«\"'‚‘\n", min_size=1, max_size=80), st.data())
def test_whatever_the_tags_say_every_statement_has_words_inside_the_text(text: str, data: st.DataObject) -> None:
    doc = body(text)
    if not doc.tokens:
        return
    numbers = st.integers(0, len(doc.tokens) - 1)
    drawn = data.draw(
        st.lists(st.tuples(numbers, numbers, st.sampled_from(["Direct", "Indirect", "Reported"])), max_size=6)
    )
    made = []
    for a, b, kind in drawn:
        plain = quote(doc, kind=kind)
        made.append(
            type(plain)(
                **{name: getattr(plain, name) for name in plain.__slots__}
                | {"tokens": tuple(range(min(a, b), max(a, b) + 1))}
            )
        )
    found = extract(doc, tags(*made))
    for statement in found.statements:
        assert statement.content
        assert all(span.end <= len(text) and any(c.isalnum() for c in span.of(text)) for span in statement.content)
