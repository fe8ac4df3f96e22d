"""Pronouns of who speaks or is spoken to → the actor they stand for.

Agreement in gender and number first, then salience: who spoke last, subjects, what is near (Lappin and Leass 1994).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from wortlaut.lexicon import table
from wortlaut.record import Mention, Span
from wortlaut.record.tree import Tree

SALIENCE = {
    "sentence": -1.0,
    "subject": 0.8,
    "spoke last": 1.4,
    "speaks": 0.6,
    "quoted": -2.5,
    "person": 0.5,
    "told": 0.4,
}
"""What a candidate gains or loses: per sentence of distance; as a subject; as the last or any speaker; inside somebody
else's words; a person where the pronoun may be one; of known gender. Chosen on the sample articles."""

REACH = 5
"""A pronoun finds its antecedent at most this many sentences before."""

NOBODY = frozenset("man wer jemand niemand alle viele einige manche andere".split())
RELATIVE = frozenset("der die das dem den dessen deren denen welcher welche welches".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An actor where it was named: gender and number as known, None where not."""

    name: str
    span: Span
    gender: str | None
    plural: bool | None
    person: bool
    subject: bool
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """What a form can be: person (1 to 3), gender (m, f, n) and plural, None where open."""

    person: int
    gender: str | None
    plural: bool | None


def read(tree: Tree, span: Span) -> Pronoun | None:
    """Return what the pronoun at ``span`` is, or None for other words and for those that mean nobody.

    *sie* and *ihr* are feminine or plural as the finite verb says; *Sie* at the beginning of a sentence too.
    """
    form = span.of(tree.text)
    token = tree.token(span.start)
    starts = token == 0 or tree.doc.tokens[token - 1].sentence != tree.doc.tokens[token].sentence
    exact = [row for row in table("pronouns") if row["form"] == form]
    lower = [row for row in table("pronouns") if row["form"] == form.lower()]
    rows = lower if (starts or not exact) and lower else exact
    if not rows or form.lower() in NOBODY:
        return None
    row = rows[0]
    number = tree.verb_number(token)
    plural = {"pl": True, "sg": False}.get(row["number"]) if form.lower() != "diese" else None
    if plural is None and number:
        plural = number == "Plur"
    gender = row["gender"] if row["gender"] in {"m", "n"} else None
    if row["person"] == "3" and gender is None and not plural and form.lower() in {"sie", "ihr", "ihre", "diese"}:
        gender = "f"  # or several, where the verb does not say
    return Pronoun(person=int(row["person"]), gender=gender, plural=plural)


def antecedent(
    tree: Tree,
    mention: Mention,
    pronoun: Pronoun,
    candidates: Iterable[Candidate],
    *,
    last: str | None,
    speaking: Set[str],
    other: str | None,
) -> tuple[str, float, str] | None:
    """Return name, confidence and reason of the best antecedent of a pronoun of the third person, or None.

    ``last``: who spoke last; ``speaking``: who speaks in the article; ``other``: inside whose words it stands.
    """
    form, here = mention.span.of(tree.text), tree.sentence(mention.span.start)
    best: tuple[float, int, Candidate] | None = None
    for candidate in candidates:
        distance = here - tree.sentence(candidate.span.start)
        if candidate.span.end > mention.span.start or distance > REACH or candidate.name == other:
            continue
        if not agrees(candidate, pronoun):
            continue
        value = SALIENCE["sentence"] * distance
        value += SALIENCE["subject"] * candidate.subject + SALIENCE["quoted"] * candidate.quoted
        value += SALIENCE["spoke last"] * (candidate.name == last) + SALIENCE["speaks"] * (candidate.name in speaking)
        value += SALIENCE["person"] * (candidate.person and pronoun.gender in {"m", "f"})
        value += SALIENCE["told"] * (candidate.gender is not None)
        if best is None or (value, candidate.span.start) > best[:2]:
            best = (value, candidate.span.start, candidate)
    if best is None:
        return None
    why = f"“{form}”: {'who spoke last' if best[2].name == last else 'nearest fit in gender and number'}"
    return best[2].name, 0.6, why


def agrees(candidate: Candidate, pronoun: Pronoun) -> bool:
    """Say whether gender and number of a candidate allow a pronoun."""
    if pronoun.plural is True:
        return candidate.plural is True or (candidate.plural is None and not candidate.person)
    if candidate.plural is True:
        return pronoun.plural is None
    if pronoun.gender is None or candidate.gender is None:
        return candidate.gender is not None or candidate.person or pronoun.gender is None
    return candidate.gender == pronoun.gender


def relative(tree: Tree, span: Span) -> int | None:
    """Return the token of the noun that a relative pronoun takes up: «die Ministerin, die …»."""
    token = tree.token(span.start)
    if tree.form(token).lower() not in RELATIVE or tree.pos(token) not in {"PRON", "DET"}:
        return None
    verb = tree.head(token)
    for _ in range(3):
        if tree.relation(verb) == "acl":
            head = tree.head(verb)
            return head if head < token else None
        verb = tree.head(verb)
    return None


def inside(spans: Sequence[Span], at: Span) -> bool:
    """Say whether a span lies in one of others."""
    return any(span.contains(at) for span in spans)


PERSONAL = frozenset("er sie ihn ihm ich wir".split())
"""Pronouns that stand for somebody wherever they stand; possessives count only where they speak."""


def personal(tree: Tree, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the personal pronouns that are in no mention yet."""
    taken = {i for mention in known for i in tree.tokens(mention.span)}
    number = max((int(m.id[1:]) for m in known), default=0)
    for token in range(len(tree.doc.tokens)):
        form = tree.form(token)
        if form.lower() in PERSONAL and token not in taken and tree.pos(token) == "PRON":
            number += 1
            span = tree.span(token, token)
            yield Mention(id=f"m{number}", span=span, head=span, kind="pronoun", confidence=0.6)
