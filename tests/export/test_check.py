"""The check finds every kind of damage, and says where."""

import copy
import json
from typing import Any

import handmade
import pytest

from wortlaut.export import check, record_json
from wortlaut.record import Reading


@pytest.fixture
def reading() -> Reading:
    return handmade.reading()


def problems(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(found.path, found.message) for found in check([json.dumps(record).encode()]).problems]


@pytest.fixture
def record(reading: Reading) -> dict[str, Any]:
    """A record that also holds events, relations, hearsay and offices, so that they can be damaged."""
    found: dict[str, Any] = json.loads(record_json(reading))
    text = found["article"]["text"]

    def span(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    office = {
        "title": "Agrarminister",
        "of": "Polen",
        "from": None,
        "to": None,
        "evidence": span("Agrarminister"),
    }
    found["actors"][0]["offices"] = [office]
    found["hearsay"] = [{**span("Soll Warschau also nachgeben?"), "certainty": "question", "marker": span("Soll")}]
    event = {
        "id": "e1",
        "type": "THREATEN",
        "mode": None,
        "trigger": span("gedroht"),
        "text": span("mit einem Einfuhrstopp gedroht"),
        "initiator": ["p1"],
        "recipient": [],
        "object": None,
        "place": "Warschau",
        "when": None,
        "status": "threatened",
        "polarity": "affirmed",
        "source": {"statement": "s1"},
        "answers": None,
        "confidence": 0.5,
    }
    found["events"] = [event, {**copy.deepcopy(event), "id": "e2", "answers": "e1"}]
    found["relations"] = [
        {
            "id": "r1",
            "kind": "holds_office",
            "subject": "p1",
            "object": "Agrarminister",
            "when": None,
            "evidence": span("Agrarminister"),
            "confidence": 0.5,
        }
    ]
    return found


def test_a_good_record_is_proven(record: dict[str, Any]) -> None:
    line = json.dumps(record).encode()
    verdict = check([line])
    assert verdict.problems == ()
    assert verdict.records == 1
    assert verdict.spans == line.count(b'"text": ') - 1 - len(record["events"])  # these two are no spans


# what is damaged, the new value (a function of the old one), where the check must see it, what it must say
DAMAGES: list[tuple[str, Any, str, str]] = [
    # spans
    ("statements.1.content.0.text", "Keine Tonne mer", "$.statements[1].content[0]", "the article has"),
    ("statements.1.cue.0.start", lambda n: n + 1, "$.statements[1].cue[0]", "the article has"),
    ("statements.1.frame.0.end", lambda n: n - 1, "$.statements[1].frame[0]", "the article has"),
    ("statements.1.when.text", "am Dienstag", "$.statements[1].when", "the article has"),
    ("mentions.2.end", 99_999, "$.mentions[2]", "outside the text"),
    ("mentions.2.end", 0, "$.mentions[2]", "not before end"),
    ("fragments.0.start", -1, "$.fragments[0].start", ">= 0"),
    ("hearsay.0.marker.text", "soll", "$.hearsay[0].marker", "the article has"),
    ("events.1.trigger.text", "droht", "$.events[1].trigger", "the article has"),
    ("events.0.text.text", "droht", "$.events[0].text", "the article has"),
    ("relations.0.evidence.text", "x", "$.relations[0].evidence", "the article has"),
    ("actors.0.offices.0.evidence.text", "x", "$.actors[0].offices[0].evidence", "the article has"),
    # paragraphs
    ("article.paragraphs.1.start", 0, "$.article.paragraphs[1]", "paragraph before"),
    ("article.paragraphs.4.end", 99_999, "$.article.paragraphs[4]", "outside the text"),
    ("article.paragraphs.4.end", 1, "$.article.paragraphs[4]", "not before end"),
    # ids
    ("actors", lambda actors: actors * 2, "$.actors[1].id", "already"),
    ("mentions.3.id", "m1", "$.mentions[3].id", "already that of mentions[0]"),
    ("statements.5.id", "s1", "$.statements[5].id", "already"),
    ("events.1.id", "e1", "$.events[1].id", "already"),
    ("relations", lambda relations: relations * 2, "$.relations[1].id", "already"),
    # references
    ("statements.0.speaker.mention", "m9", "$.statements[0].speaker.mention", "no mention 'm9'"),
    ("statements.0.addressee.actor", "p9", "$.statements[0].addressee.actor", "no actor 'p9'"),
    ("statements.1.via.mention", "m9", "$.statements[1].via.mention", "no mention"),
    ("statements.4.parent", "s9", "$.statements[4].parent", "no statement 's9'"),
    ("mentions.0.actor", "p9", "$.mentions[0].actor", "no actor"),
    ("fragments.0.statement", "s9", "$.fragments[0].statement", "no statement"),
    ("events.0.initiator", ["p1", "p9"], "$.events[0].initiator[1]", "no actor"),
    ("events.0.recipient", ["p9"], "$.events[0].recipient[0]", "no actor"),
    ("events.0.source.statement", "s9", "$.events[0].source.statement", "no statement"),
    ("events.1.answers", "e9", "$.events[1].answers", "no event 'e9'"),
    ("relations.0.subject", "p9", "$.relations[0].subject", "no actor"),
    # circles
    ("statements.3.parent", "s5", "$.statements[3].parent", "nested in itself"),
    ("statements.0.parent", "s1", "$.statements[0].parent", "nested in itself"),
    ("events.0.answers", "e2", "$.events[0].answers", "answers itself"),
    # periods
    ("article.published.latest", "2023-05-01", "$.article.published", "not before latest"),
    ("statements.1.when.latest", "2022-05-01", "$.statements[1].when", "not before latest"),
    # types
    ("schema", "wortlaut/2", "$.schema", "wortlaut/2"),
    ("statements.0.kind", "shouted", "$.statements[0].kind", "shouted"),
    ("statements.0.content", [], "$.statements[0].content", "length >= 1"),
    ("statements.0.confidence", 1.5, "$.statements[0].confidence", "<= 1"),
    ("statements.0.confidence", None, "$.statements[0].confidence", "float"),
    ("statements.0.speaker.carried", "no", "$.statements[0].speaker.carried", "bool"),
    ("article.published.earliest", "2023-05", "$.article.published.earliest", "date"),
    ("events.0.type", "INSULT", "$.events[0].type", "INSULT"),
    ("actors.0.wikidata", "42", "$.actors[0].wikidata", "Q"),
    ("run.options", None, "$.run.options", "object"),
]


@pytest.mark.parametrize(("place", "value", "path", "message"), DAMAGES)
def test_damage_is_found_and_located(record: dict[str, Any], place: str, value: Any, path: str, message: str) -> None:
    *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    node: Any = record
    for step in way:
        node = node[step]
    node[last] = value(node[last]) if callable(value) else value
    found = problems(record)
    assert any(where == path and message in what for where, what in found), found


@pytest.mark.parametrize("place", ["", "article", "statements.0", "statements.0.speaker", "run", "fragments.0"])
def test_a_missing_and_an_unknown_key_are_found(record: dict[str, Any], place: str) -> None:
    def node(root: dict[str, Any]) -> Any:
        for step in place.split(".") if place else []:
            root = root[int(step)] if step.isdigit() else root[step]  # type: ignore[index]
        return root

    for key in list(node(record)):
        damaged = copy.deepcopy(record)
        del node(damaged)[key]
        assert any(key in what for _, what in problems(damaged)), key
    node(record)["colour"] = "red"
    assert any("colour" in what for _, what in problems(record))


def test_lines_are_counted_and_good_ones_pass(record: dict[str, Any]) -> None:
    good = json.dumps(record).encode() + b"\n"
    record["mentions"][0]["text"] = "?"
    bad = json.dumps(record).encode() + b"\n"
    verdict = check([good, b"\n", bad, b"not json\n", b'{"a": "\xff"}\n', good, bad[:100]])
    assert verdict.records == 6
    assert [problem.line for problem in verdict.problems] == [3, 4, 5, 7]
    assert str(verdict.problems[0]).startswith("line 3: $.mentions[0]: the article has")


def test_a_pretty_record_and_a_byte_order_mark(reading: Reading, record: dict[str, Any]) -> None:
    pretty = record_json(reading, pretty=True)
    assert check(pretty.splitlines(keepends=True)).problems == ()
    assert check([b"\xef\xbb\xbf" + record_json(reading)]).problems == ()
    record["schema"] = "?"
    lines = json.dumps(record, indent=2).encode().splitlines(keepends=True)
    assert [problem.path for problem in check(lines).problems] == ["$.schema"]


@pytest.mark.parametrize("lines", [[], [b""], [b"\n", b" \n"]])
def test_nothing_is_not_a_proof(lines: list[bytes]) -> None:
    assert check(lines).problems


def test_offsets_are_code_points(record: dict[str, Any]) -> None:
    record["article"]["text"] = "👩" + record["article"]["text"]
    assert problems(record)
