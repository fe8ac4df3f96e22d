"""What ``wortlaut review`` takes from a command line and prints."""

from __future__ import annotations

import json as standard_json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

import typer

from wortlaut.cli.archive import fail
from wortlaut.cli.batch import counted, say
from wortlaut.cli.output import lines_to
from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang, word
from wortlaut.export import record_json
from wortlaut.export.corpus import corpus_document
from wortlaut.record import Coding, Event, Review, Statement, Target
from wortlaut.record.review import FindingKind, plain_changes, plain_target
from wortlaut.review import F1, Agreement, Alpha, Orphan, Reviewed, State, is_settled
from wortlaut.store import Page, QueueRow, Store

_KINDS: tuple[FindingKind, ...] = ("statement", "event", "mention", "coding")
_WIDEST = 90


def shown_of(store: Store, article: str) -> Reviewed:
    """Return an article as people have reviewed it; ends the command where there is none, or nobody has read it."""
    shown = store.people.reviewed(article)
    if shown is None:
        if store.article_row(article) is None:
            fail(f"there is no article {article} in this store")
        fail(f"article {article} is not read yet")
    return shown


def reviews_of(shown: Reviewed) -> list[Review]:
    """Return all reviews of an article."""
    return [
        *(one for state in shown.states for one in state.reviews),
        *(one.review for one in shown.orphans),
        *shown.past,
    ]


def finding_of(shown: Reviewed, name: str) -> tuple[FindingKind, str]:
    """Return the kind and id of a finding by its id, with its kind before it (``event:e1``) or not."""
    known = {("statement", one.id) for one in (*shown.read.statements, *shown.reading.statements)}
    known |= {("event", one.id) for one in shown.read.events} | {("mention", one.id) for one in shown.read.mentions}
    known |= {("coding", one.id) for one in (*shown.read.codings, *shown.reading.codings)}
    known |= {(one.target.kind, one.target.id or "") for one in shown.states}
    kind, _, id = name.rpartition(":")
    found = [one for one in _KINDS if (one, id) in known and kind in ("", one)]
    if not found:
        raise typer.BadParameter(f"article {shown.read.article.id} has no {name}", param_hint="FINDING")
    return found[0], id


def print_queue(page: Page[QueueRow], *, json: bool, language: Lang) -> None:
    """Print a page of the queue."""
    if json:
        _print_json(asdict(row) for row in page.items)
    for row in () if json else page.items:
        why = ", ".join(word(f"doubt:{reason}", language) for reason in row.reasons[:2])
        cells = (f"{row.doubt:.2f}", row.article.id, f"{row.kind}:{row.id}", why, _short(row.sentence))
        print("\t".join(map(safe, cells)))
    total = f"{page.total} or more" if page.capped else str(page.total)
    first, last = page.offset + 1, page.offset + len(page.items)
    say(f"{first}–{last} of {total}" if page.items else word("nothing_queued", language))


def print_reviewed(shown: Reviewed, *, json: bool, language: Lang) -> None:
    """Print the findings of an article with what people said of them."""
    if json:
        _print_json([_plain(shown)])
        return
    text = shown.read.article.text
    states = {one.target.name: one for one in shown.states}
    things: list[Statement | Event | Coding] = [
        *shown.reading.statements,
        *shown.reading.events,
        *shown.reading.codings,
    ]
    for one in things:
        name = f"{Target.of(one).kind}:{one.id}"
        _print_finding(name, _told(one, text, shown, language), states.pop(name, None), language)
    for state in states.values():
        words = " … ".join(span.of(text) for span in state.target.evidence)
        _print_finding(state.target.name or "", words, state, language)
    for orphan in shown.orphans:
        print("\t".join(map(safe, _orphan_cells(orphan, text, language))))


def print_orphans(records: Iterable[Reviewed], *, json: bool, language: Lang) -> None:
    """Print the reviews without a place."""
    found = ((one, shown.read.article.text) for shown in records for one in shown.orphans)
    if json:
        _print_json(_plain_orphan(one) for one, _ in found)
        return
    for one, text in found:
        print("\t".join(map(safe, (one.review.article, *_orphan_cells(one, text, language)))))


def print_agreement(found: Agreement, *, json: bool, language: Lang) -> None:
    """Print how well people and the machine agree."""
    if json:
        _print_json([asdict(found)])
        return
    say(", ".join(map(safe, found.reviewers)) or word("nothing_queued", language))
    for name, alphas, words in (
        ("people", found.people, found.people_words),
        ("machine", found.machine, found.machine_words),
    ):
        if alphas or words:
            print(word(name, language))
        for row in alphas:
            print(_alpha_line(row, language))
        if words:
            print(_words_line(words, language))


def export_reviewed(records: Iterable[Reviewed], *, corpus: str | None, jsonl: str | None, partly: bool) -> None:
    """Write reviewed articles to files, and tell how many."""
    done = left = 0
    with ExitStack() as files:
        documents = files.enter_context(lines_to(corpus)) if corpus else None
        lines = files.enter_context(lines_to(jsonl)) if jsonl else None
        for shown in records:
            if not partly and not is_settled(shown):
                left += 1
                continue
            done += 1
            if documents:
                documents(standard_json.dumps(corpus_document(shown.reading), ensure_ascii=False).encode() + b"\n")
            if lines:
                lines(record_json(shown.reading) + b"\n")
    rest = f", {left} not settled (--partly)" if left else ""
    say(f"{counted(done, 'article')}{rest}")


def _print_finding(name: str, words: str, state: State | None, lang: Lang) -> None:
    told = word(f"state:{state.state if state else 'open'}", lang)
    by = ", ".join(dict.fromkeys(one.reviewer for one in state.reviews)) if state else ""
    print("\t".join(map(safe, (name, f"{told} ({by})" if by else told, _short(words)))))
    for one in state.reviews if state else ():
        correction = standard_json.dumps(plain_changes(one.correction), ensure_ascii=False) if one.correction else ""
        cells = (one.id, one.at.isoformat(timespec="minutes"), one.reviewer, one.verdict, correction, one.note or "")
        print(("  " + "\t".join(map(safe, cells))).rstrip())


def _told(one: Statement | Event | Coding, text: str, shown: Reviewed, lang: Lang) -> str:
    if isinstance(one, Statement):
        who = one.speaker.name if one.speaker and one.speaker.name else "?"
        return f"{who}: " + " … ".join(span.of(text) for span in one.content)
    names = {actor.id: actor.name for actor in shown.reading.actors}
    if isinstance(one, Coding):
        who = ", ".join(names[id] for id in one.actors) or "?"
        words = " … ".join(span.of(text) for span in one.evidence)
        return f"{one.codebook}/{one.concept} {word(f'agreement:{one.agreement}', lang)} {who}: {words}"
    who = ", ".join(names[id] for id in one.initiator) or "?"
    return f"{one.type} {who} → {', '.join(names[id] for id in one.recipient) or '?'}: {one.text.of(text)}"


def _orphan_cells(one: Orphan, text: str, lang: Lang) -> Iterator[str]:
    review = one.review
    yield review.id
    yield review.target.name or review.target.kind
    yield review.verdict
    yield review.reviewer
    yield word(f"orphan:{one.reason}", lang)
    yield _short(" … ".join(span.of(text) for span in review.target.evidence))


def _alpha_line(row: Alpha, lang: Lang) -> str:
    value = "   –  " if row.alpha is None else f"{row.alpha:6.3f}"
    return f"  {row.field:<22} α {value}  {word('same', lang)} {row.same:4.0%}  {word('compared', lang)} {row.units}"


def _words_line(row: F1, lang: Lang) -> str:
    return f"  {word('tokens', lang):<22} F1 {row.f1:.3f} (P {row.precision:.3f}, R {row.recall:.3f})"


def _plain(shown: Reviewed) -> dict[str, Any]:
    """Return an article's reviews as a plain value, with its record."""
    return {
        "article": shown.read.article.id,
        "states": [
            {
                "target": plain_target(one.target),
                "state": one.state,
                "outcome": one.outcome,
                "by": one.by,
                "changes": plain_changes(one.changes),
                "reviews": [_plain_review(review) for review in one.reviews],
            }
            for one in shown.states
        ],
        "orphans": [_plain_orphan(one) for one in shown.orphans],
        "past": [_plain_review(one) for one in shown.past],
        "record": standard_json.loads(record_json(shown.reading)),
        "codings": [asdict(one) for one in shown.reading.codings],
    }


def _plain_orphan(one: Orphan) -> dict[str, Any]:
    return {"reason": one.reason, "message": one.message, "review": _plain_review(one.review)}


def _plain_review(one: Review) -> dict[str, Any]:
    from wortlaut.export import review_json

    found: dict[str, Any] = standard_json.loads(review_json(one))
    return found


def _print_json(values: Iterable[Any]) -> None:
    with lines_to("-") as write:
        for value in values:
            line = standard_json.dumps(value, default=str, ensure_ascii=False)
            write(line.encode("utf-8", "replace") + b"\n")


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
