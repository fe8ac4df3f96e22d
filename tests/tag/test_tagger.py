"""The shipped model on a sentence that leaves no room for doubt, and what holds for any text."""

import pytest

from wortlaut.intake import article_from_text
from wortlaut.record import Document, Tags
from wortlaut.segment import segment
from wortlaut.tag import Tagger
from wortlaut.tag.tagger import Labels

TEXT = (
    "Die Ministerin Anna Meier habe den Vertrag am Montag in Hamburg unterzeichnet, sagte ein Sprecher der "
    "Bundesregierung.\n\nSie bestätigte das nicht."
)


@pytest.fixture(scope="module")
def read() -> tuple[Document, Tags]:
    doc = segment(article_from_text(TEXT))
    return doc, Tagger.load().tag(doc)


def words(doc: Document, tokens: tuple[int, ...]) -> str:
    return " ".join(doc.tokens[i].span.of(doc.article.text) for i in tokens)


def test_names_have_kind_and_confidence(read: tuple[Document, Tags]) -> None:
    doc, tags = read
    found = {words(doc, name.tokens): name.kind for name in tags.names}
    assert found["Anna Meier"] == "PER"
    assert found["Hamburg"] == "LOC"
    assert all(0.0 <= name.confidence <= 1.0 for name in tags.names)


def test_every_token_has_grammar_and_every_sentence_one_root(read: tuple[Document, Tags]) -> None:
    doc, tags = read
    assert [word.token for word in tags.words] == list(range(len(doc.tokens)))
    roots = [word for word in tags.words if word.head == word.token]
    assert len(roots) == len(doc.sentences)
    assert all(word.relation == "root" for word in roots)
    for word in tags.words:
        assert doc.tokens[word.head].sentence == doc.tokens[word.token].sentence
        assert (word.relation == "root") == (word.head == word.token)


def test_subjunctive_subject_and_verb_are_told(read: tuple[Document, Tags]) -> None:
    doc, tags = read
    by_word = {words(doc, (word.token,)): word for word in tags.words}
    assert "Mood=Sub" in by_word["habe"].feats
    assert by_word["sagte"].pos == "VERB"
    assert "Mood=Ind" in by_word["sagte"].feats
    assert words(doc, (by_word["Sprecher"].head,)) == "sagte"
    assert by_word["Sprecher"].relation == "nsubj"


def test_calibration_maps_between_its_points() -> None:
    labels = Labels(kinds=(), media=(), roles=(), calibration={"statement": ([0.2, 0.6], [0.1, 0.9])})
    assert labels.calibrated("statement", [0.0, 0.2, 0.4, 1.0]) == pytest.approx([0.1, 0.1, 0.5, 0.9])
    assert labels.calibrated("name", [0.25]) == pytest.approx([0.25])
