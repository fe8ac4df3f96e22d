"""Fit the weights of linking on golden articles.

    python -m bench.link_weights [--articles DIR] [--linking FILE.jsonl] [--write]

Every candidate that the product weighs for a name of a golden actor is an example, right if it has that actor's
Wikidata id; a body of the lexicon is one only where several have the same name and one of them is a golden actor. The
fit is a logistic regression drawn towards weights set by hand (column ``prior``, a normal prior of ``SPREAD``), as the
articles are few; none may change its sign, so that a reason for somebody never counts against them.
Prints how many examples have each feature, old and new weights, and the share on the right side before and after;
``--write`` writes the table. Never give it held-out articles.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench.actor_golden import GoldActor
from bench.actor_linking import read_linking
from bench.actor_matching import Matched
from bench.actors import judge_article
from bench.product import load_reader
from wortlaut.lexicon import table
from wortlaut.resolve import identity
from wortlaut.resolve.spot import Body

SPREAD = 1.5
"""Standard deviation around the weights set by hand, in log odds."""

TABLE = Path("src/wortlaut/lexicon/link_weights.tsv")

Weighed = tuple[str, str, str, tuple[str, ...]]
"""Model, candidate, what the article calls the actor, names of the features that hold."""


@contextmanager
def listening(weighed: list[Weighed]) -> Iterator[None]:
    """Write down every candidate that the product weighs."""
    person, body = identity.person_features, identity.body_features

    def heard_person(one: str, told: identity.Told, scene: identity.Scene) -> list[identity.Feature]:
        features = person(one, told, scene)
        called = told.fulls[0] if told.fulls else told.surname
        weighed.append(("person", one, called, tuple(name for name, _, _ in features)))
        return features

    def heard_body(
        one: Body, rivals: Sequence[str], scene: identity.Scene, near: frozenset[str]
    ) -> list[identity.Feature]:
        features = body(one, rivals, scene, near)
        weighed.append(("body", one.id, " ".join(rivals), tuple(name for name, _, _ in features)))
        return features

    identity.person_features, identity.body_features = heard_person, heard_body
    try:
        yield
    finally:
        identity.person_features, identity.body_features = person, body


def examples(articles: Callable[[], Sequence[Matched]]) -> list[tuple[str, tuple[str, ...], bool]]:
    """Return model, features and verdict of all candidates for actors whose id somebody has looked up."""
    weighed: list[Weighed] = []
    with listening(weighed):
        read = articles()
    ids = {row["id"]: row["wikidata"] for name in ("places", "organisations") for row in table(name)}
    found = []
    golden = [actor for article in read for actor in article.actors if actor.judged]
    for model, one, called, features in dict.fromkeys(weighed):
        wikidata = ids.get(one, "") if model == "body" else one
        meant = [actor for actor in golden if _is_called(actor, called)] if model == "person" else []
        if model == "body":
            known = {actor.wikidata for actor in golden if actor.wikidata}
            if " " in called and known & {ids.get(rival) for rival in called.split()}:
                found.append((model, features, wikidata in known))
        elif len({actor.wikidata for actor in meant}) == 1:
            found.append((model, features, meant[0].wikidata == wikidata))
    return [example for example in found if example[1]]


def _is_called(actor: GoldActor, called: str) -> bool:
    """Say whether an actor is called so: the full name, or the surname of it."""
    return bool(called) and actor.kind == "person" and called in (actor.name, actor.name.split()[-1])


def fitted(
    found: Sequence[tuple[str, tuple[str, ...], bool]], present: dict[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    """Return the weights of a regression towards ``present``, none with another sign."""
    keys = sorted(present)
    number = {key: at for at, key in enumerate(keys)}
    matrix = np.zeros((len(found), len(keys)))
    for row, (model, features, _) in enumerate(found):
        matrix[row, number[model, "constant"]] = 1.0
        for name in features:
            matrix[row, number[model, name]] = 1.0
    right = np.array([verdict for _, _, verdict in found], dtype=float)
    prior = np.array([present[key] for key in keys])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        chance = 1.0 / (1.0 + np.exp(-odds))
        value = np.logaddexp(0.0, odds).sum() - right @ odds + ((weights - prior) ** 2).sum() / (2 * SPREAD**2)
        return float(value), matrix.T @ (chance - right) + (weights - prior) / SPREAD**2

    bounds = [
        (None, None) if name == "constant" else (0.0, None) if value > 0 else (None, 0.0)
        for (_, name), value in zip(keys, prior, strict=True)
    ]
    best = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds).x
    return {key: round(float(best[at]), 2) for key, at in number.items()}


def right_share(found: Sequence[tuple[str, tuple[str, ...], bool]], weights: dict[tuple[str, str], float]) -> float:
    """Return the share of examples whose log odds have the right sign."""
    odds = [weights[model, "constant"] + sum(weights[model, name] for name in features) for model, features, _ in found]
    return sum((value > 0) == verdict for value, (_, _, verdict) in zip(odds, found, strict=True)) / len(found)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.link_weights", description=main.__doc__)
    parser.add_argument("--articles", type=Path, default=Path("examples/articles"))
    parser.add_argument("--linking", type=Path, default=Path("tests/golden/linking/dev.jsonl"))
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}")
    options = parser.parse_args()
    reader = load_reader(None)
    paths = [path.with_suffix("").with_suffix(".txt") for path in sorted(options.articles.glob("*.gold.json"))]
    found = examples(lambda: [judge_article(reader, path).matched for path in paths])
    found += examples(lambda: read_linking(reader, options.linking))
    present = {(row["target"], row["feature"]): float(row["prior"]) for row in table("link_weights")}
    new = fitted(found, present)
    counts = Counter((model, name) for model, features, _ in found for name in features)
    for model, name in present:
        key = (model, name)
        print(f"{model:7}{name:18}{counts[key]:5} examples  {present[key]:+.2f} → {new[key]:+.2f}")
    print(f"{len(found)} candidates; right side {right_share(found, present):.1%} → {right_share(found, new):.1%}")
    if options.write:
        head = TABLE.read_text(encoding="utf-8").splitlines()[:2]
        rows = [f"{model}\t{name}\t{present[model, name]:g}\t{new[model, name]:g}" for model, name in present]
        TABLE.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
