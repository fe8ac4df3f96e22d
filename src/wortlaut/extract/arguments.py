"""Who does it and to whom: the places of a trigger's pattern, looked up in its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wortlaut.extract.clauses import Clause, is_finite
from wortlaut.extract.noun_phrases import Phrase, is_hand, is_somebody, is_time, may_act
from wortlaut.extract.triggers import Trigger, auxiliaries
from wortlaut.record import Tree

MOVING = frozenset(
    "treten|reisen|kommen|fliegen|marschieren|dringen|ziehen|treffen|weichen|rücken|rudern|lenken|gehen|springen|kehren|"
    "stehen|steigen".split("|")
)
"""Verbs whose perfect is made with «sein», so that «ist» and participle are no passive."""


SPEAKING = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "CONSULT", "CONCEDE"})
"""Types whose verbs have a subject that speaks."""

ASIDE = frozenset({"gen", "poss", "adj", "flat", "title"})
"""How phrases hang on others that are no arguments themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The phrases that fill the places of a trigger."""

    initiator: tuple[Phrase, ...] = ()
    recipient: tuple[Phrase, ...] = ()
    object: Phrase | None = None
    subject: Phrase | None = None
    passive: bool = False
    plural: bool = False


class Finder:
    """Looks up arguments in one sentence: its clauses and noun phrases."""

    def __init__(self, tree: Tree, clauses: Sequence[Clause], phrases: Sequence[Phrase]) -> None:
        self.tree, self.clauses, self.phrases = tree, clauses, phrases

    def inside(self, clause: Clause) -> list[Phrase]:
        """Return the phrases whose head stands in a clause."""
        held = set(clause.tokens)
        return [phrase for phrase in self.phrases if phrase.head in held]

    def verbs(self, clause: Clause) -> list[str]:
        """Return the auxiliaries of a clause or of the one it shares them with, lower case."""
        tokens = list(clause.tokens)
        own = [t for t in tokens if is_finite(self.tree, t)]
        for other in (clause.shares, *clause.shared_by):
            if other is not None and not own:
                tokens += other.tokens
        return [low for t in tokens if (low := self.tree.form(t).lower()) in auxiliaries()]

    def passive(self, trigger: Trigger, clause: Clause) -> bool:
        """Say whether a participle is a passive: «wurde ausgewiesen», in headlines without a verb too."""
        if trigger.part != "participle":
            return False
        used = {auxiliaries()[low] for low in self.verbs(clause)}
        if "haben" in used:
            return False
        words = {self.tree.form(t).lower() for t in clause.tokens}
        if "werden" in used or words & {"worden", "werden"} or "würde" in used:
            return True
        plain = trigger.row["lemma"].rpartition("|")[2]
        if "sein" in used:
            return not plain.endswith(tuple(MOVING))
        return not used and not plain.endswith(tuple(MOVING))

    def subject(self, clause: Clause, depth: int = 3) -> Phrase | None:
        """Return the subject of a clause, of the one it shares it with, or whoever an infinitive is about."""
        if clause.kind == "rel" and (found := self._relative(clause)) is not None:
            return found
        if clause.kind != "inf" and (own := self._own_subject(clause)) is not None:
            return own
        other = clause.shares or (clause.parent if clause.kind == "inf" else None)
        return self.subject(other, depth - 1) if other is not None and depth else None

    def _own_subject(self, clause: Clause) -> Phrase | None:
        bare = [p for p in self.inside(clause) if not p.prep and p.how not in ASIDE]
        able = [p for p in bare if "nom" in p.cases and p.joined is None and (p.actor or not self._temporal(p))]
        if not able:
            return None
        strict = [p for p in able if p.cases == {"nom"}]
        finite = next((t for t in clause.tokens if is_finite(self.tree, t)), None)
        if clause.shares is not None and finite is not None and clause.tokens[0] == finite:
            behind = strict or []
            return behind[0] if behind else None
        if clause.shares is not None and finite is None:
            return None
        if strict:
            return strict[0]
        if finite is not None and clause.kind == "main":
            front = [p for p in able if p.head < finite]
            return (front or able)[0]
        return able[0]

    def _temporal(self, phrase: Phrase) -> bool:
        return is_time(self.tree.form(phrase.head))

    def _relative(self, clause: Clause) -> Phrase | None:
        """Return the antecedent of a relative pronoun that is the subject of its clause."""
        low = self.tree.form(clause.first).lower()
        if low not in {"der", "die", "das", "welcher", "welche"}:
            return None
        own, noun = self._own_subject(clause), self.antecedent(clause)
        if low == "der" or own is None:
            return noun
        by_sense = own.actor is not None and (noun is None or not tuple(self.actors(noun)))
        return own if own.cases == {"nom"} or by_sense else noun

    def antecedent(self, clause: Clause) -> Phrase | None:
        """Return the phrase that a relative clause is about: the nearest before it."""
        before = [p for p in self.phrases if p.last < clause.first and p.how not in ASIDE - {"gen"}]
        return before[-1] if before and before[-1].last >= clause.first - 4 else None

    def coordinated(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """Return a phrase with those joined to it, and the owner of one that only stands for its owner."""
        found = [phrase]
        for other in self.phrases:
            if other.joined is not None and any(other.joined == p.head for p in found) and other not in found:
                found.append(other)
        return tuple(actor for p in found for actor in self.actors(p))

    def actors(self, phrase: Phrase) -> Iterator[Phrase]:
        """Yield a phrase that names somebody, or the one whose hands it is: «Putins Militär»."""
        if phrase.actor is not None:
            yield phrase
        elif named := [p for p in self.phrases if p.owner == phrase.head and p.how == "flat" and p.actor]:
            yield from named
        elif owners := self.owners(phrase) if is_hand(self.tree, phrase.head) else []:
            yield from owners
        elif is_somebody(self.tree, phrase):
            yield phrase

    def owners(self, phrase: Phrase) -> list[Phrase]:
        """Return who owns a phrase: genitives, possessives, adjectives on it, «von …» right after."""
        found = [p for p in self.phrases if p.owner == phrase.head and p.how in {"gen", "poss", "adj"}]
        found += [p for p in self.phrases if p.after == phrase.head and p.prep in {"von"}]
        named = [p for p in found if p.actor is not None]
        named = named or [q for p in found if is_hand(self.tree, p.head) for q in self.owners(p)]
        return named or [p for p in found if is_somebody(self.tree, p)]

    def fill(self, trigger: Trigger, clause: Clause) -> Filled:
        """Return the phrases that fill the pattern of a trigger."""
        return self._noun(trigger, clause) if trigger.row["pos"] == "noun" else self._verb(trigger, clause)

    def _verb(self, trigger: Trigger, clause: Clause) -> Filled:
        passive = self.passive(trigger, clause)
        subject = self.subject(clause)
        initiator: tuple[Phrase, ...] = ()
        if passive:
            initiator = self._first_of(("von", "durch"), trigger, clause, subject)
        elif "subj" not in trigger.row["initiator"]:
            initiator = self._first_of(trigger.row["initiator"].split(), trigger, clause, None)
        elif subject is not None:
            initiator = self.coordinated(subject) or self._unknown(subject, trigger)
            initiator += self._together(trigger, clause)
        slots = tuple(trigger.row["recipient"].split())
        recipient: tuple[Phrase, ...] = ()
        if passive and subject is not None and {"acc", "gen"} & set(slots):
            recipient = self.coordinated(subject) if "acc" in slots else ()
            if not recipient and "gen" in slots:
                recipient = tuple(self.owners(subject))
            slots = tuple(slot for slot in slots if slot not in {"acc", "gen"})
            if not recipient and "human" in trigger.needs:
                recipient = self._unknown(subject, trigger)
        if not recipient:
            recipient = self._first_of(slots, trigger, clause, subject)
        thing = self._object(trigger, clause, subject, passive)
        if not recipient and thing is not None and "human" in trigger.needs and not thing.prep:
            recipient = self._unknown(thing, trigger)
        return Filled(
            initiator=initiator, recipient=recipient, subject=subject, passive=passive,
            object=thing,
        )  # fmt: skip

    def _unknown(self, phrase: Phrase, trigger: Trigger, types: frozenset[str] = frozenset()) -> tuple[Phrase, ...]:
        """Return a noun that is nobody's mention where the verb asks for somebody."""
        asks = not types or trigger.row["type"] in types
        return (phrase,) if asks and phrase.actor is None and may_act(self.tree, phrase) else ()

    def _together(self, trigger: Trigger, clause: Clause) -> tuple[Phrase, ...]:
        """Return with whom the subject acts: «gemeinsam mit Putin»."""
        return tuple(
            p
            for p in self.inside(clause)
            if p.prep == "mit" and p.actor and self.tree.form(p.first - 2).lower() in {"gemeinsam", "zusammen"}
        )

    def _first_of(
        self, slots: Sequence[str], trigger: Trigger, clause: Clause, subject: Phrase | None
    ) -> tuple[Phrase, ...]:
        for slot in slots:
            found = tuple(self._slot(slot, trigger, clause, subject))
            if found:
                return found
        return ()

    def _slot(self, slot: str, trigger: Trigger, clause: Clause, subject: Phrase | None) -> Iterator[Phrase]:
        """Yield the actors in one place of a verb's pattern."""
        objects = self._objects(clause, subject)
        if slot == "gen":
            bare = [p for p in objects if p.actor is None and not p.prep]
            yield from (owner for p in bare for owner in self.owners(p))
            return
        own = [p for p in objects if p.head not in trigger.tokens and p.joined is None]
        if slot in {"acc", "dat"}:
            own = [p for p in own if not p.prep and slot in p.cases]
            groups = (self.coordinated(p) for p in own)
        else:
            groups = (self.coordinated(p) or tuple(self.owners(p)) for p in own if p.prep == slot)
        found = next((group for group in groups if group), ())
        yield from found
        if not found and slot in {"acc", "dat"}:
            yield from self._relative_object(slot, clause)

    def _relative_object(self, slot: str, clause: Clause) -> Iterator[Phrase]:
        """Yield whom a relative pronoun in the accusative or dative means."""
        low = self.tree.form(clause.first).lower()
        fits = {"acc": {"den", "die", "das"}, "dat": {"dem", "der", "denen"}}[slot]
        if clause.kind == "rel" and low in fits:
            antecedent = self.antecedent(clause)
            if antecedent is not None and antecedent != self.subject(clause):
                yield from self.actors(antecedent)

    def _objects(self, clause: Clause, subject: Phrase | None) -> list[Phrase]:
        own = subject.head if subject is not None else None
        return [
            p
            for p in self.inside(clause)
            if (p.head != own and (p.joined is None or p.joined != own) and p.how not in ASIDE) or self._apart(p, own)
        ]

    def _apart(self, phrase: Phrase, subject: int | None) -> bool:
        """Say whether what looks like a genitive behind the subject is an object: «warf Kiew der Regierung vor»."""
        return phrase.how == "flat" and phrase.owner == subject

    def _object(self, trigger: Trigger, clause: Clause, subject: Phrase | None, passive: bool) -> Phrase | None:
        if passive:
            return subject if subject is not None and subject.actor is None else None
        bare = [p for p in self._objects(clause, subject) if p.head not in trigger.tokens and p.actor is None]
        bare = [p for p in bare if not self._temporal(p)]
        return next((p for p in bare if not p.prep and "acc" in p.cases), next(iter(bare), None))

    def _noun(self, trigger: Trigger, clause: Clause) -> Filled:
        noun = trigger.at
        row = trigger.row
        chain = self._chain(noun)
        initiator = self._noun_slots(row["initiator"].split(), noun, chain)
        recipient = self._noun_slots(row["recipient"].split(), noun, [p for p in chain if p not in initiator])
        recipient = tuple(p for p in recipient if p not in initiator)
        thing = next((p for p in chain if p.owner == noun and p.actor is None), None)
        return Filled(initiator=initiator, recipient=recipient, object=thing)

    def _chain(self, noun: int) -> list[Phrase]:
        """Return the phrases that follow a noun without a word between, and those before it that belong to it."""
        found = [p for p in self.phrases if p.owner == noun and p.how in {"poss", "adj"}]
        end = noun
        for p in self.phrases:
            start = p.first - bool(p.prep)
            if p.head > noun and start - 1 <= end and (p.owner is not None or p.after is not None or p.joined):
                found.append(p)
                end = max(end, p.last)
            elif p.head > noun and start - 1 > end and p.how not in {"adj", "poss"}:
                break
        return found

    def _noun_slots(self, slots: Sequence[str], noun: int, chain: Sequence[Phrase]) -> tuple[Phrase, ...]:
        for slot in slots:
            if slot in {"poss", "gen", "adj"}:
                mine = [p for p in chain if p.how == slot and p.owner == noun]
            elif slot == "objadj":
                things = {p.head for p in chain if p.owner == noun and p.actor is None}
                mine = [p for p in self.phrases if p.how == "adj" and p.owner in things]
            else:
                mine = [p for p in chain if p.prep == slot and p.how != "adj"]
            found = tuple(actor for p in mine for actor in (tuple(self.actors(p)) or self.owners(p)))
            if found:
                return found
        return ()
