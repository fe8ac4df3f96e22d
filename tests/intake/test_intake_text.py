import contextlib
import time
from datetime import date

import agreement
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.errors import EmptyText, NotGerman, TooLarge, UndecodableText
from wortlaut.intake import article_from_text
from wortlaut.intake.spacing import WHITE, paragraph_bounds
from wortlaut.record import Article

BODY = (
    "Die Regierung hat den Vorschlag am Dienstag zurückgewiesen. Man werde, sagte die Ministerin, „nicht jeden "
    "Unsinn mitmachen“. Eine Entscheidung soll im Herbst fallen, wenn die Zahlen vorliegen.",
    "Die Opposition nannte das Verhalten der Ministerin unklug. Ihr Sprecher sagte, er habe mehr Gespür erwartet. "
    "Im Ausschuss wolle man nachfragen, und zwar öffentlich.",
    "Offen ist, wer die Kosten trägt. Die Länder verweisen auf den Bund, der Bund auf die Länder. Ein Gutachten "
    "soll nun klären, was bisher niemand berechnet hat.",
)


def roles(text: str) -> list[str]:
    return [paragraph.role for paragraph in article_from_text(text, any_language=True).paragraphs]


def words(article: Article, role: str) -> list[str]:
    return [paragraph.span.of(article.text) for paragraph in article.paragraphs if paragraph.role == role]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def check_spans(article: Article) -> None:
    """Spans in order, apart, without white space at the ends, and nothing but white space between."""
    last = 0
    for number, paragraph in enumerate(article.paragraphs):
        span = paragraph.span
        assert last <= span.start < span.end <= len(article.text)
        between = article.text[last : span.start]
        if number:
            assert not between.strip(WHITE)
        elif between.strip(WHITE):
            assert between.strip(WHITE).lower().startswith(("date", "datum"))
        piece = span.of(article.text)
        assert piece == piece.strip(WHITE)
        last = span.end
    assert not article.text[last:].strip(WHITE)


# the text is evidence


def test_text_changes_only_in_mark_and_line_ends() -> None:
    article = article_from_text("\ufeffEins\r\n\r\n  Zwei „so“\u00a0–\r Drei  \r\n")
    assert article.text == "Eins\n\n  Zwei „so“\u00a0–\n Drei  \n"
    check_spans(article)


def test_id_depends_on_the_text_only() -> None:
    one, two = article_from_text(BODY[0], "a.txt"), article_from_text(BODY[0], "b.txt", title="X")
    assert one.id == two.id != article_from_text(BODY[1]).id
    assert len(one.id) == 17 and one.id[0] == "a"


PIECES = st.sampled_from(
    [
        "Von: Anna Muster",
        "Minsk – Der Präsident schweigt.",
        "Foto: dpa",
        "date 2023-05 ",
        " Datum: 14.05.2023 ",
        "Mehr zum Thema",
        "Er ging. (bohy)",
        "14. Mai 2023",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u2028",
        "\x0c",
        "\u00a0",
        "\u200b",
        "„Ja“, sagte er.",
        "(dpa)",
        "Zwischentitel",
        "- Punkt",
        "# Titel",
        " ",
        "x" * 300,
        "😀",
        "…",
        "?",
        "+++ 12:01 +++",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=14).map("".join))
def test_paragraphs_lie_in_the_text_in_order(text: str) -> None:
    try:
        article = article_from_text(text, any_language=True)
    except (EmptyText, UndecodableText):
        return
    check_spans(article)


# paragraphs


def test_single_line_ends_part_paragraphs_where_lines_are_not_wrapped() -> None:
    text = "\n".join(["Streit um das Gesetz", "Von Anna Muster", "Berlin (dpa) – " + BODY[0], *BODY[1:]])
    assert roles(text) == ["headline", "byline", "body", "body", "body"]


@pytest.mark.parametrize("width", [60, 72, 78, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n   "])
def test_wrapped_lines_are_joined(width: int, between: str) -> None:
    import textwrap

    text = between.join(textwrap.fill(paragraph, width) for paragraph in BODY)
    assert len(paragraph_bounds(text)) == 3


def test_list_items_stay_apart() -> None:
    text = page(
        "Was beschlossen wurde",
        BODY[0] + " Es sind drei Punkte:",
        "- mehr Geld\n- mehr Zeit\n- mehr Ruhe",
        BODY[1],
    )
    assert len(article_from_text(text).paragraphs) == 6


# dates


@pytest.mark.parametrize(
    ("line", "day", "precision"),
    [
        ("date 2023-05", date(2023, 5, 1), "month"),
        ("date 2023-05-14", date(2023, 5, 14), "day"),
        ("Datum: 14.05.2023", date(2023, 5, 14), "day"),
        ("14. Mai 2023", date(2023, 5, 14), "day"),
        ("Sonntag, 14. Mai 2023, 10.12 Uhr", date(2023, 5, 14), "day"),
        ("Stand: 14.05.2023, 10:12 Uhr", date(2023, 5, 14), "day"),
        ("Wien, 3. Jänner 2023", date(2023, 1, 3), "day"),
        ("Erstellt: 13.05.2023, 18:00 Uhr | Aktualisiert: 14.05.2023", date(2023, 5, 13), "day"),
        ("Aktualisiert am 14.5.23, 10:12 Uhr", date(2023, 5, 14), "day"),
    ],
)
def test_date_lines(line: str, day: date, precision: str) -> None:
    article = article_from_text(page("Streit um das Gesetz", line, *BODY))
    assert article.published is not None
    assert (article.published.earliest, article.published.precision) == (day, precision)
    assert [paragraph.role for paragraph in article.paragraphs][:2] == ["headline", "dateline"]


def test_date_before_the_headline_on_its_line() -> None:
    article = article_from_text(page(" date 2023-05 „Alles auf Anfang“: Streit um das Gesetz", *BODY))
    assert article.title == "„Alles auf Anfang“: Streit um das Gesetz"
    assert article.paragraphs[0].span.start == 14
    assert str(article.published.latest if article.published else "") == "2023-06-01"


@pytest.mark.parametrize("line", ["date 2023-13", "Datum: 31.02.2023", "Am 14. Mai 2023 kam es zum Streit."])
def test_what_is_no_date_line_is_not_taken_for_one(line: str) -> None:
    assert article_from_text(page("Streit um das Gesetz", line, *BODY)).published is None


# bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von: Bona Hyun", ("Bona Hyun",)),
        ("Von Anna Muster und Max Beispiel", ("Anna Muster", "Max Beispiel")),
        ("Von Anna Muster, Kiew", ("Anna Muster",)),
        ("Anna Muster, Moskau", ("Anna Muster",)),
        ("Hans-Peter Müller-Lüdenscheidt", ("Hans-Peter Müller-Lüdenscheidt",)),
        ("Ein Gastbeitrag von Dr. Karl Beispiel", ("Dr. Karl Beispiel",)),
        ("Autorin: Wiebke von der Heide", ("Wiebke von der Heide",)),
        ("Von Ann-Kathrin Şahin (Text) und Øle Ångström (Fotos)", ("Ann-Kathrin Şahin", "Øle Ångström")),
        ("Von unserem Korrespondenten Max Beispiel, Brüssel", ("Max Beispiel",)),
        ("Von dpa", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    article = article_from_text(page("Streit um das Gesetz", line, *BODY))
    assert article.byline == names
    assert article.paragraphs[1].role == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Von der Leyen warnt vor Alleingang",
        "Von Berlin nach Moskau",
        "Scharfe Kritik",
        "Von nun an gilt das Gesetz",
    ],
)
def test_headlines_that_look_like_bylines(line: str) -> None:
    article = article_from_text(page("Streit um das Gesetz", line, *BODY))
    assert article.byline == () and article.paragraphs[1].role != "byline"


# datelines


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("Minsk – ", "Minsk"),
        ("BERLIN (dpa) – ", "BERLIN (dpa)"),
        ("Berlin/Paris. ", "Berlin/Paris"),
        ("Wien (APA) - ", "Wien (APA)"),
        ("Moskau, 3. Mai (Reuters) - ", "Moskau, 3. Mai (Reuters)"),
        ("Frankfurt a. M. – ", "Frankfurt a. M."),
        ("Kiew (dpa) ", "Kiew (dpa)"),
        ("Washington D.C. — ", "Washington D.C."),
        ("Oberammergau – ", "Oberammergau"),
    ],
)
def test_datelines(opening: str, dateline: str) -> None:
    article = article_from_text(page("Streit um das Gesetz", opening + BODY[0], *BODY[1:]))
    assert article.dateline == dateline
    assert words(article, "body")[0].startswith(opening.strip())


@pytest.mark.parametrize("opening", ["Putin – Präsident seit 1999 – schwieg. ", "Endlich. ", "Scholz: ", "Nun ja – "])
def test_openings_that_are_no_dateline(opening: str) -> None:
    assert article_from_text(page("Streit um das Gesetz", opening + BODY[0], *BODY[1:])).dateline is None


def test_unknown_place_with_full_stop_is_believed_if_the_text_names_it_as_one() -> None:
    told = article_from_text(page("Streit in Bad Wellen", "Bad Wellen. " + BODY[0], *BODY[1:]))
    untold = article_from_text(page("Streit um das Bad", "Bad Wellen. " + BODY[0], *BODY[1:]))
    assert (told.dateline, untold.dateline) == ("Bad Wellen", None)


# roles


def test_roles_of_a_whole_page() -> None:
    text = page(
        "Ukraine-Krieg",
        "Ministerin weist Vorschlag zurück – „nicht jeden Unsinn mitmachen“",
        "Von: Anna Muster",
        "Die Ministerin auf dem Weg ins Kabinett (Archivbild)",
        "Die Ministerin bleibt hart. Nun droht die Opposition mit dem Ausschuss.",
        "Berlin – " + BODY[0],
        "Opposition nennt Ministerin „unklug“",
        BODY[1],
        "Lesen Sie auch: Wie es zum Streit kam",
        BODY[2] + " (bohy)",
        "Mehr zum Thema",
        "Wie es zum Streit kam",
        "Was das Gesetz vorsieht",
    )
    assert roles(text) == [
        "kicker",
        "headline",
        "byline",
        "caption",
        "lead",
        "body",
        "subhead",
        "body",
        "boilerplate",
        "body",
        "sign",
        "boilerplate",
        "boilerplate",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    "sign", ["(bohy)", "(dpa/lto/mk)", "(APA, hofe)", "dpa/abc", "(mit dpa)", "AFP", "(APA, red, 29.2.2024)"]
)
def test_sign_at_the_end_is_a_paragraph_of_its_own(sign: str) -> None:
    article = article_from_text(page("Streit um das Gesetz", *BODY[:2], BODY[2] + " " + sign))
    assert words(article, "sign") == [sign]
    assert words(article, "body")[-1] == BODY[2]
    standing_alone = article_from_text(page("Streit um das Gesetz", *BODY, sign))
    assert words(standing_alone, "sign") == [sign]


@pytest.mark.parametrize("end", ["(siehe Grafik)", "(lacht)", "(SPD)", "(2023)"])
def test_other_brackets_at_the_end_stay(end: str) -> None:
    assert "sign" not in roles(page("Streit um das Gesetz", *BODY[:2], BODY[2] + " " + end))


def test_interview_questions_and_turns_are_body() -> None:
    turns = [
        line
        for number in range(4)
        for line in (f"Frau Muster, warum gerade jetzt, und wieso {number}?", BODY[number % 3])
    ]
    assert "subhead" not in roles(page("„Nicht jeden Unsinn mitmachen“", *turns))
    turns = [line for _ in range(3) for line in ("Frage: Und nun?", "Muster: Abwarten.", "Muster: Geduld. (lacht)")]
    assert "subhead" not in roles(page("„Nicht jeden Unsinn mitmachen“", *turns))


def test_pull_quotes_that_end_like_sentences_are_body() -> None:
    assert roles(page("Streit um das Gesetz", *BODY[:2], "„Wir bleiben treu.“", BODY[2]))[3] == "body"


def test_ticker_headings_are_subheads() -> None:
    text = page(
        "Der Tag im Liveticker",
        "+++ 14:32 Uhr: Ministerin tritt vor die Presse +++",
        BODY[0],
        "+++ 13:01 Uhr: Kabinett tagt +++",
        BODY[1],
    )
    assert roles(text) == ["headline", "subhead", "body", "subhead", "body"]


def test_a_text_without_a_headline_is_body() -> None:
    assert roles(page(*BODY)) == ["body", "body", "body"]
    assert roles("Die Ministerin schweigt.") == ["body"]
    assert roles("Ministerin schweigt") == ["body"]


def test_a_known_title_is_the_headline_only_where_the_text_has_it() -> None:
    article = article_from_text(page("Streit um das Gesetz", *BODY), title="Streit um das Gesetz")
    assert article.paragraphs[0].role == "headline"
    article = article_from_text(page(*BODY), title="Streit um das Gesetz")
    assert article.title == "Streit um das Gesetz" and words(article, "headline") == []


def test_markdown_headings() -> None:
    article = article_from_text(page("# Streit um das Gesetz", BODY[0], BODY[1], "## Wer zahlt?", BODY[2]))
    assert article.title == "Streit um das Gesetz" and words(article, "subhead") == ["## Wer zahlt?"]


# the examples, read by a person


def test_agreement_with_the_examples() -> None:
    found = list(agreement.examples())
    if not found:
        pytest.skip("no example articles here")
    equal = of = 0
    for name, article, gold in found:
        check_spans(article)
        right, count, _ = agreement.role_agreement(article, gold["paragraph_roles"])
        equal, of = equal + right, of + count
        assert article.title == gold["title"], name
    assert equal / of >= 0.95


# bad input, and a lot of it


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "\u200b\u00a0\n"])
def test_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        article_from_text(text)


def test_half_characters() -> None:
    with pytest.raises(UndecodableText):
        article_from_text("Die Ministerin \ud83d schweigt.")


def test_other_language_is_named() -> None:
    with pytest.raises(NotGerman, match="English"):
        article_from_text(
            "The government rejected the proposal on Tuesday. The minister said she would not accept every nonsense, "
            "and that a decision was to be made in autumn, when the figures are known."
        )


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "a b " * 2_500_000,
        "\n" * 10_000_000,
        "(" * 1_000_000,
        "Von " * 1_000_000,
        "Berlin/" * 500_000,
        "1. " * 500_000,
    ],
    ids=["one word", "one line", "line ends", "brackets", "von", "places", "numbers"],
)
def test_time_is_linear(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(EmptyText):
        check_spans(article_from_text(text, any_language=True))
    assert time.process_time() - start < 5


def test_too_many_lines() -> None:
    with pytest.raises(TooLarge, match="split"):
        article_from_text("a\n" * 300_000, any_language=True)
