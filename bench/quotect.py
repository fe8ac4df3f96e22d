"""How long a model of the kind of ``quotect`` takes for the same articles: the other way to do this work.

``quotect`` (https://pypi.org/project/quotect/, 1.1.5) lets mT5-base (https://huggingface.co/google/mt5-base) write
what it finds. Read in the source of its class ``Quotect`` (its batch script takes one article at a time, in bf16):

* It reads ``<sentence> … </sentence>`` for each sentence and ``</s>``, an article of up to 4096 sub-words whole.
* It writes, in order, both marks of every sentence, the words inside any quote, speaker, cue, frame or addressee
  (each word once; all other words are left out), four marks for each of these stretches, ``<cue> … | 3 </cue>``
  (3 numbers the statement), and ``</s>``.
* It writes greedily (``num_beams=1``) in fp32, with the usual cache, four articles at a time: all four take as many
  steps as the longest.

Here the same network writes as many sub-words as that format needs for the golden statements of the articles, on one
thread. Its weights are random, since only shapes matter for the time, and it neither stops early nor runs on.
Sub-words are estimated with the tokenizer of our own bundle: both vocabularies are SentencePiece unigrams of 250,000
pieces for a hundred languages (ours without the pieces that German does not use).

Left out, in favour of quotect: the spaCy transformer that cuts its sentences and words, the processor that keeps
its output within its format, and the alignment of the output with the text.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.golden_files import golden_of, place, read_text
from bench.product import plain_article
from bench.words import Bounds

TOGETHER = 4  # articles in one batch
MARKS = 4  # around a stretch: <cue>, the bar, the number of the statement, </cue>
LONGEST = 4096  # sub-words up to which an article is read whole
PARTS = ("cue", "content", "frame", "addressee", "speaker")
GLUED = frozenset([*".,?!;:)]}-", "'s", "'m", "'ve", "n't", "'ll"])  # of these words quotect drops the first piece
MT5_BASE = {
    "vocab_size": 250_112,
    "d_model": 768,
    "d_kv": 64,
    "d_ff": 2048,
    "num_layers": 12,
    "num_decoder_layers": 12,
    "num_heads": 12,
    "feed_forward_proj": "gated-gelu",
}


@dataclass(frozen=True, slots=True)
class Lengths:
    """Sub-words and marks of one article: what is read and what is written."""

    read: int
    written: int


def libraries() -> tuple[Any, Any]:
    """Return torch and transformers, or end with what to install."""
    try:
        import torch
        import transformers
    except ImportError as error:
        raise SystemExit(f"{error.name} is missing: pip install '.[train]'") from error
    return torch, transformers


def stretches(golden: Mapping[str, Any], text: str, size: int) -> list[list[Bounds]]:
    """Return, per statement, the bounds of all its parts within the first ``size`` characters of a text."""
    found = (
        [place(anchor, text) for part in PARTS for anchor in _anchors(said[part])] for said in golden["statements"]
    )
    within = ([bounds for bounds in statement if bounds[1] <= size] for statement in found)
    return [statement for statement in within if statement]


def _anchors(part: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the anchors of a part: an anchor, several, a party with its mention, or nothing."""
    for anchor in part if isinstance(part, list) else [part]:
        if anchor and "name" in anchor:
            yield from _anchors(anchor["mention"])
        elif anchor:
            yield anchor


def lengths(text: str, statements: Sequence[Sequence[Bounds]], pieces: Callable[[str], int]) -> Lengths:
    """Return what quotect reads and writes for one text; ``pieces`` counts the sub-words of a word.

    Raises ValueError if the text is longer than what quotect reads at once.

    >>> lengths("Meier kam. Ja, sagte er.", [[(11, 13), (15, 20), (21, 23)]], lambda word: 1)
    Lengths(read=10, written=20)
    """
    from wortlaut.segment import segment

    doc = segment(plain_article(text))
    sizes = [pieces(word) - (word in GLUED) for word in (token.span.of(text) for token in doc.tokens)]
    inside = [
        any(start < token.span.end and token.span.start < end for statement in statements for start, end in statement)
        for token in doc.tokens
    ]
    always = 2 * len(doc.sentences) + 1
    words = sum(size for size, shown in zip(sizes, inside, strict=True) if shown)
    marks = MARKS * sum(len(statement) for statement in statements)
    read = always + sum(sizes)
    if read > LONGEST:
        raise ValueError(f"{read} sub-words: quotect would cut this text into parts")
    return Lengths(read, always + words + marks)


def network(sizes: Mapping[str, Any] = MT5_BASE) -> Any:
    """Build mT5 with random weights, in fp32."""
    torch, transformers = libraries()
    torch.manual_seed(0)
    config = transformers.MT5Config(**sizes)
    config.tie_word_embeddings = False  # the configuration itself insists on True, the published weights differ
    model = transformers.MT5ForConditionalGeneration(config).eval()
    model.set_input_embeddings(model.shared)  # one table for encoder and decoder
    return model


def seconds(model: Any, batch: Sequence[Lengths]) -> float:
    """Return how long the model takes to read a batch and to write as much as the longest of it needs."""
    torch, _ = libraries()
    width, steps = max(each.read for each in batch), max(each.written for each in batch)
    mask = torch.arange(width) < torch.tensor([[each.read] for each in batch])
    ids = torch.randint(3, model.config.vocab_size, mask.shape).masked_fill(~mask, model.config.pad_token_id)
    begun = time.perf_counter()
    written = model.generate(
        ids,
        attention_mask=mask.long(),
        min_new_tokens=steps,
        max_new_tokens=steps,
        num_beams=1,
        do_sample=False,
        use_cache=True,
    )
    elapsed = time.perf_counter() - begun
    if written.shape != (len(batch), steps + 1):
        raise RuntimeError(f"{steps} steps were asked for, {written.shape[1] - 1} were made")
    return elapsed


def counted(articles: Mapping[Path, str], tokenizer: Path) -> list[Lengths]:
    """Return the lengths for articles: file and the first part of its text that is read."""
    from tokenizers import Tokenizer

    known = Tokenizer.from_file(str(tokenizer))

    def pieces(word: str) -> int:
        return len(known.encode(word, add_special_tokens=False).ids)

    return [
        lengths(text, stretches(golden_of(path), read_text(path), len(text)), pieces) for path, text in articles.items()
    ]


def measure(articles: Mapping[Path, str], tokenizer: Path) -> dict[str, float]:
    """Measure seconds per article on one thread, in batches as quotect makes them."""
    torch, _ = libraries()
    torch.set_num_threads(1)
    sizes = counted(articles, tokenizer)
    model = network()
    seconds(model, [Lengths(8, 2)])
    elapsed = sum(seconds(model, sizes[first : first + TOGETHER]) for first in range(0, len(sizes), TOGETHER))
    return {
        "articles": len(sizes),
        "seconds_per_article": elapsed / len(sizes),
        "read_per_article": sum(each.read for each in sizes) / len(sizes),
        "written_per_article": sum(each.written for each in sizes) / len(sizes),
    }


def report(found: Mapping[str, float], ours: float) -> list[str]:
    """Render the measurement as Markdown, beside our own articles per second on one thread."""
    theirs = found["seconds_per_article"]
    return [
        "| against quotect, 1 process with 1 thread each | articles/s | seconds per article |",
        "| --- | ---: | ---: |",
        f"| Wortlaut, from text to reading | {ours:.2f} | {1 / ours:.3f} |",
        f"| mT5-base, output as long as quotect's | {1 / theirs:.4f} | {theirs:.1f} |",
        f"| ratio | {ours * theirs:.0f} | |",
        "",
        f"Compared: our whole pipeline, warm, and mT5-base (fp32, torch) on the same {found['articles']} articles. As"
        f" quotect 1.1.5 does, it reads {found['read_per_article']:.0f} and greedily writes"
        f" {found['written_per_article']:.0f} sub-words per article, up to {TOGETHER} articles at a time,"
        " with its cache on.",
        "Not compared: its weights, which are random here, so that the length of the output is forced to what its"
        " format needs for the golden statements; its sub-words, estimated with our tokenizer; what it does before and"
        " after (sentences by spaCy, constraints, alignment), which is left out, in its favour.",
    ]
