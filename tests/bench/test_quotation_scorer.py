"""The scorer by hand-made cases, and against a second computation in exact fractions."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from independent_scorer import brute_force, pair_up, pair_weight, score_pairs, weights_of
from independent_scorer import score as score_again

from bench.quotation_scorer import (
    KINDS,
    Quote,
    Scores,
    assign,
    gold_quotes,
    head_of,
    main,
    pair_documents,
    read_documents,
    score,
)

DATA = Path(os.environ.get("WORTLAUT_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
DEV = DATA / "quotes_wikinews" / "dev.jsonl.gz"
MEDIA = ("Speech", "Writing", "Thought", "SW", "ST", "TW", "none")
FIGURES = ("message", "roles", "joint", "type", "medium")


def quote(tokens, kind="Direct", medium="Speech", head=None, **roles):
    return Quote(frozenset(tokens), kind, medium, **{k: frozenset(v) for k, v in roles.items()}, head=head)


def runs(low):
    """Sets of tokens made of one or two stretches, as quotes are."""
    stretch = st.tuples(st.integers(low, 20), st.integers(1, 8)).map(lambda p: range(p[0], p[0] + p[1]))
    return st.lists(stretch, min_size=1, max_size=2).map(lambda parts: frozenset().union(*parts))


some_tokens = st.one_of(st.just(frozenset()), st.frozensets(st.integers(0, 24), max_size=3))
quotes = st.builds(
    Quote,
    quote=runs(0),
    kind=st.sampled_from(KINDS[:3]),
    medium=st.sampled_from([*MEDIA[:3], None]),
    speaker=some_tokens,
    cue=some_tokens,
    frame=some_tokens,
    addressee=some_tokens,
)
documents = st.lists(st.tuples(st.lists(quotes, max_size=4), st.lists(quotes, max_size=4)), min_size=1, max_size=4)


def figures(scores: Scores) -> dict[str, tuple[float, float, float]]:
    measures = {name: getattr(scores, name) for name in FIGURES}
    return {name: (m.precision, m.recall, m.f1) for name, m in measures.items()}


def same(ours, theirs, tolerance):
    return all(ours[name] == pytest.approx(theirs[name], abs=tolerance, rel=0) for name in FIGURES)


# --- by hand


def test_perfect_system_scores_one_everywhere():
    gold = [quote({1, 2}, speaker={0}), quote({5, 6}, "Reported", "SW", cue={4}, addressee={8})]
    result = figures(score([(gold, gold)]))
    assert set(result.values()) == {(1.0, 1.0, 1.0)}


def test_no_system_messages_have_undefined_precision_and_zero_recall():
    result = score([([], [quote({1}, speaker={0})])])
    assert (result.message.precision, result.message.recall, result.message.f1) == (0, 0, 0)


def test_leftover_gold_message_lowers_recall_but_not_precision():
    result = score([([quote({1, 2})], [quote({1, 2}), quote({7, 8, 9})])])
    assert (result.message.precision, result.message.recall) == (1.0, 0.5)
    assert (result.type.precision, result.type.recall) == (1.0, 0.5)


def test_means_are_over_messages_not_tokens_and_over_all_documents():
    one = ([quote({1})], [quote({1})])
    long = ([quote(range(10, 14))], [quote(range(10, 30))])
    result = score([one, long])
    assert result.message.recall == pytest.approx((1 + 4 / 20) / 2)
    assert result.message.precision == 1.0


def test_empty_role_is_undefined_not_zero():
    # one pair: speaker shared; the system names a cue that gold lacks: precision 0, recall undefined
    result = score([([quote({5}, speaker={1}, cue={2})], [quote({5}, speaker={1})])])
    assert (result.roles.precision, result.roles.recall) == (0.5, 1.0)
    assert result.joint.precision == pytest.approx(2 / 3)


def test_pairs_without_overlap_come_out_and_their_type_is_judged():
    result = score([([quote({1}, "Direct", "Speech")], [quote({9}, "Direct", "Writing")])])
    assert result.message.f1 == 0.0
    assert result.type.f1 == 1.0  # one decision per pair
    assert result.medium.f1 == 0.0


def test_missing_medium_is_missed_not_spurious():
    result = score([([quote({1}, medium=None)], [quote({1})]), ([quote({1})], [quote({1})])])
    assert (result.medium.precision, result.medium.recall) == (1.0, 0.5)


def test_type_decides_between_equal_overlaps():
    direct, indirect = quote({1, 2}, "Direct"), quote({1, 2}, "Indirect")
    pairs = assign([indirect, direct], [quote({1, 2}, "Direct")])
    assert pairs[0][0] is direct and pairs[1] == (indirect, None)


def test_bonus_is_only_for_overlapping_messages():
    # without overlap the type must not draw the pair: the overlapping one wins although its type differs
    far, near = quote({50}, "Direct"), quote({1, 2, 3, 4, 5, 6, 7, 8}, "Reported", "SW")
    pairs = assign([far, near], [quote({8, 9, 10, 11, 12, 13}, "Direct")])
    assert pairs[0][0] is near


def test_assignment_is_global_not_greedy():
    # greedy would give a-x (0.8 > 0.75) and leave y to b without overlap
    a, b = quote({1, 2, 3, 4, 5}), quote({1, 2})
    x, y = quote({1, 2, 3, 4, 5, 6}), quote({3, 4, 5})
    pairs = {(id(ours), id(theirs)) for ours, theirs in assign([a, b], [x, y])}
    assert pairs == {(id(a), id(y)), (id(b), id(x))}


def test_felt_counts_found_speaker_and_exact_span_by_gold_kind():
    gold = [
        quote({1, 2, 3, 4}, "Direct", speaker={8, 9}, head=9),
        quote({20, 21, 22, 23}, "Indirect", speaker={18}, head=18),
        quote({30, 31}, "FreeIndirect"),
    ]
    system = [
        quote({1, 2, 3, 4}, "Indirect", speaker={9}, head=9),
        quote({22, 23}, "Indirect", speaker={17}, head=17),
        quote({31, 32, 33, 34, 35}, "FreeIndirect", speaker={17}, head=17),
    ]
    result = score([(system, gold)])
    assert (result.felt.found.hits, result.felt.found.total) == (2, 3)
    assert (result.felt.speaker.hits, result.felt.speaker.total) == (1, 2)
    assert (result.felt.speaker_half.hits, result.felt.speaker_half.total) == (1, 2)  # {9} of {8, 9}
    assert result.felt_by_kind["Direct"].exact.value == 1.0
    assert result.felt_by_kind["Indirect"].speaker.value == 0.0
    assert result.felt_by_kind["FreeIndirect"].found.value == 0.0


def test_speaker_that_swallows_the_sentence_is_not_half_right():
    gold, system = quote({1}, speaker={8, 9}), quote({1}, speaker=range(3, 12))
    assert score([([system], [gold])]).felt.speaker.hits == 1  # no head given: the gold head is in it
    assert score([([system], [gold])]).felt.speaker_half.hits == 0


def test_found_begins_at_one_half():
    gold = [quote({1, 2})]
    assert score([([quote({2, 3})], gold)]).felt.found.hits == 1
    assert score([([quote({2, 3, 4})], gold)]).felt.found.hits == 0


@pytest.mark.parametrize(
    ("speaker", "head"),
    [
        ("Präsident Alexander Wolkow", "Wolkow"),
        ("der belarussische Staatschef selbst", "Staatschef"),
        ("sie", "sie"),
        ("er ,", "er"),
        ("95 %", "%"),
    ],
)
def test_head_word(speaker, head):
    words = speaker.split()
    assert words[head_of(range(len(words)), words)] == head


def test_head_of_nobody():
    assert head_of((), ["Wort"]) is None


def test_command_line(tmp_path, capsys):
    document = {
        "documentName": "a",
        "tokens": [{"text": word} for word in ["Er", "komme", ",", "sagte", "Merkel"]],
        "annotations": [
            {
                "type": "Indirect",
                "medium": "Speech",
                "quote": {"tokenIds": [0, 1]},
                "speaker": {"tokenIds": [4]},
                "cue": {"tokenIds": [3]},
            }
        ],
    }
    bare = {"documentName": "a", "annotations": [{"type": "Indirect", "quote": [0, 1], "speaker": [4]}]}
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    gold.write_text(json.dumps(document) + "\n")
    predictions.write_text(json.dumps(bare) + "\n")
    assert main([str(gold), str(predictions), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["message"]["f1"] == 1.0
    assert printed["parts"]["cue"]["recall"] == 0.0
    assert printed["felt"]["speaker"] == {"hits": 1, "total": 1, "value": 1.0}
    assert main([str(gold), str(predictions)]) == 0
    assert "| message | 100.00% | 100.00% | 100.00% |" in capsys.readouterr().out
    predictions.write_text(json.dumps({**bare, "documentName": "b"}) + "\n")
    with pytest.raises(ValueError, match="not in the gold data"):
        main([str(gold), str(predictions)])


# --- against the second computation


def positions(pairs, system, gold):
    """Pairing as (system, gold) positions; the messages themselves may be equal."""
    where = {id(message): place for place, message in enumerate(system)}
    there = {id(message): place for place, message in enumerate(gold)}
    return [(None if s is None else where[id(s)], None if g is None else there[id(g)]) for s, g in pairs]


def distinct(messages):
    return [replace(message) for message in messages]


@settings(max_examples=300, deadline=None)
@given(documents)
def test_equals_second_computation(docs):
    """Pairing optimal in exact arithmetic, figures equal for it; equal from scratch where it is unique."""
    docs = [(distinct(system), distinct(gold)) for system, gold in docs]
    pairs, only_one = [], True
    for system, gold in docs:
        ours = assign(system, gold)
        assert sorted(p for p, _ in positions(ours, system, gold) if p is not None) == [*range(len(system))]
        assert sorted(p for _, p in positions(ours, system, gold) if p is not None) == [*range(len(gold))]
        reached = sum((pair_weight(s, g) for s, g in ours if s and g), Fraction(0))
        best, winners = brute_force(weights_of(system, gold))
        assert abs(best - reached) < Fraction(1, 10**9)
        only_one &= len(winners) == 1
        pairs += ours
    result = figures(score(docs))
    assert same(result, score_pairs(pairs), 1e-9)
    if only_one:
        assert same(result, score_again(docs), 1e-9)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=5), min_size=1, max_size=5))
def test_second_assignment_is_optimal(rows):
    """The pure Python assignment against trying everything, with many ties and both shapes."""
    width = min(map(len, rows))
    weights = [[Fraction(value, 3) for value in row[:width]] for row in rows]
    pairing = pair_up(weights)
    assert len(pairing) == min(len(weights), width)
    assert sum((weights[row][column] for row, column in pairing), Fraction(0)) == brute_force(weights)[0]


def disturbed(gold: list[Quote], length: int, chance: random.Random) -> list[Quote]:
    """Make believable predictions: dropped, invented, cut, relabelled, with roles lost and gained."""
    out = []
    for message in gold:
        if chance.random() < 0.2:
            continue
        tokens = sorted(message.quote)
        cut = tokens[chance.randrange(len(tokens)) :] if chance.random() < 0.5 else tokens
        out.append(
            replace(
                message,
                quote=frozenset(cut),
                kind=chance.choice([message.kind, message.kind, *KINDS]),
                medium=chance.choice([message.medium, message.medium, *MEDIA]),
                speaker=message.speaker if chance.random() < 0.7 else frozenset({chance.randrange(length)}),
                cue=message.cue if chance.random() < 0.7 else frozenset(),
            )
        )
    for _ in range(chance.randrange(3)):
        start = chance.randrange(length)
        out.append(quote(range(start, min(length, start + 9)), chance.choice(KINDS), chance.choice(MEDIA)))
    chance.shuffle(out)
    return out


needs_data = pytest.mark.skipif(not DEV.exists(), reason="corpus not here (set WORTLAUT_DATA)")


@needs_data
def test_gold_as_stored():
    read = [(document, gold_quotes(document)) for document in read_documents(DEV)]
    assert len(read) == 150
    assert {message.kind for _, gold in read for message in gold} == set(KINDS)
    assert all(message.quote for _, gold in read for message in gold)
    document, gold = next(pair for pair in read if pair[1])
    annotation = document["annotations"][0]
    assert sorted(gold[0].speaker) == annotation["speaker"]["tokenIds"]
    assert (gold[0].kind, gold[0].medium) == (annotation["type"], annotation["medium"])


@needs_data
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_equals_second_computation_on_dev_size_predictions(seed):
    chance = random.Random(seed)
    docs = [
        (disturbed(gold_quotes(document), len(document["tokens"]), chance), gold_quotes(document))
        for document in read_documents(DEV)
    ]
    assert same(figures(score(docs)), score_again(docs), 5e-5)


@needs_data
def test_equals_second_computation_on_real_predictions():
    """Set WORTLAUT_DEV_PREDICTIONS to a JSONL file of dev predictions."""
    predictions = Path(os.environ.get("WORTLAUT_DEV_PREDICTIONS", "no such file"))
    if not predictions.exists():
        pytest.skip("no predictions given")
    docs = pair_documents(read_documents(DEV), read_documents(predictions))
    assert same(figures(score(docs)), score_again(docs), 5e-5)
