"""Feeds of all kinds, whole and broken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.errors import IntakeError, NoFeed
from wortlaut.intake import Feed, address_key, feed_from, feed_named
from wortlaut.intake.feeds import MOST_ENTRIES, looks_like_feed

URL = "https://bote.example/feeds/politik.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="x.xsl"?><!-- RSS -->
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Der Bote &amp; Söhne</title><link>https://bote.example/</link><atom:link rel="self" href="x"/>
<image><title>Bild</title><link>https://bote.example/bild</link></image>
<item><media:title>Foto</media:title><title><![CDATA[Streit um <b>Haushalt</b>]]></title><link> /a?x=1&amp;y=2 </link>
<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate></item>
<item><title>Zwei</title><guid>https://bote.example/zwei</guid><dc:date>2026-06-01</dc:date></item>
<item><title>Drei</title><guid isPermaLink="false">https://bote.example/drei</guid></item>
<item><title>Vier</title><link>javascript:alert(1)</link></item>
<item><title>Fünf</title><link>https://nutzer:wort@bote.example/</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bote.example/"><title type="html">Bote</title>
<link rel="self" href="https://bote.example/atom"/>
<entry><title>Eins</title><link rel="enclosure" href="/ton.mp3"/><link href="/eins"/><id>tag:bote,1</id>
<published>2026-06-01T08:00:00Z</published><updated>2026-06-01T10:00:00Z</updated></entry>
<entry><title>Zwei</title><link rel="alternate" href="https://bote.example/zwei"/><updated>2026-06-02</updated></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Alt</title><link>https://bote.example/</link></channel>
<item rdf:about="https://bote.example/a"><title>A</title><link>https://bote.example/a</link></item></rdf:RDF>"""
JSON = """{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "title": "Bote", "items": [
{"id": "1", "url": "/eins", "title": "Eins", "date_published": "2026-06-01", "date_modified": "2026-06-02"},
{"id": "https://bote.example/zwei"}, {"id": 7}, "x", {"url": null, "title": ["x"]}]}"""


def urls(feed: Feed) -> list[str]:
    return [entry.url.removeprefix("https://bote.example") for entry in feed.entries]


@pytest.mark.parametrize(
    ("text", "title", "found", "mark"),
    [
        (RSS, "Der Bote & Söhne", ["/a?x=1&y=2", "/zwei"], "Mon, 01 Jun 2026 10:00:00 GMT"),
        (ATOM, "Bote", ["/eins", "/zwei"], "2026-06-01T10:00:00Z"),
        (RDF, "Alt", ["/a"], "A"),
        (JSON, "Bote", ["/eins", "/zwei"], "2026-06-02"),
    ],
    ids=["rss", "atom", "rdf", "json"],
)
def test_every_kind_of_feed(text: str, title: str, found: list[str], mark: str) -> None:
    feed = feed_from(text.encode(), URL)
    assert (feed.title, urls(feed), feed.entries[0].mark) == (title, found, mark)
    assert looks_like_feed("\ufeff\n" + text)


def test_titles_are_plain_words() -> None:
    assert feed_from(RSS.encode(), URL).entries[0].title == "Streit um <b>Haushalt</b>"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_feeds_in_other_encodings(encoding: str) -> None:
    text = RSS.replace("utf-8", "iso-8859-1") if encoding == "cp1252" else RSS
    assert feed_from(text.encode(encoding), URL).title == "Der Bote & Söhne"


def test_what_is_broken_costs_only_what_is_broken() -> None:
    for broken in (
        RSS[: RSS.index("<item><title>Drei")],
        RSS.replace("Söhne", "Söhne & Töchter < "),
        RSS.replace("</channel>", ""),
    ):
        assert urls(feed_from(broken.encode(), URL)) == ["/a?x=1&y=2", "/zwei"]


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html><head><title>rss</title></head><body><rss>x</rss></body></html>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>feed</body></html>',
        '{"version": 2, "text": "Berlin schweigt"}',
        "Die Regierung <rss> schweigt.",
        "rss feed",
    ],
)
def test_what_is_no_feed(text: str) -> None:
    assert not looks_like_feed(text)
    with pytest.raises(NoFeed):
        feed_from(text.encode(), URL)


@pytest.mark.parametrize(
    "bomb",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1/evil.dtd"> %x;',
    ],
)
def test_entities_are_refused(bomb: str) -> None:
    text = f'<?xml version="1.0"?><!DOCTYPE rss [{bomb}]><rss><channel><title>&a;</title></channel></rss>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(NoFeed, match="entities"):
            feed_from(text.encode(encoding), URL)


def test_bombs_of_depth_and_width() -> None:
    deep = "<rss><channel>" + "<x>" * 200_000 + "<item><link>https://bote.example/a</link></item>"
    wide = "<rss><channel>" + "<item " + " ".join(f"a{n}='x'" for n in range(100_000)) + "/>"
    nested = '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000
    for bomb in (deep, wide, nested):
        start = time.process_time()
        try:
            assert len(feed_from(bomb.encode(), URL).entries) <= 1
        except NoFeed as error:
            assert "broken" in str(error)
        assert time.process_time() - start < 5


def test_ten_thousand_entries_and_no_more() -> None:
    items = "".join(f"<item><link>https://bote.example/{n}</link></item>" * 2 for n in range(MOST_ENTRIES + 500))
    feed = feed_from(f"<rss><channel>{items}</channel></rss>".encode(), URL)
    assert urls(feed)[:2] == ["/0", "/1"]
    assert len(feed.entries) == MOST_ENTRIES


def test_addresses_are_known_again() -> None:
    assert address_key("https://bote.example") == address_key("HTTPS://BOTE.example/?utm_medium=rss&fbclid=9#k")
    assert address_key("https://bote.example/?id=1") != address_key("https://bote.example/?id=2")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "https://bote.example/rss"),
        (
            '<base href="/neu/"><link href="atom.xml" rel="ALTERNATE" type="Application/Atom+XML; x=y">',
            "https://bote.example/neu/atom.xml",
        ),
        ('<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" type="text/css" href="/x">', None),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', None),
        (
            '<link rel="alternate" type="application/rss+xml" title="Kommentare" href="/k">'
            '<link rel="alternate" type="application/feed+json" href="/json">',
            "https://bote.example/json",
        ),
        ('<link rel="alternate" type="application/rss+xml" title="Kommentare" href="/k">', "https://bote.example/k"),
    ],
)
def test_the_feed_that_a_page_names(head: str, found: str | None) -> None:
    assert feed_named(f"<html><head>{head}</head><body>Text</body></html>", "https://bote.example/politik") == found


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss>", b"<feed>", b'{"version":"https://jsonfeed.org/version/1",']),
)
def test_any_bytes_are_a_feed_or_say_why_not(data: bytes, start: bytes) -> None:
    try:
        feed = feed_from(start + data, URL)
    except IntakeError as error:
        assert str(error)
    else:
        assert all(entry.url.startswith("http") for entry in feed.entries)


@given(st.text(max_size=200))
def test_any_page_names_a_feed_or_none(text: str) -> None:
    assert feed_named(text, URL) is None or text
