"""Parents, carried speakers, repeats of the headline, mentions and via."""

import pytest

from tests.extract.build import body, page, quote, tags
from wortlaut.extract import extract
from wortlaut.extract.parties import head_of, kind_of
from wortlaut.extract.via import is_outlet


def test_nested_statement_points_to_the_smallest_statement_around_it() -> None:
    text = "Lohr sagte, Wirth habe erklärt, sie trete zurück."
    doc = body(text)
    found = extract(
        doc,
        tags(
            quote(doc, "Wirth habe erklärt, sie trete zurück", kind="Indirect", speaker="Lohr", cue="sagte"),
            quote(doc, "sie trete zurück", kind="Indirect", nested=True, speaker="Wirth", cue="erklärt"),
        ),
    )
    assert [(s.id, s.parent) for s in found.statements] == [("s1", None), ("s2", "s1")]


def test_a_quote_without_a_frame_takes_the_speaker_before_and_says_so() -> None:
    text = "„Das geht nicht“, sagte Eva Lohr. „Wir klagen dagegen.“"
    doc = body(text)
    found = extract(
        doc, tags(quote(doc, "Das geht nicht", speaker="Eva Lohr", cue="sagte"), quote(doc, "Wir klagen dagegen."))
    )
    first, second = found.statements
    assert first.speaker is not None
    assert second.speaker is not None
    assert (first.speaker.carried, second.speaker.carried) == (False, True)
    assert first.speaker.mention == second.speaker.mention


def test_a_speaker_from_another_sentence_counts_as_carried() -> None:
    text = "Eva Lohr widersprach. Das Gesetz sei gut."
    doc = body(text)
    (statement,) = extract(
        doc, tags(quote(doc, "Das Gesetz sei gut.", kind="IndirectFreeIndirect", speaker="Eva Lohr"))
    ).statements
    assert statement.speaker is not None
    assert statement.speaker.carried


def test_nothing_is_carried_over_a_long_way() -> None:
    text = "„Das geht nicht“, sagte Eva Lohr. Es regnete. Es schneite. Es hagelte. „Wir klagen dagegen.“"
    doc = body(text)
    found = extract(
        doc, tags(quote(doc, "Das geht nicht", speaker="Eva Lohr", cue="sagte"), quote(doc, "Wir klagen dagegen."))
    )
    assert found.statements[1].speaker is None


@pytest.mark.parametrize(("words", "count"), [("kein Jota", 1), ("um kein einziges Jota schlechter", 2)])
def test_a_few_marked_words_inside_indirect_speech_are_a_fragment(words: str, count: int) -> None:
    text = f"Lohr sagte, die Lage sei „{words}“ geworden."
    doc = body(text)
    outer = quote(doc, f"die Lage sei „{words}“ geworden", kind="Indirect", speaker="Lohr", cue="sagte")
    found = extract(doc, tags(outer, quote(doc, words, nested=True, speaker="Lohr", cue="sagte")))
    assert len(found.statements) == count
    assert [f.span.of(text) for f in found.fragments] == [words][: 2 - count]


HEADLINED = (
    "„Wir zahlen das nicht“\n\n"
    "Mainz – Das Land wehrt sich gegen den neuen Plan des Bundes für die Häfen.\n\n"
    "„Wir zahlen das nicht“, sagte Eva Lohr am Montag dem Sender."
)


def test_a_headline_that_repeats_the_quote_is_a_second_evidence() -> None:
    doc = page(HEADLINED)
    whole = [i for i, t in enumerate(doc.tokens) if t.span.end < 23]
    head = quote(doc, "Wir zahlen das nicht")
    last = HEADLINED.rindex("Wir zahlen")
    below = tuple(i for i, t in enumerate(doc.tokens) if last <= t.span.start < last + 20)
    again = type(head)(**{n: getattr(head, n) for n in head.__slots__} | {"tokens": below})
    found = extract(doc, tags(head, again))
    assert whole
    assert len(found.statements) == 1
    assert [span.of(HEADLINED) for span in found.statements[0].content] == ["Wir zahlen das nicht"] * 2
    assert found.statements[0].content[0].start == last


def test_a_headline_that_repeats_a_part_points_to_the_statement_as_a_fragment() -> None:
    text = HEADLINED.replace("nicht“, sagte", "nicht, und wir klagen vor dem höchsten Gericht“, sagte")
    doc = page(text)
    head = quote(doc, "Wir zahlen das nicht")
    last = text.rindex("Wir zahlen")
    below = tuple(i for i, t in enumerate(doc.tokens) if last <= t.span.start < text.index("“, sagte"))
    found = extract(doc, tags(head, type(head)(**{n: getattr(head, n) for n in head.__slots__} | {"tokens": below})))
    assert len(found.statements) == 1
    assert len(found.statements[0].content) == 1
    assert [(f.span.of(text), f.statement) for f in found.fragments] == [("Wir zahlen das nicht", "s1")]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("Osteuropa-Kenner Dr. Johannes Grotmann von der Universität Bremen", "Grotmann"),
        ("die Sprecherin des Ministeriums", "Sprecherin"),
        ("Ursula von der Leyen", "Leyen"),
        ("Eva Lohr ( SPD )", "Lohr"),
        ("er", "er"),
        ("Der Präsident", "Präsident"),
    ],
)
def test_head_word(words: str, head: str) -> None:
    assert words.split()[head_of(words.split())] == head


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("er", "pronoun"),
        ("die Ministerin", "role"),
        ("Eva Lohr", "name"),
        ("Außenministerin", "role"),
        ("Kasach", "name"),
        ("Wir", "pronoun"),
    ],
)
def test_kind_of_mention(words: str, kind: str) -> None:
    assert kind_of(words.split(), head_of(words.split())) == kind


@pytest.mark.parametrize(
    "words", ["der Nachrichtenagentur dpa", "dem „Tagesspiegel“", "der Kleinen Zeitung", "beispiel.de"]
)
def test_outlets(words: str) -> None:
    assert is_outlet(words)


@pytest.mark.parametrize("words", ["der Ministerin", "den Abgeordneten", "Eva Lohr"])
def test_no_outlets(words: str) -> None:
    assert not is_outlet(words)


def test_an_outlet_as_addressee_is_also_the_way_the_words_came() -> None:
    text = "„Das geht nicht“, sagte Eva Lohr der Nachrichtenagentur dpa."
    doc = body(text)
    found = extract(
        doc, tags(quote(doc, "Das geht nicht", speaker="Eva Lohr", cue="sagte", addressee="der Nachrichtenagentur dpa"))
    )
    statement = found.statements[0]
    assert statement.via == statement.addressee
    assert statement.via is not None


def test_an_article_without_its_noun_is_no_addressee() -> None:
    doc = body("„Das geht nicht“, sagte Eva Lohr, als die Sitzung begann.")
    found = extract(doc, tags(quote(doc, "Das geht nicht", speaker="Eva Lohr", cue="sagte", addressee="die")))
    assert [s.addressee for s in found.statements] == [None]


def test_a_name_is_taken_whole_even_if_the_model_saw_half_of_it() -> None:
    text = "„Das geht nicht“, sagte Eva Lohr Journalisten im Sender MDR Aktuell Montag früh."
    doc = body(text)
    found = extract(doc, tags(quote(doc, "Das geht nicht", speaker="Eva", cue="sagte", addressee="Journalisten")))
    assert [m.span.of(text) for m in found.mentions] == ["Eva Lohr", "Journalisten"]


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Angaben der Polizei", "der Polizei"),
        ("Worten von Eva Lohr", "Eva Lohr"),
        ("eigenen Angaben", "eigenen Angaben"),
    ],
)
def test_the_speaker_is_whose_account_it_is(marked: str, speaker: str) -> None:
    text = f"Nach {marked} ist die Brücke seit Montag gesperrt."
    doc = body(text)
    found = extract(doc, tags(quote(doc, "ist die Brücke seit Montag gesperrt", kind="Indirect", speaker=marked)))
    assert [m.span.of(text) for m in found.mentions] == [speaker]
    assert [s.speaker.mention for s in found.statements if s.speaker] == [m.id for m in found.mentions]
