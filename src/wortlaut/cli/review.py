"""``wortlaut review``: look at what is doubtful, say what is right; nothing is overwritten, all can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import Language

if TYPE_CHECKING:
    from wortlaut.record.review import Verdict

app = typer.Typer(
    name="review", help="Look at what is doubtful, say what is right.", no_args_is_help=True, rich_markup_mode=None
)

_Article = Annotated[str, typer.Argument(metavar="ARTICLE", help="Id of an article.")]
_Finding = Annotated[
    str, typer.Argument(metavar="FINDING", help="Id of a statement, event, mention or coding: s3, e1, m7, bau.k2.")
]
_Reviewer = Annotated[
    str, typer.Option(metavar="NAME", envvar="WORTLAUT_REVIEWER", help="Who reviews.", show_default=False)
]
_Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
_QUEUED = ("statement", "event", "mention", "coding", "orphan")
_WHO = "NAME|ID|WORDS, - for nobody"
_PLACE = "The very words in the article, or START-END in code points."
_Speaker = Annotated[str | None, typer.Option(metavar=_WHO, help="Who speaks.")]
_Addressee = Annotated[str | None, typer.Option(metavar=_WHO, help="Who is spoken to.")]
_Kind = Annotated[str | None, typer.Option(metavar="KIND", help="direct, indirect, reported …")]
_Medium = Annotated[str | None, typer.Option(metavar="MEDIUM", help="speech, writing, thought, unknown.")]
_Certainty = Annotated[str | None, typer.Option(metavar="DEGREE", help="asserted, reported, hearsay, possible …")]
_Polarity = Annotated[str | None, typer.Option(metavar="POLARITY", help="affirmed, denied.")]
_Cue = Annotated[list[str] | None, typer.Option(metavar="WORDS", help=f"The word of saying. {_PLACE}")]
_New = Annotated[
    str | None, typer.Option(metavar="KIND", help="What somebody is whom the article does not know: person, state …")
]


@app.command()
def queue(
    database: DatabaseOption = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only these: statement, event, mention, coding, orphan.")
    ] = None,
    article: Annotated[str | None, typer.Option(metavar="ARTICLE", help="Only of this article.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many.")] = 20,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    json: _Json = False,
    language: Language = "de",
) -> None:
    """List what a person should look at, the most doubtful first.

    One a line: doubt, article, finding, why, the sentence.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.reviews import print_queue

    for one in kind or ():
        if one not in _QUEUED:
            raise typer.BadParameter(f"{one!r} is none of {', '.join(_QUEUED)}", param_hint="--kind")
    with opened(database) as store, quiet_pipe():
        found = store.people.queue(kinds=kind or (), article=article, offset=(page - 1) * limit, limit=limit)
        print_queue(found, json=json, language=language)


@app.command()
def show(article: _Article, database: DatabaseOption = None, json: _Json = False, language: Language = "de") -> None:
    """Show an article as people have reviewed it: its findings, and what was said of them by whom."""
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.reviews import print_reviewed, shown_of

    with opened(database) as store, quiet_pipe():
        print_reviewed(shown_of(store, article), json=json, language=language)


@app.command()
def accept(
    article: _Article, finding: _Finding, reviewer: _Reviewer, database: DatabaseOption = None, note: _Note = None
) -> None:
    """Say that a finding is right as it is shown."""
    _say("accept", article, finding, reviewer, database, note)


@app.command()
def reject(
    article: _Article, finding: _Finding, reviewer: _Reviewer, database: DatabaseOption = None, note: _Note = None
) -> None:
    """Say that a finding is none."""
    _say("reject", article, finding, reviewer, database, note)


@app.command()
def unsure(
    article: _Article, finding: _Finding, reviewer: _Reviewer, database: DatabaseOption = None, note: _Note = None
) -> None:
    """Say that you looked and do not know: somebody else should."""
    _say("unsure", article, finding, reviewer, database, note)


@app.command()
def correct(
    article: _Article,
    finding: _Finding,
    reviewer: _Reviewer,
    database: DatabaseOption = None,
    speaker: _Speaker = None,
    addressee: _Addressee = None,
    kind: _Kind = None,
    medium: _Medium = None,
    certainty: _Certainty = None,
    polarity: _Polarity = None,
    words: Annotated[list[str] | None, typer.Option(metavar="WORDS", help=f"The words said. {_PLACE}")] = None,
    cue: _Cue = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Event: AGREE, REJECT …")] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="Event: mode of its type, - for none.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Event: happened, planned …")] = None,
    trigger: Annotated[list[str] | None, typer.Option(metavar="WORDS", help=f"Event: what tells it. {_PLACE}")] = None,
    initiator: Annotated[list[str] | None, typer.Option(metavar=_WHO, help="Event: who does it.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(metavar=_WHO, help="Event: to whom.")] = None,
    object: Annotated[str | None, typer.Option(metavar="WORDS", help="Event: about what, - for nothing.")] = None,
    place: Annotated[str | None, typer.Option(metavar=_WHO, help="Event: where.")] = None,
    actor: Annotated[str | None, typer.Option(metavar=_WHO, help="Mention: whom it names.")] = None,
    concept: Annotated[str | None, typer.Option(metavar="ID", help="Coding: concept of its codebook.")] = None,
    agreement: Annotated[str | None, typer.Option(metavar="SIDE", help="Coding: for, against, unclear.")] = None,
    actors: Annotated[list[str] | None, typer.Option(metavar=_WHO, help="Coding: who takes the position.")] = None,
    new: _New = None,
    note: _Note = None,
) -> None:
    """Say what a finding should be; what is not told stays as it is shown."""
    told = {
        "speaker": speaker, "addressee": addressee, "kind": kind, "medium": medium, "certainty": certainty,
        "polarity": polarity, "content": words, "cue": cue, "type": type, "mode": mode, "status": status,
        "trigger": trigger, "initiator": initiator, "recipient": recipient, "object": object, "place": place,
        "actor": actor, "concept": concept, "agreement": agreement, "actors": actors,
    }  # fmt: skip
    _say("correct", article, finding, reviewer, database, note, told=told, new=new)


@app.command()
def add(
    article: _Article,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=f"The words that prove it. {_PLACE}")],
    reviewer: _Reviewer,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="A statement: direct, indirect, reported …")] = None,
    event: Annotated[str | None, typer.Option(metavar="TYPE", help="An event: AGREE, REJECT …")] = None,
    coding: Annotated[str | None, typer.Option(metavar="CODEBOOK/CONCEPT", help="A coding, with --agreement.")] = None,
    database: DatabaseOption = None,
    speaker: _Speaker = None,
    addressee: _Addressee = None,
    medium: _Medium = None,
    certainty: _Certainty = None,
    polarity: _Polarity = None,
    cue: _Cue = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="Event: mode of its type.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Event: happened, planned …")] = None,
    initiator: Annotated[list[str] | None, typer.Option(metavar=_WHO, help="Event: who does it.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(metavar=_WHO, help="Event: to whom.")] = None,
    object: Annotated[str | None, typer.Option(metavar="WORDS", help="Event: about what.")] = None,
    place: Annotated[str | None, typer.Option(metavar=_WHO, help="Event: where.")] = None,
    agreement: Annotated[str | None, typer.Option(metavar="SIDE", help="Coding: for, against, unclear.")] = None,
    actors: Annotated[
        list[str] | None, typer.Option(metavar=_WHO, help="Coding: who takes the position, else who says or does it.")
    ] = None,
    new: _New = None,
    note: _Note = None,
) -> None:
    """Add a statement (--kind), an event (--event) or a coding (--coding) that is missing."""
    from datetime import UTC, datetime

    from wortlaut.cli.archive import fail, opened
    from wortlaut.cli.reviews import shown_of
    from wortlaut.errors import ReviewError
    from wortlaut.review import added_coding, addition
    from wortlaut.store.telling import check_concepts, correction, spans

    what = {"statement": kind, "event": event, "coding": coding}
    (named,) = _only(what)
    told: dict[str, Any] = {
        "speaker": speaker, "addressee": addressee, "medium": medium, "certainty": certainty, "polarity": polarity,
        "cue": cue, "mode": mode, "status": status, "initiator": initiator, "recipient": recipient, "object": object,
        "place": place, "agreement": agreement, "actors": actors,
    }  # fmt: skip
    codebook, _, concept = (coding or "").partition("/")
    field, value = {"statement": ("kind", kind), "event": ("type", event), "coding": ("concept", concept)}[named]
    told[field] = value
    with opened(database) as store:
        shown = shown_of(store, article)
        at, who = datetime.now(UTC), _named(reviewer)
        try:
            evidence = spans(shown.read.article.text, words)
            changes = correction(store, shown, named, told, new)
            if named == "coding":
                check_concepts(store, codebook, changes)
                one = added_coding(shown, evidence, codebook, changes, reviewer=who, at=at, note=note)
            else:
                one = addition(shown, evidence, changes, kind=named, reviewer=who, at=at, note=note)
        except ReviewError as error:
            fail(str(error))
        store.people.add_review(one)
    print(one.id)


@app.command()
def undo(
    article: _Article,
    reviewer: _Reviewer,
    review: Annotated[
        str | None, typer.Argument(metavar="REVIEW", help="Id of your review (wortlaut review show), else your latest.")
    ] = None,
    database: DatabaseOption = None,
    note: _Note = None,
) -> None:
    """Take back what you said. That can be undone too."""
    from datetime import UTC, datetime

    from wortlaut.cli.archive import fail, opened
    from wortlaut.cli.reviews import reviews_of, shown_of
    from wortlaut.errors import ReviewError
    from wortlaut.review import undo as taken_back

    with opened(database) as store:
        told = reviews_of(shown_of(store, article))
        try:
            one = taken_back(told, review, reviewer=_named(reviewer), at=datetime.now(UTC), note=note)
        except ReviewError as error:
            fail(str(error))
        store.people.add_review(one)
    print(f"{one.id}\twithdraws {one.withdraws}")


@app.command()
def orphans(database: DatabaseOption = None, json: _Json = False, language: Language = "de") -> None:
    """List the reviews that have no place in the shown reading of their article, and why.

    One a line: article, review, finding, verdict, reviewer, why, the words that it was about.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.reviews import print_orphans

    with opened(database) as store, quiet_pipe():
        print_orphans(store.people.all_reviewed(), json=json, language=language)


@app.command()
def agreement(database: DatabaseOption = None, json: _Json = False, language: Language = "de") -> None:
    """Show how well reviewers agree with each other, and the machine with them.

    Krippendorff's alpha (1: always, 0: as by chance) per field, and the F1 of the words of statements.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.reviews import print_agreement
    from wortlaut.review import agreement as compared

    with opened(database) as store, quiet_pipe():
        print_agreement(compared(store.people.all_reviewed()), json=json, language=language)


@app.command()
def export(
    database: DatabaseOption = None,
    corpus: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write training data, one document of the corpus a line.")
    ] = None,
    jsonl: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the reviewed records, one a line (- for standard output).")
    ] = None,
    partly: Annotated[
        bool, typer.Option("--partly", help="Also articles of which people have not settled every statement.")
    ] = False,
) -> None:
    """Write reviewed articles: as training data, as records.

    Only articles of which people looked at every statement and agree, so that no guess of the machine teaches it.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.reviews import export_reviewed

    if corpus is None and jsonl is None:
        raise typer.BadParameter("where to? --corpus FILE or --jsonl FILE", param_hint="--corpus")
    with opened(database) as store:
        export_reviewed(store.people.all_reviewed(), corpus=corpus, jsonl=jsonl, partly=partly)


@app.command("import")
def import_reviews(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="reviews.jsonl of wortlaut db export-all."),
    ],
    database: DatabaseOption = None,
) -> None:
    """Take reviews from another store; those that are there already are left out."""
    from wortlaut.cli.archive import fail, opened
    from wortlaut.cli.batch import counted
    from wortlaut.errors import ReviewError
    from wortlaut.export import reviews_from_json

    try:
        with file.open("rb") as lines:
            found = reviews_from_json(lines)
    except ReviewError as error:
        fail(f"{file}: {error}")
    with opened(database) as store:
        store.people.add_reviews(found)
        print(f"{counted(len(found), 'review')} -> {store.url}")


@app.command("cas")
def from_cas(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES...", exists=True, dir_okay=False, help="XMI, JSON, or INCEpTION's ZIP."),
    ],
    reviewer: _Reviewer,
    add: Annotated[bool, typer.Option("--add", help="Add the reviews to the store.")] = False,
    codebook: Annotated[
        str | None, typer.Option(metavar="ID", help="Codebook of new codings, if the store has several.")
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Show what people changed in INCEpTION in files of wortlaut export cas-xmi or cas-json; --add takes it over.

    One a line: article, finding, verdict, what. Adding a file twice adds nothing more.
    """
    from wortlaut.cli.cas_files import run

    raise typer.Exit(run(files, reviewer=reviewer, add=add, codebook=codebook, database=database))


def _say(
    verdict: Verdict,
    article: str,
    finding: str,
    reviewer: str,
    database: str | None,
    note: str | None,
    *,
    told: dict[str, Any] | None = None,
    new: str | None = None,
) -> None:
    """Write a review and print its id."""
    from datetime import UTC, datetime

    from wortlaut.cli.archive import fail, opened
    from wortlaut.cli.reviews import finding_of, shown_of
    from wortlaut.errors import ReviewError
    from wortlaut.review import review_of
    from wortlaut.store.telling import check_concepts, codebook_of, correction

    with opened(database) as store:
        shown = shown_of(store, article)
        kind, id = finding_of(shown, finding)
        try:
            changes = correction(store, shown, kind, told or {}, new)
            check_concepts(store, codebook_of(shown, kind, id), changes)
            at = datetime.now(UTC)
            one = review_of(shown, kind, id, verdict, changes, reviewer=_named(reviewer), at=at, note=note)
        except ReviewError as error:
            fail(str(error))
        store.people.add_review(one)
    print(one.id)


def _only(what: dict[str, str | None]) -> tuple[Literal["statement", "event", "coding"]]:
    """Return what is to be added; ends the command unless it is exactly one thing."""
    kinds: tuple[Literal["statement", "event", "coding"], ...] = ("statement", "event", "coding")
    found = [one for one in kinds if what[one] is not None]
    if len(found) != 1:
        raise typer.BadParameter("what is it? one of --kind, --event and --coding", param_hint="--kind")
    return (found[0],)


def _named(reviewer: str) -> str:
    if not reviewer.strip():
        raise typer.BadParameter("who reviews?", param_hint="--reviewer")
    return reviewer.strip()
