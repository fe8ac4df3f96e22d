"""Pronouns, possessives and repeated roles of one article, in reading order: whom they take up."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wortlaut.lexicon import column, endings, table
from wortlaut.record import Mention, Span, Statement
from wortlaut.resolve.bodies import inhabitants, place_adjectives
from wortlaut.resolve.body_naming import Naming
from wortlaut.resolve.naming import Namer
from wortlaut.resolve.nouns import DEFINITE, OWNING, Phrase, parsed
from wortlaut.resolve.offices import offices_of
from wortlaut.resolve.pronouns import REACH, Candidate, Pronoun, antecedent, inside, read, relative
from wortlaut.resolve.roles import contradicts
from wortlaut.resolve.spot import known_bodies
from wortlaut.resolve.written import gender_of

NEAR = 3
"""A noun takes up somebody named at most this many sentences before."""

MOST = 60
"""So many mentions before are looked at, as many as five sentences have at the very most."""

LOOSE = frozenset({"any", "association", "agency", "ngo"})
"""Kinds of bodies whose names seldom tell the kind: «der Verband» after «Bund der Fachjournalisten»."""


class TakingUp:
    """Everybody found so far (``found``: mention id → naming), by sentence; written to while it reads."""

    def __init__(
        self, namer: Namer, mentions: Sequence[Mention], statements: Sequence[Statement], found: dict[str, Naming]
    ) -> None:
        self.namer, self.tree, self.found = namer, namer.tree, found
        self.mentions = {mention.id: mention for mention in mentions}
        self._genders = {person.full: person.gender for person in namer.roles.persons}
        self._in_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._in_sentence[self.tree.sentence(mention.span.start)].append(mention)
        self._said: dict[int, list[Statement]] = defaultdict(list)
        for statement in statements:
            for number in {n for span in statement.content for n in self._sentences(span)}:
                self._said[number].append(statement)
        self._statements = statements
        self._parties = {s.speaker.mention for s in statements if s.speaker}
        self._new: dict[str, list[tuple[int, Naming]]] = defaultdict(list)
        self._held: dict[Span, list[Statement]] = {}
        self._speakers: dict[str, Naming] = {}
        self._speaking: set[str] = set()
        self._last: Naming | None = None

    def run(self) -> None:
        """Write into ``found`` whom each pronoun and possessive means: first of who speaks, then of all others."""
        for statement in self._statements:
            for party in (statement.speaker, statement.addressee, statement.via):
                if party and party.mention and party.mention in self.mentions:
                    self._read(self.mentions[party.mention], statement)
            key = statement.speaker.mention if statement.speaker else None
            if key in self.found:
                self._speakers[statement.id] = self.found[key]
                self._speaking.add(self.found[key].key)
                self._last = self.found[key] if statement.parent is None else self._last
        ends = sorted((max(s.content).end, s.id) for s in self._statements if s.id in self._speakers)
        for mention in sorted(self.mentions.values(), key=lambda m: m.span):
            at = bisect_right(ends, (mention.span.start, "￿"))
            self._last = self._speakers[ends[at - 1][1]] if at else None
            if mention.id not in self.found:
                if naming := self._antecedent(mention, mention.span, self._around(mention)):
                    self.found[mention.id] = naming
            elif mention.kind == "role":
                naming, outer = self.found[mention.id], self._around(mention)
                taken = self._owned(mention, outer) or self._anaphor(mention, naming, outer)
                self.found[mention.id] = taken or naming

    def _sentences(self, span: Span) -> range:
        return range(self.tree.sentence(span.start), self.tree.sentence(span.end - 1) + 1)

    def _read(self, mention: Mention, statement: Statement) -> None:
        """Read one party of a statement."""
        outer = self._speakers.get(statement.parent or "") or self._around(mention)
        naming = self.found.get(mention.id)
        if naming is None:
            taken = self._antecedent(mention, mention.span, outer)
        else:
            if naming.new:
                self._new[naming.name.split()[0]].append((mention.span.end, naming))
            taken = self._again(mention, naming) or self._written(mention) or self._owned(mention, outer)
            taken = taken or self._anaphor(mention, naming, outer)
        if taken is not None:
            self.found[mention.id] = taken

    def _again(self, mention: Mention, naming: Naming) -> Naming | None:
        """Return for «der Sprecher» the «ein Sprecher» before it, who has no other name."""
        if naming.new or naming.identity or naming.confidence > 0.5:
            return None
        earlier = [pair for pair in self._new[naming.name.split()[0]] if pair[0] <= mention.span.start]
        return max(earlier, key=lambda pair: pair[0])[1]._replace(reason="told before") if earlier else None

    def _anaphor(self, mention: Mention, naming: Naming, outer: Naming | None) -> Naming | None:
        """Return whom a definite noun takes up that nothing else explains: «die Politologin» right after her name."""
        phrase = self._phrase(mention)
        seat = naming.identity is not None and phrase is not None and phrase.bears and not phrase.plural
        if naming.new or (not seat and (naming.identity or naming.confidence > 0.5)):
            return None
        if phrase is None or not phrase.definite or phrase.plural or phrase.belongs or phrase.owner:
            return self._body(mention)
        if any(place_adjectives().get(word.lower()) for word in phrase.adjectives):
            return None
        near = [m for m in self._before(mention, NEAR) if self._is_named(m) and self._may_be(phrase, m)]
        namings = {self.found[m.id].key: self.found[m.id] for m in near}
        if self.namer.roles.several(phrase) or (phrase.age and len(namings) > 1):
            return None
        best = antecedent(
            self.tree,
            mention,
            Pronoun(person=3, gender=phrase.gender, plural=False),
            self._candidates(near),
            last=self._last.key if self._last else None,
            speaking=self._speaking,
            other=outer.key if outer else None,
        )
        doubtful = seat or (len(namings) > 1 and offices_of(phrase.noun))
        if best is None or (doubtful and (self._last is None or best[0] != self._last.key)):
            return None
        return namings[best[0]]._replace(confidence=0.55, reason=f"“{phrase.noun}” takes up who was named before")

    def _phrase(self, mention: Mention) -> Phrase | None:
        """Return the noun phrase of a mention; «die Ungarin» is one for a person too."""
        words = mention.span.of(self.namer.article.text).split()
        if words[-1].lower() not in inhabitants():
            return parsed(words)
        phrase = parsed(words, any_noun=True)
        woman = words[-1].endswith("in")
        several = words[0].lower() == "die" and not woman
        return replace(phrase, gender="f" if woman else "m", plural=several) if phrase else None

    def _is_named(self, mention: Mention) -> bool:
        """Say whether a mention is of a person with a name."""
        naming = self.found[mention.id]
        return naming.kind == "person" and (naming.name in self._genders or naming.identity is not None)

    def _may_be(self, phrase: Phrase, mention: Mention) -> bool:
        """Say whether nothing told of a person contradicts a noun; «von Eva Lohr» is named for somebody else's sake."""
        token = self.tree.token(mention.span.start)
        if token and self.tree.form(token - 1) in {"von", "vom"}:
            return False
        naming = self.found[mention.id]
        person = next((p for p in self.namer.roles.persons if p.full == naming.name), None)
        return person is None or not contradicts(phrase, person)

    def _body(self, mention: Mention) -> Naming | None:
        """Return the outlet or organisation that «das Blatt» or «der Verband» takes up: the nearest of its kind."""
        text = self.namer.article.text
        words, noun = mention.span.of(text).split(), mention.head.of(text).lower()
        if words[0].lower() not in DEFINITE or len(words) > 3:
            return None
        stems = [noun.removesuffix(ending) for ending in ("", "s", "es")]
        media = any(stem.endswith(endings("media_nouns")) for stem in stems)
        kinds = {row["of"] for row in table("body_nouns") if row["form"] in stems}
        wanted = "outlet" if media or "outlet" in kinds else "organisation" if kinds & LOOSE else None
        for other in self._before(mention, NEAR) if wanted else ():
            naming = self.found[other.id]
            known = wanted == "organisation" and naming.identity is not None
            unnamed = (
                wanted == "organisation" and naming.kind is None and other.id in self._parties and not naming.plural
            )
            if (naming.kind == wanted or unnamed) and not known and not other.head.overlaps(mention.head):
                return naming._replace(confidence=0.5, reason=f"“{noun}” takes up {naming.name}")
        return None

    def _written(self, mention: Mention) -> Naming | None:
        """Return who wrote «das Schreiben» that speaks: who acted or spoke last; «eigenen Angaben» too."""
        text = self.namer.article.text
        words, head = mention.span.of(text).split(), mention.head.of(text)
        if head in column("account_nouns", "form") and words[0].lower().startswith("eigene"):
            return self._acting(mention)
        if head not in column("writing_nouns", "form") or len(words) > 2:
            return None
        last = self._last._replace(confidence=0.5, reason=f"who wrote “{head}”") if self._last else None
        return self._acting(mention) or last

    def _acting(self, mention: Mention) -> Naming | None:
        """Return the subject nearest before a mention, in its sentence or the one before."""
        word = mention.head.of(self.namer.article.text)
        for other in self._before(mention, 1):
            if self.tree.is_subject(self.tree.token(other.head.start)):
                return self.found[other.id]._replace(confidence=0.5, reason=f"“{word}” of who acts before")
        return None

    def _before(self, mention: Mention, reach: int) -> Iterator[Mention]:
        """Yield those found before a mention, the nearest first, at most ``reach`` sentences away."""
        here, count = self.tree.sentence(mention.span.start), 0
        for number in range(here, here - reach - 1, -1):
            row = self._in_sentence.get(number, ())
            start = bisect_right(row, mention.span.start, key=lambda m: m.span.start) if number == here else len(row)
            for at in range(start - 1, -1, -1):
                if row[at].id in self.found and row[at].span.end <= mention.span.start:
                    count += 1
                    yield row[at]
                if count == MOST:
                    return

    def _holding(self, span: Span) -> list[Statement]:
        """Return the statements whose words hold a span."""
        if span not in self._held:
            here = self._said.get(self.tree.sentence(span.start), ())
            self._held[span] = [s for s in here if inside(s.content, span)]
        return self._held[span]

    def _around(self, mention: Mention) -> Naming | None:
        """Return who says the words in which a mention stands."""
        holders = [s for s in self._holding(mention.span) if s.id in self._speakers]
        return self._speakers[holders[-1].id] if holders else None

    def _antecedent(self, mention: Mention, span: Span, outer: Naming | None) -> Naming | None:
        """Return whom the pronoun at ``span`` means, that is a mention or begins it."""
        pronoun = read(self.tree, span)
        if pronoun is None:
            return None
        if (noun := relative(self.tree, span)) is not None:
            return self._at(noun)
        if pronoun.person == 1:
            return outer._replace(confidence=0.7, reason=f"“{span.of(self.tree.text)}”: who says it") if outer else None
        if pronoun.person == 2:
            return self._addressed(mention)
        near = list(self._before(mention, REACH))
        namings = {self.found[m.id].key: self.found[m.id] for m in near}
        best = antecedent(
            self.tree,
            mention,
            pronoun,
            self._candidates(near),
            last=self._last.key if self._last else None,
            speaking=self._speaking,
            other=outer.key if outer else None,
        )
        return namings[best[0]]._replace(confidence=best[1], reason=best[2]) if best else None

    def _at(self, token: int) -> Naming | None:
        """Return who is named at a token."""
        span = self.tree.span(token, token)
        here = self._in_sentence.get(self.tree.sentence(span.start), ())
        return next((self.found[m.id] for m in here if m.head == span and m.id in self.found), None)

    def _addressed(self, mention: Mention) -> Naming | None:
        """Return to whom the words are said in which «Sie» stands."""
        for statement in reversed(self._holding(mention.span)):
            party = statement.addressee
            if party and party.mention in self.found:
                return self.found[party.mention]._replace(confidence=0.6, reason="“Sie”: to whom it is said")
        return None

    def _candidates(self, near: Iterable[Mention]) -> list[Candidate]:
        return [self._candidate(mention, self.found[mention.id]) for mention in near]

    def _candidate(self, mention: Mention, naming: Naming) -> Candidate:
        token = self.tree.token(mention.head.start)
        person = naming.kind == "person" or (naming.kind is None and mention.kind == "role" and not naming.plural)
        gender = naming.gender or self._genders.get(naming.name)
        number = self.tree.feature(token, "Number")
        if naming.kind == "state":
            gender = known_bodies()[naming.identity.id].gender if naming.identity else "n"
        elif not person:
            gender = {"Masc": "m", "Fem": "f", "Neut": "n"}.get(self.tree.feature(token, "Gender"))
        return Candidate(
            name=naming.key,
            span=mention.span,
            gender=gender,
            plural=naming.plural or gender == "p" or (None if not number else number == "Plur" and not person),
            person=person,
            subject=self.tree.is_subject(token),
            quoted=any(s.kind == "direct" for s in self._holding(mention.span)),
        )

    def _owned(self, mention: Mention, outer: Naming | None) -> Naming | None:
        """Return «sein Anwalt» as «Anwalt von Volker Aschenbach», where it is clear whose he is."""
        words = mention.span.of(self.namer.article.text).split()
        naming = self.found[mention.id]
        sure = naming.kind == "person" and naming.confidence > 0.5
        if not words[0].lower().startswith(OWNING) or len(words) < 2 or sure:
            return None
        phrase = parsed(words, any_noun=True)
        first = Span(start=mention.span.start, end=mention.span.start + len(words[0]))
        owner = self._antecedent(mention, first, outer)
        if phrase is None or owner is None:
            return None
        why = f"“{words[0]}”: of {owner.name}"
        inherited = phrase.noun.lower().removesuffix("in").endswith("vorgänger")
        if inherited and (earlier := self.namer.before_in_office(owner)):
            return earlier
        if phrase.noun in column("account_nouns", "form"):
            return owner._replace(confidence=0.6, reason=why)
        name = f"{self.namer.noun(mention, phrase)} von {owner.name}"
        if not phrase.bears or phrase.plural:
            return Naming(name, 0.5, why, plural=phrase.plural)
        return Naming(name, 0.5, why, "person", gender=gender_of(phrase.gender))
