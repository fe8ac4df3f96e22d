"""Figures of a model: quotes by the published scorer, names by strict spans, grammar as the CoNLL 2018 task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from bench.quotation_scorer import Quote as Scored
from bench.quotation_scorer import Scores, score
from training.corpora import KINDS, MEDIA, ROLES, UNKNOWN, Example
from training.network import Roles, Tagger
from wortlaut.record import Tags
from wortlaut.tag.grammar import FEATURES, NAME_TAGS, POS, RELATIONS
from wortlaut.tag.tagger import Labels, Seen, tag
from wortlaut.tag.words import WordPieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Dev:
    """Held-back examples of each task."""

    quotes: Sequence[Example] = ()
    names: Sequence[Example] = ()
    grammar: Sequence[Example] = ()


def side_by_side(dev: Dev) -> Dev:
    """Return names and grammar with the sentences of each example in one paragraph, as in articles."""

    def joined(examples: Sequence[Example]) -> list[Example]:
        return [replace(e, words=replace(e.words, paragraph=[0] * len(e.words.texts))) for e in examples]

    return Dev(quotes=dev.quotes, names=joined(dev.names), grammar=joined(dev.grammar))


LABELS = Labels(kinds=KINDS, media=MEDIA, roles=ROLES)


class TorchEngine:
    """The model as ``wortlaut.tag`` wants to call it."""

    def __init__(self, tagger: Tagger, roles: Roles) -> None:
        self.tagger, self.roles = tagger, roles

    def encode(self, ids, depth, heads, sentence):  # type: ignore[no-untyped-def]
        """Read one window."""
        ids, depth, heads, sentence = (torch.from_numpy(np.asarray(x))[None] for x in (ids, depth, heads, sentence))
        with torch.no_grad():
            seen = self.tagger(ids, depth, torch.ones_like(ids), heads, sentence)
        return Seen(*(part[0].numpy() for part in seen))

    def relate(self, states, place, distance, sentence):  # type: ignore[no-untyped-def]
        """Return logits of roles, kinds and media of one quote."""
        features = (torch.from_numpy(np.asarray(x))[None] for x in (states, place, distance, sentence))
        with torch.no_grad():
            out = self.roles(*features, torch.ones(1, len(place), dtype=torch.long))
        return tuple(x[0].numpy() for x in out)


def gold(example: Example) -> list[Scored]:
    """Return the gold quotes of one example for the scorer."""
    return [
        Scored(
            quote=frozenset(q.words),
            kind=q.kind or "",
            medium=q.medium,
            **{role: frozenset(q.roles.get(role, ())) for role in ROLES},
        )
        for q in example.quotes or ()
    ]


def predicted(tags: Tags) -> list[Scored]:
    """Return the quotes of one document's tags for the scorer."""
    return [
        Scored(
            quote=frozenset(q.tokens),
            kind=q.kind,
            medium=q.medium,
            **{role: frozenset(word for word, _ in q.role(role)) for role in ROLES},
        )
        for q in tags.quotes
    ]


def evaluate(
    engine: object, pieces: WordPieces, examples: Sequence[Example], labels: Labels = LABELS
) -> tuple[Scores, list[Tags]]:
    """Tag and score ``examples``."""
    tags = [tag(engine, pieces, labels, example.words, quotes_only=True) for example in examples]  # type: ignore[arg-type]
    pairs = [(predicted(t), gold(e)) for t, e in zip(tags, examples, strict=True)]
    return score(pairs), tags


def name_figures(engine: object, pieces: WordPieces, examples: Sequence[Example]) -> dict[str, float]:
    """Return strict span F1 of PER, ORG, LOC and all three; a span with unknown words is left out."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for example in examples:
        assert example.names is not None
        gold = {span for span in spans(example.names) if span[0] != "MISC"}
        unknown = set(np.flatnonzero(example.names == UNKNOWN).tolist())
        tags = tag(engine, pieces, LABELS, example.words)  # type: ignore[arg-type]
        system = {
            (name.kind, name.tokens[0], name.tokens[-1] + 1)
            for name in tags.names
            if name.kind != "MISC" and not unknown & set(name.tokens)
        }
        for counter, items in ((right, gold & system), (found, system), (wanted, gold)):
            counter.update(kind for kind, *_ in items)
    kinds = ("PER", "ORG", "LOC")
    figures = {kind.lower(): _f1(right[kind], found[kind], wanted[kind]) for kind in kinds}
    return {"names": _f1(right.total(), found.total(), wanted.total()), **figures}


def spans(tags: np.ndarray) -> set[tuple[str, int, int]]:
    """Return (kind, first word, word after the last) of the names that BIO tag numbers spell."""
    found: list[tuple[str, int, int]] = []
    for at, number in enumerate(tags.tolist()):
        if number <= 0:
            continue
        prefix, _, kind = NAME_TAGS[number].partition("-")
        if prefix == "I" and found and found[-1][0] == kind and found[-1][2] == at:
            found[-1] = (kind, found[-1][1], at + 1)
        else:
            found.append((kind, at, at + 1))
    return set(found)


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0


def grammar_figures(engine: object, pieces: WordPieces, examples: Sequence[Example]) -> dict[str, float]:
    """Return accuracy of parts of speech, UAS and LAS without punctuation, and F1 of features.

    LAS compares relations without their subtypes, as the CoNLL 2018 scorer does; ``las_subtypes`` with them.
    ``mood_sub`` is the F1 of Mood=Sub alone. Unknown targets do not count.
    """
    hits, totals = Counter[str](), Counter[str]()
    features = {name: Counter[str]() for name in (*list(FEATURES)[:5], "mood_sub")}
    for example in examples:
        syntax = example.syntax
        assert syntax is not None
        tags = tag(engine, pieces, LABELS, example.words)  # type: ignore[arg-type]
        for at, word in enumerate(tags.words):
            pos, head, relation = int(syntax.pos[at]), int(syntax.head[at]), int(syntax.relation[at])
            if pos != UNKNOWN:
                totals["upos"] += 1
                hits["upos"] += POS[pos] == word.pos
            if head != UNKNOWN and POS[pos] != "PUNCT":
                totals["arcs"] += 1
                hits["uas"] += word.head == head
                gold = RELATIONS[relation] if relation != UNKNOWN else "dep"
                same = gold.partition(":")[0] == word.relation.partition(":")[0]
                hits["las"] += word.head == head and same
                hits["las_subtypes"] += word.head == head and gold == word.relation
            said = dict(pair.split("=") for pair in word.feats.split("|") if "=" in pair)
            for column, (name, values) in enumerate(FEATURES.items()):
                target = int(syntax.feats[at, column])
                if target != UNKNOWN and name in features:
                    _count(features[name], values[target], said.get(name, ""))
                    if name == "Mood":
                        _count(
                            features["mood_sub"], *("Sub" * (v == "Sub") for v in (values[target], said.get(name, "")))
                        )
    figures = {"upos": hits["upos"] / totals["upos"]}
    if totals["arcs"]:
        figures |= {name: hits[name] / totals["arcs"] for name in ("uas", "las", "las_subtypes")}
    return figures | {name.lower(): _f1(c["right"], c["found"], c["wanted"]) for name, c in features.items()}


def _count(counter: Counter[str], gold: str, said: str) -> None:
    counter["wanted"] += bool(gold)
    counter["found"] += bool(said)
    counter["right"] += bool(gold) and gold == said
