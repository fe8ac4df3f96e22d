import pytest

from wortlaut.intake.clutter import is_boilerplate, is_caption


@pytest.mark.parametrize(
    "line",
    [
        "Mehr zum Thema",
        "Mehr zum Thema: Wie es zum Streit kam",
        "Mehr dazu lesen Sie hier.",
        "Lesen Sie auch: Warum gibt es Streit?",
        "+++ Lesen Sie auch: Wie es zum Streit kam +++",
        "Hier geht's zum Newsletter",
        "Melden Sie sich hier für unseren Newsletter an und verpassen Sie nichts.",
        "Anzeige",
        "Jetzt 4 Wochen kostenlos testen und alle Artikel lesen.",
        "Sie sind bereits Abonnent? Hier anmelden",
        "Mit Ihrer Zustimmung werden hier externe Inhalte geladen.",
        "An dieser Stelle finden Sie einen externen Inhalt von YouTube.",
        "Auf Facebook teilen",
        "Artikel drucken",
        "12 Kommentare",
        "Dieses Thema im Programm: Das Erste | Bericht aus Berlin | 14. Mai 2023",
        "Diese Nachricht wurde am 14.05.2023 im Programm Deutschlandfunk gesendet.",
        "Über dieses Thema berichtete die Abendschau am 14. Mai 2023 um 20:00 Uhr.",
        "Wir verwenden Cookies, um Inhalte zu personalisieren.",
        "Alle Rechte vorbehalten",
        "Schlagwörter: Minsk, Moskau, Kasachstan",
        "https://www.example.org/artikel",
        "Auch interessant: Wie es zum Streit kam",
        "Weitere Nachrichten aus der Region",
    ],
)
def test_lines_of_the_page(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mehr als 100 Menschen kamen zur Kundgebung.",
        "Mehr dazu wollte der Minister am Abend nicht sagen.",
        "Sehen Sie hier einen Widerspruch?",
        "Lesen Sie noch Zeitung?",
        "Hören Sie auf, so zu tun!",
        "Mit der Zustimmung des Bundesrats tritt das Gesetz in Kraft.",
        "Mit ihrer Zustimmung ebnete die Partei den Weg für die Reform.",
        "An dieser Stelle steht seit 1950 ein Denkmal für die Opfer.",
        "Diese Meldung wurde am Dienstag dementiert.",
        "Jetzt will die Regierung die Lieferketten sichern.",
        "Jetzt wollen die Schulen testen",
        "Sie sind als Asylbewerber registriert.",
        "Auch interessant ist, dass der Kanzler schwieg.",
        "Über dieses Thema berichten Medien seit Jahren.",
        "Der Umgang mit Cookies soll strenger geregelt werden, forderte die Ministerin.",
        "Die Datenschutzerklärung der Behörde sei unzureichend, sagte er.",
        "Weitere Informationen lagen am Abend nicht vor.",
        "Teilen wollte er die Macht nie.",
        "Werbung für die AfD sei das nicht, sagte sie.",
        "Folgen hatte das keine.",
        "Zum Thema Rente sagte er nichts.",
    ],
)
def test_lines_of_the_article(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Foto: dpa",
        "Bild: Kay Nietfeld/dpa",
        "Quelle: Reuters",
        "Bildunterschrift: Der Kanzler im Bundestag",
        "© dpa",
        "Der Kanzler am Montag im Bundestag (Archivbild)",
        "Der Kanzler am Montag im Bundestag (Foto/Archivbild)",
        "Der Kanzler am Montag im Bundestag. Foto: Michael Kappeler/dpa",
        "Der Kanzler am Montag im Bundestag © Michael Kappeler",
        "Der Kanzler am Montag im Bundestag | Bild: picture alliance / dpa",
        "Der Kanzler am Montag im Bundestag. (Quelle: Michael Kappeler/dpa)",
        "Der Kanzler am Montag im Bundestag. dpa/Michael Kappeler/picture alliance",
    ],
)
def test_lines_of_a_picture(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Es bot sich ein trauriges Bild: Überall lagen Trümmer.",
        "Die Kosten steigen seit Jahren (siehe Grafik).",
        "BILD: Herr Kanzler, wie lange noch?",
        "Das sagte er der Zeitung „Bild“.",
        "Die Quelle: ein Beamter, der nicht genannt werden will?",
        "Auf dem Foto ist der Kanzler zu sehen.",
        "Das meldet die Agentur dpa.",
        "Die SPD/CDU-Koalition hält.",
    ],
)
def test_sentences_about_pictures(line: str) -> None:
    assert not is_caption(line)
