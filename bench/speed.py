"""How fast the product is, and how far from what the machine can do.

    python -m bench.speed [--articles examples/articles] [--first N] [--seconds 10] [--against quotect] [--json]

* ``wortlaut --help``: wall time, best of 5. First article: ``wortlaut read FILE --json`` in a new process,
  best of 3 (files stay in the page cache).
* Warm: articles of about 200 words from raw text to reading, in a process of their own. The rate is that of
  the second of two passes of different length, so that the start of worker processes does not count:
  (long − short) articles in (long − short) seconds.
* Share of time per stage: from a third pass with clocks around the stages' public functions (one process).
  Of the tag stage also the share outside onnxruntime.
* GEMM limit: operations per second of matrix products of the encoder's shapes (hidden 384, FFN 1536), measured in
  the same run, with one thread for one process and two for two. The share of it is what the pipeline multiplies per
  second, counted twice: only by the weights of the encoder's layers (`bench.gemm.operations` per subword), and all
  products of the model as they are carried out, attention, heads and roles among them (`bench.work`); to the int8
  limit, all of them count as int8, though attention is not.
* ``--against quotect``: the time that a model of the size of quotect's takes for the same articles; `bench.quotect`
  says what is compared. About half a minute per article; ``--first 4`` measures everything with four.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench import quotect
from bench.gemm import LAYERS, Limit, measure, operations
from bench.golden_files import read_text
from bench.product import Reads, load_reader
from bench.stages import clocked
from bench.work import profiled
from wortlaut.record import Article
from wortlaut.tag.bundle import SHIPPED, TOKENIZER

WORDS = 200
IDLE = 0.5  # load average up to which figures may be quoted
BLOCK = 32  # articles; passes are multiples, so that two processes with batches of 16 end together
FALLBACK = 1.35  # subwords per word, where the encoder's input cannot be counted (270 of 200 words)
SENTENCE_END = re.compile(r"[.!?][“\"«’]?(?=\s+[„\"»A-ZÄÖÜ])")


def cut(text: str, words: int = WORDS) -> str:
    """Cut a text after the sentence in which it reaches ``words`` words.

    >>> cut("Eins zwei. Drei vier. Fünf.", 3)
    'Eins zwei. Drei vier.'
    """
    for end in [match.end() for match in SENTENCE_END.finditer(text)]:
        if len(text[:end].split()) >= words:
            return text[:end]
    return text


def short_articles(folder: Path, first: int | None = None) -> dict[Path, str]:
    """Return the (first) texts of a folder by file, cut to about 200 words; much shorter ones are left out."""
    texts = ((path, cut(read_text(path))) for path in sorted(folder.glob("*.txt")))
    return dict(islice(((path, text) for path, text in texts if len(text.split()) >= WORDS * 0.75), first))


def command() -> list[str]:
    """Return the ``wortlaut`` command of this environment."""
    return [str(Path(sys.executable).with_name("wortlaut"))]


def with_model(model: Path | None) -> list[str]:
    """Return the words of a command line that name a model bundle."""
    return ["--model", str(model)] if model else []


def wall(words: Sequence[str], times: int) -> float:
    """Best wall time in seconds of a command that must succeed."""
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        best = min(best, time.perf_counter() - begun)
    return best


def articles(texts: Sequence[str], number: int) -> Iterator[Article]:
    """Take in ``number`` articles, over and over the same texts."""
    from wortlaut.intake import article_from_text

    yield from (article_from_text(text) for text in islice(cycle(texts), number))


def seconds_for(reader: Reads, texts: Sequence[str], number: int, processes: int) -> float:
    """Read ``number`` articles and return the seconds it took."""
    begun = time.perf_counter()
    done = sum(1 for _ in reader.read_many(articles(texts, number), processes=processes))
    if done != number:
        raise RuntimeError(f"{number} articles went in, {done} readings came out")
    return time.perf_counter() - begun


def multiplied(texts: Sequence[str], model: Path | None = None) -> float:
    """Count the operations of all matrix products per article."""
    with profiled() as work:
        seconds_for(load_reader(model), texts, len(texts), 1)
    return work.operations / len(texts)


def warm(texts: Sequence[str], processes: int, patience: float, model: Path | None = None) -> dict[str, Any]:
    """Measure the warm rate in this process (and its workers)."""
    reader = load_reader(model)
    count = len(texts)
    seconds_for(reader, texts, count, 1)
    once = seconds_for(reader, texts, count, 1)
    short = BLOCK * max(1, round(patience / 4 * processes * count / once / BLOCK))
    long = 4 * short
    before = seconds_for(reader, texts, short, processes)
    elapsed = seconds_for(reader, texts, long, processes) - before
    who = resource.RUSAGE_SELF if processes == 1 else resource.RUSAGE_CHILDREN
    peak = resource.getrusage(who).ru_maxrss * 1024
    with clocked() as clock:
        begun = time.perf_counter()
        seconds_for(reader, texts, count, 1)
        shares = clock.shares(time.perf_counter() - begun)
    words = sum(len(text.split()) for text in texts) / count
    subwords = clock.subwords / count if clock.subwords else words * FALLBACK
    rate = (long - short) / elapsed
    return {
        "processes": processes,
        "articles": long - short,
        "seconds": elapsed,
        "articles_per_second": rate,
        "words_per_second": rate * words,
        "subwords_per_second": rate * subwords,
        "subwords_counted": bool(clock.subwords),
        "words_per_article": words,
        "operations_per_second": rate * multiplied(texts, model),
        "peak_bytes_per_process": peak,
        "stages": shares,
        "around_model": clock.around_model(),
    }


def in_own_process(options: argparse.Namespace, processes: int) -> dict[str, Any]:
    """Run `warm` in a new process, so that its memory is its own."""
    words = [sys.executable, "-m", "bench.speed", "--warm", str(processes), *with_model(options.model)]
    words += ["--articles", str(options.articles), "--seconds", str(options.seconds)]
    words += ["--first", str(options.first)] if options.first else []
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def ratios(run: dict[str, Any], limit: Limit, layers: int) -> dict[str, float]:
    """Return what the pipeline multiplies, the encoder's part and all of it, as shares of the limits."""
    encoder = run["subwords_per_second"] * operations(layers)
    return {
        f"{part}_of_{kind}": done / (getattr(limit, kind) * 1e9)
        for part, done in (("encoder", encoder), ("model", run["operations_per_second"]))
        for kind in ("int8", "fp32")
    }


def everything(options: argparse.Namespace) -> dict[str, Any]:
    """Measure all there is to measure."""
    busy = os.getloadavg()[0]
    first = sorted(options.articles.glob("*.txt"))[0]
    limits = {threads: measure(threads) for threads in (1, 2)}
    runs = [in_own_process(options, processes) for processes in (1, 2)]
    return {
        "load_before": busy,
        "help_seconds": wall([*command(), "--help"], 5),
        "first_article_seconds": wall([*command(), "read", str(first), "--json", *with_model(options.model)], 3),
        "warm": [run | {"ratio": ratios(run, limits[run["processes"]], options.layers)} for run in runs],
        "gemm": [
            {"threads": limit.threads, "int8_gops": limit.int8, "fp32_gflops": limit.fp32} for limit in limits.values()
        ],
    }


def report(found: dict[str, Any]) -> str:
    """Render the measurements as Markdown."""
    one, two = found["warm"]
    rows = [
        ("articles/s", "articles_per_second", "{:.1f}"),
        ("words/s", "words_per_second", "{:.0f}"),
        ("subwords/s", "subwords_per_second", "{:.0f}"),
        ("peak memory per process, MB", "peak_bytes_per_process", "{:.0f}"),
    ]
    lines = ["| | |", "| --- | ---: |"]
    lines.append(f"| `wortlaut --help`, best of 5 | {1000 * found['help_seconds']:.0f} ms |")
    lines.append(f"| first article, new process, best of 3 | {found['first_article_seconds']:.2f} s |")
    lines += ["", "| warm | 1 process | 2 processes |", "| --- | ---: | ---: |"]
    for name, key, form in rows:
        scale = 1e-6 if key.startswith("peak") else 1.0
        lines.append(f"| {name} | {form.format(one[key] * scale)} | {form.format(two[key] * scale)} |")
    for part, products in (("encoder", "encoder's weights only"), ("model", "all products")):
        for kind in ("int8", "fp32"):
            cells = [f"{run['ratio'][f'{part}_of_{kind}']:.1%}" for run in (one, two)]
            lines.append(f"| share of the {kind} GEMM limit, {products} | {' | '.join(cells)} |")
    for key, name in (("int8_gops", "int8 GEMM, Gop/s"), ("fp32_gflops", "fp32 GEMM, Gflop/s")):
        lines.append(f"| {name} | {' | '.join(f'{limit[key]:.0f}' for limit in found['gemm'])} |")
    lines += ["", "| stage | share of time, 1 process |", "| --- | ---: |"]
    lines += [f"| {stage} | {share:.1%} |" for stage, share in one["stages"].items()]
    if one["around_model"] is not None:
        lines.append(f"| outside onnxruntime, as a share of tag | {one['around_model']:.1%} |")
    if "quotect" in found:
        lines += ["", *quotect.report(found["quotect"], one["articles_per_second"])]
    how = "counted at the encoder" if one["subwords_counted"] else f"{FALLBACK} per word"
    lines += ["", f"articles of {one['words_per_article']:.0f} words on average; subwords {how}"]
    if found["load_before"] > IDLE:
        lines += ["", f"**Not to be quoted**: the machine was busy (load {found['load_before']:.1f})."]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure start-up, warm speed, memory and stages, and compare with the machine's limit."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=main.__doc__)
    parser.add_argument("--articles", type=Path, default=Path("examples/articles"), help="folder of texts")
    parser.add_argument("--first", type=int, help="how many of them (default: all)")
    parser.add_argument("--seconds", type=float, default=10.0, help="about how long each warm run takes")
    parser.add_argument("--layers", type=int, default=LAYERS, help="layers of the encoder")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--against", choices=["quotect"], help="another way to do it, to be measured as well")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--warm", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    texts = short_articles(options.articles, options.first)
    if options.warm:
        print(json.dumps(warm(list(texts.values()), options.warm, options.seconds, options.model)))
        return 0
    if options.against:
        quotect.libraries()
    found = everything(options)
    if options.against:
        found["quotect"] = quotect.measure(texts, (options.model or SHIPPED) / TOKENIZER)
    print(json.dumps(found, indent=1) if options.json else report(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
