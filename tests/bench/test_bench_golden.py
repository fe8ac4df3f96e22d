"""Comparing readings with golden files: anchors, one-to-one pairing, every verdict, the bars of the seed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import golden as bench_golden
from bench import product
from bench import seed as bench_seed
from bench.golden_files import GoldenError, golden_article, golden_of, place, read_text
from bench.matching import compare, figures, mention_head, right_name
from bench.product import plain_article
from bench.quotation_scorer import Share
from bench.words import Words
from wortlaut.record import Mention, Party, Reading, Run, Span, Statement

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "examples" / "articles"
SEEDS = ROOT.parent / "shared" / "seeds"
PATHS = [
    path.with_name(path.name.replace(".gold.json", ".txt"))
    for folder in (ARTICLES, SEEDS)
    if folder.exists()
    for path in sorted(folder.glob("*.gold.json"))
]
RUN = Run(wortlaut="0", model="none", lexicon="0")

TEXT = """Streit in Sofia

„Ich gehe nicht“, sagte Ministerpräsident Iwan Petrow der Zeitung. Er habe, so Petrow, „viel Zeit“.

Ein Sprecher des Innenministeriums teilte mit, Petrow habe gelogen."""
GOLDEN = {
    "article": {"paragraph_roles": ["headline", "body", "body"]},
    "actors": [{"name": "Iwan Petrow", "kind": "person", "mentions": ["Petrow"]}],
    "statements": [
        {
            "id": "s1",
            "kind": "direct",
            "content": [{"text": "Ich gehe nicht"}],
            "speaker": {
                "mention": {"text": "Ministerpräsident Iwan Petrow"},
                "name": "Iwan Petrow",
                "carried": False,
            },
            "addressee": {"mention": {"text": "der Zeitung"}, "name": "Zeitung"},
            "medium": "speech",
            "certainty": "asserted",
            "parent": None,
        },
        {
            "id": "s2",
            "kind": "free_indirect",
            "content": [{"text": "Er habe"}, {"text": "„viel Zeit“"}],
            "speaker": {"mention": {"text": "Petrow", "nth": 2}, "name": "Iwan Petrow", "carried": False},
            "addressee": None,
            "parent": None,
        },
        {
            "id": "s3",
            "kind": "indirect",
            "content": [{"text": "Petrow habe gelogen"}],
            "speaker": {
                "mention": {"text": "Ein Sprecher des Innenministeriums"},
                "name": "Sprecher",
                "carried": False,
            },
            "addressee": None,
            "parent": "s2",
        },
    ],
}


def span(words: str, nth: int = 1, text: str = TEXT) -> Span:
    start, end = place({"text": words, "nth": nth}, text)
    return Span(start=start, end=end)


def perfect(golden, *, text: str = TEXT, name: str = "sofia") -> Reading:
    """The reading that says exactly what the golden file says."""
    mentions, statements = [], []

    def party(someone) -> Party | None:
        if someone is None:
            return None
        if someone.mention is None:
            return Party(mention=None, name=someone.name, carried=True)
        where = Span(start=someone.mention[0], end=someone.mention[1])
        mentions.append(Mention(id=f"m{len(mentions)}", span=where, head=where, kind="name", confidence=1))
        return Party(mention=mentions[-1].id, name=someone.name)

    read = golden_article(name, golden, text)
    for expected in read.statements:
        statements.append(
            Statement(
                id=f"ours-{expected.id}",
                kind=expected.kind,
                content=tuple(Span(start=start, end=end) for start, end in expected.content),
                speaker=party(expected.speaker),
                addressee=party(expected.addressee),
                medium=expected.medium or "unknown",
                certainty=expected.certainty or "asserted",
                polarity=expected.polarity or "affirmed",
                parent=expected.parent and f"ours-{expected.parent}",
                confidence=1.0,
            )
        )
    article = plain_article(text)
    if read.roles and len(article.paragraphs) == len(read.roles):
        paragraphs = zip(article.paragraphs, read.roles, strict=True)
        article = replace(article, paragraphs=tuple(replace(p, role=role) for p, role in paragraphs))
    return Reading(article=article, run=RUN, mentions=tuple(mentions), statements=tuple(statements))


def compared(reading: Reading, golden=GOLDEN):
    return compare(golden_article("sofia", golden, TEXT), reading)


def changed(reading: Reading, place: int, **values) -> Reading:
    statements = list(reading.statements)
    statements[place] = replace(statements[place], **values)
    return replace(reading, statements=tuple(statements))


def verdicts(reading: Reading, golden=GOLDEN):
    return {case.expected.id: case for case in compared(reading, golden).cases}


# --- anchors


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=3), st.integers(1, 5))
def test_place_finds_the_nth_occurrence(text, words, nth):
    everywhere = [at for at in range(len(text)) if text.startswith(words, at)]
    if nth > len(everywhere):
        with pytest.raises(GoldenError):
            place({"text": words, "nth": nth}, text)
    else:
        assert place({"text": words, "nth": nth}, text) == (
            everywhere[nth - 1],
            everywhere[nth - 1] + len(words),
        )


def test_a_seed_anchor_must_quote_the_text():
    assert place({"span": [0, 6], "text": "Streit"}, TEXT) == (0, 6)
    with pytest.raises(GoldenError, match="not 'Sofia'"):
        place({"span": [0, 6], "text": "Sofia"}, TEXT)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_golden_files_fit_their_articles(path):
    """Every anchor is there, and the reading that follows the golden file gets everything right."""
    text = read_text(path)
    comparison = compare(
        golden_article(path.stem, golden_of(path), text), perfect(golden_of(path), text=text, name=path.stem)
    )
    assert not comparison.extra
    assert [case.expected.id for case in comparison.cases if not (case.found and case.exact)] == []
    for name, share in figures([comparison]).items():
        if name != "paragraph roles":
            assert share.hits == share.total, name


# --- verdicts


def test_perfect_reading():
    result = figures([compared(perfect(GOLDEN))])
    assert all(share.hits == share.total for share in result.values())
    assert result["found"] == Share(3, 3)
    assert result["exact direct"] == Share(1, 1)
    assert result["addressee"] == Share(1, 1)
    assert result["parent"] == Share(1, 1)
    assert result["paragraph roles"] == Share(3, 3)


def test_empty_reading():
    result = figures([compared(Reading(article=plain_article(TEXT), run=RUN))])
    assert result["found"] == Share(0, 3) and result["exact direct"] == Share(0, 1)
    assert result["speaker mention"] == Share(0, 0)
    assert result["paragraph roles"] == Share(2, 3)


def test_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        compared(replace(perfect(GOLDEN), article=plain_article(TEXT + " ")))


def test_one_partner_for_one_statement():
    """One long statement of ours over two golden ones finds at most one of them."""
    long = Statement(id="x", kind="indirect", content=(Span(start=17, end=len(TEXT)),), confidence=1.0)
    twins = {**GOLDEN, "statements": [{**GOLDEN["statements"][2], "parent": None, "id": n} for n in "ab"]}
    exact = replace(long, content=(span("Petrow habe gelogen"),))
    reading = Reading(article=plain_article(TEXT), run=RUN, statements=(exact,))
    assert figures([compared(reading, twins)])["found"] == Share(1, 2)
    doubled = replace(reading, statements=(exact, replace(exact, id="y"), replace(exact, id="z")))
    result = figures([compared(doubled, twins)])
    assert result["found"] == Share(2, 2) and result["not invented"] == Share(2, 3)


def test_direct_span_is_exact_to_the_character():
    reading = perfect(GOLDEN)
    for wrong in ("„Ich gehe nicht", "Ich gehe nicht“", "gehe nicht"):
        case = verdicts(changed(reading, 0, content=(span(wrong),)))["s1"]
        assert case.found and not case.exact


def test_marks_do_not_count_for_finding():
    assert verdicts(changed(perfect(GOLDEN), 0, content=(span("„Ich gehe nicht“"),)))["s1"].f1 == 1.0


@pytest.mark.parametrize(
    ("words", "nth", "right"),
    [
        ("Ministerpräsident Iwan Petrow", 1, True),
        ("Iwan Petrow", 1, True),
        ("Petrow", 1, True),
        ("Petrow", 2, False),  # the same man, but not named here
        ("Ministerpräsident", 1, False),
        ("Iwan", 1, False),
        ("sagte Ministerpräsident Iwan Petrow der Zeitung", 1, True),
        ("Ministerpräsident Iwan Petrow der Zeitung. Er habe, so Petrow", 1, False),
    ],
)
def test_speaker_mention(words, nth, right):
    reading = perfect(GOLDEN)
    mentions = (replace(reading.mentions[0], span=span(words, nth)), *reading.mentions[1:])
    assert verdicts(replace(reading, mentions=mentions))["s1"].speaker is right


def test_speaker_whose_mention_is_another_institution_is_wrong():
    reading = perfect(GOLDEN)
    last = replace(reading.mentions[-1], span=span("Innenministeriums"))
    assert verdicts(replace(reading, mentions=(*reading.mentions[:-1], last)))["s3"].speaker is False


@pytest.mark.parametrize(
    ("mention", "name", "head"),
    [
        ("Ein Sprecher des Innenministeriums", "Sprecher", "Sprecher"),
        ("Ein Sprecher des Innenministeriums", None, "Sprecher"),
        ("Osteuropa-Kenner Dr. Johannes Grotmann von der Universität Bremen", "Johannes Grotmann", "Grotmann"),
        ("Der estnische Staatschef", "Alexander Wolkow", "Staatschef"),
        ("Wolkows", "Alexander Wolkow", "Wolkows"),
        ("seine", "Alexander Wolkow", "seine"),
        ("Er", "Alexander Wolkow", "Er"),
    ],
)
def test_mention_head(mention, name, head):
    words = Words.of_text(mention)
    assert words.texts[mention_head(range(len(words.texts)), words, name)] == head


def test_names():
    someone = golden_article("sofia", GOLDEN, TEXT).statements[0].speaker
    for name, right in [
        ("Iwan Petrow", True),
        ("Dr. Iwan Petrow", True),
        ("Petrow", True),
        ("Iwanow", False),
    ]:
        assert right_name(someone, Party(mention=None, name=name)) is right
    assert right_name(someone, Party(mention=None, name=None)) is False


def test_best_name_and_any_name_are_two_figures():
    case = verdicts(changed(perfect(GOLDEN), 0, speaker=Party(mention="m0", name="Petrow")))["s1"]
    assert (case.speaker, case.name, case.known) == (True, False, True)


def test_carried_speaker():
    golden = json.loads(json.dumps(GOLDEN))
    golden["statements"][1]["speaker"] = {"mention": None, "name": "Iwan Petrow", "carried": True}
    reading = perfect(GOLDEN)
    for party, right in [
        (Party(mention=None, name="Iwan Petrow"), True),
        (Party(mention="m0", name="Iwan Petrow", carried=True), True),
        (Party(mention="m0", name="Iwan Petrow", carried=False), False),
        (Party(mention=None, name="Sprecher", carried=True), False),
        (None, False),
    ]:
        assert verdicts(changed(reading, 1, speaker=party), golden)["s2"].speaker is right


def test_invented_addressee_and_parent_are_wrong():
    reading = perfect(GOLDEN)
    noisy = changed(reading, 1, addressee=reading.statements[0].addressee, parent="ours-s1")
    assert verdicts(noisy)["s2"].addressee is False
    assert verdicts(noisy)["s2"].parent is False
    assert verdicts(reading)["s1"].parent is None


def test_parent_must_be_the_partner_of_the_golden_parent():
    assert verdicts(changed(perfect(GOLDEN), 2, parent="ours-s1"))["s3"].parent is False
    assert verdicts(changed(perfect(GOLDEN), 2, parent=None))["s3"].parent is False
    unfound = changed(perfect(GOLDEN), 1, content=(span("Streit"),))
    assert verdicts(unfound)["s3"].parent is False


def test_nothing_is_judged_of_what_is_not_found():
    case = verdicts(changed(perfect(GOLDEN), 0, content=(span("Streit"),)))["s1"]
    assert not case.found and case.speaker is None and case.name is None and not case.exact


def test_superfluous_paragraphs_count_as_wrong():
    reading = perfect(GOLDEN)
    paragraphs = (*reading.article.paragraphs, reading.article.paragraphs[-1])
    article = replace(reading.article, paragraphs=paragraphs)
    assert figures([compared(replace(reading, article=article))])["paragraph roles"] == Share(3, 4)


# --- commands


class Scripted:
    def __init__(self, reading):
        self.reading = reading

    def read(self, article):
        return self.reading


@pytest.fixture
def written(tmp_path, monkeypatch):
    """An article and its golden file on disk; the product is what the test makes it."""
    (tmp_path / "sofia.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sofia.gold.json").write_text(json.dumps(GOLDEN), encoding="utf-8")

    def read_as(reading):
        monkeypatch.setattr(bench_golden, "intake_article", product.plain_article)
        for module in (bench_golden, bench_seed):
            monkeypatch.setattr(module, "load_reader", lambda model: Scripted(reading))
        return tmp_path

    return read_as


def test_golden_command(written, capsys):
    folder = written(changed(perfect(GOLDEN), 0, content=(span("Streit"),)))
    assert bench_golden.main(["--articles", str(folder), "--misses"]) == 0
    printed = capsys.readouterr().out
    assert "| found | 66.7% (2/3) | 2/3 |" in printed
    assert "sofia s1 direct: not found (F1 0.00): Ich gehe nicht" in printed
    assert "sofia – direct: invented: Streit" in printed
    assert bench_golden.main(["--articles", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sofia"]["found"]["hits"] == 2


def test_seed_command_and_exit_code(written, capsys):
    seed = ["--seed", str(written(perfect(GOLDEN)) / "sofia.txt")]
    assert bench_seed.main(seed) == 0
    assert "direct, exact with speaker: 1 of 1" in capsys.readouterr().out
    written(changed(perfect(GOLDEN), 0, content=(span("„Ich gehe nicht“"),)))
    assert bench_seed.main(seed) == 1
    written(changed(perfect(GOLDEN), 2, content=(span("Streit"),)))
    assert bench_seed.main(seed) == 1


@pytest.mark.parametrize(
    ("direct", "others", "good"),
    [((6, 6), (9, 11), True), ((6, 6), (8, 11), False), ((5, 6), (11, 11), False), ((0, 0), (0, 0), True)],
)
def test_bars(direct, others, good):
    assert bench_seed.passed(Share(*direct), Share(*others)) is good
