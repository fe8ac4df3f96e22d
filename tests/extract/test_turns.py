"""Interviews: the turn is the statement, its label the speaker."""

from tests.extract.build import page, tags
from wortlaut.extract import extract
from wortlaut.extract.turns import turns

HEAD = "Ein Gespräch über Häfen\n\nVon Ina Bolt\n\nDie Ministerin Eva Lohr spricht über den Bund und seine Pläne für die Küste.\n\n"  # noqa: E501
FULL = HEAD + "\n\n".join(
    [
        "Frage: Frau Lohr, zahlt der Bund?",
        "Lohr: Nein. Er hat es versprochen.",
        "Aber er hält sich nicht daran.",
        "Frage: Und nun?",
        "Lohr: Wir klagen. (lacht)",
        "Eva Lohr ist seit 2021 im Amt.",
    ]
)


def said(text: str) -> list[tuple[str, list[str]]]:
    doc = page(text)
    return [(t.label.of(text), [c.of(text) for c in t.content]) for t in turns(doc) if t.label]


def test_every_turn_reaches_to_the_next_label_and_the_last_is_one_paragraph() -> None:
    assert said(FULL) == [
        ("Frage", ["Frau Lohr, zahlt der Bund?"]),
        ("Lohr", ["Nein. Er hat es versprochen.", "Aber er hält sich nicht daran."]),
        ("Frage", ["Und nun?"]),
        ("Lohr", ["Wir klagen."]),
    ]


def test_after_one_labelled_pair_paragraphs_take_turns() -> None:
    text = HEAD + "\n\n".join(
        [
            "Bote: Zahlt der Bund?",
            "Eva Lohr: Nein.",
            "Warum nicht?",
            "Weil er nicht will.",
            "Und nun?",
            "Wir klagen.",
            "Eva Lohr, 51, lebt in Mainz.",
        ]
    )
    doc = page(text)
    found = extract(doc, tags()).statements
    assert [(s.content[0].of(text), s.speaker.carried) for s in found if s.speaker] == [
        ("Zahlt der Bund?", False),
        ("Nein.", False),
        ("Warum nicht?", True),
        ("Weil er nicht will.", True),
        ("Und nun?", True),
        ("Wir klagen.", True),
    ]
    assert found[0].certainty == "question"


def test_a_single_label_is_no_interview() -> None:
    assert said(HEAD + "Lohr: Bund muss zahlen.\n\nDas Land klagt nun.\n\nHintergrund: Der Bund will sparen.") == []


def test_clock_times_are_no_labels() -> None:
    assert said(HEAD + "\n\n".join(["14:35 Uhr: Es beginnt.", "14:50 Uhr: Es endet.", "15:01 Uhr: Alle gehen."])) == []
