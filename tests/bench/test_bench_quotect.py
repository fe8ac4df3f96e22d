"""How much quotect has to write, and a tiny network that writes it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import quotect
from bench.quotect import Lengths, lengths, stretches
from bench.speed import short_articles
from wortlaut.tag.bundle import SHIPPED, TOKENIZER

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"
TEXT = "Er kam. „Ich gehe. Jetzt“, rief sie ihm zu. Dann ging sie."
TINY = {
    "vocab_size": 64,
    "d_model": 16,
    "d_kv": 4,
    "d_ff": 32,
    "num_layers": 2,
    "num_decoder_layers": 2,
    "num_heads": 2,
    "feed_forward_proj": "gated-gelu",
}


def bounds(*words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


def one(word: str) -> int:
    return 1


def test_without_statements_only_sentences_are_marked():
    found = lengths("Er kam. Sie ging.", [], one)
    assert found.read == 2 * 2 + 4 + 1  # full stops have no piece of their own here
    assert found.written == 2 * 2 + 1


def test_words_are_written_once_and_every_stretch_has_four_marks():
    """<sentence> … </sentence> around <frame> <cue> rief | 0 </cue> <speaker> sie | 0 </speaker> … | 0 </frame>."""
    empty = lengths(TEXT, [], lambda word: 2).written
    framed = lengths(TEXT, [bounds("rief sie ihm zu", "rief", "sie")], lambda word: 2).written
    assert framed - empty == 4 * 2 + 3 * 4
    twice = lengths(TEXT, [bounds("rief sie ihm zu", "rief", "sie"), bounds("sie")], lambda word: 2).written
    assert twice - framed == 4


def test_a_stretch_over_two_sentences_leaves_their_marks_as_they_are():
    quote = bounds("Ich gehe. Jetzt")
    assert lengths(TEXT, [quote], one).written - lengths(TEXT, [], one).written == 3 + 4


def test_long_words_and_glued_marks():
    assert lengths("Er kam, und.", [], len).read == 2 + 2 + 3 + 3 + 1
    assert lengths("Er kam – und.", [], len).read == 2 + 2 + 3 + 1 + 3 + 1


def test_a_text_that_would_be_cut_is_refused():
    with pytest.raises(ValueError, match="4203 sub-words"):
        lengths("Er kam. Sie ging.", [], lambda word: 700)


def test_stretches_are_those_of_the_part_that_is_read():
    golden = {
        "statements": [
            {
                "cue": [{"text": "rief"}, {"text": "zu"}],
                "content": [{"text": "Ich gehe. Jetzt"}],
                "frame": None,
                "addressee": {"mention": {"text": "ihm"}, "name": "er"},
                "speaker": {"mention": None, "name": "sie"},
            },
            {
                "cue": None,
                "content": [{"text": "Dann ging sie"}],
                "frame": None,
                "addressee": None,
                "speaker": {"mention": {"text": "sie"}, "name": "sie"},
            },
        ]
    }
    assert stretches(golden, TEXT, len(TEXT)) == [
        bounds("rief", "zu", "Ich gehe. Jetzt", "ihm"),
        bounds("Dann ging sie", "sie"),
    ]
    assert stretches(golden, TEXT, TEXT.index("zu")) == [bounds("rief", "Ich gehe. Jetzt", "ihm"), bounds("sie")]
    assert stretches(golden, TEXT, 7) == []


@pytest.mark.skipif(not any(ARTICLES.glob("*.txt")), reason="no articles here")
def test_sample_articles_have_sensible_lengths():
    found = quotect.counted(short_articles(ARTICLES), SHIPPED / TOKENIZER)
    assert len(found) >= 10
    assert all(300 <= each.read <= 500 and 200 <= each.written <= 1.7 * each.read for each in found)


def test_missing_libraries_are_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(SystemExit, match=r"torch is missing: pip install '\.\[train\]'"):
        quotect.libraries()


def test_mt5_base_has_its_published_size():
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    with torch.device("meta"):
        model = quotect.network()
    assert sum(weights.numel() for weights in model.parameters()) == 582_401_280
    assert {weights.dtype for weights in model.parameters()} == {torch.float32}


def test_exactly_as_much_is_written_as_the_longest_of_a_batch_needs(monkeypatch):
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    model = quotect.network(TINY)
    asked = []
    generate = model.generate
    monkeypatch.setattr(model, "generate", lambda ids, **named: asked.append(ids.shape) or generate(ids, **named))
    assert quotect.seconds(model, [Lengths(7, 30), Lengths(9, 12)]) > 0.0
    assert asked == [(2, 9)]


@pytest.mark.skipif(not any(ARTICLES.glob("*.txt")), reason="no articles here")
def test_articles_go_four_at_a_time(monkeypatch):
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    batches = []
    monkeypatch.setattr(quotect, "network", lambda: None)
    monkeypatch.setattr(quotect, "seconds", lambda model, batch: batches.append(len(batch)) or 6.0)
    found = quotect.measure(short_articles(ARTICLES, 6), SHIPPED / TOKENIZER)
    assert batches == [1, 4, 2]
    assert found["articles"] == 6 and found["seconds_per_article"] == pytest.approx(2.0)


def test_report_says_what_was_compared():
    found = {"articles": 4, "seconds_per_article": 25.0, "read_per_article": 390.4, "written_per_article": 470.2}
    text = "\n".join(quotect.report(found, 8.0))
    assert "| Wortlaut, from text to reading | 8.00 | 0.125 |" in text
    assert "| ratio | 200 | |" in text
    assert "reads 390 and greedily writes 470 sub-words" in text
    assert "random" in text
