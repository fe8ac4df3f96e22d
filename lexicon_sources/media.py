"""Newspapers and broadcasters with domains: those of German-speaking countries, and whom German papers quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lexicon_sources.tables import Table, read, written

REGIONS = frozenset("DE AT CH LI LU".split())


def tables(data: Path) -> Iterator[Table]:
    """Yield the table of outlets."""
    crawled = _crawled(data)
    found = {}
    for row in read(data / "kb_outlets" / "fundus_publishers.tsv"):
        if row["region"] in REGIONS:
            found[row["name"].strip()] = (domain_of(row["url"]), row["region"], {"fundus"})
    for row in written("outlets"):
        found.setdefault(row["name"], (row["domain"], row["region"], {"authors"}))
    for domain, _, sources in found.values():
        sources.update({"commoncrawl"} if domain in crawled else ())
    note = "fundus (2026-08-05), MIT; Common Crawl (2026-08-03) and Wortlaut authors, CC0: names of outlets, domains"
    rows = [(name, domain, region, " ".join(sorted(sources))) for name, (domain, region, sources) in found.items()]
    yield Table(name="outlets", note=note, header="name domain region source", rows=rows)


def _crawled(data: Path) -> frozenset[str]:
    """Return the domains of news that Common Crawl lists for German."""
    text = (data / "kb_outlets" / "commoncrawl_german.md").read_text(encoding="utf-8")
    return frozenset(domain_of(url) for url in re.findall(r"https?://\S+", text.split("Culture")[0]))


def domain_of(url: str) -> str:
    """Return the domain of an address without ``www``.

    >>> domain_of("https://www.orf.at")
    'orf.at'
    """
    return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
