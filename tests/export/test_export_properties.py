"""Whatever the text, a record proves itself and no cell runs."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.export import HEADER, check, csv_lines, csv_rows, record_json
from wortlaut.record import Article, Reading, Run, Span, Statement

# also control characters and lone surrogates, which st.text() leaves out
anything = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=60)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(anything)
    statements = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        span = Span(start=start, end=draw(st.integers(start + 1, len(text))))
        statements.append(
            Statement(
                id=f"s{number}",
                kind="direct",
                content=(span,),
                cue=(span,),
                parent=f"s{number - 1}" if number and draw(st.booleans()) else None,
                confidence=draw(st.floats(0, 1)),
            )
        )
    article = Article(id="a", text=text, paragraphs=(), title=draw(anything), source=draw(anything))
    return Reading(article=article, run=Run(wortlaut="1", model="m", lexicon="l"), statements=tuple(statements))


@settings(deadline=None)  # a busy machine is no failure
@given(readings())
def test_every_record_proves_itself(reading: Reading) -> None:
    line = record_json(reading)
    assert b"\n" not in line
    assert check([line]).problems == ()
    assert check(record_json(reading, pretty=True).splitlines(keepends=True)).problems == ()


@settings(deadline=None)  # a busy machine is no failure
@given(readings())
def test_every_table_can_be_read_back_and_runs_nothing(reading: Reading) -> None:
    rows = list(csv_rows(reading))
    read = list(csv.reader(io.StringIO(csv_lines([HEADER, *rows]), newline="")))
    assert len(read) == 1 + len(rows)
    for cells, row in zip(read[1:], rows, strict=True):
        for cell, original in zip(cells, row, strict=True):
            assert cell in (original, f"'{original}")
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
