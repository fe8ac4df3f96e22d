"""Reading MMAX2 chains, mapping them to our mentions, folds; a corpus of our own text, the real one where it lies."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench import coreference
from bench.coreference import documents, figures, run
from bench.coreference_scorer import score
from bench.pcc import FOLDER, LEVELS, aligned, commentaries, folds
from bench.product import plain_article
from wortlaut.record import Link, Mention, Reading, Run, Span

DATA = Path(os.environ.get("WORTLAUT_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))

WORDS = (
    "Neues Bad Anna Meier will im Rathaus bleiben . Sie mag ihr Amt und 40_000 Euro . In Meier steckt das Bad .".split()
)
RAW = (
    "PETRA LUSTIG\nNeues Bad\n\nAnna Meier will im Rat-\nhaus bleiben. Sie mag ihr Amt und 40 000 Euro. "
    "In Meier steckt das Bad."
)
PRIMARY = [
    # id, span, type of phrase, form, antecedent
    ("m1", "word_3..word_4", "np", "ne", "empty"),
    ("m2", "word_10", "np", "pper", "m1"),
    ("m3", "word_12", "np", "ppos", "m2"),
    ("m4", "word_18,word_19", "pp", "ne", "m1"),
    ("m5", "word_21..word_22", "np", "defnp", "secmark:m6"),
    ("m7", "word_7", "np", "defnp", "empty"),
    ("m8", "word_13", "np", "defnp", "m7;m1"),
    ("m9", "word_16", "np", "defnp", "groups:m99"),
]


def markables(rows) -> str:
    lines = [
        f'<markable id="{key}" span="{words}" phrase_type="{phrase}" np_form="{form}" anaphor_antecedent="{before}"/>'
        for key, words, phrase, form, before in rows
    ]
    return f'<markables xmlns="www.eml.org/NameSpaces/x">{"".join(lines)}</markables>'


def written(data: Path, names=("maz-1",)) -> Path:
    folder = data / FOLDER
    for part in ("coreference/basedata", "coreference/markables", "primary-data", "metadata"):
        (folder / part).mkdir(parents=True)
    for name in names:
        words = "".join(f'<word id="word_{number}">{word}</word>' for number, word in enumerate(WORDS, 1))
        (folder / "coreference" / f"{name}.mmax").write_text("<mmax_project/>", encoding="utf-8")
        (folder / "coreference/basedata" / f"{name}_words.xml").write_text(f"<words>{words}</words>", encoding="utf-8")
        for level in LEVELS:
            rows = {"primmark": PRIMARY, "secmark": [("m6", "word_1..word_2", "np", "indefnp", "empty")]}.get(level, ())
            path = folder / "coreference/markables" / f"{name}_{level}_level.xml"
            path.write_text(markables(rows), encoding="utf-8")
        (folder / "primary-data" / f"{name}.txt").write_text(RAW, encoding="utf-8")
        (folder / "metadata" / f"{name}.meta.xml").write_bytes("<DATE>01.10.2001</DATE>Zürich".encode("latin-1"))
    return data


@pytest.fixture
def text(tmp_path):
    return next(commentaries(written(tmp_path)))


def mention(text, words: str, head: str | None = None, kind="name", nth: int = 1) -> Mention:
    at = -1
    for _ in range(nth):
        at = text.text.index(words, at + 1)
    start = at + words.index(head or words)
    return Mention(
        id=f"{words}{at}",
        span=Span(start=at, end=at + len(words)),
        head=Span(start=start, end=start + len(head or words)),
        kind=kind,
        confidence=1.0,
    )


def said(text, *groups) -> Reading:
    links = [
        Link(mention=m.id, actor=f"a{n}", confidence=1.0, reasons=()) for n, group in enumerate(groups) for m in group
    ]
    return Reading(
        article=plain_article(text.text),
        run=Run(wortlaut="0", model="none", lexicon="0"),
        mentions=tuple(m for group in groups for m in group),
        links=tuple(links),
    )


def test_words_are_found_in_the_text_without_the_authors_line(text):
    assert text.text.startswith("Neues Bad\n\nAnna") and text.text.endswith("Bad.")
    found = [text.text[start:end] for start, end in zip(text.words.starts, text.words.ends, strict=True)]
    assert found[6] == "Rat-\nhaus" and found[14] == "40 000" and found[0] == "Neues"
    assert text.published == date(2001, 10, 1)


def test_a_word_that_is_not_there_has_no_characters():
    assert aligned(["Ja", ".", "Nein"], "Ja Nein") == [(0, 2), (2, 2), (3, 7)]


def test_chains_follow_pointers_across_levels(text):
    chains = [[text.text[slice(*text.bounds(m))] for m in chain] for chain in text.chains]
    assert chains == [["Neues Bad", "das Bad"], ["Anna Meier", "Sie", "ihr", "Meier"]]
    assert [[m.is_name for m in chain] for chain in text.chains] == [[False, False], [True, False, False, True]]


def test_a_reading_like_the_corpus_is_perfect_in_all_four_ways(text):
    people = [mention(text, "Anna Meier", "Meier"), mention(text, "Sie", kind="pronoun")]
    people += [mention(text, "ihr", kind="pronoun"), mention(text, "Meier", nth=2)]
    bath = [mention(text, "Neues Bad", "Bad", kind="role"), mention(text, "das Bad", "Bad", kind="role")]
    alone = [mention(text, "Rat-\nhaus", kind="role")]
    for named in (True, False):
        for by_head in (True, False):
            result = score(documents([(text, said(text, people, bath, alone))], named=named, by_head=by_head))
            assert result.conll == pytest.approx(1.0), (named, by_head)
            assert result.measure("mentions").f1 == 1.0


def test_other_bounds_are_forgiven_by_head_only(text):
    people = [mention(text, "Meier", nth=1), mention(text, "Sie", kind="pronoun"), mention(text, "In Meier", "Meier")]
    reading = said(text, people)
    exact = score(documents([(text, reading)], named=True, by_head=False))
    head = score(documents([(text, reading)], named=True, by_head=True))
    assert exact.measure("mentions").precision == pytest.approx(1 / 3)
    assert (head.measure("mentions").precision, head.measure("mentions").recall) == (1.0, 0.75)
    assert head.measure("MUC").recall == pytest.approx(2 / 3)


def test_chains_without_a_name_count_only_in_the_row_of_all(text):
    bath = [mention(text, "Neues Bad", "Bad", kind="role"), mention(text, "das Bad", "Bad", kind="role")]
    reading = said(text, bath)
    ((gold, ours),) = documents([(text, reading)], named=True, by_head=True)
    assert len(gold) == 1 and not ours
    assert score(documents([(text, reading)], named=False, by_head=True)).measure("CEAF-e").recall == 0.5


def test_a_chain_of_one_mention_and_a_mention_without_a_link_do_not_count(text):
    reading = replace(said(text, [mention(text, "Sie")], [mention(text, "ihr")]), links=())
    ((_, ours),) = documents([(text, reading)], named=False, by_head=False)
    assert ours == []
    ((_, ours),) = documents([(text, said(text, [mention(text, "Sie")]))], named=False, by_head=True)
    assert ours == []


def test_folds_have_every_text_once(tmp_path):
    texts = list(commentaries(written(tmp_path, tuple(f"maz-{n}" for n in range(7)))))
    dealt = folds(texts, 5)
    assert [len(fold) for fold in dealt] == [2, 2, 1, 1, 1]
    assert sorted(t.name for fold in dealt for t in fold) == [t.name for t in texts]


def test_command_prints_mean_and_deviation(tmp_path, monkeypatch, capsys):
    data = written(tmp_path, tuple(f"maz-{n}" for n in range(5)))
    dates = []

    class Finder:
        def read(self, article):
            dates.append(article.published and article.published.earliest)
            text = next(commentaries(data))
            return said(text, [mention(text, "Anna Meier", "Meier"), mention(text, "Sie", kind="pronoun")])

    monkeypatch.setattr(coreference, "load_reader", lambda model: Finder())
    assert coreference.main(["--data", str(data)]) == 0
    printed = capsys.readouterr().out
    assert "| chains with a name, exact | " in printed and "50.0 ± 0.0" in printed
    assert dates == [date(2001, 10, 1)] * 5
    assert set(run(Finder(), commentaries(data))) == {row for row, *_ in coreference.ROWS}


def test_no_corpus_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="MMAX2"):
        next(commentaries(tmp_path))


def test_deviation_is_over_folds(text):
    reading = said(text, [mention(text, "Anna Meier", "Meier"), mention(text, "Sie", kind="pronoun")])
    full = score(documents([(text, reading)], named=True, by_head=False))
    nothing = score(documents([(text, said(text))], named=True, by_head=False))
    mean, deviation = figures([full, nothing])["mentions R"]
    assert (mean, deviation) == (0.25, pytest.approx(0.5 / 2**0.5))


@pytest.mark.skipif(not (DATA / FOLDER).exists(), reason="the Potsdam Commentary Corpus is not here (WORTLAUT_DATA)")
def test_the_real_corpus_is_read_whole():
    texts = list(commentaries(DATA))
    assert len(texts) == 176
    assert sum(len(text.chains) for text in texts) == 891
    assert sum(any(m.is_name for m in chain) for text in texts for chain in text.chains) == 248
    lost = sum(start == end for text in texts for start, end in zip(text.words.starts, text.words.ends, strict=True))
    assert lost <= 2
    for text in texts:
        mentions = [(m.first, m.last) for chain in text.chains for m in chain]
        assert len(set(mentions)) == len(mentions)
