"""How far articles agree with a person's reading of the example texts.

Run as a script for the figures and every difference: ``python tests/intake/agreement.py``.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wortlaut.intake.decode import decode
from wortlaut.intake.text import article_from_text
from wortlaut.record import Article, Period

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


def examples() -> Iterator[tuple[str, Article, dict[str, Any]]]:
    for path in sorted(EXAMPLES.glob("*.txt")):
        gold = path.with_suffix(".gold.json")
        if gold.exists():
            article = article_from_text(decode(path.read_bytes()), str(path))
            yield path.stem, article, json.loads(gold.read_text("utf-8"))["article"]


def same_period(period: Period | None, gold: str | None) -> bool:
    """Gold writes a day as 2023-05-14, a month as 2023-05."""
    if period is None or gold is None:
        return (period is None) == (gold is None)
    return period.earliest.isoformat().startswith(gold) and period.precision == ("day" if len(gold) == 10 else "month")


def role_agreement(article: Article, gold: list[str]) -> tuple[int, int, list[str]]:
    """Count equal roles after aligning the two sequences; return (equal, gold roles, differences)."""
    ours = [paragraph.role for paragraph in article.paragraphs]
    equal, notes = 0, []
    matcher = difflib.SequenceMatcher(None, ours, gold, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        equal += d - c if tag == "equal" else 0
        if tag != "equal":
            words = " | ".join(paragraph.span.of(article.text)[:50] for paragraph in article.paragraphs[a:b])
            notes.append(f"    {ours[a:b]} for {gold[c:d]}: {words}")
    return equal, max(len(gold), len(ours)), notes


def main() -> None:
    totals = dict.fromkeys(("roles", "of", "title", "byline", "dateline", "published", "articles"), 0)
    for name, article, gold in examples():
        equal, count, notes = role_agreement(article, gold["paragraph_roles"])
        totals["roles"] += equal
        totals["of"] += count
        totals["articles"] += 1
        for key, ours in (
            ("title", article.title),
            ("byline", list(article.byline)),
            ("dateline", article.dateline),
        ):
            totals[key] += ours == gold[key]
            notes += [] if ours == gold[key] else [f"    {key}: {ours!r} for {gold[key]!r}"]
        fits = same_period(article.published, gold["published"])
        totals["published"] += fits
        notes += [] if fits else [f"    published: {article.published} for {gold['published']}"]
        print(name, f"{equal}/{count}", *notes, sep="\n")  # noqa: T201
    print(totals)  # noqa: T201


if __name__ == "__main__":
    main()
