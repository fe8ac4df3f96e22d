"""Exact words of an article as others cite them: a line, BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from wortlaut.export.days import Lang, period
from wortlaut.record import Article, Period, Span
from wortlaut.web.links import article_path
from wortlaut.web.words import word

Form = Literal["txt", "bib", "json", "ris"]
FORMS: Mapping[str, tuple[Form, str]] = {
    "text": ("txt", "text/plain"),
    "bibtex": ("bib", "application/x-bibtex"),
    "csl": ("json", "application/vnd.citationstyles.csl+json"),
    "ris": ("ris", "application/x-research-info-systems"),
}
"""Name of each form, with the ending of its files and its media type."""
_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "&%$#_"
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Exact words of an article, and where they stand: ``link`` leads to them in this archive."""

    key: str
    words: str
    title: str
    authors: tuple[str, ...]
    outlet: str | None
    published: Period | None
    url: str | None
    link: str
    language: str
    lang: Lang

    def __str__(self) -> str:
        told = period(self.published, self.lang)
        parts = (", ".join(self.authors), f"„{self.title}“", self.outlet, told, self.url)
        return f"„{self.words}“ ({', '.join(part for part in parts if part)}; {self.link})"

    def text(self, form: str) -> str:
        """Return the citation in one of ``FORMS``."""
        return _WRITE[form](self)


def citation(article: Article, span: Span, base: str, lang: Lang) -> Citation:
    """Return how words of an article are cited; ``base`` is our address."""
    headline = next((part.span.of(article.text) for part in article.paragraphs if part.role == "headline"), None)
    return Citation(
        key=f"{article.id}-{span.start}-{span.end}",
        words=_line(span.of(article.text)),
        title=_line(article.title or headline or word("untitled", lang)),
        authors=tuple(map(_line, article.byline)),
        outlet=_line(article.outlet) if article.outlet else None,
        published=article.published if isinstance(article.published, Period) else None,
        url=_line(article.url) if article.url else None,
        link=base.rstrip("/") + article_path(article.id, span),
        language=article.language,
        lang=lang,
    )


def _bibtex(cited: Citation) -> str:
    found = cited.published
    fields = {
        "author": " and ".join(f"{{{_tex(one)}}}" for one in cited.authors),
        "title": f"{{{_tex(cited.title)}}}",
        "journal": _tex(cited.outlet or ""),
        "date": "/".join(_dates(found)) if found else "",
        "url": (cited.url or cited.link).translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"}),
        "langid": "ngerman" if cited.language == "de" else cited.language,
        "note": f"„{_tex(cited.words)}“, {_tex(cited.link)}",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{cited.key},\n{lines}}}\n"


def _csl(cited: Citation) -> str:
    found: dict[str, Any] = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [{"literal": one} for one in cited.authors],
        "container-title": cited.outlet,
        "issued": {"date-parts": [_numbers(one) for one in _dates(cited.published)]} if cited.published else None,
        "URL": cited.url or cited.link,
        "language": cited.language,
        "note": f"„{cited.words}“, {cited.link}",
    }
    return json.dumps([{name: value for name, value in found.items() if value}], ensure_ascii=False, indent=2) + "\n"


def _ris(cited: Citation) -> str:
    day = _dates(cited.published)[0].split("-") if cited.published else []
    lines = [
        ("TY", "NEWS"),
        ("TI", cited.title),
        *(("AU", one) for one in cited.authors),
        ("T2", cited.outlet),
        ("PY", day[0] if day else None),
        ("DA", "/".join((*day, "", "", "")[:4]) if day else None),  # year/month/day/anything else
        ("UR", cited.url or cited.link),
        ("LA", cited.language),
        ("N1", f"„{cited.words}“, {cited.link}"),
        ("ID", cited.key),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _dates(found: Period) -> tuple[str, ...]:
    """Return a period as ISO 8601 dates that are no more exact than it is: one, or its two ends."""
    first = found.earliest.isoformat()
    if found.precision == "day":
        return (first,)
    if found.precision == "month" and found.earliest.day == 1:
        return (first[:7],)
    if found.precision == "year" and first.endswith("-01-01"):
        return (first[:4],)
    return first, date.fromordinal(found.latest.toordinal() - 1).isoformat()


def _numbers(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def _tex(words: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in words)


def _line(words: str) -> str:
    """Return words on one line: a line break would begin another field."""
    return " ".join(_CONTROLS.sub(" ", words).split())


_WRITE: dict[str, Callable[[Citation], str]] = {"text": str, "bibtex": _bibtex, "csl": _csl, "ris": _ris}
