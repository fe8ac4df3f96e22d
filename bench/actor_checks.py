"""Actors of the seed article, and traps: short texts in which somebody is easily taken for somebody else.

A trap is a line of JSON: ``{"id", "trap", "published", "text", "pairs": [{"a", "b", "same"}], "links": [{"mention",
"wikidata"}]}`` with anchors ``{"text", "nth"}``. It is passed when every pair and every link holds: of ``"same":
true`` both have the same actor, of ``false`` they have not or one has none; a link to null holds without an actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.actor_golden import GoldMention, everywhere, gold_mention, golden_actors
from bench.actor_linking import dated, json_lines
from bench.actor_matching import Seen, bounds_of, fits, likeness, matched, partner, shared, wrong_merges
from bench.golden_files import golden_article, golden_of, place, read_text
from bench.matching import compare, plain_name
from bench.product import Reads, intake_article
from bench.quotation_scorer import Share
from bench.words import Words
from wortlaut.record import Actor, Article, Mention


@dataclass(frozen=True, slots=True)
class Gathered:
    """A golden actor of the seed: which of its forms the product has, which in one actor, and that actor's name."""

    name: str
    forms: tuple[str, ...]
    found: tuple[str, ...]
    together: tuple[str, ...]
    actor: str | None

    @property
    def right(self) -> bool:
        """Say whether all forms are in one actor."""
        return len(self.together) == len(self.forms)


@dataclass(frozen=True, slots=True)
class Seed:
    """The seed article: golden actors, wrong merges, and per statement who speaks, in the golden file and in ours."""

    gathered: tuple[Gathered, ...]
    merged: Mapping[str, Sequence[str]]
    speakers: tuple[tuple[str, str | None, str | None, bool], ...]

    @property
    def passed(self) -> bool:
        """Say whether everything is right."""
        return all(g.right for g in self.gathered) and not self.merged and all(right for *_, right in self.speakers)


def read_seed(reader: Reads, path: Path) -> Seed:
    """Read the seed article with the product and compare its actors and speakers."""
    reading = reader.read(intake_article(read_text(path)))
    golden, text = golden_of(path), reading.article.text
    article = matched(path.stem, golden_actors(golden, text, every=True), reading)
    gathered = tuple(gather(actor, article.seen, text) for actor in golden["actors"])
    spoken = []
    for case in compare(golden_article(path.stem, golden, text), reading).cases:
        party = case.partner.speaker if case.found and case.partner else None
        mention = next((m for m in reading.mentions if party and m.id == party.mention), None)
        actor, wanted = article.seen.actor(mention), case.expected.speaker.name if case.expected.speaker else None
        spoken.append((case.expected.id, wanted, actor.name if actor else None, _is_called(actor, wanted)))
    return Seed(gathered, wrong_merges(article), tuple(spoken))


def _is_called(actor: Actor | None, name: str | None) -> bool:
    names = {plain_name(known) for known in (actor.name, *actor.names)} if actor else set()
    return name is not None and plain_name(name) in names


def gather(golden: Mapping[str, Any], seen: Seen, text: str) -> Gathered:
    """Look for every form of a golden actor wherever it stands, and for the actor that has most of them."""
    words = Words.of_text(text)
    whose: dict[str, set[str]] = {}
    for form in golden["mentions"]:
        mentions = (gold_mention(b, words, text, golden["name"], golden["kind"]) for b in everywhere(form, text))
        actors = (seen.actor(partner(mention, seen.mentions)) for mention in mentions)
        whose[form] = {actor.id for actor in actors if actor}
    counted = Counter(key for keys in whose.values() for key in keys).most_common(1)
    best = counted[0][0] if counted else None
    return Gathered(
        golden["name"],
        tuple(whose),
        tuple(form for form, keys in whose.items() if keys),
        tuple(form for form, keys in whose.items() if best in keys),
        seen.actors[best].name if best else None,
    )


def seed_report(seed: Seed) -> str:
    """Render a Markdown table of actors, the wrong merges, and the speakers that are not right."""
    lines = [
        "| golden actor | forms found | in one actor | that actor | missing |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    for one in seed.gathered:
        missing = ", ".join(form for form in one.forms if form not in one.together)
        counts = f"{len(one.found)}/{len(one.forms)} | {len(one.together)}/{len(one.forms)}"
        lines.append(f"| {one.name} | {counts} | {one.actor or ''} | {missing} |")
    right = sum(verdict for *_, verdict in seed.speakers)
    lines += ["", f"actors with all forms in one: {sum(one.right for one in seed.gathered)} of {len(seed.gathered)}"]
    lines.append(f"wrong merges: {len(seed.merged)}")
    lines += [f"  {name}: {', '.join(golden)}" for name, golden in seed.merged.items()]
    lines.append(f"speakers right: {right} of {len(seed.speakers)}")
    lines += [
        f"  {key}: {said or 'nobody'}, not {wanted}" for key, wanted, said, verdict in seed.speakers if not verdict
    ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap, how many pairs and links it checks, and what does not hold of them, in words."""

    id: str
    kind: str
    checks: int
    broken: tuple[str, ...]


def read_traps(reader: Reads, path: Path) -> list[Trap]:
    """Read every trap of a file with the product."""
    traps = []
    for line in json_lines(path):
        article = dated(intake_article(line["text"]), line.get("published"))
        traps.append(sprung(line, article, Seen.of(reader.read(article))))
    return traps


def sprung(trap: Mapping[str, Any], article: Article, seen: Seen) -> Trap:
    """Judge one trap."""
    broken = []
    for pair in trap.get("pairs", ()):
        one, other = (at(pair[side], article.text, seen) for side in ("a", "b"))
        together = one is not None and other is not None and one.id == other.id
        if together != pair["same"]:
            verdict = "one" if together else "not one"
            broken.append(f"{pair['a']['text']} ({_name(one)}) and {pair['b']['text']} ({_name(other)}) are {verdict}")
    for link in trap.get("links", ()):
        actor = at(link["mention"], article.text, seen)
        said = actor.wikidata if actor else None
        if said != link["wikidata"]:
            broken.append(f"{link['mention']['text']} ({_name(actor)}) is {said}, not {link['wikidata']}")
    checks = len(trap.get("pairs", ())) + len(trap.get("links", ()))
    return Trap(trap["id"], trap.get("trap", ""), checks, tuple(broken))


def _name(actor: Actor | None) -> str:
    return actor.name if actor else "nobody"


def at(anchor: Mapping[str, Any], text: str, seen: Seen) -> Actor | None:
    """Return whom the product takes the words at an anchor for."""
    return seen.actor(best_mention(gold_mention(place(anchor, text), Words.of_text(text), text), seen.mentions))


def best_mention(gold: GoldMention, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that fits; if none does, the one with its head word in the golden one that is most like it."""
    inside = [m for m in mentions if 2 * shared(bounds_of(m.head), gold.bounds) > m.head.end - m.head.start]
    fitting = [m for m in inside if fits(gold, m)]
    return max(fitting or inside, key=lambda m: likeness(gold.bounds, bounds_of(m.span)), default=None)


def traps_report(traps: Sequence[Trap]) -> str:
    """Render how many traps and single checks are passed, and what is broken of the others."""
    passed = Share(sum(not trap.broken for trap in traps), len(traps))
    checks = sum(trap.checks for trap in traps)
    held = Share(checks - sum(len(trap.broken) for trap in traps), checks)
    lines = [f"{name}: {one.value:.1%} ({one.hits}/{one.total})" for name, one in (("traps", passed), ("checks", held))]
    return "\n".join([*lines, *(f"{t.id} ({t.kind}): {'; '.join(t.broken)}" for t in traps if t.broken)])
