import io

import pytest

from wortlaut.errors import BinaryContent, EmptyText, NotGerman, TooLarge, UndecodableText
from wortlaut.intake.decode import decode, encoding_of
from wortlaut.intake.language import check_german, language_of

TEXT = "Die Außenministerin sagte: „Wir prüfen das.“ – Über Näheres schwieg sie, auch in Köln."
PLAIN = "Die Aussenministerin überging Grüße und Füße in Köln, sagte sie."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "iso-8859-15", "cp850", "cp1250"])
def test_encodings_without_curly_marks(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding)) == PLAIN


def test_one_umlaut_is_enough() -> None:
    assert decode("für".encode("cp1252")) == "für"


def test_html_says_its_character_set_and_means_cp1252() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>„Größe“'
    assert "„Größe“" in decode(page.encode("cp1252"), html=True)
    page = "<html><head><meta charset=koi8-r></head>Москва"
    assert "Москва" in decode(page.encode("koi8-r"), html=True)


def test_http_header_wins_over_the_page() -> None:
    page = "<html><head><meta charset=iso-8859-1></head>Grüße, Łódź".encode("iso-8859-2")
    assert "Łódź" in decode(page, content_type="text/html; charset=iso-8859-2", html=True)


def test_what_is_utf_8_is_utf_8_whatever_is_declared() -> None:
    assert "Grüße" in decode(
        "<meta charset=iso-8859-1>Grüße".encode(), content_type="text/html; charset=latin1", html=True
    )


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "rot13", "quatsch", "idna", ""])
def test_odd_declarations_do_no_harm(name: str) -> None:
    assert "Grüße" in decode("Grüße".encode("cp1252"), content_type=f"text/html; charset={name}", html=True)


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    text = decode(TEXT.encode() * 3 + b"\xff" + TEXT.encode())
    assert text.count("Außenministerin") == 4 and "\ufffd" in text
    assert decode(TEXT.encode()[: TEXT.encode().index("ö".encode()) + 1]).endswith("in K")  # cut in a letter


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"%PDF-1.7\n...", "PDF: save it as text or HTML"),
        (b"PK\x03\x04\x14\x00", "docx"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
        (b"{\\rtf1\\ansi Hallo}", "RTF"),
        (b"\x1f\x8b\x08\x00", "unpack"),
        (b"SQLite format 3\x00", "CSV"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (b"Text mit \x00 Null und noch \x00 einer", "zero"),
        (bytes(range(1, 32)) * 20 + b"\xff\xc0", "control"),
    ],
)
def test_binary(data: bytes, advice: str) -> None:
    with pytest.raises(BinaryContent, match=advice):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_empty(data: bytes) -> None:
    with pytest.raises(EmptyText):
        decode(data)


def test_too_large_and_damaged() -> None:
    with pytest.raises(TooLarge, match="split"):
        decode(b"a" * 101, limit=100)
    with pytest.raises(UndecodableText, match="utf-16"):
        decode(b"\xff\xfe" + "Grüße".encode("utf-16-le") + b"\x00\xd8")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8"),
        (b"a" * 300_000 + "ä".encode(), "utf-8"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
    ],
)
def test_encoding_of_a_file(data: bytes, name: str) -> None:
    file = io.BytesIO(data)
    assert encoding_of(file) == name and file.tell() == 0


# language

ENGLISH = (
    "The government rejected the proposal. The minister said she would not accept it, and a decision is due in autumn."
)
DUTCH = (
    "De regering heeft het voorstel van de president afgewezen. "
    "De minister zei dat zij het niet zou aanvaarden, en dat het besluit in het najaar valt."
)
FRENCH = (
    "Le gouvernement a rejeté la proposition du président. "
    "La ministre a déclaré qu'elle ne l'accepterait pas et qu'une décision serait prise cet automne."
)


@pytest.mark.parametrize(("text", "name"), [(ENGLISH, "English"), (DUTCH, "Dutch"), (FRENCH, "French")])
def test_other_languages_are_named(text: str, name: str) -> None:
    with pytest.raises(NotGerman, match=name):
        check_german(text)
    with pytest.raises(NotGerman, match=name):
        check_german(text, declared="en-US")


@pytest.mark.parametrize(
    "text",
    [
        "Merz warnt",
        "US-Senator McCarthy: Deal mit Biden",
        "Handelsstreit: Trump droht EU mit Strafzöllen",
        "Bundesrat seit gestern. " * 10,
        "D’Regierig het de Vorschlag vom Präsident abglehnt. D Ministerin het gseit, si machi nid jede Seich mit, und "
        "im Herbst well me de luege, wie s witer göng mit dere Sach.",
        "D’Regierung huet dem President säi Virschlag ofgeleent. "
        "D’Ministesch sot, si géif net all Blödsinn matmaachen, "
        "an am Hierscht wier mat enger Decisioun ze rechnen, well dann d’Zuelen do sinn.",
        f"Er zitierte: “{ENGLISH}” "
        "Das ist der Satz, den die Regierung nicht hören wollte, und sie hat ihn doch gehört.",
    ],
)
def test_german_and_short_texts_pass(text: str) -> None:
    check_german(text)


def test_a_page_that_calls_itself_german_is_believed() -> None:
    check_german(ENGLISH, declared="de-CH")
    check_german("Die Regierung hat den Vorschlag zurückgewiesen, und das ist auch gut so.", declared="en")


def test_language_of() -> None:
    assert language_of(DUTCH)[0] == "nl" and 0 <= language_of(DUTCH)[1] <= 1
