"""The public JSON is its contract to the letter: keys, their order, null and [] instead of missing."""

import json
from dataclasses import replace

import handmade
import msgspec
import pytest

from wortlaut.export import record_json, schema, wire
from wortlaut.record import Article, Reading, Run, Span, Statement


@pytest.fixture
def reading() -> Reading:
    return handmade.reading()


# typed from the contract of wortlaut/1, in its order; not from the code
SPAN = ["start", "end", "text"]
PERIOD = ["earliest", "latest", "precision"]
PARTY = ["mention", "actor", "name", "carried"]
CONTRACT = {
    "Record": [
        "schema",
        "article",
        "actors",
        "mentions",
        "statements",
        "fragments",
        "hearsay",
        "events",
        "relations",
        "run",
        "failures",
    ],
    "Article": [
        "id",
        "source",
        "url",
        "outlet",
        "title",
        "byline",
        "dateline",
        "published",
        "language",
        "text",
        "paragraphs",
    ],
    "Paragraph": ["start", "end", "role"],
    "Period": PERIOD,
    "Actor": ["id", "name", "kind", "names", "wikidata", "offices", "gender"],
    "Office": ["title", "of", "from", "to", "evidence"],
    "Mention": ["id", *SPAN, "kind", "actor", "reasons", "confidence"],
    "Statement": [
        "id",
        "kind",
        "content",
        "cue",
        "frame",
        "speaker",
        "addressee",
        "via",
        "medium",
        "certainty",
        "polarity",
        "when",
        "parent",
        "confidence",
    ],
    "Party": PARTY,
    "Span": SPAN,
    "When": [*SPAN, *PERIOD],
    "Fragment": [*SPAN, "statement", "speaker"],
    "Hearsay": [*SPAN, "certainty", "marker"],
    "Event": [
        "id",
        "type",
        "mode",
        "trigger",
        "text",
        "initiator",
        "recipient",
        "object",
        "place",
        "when",
        "status",
        "polarity",
        "source",
        "answers",
        "confidence",
    ],
    "EventSource": ["statement"],
    "Relation": ["id", "kind", "subject", "object", "when", "evidence", "confidence"],
    "Run": ["wortlaut", "model", "lexicon", "options"],
    "Failure": ["stage", "message"],
}
CHOICES = {
    ("Paragraph", "role"): "headline kicker lead subhead body caption byline dateline sign boilerplate",
    ("Actor", "kind"): "person state organisation outlet group unknown",
    ("Mention", "kind"): "name role pronoun metonym",
    ("Statement", "kind"): "direct indirect free_indirect indirect_free_indirect reported",
    ("Statement", "medium"): "speech writing thought unknown",
    ("Statement", "certainty"): "asserted reported hearsay probable possible hypothetical question",
    ("Statement", "polarity"): "affirmed denied",
    ("Event", "status"): "happened ongoing planned offered demanded threatened possible hypothetical",
    ("Event", "polarity"): "affirmed denied",
    (
        "Relation",
        "kind",
    ): "holds_office member_of party_to affiliated_with ally_of family_of part_of located_in",
    ("When", "precision"): "day week month season quarter year decade vague",
}


def test_every_type_has_the_keys_of_the_contract_in_their_order() -> None:
    types = {
        name: thing
        for name, thing in vars(wire).items()
        if isinstance(thing, type) and issubclass(thing, wire.Wire) and thing is not wire.Wire
    }
    assert {name: list(thing.__struct_encode_fields__) for name, thing in types.items()} == CONTRACT


def test_every_closed_list_of_words_is_that_of_the_contract() -> None:
    definitions = schema()["$defs"]
    for (name, key), words in CHOICES.items():
        found = definitions[name]["properties"][key]["enum"]
        assert sorted(found) == sorted(words.split()), (name, key)


def test_a_full_record_has_all_keys_in_order(reading: Reading) -> None:
    record = json.loads(record_json(reading))
    assert list(record) == CONTRACT["Record"]
    assert list(record["article"]) == CONTRACT["Article"]
    assert list(record["article"]["published"]) == PERIOD
    for name, key in (("Mention", "mentions"), ("Statement", "statements"), ("Actor", "actors")):
        for thing in record[key]:
            assert list(thing) == CONTRACT[name]
    assert list(record["fragments"][0]) == CONTRACT["Fragment"]
    assert list(record["statements"][1]["when"]) == CONTRACT["When"]
    assert list(record["statements"][1]["via"]) == PARTY
    assert list(record["run"]) == CONTRACT["Run"]
    assert record["hearsay"] == record["events"] == record["relations"] == []


def test_an_empty_reading_has_null_and_empty_lists_but_no_missing_key() -> None:
    article = Article(id="a", text="Nichts.", paragraphs=())
    record = json.loads(record_json(Reading(article=article, run=Run(wortlaut="1", model="m", lexicon="l"))))
    assert list(record) == CONTRACT["Record"]
    assert record["article"] == {
        "id": "a",
        "source": None,
        "url": None,
        "outlet": None,
        "title": None,
        "byline": [],
        "dateline": None,
        "published": None,
        "language": "de",
        "text": "Nichts.",
        "paragraphs": [],
    }
    assert record["run"] == {"wortlaut": "1", "model": "m", "lexicon": "l", "options": {}}


def test_the_values_of_a_statement(reading: Reading) -> None:
    record = json.loads(record_json(reading))
    text = record["article"]["text"]
    quote = record["statements"][1]
    assert [piece["text"] for piece in quote["content"]] == [
        "Keine Tonne mehr",
        "Wir nehmen",
        "keine Tonne mehr an.",
    ]
    assert all(text[piece["start"] : piece["end"]] == piece["text"] for piece in quote["content"])
    assert quote["speaker"] == {"mention": "m2", "actor": "p1", "name": "Jan Kowal", "carried": False}
    assert quote["via"]["actor"] is None
    assert (quote["when"]["earliest"], quote["when"]["latest"]) == ("2023-05-01", "2023-05-02")
    assert record["statements"][0]["confidence"] == 0.7123
    assert record["statements"][2]["speaker"]["carried"] is True
    assert record["statements"][4]["parent"] == "s4"
    assert record["statements"][5]["speaker"] is None


def test_a_mention_takes_actor_reasons_and_confidence_of_its_best_link(reading: Reading) -> None:
    weaker = replace(reading.links[0], actor="p2", confidence=0.1)
    record = json.loads(record_json(replace(reading, links=(weaker, *reading.links))))
    assert record["mentions"][0]["actor"] == "p1"
    assert record["mentions"][0]["reasons"] == ["full name"]
    assert record["mentions"][1]["confidence"] == 0.8
    unlinked = record["mentions"][2]
    assert (unlinked["actor"], unlinked["reasons"], unlinked["confidence"]) == (None, [], 0.9)


def test_decoding_and_encoding_again_changes_nothing(reading: Reading) -> None:
    line = record_json(reading)
    assert msgspec.json.encode(msgspec.json.decode(line, type=wire.Record)) == line


def test_one_line_or_indented_and_umlauts_as_they_are(reading: Reading) -> None:
    line, pretty = record_json(reading), record_json(reading, pretty=True)
    assert b"\n" not in line
    assert pretty.startswith(b'{\n  "schema": "wortlaut/1",\n')
    assert json.loads(line) == json.loads(pretty)
    assert "„lächerlich“".encode() in line


@pytest.mark.parametrize("odd", ["\ud800", "a\x00b", "\u2028", "👩‍👩‍👧", '"\\/', "\x7f\x1b[31m"])
def test_odd_characters_keep_their_place(odd: str) -> None:
    text = f"{odd} „Nein“, sagte sie."
    span = Span(start=text.index("Nein"), end=text.index("Nein") + 4)
    article = Article(id="a", text=text, paragraphs=(), title=odd)
    statement = Statement(id="s", kind="direct", content=(span,), confidence=1.0)
    reading = Reading(article=article, run=Run(wortlaut="1", model="m", lexicon="l"), statements=(statement,))
    record = json.loads(record_json(reading))
    piece = record["statements"][0]["content"][0]
    assert record["article"]["text"][piece["start"] : piece["end"]] == piece["text"] == "Nein"
    assert len(record["article"]["text"]) == len(text)


def test_the_schema_is_closed_and_complete() -> None:
    found = schema()
    assert found["$schema"].endswith("2020-12/schema")
    assert found["$id"] and found["title"]
    assert set(found["$defs"]) == set(CONTRACT)
    for name, keys in CONTRACT.items():
        definition = found["$defs"][name]
        assert definition["additionalProperties"] is False
        assert sorted(definition["required"]) == sorted(keys), name
        assert definition["description"], name
    assert found["$defs"]["Record"]["properties"]["schema"] == {"const": "wortlaut/1"}
    confidence = found["$defs"]["Statement"]["properties"]["confidence"]
    assert (confidence["minimum"], confidence["maximum"]) == (0, 1)
