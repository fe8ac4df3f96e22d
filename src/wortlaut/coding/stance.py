"""Agreement (Zustimmung, Ablehnung): whether words are for or against a concept, with the reasons.

Words of refusal, negations and words of harm turn a clause round; two of them cancel each other («nicht ablehnen»).
A concept whose own name is negative («Keine Atomwaffen») turns the result round once more. The words are those of the
tables ``stance_verbs`` and ``negation_words``; how sure each kind of evidence is was measured (``coding_weights``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from wortlaut.coding.marks import PREPOSITIONS, Clause, Mark, clause_of, clauses_of, marks_of, negations, sign_of, signs
from wortlaut.coding.words import Near, Word, weight, words_of
from wortlaut.lexicon import table
from wortlaut.record.coding import Agreement, Concept
from wortlaut.record.event import Event
from wortlaut.record.words import Polarity

Ground = Literal["marked", "negated", "cue", "example", "plain", "event", "open"]
"""What it rests on: words in the clause, a mere negation, what introduces it, an example, the content alone."""

_INFINITIVE = re.compile(
    r"\bzu \w+n\W*$|\b(?:ab|an|auf|aus|bei|durch|ein|her|hin|los|mit|nach|vor|weg|zurück)zu\w+n\W*$"
)
_SUBORDINATE = frozenset(("dass", "daß", "um", "ohne", "statt", "weil", "da", "wie"))
_POINTING = frozenset("das dies es dem davon dagegen dazu darauf dafür".split())
_FAR = 1000
_REACH = 6
"""So many words after a preposition or *kein* its noun stands at the latest."""
_TELLING = 0.5
_VERY_ALIKE = 0.6
"""Likeness from which on an example tells more than words of refusal do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """An agreement, what it rests on, and the reasons in words."""

    agreement: Agreement
    ground: Ground
    reasons: tuple[str, ...] = ()


def stance(
    text: str,
    concept: Concept,
    *,
    cue: str = "",
    polarity: Polarity = "affirmed",
    near: Near | None = None,
    pointed: str | None = None,
) -> Stance:
    """Return whether what is said is for or against a concept.

    ``cue`` are the words that introduce it, ``polarity`` that of the statement, ``near`` knows the nearest example.
    ``pointed`` are the words before to which it points: «Das lehnen wir ab» says yes or no to what they say.

    >>> maut = Concept(id="maut", name="Die Maut kommt")
    >>> [stance(text, maut).agreement for text in ("Wir brauchen die Maut.", "Die Maut darf nicht kommen.")]
    ['for', 'against']
    >>> stance("keine Raketen zu stationieren", Concept(id="x", name="Keine neuen Raketen"), cue="forderte").agreement
    'for'
    """
    clauses = clauses_of(text)
    said = marks_of(clause_of(cue)) if cue else ()
    if _asks(clauses, said):
        return Stance(agreement="unclear", ground="open", reasons=("it asks or leaves open",))
    sign, marks = _decided(clauses, concept) or (None, ())
    introduced = sign_of(said)
    reasons = [f"«{mark.form}»: {mark.note}" for mark in marks]
    ground: Ground = "negated" if all(mark.kind == "negation" for mark in marks) else "marked"
    if introduced is not None and (sign is None or _depends(clauses)):
        ground = "cue"
        sign = introduced * (sign or 1)
        reasons = [*(f"introduced by «{mark.form}»: {mark.note}" for mark in said), *reasons]
    if polarity == "denied" and not any(mark.sign < 0 for mark in (*marks, *said)):
        sign, ground = -(sign or 1), "marked"
        reasons.append("the text says that it is denied")
    if near is not None and near.example is not None and (near.alike >= _VERY_ALIKE or not _refuses((*marks, *said))):
        return _as_example(near, near.example, sign, concept)
    if sign is None:
        ground, sign = "plain", 1
        reasons = ["said without a word for or against"]
    return _turned(sign, ground, reasons, concept, text if pointed is None else pointed)


def _as_example(near: Near, example: str, sign: int | None, concept: Concept) -> Stance:
    """Return the stance of the nearest example, turned round where only one of both says no."""
    other = _decided(clauses_of(example), concept)
    same = (sign or 1) == (other[0] if other else 1)
    name = "a counterexample" if near.against else "an example"
    reasons = [f"like {name} of the concept: «{example}»", *([] if same else ["but only one of both says no"])]
    return Stance(agreement="against" if near.against == same else "for", ground="example", reasons=tuple(reasons))


def _refuses(marks: Sequence[Mark]) -> bool:
    return any(mark.sign < 0 for mark in marks)


def _turned(sign: int, ground: Ground, reasons: Sequence[str], concept: Concept, text: str) -> Stance:
    """Return the stance of a sign; the name of a negative concept turns it round."""
    negative, why = polarity_of(concept, text)
    if negative:
        return Stance(agreement="against" if sign > 0 else "for", ground=ground, reasons=(*reasons, why))
    return Stance(agreement="for" if sign > 0 else "against", ground=ground, reasons=tuple(reasons))


def event_stance(event: Event, concept: Concept, text: str, trigger: str = "", pointed: str | None = None) -> Stance:
    """Return what an event shows of those who bring it about.

    ``text`` are the words of its clause, ``trigger`` those that tell it: who does what the concept names is for it.
    ``pointed`` as in ``stance``.
    """
    told = next((row for row in table("stance_events") if row["type"] == event.type), None)
    if event.status in ("possible", "hypothetical"):
        return Stance(agreement="unclear", ground="open", reasons=("it is only possible",))
    does = not polarity_of(concept)[0] and any(_is_about(word, _named(concept)) for word in words_of(trigger))
    asked = event.status in ("offered", "demanded")
    if told is None and not asked and not does:
        return Stance(agreement="unclear", ground="open", reasons=(f"{event.type} shows neither for nor against",))
    sign = -1 if told is not None and told["stance"] == "against" and not does else 1
    reasons = [f"{event.type}: {told['note']}"] if told is not None and not does else []
    reasons += [f"does what the concept names: «{trigger}»"] if does else []
    reasons += [f"it is {event.status}"] if asked and sign > 0 else []
    found = _decided(clauses_of(text), concept) if event.type == "REQUEST" else None
    if found is not None and found[0] < 0:
        sign = -1
        reasons += [f"«{mark.form}»: {mark.note}" for mark in found[1] if mark.sign < 0]
    elif event.polarity == "denied":
        sign = -sign
        reasons.append("the text says that it is not so")
    return _turned(sign, "event", reasons, concept, text if pointed is None else pointed)


def polarity_of(concept: Concept, text: str = "") -> tuple[bool, str]:
    """Say whether the name of a concept is itself negative, and by which word; acts that ``text`` has too do not count.

    A text that holds the whole name has the same sign.

    >>> polarity_of(Concept(id="a", name="Keine Atomwaffen")), polarity_of(Concept(id="b", name="Die Maut kommt"))[0]
    ((True, 'the concept itself is negative («Keine»)'), False)
    """
    if concept.name in text:
        return False, ""
    said = _every(text)
    marks = [
        mark
        for one in clauses_of(concept.name)
        for mark in marks_of(one)
        if mark.sign < 0 and mark.form.lower() not in _CONTRAST
        if mark.kind == "negation" or not {one.words[mark.at].lemma, one.words[mark.at].stem} & said
    ]
    if len(marks) % 2 == 0:
        return False, ""
    return True, f"the concept itself is negative («{marks[0].form}»)"


_CONTRAST = frozenset(("statt", "anstatt", "anstelle"))


def _asks(clauses: Sequence[Clause], cue: Sequence[Mark]) -> bool:
    if not clauses:
        return False
    if clauses[0].words[0].lemma == "ob" or any(mark.sign == 0 for mark in cue):
        return True
    return all(one.asks for one in clauses if one.ends) and any(one.asks for one in clauses)


def _depends(clauses: Sequence[Clause]) -> bool:
    """Say whether words hang on what introduces them: «lehnte ab, dass …», «forderte, … zu …», a bare phrase."""
    if not clauses:
        return False
    first = clauses[0]
    return _hangs(first) or (len(clauses) == 1 and not any(_is_verb(word) for word in first.words))


def _is_verb(word: Word) -> bool:
    return word.form[:1].islower() and (word.lemma.endswith(("en", "ern", "eln")) or word.lemma in ("sein", "tun"))


def _hangs(clause: Clause) -> bool:
    return clause.words[0].form.lower() in _SUBORDINATE or bool(_INFINITIVE.search(clause.text))


def _decided(clauses: Sequence[Clause], concept: Concept) -> tuple[int, tuple[Mark, ...]] | None:
    """Return the sign of the clauses that speak of the concept, and the words that make it; None if there are none."""
    terms, named = _terms(concept), _every(concept.name)
    speaking = [at for at, one in enumerate(clauses) if _speaks(one, terms)]
    relevant = speaking or list(range(len(clauses)))
    marks = [_near_marks(marks_of(one), one, terms, named) for one in clauses]
    if not speaking:  # what is negated there is something else
        marks = [one if any(mark.kind != "negation" for mark in one) else () for one in marks]
    votes: list[tuple[int, tuple[Mark, ...]]] = []
    for at in relevant:
        own = marks[at]
        if at and _hangs(clauses[at]) and not clauses[at - 1].ends and any(mark.sign for mark in marks[at - 1]):
            own = (*(replace(mark, at=mark.at - _FAR) for mark in marks[at - 1]), *own)
        elif _is_ahead(clauses, at) and any(mark.sign for mark in marks[at + 1]):
            own = (*(replace(mark, at=mark.at - _FAR) for mark in marks[at + 1]), *own)
        elif not own:
            own = _pointed(clauses, marks, at)
        sign = sign_of(own)
        if sign is not None:
            votes.append((sign, tuple(mark for mark in own if mark.sign)))
    total = sum(sign for sign, _ in votes)
    if not votes:
        return None
    winner = votes[0][0] if total == 0 else (1 if total > 0 else -1)
    return next((sign, made) for sign, made in votes if sign == winner)


def _is_ahead(clauses: Sequence[Clause], at: int) -> bool:
    """Say whether a clause stands before the one it hangs on: «Die Maut zu erheben, ist …», «Dass …, ist …»."""
    opens = at == 0 or clauses[at - 1].ends
    return opens and at + 1 < len(clauses) and not clauses[at].ends and _hangs(clauses[at])


def _pointed(clauses: Sequence[Clause], marks: Sequence[Sequence[Mark]], at: int) -> tuple[Mark, ...]:
    """Return the marks of the next clause if that points back: «Maut? Das lehnen wir ab»."""
    if at + 1 >= len(clauses):
        return ()
    opening = {word.form.lower() for word in clauses[at + 1].words[:3]}
    return tuple(marks[at + 1]) if opening & _POINTING else ()


def _speaks(clause: Clause, terms: frozenset[str]) -> bool:
    return any(_is_about(word, terms) for word in clause.words)


def _is_about(word: Word, terms: frozenset[str]) -> bool:
    return word.lemma in terms or (word.stem or "") in terms or any(part in terms for part in word.parts)


@cache
def _terms(concept: Concept) -> frozenset[str]:
    """Return the words that a concept is about."""
    return _named(concept).union(*(_telling(keyword) for keyword in concept.keywords))


def _named(concept: Concept) -> frozenset[str]:
    return _telling(concept.name)


@cache
def _every(text: str) -> frozenset[str]:
    """Return all dictionary forms and stems of a text, and the parts of its compounds."""
    return frozenset(one for word in words_of(text) for one in (word.lemma, word.stem, *word.parts) if one)


@cache
def _telling(text: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words_of(text):
        if weight(word.lemma) > _TELLING and word.lemma not in signs() and word.lemma not in negations():
            found |= {word.lemma, *((word.stem,) if word.stem else ())}
    return frozenset(found)


def _near_marks(
    marks: Sequence[Mark], clause: Clause, terms: frozenset[str], named: frozenset[str]
) -> tuple[Mark, ...]:
    """Leave out prepositions of another noun than the concept's, and acts that the concept itself names."""
    about = [at for at, word in enumerate(clause.words) if _is_about(word, terms)]
    kept = []
    for mark in marks:
        word = clause.words[mark.at]
        if mark.kind == "act" and {word.lemma, word.stem} & named:
            continue
        narrow = mark.form.lower() in PREPOSITIONS
        nouns = [
            at
            for at in range(mark.at + 1, min(mark.at + _REACH, len(clause.words)))
            if clause.words[at].form[0].isupper()
        ]
        if not narrow or (nouns and nouns[0] in about):
            kept.append(mark)
    return tuple(kept)
