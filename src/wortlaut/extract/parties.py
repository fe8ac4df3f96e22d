"""Who speaks and who is spoken to: role words → mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wortlaut.extract.draft import Draft
from wortlaut.extract.phrases import Phrases
from wortlaut.lexicon import column, is_role_noun
from wortlaut.record import Document, Mention, Party, Span
from wortlaut.record.reading import MentionKind

DETERMINERS = frozenset(
    "der die das dem den des ein eine einer einem einen eines kein keine keiner mehrere viele einige alle "
    "dieser diese dieses diesem diesen zwei drei vier beide beiden sein seine seiner ihr ihre ihrer unser "
    "unsere".split()
)
BREAKS = frozenset(
    ", von vom aus für in im an am auf bei beim zu zum zur über gegen mit nach vor unter während trotz wegen seit ohne "
    "hinter neben zwischen laut gegenüber per via ( der die das des".split()
)
"""Words at which the rest of a noun phrase no longer holds its head."""

PARTICLES = frozenset({"von", "van", "de", "zu", "der", "den", "dem"})

PREPOSITIONS = frozenset(
    "von vom laut gegenüber bei beim zu zum zur an am für mit nach gemäß durch gegen in im seitens zufolge so".split()
)


PERSONAL = frozenset("er sie ich wir es man ihm ihr ihnen uns mir".split())
"""Pronouns that are a whole phrase: in «sagte sie dem Sender» the rest is somebody else."""

DOMAIN = re.compile(r"[\w-]+\.(?:de|at|ch|com|org|net|media|tv|eu)\b", re.IGNORECASE)


class Mentions:
    """The mentions of one document, one per span, numbered in the order of their discovery."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._known: dict[Span, Mention] = {}
        self._spans: dict[str, Span] = {}

    def at(self, tokens: Sequence[int], confidence: float) -> Mention:
        """Return the mention made of these consecutive tokens."""
        doc, text = self._doc, self._doc.article.text
        span = Span(start=doc.tokens[tokens[0]].span.start, end=doc.tokens[tokens[-1]].span.end)
        if span not in self._known:
            words = [doc.tokens[i].span.of(text) for i in tokens]
            head = head_of(words)
            self._known[span] = Mention(
                id=f"m{len(self._known) + 1}",
                span=span,
                head=doc.tokens[tokens[head]].span,
                kind=kind_of(words, head),
                confidence=round(confidence, 4),
            )
            self._spans[self._known[span].id] = span
        return self._known[span]

    def at_span(self, span: Span, confidence: float) -> Mention | None:
        """Return the mention that fills ``span``, or None if no token lies in it."""
        tokens = [i for i, token in enumerate(self._doc.tokens) if span.contains(token.span)]
        return self.at(tokens, confidence) if tokens else None

    def span(self, mention: str) -> Span:
        """Return where the mention with this id stands."""
        return self._spans[mention]

    def all(self) -> tuple[Mention, ...]:
        """Return all mentions in text order."""
        return tuple(sorted(self._known.values(), key=lambda m: m.span))


def head_of(words: Sequence[str]) -> int:
    """Return the position of the word that carries the reference.

    The last capitalised word before the noun phrase goes on with a preposition, article or comma.

    >>> head_of("Osteuropa-Kenner Dr. Johannes Grotmann von der Universität Bremen".split())
    3
    """
    head = None
    for i, word in enumerate(words):
        if head is not None and word.lower() in BREAKS and not _particle(words, i):
            break
        if word[0].isupper() and not (i == 0 and word.lower() in DETERMINERS and len(words) > 1):
            head = i
    return 0 if head is None else head


def _particle(words: Sequence[str], i: int) -> bool:
    """Say whether ``von``, ``der`` … belong to a name: a first name before them, a capital after."""
    start, end = i, i
    while start > 0 and words[start - 1] in PARTICLES:
        start -= 1
    while end + 1 < len(words) and words[end] in PARTICLES:
        end += 1
    named = words[i] in PARTICLES and words[start] != "der" and words[end][0].isupper()
    return named and start > 0 and words[start - 1] in column("first_names", "name")


def kind_of(words: Sequence[str], head: int) -> MentionKind:
    """Return what kind of mention a phrase is; ``role`` for a noun phrase with article or role noun."""
    pronouns = column("pronouns", "form")
    if len(words) == 1 and (words[0] in pronouns or words[0].lower() in pronouns):
        return "pronoun"
    if words[0].lower() in DETERMINERS:
        return "name" if any(w in column("first_names", "name") for w in words[:head]) else "role"
    return "role" if len(words) == 1 and is_role_noun(words[0]) else "name"


def party(doc: Document, draft: Draft, role: str, mentions: Mentions, phrases: Phrases) -> Party | None:
    """Return speaker or addressee of ``draft`` from the words the model marked, or None."""
    tokens = _best_run(doc, draft, role, phrases)
    if role == "speaker" and not tokens:
        cues = sorted(i for i, _ in draft.roles.get("cue", ()))
        tokens = phrases.subject(cues) or phrases.source(cues)
    bare = len(tokens) == 1 and doc.tokens[tokens[0]].span.of(doc.article.text).lower() in DETERMINERS
    if not tokens or (bare and role == "addressee"):  # an article without its noun is nobody
        return None
    chances = dict(draft.roles.get(role, ()))
    known = [chances[i] for i in tokens if i in chances]
    confidence = sum(known) / len(known) if known else 0.5
    mention = mentions.at(tokens, confidence)
    return Party(mention=mention.id, name=None, carried=_elsewhere(doc, draft, tokens))


def _best_run(doc: Document, draft: Draft, role: str, phrases: Phrases) -> list[int]:
    """Return the run of role words with the highest summed probability, without a leading preposition.

    Of speakers the run with the subject of the cue comes first: in «sagte sie dem Sender NRK» it is «sie».

    One word that the model left out in the middle of a run is filled in, unless it is the cue or a stop.
    """
    text = doc.article.text
    groups: list[list[int]] = []
    chances = dict(draft.roles.get(role, ()))
    cues = {i for i, _ in draft.roles.get("cue", ())}
    for token in sorted(chances):
        gap = range(groups[-1][-1] + 1, token) if groups else range(0)
        fits = all(i not in cues and _joins(doc.tokens[i].span.of(text)) for i in gap)
        near = groups and len(gap) <= 1 and fits
        if near and doc.tokens[token].sentence == doc.tokens[groups[-1][-1]].sentence:
            groups[-1].extend(range(groups[-1][-1] + 1, token + 1))
        else:
            groups.append([token])
    verbs = sorted(cue for cue in cues if phrases.is_verb(cue))
    subject = set(phrases.subject(verbs)) if role == "speaker" else set()
    for group in sorted(groups, key=lambda g: (not subject & set(g), -sum(chances.get(i, 0.0) for i in g))):
        while len(group) > 1 and _edge(doc.tokens[group[0]].span.of(text)) and not phrases.begins_name(group[0]):
            group = group[1:]
        taken = draft.tokens | {
            i for name, pairs in draft.roles.items() if name not in {role, "frame"} for i, _ in pairs
        }
        group = phrases.completed(_after_source_noun(doc, group), frozenset(taken))
        if _is_pronoun(doc, group):
            return group[:1]
        group = _before_dative(doc, _before_outlet(doc, _extended(doc, draft, role, group)))
        while len(group) > 1 and _ends_nothing(doc.tokens[group[-1]].span.of(text)):
            if _closes(doc, group):
                break
            group = group[:-1]
        if any(c.isalnum() for c in doc.tokens[group[0]].span.of(text)):
            return group
    return []


def _lacks_article(doc: Document, first: int) -> bool:
    """Say whether the article of a phrase was left out: «so die | Bundesrätin»."""
    if not first or doc.tokens[first - 1].sentence != doc.tokens[first].sentence:
        return False
    word, before = (doc.tokens[i].span.of(doc.article.text) for i in (first, first - 1))
    return word[0].isupper() and before.lower() in ARTICLES and word.lower() not in DETERMINERS


ARTICLES = frozenset("der die das dem den des ein eine einer einem einen eines".split())


def _is_pronoun(doc: Document, group: list[int]) -> bool:
    """Say whether a phrase is no more than its first word: «sie dem Sender», but not «Ihr Mann»."""
    words = [doc.tokens[i].span.of(doc.article.text) for i in group[:2]]
    owning = words[0].lower() == "ihr" and len(words) > 1 and not words[1].islower()
    return words[0].lower() in PERSONAL and not owning


DATIVE = frozenset("unserem unserer dem einem meinem seinem ihrem diesem".split())


def _before_dative(doc: Document, group: list[int]) -> list[int]:
    """Return a phrase without whom it spoke to: «die Polizistin unserem Reporter»; a preposition keeps its noun."""
    words = [doc.tokens[i].span.of(doc.article.text) for i in group]
    for k in range(2, len(group)):
        if words[k].lower() in DATIVE and words[k - 1][0].isupper():
            return group[:k]
    return group


def _before_outlet(doc: Document, group: list[int]) -> list[int]:
    """Return a phrase without the outlet to which it spoke: «Experte Anton Reh zu beispiel.de»."""
    text = doc.article.text
    for k in range(1, len(group) - 1):
        if doc.tokens[group[k]].span.of(text) == "zu" and DOMAIN.match(text, doc.tokens[group[k + 1]].span.start):
            return group[:k]
    return group


def _extended(doc: Document, draft: Draft, role: str, group: list[int]) -> list[int]:
    """Return a phrase with the rest of its name: «Sender MDR» goes on with «Aktuell».

    The next word is taken while it is capitalised, follows a capitalised word after a space, and has no other
    role or place in the statement.
    """
    text = doc.article.text
    others = {i for name, pairs in draft.roles.items() if name not in {role, "frame"} for i, _ in pairs}
    group = list(group)
    while group[0] > 0 and _glued(doc, group[0] - 1):
        group.insert(0, group[0] - 1)
    free = group[0] - 1 not in others and (group[0] in draft.tokens or group[0] - 1 not in draft.tokens)
    if free and _lacks_article(doc, group[0]):
        group.insert(0, group[0] - 1)
    while group[-1] + 1 < len(doc.tokens) and _glued(doc, group[-1]):
        group.append(group[-1] + 1)
    while group[-1] + 1 < len(doc.tokens):
        last, token = doc.tokens[group[-1]], doc.tokens[group[-1] + 1]
        word, gap = token.span.of(text), text[last.span.end : token.span.start]
        free = group[-1] + 1 not in others and group[-1] + 1 not in draft.tokens
        before = last.span.of(text)
        genitive = before.endswith("s") and before not in column("first_names", "name")
        named = before[0].isupper() and not genitive and word[0].isupper() and gap == " " and not is_role_noun(word)
        if not (free and named and token.sentence == last.sentence and word not in column("days", "form")):
            break
        group.append(group[-1] + 1)
    return group


def _glued(doc: Document, token: int) -> bool:
    """Say whether a token and the next are parts of one written word: ``Beispiel.Media``, ``Ö1-Morgenjournal``."""
    text, left, right = doc.article.text, doc.tokens[token].span, doc.tokens[token + 1].span
    parts = (text[left.end - 1], text[right.start])
    tight = left.end == right.start and all(char.isalnum() or char in "-./&" for char in parts)
    return tight and (parts[1] != "." or text[right.end : right.end + 1].isalnum())


def _joins(word: str) -> bool:
    """Say whether a word left out may stand inside a noun phrase."""
    return word[0].isalnum() or word in {"(", ")", "„", "“", '"', "»", "«", "-", "/", "&"}


def _after_source_noun(doc: Document, group: list[int]) -> list[int]:
    """Return the phrase behind «Angaben», «Worten» …: who gave the account, not the account."""
    words = [doc.tokens[i].span.of(doc.article.text) for i in group]
    noun = next((k for k, word in enumerate(words) if word[0].isupper() and k < 3), None)
    if noun is None or words[noun] not in column("account_nouns", "form") or noun + 1 >= len(group):
        return group
    rest = group[noun + 1 :]
    return rest[1:] if len(rest) > 1 and words[noun + 1] in {"von", "vom"} else rest


def _edge(word: str) -> bool:
    """Say whether no phrase begins with a word: a preposition or a mark."""
    return word.lower() in PREPOSITIONS or not word[0].isalnum()


def _ends_nothing(word: str) -> bool:
    """Say whether no phrase ends with a word: a preposition, an article or a mark."""
    return word.lower() in PREPOSITIONS | DETERMINERS or not word[-1].isalnum()


def _closes(doc: Document, group: Sequence[int]) -> bool:
    """Say whether the last word is a bracket or mark whose opening is in the group too: ``(CDU)``."""
    text = doc.article.text
    words = [doc.tokens[i].span.of(text) for i in group]
    pairs = {")": "(", "“": "„", '"': '"', "«": "»", "”": "“"}
    return (words[-1] in pairs and pairs[words[-1]] in words[:-1]) or words[-1] == "."


def _elsewhere(doc: Document, draft: Draft, tokens: Sequence[int]) -> bool:
    """Say whether a speaker stands in none of the sentences of the statement's own words."""
    own = {doc.tokens[i].sentence for i in draft.tokens}
    return not any(doc.tokens[i].sentence in own for i in tokens)
