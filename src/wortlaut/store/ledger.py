"""Counts of actors kept up to date by what is added and taken away, without counting anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text, update

from wortlaut.resolve.ids import folded
from wortlaut.store.schema import actors, sightings, traits
from wortlaut.store.types import json_text, storable

_ADD = text(
    "INSERT INTO traits (actor, trait, value, times) VALUES (:actor, :trait, :value, :times) "
    "ON CONFLICT (actor, trait, value) DO UPDATE SET times = traits.times + excluded.times"
)
_NAMING = ("name", "kind", "gender")


class Ledger:
    """Changes of the counts of actors in some articles; ``settle`` writes their sum.

    Make it before the sightings of ``articles`` change: it remembers who occurs in them.
    """

    def __init__(self, connection: Connection, articles: Iterable[int]) -> None:
        self._connection = connection
        self._articles = sorted(set(articles))
        self._before = self._present()
        self._mentions: Counter[int] = Counter()
        self._statements: Counter[int] = Counter()
        self._traits: Counter[tuple[int, str, str]] = Counter()

    def count(self, actor: int, sighting: Any, times: int) -> None:
        """Add (``times`` = 1) or take away (-1) a row of ``sightings``."""
        self._mentions[actor] += times * sighting.mentions
        self._statements[actor] += times * sighting.statements
        forms = {sighting.name, *sighting.names}
        self._traits[actor, "name", sighting.name] += times * (1 + sighting.mentions)
        self._traits[actor, "kind", sighting.kind] += times
        if sighting.gender:
            self._traits[actor, "gender", sighting.gender] += times
        for form in forms:
            self._traits[actor, "form", form] += times
        for word in {word for form in forms for word in folded(form)}:
            self._traits[actor, "word", word] += times
        for office in sighting.offices:
            self._traits[actor, "office", json_text(office)] += times

    def settle(self) -> None:
        """Write all changes."""
        after = self._present()
        articles: Counter[int] = Counter(actor for actor, _ in after)
        articles.subtract(actor for actor, _ in self._before)
        touched = sorted({*articles, *self._mentions})
        if not touched:
            return
        single = self._single(touched)
        changes: list[dict[str, Any]] = [
            {"actor": actor, "trait": trait, "value": storable(value), "times": times}
            for (actor, trait, value), times in sorted(self._traits.items())
            if times and (trait == "word" or actor not in single)
        ]
        if changes:
            self._connection.execute(_ADD, changes)
            if any(change["times"] < 0 for change in changes):
                self._connection.execute(delete(traits).where(traits.c.actor.in_(touched), traits.c.times <= 0))
        named = self._named(touched)
        self._connection.execute(
            update(actors)
            .where(actors.c.number == bindparam("actor"))
            .values(
                name=bindparam("best"),
                kind=bindparam("sort"),
                gender=bindparam("sex"),
                articles=actors.c.articles + bindparam("more_articles"),
                mentions=actors.c.mentions + bindparam("more_mentions"),
                statements=actors.c.statements + bindparam("more_statements"),
            ),
            [
                {
                    "actor": actor,
                    **named[actor],
                    "more_articles": articles[actor],
                    "more_mentions": self._mentions[actor],
                    "more_statements": self._statements[actor],
                }
                for actor in touched
            ],
        )

    def _present(self) -> set[tuple[int, int]]:
        asked = select(sightings.c.actor, sightings.c.article).where(sightings.c.article.in_(self._articles))
        return {(row.actor, row.article) for row in self._connection.execute(asked)}

    def _single(self, touched: list[int]) -> set[int]:
        """Return the actors of a single article («eine Sprecherin»): what is told of them stands in its sightings."""
        asked = select(actors.c.number).where(actors.c.number.in_(touched), actors.c.id.contains("@"))
        return set(self._connection.scalars(asked))

    def _named(self, touched: list[int]) -> dict[int, dict[str, str | None]]:
        """Return name, kind and gender of actors as ``resolve.register`` chooses them; who is gone keeps his."""
        told: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: {trait: Counter() for trait in _NAMING})
        asked = select(traits).where(traits.c.actor.in_(touched), traits.c.trait.in_(_NAMING))
        for row in self._connection.execute(asked):
            told[row.actor][row.trait][row.value] = row.times
        found: dict[int, dict[str, str | None]] = {}
        known = select(actors.c.number, actors.c.name, actors.c.kind, actors.c.gender).where(
            actors.c.number.in_(touched)
        )
        for row in self._connection.execute(known):
            names, kinds, genders = (told[row.number][trait] for trait in _NAMING)
            found[row.number] = {
                "best": max(names, key=lambda name: (names[name], len(name), name)) if names else row.name,
                "sort": max(kinds, key=lambda kind: (kind != "unknown", kinds[kind], kind)) if kinds else row.kind,
                "sex": (next(iter(genders)) if len(genders) == 1 else None) if names else row.gender,
            }
        return found
