"""Bytes → text: byte-order marks, UTF-8, UTF-16, declared and guessed character sets (Zeichensätze)."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from wortlaut.errors import BinaryContent, EmptyText, TooLarge, UndecodableText

MAX_BYTES = 10 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_TEXT = "save it as text or HTML first"
_MAGIC = (
    (b"%PDF-", f"a PDF: {_AS_TEXT}"),
    (b"PK\x03\x04", f"a ZIP archive or an Office document (docx, odt, epub): {_AS_TEXT}"),
    (b"\xd0\xcf\x11\xe0", f"an old Office document (doc, xls): {_AS_TEXT}"),
    (b"{\\rtf", f"an RTF document: {_AS_TEXT}"),
    (b"\x89PNG", "a PNG image: Wortlaut reads text, not pictures"),
    (b"\xff\xd8\xff", "a JPEG image: Wortlaut reads text, not pictures"),
    (b"GIF8", "a GIF image: Wortlaut reads text, not pictures"),
    (b"II*\x00", "a TIFF image: Wortlaut reads text, not pictures"),
    (b"MM\x00*", "a TIFF image: Wortlaut reads text, not pictures"),
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"BZh", "a bzip2 file: unpack it first"),
    (b"\xfd7zXZ", "an xz file: unpack it first"),
    (b"(\xb5/\xfd", "a zstd file: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"SQLite format 3", "an SQLite database: export a table as CSV first"),
    (b"PAR1", "a Parquet file: export it as CSV or JSON lines first"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound file: Wortlaut reads text"),
    (b"ID3", "a sound file: Wortlaut reads text"),
    (b"RIFF", "a sound, film or WebP file: Wortlaut reads text"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HTTP_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# what the Web means when it says so (WHATWG Encoding Standard)
_WEB_NAMES = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
              "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252"}  # fmt: skip
_KNOWN_SETS = re.compile(r"(?:iso|windows|cp|latin|mac|koi|ibm|big5|gb|euc|shift|utf-?8$)", re.IGNORECASE)
_C1 = re.compile("[\x80-\x9f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_GERMAN_SIGNS = frozenset("äöüÄÖÜßéèàç„“”‚‘’«»–—…€§°·")
_NOTHING = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 27))


def decode(data: bytes, *, content_type: str | None = None, html: bool = False, limit: int = MAX_BYTES) -> str:
    """Turn bytes into text.

    In this order: byte-order mark, UTF-16 without one (by its zero bytes), strict UTF-8, the character
    set named by the HTTP header ``content_type`` or (``html``) the page itself, resiliparse's guess,
    cp1252. ``limit`` in bytes. Raises EmptyText, TooLarge, BinaryContent and UndecodableText.

    >>> decode("Äußerung".encode("cp1252"))
    'Äußerung'
    """
    if not data.strip(_NOTHING):
        raise EmptyText("nothing to read: the file is empty")
    check_size(len(data), limit)
    refuse_binary(data)
    encoding = _encoding_by_marks(data)
    if encoding:
        return _decoded(data, encoding)
    if b"\x00" in data:
        raise BinaryContent("not text (it contains zero bytes): save it as text or HTML first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.start > 0 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    if sum(data[:100_000].count(code) for code in _CONTROL) > len(data[:100_000]) // 100:
        raise BinaryContent("not text (many control characters): save it as text or HTML first")
    return _decoded_legacy(data, content_type, html=html)


def encoding_of(file: BinaryIO) -> str:
    """Name the encoding of a file too large to hold, reading it once; it is left at its start.

    Raises BinaryContent and EmptyText as ``decode`` does.
    """
    head = file.read(256 * 1024)
    if not head.strip(_NOTHING):
        raise EmptyText("nothing to read: the file is empty")
    refuse_binary(head)
    marked = _encoding_by_marks(head)
    if marked is None and b"\x00" in head:
        raise BinaryContent("not text (it contains zero bytes): save it as text first")
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        piece = b"" if marked else head
        while piece:
            decoder.decode(piece)
            piece = file.read(1024 * 1024)
        return marked or "utf-8"
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(head) and not head.isascii() else _legacy_name(head)
    finally:
        file.seek(0)


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raise TooLarge when ``size`` bytes are over the limit."""
    if size > limit:
        raise TooLarge(f"{size / 1e6:.0f} MB, over the limit of {limit / 1e6:.0f} MB: split it into articles first")


def refuse_binary(data: bytes) -> None:
    """Raise BinaryContent, with advice, when the first bytes are those of a known file format."""
    for magic, advice in _MAGIC:
        if data.startswith(magic):
            raise BinaryContent(f"looks like {advice}")
    if data[4:8] == b"ftyp":
        raise BinaryContent("looks like a film or sound file: Wortlaut reads text")


def _encoding_by_marks(data: bytes) -> str | None:
    """Name the encoding that a byte-order mark or the pattern of zero bytes gives away."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name if name != "utf-8" else "utf-8-sig"
    sample = data[: 2000 - 2000 % 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(data) % 2 == 0 and odd >= 0.4 * half and even <= 0.05 * half:
        return "utf-16-le"
    if len(data) % 2 == 0 and even >= 0.4 * half and odd <= 0.05 * half:
        return "utf-16-be"
    return None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableText(f"damaged {encoding} text at byte {error.start}: save it again as UTF-8") from None
    if "\x00" in text:
        raise BinaryContent("not text (it contains zero characters): save it as text or HTML first")
    return text


def _decoded_legacy(data: bytes, content_type: str | None, *, html: bool) -> str:
    """Decode what is not UTF-8: as declared, else as what gives most German letters."""
    for name in _declared(data, content_type, html=html):
        text = _attempt(data, name)
        if text is not None:
            return text
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode(_legacy_name(data), "replace")


def _legacy_name(data: bytes) -> str:
    """Name the one-byte character set that gives most German letters, cp1252 first."""
    attempts = [(name, _attempt(data, name)) for name in ("cp1252", _guessed(data), "mac_roman", "cp850")]
    merits = [(name, _germanness(text)) for name, text in attempts if text is not None]
    return max(merits, key=lambda pair: pair[1])[0] if merits else "cp1252"


def _attempt(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return None if "\x00" in text or _C1.search(text) else text


def _germanness(text: str) -> float:
    """Share of letters and marks that German uses among all that are not ASCII."""
    foreign = _NOT_ASCII.findall(text[:200_000])
    return sum(letter in _GERMAN_SIGNS for letter in foreign) / max(1, len(foreign))


def _mostly_utf8(data: bytes) -> bool:
    """Tell a UTF-8 file with a few broken bytes from cp1252: „Ã¤“ for every „ä“ would be worse."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]|\xe2\x80[\x80-\xbf]", data))
    return good >= 4 * broken


def _declared(data: bytes, content_type: str | None, *, html: bool) -> list[str]:
    names: list[str] = []
    if content_type and (found := _HTTP_CHARSET.search(content_type[:300])):
        names.append(found[1])
    if html:
        for pattern in (_META_CHARSET, _XML_ENCODING):
            if mark := pattern.search(data[:4096]):
                names.append(mark[1].decode("ascii", "replace"))
    names = [_WEB_NAMES.get(name.lower(), name) for name in names]
    return [name for name in names if _KNOWN_SETS.match(name)]


def _guessed(data: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    return detect_encoding(data, from_html_meta=False) or "cp1252"
