"""How well people agree with each other and with the machine.

Krippendorff's alpha for nominal values with any number of observers and missing values, after K. Krippendorff,
*Computing Krippendorff's Alpha-Reliability* (2011), and the F1 of words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from wortlaut.record import Mention, Review, Span, Statement
from wortlaut.review.cases import Reviewed, State
from wortlaut.review.cast import Cast
from wortlaut.review.edit import bare
from wortlaut.review.votes import key_found, key_told, told

FIELDS = {
    "statement": ("kind", "speaker", "addressee", "certainty", "polarity"),
    "event": ("type", "status", "polarity"),
    "mention": ("actor",),
    "coding": ("concept", "agreement"),
}
"""Fields that are compared, beside whether the finding is one at all (``found``)."""

_WORD = re.compile(r"\w+")
Words = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Krippendorff's alpha of one field: None where it is not defined (nothing to compare, or all values are equal).

    ``field`` is ``statement.speaker`` and so on, ``units`` how many findings have two values, ``same`` the share of
    pairs of values that are equal, 0 to 1.
    """

    field: str
    alpha: float | None
    units: int
    same: float


@dataclass(frozen=True, slots=True, kw_only=True)
class F1:
    """How well the words of statements agree, word by word, 0 to 1; ``units`` are pairs of statements."""

    precision: float
    recall: float
    f1: float
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement among people, and of the machine with what people settled on."""

    reviewers: tuple[str, ...]
    people: tuple[Alpha, ...]
    machine: tuple[Alpha, ...]
    people_words: F1 | None
    machine_words: F1 | None


def agreement(records: Iterable[Reviewed]) -> Agreement:
    """Return how well people agree with each other, and the machine with them, over all reviewed findings."""
    people: dict[str, list[list[str]]] = defaultdict(list)
    machine: dict[str, list[list[str]]] = defaultdict(list)
    words: list[tuple[Words, Words]] = []
    machine_words: list[tuple[Words, Words]] = []
    names: set[str] = set()
    for shown in records:
        cast, text = Cast(shown.read), shown.read.article.text
        for state in shown.states:
            known = [one for one in state.reviews if one.verdict != "unsure"]
            names |= {one.reviewer for one in known}
            if not known:
                continue
            views = [_view(one, state, cast) for one in known]
            settled, found = _settled(state, cast), _machine(state, cast)
            for field in ("found", *FIELDS[state.target.kind]):
                name = f"{state.target.kind}.{field}"
                people[name].append([view[field] for view in views if field in view])
                if field in settled and field in found:
                    machine[name].append([found[field], settled[field]])
            if state.target.kind == "statement":
                here = f"{shown.read.article.id}"
                said = [_words(_content(one, state), here, text) for one in known]
                words += permutations(said, 2)
                own = state.found.content if isinstance(state.found, Statement) else ()
                machine_words.append((_words(own, here, text), _words(_shown_content(state), here, text)))
    return Agreement(
        reviewers=tuple(sorted(names)),
        people=_alphas(people),
        machine=_alphas(machine),
        people_words=_f1(words),
        machine_words=_f1(machine_words),
    )


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha for nominal values; a unit has the values that its observers gave it.

    1 is perfect agreement, 0 what chance gives. None where nothing can be compared, or all values are equal.

    >>> alpha([["a", "a"], ["b", "b"], ["a", "b"]])
    0.4444444444444444
    """
    pairs: Counter[tuple[str, str]] = Counter()
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for unit in units:
        if len(unit) < 2:
            continue
        pairs = Counter(permutations(unit, 2))
        for pair, times in pairs.items():
            weights[pair] += times / (len(unit) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (first, _), weight in weights.items():
        totals[first] += weight
    n = sum(totals.values())
    expected = n * n - sum(total * total for total in totals.values())
    if len(totals) < 2:
        return None
    observed = sum(weight for (first, second), weight in weights.items() if first != second)
    return 1 - (n - 1) * observed / expected


def _alphas(units: dict[str, list[list[str]]]) -> tuple[Alpha, ...]:
    found = []
    for field in sorted(units):
        compared = [unit for unit in units[field] if len(unit) > 1]
        if compared:
            pairs = [first == second for unit in compared for first, second in permutations(unit, 2)]
            same = sum(pairs) / len(pairs)
            found.append(Alpha(field=field, alpha=alpha(compared), units=len(compared), same=same))
    return tuple(found)


def _view(review: Review, state: State, cast: Cast) -> dict[str, str]:
    """Return what one person says of a finding, field by field; of one that is none, only that."""
    if review.verdict == "reject":
        return {"found": "no"}
    add = _added(state)
    own = {change.field: change for change in (*(told(add) if add else ()), *told(review))}
    return {"found": "yes", **_values(state, {field: key_told(change, cast) for field, change in own.items()}, cast)}


def _settled(state: State, cast: Cast) -> dict[str, str]:
    if state.outcome == "rejected":
        return {"found": "no"}
    changed = {change.field: key_told(change, cast) for change in state.changes}
    return {"found": "yes", **_values(state, changed, cast)}


def _machine(state: State, cast: Cast) -> dict[str, str]:
    return {"found": "no"} if state.found is None else {"found": "yes", **_values(state, {}, cast)}


def _values(state: State, changed: dict[str, Hashable], cast: Cast) -> dict[str, str]:
    """Return the values of the fields that are compared; actors by what other articles call them too."""
    found = state.found
    if found is None:
        add = _added(state)
        found = bare(add, add.id) if add else None
    values = {}
    for field in FIELDS[state.target.kind]:
        if field in changed:
            values[field] = _global(changed[field], cast)
        elif found is not None:
            who = cast.linked_to(found.id) if isinstance(found, Mention) else key_found(field, found, cast)
            values[field] = _global(who, cast)
    return values


def _added(state: State) -> Review | None:
    """Return the review that added a finding."""
    return next((one for one in state.reviews if one.verdict == "add"), None) if state.found is None else None


def _global(value: Hashable, cast: Cast) -> str:
    actor = cast.actor(value) if isinstance(value, str) else None
    return (actor.wikidata or actor.name) if actor else str(value)


def _content(review: Review, state: State) -> tuple[Span, ...]:
    """Return the words that a statement has for one person, none if it is none."""
    if review.verdict == "reject":
        return ()
    spans = next((one.value for one in told(review) if one.field == "content"), None)
    return spans if isinstance(spans, tuple) else state.target.evidence  # type: ignore[return-value]


def _shown_content(state: State) -> tuple[Span, ...]:
    if state.outcome == "rejected":
        return ()
    spans = next((one.value for one in state.changes if one.field == "content"), None)
    return spans if isinstance(spans, tuple) else state.target.evidence  # type: ignore[return-value]


def _words(spans: Iterable[Span], article: str, text: str) -> Words:
    """Return the words inside spans by article and place."""
    return frozenset((article, match.start()) for span in spans for match in _WORD.finditer(text, span.start, span.end))


def _f1(pairs: Sequence[tuple[Words, Words]]) -> F1 | None:
    both = sum(len(one & other) for one, other in pairs)
    first, second = (sum(len(pair[n]) for pair in pairs) for n in (0, 1))
    if not first and not second:
        return None
    precision, recall = (both / count if count else 0.0 for count in (first, second))
    return F1(precision=precision, recall=recall, f1=2 * both / (first + second), units=len(pairs))
