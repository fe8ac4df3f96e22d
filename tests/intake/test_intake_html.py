import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from test_intake_text import BODY, check_spans, words

from wortlaut.errors import EmptyText, IntakeError, NoArticle, NotGerman
from wortlaut.intake import Failed, article_from_html, article_from_text, load, looks_like_html
from wortlaut.record import Article

PAGES = Path(__file__).parent / "data" / "pages"

# title, kicker, byline, outlet, day, start of the lead, subheads, number of body paragraphs, sign
EXPECTED = {
    "01-magazin": (
        "Senatorin Brandis wirft Minister »Alleingang« vor",
        "Streit über Hafenvertrag",
        ("Lena Hartkopf", "Ole Brinkmann"),
        "DER BEOBACHTER",
        date(2024, 3, 8),
        "Die Hamburger Senatorin fühlt",
        ["»Das ist kein guter Stil«"],
        5,
        "lha/dpa",
    ),
    "02-rundfunk": (
        "Kabinett billigt Entwurf zur Rentenreform",
        "Rentenpaket",
        ("Gesa Thormann",),
        "nachrichtenschau.de",
        date(2025, 1, 15),
        "Nach monatelangem Streit",
        ["Scharfe Kritik der Gewerkschaften"],
        4,
        None,
    ),
    "03-wochenzeitung": (
        'Klimageld: "Wir haben das den Menschen versprochen"',
        None,
        ("Jule Pagels",),
        "WOCHE ONLINE",
        date(2023, 11, 21),
        "Das Klimageld kommt später",
        ["Der Streit ist alt"],
        7,
        None,
    ),
    "04-regionalportal": (
        "Brückensperrung in Altwied: Landrat kritisiert Autobahn GmbH",
        None,
        ("Tarek Sommerfeld",),
        "Wiedbote",
        date(2022, 8, 2),
        "Die Talbrücke ist dicht",
        ["Landrat fordert Umleitung: „Wir brauchen Lösungen, keine Ausreden“"],
        4,
        "(tso)",
    ),
    "05-tageszeitung": (
        "Ministerpräsidentin schließt Koalitionsbruch aus",
        "Schulpolitik",
        ("Carola Wiesmüller",),
        "Münchner Tagblatt.de",
        date(2021, 7, 1),
        "Im Streit über das neunjährige",
        ["Der Koalitionspartner gibt sich gelassen"],
        4,
        None,
    ),
    "06-oesterreich": (
        'Kanzlerin Egger: "Österreich bleibt neutral"',
        "Verteidigung",
        (),
        "DER BOTE",
        date(2024, 2, 29),
        "Die Regierungschefin reagiert",
        ["Opposition fordert Sondersitzung"],
        4,
        "(APA, red, 29.2.2024)",
    ),
    "07-schweiz": (
        "Bundesrätin Vogt: «Ein Nein wäre teuer»",
        "Abstimmung über die AHV",
        ("Reto Zgraggen",),
        "Schweizer Fernsehen und Sender (SFS)",
        date(2023, 9, 4),
        None,
        ["Die wichtigsten Punkte"],
        6,
        None,
    ),
    "08-altes-lokalblatt": (
        "Gemeinderat lehnt Windräder ab",
        None,
        (),
        None,
        date(2015, 10, 7),
        None,
        [],
        3,
        "(dpa/lsw)",
    ),
    "09-liveticker": (
        "Liveticker zur Haushaltskrise: Finanzministerin bietet Rücktritt an",
        None,
        (),
        "infokanal24",
        date(2024, 11, 6),
        "Die Koalition ringt um",
        ["Opposition verlangt Neuwahlen", "Finanzministerin bietet Rücktritt an", "Krisentreffen im Kanzleramt"],
        3,
        None,
    ),
    "10-kaputt": (
        "Zollstreit: Kommissarin Almeida droht mit Gegenmaßnahmen",
        None,
        (),
        "EU-Bote",
        date(2023, 5, 14),
        None,
        [],
        3,
        None,
    ),
}
CLUTTER = (
    "Newsletter",
    "Mehr zum Thema",
    "Auch interessant",
    "Cookies",
    "Jetzt weiterlesen",
    "Rechte vorbehalten",
    "Anzeige",
    "Startseite",
    "Dieses Thema im Programm",
    "Immer dasselbe mit dieser Regierung",
    "Postings",
)


def read(name: str) -> Article:
    (article,) = load(PAGES / f"{name}.html")
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("name", EXPECTED)
def test_pages(name: str) -> None:
    title, kicker, byline, outlet, day, lead, subheads, bodies, sign = EXPECTED[name]
    article = read(name)
    check_spans(article)
    assert article.title == title
    assert words(article, "headline") == [title]
    assert words(article, "kicker") == ([kicker] if kicker else [])
    assert (article.byline, article.outlet) == (byline, outlet)
    assert article.published is not None and article.published.earliest == day
    assert [one[: len(lead or "")] for one in words(article, "lead")] == ([lead] if lead else [])
    assert words(article, "subhead") == subheads
    assert len(words(article, "body")) == bodies
    assert words(article, "sign") == ([sign] if sign else [])
    assert not [clutter for clutter in CLUTTER if clutter in article.text]


def test_datelines_of_pages() -> None:
    assert (read("06-oesterreich").dateline, read("04-regionalportal").dateline) == ("Wien", "Altwied")


def page(body: str, head: str = "", lang: str = "de") -> str:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body><article>{body}</article></body></html>'


PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def test_words_are_those_of_the_page() -> None:
    article = article_from_html(page(f"<h1>Streit um das Ge&shy;setz</h1>{PARAGRAPHS}"))
    assert article.text == "\n\n".join(["Streit um das Gesetz", *BODY])


def test_inline_markup_does_not_part_words() -> None:
    article = article_from_html(
        page(f"<h1>Streit</h1>{PARAGRAPHS}<p><b>A</b>bfuhr für <a href=x>Min<i>sk</i></a>s Plan, so hieß es.</p>")
    )
    assert words(article, "body")[-1] == "Abfuhr für Minsks Plan, so hieß es."


def test_repeated_paragraphs_stay() -> None:
    article = article_from_html(page(f"<h1>Streit</h1>{PARAGRAPHS}<p>{BODY[0]}</p>"))
    assert words(article, "body").count(BODY[0]) == 2


def test_publication_not_modification() -> None:
    head = '<meta property="article:modified_time" content="2024-01-09">'
    head += '<meta property="article:published_time" content="2024-01-02T08:00:00+01:00">'
    ld = {"@type": "NewsArticle", "dateModified": "2024-01-08", "datePublished": "2024-01-01T08:00:00+01:00"}
    found = article_from_html(page(PARAGRAPHS, head)).published
    assert found and found.earliest == date(2024, 1, 2)
    found = article_from_html(
        page(PARAGRAPHS, f'{head}<script type="application/ld+json">{json.dumps(ld)}</script>')
    ).published
    assert found and found.earliest == date(2024, 1, 1)


def test_description_is_no_lead_unless_shown() -> None:
    head = '<meta name="description" content="Nur für Suchmaschinen: Hier steht, worum es in diesem Artikel geht.">'
    article = article_from_html(page(f"<h1>Streit</h1>{PARAGRAPHS}", head))
    assert "Suchmaschinen" not in article.text and words(article, "lead") == []


def test_language() -> None:
    english = (
        "<p>The government rejected the proposal on Tuesday, and the minister said she would not accept it.</p>" * 3
    )
    with pytest.raises(NotGerman):
        article_from_html(page(english, lang="en"))
    assert article_from_html(page(PARAGRAPHS, lang="en")).language == "de"
    assert article_from_html(page(english, lang="en"), any_language=True).text


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<!doctype html><html><head><title>Video</title></head><body><nav><a href=a>Start</a></nav></body></html>",
        "<html><head><title>Nie geschlossen <p>Text</p>",
        "<",
        "\x00<html>\x00",
    ],
)
def test_pages_without_an_article(html: str) -> None:
    with pytest.raises(NoArticle):
        article_from_html(html)


def test_empty() -> None:
    with pytest.raises(EmptyText):
        article_from_html(" \n")


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 5_000 + PARAGRAPHS,
    "deep inline": page("<p>" + "<b>" * 3_000 + "x" + BODY[0]),
    "broken json": page(PARAGRAPHS, '<script type="application/ld+json">{"@type": ["NewsArticle", {]</script>'),
    "odd json": page(
        PARAGRAPHS,
        '<script type="application/ld+json">[{"@type":"NewsArticle","headline":{"a":[]},"author":[[null,1]],'
        '"datePublished":17,"publisher":[]},null,"x",3]</script>',
    ),
    "deep json": page(PARAGRAPHS, '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "surrogates": page(PARAGRAPHS + "<p>&#xD83D; &#0; &#x110000; Das Zeichen ist kaputt, der Satz aber nicht.</p>"),
    "controls": page(PARAGRAPHS + "<p>Ein \x01 Steuerzeichen \x0b im \x1f Satz.</p>"),
    "bad address": page(
        PARAGRAPHS, '<link rel=canonical href="http://[kaputt"><meta property="og:url" content="http://[::1">'
    ),
    "crossed": "<html><p>" + BODY[0] + "<b><p>" + BODY[1] + "</i></b></table></html></html><p>" + BODY[2],
    "comments": "<!-- <p> --><html lang=de><!--[if IE]>" + page(PARAGRAPHS),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_broken_pages_do_not_crash(name: str) -> None:
    try:
        article = article_from_html(HOSTILE[name], any_language=True)
    except IntakeError:
        return
    check_spans(article)
    article.text.encode("utf-8")


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_pages_cut_off_do_not_crash(name: str, share: float) -> None:
    data = (PAGES / f"{name}.html").read_bytes()
    text = data[: int(len(data) * share)].decode("utf-8", "replace")
    with contextlib.suppress(IntakeError):
        check_spans(article_from_html(text, any_language=True))


def test_a_page_in_a_text_file_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "seite.txt"
    path.write_text("\n " + page(f"<h1>Streit um das Gesetz</h1>{PARAGRAPHS}"), "utf-8")
    (article,) = load(path)
    assert not isinstance(article, Failed) and article.title == "Streit um das Gesetz"
    assert looks_like_html("<?xml version='1.0'?>\n<!-- x -->\n<HTML>") and not looks_like_html("<Name> sagte: Nein.")


def test_text_and_page_agree_on_the_same_article() -> None:
    lines = [
        "Streit um das Gesetz",
        "Von Anna Muster",
        "Berlin (dpa) – " + BODY[0],
        "Wer zahlt?",
        BODY[1],
        BODY[2] + " (bohy)",
    ]
    tags = ["h1", "p", "p", "h2", "p", "p"]
    html = page("".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(tags, lines, strict=True)))
    one, other = article_from_text("\n\n".join(lines)), article_from_html(html)
    assert (one.title, one.byline, one.dateline) == (other.title, other.byline, other.dateline)
    assert [paragraph.role for paragraph in one.paragraphs] == [paragraph.role for paragraph in other.paragraphs]


def test_a_lead_outside_the_body_is_put_back_but_no_teaser() -> None:
    lead = "Die Ministerin bleibt hart, und nun droht die Opposition mit dem Ausschuss."
    front = f'<div class="intro-box"><p class="article__intro">{lead}</p><time>14.05.2023</time></div>'
    teaser = '<p class="teaser__intro">Ein anderer Artikel, der mit diesem hier gar nichts zu tun hat.</p>'
    head = f"{teaser}<div><h1>Streit um das Gesetz</h1>{front}</div>"
    html = f"<html lang=de><body>{head}<main>{PARAGRAPHS}</main></body></html>"
    article = article_from_html(html)
    assert words(article, "lead") == [lead]
    assert "anderer Artikel" not in article.text


def test_a_subhead_after_teasers_stays() -> None:
    teasers = "<p>Lesen Sie auch:</p><p><a href=a>Wie es zum Streit kam</a></p>"
    article = article_from_html(
        page(f"<h1>Streit</h1>{PARAGRAPHS}{teasers}<h2>Wer zahlt?</h2><p>{BODY[0]} So ist es.</p>")
    )
    assert words(article, "subhead") == ["Wer zahlt?"] and "Wie es zum" not in article.text


def test_a_byline_at_the_end() -> None:
    article = article_from_html(page(f"<h1>„So nicht“</h1>{PARAGRAPHS}<p>Das Gespräch führte Anna Muster.</p>"))
    assert article.byline == ("Anna Muster",)
