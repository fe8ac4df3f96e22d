"""The product's events on the articles that people marked for training, and by the words that they marked.

    python -m bench.marks [--every N] [--json]

The 171 articles of ``training/events/own.txt`` (CC0) were written to tell events in as many ways as possible, and no
rule was made for one of them; triggers of `event_triggers` that they speak against were left out, so precision flatters
a little. An event is *typed* where one of the same type has the marked word among its words or in its evidence, and
*right* where its initiator and recipient are those marked, or nobody is on either side.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bench.product import Reads, load_reader
from training.corpora import Act, Example, events
from training.corpora.example import rebuilt
from wortlaut.record import Article, Event, Paragraph, Reading, Span

Bounds = tuple[int, int]


def marked_article(example: Example) -> tuple[Article, list[Bounds]]:
    """Return a marked article of ours, its first sentence the headline, and the offsets of its words."""
    text, offsets, paragraphs = "", [], []
    for number in sorted(set(example.words.sentence)):
        words = zip(example.words.texts, example.words.sentence, strict=True)
        part, places = rebuilt([word for word, sentence in words if sentence == number])
        start = len(text)
        offsets += [(start + a, start + b) for a, b in places]
        whole = Span(start=start, end=start + len(part))
        paragraphs.append(Paragraph(span=whole, role="body" if number else "headline"))
        text += part + "\n"
    return Article(id=example.name.replace(" ", "-"), text=text, paragraphs=tuple(paragraphs)), offsets


def counts(reader: Reads, examples: Sequence[Example]) -> Counter[str]:
    """Return how many events were marked, given, typed and right, and how many have the right initiator, recipient."""
    found: Counter[str] = Counter()
    for example in examples:
        article, offsets = marked_article(example)
        reading = reader.read(article)
        whom = {span: actor for span, actor in _named(reading)}
        used = set()
        for act in example.acts or ():
            found["marked"] += 1
            alike = [
                event for event in reading.events if event.type == act.type and _tells(event, offsets[act.trigger])
            ]
            sides = [(_agree(act, event, whom, offsets), event.id) for event in alike]
            if not sides:
                continue
            (initiator, recipient), best = max(sides, key=lambda side: sum(side[0]))
            used.add(best)
            found.update(typed=1, initiator=initiator, recipient=recipient, right=initiator and recipient)
        found.update(given=len(reading.events), extra=sum(event.id not in used for event in reading.events))
    return found


def _named(reading: Reading) -> Iterator[tuple[Span, str]]:
    spans = {mention.id: mention.span for mention in reading.mentions}
    for link in sorted(reading.links, key=lambda link: link.confidence):
        yield spans[link.mention], link.actor


def _tells(event: Event, word: Bounds) -> bool:
    return any(span.start < word[1] and word[0] < span.end for span in (*event.trigger, *event.evidence))


def _agree(act: Act, event: Event, whom: Mapping[Span, str], offsets: Sequence[Bounds]) -> tuple[bool, bool]:
    def same(words: Sequence[int], actors: Sequence[str]) -> bool:
        places = [offsets[word] for word in words]
        meant = {actor for span, actor in whom.items() for a, b in places if span.start < b and a < span.end}
        return bool(meant & set(actors)) if meant else bool(words) or not actors

    return same(act.arguments["initiator"], event.initiator), same(act.arguments["recipient"], event.recipient)


def figures(found: Mapping[str, int]) -> dict[str, float]:
    """Return precision and recall of types and of whole events, and the share of typed ones with the right sides."""
    given, marked, typed = max(1, found["given"]), max(1, found["marked"]), max(1, found["typed"])
    return {
        "articles' events marked": found["marked"],
        "given": found["given"],
        "type precision": 1 - found["extra"] / given,
        "type recall": found["typed"] / marked,
        "initiator": found["initiator"] / typed,
        "recipient": found["recipient"] / typed,
        "precision": found["right"] / given,
        "recall": found["right"] / marked,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the marked articles and compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.marks", description=main.__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every nth article")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    told = figures(counts(load_reader(None), events.own()[:: options.every]))
    if options.json:
        print(json.dumps(told, indent=1))
    else:
        print(
            "\n".join(
                f"{name:24} {value:8.3f}" if value < 1 else f"{name:24} {value:8.0f}" for name, value in told.items()
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
