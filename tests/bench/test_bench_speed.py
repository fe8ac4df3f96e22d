"""Clocks around stages, the hand-written ONNX graphs, and the report."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from bench import speed, stages
from bench.gemm import Limit, measure, product_model

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


@pytest.mark.parametrize(("rows", "inner", "columns"), [(1, 1, 1), (3, 7, 5), (130, 384, 200)])
def test_product_models_multiply(rows, inner, columns):
    random = np.random.default_rng(0)

    def run(a, weights):
        return onnxruntime.InferenceSession(product_model(rows, weights)).run(None, {"a": a})[0]

    whole, weights = random.integers(0, 256, (rows, inner)), random.integers(-128, 128, (inner, columns))
    out = run(whole.astype(np.uint8), weights.astype(np.int8))
    assert out.dtype == np.int32 and (out == whole @ weights).all()
    real, weights = random.random((rows, inner), np.float32), random.random((inner, columns), np.float32)
    assert np.allclose(run(real, weights), real @ weights, rtol=1e-4)


def test_measured_limit_is_a_rate():
    limit = measure(1, rows=64, patience=0.02)
    assert 0.1 < limit.fp32 < 1e5 and 0.1 < limit.int8 < 1e5


# --- clocks


NOW = [0.0]


def sleep(seconds: float) -> None:
    NOW[0] += seconds


@pytest.fixture
def product(monkeypatch):
    """A package with two stages and a pipeline: extract calls segment, cut() is a generator."""
    monkeypatch.setattr(stages, "time", types.SimpleNamespace(perf_counter=lambda: NOW[0]))
    made = {}
    for name in ("toy", "toy.segment", "toy.extract", "toy.pipeline"):
        made[name] = types.ModuleType(name)
        monkeypatch.setitem(sys.modules, name, made[name])

    def segment(seconds):
        sleep(seconds)
        return seconds

    def cut(number, seconds):
        for place in range(number):
            sleep(seconds)
            yield place

    class Extractor:
        def __call__(self, seconds):
            made["toy.pipeline"].segment(seconds)
            sleep(2 * seconds)
            return self.inner(seconds)

        def inner(self, seconds):
            sleep(seconds)

        def fail(self):
            raise LookupError

    for owner, values in (("toy.segment", (segment, cut)), ("toy.extract", (Extractor,))):
        for value in values:
            value.__module__ = owner
            setattr(made[owner], value.__name__, value)
            setattr(made["toy.pipeline"], value.__name__, value)
    return made["toy.pipeline"]


def test_time_is_booked_on_the_innermost_stage(product):
    with stages.clocked("toy", ("segment", "extract")) as clock:
        product.Extractor()(0.02)
        for _ in product.cut(2, 0.01):
            sleep(0.03)  # the caller's own time
    assert clock.seconds["segment"] == pytest.approx(0.04)
    assert clock.seconds["extract"] == pytest.approx(0.06)
    shares = clock.shares(0.2)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert list(shares) == ["segment", "extract", "rest"]


def test_clocks_come_off_and_survive_errors(product):
    before = dict(vars(product)), dict(vars(product.Extractor))
    with stages.clocked("toy", ("segment", "extract")) as clock:
        assert product.segment is not before[0]["segment"]
        with pytest.raises(LookupError):
            product.Extractor().fail()
        assert product.segment(0.0) == 0.0
    assert (dict(vars(product)), dict(vars(product.Extractor))) == before
    assert not clock._running


def test_missing_stages_have_no_shares():
    with stages.clocked("no_such_package") as clock:
        pass
    assert clock.shares(1.0) == {}


def test_subwords_are_counted_where_windows_are_cut(monkeypatch):
    tagger = types.ModuleType("toy.tag.tagger")
    tagger.windows = lambda sizes: [types.SimpleNamespace(ids=range(size)) for size in sizes]
    monkeypatch.setitem(sys.modules, "toy.tag.tagger", tagger)
    with stages.clocked("toy", ()) as clock:
        tagger.windows([3, 4])
        tagger.windows([5])
    assert clock.subwords == 12
    assert len(tagger.windows([1])) == 1 and clock.subwords == 12


def test_time_within_onnxruntime_is_added_up():
    session = onnxruntime.InferenceSession(product_model(64, np.ones((64, 64), np.float32)))
    before = onnxruntime.InferenceSession.run
    with stages.clocked("no_such_package") as clock:
        assert clock.around_model() is None
        session.run(None, {"a": np.ones((64, 64), np.float32)})
    once = clock.model
    session.run(None, {"a": np.ones((64, 64), np.float32)})
    assert clock.model == once > 0.0
    assert onnxruntime.InferenceSession.run is before
    clock.seconds["tag"] = 4 * once
    assert clock.around_model() == pytest.approx(0.75)


# --- articles and report


def test_cut_ends_with_a_sentence():
    text = "„Wir gehen.“ Er blieb. Es war der 3. Mai. Dann kam sie."
    assert speed.cut(text, 1) == "„Wir gehen.“"
    assert speed.cut(text, 3) == "„Wir gehen.“ Er blieb."
    assert speed.cut(text, 99) == text


@pytest.mark.skipif(not any(ARTICLES.glob("*.txt")), reason="no articles here")
def test_short_articles_have_about_two_hundred_words():
    texts = speed.short_articles(ARTICLES)
    assert list(speed.short_articles(ARTICLES, 3).items()) == list(texts.items())[:3]
    lengths = [len(text.split()) for text in texts.values()]
    assert len(lengths) >= 10
    assert all(150 <= length <= 260 for length in lengths)
    assert 190 <= sum(lengths) / len(lengths) <= 230


def test_warm_rate_leaves_the_start_out(monkeypatch):
    """A reader that takes 1 s to start and 0.1 s per article does ten articles a second."""
    monkeypatch.setattr(speed, "load_reader", lambda model: None)
    monkeypatch.setattr(speed, "clocked", lambda: stages.clocked("no_such_package"))
    monkeypatch.setattr(speed, "seconds_for", lambda reader, texts, number, processes: 1.0 + 0.1 * number)
    monkeypatch.setattr(speed, "multiplied", lambda texts, model: 5e9)
    found = speed.warm(["Das sind vier Wörter."] * 4, 1, 8.0)
    assert found["articles_per_second"] == pytest.approx(10.0)
    assert found["words_per_second"] == pytest.approx(40.0)
    assert found["subwords_per_second"] == pytest.approx(40.0 * speed.FALLBACK)
    assert found["subwords_counted"] is False
    assert found["operations_per_second"] == pytest.approx(5e10)
    assert found["around_model"] is None
    assert found["peak_bytes_per_process"] > 1e6


def test_every_article_must_come_out(monkeypatch):
    monkeypatch.setattr(speed, "articles", lambda texts, number: iter(range(number)))

    class Lossy:
        def read_many(self, articles, processes):
            return list(articles)[1:]

    with pytest.raises(RuntimeError, match="3 articles went in, 2 readings came out"):
        speed.seconds_for(Lossy(), [], 3, 1)


def test_report_and_ratios():
    run = {
        "processes": 1,
        "articles_per_second": 10.0,
        "words_per_second": 2000.0,
        "subwords_per_second": 2700.0,
        "subwords_counted": True,
        "operations_per_second": 300e9,
        "around_model": 0.125,
        "words_per_article": 200.0,
        "peak_bytes_per_process": 300_000_000,
        "stages": {"tag": 0.8, "rest": 0.2},
    }
    limit = Limit(1, int8=600.0, fp32=150.0)
    run["ratio"] = speed.ratios(run, limit, 12)
    assert run["ratio"]["encoder_of_int8"] == pytest.approx(2700 / (600e9 / 42_467_328))
    assert run["ratio"]["encoder_of_fp32"] == pytest.approx(4 * run["ratio"]["encoder_of_int8"])
    assert run["ratio"]["model_of_int8"] == pytest.approx(0.5)
    found = {
        "load_before": 0.1,
        "help_seconds": 0.12,
        "first_article_seconds": 1.5,
        "warm": [run, run | {"processes": 2}],
        "gemm": [{"threads": n, "int8_gops": 600.0, "fp32_gflops": 150.0} for n in (1, 2)],
    }
    text = speed.report(found)
    for line in (
        "best of 5 | 120 ms |",
        "| articles/s | 10.0 | 10.0 |",
        "| tag | 80.0% |",
        "share of tag | 12.5% |",
        "int8 GEMM limit, all products | 50.0% | 50.0% |",
        "MB | 300 | 300 |",
    ):
        assert line in text
    assert "Not to be quoted" not in text
    assert "Not to be quoted" in speed.report(found | {"load_before": 2.0})
    other = {"articles": 4, "seconds_per_article": 25.0, "read_per_article": 390.0, "written_per_article": 470.0}
    assert "| ratio | 250 | |" in speed.report(found | {"quotect": other})


def test_comparison_gets_the_same_articles(monkeypatch, capsys):
    monkeypatch.setattr(speed, "everything", lambda options: {"first": options.first})
    monkeypatch.setattr(speed.quotect, "libraries", lambda: None)
    monkeypatch.setattr(speed.quotect, "measure", lambda articles, tokenizer: {"articles": [*map(str, articles)]})
    assert speed.main(["--articles", str(ARTICLES), "--first", "2", "--against", "quotect", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["first"] == 2
    assert found["quotect"]["articles"] == [str(path) for path in speed.short_articles(ARTICLES, 2)]
