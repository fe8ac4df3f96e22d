"""Relations of our golden articles: what actors are to each other.

    python -m bench.relations [--articles examples/articles] [--gold-actors] [--misses] [--json]

A golden relation is ``{"kind", "subject", "object"}``; ``A / B`` in an object are two good names of it. A relation
found is right when the kind is the same, the subject is the golden actor (same name, or most of his mentions in
common), and the object is too, or has the same words. Words are compared without article, case ending, gender and
what says that an office is over; of titles, also without whose they are («Vorsitzender der Konferenz» is
«Vorsitzender»). ``exact`` counts titles that are the same with all their words. Allies and kin have no direction.

With ``--gold-actors`` mentions, links and actors are those of the golden file, so that only relations are judged.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.golden_files import golden_of, place, read_text
from bench.matching import ARTICLES
from bench.product import intake_article
from wortlaut.extract.parties import head_of, kind_of
from wortlaut.record import Actor, Document, Link, Mention, Relation, Span
from wortlaut.record.reading import RelationKind
from wortlaut.segment import segment
from wortlaut.tag import Tagger

KINDS: tuple[RelationKind, ...] = (
    "holds_office",
    "affiliated_with",
    "member_of",
    "party_to",
    "ally_of",
    "family_of",
    "part_of",
    "located_in",
)
BETWEEN = frozenset({"ally_of", "family_of"})
OVER = re.compile(r"^(?:(?:früher|ehemalig|einstig|damalig|vormalig)\w* |ex-)", re.IGNORECASE)
WHOSE = re.compile(r" (?:der|des|von|vom|für|im|in|beim|bei|am|an|aus) .*")
WOMAN = re.compile(r"(?<=\w{4})in(?:nen)?$")
BENT = re.compile(r"(?<=\w{3})(?:es|en|er|em|e|s|n|r|m)$")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one article: its actors with the spans that name them, and the relations found."""

    text: str
    actors: Mapping[str, Actor]
    spans: Mapping[str, frozenset[tuple[int, int]]]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one article: pairs of golden and found relations, the golden ones without partner, those nobody expected."""

    name: str
    pairs: tuple[tuple[Mapping[str, Any], Relation], ...]
    missed: tuple[Mapping[str, Any], ...]
    extra: tuple[Relation, ...]
    read: Read


def plain(form: str) -> str:
    """Return words without article and endings of case, gender and number.

    >>> plain("der früheren Bundesministerin") == plain("früherer Bundesminister"), plain("die EU"), plain("Rates")
    (True, 'eu', 'rat')
    """
    words = [word.lower() for word in re.findall(r"[\w.]+(?:[-/&][\w.]+)*", form)]
    words = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    return " ".join(BENT.sub("", WOMAN.sub("", word)) for word in words)


def same_title(golden: str, found: str) -> bool:
    """Say whether two titles are the same office, maybe of a body that only one of them names.

    >>> same_title("Vorsitzende der Finanzkonferenz", "Vorsitzende"), same_title("Minister", "Außenminister")
    (True, False)
    >>> same_title("US-Präsident", "Präsident"), same_title("haushaltspolitische Sprecherin", "Sprecherin")
    (True, True)
    """
    return bool(_titles(golden) & _titles(found))


def _titles(form: str) -> frozenset[str]:
    bare = WHOSE.sub("", OVER.sub("", form.strip()))
    noun = bare.rpartition(" ")[2]
    nouns = {noun, noun.rpartition("-")[2] if not noun.lower().startswith("vize-") else noun}
    return frozenset(plain(one) for one in {bare, *nouns} if one)


def golden_spans(actor: Mapping[str, Any], text: str) -> frozenset[tuple[int, int]]:
    """Return where a golden actor is mentioned: at an anchor, or wherever a bare form stands as words of its own."""
    found: set[tuple[int, int]] = set()
    for mention in actor.get("mentions", ()):
        if isinstance(mention, str):
            found.update(m.span() for m in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text))
        else:
            found.add(place(mention, text))
    return frozenset(found)


def with_gold_actors(golden: Mapping[str, Any], doc: Document, tagger: Tagger) -> Read:
    """Return the relations found between the golden actors of an article."""
    from wortlaut.resolve.relations import relations

    text = doc.article.text
    actors: list[Actor] = []
    mentions: list[Mention] = []
    links: list[Link] = []
    spans: dict[str, frozenset[tuple[int, int]]] = {}
    for number, gold in enumerate(golden["actors"], 1):
        names = tuple(m if isinstance(m, str) else m["text"] for m in gold.get("mentions", ()))
        actors.append(Actor(id=f"a{number}", name=gold["name"], kind=gold.get("kind") or "unknown", names=names))
        spans[f"a{number}"] = golden_spans(gold, text)
    taken: set[tuple[int, int]] = set()
    for actor, where in sorted(spans.items()):
        for start, end in sorted(where - taken):
            mention = _mention(doc, Span(start=start, end=end), f"m{len(mentions) + 1}")
            if mention:
                taken.add((start, end))
                mentions.append(mention)
                links.append(Link(mention=mention.id, actor=actor, confidence=1.0, reasons=("golden",)))
    found = relations(doc, tagger.tag(doc).words, mentions, links, actors)
    return Read(text, {actor.id: actor for actor in actors}, spans, found)


def _mention(doc: Document, span: Span, identity: str) -> Mention | None:
    tokens = [token.span for token in doc.tokens if span.contains(token.span)]
    if not tokens:
        return None
    words = [token.of(doc.article.text) for token in tokens]
    head = head_of(words)
    return Mention(id=identity, span=span, head=tokens[head], kind=kind_of(words, head), confidence=1.0)


def judge(name: str, golden: Mapping[str, Any], read: Read) -> Verdict:
    """Pair the golden relations of an article with those found, one to one, in order."""
    sides = _Sides(read, {actor["name"]: golden_spans(actor, read.text) for actor in golden["actors"]})
    free, pairs, missed = list(read.relations), [], []
    for wanted in golden.get("relations", ()):
        partner = next((relation for relation in free if sides.fit(relation, wanted)), None)
        if partner is None:
            missed.append(wanted)
        else:
            free.remove(partner)
            pairs.append((wanted, partner))
    return Verdict(name, tuple(pairs), tuple(missed), tuple(free), read)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The actors of a reading and the golden ones, by the spans that name them."""

    read: Read
    golden: Mapping[str, frozenset[tuple[int, int]]]

    def fit(self, relation: Relation, wanted: Mapping[str, Any]) -> bool:
        """Say whether a relation is a golden one."""
        subject, forms = wanted["subject"], wanted["object"].split(" / ")
        if relation.kind != wanted.get("kind", wanted.get("relation")):
            return False
        if self._same(relation.subject, subject) and any(self._is_object(relation, form) for form in forms):
            return True
        turned = relation.kind in BETWEEN and self._same(relation.object, subject)
        return turned and any(self._same(relation.subject, form) for form in forms)

    def _same(self, found: str, wanted: str) -> bool:
        """Say whether an actor is the golden one: a name of his, or most mentions in common."""
        actor = self.read.actors.get(found)
        if actor is None:
            return False
        names = {actor.name} if actor.kind == "person" else {actor.name, *actor.names}
        if plain(wanted) in map(plain, names):
            return True
        own, other = self.read.spans.get(found, frozenset()), self.golden.get(wanted, frozenset())
        common = [span for span in own if any(span[0] < end and start < span[1] for start, end in other)]
        return len(common) * 2 > min(len(own), len(other)) > 0

    def _is_object(self, relation: Relation, form: str) -> bool:
        actor = self.read.actors.get(relation.object)
        words = actor.name if actor else relation.object
        title = relation.kind == "holds_office" and same_title(form, words)
        return title or plain(form) == plain(words) or self._same(relation.object, form)


def figures(verdicts: Iterable[Verdict]) -> dict[str, dict[str, float]]:
    """Return golden, found, right, precision, recall and F1 per kind and for all."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    exact = 0
    for verdict in verdicts:
        for golden, relation in verdict.pairs:
            right[relation.kind] += 1
            exact += relation.kind == "holds_office" and any(
                plain(relation.object) == plain(form) for form in golden["object"].split(" / ")
            )
        wanted.update(g.get("kind") or g["relation"] for g in (*verdict.missed, *(g for g, _ in verdict.pairs)))
        found.update(r.kind for r in (*verdict.extra, *(r for _, r in verdict.pairs)))
    table: dict[str, dict[str, float]] = {
        kind: _row(wanted[kind], found[kind], right[kind]) for kind in KINDS if wanted[kind] or found[kind]
    }
    table["all"] = _row(wanted.total(), found.total(), right.total())
    table["holds_office, exact title"] = _row(wanted["holds_office"], found["holds_office"], exact)
    return table


def _row(wanted: int, found: int, right: int) -> dict[str, float]:
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return {
        "golden": wanted,
        "found": found,
        "right": right,
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / both if both else 0.0,
    }


def report(table: Mapping[str, Mapping[str, float]]) -> str:
    """Render a Markdown table, a row per kind."""
    lines = ["| kind | golden | found | right | precision | recall | F1 |", "| --- |" + " ---: |" * 6]
    for kind, row in table.items():
        counts = " | ".join(str(int(row[key])) for key in ("golden", "found", "right"))
        lines.append(f"| {kind} | {counts} | {row['precision']:.1%} | {row['recall']:.1%} | {row['F1']:.1%} |")
    return "\n".join(lines)


def misses(verdict: Verdict) -> list[str]:
    """Name every golden relation that was not found and every one found that is not golden, one line each."""
    lines = [f"{verdict.name} missed {w.get('kind')}: {w['subject']} → {w['object']}" for w in verdict.missed]
    for relation in verdict.extra:
        subject = verdict.read.actors[relation.subject].name
        known = verdict.read.actors.get(relation.object)
        words = " ".join(relation.evidence.of(verdict.read.text).split())
        lines.append(
            f"{verdict.name} extra {relation.kind}: {subject} → {known.name if known else relation.object}: {words}"
        )
    return lines


def read_article(path: Path, tagger: Tagger, *, gold_actors: bool) -> Verdict:
    """Read one article and judge its relations."""
    golden, article = golden_of(path), intake_article(read_text(path))
    if gold_actors:
        return judge(path.stem, golden, with_gold_actors(golden, segment(article), tagger))
    from wortlaut.pipeline import Reader

    reading = Reader(tagger).read(article)
    where = {mention.id: (mention.span.start, mention.span.end) for mention in reading.mentions}
    spans = {
        actor.id: frozenset(where[link.mention] for link in reading.links if link.actor == actor.id)
        for actor in reading.actors
    }
    read = Read(article.text, {actor.id: actor for actor in reading.actors}, spans, reading.relations)
    return judge(path.stem, golden, read)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all golden articles with relations and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.relations", description=main.__doc__)
    parser.add_argument("--articles", type=Path, default=Path("examples/articles"))
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--gold-actors", action="store_true", help="take mentions and actors from the golden file")
    parser.add_argument(
        "--misses", action="store_true", help="list everything that is wrong (never of held-out articles)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    if options.misses and "heldout" in str(options.articles.resolve()):
        parser.error("errors in held-out articles stay unseen: only figures")
    paths = [
        path.with_name(path.name.replace(".gold.json", ".txt")) for path in sorted(options.articles.glob("*.gold.json"))
    ]
    paths = [path for path in paths if "relations" in golden_of(path)]
    if not paths:
        parser.error(f"no golden articles with relations in {options.articles}")
    tagger = Tagger.load(options.model)
    verdicts = [read_article(path, tagger, gold_actors=options.gold_actors) for path in paths]
    table = figures(verdicts)
    print(json.dumps(table, indent=1) if options.json else report(table))
    if options.misses:
        print("\n".join(["", *(line for verdict in verdicts for line in misses(verdict))]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
