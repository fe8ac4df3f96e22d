"""Corpora in their published formats become examples; all texts here are ours."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.corpora import READERS, UNKNOWN, articles
from training.corpora.bio import pieces
from training.corpora.ud_de import contracted, sentences_of
from wortlaut.tag.grammar import FEATURES, NAME_TAGS, POS, RELATIONS

ROOT = Path(__file__).parents[2]

CONLLU = """\
# text = Sie sei im Haus.
1	Sie	sie	PRON	PPER	Case=Nom|Gender=Fem|Number=Sing|Person=3	5	nsubj	_	_
2	sei	sein	AUX	VAFIN	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	5	cop	_	_
3-4	im	_	_	_	_	_	_	_	_
3	in	in	ADP	APPR	_	5	case	_	_
4	dem	der	DET	ART	Case=Dat|Gender=Neut,Masc|Number=Sing	5	det	_	_
5	Haus	Haus	NOUN	NN	Case=Dat|Gender=Neut|Number=Sing	0	root	_	Bug=multi-obj
6	.	.	PUNCT	$.	_	5	punct	_	_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    for name in (
        "gsd/de_gsd-ud-dev",
        "gsd/de_gsd-ud-test",
        "pud/de_pud-ud-test",
        "hdt_bugs/hdt_dev.bugs",
        "hdt_bugs/hdt_test.bugs",
    ):
        path = tmp_path / "ud_de" / f"{name}.conllu"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CONLLU + "\n", encoding="utf-8")
    return tmp_path


def test_contractions_become_one_word_that_keeps_the_tree(treebank: Path) -> None:
    (rows,) = sentences_of(treebank / "ud_de/gsd/de_gsd-ud-dev.conllu")
    assert [row.form for row in rows] == ["Sie", "sei", "in", "dem", "Haus", "."]
    short = contracted(rows)
    assert [row.form for row in short] == ["Sie", "sei", "im", "Haus", "."]
    assert [row.head for row in short] == [3, 3, 3, 3, 3]
    assert short[2].pos == "ADP"


def test_what_a_treebank_gets_wrong_is_unknown_or_mended(treebank: Path) -> None:
    examples = READERS["ud_de"](treebank, "train")
    words = [word for e in examples for word in e.words.texts]
    syntax = [e.syntax for e in examples]
    assert len(examples) == 1
    assert syntax[0] is not None
    house = [i for i, word in enumerate(words) if word == "Haus"]
    assert all(syntax[0].head[i] == UNKNOWN and syntax[0].pos[i] == UNKNOWN for i in house)
    moods = {int(syntax[0].feats[i, list(FEATURES).index("Mood")]) for i, word in enumerate(words) if word == "sei"}
    assert moods == {FEATURES["Mood"].index("Ind"), FEATURES["Mood"].index("Sub")}  # HDT is mended, the others stay


def test_the_test_split_is_read_as_published(treebank: Path) -> None:
    (example,) = READERS["ud_de"](treebank, "test")
    assert example.syntax is not None
    assert [POS[i] for i in example.syntax.pos[:4]] == ["PRON", "AUX", "ADP", "DET"]
    assert RELATIONS[example.syntax.relation[0]] == "nsubj"
    assert example.syntax.feats[3, list(FEATURES).index("Gender")] == UNKNOWN  # two values at once


def test_names_of_germeval_lose_derivations_and_mark_compounds(tmp_path: Path) -> None:
    rows = "#\tquelle\n1\tBremer\tB-LOCderiv\tO\n2\tEU-Treffen\tB-ORGpart\tO\n3\tin\tO\tO\n4\tBrüssel\tB-LOC\tO\n"
    (tmp_path / "germeval2014").mkdir()
    (tmp_path / "germeval2014/NER-de-dev.tsv").write_text(rows, encoding="utf-8")
    (example,) = READERS["germeval2014"](tmp_path, "dev")
    assert example.names is not None
    assert example.names.tolist() == [0, UNKNOWN, 0, NAME_TAGS.index("B-LOC")]


def test_hyphenated_words_come_apart_as_in_treebanks() -> None:
    assert pieces([("EU-Treffen", "ORG|part")]) == [("EU", "B-ORG"), ("-", "O"), ("Treffen", "O")]
    assert pieces([("Rheinland-Pfalz", "B-LOC")]) == [("Rheinland", "B-LOC"), ("-", "I-LOC"), ("Pfalz", "I-LOC")]
    assert pieces([("-", "O"), ("E-", "O")]) == [("-", "O"), ("E-", "O")]


def test_evaluation_corpora_refuse_to_be_trained_on(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="evaluation"):
        READERS["uner_de_pud"](tmp_path, "train")


def test_our_own_articles_become_quotes_with_roles() -> None:
    examples = articles.read(ROOT / "examples" / "articles")
    assert len(examples) >= 16
    direct = [
        (e, q)
        for e in examples
        for q in e.quotes or ()
        if q.kind == "Direct" and q.roles["speaker"] and len(q.words) > 5
    ]
    assert len(direct) > 50
    marked = [e.words.texts[q.words[0]] in set("„“»«\"‚'›‹") for e, q in direct]
    assert sum(marked) > 0.5 * len(marked)  # the rest are turns of interviews, which have no marks
