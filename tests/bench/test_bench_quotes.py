"""The way from a reading (characters) to messages over corpus tokens, with fake readings."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import quotes as bench_quotes
from bench.product import plain_article
from bench.quotation_scorer import main as scorer_main
from bench.quotation_scorer import read_documents, score
from bench.quotes import fragments_of, quotes_of, run
from bench.words import Words
from wortlaut.record import Article, Failure, Fragment, Mention, Party, Reading, Run, Span, Statement

DATA = Path(os.environ.get("WORTLAUT_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
DEV = DATA / "quotes_wikinews" / "dev.jsonl.gz"
RUN = Run(wortlaut="0", model="none", lexicon="0")
TEXT = "„Wir gehen“, sagte Frau Bolte der dpa, „und zwar bald.“\n\nSie bleibe „gelassen“."
#       0         1         2         3         4         5          6         7


def span(text: str, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def mention(id: str, where: Span) -> Mention:
    return Mention(id=id, span=where, head=where, kind="name", confidence=1.0)


def document(text: str, name: str = "a", annotations=()):
    """A document of the corpus: words and single marks as tokens."""
    tokens, place = [], 0
    for chunk in text.split():
        start = text.index(chunk, place)
        place = start + len(chunk)
        word = chunk.strip("„“,.")
        cut = [c for c in chunk.partition(word)[0]] + [word] + [c for c in chunk.partition(word)[2]]
        for piece in cut:
            tokens.append({"text": piece, "charBegin": start, "charEnd": start + len(piece)})
            start += len(piece)
    return {
        "documentName": name,
        "originalText": text,
        "tokens": tokens,
        "annotations": list(annotations),
    }


def reading(text: str = TEXT, **found) -> Reading:
    return Reading(article=plain_article(text), run=RUN, **found)


def statement(**values) -> Statement:
    return Statement(**{"id": "s1", "confidence": 1.0, "kind": "direct", **values})


def texts(words: Words, tokens) -> str:
    return " ".join(words.texts[token] for token in sorted(tokens))


WORDS = Words.of_corpus(document(TEXT))
BOLTE, DPA = mention("m1", span(TEXT, "Frau Bolte")), mention("m2", span(TEXT, "dpa"))


def test_direct_statement_takes_its_marks_and_splits_at_the_frame():
    found = statement(
        content=(span(TEXT, "Wir gehen"), span(TEXT, "und zwar bald.")),
        cue=(span(TEXT, "sagte"),),
        frame=(span(TEXT, "sagte Frau Bolte der dpa"),),
        speaker=Party(mention="m1", name="Bolte"),
        addressee=Party(mention="m2", name="dpa"),
        medium="speech",
    )
    one, two = quotes_of(reading(mentions=(BOLTE, DPA), statements=(found,)), WORDS)
    assert texts(WORDS, one.quote) == "„ Wir gehen “"
    assert texts(WORDS, two.quote) == "„ und zwar bald . “"
    for message in (one, two):
        assert (message.kind, message.medium) == ("Direct", "Speech")
        assert texts(WORDS, message.speaker) == "Frau Bolte"
        assert texts(WORDS, message.addressee) == "dpa"
        assert texts(WORDS, message.cue) == "sagte"
        assert texts(WORDS, message.frame) == "sagte Frau Bolte der dpa"
        assert message.head is not None and WORDS.texts[message.head] == "Bolte"


def test_marks_already_in_the_content_make_no_difference():
    bare = statement(content=(span(TEXT, "Wir gehen"),))
    marked = statement(content=(span(TEXT, "„Wir gehen“"),))
    assert quotes_of(reading(statements=(bare,)), WORDS) == quotes_of(reading(statements=(marked,)), WORDS)


def test_other_kinds_are_one_message_without_more_marks():
    found = statement(kind="indirect", content=(span(TEXT, "Sie"), span(TEXT, "gelassen")))
    (message,) = quotes_of(reading(statements=(found,)), WORDS)
    assert (message.kind, texts(WORDS, message.quote)) == ("Indirect", "Sie gelassen")


def test_tokens_are_taken_whole():
    found = statement(kind="reported", content=(Span(start=3, end=6),))
    (message,) = quotes_of(reading(statements=(found,)), WORDS)
    assert texts(WORDS, message.quote) == "Wir gehen"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("speech", "Speech"), ("writing", "Writing"), ("thought", "Thought"), ("unknown", "SW")],
)
def test_media(ours, theirs):
    (message,) = quotes_of(reading(statements=(statement(content=(Span(start=0, end=5),), medium=ours),)), WORDS)
    assert message.medium == theirs


def test_party_without_a_mention_has_no_tokens():
    found = statement(content=(Span(start=0, end=5),), speaker=Party(mention=None, name="Bolte", carried=True))
    (message,) = quotes_of(reading(statements=(found,)), WORDS)
    assert message.speaker == frozenset() and message.head is None


def test_messages_come_in_text_order():
    late = statement(id="s1", kind="indirect", content=(span(TEXT, "bleibe"),))
    early = statement(id="s2", kind="indirect", content=(span(TEXT, "gehen"),))
    found = quotes_of(reading(statements=(late, early)), WORDS)
    assert [texts(WORDS, message.quote) for message in found] == ["gehen", "bleibe"]


def test_fragments_are_direct_messages_of_their_own():
    fragment = Fragment(span=span(TEXT, "gelassen"), statement="s1", speaker=Party(mention="m1", name="Bolte"))
    (message,) = fragments_of(reading(mentions=(BOLTE,), fragments=(fragment,)), WORDS)
    assert texts(WORDS, message.quote) == "„ gelassen “"
    assert texts(WORDS, message.speaker) == "Frau Bolte"


@given(st.text(alphabet="ab \n„“.,", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_overlapped_is_the_definition(text, start, length):
    words = Words.of_text(text)
    expected = {
        token
        for token, (begin, end) in enumerate(zip(words.starts, words.ends, strict=True))
        if begin < start + length and start < end
    }
    assert words.overlapped([(start, start + length)]) == expected


@given(st.text(alphabet="ab \n\t„“", max_size=60))
def test_plain_article_keeps_the_text_and_covers_it(text):
    article = plain_article(text)
    assert article.text == text
    inside = {place for p in article.paragraphs for place in range(p.span.start, p.span.end)}
    assert all(place in inside for place, char in enumerate(text) if not char.isspace())
    for paragraph in article.paragraphs:
        words = paragraph.span.of(text)
        assert words == words.strip() and "\n" not in words and paragraph.role == "body"


class Scripted:
    """A reader that knows its readings by heart."""

    def __init__(self, readings):
        self.readings = readings

    def read(self, article: Article) -> Reading:
        return replace(self.readings[article.text], article=article)


def test_a_failing_document_counts_as_empty_and_is_named():
    annotation = {"type": "Direct", "medium": "Speech", "quote": [0, 1, 2, 3]}
    good, bad = document(TEXT, "good", [annotation]), document("Nichts.", "bad", [annotation])
    found = statement(content=(span(TEXT, "Wir gehen"),), medium="speech")
    stage = Failure(stage="resolve", message="lost")
    result = run(Scripted({TEXT: reading(statements=(found,), failures=(stage,))}), [good, bad], plain_article)
    assert score(result.documents).felt.exact.hits == 1
    assert score(result.documents).gold == 2
    assert [failure.split(":")[0] for failure in result.failures] == ["good", "bad"]


def test_changed_text_is_a_failure_not_a_wrong_figure():
    reader = Scripted({TEXT.upper(): reading(statements=(statement(content=(Span(start=0, end=5),)),))})
    result = run(reader, [document(TEXT)], lambda text: plain_article(text.upper()))
    assert result.documents == [([], [])]
    assert "offsets do not hold" in result.failures[0]


def perfect(document) -> Reading:
    """The gold annotations as the product would give them: marks outside, one mention per party."""
    mentions, statements = [], []

    def party(part) -> Party | None:
        if not part["spans"]:
            return None
        bounds = [(s["charBegin"], s["charEnd"]) for s in part["spans"]]
        where = Span(start=min(s for s, _ in bounds), end=max(e for _, e in bounds))
        mentions.append(mention(f"m{len(mentions)}", where))
        return Party(mention=mentions[-1].id, name=part["text"])

    kinds = {theirs: ours for ours, theirs in bench_quotes.KIND.items()}
    media = {theirs: ours for ours, theirs in bench_quotes.MEDIUM.items()}
    for number, gold in enumerate(document["annotations"]):
        content = [[s["charBegin"], s["charEnd"]] for s in gold["quote"]["spans"]]
        if gold["type"] == "Direct":
            text = document["originalText"]
            content = [[s + (text[s] in '„“"'), e - (text[e - 1] in '“”"')] for s, e in content]
        statements.append(
            statement(
                id=f"s{number}",
                kind=kinds[gold["type"]],
                content=tuple(Span(start=s, end=e) for s, e in content),
                cue=tuple(Span(start=s["charBegin"], end=s["charEnd"]) for s in gold["cue"]["spans"]),
                frame=tuple(Span(start=s["charBegin"], end=s["charEnd"]) for s in gold["frame"]["spans"]),
                speaker=party(gold["speaker"]),
                addressee=party(gold["addressee"]),
                medium=media.get(gold["medium"], "unknown"),
            )
        )
    return reading(document["originalText"], mentions=tuple(mentions), statements=tuple(statements))


@pytest.mark.skipif(not DEV.exists(), reason="corpus not here (set WORTLAUT_DATA)")
def test_perfect_product_scores_nearly_one_on_dev(tmp_path, capsys, monkeypatch):
    """What the mapping itself loses: discontinuous speakers, and media the product does not tell apart."""
    by_text = {found["originalText"]: perfect(found) for found in read_documents(DEV)}
    monkeypatch.setattr(bench_quotes, "load_reader", lambda model: Scripted(by_text))
    monkeypatch.setattr(bench_quotes, "intake_article", plain_article)
    out, predictions = tmp_path / "report.md", tmp_path / "predictions.jsonl"
    arguments = ["--data", str(DATA), "--out", str(out), "--predictions", str(predictions)]
    assert bench_quotes.main(arguments) == 0
    printed = capsys.readouterr().out
    assert out.read_text() == printed
    assert "| rule-based baseline (published, on test) | 47.91 | 35.48 | 39.06 | 43.93 | 36.31 | |" in printed
    assert scorer_main([str(DEV), str(predictions), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["message"]["f1"] > 0.995
    assert scores["roles"]["f1"] > 0.99
    assert scores["type"]["f1"] > 0.995
    assert scores["felt"]["exact"]["value"] > 0.99
