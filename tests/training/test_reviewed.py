"""What people reviewed comes back as training data: quotes, speakers, addressees, cues."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

from tests.review.saying import Room, at
from training.corpora import reviewed
from wortlaut.export.corpus import corpus_document
from wortlaut.review import addition, changes


def test_a_round_trip_keeps_quotes_speakers_addressees_and_cues(tmp_path: Path) -> None:
    room = Room()
    room.say("Anna", "statement:s6", "reject")
    room.say("Anna", "statement:s1", "correct", speaker={"actor": "p3"}, kind="indirect")
    told = changes("statement", {"kind": "indirect", "speaker": {"name": "Jan Kowal"}, "addressee": {"actor": "Q212"}})
    room.reviews.append(addition(room.shown(), (at("Soll Warschau also nachgeben"),), told, reviewer="A", at=room.now))
    path = tmp_path / "reviewed.jsonl"
    path.write_text(json.dumps(corpus_document(room.shown().reading), ensure_ascii=False) + "\n", encoding="utf-8")
    (example,) = reviewed.read(path)
    texts = example.words.texts
    assert example.quotes is not None

    def said(numbers: tuple[int, ...]) -> str:
        return " ".join(texts[number] for number in numbers)

    found = [(one.kind, one.nested, said(one.words)) for one in example.quotes]
    assert found == [
        ("Indirect", False, "mit einem Einfuhrstopp"),
        ("Direct", False, "„ Keine Tonne mehr “"),
        ("Direct", False, "„ Wir nehmen “"),
        ("Direct", False, "„ keine Tonne mehr an. “".replace("an.", "an .")),
        ("FreeIndirect", False, "Das Angebot aus Brüssel sei „ lächerlich “ und komme zu spät ."),
        ("Direct", False, said(example.quotes[5].words)),
        ("Indirect", True, "unsere Lastwagen seien nicht kontrolliert"),
        ("Indirect", False, "Soll Warschau also nachgeben"),
    ]
    first, last = example.quotes[0], example.quotes[-1]
    assert said(first.roles["speaker"]) == "Der Kiewer Handelsexperte Oleh Marko"
    assert (said(first.roles["addressee"]), said(first.roles["cue"])) == ("Ukraine", "gedroht")
    assert (said(last.roles["speaker"]), said(last.roles["addressee"])) == ("Kowal", "Ukraine")
