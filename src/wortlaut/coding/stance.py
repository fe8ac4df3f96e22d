"""For or against (Haltung): how somebody stands to what he speaks of, by cue, words said, negation, act.

Words and verbs come from the table ``stance_words``, negation words from ``negation_words``. What decides is told in
words. Nothing here knows the concept, but for whether its own name is negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wortlaut.coding.words import CLAUSE, forms
from wortlaut.lexicon import table
from wortlaut.record import EventType, Status
from wortlaut.record.coding import Agreement
from wortlaut.record.words import Certainty, Polarity

_REACH = 6
"""Words between a negation and what it negates."""
_STRENGTH = {0: 0.35, 1: 0.6, 2: 0.75}
_FOR: frozenset[EventType] = frozenset(("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "CONSULT", "REQUEST"))
_AGAINST: frozenset[EventType] = frozenset(("REJECT", "ACCUSE", "PROTEST", "SANCTION", "THREATEN"))
_UNREAL: frozenset[Status] = frozenset(("possible", "hypothetical"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """For, against or unclear, how sure (0 to 1), and why."""

    agreement: Agreement
    confidence: float
    reasons: tuple[str, ...]


def stance_of_statement(
    cue: str, content: Sequence[str], *, polarity: Polarity = "affirmed", certainty: Certainty = "asserted"
) -> Stance:
    """Return how the speaker of a statement stands to what it is about.

    ``cue`` are the words that introduce it, ``content`` those said. A cue for or against takes what is said as its
    object (*forderte, nicht zu …* is against); other cues leave it to the words said. A question shows nothing.

    >>> stance_of_statement("lehnte ab", ["den Vertrag zu unterzeichnen"]).agreement
    'against'
    >>> stance_of_statement("forderte", ["das Abkommen nicht zu unterzeichnen"]).agreement
    'against'
    >>> stance_of_statement("sagte", ["Wir brauchen die Brücke"]).agreement
    'for'
    """
    if certainty == "question":
        return Stance(agreement="unclear", confidence=0.5, reasons=("a question shows no position",))
    said, why = _content(content)
    cued, by = _cue(cue)
    reasons = [*by, *why]
    sign = cued * (said or 1) if cued else said
    if polarity == "denied" and not cued:
        sign, reasons = -(said or 1), [*reasons, "the speaker denies it"]
    if not sign:
        return Stance(agreement="unclear", confidence=_STRENGTH[0], reasons=("no word shows a position",))
    strength = _STRENGTH[min(2, bool(cued) + bool(said))]
    return Stance(agreement="for" if sign > 0 else "against", confidence=strength, reasons=tuple(reasons))


def stance_of_event(type: EventType, status: Status, polarity: Polarity) -> Stance:
    """Return how those who bring an event about stand to what it is about: who offers is for, who refuses against.

    >>> [stance_of_event(*told, "affirmed").agreement for told in (("AGREE", "offered"), ("REJECT", "happened"))]
    ['for', 'against']
    """
    if status in _UNREAL:
        return Stance(agreement="unclear", confidence=0.5, reasons=(f"{type} is only {status}",))
    sign = 1 if type in _FOR or status in ("offered", "planned") else -1 if type in _AGAINST else 0
    if type in _AGAINST:
        sign = -1
    if polarity == "denied":
        sign = -sign
    if not sign:
        return Stance(agreement="unclear", confidence=0.4, reasons=(f"{type} tells no position",))
    told = f"{type}, {status}{', denied' if polarity == 'denied' else ''}"
    return Stance(agreement="for" if sign > 0 else "against", confidence=0.7, reasons=(told,))


def is_negative(name: str) -> bool:
    """Return whether the name of a concept is itself negative: who is for it is against what it names.

    >>> is_negative("Keine Atomwaffen in Belarus"), is_negative("Die Brücke wird gebaut")
    (True, False)
    """
    words = [form for clause in CLAUSE.split(name) for form in forms(clause)]
    return sum(word in _negations() for word in words) % 2 == 1


def _cue(cue: str) -> tuple[int, list[str]]:
    words = forms(cue)
    signs = [(_table("cue").get(word, 0), word) for word in words]
    found = [(sign, word) for sign, word in signs if sign]
    if not found:
        return 0, []
    sign, word = found[-1]
    negated = any(other in _negations() for other in words)
    return (-sign if negated else sign), [f"cue {word}{', negated' if negated else ''}"]


def _content(content: Sequence[str]) -> tuple[int, list[str]]:
    """Return the sign of the words said: that of the sum over all clauses; a negation turns the word it reaches."""
    total, why = 0.0, []
    for clause in (clause for words in content for clause in CLAUSE.split(words)):
        words = forms(clause)
        negations = [at for at, word in enumerate(words) if word in _negations()]
        found = [(at, _table("content")[word]) for at, word in enumerate(words) if word in _table("content")]
        used: set[int] = set()
        for at, sign in found:
            near = [one for one in negations if abs(one - at) <= _REACH and one not in used]
            turned = bool(near)
            used.update(near[:1])
            weight = 0.5 if words[at] in _WEAK else 1.0
            total += weight * (-sign if turned else sign)
            why.append(f"{'not ' if turned else ''}{words[at]}")
    return (total > 0) - (total < 0), why


_WEAK = frozenset(("müssen", "sollen", "wollen", "für", "gegen"))


@cache
def _table(use: str) -> dict[str, int]:
    signs = {"for": 1, "against": -1}
    return {row["form"]: signs[row["stance"]] for row in table("stance_words") if row["use"] in (use, "both")}


@cache
def _negations() -> frozenset[str]:
    return frozenset(row["form"].lower() for row in table("negation_words") if row["kind"] == "word") | {"kein"}
