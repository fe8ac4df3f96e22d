"""Reading TimeML, pairing expressions, and the figures made of them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.krauts import Score, Timed, canonical, created, found_in, main, pairs, read_text, report, score

TML = """<?xml version="1.0" encoding="UTF-8"?>
<TimeML>
<DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2023-05-16" functionInDocument="CREATION_TIME">2023-05-16</TIMEX3></DCT>
<TITLE>Titel</TITLE>
<TEXT>
Er kam am <TIMEX3 tid="t1" type="DATE" value="2023-05-10">Mittwoch</TIMEX3> &amp; blieb <TIMEX3 tid="t2"
type="DURATION" value="P2D"> zwei Tage</TIMEX3>.<TIMEX3 tid="t3" type="DATE" value="2023-05-12"/>
</TEXT>
</TimeML>
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "krauts" / "KRAUTS_DieZeit"
    folder.mkdir(parents=True)
    (folder / "x.tml").write_text(TML, encoding="utf-8")
    return tmp_path


def test_offsets_are_those_of_the_text_and_empty_tags_are_left_out(corpus: Path) -> None:
    source = read_text(corpus / "krauts" / "KRAUTS_DieZeit" / "x.tml")
    assert source.created is not None and source.created.earliest == date(2023, 5, 16)
    assert [source.text[time.start : time.end] for time in source.times] == ["Mittwoch", "zwei Tage"]
    assert [(time.type, time.value) for time in source.times] == [("DATE", "2023-05-10"), ("DURATION", "P2D")]


def test_the_product_is_right_here(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = read_text(corpus / "krauts" / "KRAUTS_DieZeit" / "x.tml")
    assert found_in(source) == source.times
    assert main(["--data", str(corpus)]) == 0
    assert "| all | 2 | 2 | 100.0 | 100.0 | 100.0 (100.0) |" in capsys.readouterr().out
    assert main(["--data", str(corpus), "--part", "DieZeit", "--json"]) == 0


def test_without_the_corpus_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--data", str(tmp_path)])


def test_created_takes_nothing_but_days() -> None:
    assert created("") is None and created("2001-W40") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("T20", "T20:00"),
        ("2001-10-11T8:30", "2001-10-11T08:30"),
        ("P6M", "P0.5Y"),
        ("PT90M", "PT1.5H"),
        ("P1W", "P7D"),
        ("P1DE", "P10Y"),
    ],
)
def test_values_that_say_the_same(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("P6M", "PT6M"), ("PXD", "PXM"), ("2001", "2001-10"), ("P1D", "P1M")])
def test_values_that_do_not(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_an_exact_partner_is_preferred_and_nothing_is_paired_twice() -> None:
    gold = [Timed(5, 9, "DATE", "2023")]
    near, same = Timed(0, 6, "DATE", "2022"), Timed(5, 9, "DATE", "2023")
    assert list(pairs(gold, [near, same])) == [(gold[0], same)]
    assert len(list(pairs([*gold, Timed(9, 12, "DATE", "x")], [Timed(0, 20, "DATE", "y")]))) == 1


def test_rows_ask_for_the_type_too() -> None:
    gold, found = [Timed(0, 4, "DATE", "2023")], [Timed(0, 6, "TIME", "2023")]
    result = score([(gold, found)])
    assert result.rows["all"] == Score(1, 1, 0, 1)
    assert result.rows["DATE"] == Score(1, 0, 0, 0)
    assert (result.value["all"].hits, result.type.hits) == (1, 0)
    assert "| DATE | 1 | 0 | 0.0 | 0.0 |" in report(result)


TIMES = st.lists(
    st.builds(
        lambda start, length, kind: Timed(start, start + length, kind, "x"),
        st.integers(0, 60),
        st.integers(1, 9),
        st.sampled_from(["DATE", "TIME"]),
    ),
    max_size=12,
    unique=True,
)


@given(TIMES, TIMES)
def test_pairs_overlap_and_strict_never_exceeds_relaxed(gold: list[Timed], found: list[Timed]) -> None:
    paired = list(pairs(gold, found))
    assert all(one.start < other.end and other.start < one.end for one, other in paired)
    assert len({id(other) for _, other in paired}) == len(paired) <= min(len(gold), len(found))
    row = score([(gold, found)]).rows["all"]
    assert row.strict <= row.relaxed == len(paired)
    assert 0 <= row.f1(row.relaxed) <= 1


@given(TIMES)
def test_a_perfect_answer_scores_one(times: list[Timed]) -> None:
    result = score([(times, times)])
    assert result.rows["all"].f1(result.rows["all"].strict) == (1 if times else 0)
