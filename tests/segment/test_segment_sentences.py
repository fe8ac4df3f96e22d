"""Sentences: one table line per phenomenon, ``|`` where a sentence ends."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.segment.hostile import growth, texts
from wortlaut.record import Article, Paragraph, Span
from wortlaut.segment import pair_quotations, segment, sentences, split_sentences
from wortlaut.segment.sentences import LONGEST

CASES = (
    """
„Erster Satz.|Zweiter Satz“, sagte er.|Dann ging er.
„Warum?“, fragte sie.|Er schwieg.
„Warum?“ fragte sie.|Er schwieg.
»Nein!«|Er ging.
„Ich gehe.“|Dann ging er.|„Und zwar jetzt.“
„Ich gehe“.|Dann ging er.
Er sagte: „Ich gehe.|Und du?“|Sie blieb.
"Wir gehen.|Jetzt", sagte er."|So war es.
„Ja“, sagt er, „so ist es.“|Mehr sagt er nicht.
„Was machst du?“|– „Ich fahre nach Vilnius.“|– „Und dann?“
„Ein Herr sagte: ‚Keine Konjunktur.‘|Da wusste ich es“, berichtete sie.
«Wer nichts liefert. »|Er hatte recht.
Parolen wie „Thaksin raus!“ und „Ja!“ waren zu hören.
Er stimmte zu.|(Houston, hier ist das Meer.|Der Adler ist gelandet.)|Die Worte gingen um die Welt.
Er sagte (wirklich!) Unsinn und (S. 3. Das steht da) mehr.|Ende.
Dann hat einer nicht zugehört. (lacht)
Dr. Müller, Prof. Dr. h. c. mult. Schmidt und St. Pauli kamen.|Sie gingen.
Das ist z. B. die CDU, d. h. u. a. Herr Merz, vgl. Abs. 3 Art. 5 Nr. 2 GG.|Das gilt.
Es kostet 3 Mio. Euro bzw. ca. 4 Mrd. Euro usw.|Das ist viel.
Es kostet rd. 3 Mio.|Das ist viel.
Der e. V. und die Müller & Co. KG klagen.|Die Apple Inc. nicht.
Er ist Mitglied im Verein e. V.|Der Verein schweigt.
J. F. Kennedy und George W. Bush trafen Thomas S.|Der Angeklagte schwieg.
Plan B.|Das ging nicht.
Er sprach mit Frau Abt.|Sie schwieg.|Abt. 3 bzw. Die Linke und Fa. Meier auch.
Am 3. Mai spielt die 2. Bundesliga.|Ludwig XIV. kam im 4. Quartal.
Benedikt XVI. kam.|Dann kam Ludwig II.|Er blieb.
Das Spiel endete 3:1.|Danach stand er auf Platz 19.|Trainer Meier war froh.
Das war im Jahr 2005.|1997 wurde er Chef.|„Ja“, sagte er.
Zu seinem 100. Geburtstag kam die 12. Jahrgangsstufe am 24.|Der Saal war voll.
1. Der Bundestag tagt.|2. Die Lage ist ernst.
Vom 15. bis 18. März ist Messe, am 3. und 4. Juni nicht.
Um 10.04 Uhr kam er.|14:35 Uhr: Das Parlament tagt.|Es regnet.
Müller: Das ist gut.|Frage: Warum?
Der 3. Jan. war kalt.|Das sagte Jan.|Er fror.
Etwas in dieser Art.|Die Sache ist klar.|Nach Art. 5 GG gilt das.
Er fuhr 100 km/h.|Das war zu viel.|Die Maschine ist eine DC-9.|Der Typ ist alt.
Er wartete …|Dann kam sie.|Sie sagte: „Ich …“|Er ging.
Das […] Haus ist alt.|[…] Der Versuch ist strafbar.
Er ging und … Haus und Hof blieben.
Kritik kam von Beispiel.Media und beispiel.de.
Die CDU/CSU-Fraktion tagt.|eBay und iPhone auch.|’Ndrangheta nicht.
Was?!|Das gibt es nicht...|Doch!
Die Partei „Die Linke.“ und die „Linkspartei.PDS“.|Zur Sache.
Yahoo! und die Frage „Was tun?“ beschäftigen ihn.
Sie ging.|Ärzte blieben.|Öl floss.
""".strip()
    .replace("Die Lage ist ernst.|Kritik", "Die Lage ist ernst.|Kritik")
    .split("\n")
)


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    """A ``|`` stands for one blank."""
    text = case.replace("|", " ")
    found = split_sentences(text, 0, len(text), pair_quotations(text))
    assert "|".join(span.of(text) for span in found) == case


def test_no_space_after_the_full_stop() -> None:
    text = 'Das ist das Ende.Die Lage ist ernst.“Er ging."Der Rest'
    assert [s.of(text) for s in split_sentences(text)] == [
        "Das ist das Ende.",
        "Die Lage ist ernst.“",
        'Er ging."',
        "Der Rest",
    ]
    quoted = 'Er sagte laut."Der Rest ist Schweigen", so er.'
    found = split_sentences(quoted, 0, len(quoted), pair_quotations(quoted))
    assert [s.of(quoted) for s in found] == ["Er sagte laut.", '"Der Rest ist Schweigen", so er.']


def test_endless_sentences_are_cut() -> None:
    text = "Wort und mehr; Wort, " * 1000
    found = split_sentences(text)
    assert all(s.end - s.start <= LONGEST for s in found)
    assert all(s.of(text).endswith(";") for s in found[:-1])
    solid = "x" * 5000
    assert [s.of(solid) for s in split_sentences(solid)] == [solid]
    assert [s.of(solid + " y") for s in split_sentences(solid + " y")] == [solid, "y"]


class Panic(BaseException):
    """Stands for pyo3's PanicException."""


def test_a_panic_of_sentencex_is_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object) -> None:
        raise Panic("byte index 3 is not a char boundary")

    monkeypatch.setattr(sentences, "get_sentence_boundaries", panic)
    text = "Dr. Abt kam am 3. Mai. Er ging."
    assert [s.of(text) for s in split_sentences(text)] == ["Dr. Abt kam am 3. Mai.", "Er ging."]
    assert sentences.ask_sentencex(text) is None


def test_keyboard_interrupt_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sentences, "get_sentence_boundaries", stop)
    with pytest.raises(KeyboardInterrupt):
        split_sentences("Er kam. Sie ging.")


@settings(max_examples=300, deadline=None)
@given(texts(newlines=True), st.integers(0, 4))
def test_sentences_cover_the_paragraph(text: str, start: int) -> None:
    start = min(start, len(text))
    found = split_sentences(text, start, len(text), pair_quotations(text, start))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.of(text).strip() == s.of(text) for s in found)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text[start:].split())
    assert found == split_sentences(text, start, len(text), pair_quotations(text, start))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Take each line as a paragraph, as intake would."""
    found, at = [], 0
    for line in text.split("\n"):
        begin, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        if begin < end:
            found.append(Paragraph(span=Span(start=begin, end=end), role="body"))
        at += len(line) + 1
    return tuple(found)


@settings(max_examples=300, deadline=None)
@given(texts(newlines=True))
def test_document(text: str) -> None:
    article = Article(id="a", text=text, paragraphs=paragraphs(text))
    doc = segment(article)
    assert doc == segment(article)
    assert all(article.paragraphs[s.paragraph].span.contains(s.span) for s in doc.sentences)
    assert all(doc.sentences[t.sentence].span.contains(t.span) for t in doc.tokens)
    assert all(a.span.end <= b.span.start for a, b in pairwise(doc.tokens))
    assert all(a.span.end <= b.span.start for a, b in pairwise(doc.sentences))
    assert "".join(t.span.of(text) for t in doc.tokens) == "".join(text.split())
    assert all(any(p.span.contains(q.span) for p in article.paragraphs) for q in doc.quotations)
    starts, ends = {t.span.start for t in doc.tokens}, {t.span.end for t in doc.tokens}
    assert all({q.span.start, q.inner.start} <= starts for q in doc.quotations)
    assert all({q.span.end, q.inner.end} <= ends for q in doc.quotations)


@pytest.mark.parametrize(
    "unit", ["Er kam. ", "a.", "Der A.“ ", "(", "(a! ", "… ", "3. ", "Dr. ", "a ", "a", ".", ". “", "Er.Die "]
)
def test_linear_time(unit: str) -> None:
    def run(text: str) -> object:
        return segment(Article(id="a", text=text, paragraphs=paragraphs(text)))

    assert growth(run, unit) < 10
