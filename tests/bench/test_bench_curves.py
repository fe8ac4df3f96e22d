"""A training log read into series, where labels go, and the picture."""

from __future__ import annotations

import json
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.curves import apart, draw, levels, main, panels, read_log

LOG = [
    {"stage": "grammar", "epoch": 1, "loss": 4.0, "seconds": 9.0},
    {"stage": "grammar", "epoch": 2, "loss": 3.0, "seconds": 9.0, "upos": 0.9, "message": 0.1, "per": 0.5},
    {"stage": "news", "epoch": 1, "loss": 2.0, "seconds": 9.0},
    {"stage": "news", "epoch": 2, "loss": float("nan"), "seconds": 9.0, "upos": 0.95, "message": 0.7, "note": "x"},
]
LINES = [json.dumps(entry) for entry in LOG]


def test_epochs_are_counted_through_the_stages():
    log = read_log([*LINES, "", "  \n"])
    assert log.epochs == 4
    assert log.starts == {"grammar": 1, "news": 3}
    assert log.series == {
        "loss": {1: 4.0, 2: 3.0, 3: 2.0},
        "upos": {2: 0.9, 4: 0.95},
        "message": {2: 0.1, 4: 0.7},
        "per": {2: 0.5},
    }


def test_of_an_epoch_that_was_repeated_the_later_line_counts():
    log = read_log([*LINES[:3], json.dumps(LOG[2] | {"loss": 1.5, "joint": 0.4})])
    assert log.epochs == 3
    assert log.series["loss"] == {1: 4.0, 2: 3.0, 3: 1.5}
    assert log.series["joint"] == {3: 0.4}


def test_series_are_sorted_into_panels():
    found = panels(read_log(LINES))
    assert [list(series) for series in found.values()] == [["loss"], ["message"], ["per"], ["upos"]]
    assert list(found) == ["Loss", "Quotes on dev, F1 in %", "Names on dev, F1 in %", "Grammar on dev, %"]
    assert found["Quotes on dev, F1 in %"]["message"] == pytest.approx({2: 10.0, 4: 70.0})
    assert list(panels(read_log(LINES[:1]))) == ["Loss"]


@given(st.lists(st.floats(0.0, 1.0), max_size=9))
def test_labels_are_apart_in_order_and_in_the_panel(heights):
    placed = apart(heights, 0.1)
    order = sorted(range(len(heights)), key=heights.__getitem__)
    assert all(placed[b] - placed[a] >= 0.1 - 1e-9 for a, b in pairwise(order))
    assert max(placed, default=0.0) <= 1.0


def test_labels_that_have_room_stay():
    assert apart([0.2, 0.9, 0.5], 0.1) == [0.2, 0.9, 0.5]


def test_names_of_short_stages_climb():
    assert levels([], []) == []
    assert levels([0, 5, 6, 20], [5, 8, 8, 8]) == [0, 0, 1, 0]


def test_without_matplotlib_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(SystemExit, match=r"pip install '\.\[train\]'"):
        draw(read_log(LINES), tmp_path / "out.png")


def test_an_empty_log_is_no_picture(tmp_path):
    pytest.importorskip("matplotlib")
    with pytest.raises(SystemExit, match="no figures yet"):
        draw(read_log([]), tmp_path / "out.png")


def test_picture(tmp_path, capsys):
    pytest.importorskip("matplotlib")
    log, out = tmp_path / "log.jsonl", tmp_path / "out.svg"
    log.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    assert main([str(log), "--out", str(out)]) == 0
    assert "<svg" in out.read_text(encoding="utf-8")
    assert str(out) in capsys.readouterr().out
