"""Who of the world an actor is: the product's Wikidata ids against the golden ones.

Only golden actors whose id was looked up count, and only what the product says of their mentions; an id for somebody
whom Wikidata does not have (NIL) is an error of precision, a wrong id one of precision and of recall.

A linking file has a line of JSON per text: ``{"id", "published": "YYYY-MM-DD", "text", "actors": [{"name", "kind",
"wikidata", "mentions": [{"text", "nth"}]}]}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.actor_golden import GoldActor, golden_actors
from bench.actor_matching import Matched, matched
from bench.coreference_scorer import Tally
from bench.product import Reads, intake_article
from bench.quotation_scorer import Share
from wortlaut.record import Article, Period


@dataclass(frozen=True, slots=True)
class Linking:
    """Ids of mentions, ids of actors (once per article), and NIL mentions that were left without an id."""

    mentions: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    nil: Share = field(default_factory=Share)

    def plus(self, other: Linking) -> Linking:
        """Return the sum."""
        nil = Share(self.nil.hits + other.nil.hits, self.nil.total + other.nil.total)
        return Linking(self.mentions.plus(other.mentions), self.actors.plus(other.actors), nil)


def judged(article: Matched, gold: GoldActor) -> Linking:
    """Judge all ids that the product gives to one golden actor."""
    linked = article.linked(gold)
    ids = [actor.wikidata for actor in linked if actor and actor.wikidata]
    wanted, right = gold.wikidata is not None, sum(key == gold.wikidata for key in ids)
    kept = sum(actor is not None and actor.wikidata is None for actor in linked)
    return Linking(
        mentions=Tally(right, len(ids), right, wanted * len(linked)),
        actors=Tally(right > 0, len(set(ids)), right > 0, wanted),
        nil=Share() if wanted else Share(kept, kept + len(ids)),
    )


def linking(articles: Iterable[Matched]) -> dict[str, Linking]:
    """Sum up all judged actors, and by kind."""
    rows = {"all": Linking()}
    for article in articles:
        for gold in article.actors:
            if gold.judged:
                for row in ("all", gold.kind):
                    rows[row] = rows.get(row, Linking()).plus(judged(article, gold))
    return rows


def linking_json(articles: Iterable[Matched]) -> dict[str, Any]:
    """Return all figures as plain values."""
    return {
        row: {"mentions": asdict(one.mentions.measure), "actors": asdict(one.actors.measure), "nil": one.nil.value}
        for row, one in linking(articles).items()
    }


def linking_table(found: Mapping[str, Linking]) -> str:
    """Render a Markdown table, in percent, with the counts."""
    lines = ["| linking | mentions P | R | F1 | actors P | R | F1 | NIL without id |"]
    lines.append("| --- |" + " ---: |" * 7)
    for kind, one in found.items():
        cells = [cell for tally in (one.mentions, one.actors) for cell in _cells(tally)]
        lines.append(f"| {kind} | {' | '.join(cells)} | {_of(one.nil.hits, one.nil.total)} |")
    return "\n".join(lines)


def _cells(tally: Tally) -> list[str]:
    f1 = f"{tally.measure.f1:.1%}" if tally.system or tally.gold else ""
    return [_of(tally.right_system, tally.system), _of(tally.right_gold, tally.gold), f1]


def _of(hits: float, total: float) -> str:
    return f"{hits / total:.1%} ({hits:.0f}/{total:.0f})" if total else ""


def linking_misses(article: Matched) -> list[str]:
    """Name every judged mention whose id is wrong or missing, one line each."""
    lines = []
    for gold in article.actors:
        for mention, actor in zip(gold.mentions, article.linked(gold), strict=True):
            said = actor.wikidata if actor else None
            if gold.judged and said != gold.wikidata:
                who = f"{actor.name} ({said})" if actor else "nobody"
                lines.append(f"{article.name} {gold.name} ({gold.wikidata}) at {mention.bounds[0]}: {who}")
    return lines


def dated(article: Article, day: str | None) -> Article:
    """Return the article as published on a day, ``YYYY-MM-DD``; as it is if there is none."""
    if not day:
        return article
    earliest = date.fromisoformat(day)
    period = Period(earliest=earliest, latest=earliest + timedelta(days=1), precision="day")
    return replace(article, published=period)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file with one per line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def read_linking(reader: Reads, path: Path) -> list[Matched]:
    """Read every text of a linking file with the product and pair the actors."""
    articles = []
    for line in json_lines(path):
        article = dated(intake_article(line["text"]), line.get("published"))
        articles.append(matched(line["id"], golden_actors(line, article.text), reader.read(article)))
    return articles
