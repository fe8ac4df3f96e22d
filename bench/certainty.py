"""How sure the text is: certainty and polarity of statements, and hearsay, on our golden articles.

    python -m bench.certainty [--articles examples/articles] [--json] [--misses]

Certainty and polarity are judged on statements that were found (`bench.matching`). Macro F1 is the mean over the
classes that the golden files have. A hearsay passage is right when it shares half of its words with a golden one
(token F1) and the certainty is the same; each golden passage counts once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.golden_files import golden_article, golden_of, place, read_text
from bench.matching import Case, compare
from bench.product import Reads, intake_article, load_reader
from bench.quotation_scorer import FOUND, Share, token_f1
from bench.words import Words
from wortlaut.record import Hearsay, Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """Of one article: (golden, found) certainties and polarities, hearsay right, golden and found, and all misses."""

    certainties: tuple[tuple[str, str], ...]
    polarities: tuple[tuple[str, str], ...]
    right: int
    golden: int
    found: int
    misses: tuple[str, ...]


def judge(name: str, golden: Mapping[str, Any], reading: Reading) -> Judged:
    """Compare a reading with the golden file of its article."""
    cases = [case for case in compare(golden_article(name, golden, reading.article.text), reading).cases if case.found]
    passages, lines = _hearsay(name, golden.get("hearsay", ()), reading)
    labels = [_label(case) for case in cases]
    lines = [*(line for case in cases if (line := _wrong(name, case, reading.article.text))), *lines]
    return Judged(
        certainties=tuple((g, s) for (g, s), _ in labels if g),
        polarities=tuple((g, s) for _, (g, s) in labels if g),
        right=passages,
        golden=len(golden.get("hearsay", ())),
        found=len(reading.hearsay),
        misses=tuple(lines),
    )


def _label(case: Case) -> tuple[tuple[str, str], tuple[str, str]]:
    wanted, found = case.expected, case.partner
    if found is None:
        raise ValueError(f"{wanted.id} has no partner")
    return (wanted.certainty or "", found.certainty), (wanted.polarity or "", found.polarity)


def _wrong(name: str, case: Case, text: str) -> str:
    pairs = [f"{found}, not {wanted}" for wanted, found in _label(case) if wanted and wanted != found]
    start, end = case.expected.content[0]
    words = " ".join(text[start:end].split())[:90]
    return f"{name} {case.expected.id} {case.expected.kind}: {', '.join(pairs)}: {words}" if pairs else ""


def _hearsay(name: str, golden: Sequence[Mapping[str, Any]], reading: Reading) -> tuple[int, list[str]]:
    """Count golden passages with a partner of the same certainty; name those without, and those invented."""
    text = reading.article.text
    words = Words.of_text(text)
    free: list[Hearsay] = list(reading.hearsay)
    right, lines = 0, []
    for passage in golden:
        bounds = place(passage["at"], text)
        wanted = words.overlapped([bounds])
        partner = next((h for h in free if _same(words, h, wanted) and h.certainty == passage["certainty"]), None)
        if partner is None:
            lines.append(f"{name} {passage['certainty']}: not found: {text[slice(*bounds)]}")
        else:
            right += 1
            free.remove(partner)
    lines += [f"{name} {h.certainty}: invented ({h.marker.of(text)}): {h.span.of(text)}" for h in free]
    return right, lines


def _same(words: Words, found: Hearsay, wanted: frozenset[int]) -> bool:
    return token_f1(words.overlapped([(found.span.start, found.span.end)]), wanted) >= FOUND


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 over the classes of the golden side.

    >>> macro_f1([("asserted", "asserted"), ("possible", "asserted")])
    0.3333333333333333
    """
    scores = list(class_f1(pairs).values())
    return sum(scores) / len(scores) if scores else 0.0


def class_f1(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the F1 of each class of the golden side."""
    gold, found = Counter(g for g, _ in pairs), Counter(s for _, s in pairs)
    right = Counter(g for g, s in pairs if g == s)
    return {name: 2 * right[name] / (gold[name] + found[name]) for name in sorted(gold)}


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Sum up articles: F1 by class, accuracies, denials, hearsay."""
    certainties = [pair for one in judged for pair in one.certainties]
    polarities = [pair for one in judged for pair in one.polarities]
    right, golden, found = (sum(getattr(one, key) for one in judged) for key in ("right", "golden", "found"))
    denied = [(g, s) for g, s in polarities if "denied" in (g, s)]
    return {
        "certainty macro F1": macro_f1(certainties),
        **{f"certainty {name} F1": score for name, score in class_f1(certainties).items()},
        "certainty right": Share(sum(g == s for g, s in certainties), len(certainties)),
        "polarity right": Share(sum(g == s for g, s in polarities), len(polarities)),
        "denials right": Share(sum(g == s for g, s in denied), len(denied)),
        "hearsay precision": Share(right, found),
        "hearsay recall": Share(right, golden),
    }


def read_and_judge(reader: Reads, path: Path) -> Judged:
    """Read one article with the product and judge it."""
    return judge(path.stem, golden_of(path), reader.read(intake_article(read_text(path))))


def report(rows: Mapping[str, Any]) -> str:
    """Render a Markdown table."""
    lines = ["| | |", "| --- | ---: |"]
    for name, value in rows.items():
        cell = f"{value.value:.1%} ({value.hits}/{value.total})" if isinstance(value, Share) else f"{100 * value:.1f}"
        lines.append(f"| {name} | {cell} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all golden articles of a folder with the product and judge certainty, polarity and hearsay."""
    parser = argparse.ArgumentParser(prog="python -m bench.certainty", description=main.__doc__)
    parser.add_argument("--articles", type=Path, default=Path("examples/articles"))
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--misses", action="store_true", help="list everything that is wrong")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    paths = sorted(path for path in options.articles.glob("*.txt") if path.with_suffix(".gold.json").exists())
    if not paths:
        parser.error(f"no golden articles in {options.articles}")
    reader = load_reader(options.model)
    judged = [read_and_judge(reader, path) for path in paths]
    rows = figures(judged)
    if options.json:
        plain = {
            k: {"hits": v.hits, "total": v.total, "value": v.value} if isinstance(v, Share) else v
            for k, v in rows.items()
        }
        print(json.dumps(plain, indent=1))
        return 0
    print(report(rows))
    if options.misses:
        print("\n".join(["", *(line for one in judged for line in one.misses)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
