"""Pair the statements of a reading with those of a golden article, one to one, and judge each pair.

Shared by `bench.seed` and `bench.golden`. Words are compared without punctuation and quotation marks, so
that only `Case.exact` looks at the characters. The pairing is the one of the quotation scorer: greatest total
token F1, the kind decides between equals; a golden statement is *found* when its partner's F1 is at least
one half.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.product import mention_of
from bench.quotation_scorer import FOUND, Quote, Share, assign, token_f1
from bench.words import Bounds, Words
from wortlaut.record import Party, Reading, Statement

ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "dieser",
        "diese",
        "dieses",
        "sein",
        "seine",
        "ihr",
        "ihre",
        "unser",
        "unsere",
        "mehrere",
        "einige",
        "viele",
    ]
)
LABELS = ("kind", "medium", "certainty", "polarity")
TITLES = frozenset({"dr", "prof", "professor", "doktor", "herr", "frau", "h", "c"})


@dataclass(frozen=True, slots=True)
class Someone:
    """A golden party: where the text names it (None: carried over or unsaid) and all its good names."""

    mention: Bounds | None
    name: str | None
    forms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Expected:
    """One golden statement; offsets are code points of the article's text."""

    id: str
    kind: str
    content: tuple[Bounds, ...]
    speaker: Someone | None = None
    addressee: Someone | None = None
    parent: str | None = None
    medium: str | None = None
    certainty: str | None = None
    polarity: str | None = None


@dataclass(frozen=True, slots=True)
class Golden:
    """What a careful reader found in one article; ``roles`` are those of its paragraphs in order."""

    name: str
    text: str
    statements: tuple[Expected, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A golden statement and its partner; a verdict is None where there was nothing to judge.

    ``speaker`` judges the mention, ``name`` the best name of the speaker, ``known`` any golden name of him.
    """

    expected: Expected
    partner: Statement | None
    f1: float
    exact: bool
    speaker: bool | None = None
    name: bool | None = None
    known: bool | None = None
    addressee: bool | None = None
    parent: bool | None = None

    @property
    def found(self) -> bool:
        """Say whether half of the words are right."""
        return self.partner is not None and self.f1 >= FOUND


@dataclass(frozen=True, slots=True)
class Comparison:
    """All cases of one article, the statements nobody expected, and paragraph roles (right of all)."""

    name: str
    cases: tuple[Case, ...]
    extra: tuple[Statement, ...] = ()
    roles: Share = field(default_factory=Share)


def compare(golden: Golden, reading: Reading) -> Comparison:
    """Judge a reading of one golden article.

    Raises ValueError when the reading is of another text, because then no offset holds.
    """
    if reading.article.text != golden.text:
        raise ValueError(f"{golden.name}: the reading is of another text than the golden file")
    words = Words.of_text(golden.text)
    partners = _partners(golden, reading, words)
    twin = {expected: found.id for expected, (found, f1) in partners.items() if f1 >= FOUND}
    cases = tuple(_judge(expected, partners.get(expected.id), reading, words, twin) for expected in golden.statements)
    used = {case.partner.id for case in cases if case.partner is not None and case.found}
    extra = tuple(statement for statement in reading.statements if statement.id not in used)
    return Comparison(golden.name, cases, extra, _roles(golden, reading))


def _partners(golden: Golden, reading: Reading, words: Words) -> dict[str, tuple[Statement, float]]:
    """Map ids of golden statements to their partner and its token F1."""
    theirs = [Quote(words.overlapped(expected.content), expected.kind) for expected in golden.statements]
    ours = [
        Quote(words.overlapped((span.start, span.end) for span in statement.content), statement.kind)
        for statement in reading.statements
    ]
    expected_of = {id(quote): e for quote, e in zip(theirs, golden.statements, strict=True)}
    statement_of = {id(quote): s for quote, s in zip(ours, reading.statements, strict=True)}
    return {
        expected_of[id(gold)].id: (statement_of[id(system)], token_f1(system.quote, gold.quote))
        for system, gold in assign(ours, theirs)
        if system is not None and gold is not None
    }


def _judge(
    expected: Expected,
    partner: tuple[Statement, float] | None,
    reading: Reading,
    words: Words,
    twin: Mapping[str, str],
) -> Case:
    if partner is None:
        return Case(expected, None, 0.0, False)
    statement, f1 = partner
    if f1 < FOUND:
        return Case(expected, statement, f1, False)
    exact = sorted(expected.content) == sorted((span.start, span.end) for span in statement.content)
    wanted_parent = twin.get(expected.parent, "not found") if expected.parent else None
    anyone, anything = expected.speaker or statement.speaker, expected.parent or statement.parent
    return Case(
        expected,
        statement,
        f1,
        exact,
        speaker=right_mention(expected.speaker, statement.speaker, reading, words) if anyone else None,
        name=_best_name(expected.speaker, statement.speaker),
        known=right_name(expected.speaker, statement.speaker) if expected.speaker else None,
        addressee=_right_addressee(expected, statement, reading, words),
        parent=statement.parent == wanted_parent if anything else None,
    )


def right_mention(golden: Someone | None, party: Party | None, reading: Reading, words: Words) -> bool:
    """Say whether a party points to the right words of the text.

    Right is a mention that has the head of the golden mention in it and at least half of its own words inside
    the golden one. Where the golden party has no mention here, the name must be right and the party carried
    over or without mention.
    """
    if golden is None or party is None:
        return False
    if golden.mention is None:
        return (party.carried or party.mention is None) and right_name(golden, party)
    mention = mention_of(reading, party)
    if mention is None:
        return False
    theirs = words.overlapped([golden.mention])
    ours = words.overlapped([(mention.span.start, mention.span.end)])
    return mention_head(theirs, words, golden.name) in ours and 2 * len(ours & theirs) >= len(ours)


def mention_head(tokens: Iterable[int], words: Words, name: str | None) -> int | None:
    """Return the word of a golden mention that carries the reference.

    That is the last word of the party's name if it is there (also as a genitive), else the end of the first
    run of capitalised words that are no articles ("ein *Sprecher* des Innenministeriums"), else the last.
    """
    ids = sorted(tokens)
    family = name.split()[-1] if name else ""
    for token in reversed(ids):
        if family and words.texts[token] in (family, family + "s", family + "’", family + "'"):
            return token
    capital = [t for t in ids if words.texts[t][:1].isupper() and words.texts[t].lower() not in ARTICLES]
    if not capital:
        return ids[-1] if ids else None
    head = capital[0]
    while head + 1 in capital:
        head += 1
    return head


def plain_name(name: str) -> str:
    """Return a name for comparing: lower case, single spaces, no titles.

    >>> plain_name("Prof. Dr. Johannes  Grotmann")
    'johannes grotmann'
    """
    parts = [part.strip(".,") for part in name.casefold().split()]
    kept = [part for part in parts if part and part not in TITLES]
    return " ".join(kept or parts)


def right_name(golden: Someone | None, party: Party | None) -> bool:
    """Say whether a party's name is the golden name or another golden form of it."""
    if golden is None or party is None or party.name is None:
        return False
    good = {plain_name(name) for name in (*golden.forms, golden.name or "") if name}
    return plain_name(party.name) in good


def _best_name(golden: Someone | None, party: Party | None) -> bool | None:
    """Judge the speaker's best name; None where the golden file gives none."""
    if golden is None or golden.name is None:
        return None
    return party is not None and plain_name(party.name or "") == plain_name(golden.name)


def _right_addressee(expected: Expected, statement: Statement, reading: Reading, words: Words) -> bool | None:
    """Judge the addressee by its mention if the golden file has one, else by name; None if nobody has any."""
    if expected.addressee is None and statement.addressee is None:
        return None
    if expected.addressee is None or expected.addressee.mention is not None:
        return right_mention(expected.addressee, statement.addressee, reading, words)
    return right_name(expected.addressee, statement.addressee)


def _roles(golden: Golden, reading: Reading) -> Share:
    """Count paragraphs with the right role, place by place; too many or too few paragraphs count as wrong."""
    if not golden.roles:
        return Share()
    found = [paragraph.role for paragraph in reading.article.paragraphs]
    right = sum(role == wanted for role, wanted in zip(found, golden.roles, strict=False))
    return Share(right, max(len(found), len(golden.roles)))


def share(verdicts: Iterable[bool | None]) -> Share:
    """Count the verdicts that were passed.

    >>> share([True, None, False])
    Share(hits=1, total=2)
    """
    passed = [verdict for verdict in verdicts if verdict is not None]
    return Share(sum(passed), len(passed))


def figures(comparisons: Sequence[Comparison]) -> dict[str, Share]:
    """Sum up comparisons: what was found, by kind, and what of the found is right."""
    cases = [case for comparison in comparisons for case in comparison.cases]
    kinds = dict.fromkeys(["direct", "indirect", "free_indirect", "indirect_free_indirect", "reported"])
    kinds |= dict.fromkeys(case.expected.kind for case in cases)
    found = sum(case.found for case in cases)
    extra = sum(len(comparison.extra) for comparison in comparisons)
    return {
        "found": Share(found, len(cases)),
        **{f"found {kind}": share(case.found for case in cases if case.expected.kind == kind) for kind in kinds},
        "not invented": Share(found, found + extra),
        **{f"{name} right": share(_same(case, name) for case in cases) for name in LABELS},
        "exact direct": share(case.exact for case in cases if case.expected.kind == "direct"),
        "speaker mention": share(case.speaker for case in cases),
        "speaker name": share(case.name for case in cases),
        "speaker known": share(case.known for case in cases),
        "addressee": share(case.addressee for case in cases),
        "parent": share(case.parent for case in cases),
        "paragraph roles": Share(
            sum(comparison.roles.hits for comparison in comparisons),
            sum(comparison.roles.total for comparison in comparisons),
        ),
    }


def _same(case: Case, label: str) -> bool | None:
    """Judge a label of a found statement; None where the golden file does not give it."""
    wanted = getattr(case.expected, label)
    return getattr(case.partner, label) == wanted if case.found and wanted is not None else None
