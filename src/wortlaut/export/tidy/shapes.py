"""The tables: what their columns are called, hold and mean."""

from __future__ import annotations

from typing import Literal

from wortlaut.export.tidy.columns import Column, Shape, key, maybe, one_of, told
from wortlaut.record.article import Role
from wortlaut.record.coding import Agreement, CodedKind
from wortlaut.record.event import EventType, Status
from wortlaut.record.period import Anchor, Precision
from wortlaut.record.reading import ActorKind, Gender, Kind, Medium, MentionKind, RelationKind
from wortlaut.record.words import Certainty, Polarity

EventRole = Literal["initiator", "recipient"]
SpanRole = Literal["content", "cue", "frame", "trigger", "evidence"]
SpanOf = Literal["statement", "event", "coding"]
ReasonFor = Literal["identity", "link", "coding"]

_ARTICLE = key("article", "Id of the article.", refers="articles")
_NUMBER = key("number", "Counts from 1 in the order of the text or of the record.", type="integer")
_TEXT = told("text", "The words of the article from start to end.")
_BOUNDS = (
    told("start", "Where it begins, in code points of the article's text from 0.", "integer"),
    told("end", "Where it ends: the code point after its last.", "integer"),
)
_CONFIDENCE = told("confidence", "What Wortlaut believes: a probability from 0 to 1.", "number")
_CERTAINTY = one_of("certainty", "How sure the text says that it is.", Certainty)
_POLARITY = one_of("polarity", "Whether the text affirms or denies it.", Polarity)
_WHEN: tuple[Column, ...] = (
    maybe("when_text", "The words that tell its time."),
    maybe("when_start", "Where these words begin, in code points.", "integer"),
    maybe("when_end", "Where these words end, in code points.", "integer"),
    maybe("when_earliest", "First day of that time; missing where it is open.", "date"),
    maybe("when_latest", "Day after the last of that time; missing where it is open.", "date"),
    one_of("when_precision", "How exactly the words tell it.", Precision, optional=True),
    one_of("when_anchor", "What the time is counted from.", Anchor, optional=True),
)


def _party(part: str, does: str) -> tuple[Column, ...]:
    return (
        maybe(part, f"Stable id of the actor who {does}.", refers="actors"),
        maybe(f"{part}_name", f"Name of who {does}, as the article gives it best."),
        maybe(f"{part}_mention", f"The mention of who {does}.", refers="mentions"),
        maybe(f"{part}_carried", "Whether this was carried over from a sentence before.", "boolean"),
    )


SHAPES = (
    Shape(
        name="articles",
        meaning="An article, and the run that read it.",
        columns=(
            key("article", "Id of the article, made of its text."),
            maybe("source", "The path or address as given."),
            maybe("url", "Its address."),
            maybe("outlet", "Who published it (Medium)."),
            maybe("title", "Its headline."),
            maybe("dateline", "Place and agency before the body."),
            maybe("published_earliest", "First day on which it may have been published.", "date"),
            maybe("published_latest", "Day after the last on which it may have been published.", "date"),
            one_of("published_precision", "How exactly the day is known.", Precision, optional=True),
            told("language", "ISO 639-1 code of the language."),
            maybe("text", "The text; all offsets of all tables count its code points."),
            told("wortlaut", "Version of Wortlaut that read it."),
            told("model", "Version of the model."),
            told("lexicon", "Version of the lexicon."),
        ),
    ),
    Shape(
        name="bylines",
        meaning="Somebody who wrote an article.",
        columns=(_ARTICLE, _NUMBER, told("author", "Name as printed.")),
    ),
    Shape(
        name="paragraphs",
        meaning="A paragraph of an article.",
        columns=(_ARTICLE, _NUMBER, one_of("role", "What it is for.", Role), *_BOUNDS, _TEXT),
    ),
    Shape(
        name="actors",
        meaning="Somebody in the world, as all articles together tell.",
        columns=(
            key("actor", "Stable id in all articles: of Wikidata, of the lexicon, or local:…"),
            told("name", "The name that the articles use most."),
            one_of("kind", "What kind of actor.", ActorKind),
            maybe("wikidata", "Id in Wikidata."),
            one_of("gender", "Grammatical gender of a person as articles tell it.", Gender, optional=True),
            told("articles", "How many of these articles name the actor.", "integer"),
            told("mentions", "How often they do.", "integer"),
            told("statements", "How many statements the actor makes.", "integer"),
        ),
    ),
    Shape(
        name="occurrences",
        meaning="An actor as one article knows him.",
        columns=(
            _ARTICLE,
            key("local", "Id of the actor in the record of the article."),
            told("actor", "Stable id of the actor.", refers="actors"),
            told("name", "The best name in this article."),
            one_of("kind", "What kind of actor, as this article tells it.", ActorKind),
            one_of("gender", "Grammatical gender as this article tells it.", Gender, optional=True),
            maybe("identity", "Id in the lexicon."),
            maybe("wikidata", "Id in Wikidata."),
            maybe("identity_confidence", "Probability that this is who the lexicon means.", "number"),
            told("confidence", "Probability that this occurrence belongs to the stable id.", "number"),
        ),
    ),
    Shape(
        name="names",
        meaning="A form of the name of an actor in one article.",
        columns=(
            _ARTICLE,
            key("local", "Id of the actor in the record of the article.", refers="occurrences"),
            _NUMBER,
            told("name", "The form as written."),
        ),
    ),
    Shape(
        name="offices",
        meaning="An office (Amt) that an actor holds or held, as the article or the lexicon tells it.",
        columns=(
            _ARTICLE,
            key("local", "Id of the actor in the record of the article.", refers="occurrences"),
            _NUMBER,
            told("title", "The office."),
            maybe("of", "Of what state or body."),
            maybe("since", "First day.", "date"),
            maybe("until", "Day after the last.", "date"),
            maybe("start", "Where the article tells it, in code points; missing: only the lexicon does.", "integer"),
            maybe("end", "Where the words that tell it end.", "integer"),
            maybe("text", "The words that tell it."),
        ),
    ),
    Shape(
        name="mentions",
        meaning="A place where an article names somebody.",
        columns=(
            _ARTICLE,
            key("mention", "Id of the mention in the record of the article."),
            one_of("kind", "How it names: by name, role, pronoun, or a place for its government.", MentionKind),
            *_BOUNDS,
            _TEXT,
            told("head_start", "Where the word begins that carries the reference.", "integer"),
            told("head_end", "Where that word ends.", "integer"),
            told("head", "That word."),
            _CONFIDENCE,
        ),
    ),
    Shape(
        name="links",
        meaning="Whom a mention means, and how sure that is; the first is the one that counts.",
        columns=(
            _ARTICLE,
            key("mention", "The mention.", refers="mentions"),
            key("number", "1 is the most confident link of the mention, the one that counts.", type="integer"),
            told("local", "Id of the actor in the record of the article.", refers="occurrences"),
            told("actor", "Stable id of the actor.", refers="actors"),
            _CONFIDENCE,
        ),
    ),
    Shape(
        name="statements",
        meaning="A statement (Äußerung): who says what to whom. Its words are in spans.",
        columns=(
            _ARTICLE,
            key("statement", "Id of the statement in the record of the article."),
            one_of("kind", "How the text gives it.", Kind),
            *_party("speaker", "says it"),
            *_party("addressee", "is spoken to"),
            *_party("via", "passes it on"),
            one_of("medium", "Said, written or thought.", Medium),
            _CERTAINTY,
            _POLARITY,
            *_WHEN,
            maybe("parent", "The statement it is nested in.", refers="statements"),
            _CONFIDENCE,
        ),
    ),
    Shape(
        name="fragments",
        meaning="Words in quotation marks that are no statement of their own.",
        columns=(
            _ARTICLE,
            _NUMBER,
            *_BOUNDS,
            _TEXT,
            maybe("statement", "The statement they belong to.", refers="statements"),
            *_party("speaker", "says them"),
        ),
    ),
    Shape(
        name="hearsay",
        meaning="What the author reports without a speaker.",
        columns=(
            _ARTICLE,
            _NUMBER,
            *_BOUNDS,
            _TEXT,
            _CERTAINTY,
            told("marker_start", "Where the word begins that shows it.", "integer"),
            told("marker_end", "Where that word ends.", "integer"),
            told("marker", "That word."),
        ),
    ),
    Shape(
        name="events",
        meaning="Who does what to whom, in the types of PLOVER 2.0. Who takes part is in event_actors.",
        columns=(
            _ARTICLE,
            key("event", "Id of the event in the record of the article."),
            one_of("type", "Type of PLOVER 2.0.", EventType),
            maybe("mode", "Mode of PLOVER 2.0."),
            *_BOUNDS,
            told("text", "The clause that tells it."),
            maybe("object", "What it is about, in words."),
            maybe("place", "Where: stable id of a state or place that is an actor.", refers="actors"),
            maybe("place_name", "Where, in words."),
            one_of("status", "Whether it happened.", Status),
            _POLARITY,
            *_WHEN,
            maybe("source", "The statement that tells it; missing: the author does.", refers="statements"),
            maybe("answers", "The event that it answers.", refers="events"),
            _CONFIDENCE,
        ),
    ),
    Shape(
        name="event_actors",
        meaning="Somebody who takes part in an event.",
        columns=(
            _ARTICLE,
            key("event", "The event.", refers="events"),
            one_of("role", "Who does it, or to whom it is done.", EventRole, key=True),
            _NUMBER,
            told("local", "Id of the actor in the record of the article.", refers="occurrences"),
            told("actor", "Stable id of the actor.", refers="actors"),
        ),
    ),
    Shape(
        name="relations",
        meaning="What an article says of two actors, or of an actor and an office.",
        columns=(
            _ARTICLE,
            key("relation", "Id of the relation in the record of the article."),
            one_of("kind", "What the subject is to the object.", RelationKind),
            told("subject", "Stable id of the actor of whom it is said.", refers="actors"),
            maybe("object", "Stable id of the other actor.", refers="actors"),
            told("object_name", "The other actor's name in this article, or the words: an office."),
            *_BOUNDS,
            _TEXT,
            *_WHEN,
            _CONFIDENCE,
        ),
    ),
    Shape(
        name="codings",
        meaning="A statement or event that is about a concept, for or against it. Who takes part is in coding_actors.",
        columns=(
            _ARTICLE,
            key("coding", "Id of the coding in the reading."),
            told("codebook", "Id of the codebook."),
            told("concept", "Id of the concept in the codebook."),
            one_of("agreement", "For or against the concept.", Agreement),
            one_of("kind", "What is coded.", CodedKind),
            maybe("statement", "The statement that is coded.", refers="statements"),
            maybe("event", "The event that is coded.", refers="events"),
            _CONFIDENCE,
        ),
    ),
    Shape(
        name="coding_actors",
        meaning="Somebody who takes the position of a coding.",
        columns=(
            _ARTICLE,
            key("coding", "The coding.", refers="codings"),
            _NUMBER,
            told("local", "Id of the actor in the record of the article.", refers="occurrences"),
            told("actor", "Stable id of the actor.", refers="actors"),
        ),
    ),
    Shape(
        name="spans",
        meaning="Words of an article that prove a statement, an event or a coding.",
        columns=(
            _ARTICLE,
            key("row", "Counts the rows of the article from 1.", type="integer"),
            one_of("of", "What they prove; its id is in the column of that name.", SpanOf),
            maybe("statement", "The statement.", refers="statements"),
            maybe("event", "The event.", refers="events"),
            maybe("coding", "The coding.", refers="codings"),
            one_of("role", "What the words are in it.", SpanRole),
            told("number", "Counts the pieces of this role from 1: a split quote has several.", "integer"),
            *_BOUNDS,
            _TEXT,
        ),
    ),
    Shape(
        name="reasons",
        meaning="Why Wortlaut believes a link, an identity or a coding, in words.",
        columns=(
            _ARTICLE,
            key("row", "Counts the rows of the article from 1.", type="integer"),
            one_of("of", "What it is a reason for.", ReasonFor),
            maybe("mention", "Of a link: the mention.", refers="mentions"),
            maybe("local", "Of a link or an identity: the actor in the record of the article.", refers="occurrences"),
            maybe("coding", "Of a coding: the coding.", refers="codings"),
            told("number", "Counts the reasons for the same from 1.", "integer"),
            told("reason", "The reason in words."),
        ),
    ),
    Shape(
        name="failures",
        meaning="A stage that went wrong for an article; what the others found is in the tables.",
        columns=(_ARTICLE, _NUMBER, told("stage", "The stage."), told("message", "What went wrong.")),
    ),
)
