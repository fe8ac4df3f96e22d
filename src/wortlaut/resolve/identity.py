"""Who of the lexicon an actor is: candidates, features with weights, and nobody where the score is low.

A logistic model of few features, each a sentence: every link can say why. Weights: table ``link_weights``, fitted on
articles of ours by ``bench/link_weights.py``; the linking of Rao, McNamee and Dredze (2013) in its plainest form.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from wortlaut.lexicon import holds, table
from wortlaut.record import Identity
from wortlaut.record.reading import Gender
from wortlaut.resolve.bodies import mentioned_by, parties
from wortlaut.resolve.nouns import Phrase
from wortlaut.resolve.offices import (
    bearers,
    fits_office,
    held_by,
    names_office,
    person,
    persons_named,
    spelled,
    surnames_of,
)
from wortlaut.resolve.spot import Body, known_bodies

HOME = "DE"
"""Whose bodies a text means that says nothing else: «der Bundestag», «die Grünen»."""

POLITICAL = tuple(
    "politiker abgeordnete abgeordneter parlamentarier chef vorsitzende vorsitzender vize kandidat sprecher minister "
    "kanzler präsident präsidentin sekretär demokrat liberale grüne linke konservative senator rat rätin".split()
)
"""Ends of nouns that a politician may be called by, beside the office: «CDU-Politiker», «Spitzenkandidatin»."""

ENOUGH = 0.5
"""Whoever is less probable is nobody known."""

WEIGHTY = 0.05
"""A feature of less weight is no reason."""

Feature = tuple[str, float, str]
"""Name, value (0 to 1), and what it says."""


@dataclass(slots=True)
class Scene:
    """What the article as a whole tells: its day, the places and bodies it names, the country of its outlet."""

    day: str | None
    words: frozenset[str]
    country: str = ""
    named: Counter[str] = field(default_factory=Counter)
    """Bodies that only one form can mean, with the number of mentions."""

    @property
    def places(self) -> frozenset[str]:
        """Return the places named by a word or meant by a body."""
        near = {place for word in self.words for place in mentioned_by(word)}
        return frozenset(near | {known_bodies()[body].place for body in self.named})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the article tells of one person."""

    fulls: tuple[str, ...]
    surname: str
    gender: Gender | None
    roles: tuple[Phrase, ...]
    parties: frozenset[str]
    by_office: str | None = None
    """The person whose office the article names without a name."""


def person_identity(told: Told, scene: Scene) -> Identity | None:
    """Return who of the lexicon a person of the article is, or None."""
    scored = [(one, person_features(one, told, scene)) for one in candidates(told)]
    best = _best([(one, features) for one, features in scored], "person")
    if best is None:
        return None
    one, confidence, reasons = best
    return Identity(id=one, wikidata=one if one.startswith("Q") else None, confidence=confidence, reasons=reasons)


def candidates(told: Told) -> list[str]:
    """Return the persons of the lexicon with a name of the article's, and whoever holds the office that it names."""
    found = {one for full in told.fulls for one in persons_named(full)}
    if told.surname:
        found |= set(bearers(told.surname))
    return sorted(found | ({told.by_office} if told.by_office else set()))


def person_features(one: str, told: Told, scene: Scene) -> list[Feature]:
    """Return what speaks for and against a person of the lexicon."""
    row, features = person(one), []
    if any(one in persons_named(full) for full in told.fulls):
        features.append(("full_name", 1.0, f"full name of {row['name']}"))
    elif told.fulls and not any(_same_first(full, one) for full in told.fulls):
        features.append(("other_first_name", 1.0, f"first name of {told.fulls[0]} differs from {row['name']}"))
    elif told.surname in surnames_of(one):
        features.append(("surname", 1.0, f"surname of {row['name']}"))
    if one == told.by_office:
        features.append(("office_alone", 1.0, f"the office is named, and {row['name']} holds it"))
    features += _offices(one, told, scene)
    if told.gender and row["gender"] and told.gender != row["gender"]:
        features.append(("other_gender", 1.0, f"the article takes {told.surname or row['name']} for another gender"))
    own = {parties_of for parties_of in _parties_of(one)}
    if told.parties and own:
        same = bool(told.parties & own)
        features.append(
            ("party", 1.0, "same party") if same else ("other_party", 1.0, "the article names another party")
        )
    rivals = max((len(persons_named(full)) for full in told.fulls), default=0)
    if rivals > 1:
        features.append(("namesakes", 1.0, f"{rivals} known persons have this name"))
    return features


def _offices(one: str, told: Told, scene: Scene) -> list[Feature]:
    """Return what the offices say: the one told, one at all on that day, one of a country of the article."""
    features: list[Feature] = []
    held = held_by(one)
    now = [row for row in held if scene.day is None or holds(row, scene.day)]
    titled = [phrase for phrase in told.roles if names_office(phrase)]
    fits = [phrase for phrase in titled if any(fits_office(row, phrase, scene.day) for row in held)]
    day = scene.day or "any day"
    if fits:
        features.append(("office", 1.0, f"office told: “{fits[0].noun}”, valid on {day}"))
    elif titled:
        features.append(("other_office", 1.0, f"“{titled[0].noun}” is no office of {person(one)['name']} on {day}"))
    elif told.roles and not any(role.base.endswith(POLITICAL) for role in told.roles):
        features.append(("other_role", 1.0, f"“{told.roles[0].noun}” is no office"))
    if now:
        features.append(("in_office", 1.0, f"holds an office on {day}"))
    if {row["of"] for row in (now or held)} & (scene.places | set(scene.named)):
        features.append(("place", 1.0, "country or body of the office is named in the article"))
    return features


def body_identity(
    bodies: Iterable[str], form: str, scene: Scene, near: frozenset[str] = frozenset()
) -> tuple[Body, Identity] | None:
    """Return which of the bodies with this form is meant, or None; ``near``: the countries named in its sentence."""
    names = sorted(bodies)
    scored = [(one, body_features(known_bodies()[one], names, scene, near)) for one in names]
    best = _best(scored, "body")
    if best is None:
        return None
    body, confidence, reasons = known_bodies()[best[0]], best[1], (f"form “{form}”", *best[2])
    return body, Identity(id=body.id, wikidata=body.wikidata or None, confidence=confidence, reasons=reasons)


def body_features(body: Body, rivals: Sequence[str], scene: Scene, near: frozenset[str]) -> list[Feature]:
    """Return what speaks for and against a body of the lexicon."""
    features: list[Feature] = []
    others = [known_bodies()[one] for one in rivals if one != body.id]
    if not others:
        features.append(("alone", 1.0, f"only {body.name} has this form"))
    elif scene.named[body.id]:
        features.append(("named", 1.0, f"{body.name} is named in another way too"))
    if (
        others
        and scene.day
        and (
            (body.since and len(body.since) == 10 and scene.day < body.since)
            or (body.until and scene.day >= body.until)
        )
    ):
        features.append(("not_then", 1.0, f"{body.name} did not exist on {scene.day}"))
    if body.sort == "state" and any(other.sort in {"region", "land", "territory"} for other in others):
        features.append(("state", 1.0, "a state rather than a region"))
    if body.kind == "organisation" and any(other.sort == "state" for other in others):
        features.append(("seat", 1.0, f"seat of {body.name}"))
    if others and near and body.kind == "organisation":
        here = body.place.partition("-")[0] in near
        features.append(
            ("near", 1.0, "its country is named in the sentence")
            if here
            else ("elsewhere", 1.0, "another country is named in the sentence")
        )
    return features + _country_features(body, scene)


def _country_features(body: Body, scene: Scene) -> list[Feature]:
    """Return what the country of a body says: that of the outlet, Germany by default, one that the article names."""
    country = body.place.partition("-")[0]
    if body.kind != "organisation" or not country:
        return []
    if country == scene.country:
        return [("outlet", 1.0, f"the outlet is of {country}")]
    if country == HOME and not scene.country:
        return [("home", 1.0, "German unless something else is said")]
    if country in {place.partition("-")[0] for place in scene.places}:
        return [("place", 1.0, f"{country} is named in the article")]
    return [("no_place", 1.0, f"{country} is not named in the article")] if country != HOME else []


def _best(scored: Sequence[tuple[str, list[Feature]]], model: str) -> tuple[str, float, tuple[str, ...]] | None:
    """Return the most probable candidate with its reasons, or None: too improbable, or no better than the next."""
    ranked = sorted(((score(features, model), one, features) for one, features in scored), key=lambda s: (-s[0], s[1]))
    if not ranked:
        return None
    top, one, features = ranked[0]
    rest = sum(math.exp(other - top) for other, _, _ in ranked[1:])
    confidence = 1.0 / (1.0 + math.exp(-top)) / (1.0 + rest)
    if confidence < ENOUGH:
        return None
    known = weights()
    telling = [(text, known[model, name]) for name, _, text in features if abs(known[model, name]) >= WEIGHTY]
    reasons = tuple(f"{text} ({weight:+.1f})" for text, weight in telling)
    return one, round(confidence, 4), reasons


def score(features: Iterable[Feature], model: str) -> float:
    """Return the weighted sum of features and the constant: log odds."""
    known = weights()
    return known[model, "constant"] + sum(known[model, name] * value for name, value, _ in features)


@cache
def weights() -> dict[tuple[str, str], float]:
    """Return the weight of each feature of each model."""
    return {(row["target"], row["feature"]): float(row["weight"]) for row in table("link_weights")}


def _same_first(full: str, one: str) -> bool:
    """Say whether the first names of a full name are those of a person, or their initials, in any spelling."""
    first = full.split()[0].rstrip(".").lower()
    return any(name.split()[0].lower().startswith(first) for name in spelled(one))


@cache
def _parties_of(one: str) -> frozenset[str]:
    return frozenset(row["party"] for row in _sat().get(one, ()) if row["party"])


@cache
def _sat() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("bundestag"):
        found.setdefault(row["person"], []).append(dict(row))
    return found


def party_ids(names: Iterable[str]) -> frozenset[str]:
    """Return the parties that names stand for."""
    return frozenset(one for name in names for one in parties().get(name, frozenset()))
