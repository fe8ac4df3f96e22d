"""The product's actors on our golden articles: who speaks, which mentions are one actor, who that is.

    python -m bench.actors [NAME …] [--articles examples/articles] [--json] [--misses]
    python -m bench.actors --linking tests/golden/linking/dev.jsonl
    python -m bench.actors --seed ../shared/seeds/NAME.txt
    python -m bench.actors --traps tests/golden/traps.jsonl

*Speakers*: of the golden statements whose speaker is a golden actor, how many have a speaker linked to the actor of
the product that is paired with that golden actor (`bench.actor_matching`); in the rows by how the golden file names
the speaker there: name, role (any other words), pronoun, or carried over from a sentence before. *Mentions*: golden
mentions that the product has too, and how many are linked to the actor paired with theirs. *Grouping*: B³ over the
golden mentions that the product has too. *Linking*: see `bench.actor_linking`; seed and traps: `bench.actor_checks`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from bench.actor_checks import read_seed, read_traps, seed_report, traps_report
from bench.actor_golden import HOWS, How, golden_actors
from bench.actor_linking import linking, linking_json, linking_misses, linking_table, read_linking
from bench.actor_matching import Matched, grouped_together, matched, wrong_merges
from bench.coreference_scorer import Tally
from bench.golden_files import golden_article, golden_of, read_text
from bench.matching import Case, compare, share
from bench.product import Reads, intake_article, load_reader
from bench.quotation_scorer import Share


@dataclass(frozen=True, slots=True)
class Spoken:
    """A golden statement of a golden actor: found or not, the right speaker or not, and whom the product names."""

    id: str
    speaker: str
    how: How
    found: bool
    right: bool
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """All that is judged of one article."""

    matched: Matched
    spoken: tuple[Spoken, ...]


def judge_article(reader: Reads, path: Path) -> Judged:
    """Read one article with the product and judge its actors."""
    reading = reader.read(intake_article(read_text(path)))
    golden, text = golden_of(path), reading.article.text
    article = matched(path.stem, golden_actors(golden, text), reading)
    comparison = compare(golden_article(path.stem, golden, text), reading)
    return Judged(article, tuple(spoken(article, case) for case in comparison.cases if _is_listed(article, case)))


def _is_listed(article: Matched, case: Case) -> bool:
    speaker = case.expected.speaker
    return speaker is not None and speaker.name in article.partners


def spoken(article: Matched, case: Case) -> Spoken:
    """Judge the speaker of a statement whose golden speaker is a golden actor."""
    golden, party = case.expected.speaker, case.partner.speaker if case.found and case.partner else None
    if golden is None or golden.name is None:
        raise ValueError(f"{case.expected.id} has no speaker with a name")
    mention = next((m for m in article.seen.mentions if party and m.id == party.mention), None)
    actor = article.seen.actor(mention)
    wanted = article.same.get(golden.name)
    right = actor is not None and actor.id == wanted
    how = _how(article, golden.name, golden.mention)
    return Spoken(case.expected.id, golden.name, how, case.found, right, actor.name if actor else None)


def _how(article: Matched, name: str, bounds: tuple[int, int] | None) -> How:
    """Return how the golden file names a speaker at this place."""
    if bounds is None:
        return "carried"
    actor = next(actor for actor in article.actors if actor.name == name)
    near = [m for m in actor.mentions if bounds[0] <= m.head[0] and m.head[1] <= bounds[1]]
    return next((m.how for m in near if m.bounds == bounds), near[0].how if near else "role")


def speakers(articles: Sequence[Judged]) -> dict[str, tuple[Share, Share]]:
    """Count right speakers, of found statements and of all, in all rows."""
    cases = [case for article in articles for case in article.spoken]
    rows = {"all": cases} | {how: [case for case in cases if case.how == how] for how in HOWS}
    return {
        row: (
            Share(sum(c.right for c in part), sum(c.found for c in part)),
            Share(sum(c.right for c in part), len(part)),
        )
        for row, part in rows.items()
    }


def mention_shares(articles: Sequence[Judged]) -> dict[str, tuple[Share, Share]]:
    """Count golden mentions that the product has, and of those the ones of the right actor; all and by kind."""
    rows: dict[str, list[tuple[bool, bool]]] = {"all": []}
    for article in (judged.matched for judged in articles):
        for gold in article.actors:
            same = article.same.get(gold.name)
            for mention, actor in zip(article.partners[gold.name], article.linked(gold), strict=True):
                for row in ("all", gold.kind):
                    rows.setdefault(row, []).append((mention is not None, actor is not None and actor.id == same))
    return {
        row: (share(has for has, _ in part), share(right for has, right in part if has)) for row, part in rows.items()
    }


def grouping(articles: Sequence[Judged]) -> Tally:
    """Score the grouping of all articles with B³."""
    return reduce(Tally.plus, (grouped_together(judged.matched) for judged in articles), Tally())


def report(articles: Sequence[Judged]) -> str:
    """Render Markdown tables of all figures of golden articles."""
    lines = ["| speaker right | of found statements | of all |", "| --- | ---: | ---: |"]
    lines += [f"| {row} | {_cell(found)} | {_cell(all_)} |" for row, (found, all_) in speakers(articles).items()]
    lines += ["", "| golden mentions | found | of found, the right actor |", "| --- | ---: | ---: |"]
    lines += [
        f"| {row} | {_cell(found)} | {_cell(right)} |" for row, (found, right) in mention_shares(articles).items()
    ]
    measure, merged = grouping(articles).measure, sum(len(wrong_merges(judged.matched)) for judged in articles)
    lines += ["", "| | P | R | F1 | actors with mentions of several golden ones |", "| --- |" + " ---: |" * 4]
    lines.append(f"| B³ | {measure.precision:.1%} | {measure.recall:.1%} | {measure.f1:.1%} | {merged} |")
    return "\n".join([*lines, "", linking_table(linking(judged.matched for judged in articles))])


def _cell(one: Share) -> str:
    return f"{one.value:.1%} ({one.hits}/{one.total})" if one.total else ""


def misses(article: Judged) -> list[str]:
    """Name every wrong speaker, wrong merge and wrong id of one article, one line each."""
    name, lines = article.matched.name, []
    for case in article.spoken:
        if not case.right:
            said = (case.said or "nobody") if case.found else "statement not found"
            lines.append(f"{name} {case.id} speaker ({case.how}): {said}, not {case.speaker}")
    for ours, golden in wrong_merges(article.matched).items():
        lines.append(f"{name} merged: {ours} is {' and '.join(golden)}")
    return [*lines, *linking_misses(article.matched)]


def as_json(articles: Sequence[Judged]) -> dict[str, Any]:
    """Return all figures of golden articles as plain values."""
    return {
        "articles": len(articles),
        "speakers": {row: _plain("found", "all", pair) for row, pair in speakers(articles).items()},
        "mentions": {row: _plain("found", "right", pair) for row, pair in mention_shares(articles).items()},
        "grouping": asdict(grouping(articles).measure),
        "merged": sum(len(wrong_merges(judged.matched)) for judged in articles),
        "linking": linking_json(judged.matched for judged in articles),
    }


def _plain(first: str, second: str, pair: tuple[Share, Share]) -> dict[str, dict[str, float]]:
    names = zip((first, second), pair, strict=True)
    return {name: {"hits": one.hits, "total": one.total, "value": one.value} for name, one in names}


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.actors", description=main.__doc__)
    parser.add_argument("names", nargs="*", help="only articles whose name begins so")
    parser.add_argument("--articles", type=Path, help="folder of golden articles (default: examples/articles)")
    parser.add_argument("--linking", type=Path, help="JSONL of texts with Wikidata ids")
    parser.add_argument("--seed", type=Path, help="the seed article, NAME.txt with NAME.gold.json beside it")
    parser.add_argument("--traps", type=Path, help="JSONL of traps")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--misses", action="store_true", help="list everything that is wrong")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    options = parser.parse_args(arguments)
    if not (options.linking or options.seed or options.traps or options.articles):
        options.articles = Path("examples/articles")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the product's actors on golden articles or on the files named; exit code 1 if the seed is missed."""
    options = parsed(arguments)
    reader = load_reader(options.model)
    values: dict[str, Any] = {}
    parts: list[str] = []
    missed = False
    if options.articles:
        paths = [path.with_suffix("").with_suffix(".txt") for path in sorted(options.articles.glob("*.gold.json"))]
        judged = [
            judge_article(reader, p) for p in paths if not options.names or p.name.startswith(tuple(options.names))
        ]
        values["golden"] = as_json(judged)
        parts += [report(judged), *(line for one in judged for line in misses(one) if options.misses)]
    if options.linking:
        articles = read_linking(reader, options.linking)
        values["linking"] = linking_json(articles)
        parts.append(linking_table(linking(articles)))
        parts += [line for article in articles for line in linking_misses(article) if options.misses]
    if options.seed:
        seed = read_seed(reader, options.seed)
        values["seed"] = asdict(seed)
        parts.append(seed_report(seed))
        missed = not seed.passed
    if options.traps:
        traps = read_traps(reader, options.traps)
        values["traps"] = [asdict(trap) for trap in traps]
        parts.append(traps_report(traps))
    print(json.dumps(values, indent=1, ensure_ascii=False) if options.json else "\n".join(parts))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
