"""Errors are sorted by what is wrong first."""

from bench.errors import Case, cases, shown, tables
from bench.quotation_scorer import Quote

WORDS = "Der Minister sagte , das Gesetz komme bald .".split()
GOLD = Quote(frozenset({4, 5, 6, 7}), "Indirect", speaker=frozenset({0, 1}), cue=frozenset({2}), head=1)


def fault(system: Quote | None) -> str:
    (case,) = cases("d", [system] if system else [], [GOLD])
    return case.fault


def like(**changes: object) -> Quote:
    kept = {"quote": GOLD.quote, "kind": GOLD.kind, "speaker": GOLD.speaker, "cue": GOLD.cue, "head": GOLD.head}
    return Quote(**{**kept, **changes})  # type: ignore[arg-type]


def test_each_fault_has_its_name() -> None:
    assert fault(None) == "missed"
    assert fault(like(quote=frozenset({0}))) == "missed"
    assert fault(like(quote=frozenset({4}), kind="Direct")) == "span, mostly wrong"
    assert fault(like(speaker=frozenset(), head=None)) == "speaker missing"
    assert fault(like(speaker=frozenset({0}), head=0)) == "speaker, other words"
    assert fault(like(speaker=frozenset({5}), head=5)) == "speaker wrong"
    assert fault(like(kind="Reported")) == "kind"
    assert fault(like(quote=frozenset({4, 5, 6}))) == "span, edges"
    assert fault(like()) == ""


def test_what_nobody_said_is_invented() -> None:
    (case,) = cases("d", [like()], [])
    assert case.fault == "invented"


def test_tables_count_by_kind_and_length_and_errors_show_their_words() -> None:
    found = [Case("d", like(), GOLD, ""), Case("d", None, GOLD, "missed")]
    text = tables(found)
    assert "| Indirect | 50% (1/2) |" in text
    assert "| Indirect | 1 | 1 |" in text
    assert "gold: Indirect [Der Minister | sagte] das Gesetz komme bald" in shown(found[1], WORDS)
