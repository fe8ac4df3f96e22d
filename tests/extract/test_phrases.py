"""The tree of a sentence completes who is meant, and finds who frames a few marked words."""

from dataclasses import replace

from tests.extract.build import body, quote, tags, tokens
from wortlaut.extract import Findings, extract
from wortlaut.extract.phrases import Phrases
from wortlaut.record import Document, NameTag, Tags, WordTag

Rows = str
"""One word a line: word, part of speech, relation, number of the head in the sentence from 1 (0: root)."""


def tree(doc: Document, rows: Rows) -> Tags:
    cells = [line.split() for line in rows.strip().splitlines()]
    assert [c[0] for c in cells] == [token.span.of(doc.article.text) for token in doc.tokens]
    return Tags(
        quotes=(),
        words=tuple(
            WordTag(token=i, pos=pos, feats="_", head=i if head == "0" else int(head) - 1, relation=relation)
            for i, (_, pos, relation, head) in enumerate(cells)
        ),
    )


AUTHORITIES = """
Die DET det 3
örtlichen ADJ amod 3
Behörden NOUN nsubj 4
bestritten VERB root 0
das PRON obj 4
. PUNCT punct 4
"""


def test_an_article_and_its_adjective_get_their_noun() -> None:
    phrases = Phrases(tree(body("Die örtlichen Behörden bestritten das."), AUTHORITIES))
    assert phrases.completed([0, 1], taken=()) == [0, 1, 2]
    assert phrases.completed([2], taken=()) == [2]
    assert phrases.completed([0], taken=[2]) == [0]


def test_the_subject_of_a_verb_comes_with_what_names_it() -> None:
    phrases = Phrases(tree(body("Die örtlichen Behörden bestritten das."), AUTHORITIES))
    assert phrases.subject([3]) == [0, 1, 2]
    assert phrases.subject([4]) == []


def test_a_document_without_grammar_changes_nothing() -> None:
    phrases = Phrases(Tags(quotes=()))
    assert phrases.completed([4, 5], taken=()) == [4, 5]
    assert phrases.subject([1]) == []
    assert not phrases.is_verb(1)


FRAMED = """
Damit ADV advmod 2
riskiert VERB ccomp 9
sie PRON nsubj 2
einen DET det 6
„ PUNCT punct 6
Sonderweg NOUN obj 2
“ PUNCT punct 6
, PUNCT punct 2
meint VERB root 0
eine DET det 11
Kennerin NOUN nsubj 9
. PUNCT punct 9
"""


def framed() -> tuple[Document, Findings]:
    doc = body("Damit riskiert sie einen „Sonderweg“, meint eine Kennerin.")
    found = quote(doc, "Sonderweg", speaker="sie", frame="Damit riskiert sie einen")
    return doc, extract(doc, replace(tree(doc, FRAMED), quotes=tags(found).quotes))


def test_the_clause_before_the_frame_is_what_was_said() -> None:
    doc, findings = framed()
    (statement,) = findings.statements
    assert statement.kind == "indirect"
    assert [span.of(doc.article.text) for span in statement.content] == ["Damit riskiert sie einen „Sonderweg“"]
    assert [span.of(doc.article.text) for span in statement.cue] == ["meint"]


def test_its_speaker_is_the_subject_of_the_frame() -> None:
    doc, findings = framed()
    speaker = findings.statements[0].speaker
    assert speaker is not None
    spans = {mention.id: mention.span.of(doc.article.text) for mention in findings.mentions}
    assert spans[speaker.mention or ""] == "eine Kennerin"


def test_a_statement_without_speaker_takes_the_subject_of_its_cue() -> None:
    doc = body("Die örtlichen Behörden bestritten das.")
    spoken = quote(doc, "Die örtlichen Behörden bestritten das", kind="Reported", cue="bestritten")
    findings = extract(doc, replace(tree(doc, AUTHORITIES), quotes=tags(spoken).quotes))
    assert [m.span.of(doc.article.text) for m in findings.mentions] == ["Die örtlichen Behörden"]


SOURCE = """
Laut ADP case 3
einem DET det 3
Bericht NOUN obl 4
stieg VERB root 0
die DET det 6
Zahl NOUN nsubj 4
. PUNCT punct 4
"""


def test_what_a_preposition_names_is_the_source() -> None:
    doc = body("Laut einem Bericht stieg die Zahl.")
    found = quote(doc, "stieg die Zahl", kind="Indirect", cue="Laut")
    findings = extract(doc, replace(tree(doc, SOURCE), quotes=tags(found).quotes))
    assert [m.span.of(doc.article.text) for m in findings.mentions] == ["einem Bericht"]


def test_a_name_may_begin_with_a_preposition() -> None:
    doc = body("„Das gilt“, sagte von der Heide.")
    found = tags(quote(doc, "Das gilt", speaker="von der Heide", cue="sagte"))
    mine = NameTag(tokens=tokens(doc, "von der Heide"), kind="PER", confidence=0.9)
    named = [m.span.of(doc.article.text) for m in extract(doc, replace(found, names=(mine,))).mentions]
    assert named == ["von der Heide"]
    assert [m.span.of(doc.article.text) for m in extract(doc, found).mentions] == ["der Heide"]


def test_a_phrase_does_not_end_with_a_preposition() -> None:
    doc = body("„Das gilt“, sagte Ministerin Anna Lohr von der Union zu unserer Redaktion.")
    found = tags(quote(doc, "Das gilt", speaker="Ministerin Anna Lohr von der Union zu", cue="sagte"))
    named = [m.span.of(doc.article.text) for m in extract(doc, found).mentions]
    assert named == ["Ministerin Anna Lohr von der Union"]


def test_a_title_with_a_stop_stays() -> None:
    doc = body("„Das gilt“, sagte Dr. Anna Lohr gestern.")
    found = tags(quote(doc, "Das gilt", speaker="Dr. Anna Lohr", cue="sagte"))
    assert [m.span.of(doc.article.text) for m in extract(doc, found).mentions] == ["Dr. Anna Lohr"]
