"""Events of an article: what is done, offered, demanded or refused, by whom to whom, and who tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wortlaut.extract.arguments import Filled, Finder
from wortlaut.extract.clauses import CLOSING, Clause, clauses
from wortlaut.extract.noun_phrases import Phrase, phrases
from wortlaut.extract.status import polarity_of, status_of
from wortlaut.extract.triggers import Trigger, operator_in, operator_nouns, triggers
from wortlaut.record import Document, EventType, Happening, Mention, Span, Statement, Status, Tags, Tree, When

SILENT = frozenset({"byline", "dateline", "sign", "boilerplate"})
CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
"""Types that say what somebody wants, offers or refuses: what hangs on them is no event of its own (PLOVER 2.0)."""

SPOKEN = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN", "REJECT"})
PARTIES = frozenset(
    "länder seiten parteien staaten minister partner konfliktparteien lager präsidenten regierungen außenminister "
    "staatschefs regierungschefs unterhändler delegationen fraktionen".split()
)
SIGNING = frozenset({"unterzeichnen", "unterschreiben", "ratifizieren", "bei|treten", "paraphieren"})
TYPES: dict[str, EventType] = {
    "AGREE": "AGREE", "CONSULT": "CONSULT", "SUPPORT": "SUPPORT", "CONCEDE": "CONCEDE", "COOPERATE": "COOPERATE",
    "AID": "AID", "RETREAT": "RETREAT", "REQUEST": "REQUEST", "ACCUSE": "ACCUSE", "REJECT": "REJECT",
    "THREATEN": "THREATEN", "PROTEST": "PROTEST", "SANCTION": "SANCTION", "MOBILIZE": "MOBILIZE", "COERCE": "COERCE",
    "ASSAULT": "ASSAULT",
}  # fmt: skip
MODES = {
    "REQUEST": {"AID": "assist", "CONSULT": "meet", "RETREAT": "yield", "CONCEDE": "yield"},
    "REJECT": {"AID": "assist", "CONSULT": "meet", "RETREAT": "yield", "CONCEDE": "yield"},
    "THREATEN": {"SANCTION": "restrict", "ASSAULT": "violence", "COERCE": "arrest", "MOBILIZE": "violence"},
}
"""Modes that are told by the event in the object: who asks for arms asks for assistance."""


WHERE = frozenset({"in", "bei", "auf", "vor", "nach", "an"})
"""Prepositions before the place where something happens, or where troops are sent."""

LONGEST = 300
"""A sentence of more words is none: lists, tables, texts without full stops."""


def happenings(
    doc: Document,
    tags: Tags,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    times: Sequence[When] = (),
) -> tuple[Happening, ...]:
    """Return the events of ``doc`` in text order; ``mentions`` are those that stand for a known actor.

    An event needs somebody who does it or to whom it is done (the table says which), so that what nobody in
    politics does («lehnte sich zurück») tells nothing.
    """
    tree = Tree(doc, tags)
    roles = [paragraph.role for paragraph in doc.article.paragraphs]
    sentences: dict[int, list[int]] = {}
    for number, token in enumerate(doc.tokens):
        sentences.setdefault(token.sentence, []).append(number)
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(tree.sentence(mention.span.start), []).append(mention)
    found: list[Happening] = []
    for number, tokens in sentences.items():
        place = doc.sentences[number].paragraph
        silent = roles and place < len(roles) and roles[place] in SILENT
        if silent or len(tokens) > LONGEST:
            continue
        found.extend(_Sentence(tree, tokens, named.get(number, []), statements, times).happenings())
    return tuple(sorted(found, key=lambda happening: happening.trigger[0]))


class _Sentence:
    """The events of one sentence."""

    def __init__(
        self,
        tree: Tree,
        tokens: Sequence[int],
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        times: Sequence[When],
    ) -> None:
        self.tree, self.statements, self.times = tree, statements, times
        self.clauses = clauses(tree, tokens)
        self.finder = Finder(tree, self.clauses, phrases(tree, tokens, mentions))
        names = [name for name in tree.tags.names if name.kind == "LOC"]
        self.located = frozenset(token for name in names for token in name.tokens)
        self.told = [(clause, triggers(tree, clause.tokens)) for clause in self.clauses]

    def happenings(self) -> Iterator[Happening]:
        for clause, found in self.told:
            for trigger in found:
                if not self._is_content(trigger, clause, found):
                    yield from self._happening(trigger, clause, found)

    def _is_content(self, trigger: Trigger, clause: Clause, beside: Sequence[Trigger]) -> bool:
        """Say whether a trigger only tells what somebody wants, threatens or refuses, or what is asked or ordered."""
        if self._governed(clause) or self.tree.form(clause.first).lower() == "ob":
            return True
        if trigger.row["pos"] != "noun":
            after = trigger.at + 1
            polite = after < len(self.tree.doc.tokens) and self.tree.form(after) == "Sie"
            return trigger.at == clause.first and polite
        over = {t.row["type"] for t in beside if t.row["pos"] != "noun"} & CONTENT
        if not over:
            return False
        return trigger.row["type"] not in SPOKEN or "REJECT" not in over

    def _governed(self, clause: Clause) -> bool:
        """Say whether a clause is the content of a request, a threat and so on in the clause it hangs on."""
        for _ in range(3):
            parent = clause.parent
            if parent is None:
                return False
            first = self.tree.form(clause.first).lower()
            if (clause.kind == "inf" and first not in CLOSING) or first in {"dass", "daß"}:
                types = {t.row["type"] for c, found in self.told if c is parent for t in found if self._ends(t, clause)}
                if types & CONTENT:
                    return True
            elif clause.kind == "rel":
                return False
            clause = parent
        return False

    def _ends(self, trigger: Trigger, clause: Clause) -> bool:
        """Say whether a clause hangs on a trigger: on its verb, or on the noun right before it."""
        return trigger.row["pos"] != "noun" or trigger.at == clause.first - 2

    def _happening(self, trigger: Trigger, clause: Clause, beside: Sequence[Trigger]) -> Iterator[Happening]:
        filled = self._fitted(trigger, clause, self.finder.fill(trigger, clause))
        if not _enough(trigger, filled):
            return
        status = self._status(trigger, clause)
        yield Happening(
            type=_type(trigger, status),
            mode=self._mode(trigger, clause, beside),
            trigger=tuple(self.tree.span(token, token) for token in trigger.tokens),
            text=self.tree.span(min(clause.tokens), max(clause.tokens)),
            initiator=self._heads(filled.initiator),
            recipient=self._heads(p for p in filled.recipient if p not in filled.initiator),
            object=self._words(filled.object),
            place=self._place(clause, filled),
            when=self._when(clause),
            status=status,
            polarity=polarity_of(self.tree, clause, trigger),
            source=self._source(trigger),
            confidence=_confidence(trigger, filled),
        )

    def _fitted(self, trigger: Trigger, clause: Clause, filled: Filled) -> Filled:
        """Return the arguments as the conditions of the row want them."""
        needs = trigger.needs
        if trigger.row["pos"] == "noun" and not filled.initiator:
            filled = replace(filled, initiator=self._doer(trigger, clause, filled))
        if "host" in needs:
            return replace(filled, initiator=filled.recipient, recipient=filled.initiator)
        if "subjrec" in needs and filled.subject is not None:
            owners = tuple(self.finder.owners(filled.subject))
            return replace(filled, initiator=filled.recipient, recipient=owners)
        if "patient" in needs:
            return replace(filled, initiator=filled.recipient, recipient=filled.initiator)
        if "sym" in needs:
            more = tuple(p for p in filled.recipient if p not in filled.initiator)
            heads = {self.tree.form(p.head).lower() for p in filled.initiator}
            return replace(filled, initiator=filled.initiator + more, recipient=(), plural=bool(heads & PARTIES))
        return filled

    def _doer(self, trigger: Trigger, clause: Clause, filled: Filled) -> tuple[Phrase, ...]:
        """Return who does what a noun names, by the verb whose object it is: «plant die Ausweisung»."""
        own = self.tree.form(trigger.at - 1).lower().startswith(("sein", "ihr")) if trigger.at else False
        if not own and operator_in(self.tree, clause.tokens) is None:
            return ()
        subject = self.finder.subject(clause)
        if subject is None or subject.head == trigger.at:
            return ()
        return tuple(p for p in self.finder.coordinated(subject) if p not in filled.recipient)

    def _mode(self, trigger: Trigger, clause: Clause, beside: Sequence[Trigger]) -> str | None:
        modes = MODES.get(trigger.row["type"], {})
        below = [t for c, found in self.told if c.parent is clause for t in found]
        for other in (*beside, *below):
            if other is not trigger and other.row["type"] in modes:
                return modes[other.row["type"]]
        return trigger.row["mode"] or None

    def _heads(self, found: Iterable[Phrase]) -> tuple[Span, ...]:
        """Return the heads of phrases: of the mention in it, else of the noun."""
        heads = (p.actor.head if p.actor else self.tree.span(p.head, p.head) for p in found)
        return tuple(dict.fromkeys(heads))

    def _when(self, clause: Clause) -> When | None:
        """Return the first time that a clause tells."""
        whole = self.tree.span(min(clause.tokens), max(clause.tokens))
        return next((when for when in self.times if whole.contains(when.span)), None)

    def _place(self, clause: Clause, filled: Filled) -> Span | None:
        """Return the name of the place where it happens: «in Minsk», unless it is one of the parties."""
        parties = {phrase.head for phrase in (*filled.initiator, *filled.recipient)}
        for phrase in self.finder.inside(clause):
            if phrase.prep in WHERE and phrase.head not in parties and phrase.head in self.located:
                return phrase.actor.head if phrase.actor else self.tree.span(phrase.head, phrase.head)
        return None

    def _words(self, phrase: Phrase | None) -> str | None:
        return None if phrase is None else self.tree.span(phrase.first, phrase.last).of(self.tree.text)

    def _status(self, trigger: Trigger, clause: Clause) -> Status:
        near = clause.parent.tokens[-4:] if clause.kind == "inf" and clause.parent else []
        lows = [self.tree.form(t).lower() for t in near if self.tree.form(t)[0].isupper()]
        noun = next((s for word, s in operator_nouns().items() if any(low.endswith(word.lower()) for low in lows)), "")
        if clause.kind == "inf" and clause.parent is not None and not noun:
            operator = operator_in(self.tree, clause.parent.tokens)
            noun = operator["status"] if operator is not None else ""
        return status_of(self.tree, clause, trigger, self.finder.verbs(clause), noun)

    def _source(self, trigger: Trigger) -> str | None:
        """Return the statement whose words tell the event, the innermost; None for the author."""
        span = self.tree.span(trigger.at, trigger.at)
        holding = [
            (piece.end - piece.start, statement.id)
            for statement in self.statements
            if statement.kind != "reported"
            for piece in statement.content
            if piece.contains(span)
        ]
        return min(holding)[1] if holding else None


def _type(trigger: Trigger, status: Status) -> EventType:
    """Return the type of the row; cooperation or a signature that is only planned is an agreement (PLOVER 2.0)."""
    kind = TYPES[trigger.row["type"]]
    ahead = kind == "COOPERATE" or trigger.row["lemma"] in SIGNING
    return "AGREE" if ahead and status == "planned" else kind


def _enough(trigger: Trigger, filled: Filled) -> bool:
    """Say whether those are named whom the row asks for."""
    needs = trigger.needs
    if "sym" in needs and filled.plural:
        return True
    if "both" in needs:
        return len(filled.initiator) > 1 or bool(filled.initiator and filled.recipient)
    if "init" in needs or "state" in needs:
        return bool(filled.initiator)
    if "rec" in needs:
        return bool(filled.recipient)
    if "sym" in needs:
        return bool(filled.initiator)
    return bool(filled.initiator or filled.recipient)


def _confidence(trigger: Trigger, filled: Filled) -> float:
    base = {"light": 0.7, "verb": 0.6, "noun": 0.5}[trigger.row["pos"]]
    return round(base + 0.1 * bool(filled.initiator) + 0.1 * bool(filled.recipient), 2)
