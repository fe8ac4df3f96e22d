"""What people changed in files of INCEpTION, as reviews of the archive."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut.cli.archive import fail, opened
from wortlaut.cli.articles import Trouble
from wortlaut.cli.batch import counted, report, say
from wortlaut.cli.safe import safe
from wortlaut.errors import RecordError
from wortlaut.export.cas import reviews_from_cas, text_of_cas
from wortlaut.intake.text import article_id

if TYPE_CHECKING:
    from wortlaut.record import Codebook
    from wortlaut.review import Reviewed
    from wortlaut.store import Store


def run(files: list[Path], *, reviewer: str, add: bool, codebook: str | None, database: str | None) -> int:
    """Show, and with ``add`` keep, the reviews that files make; return the exit code.

    The time of reviews is that of their file, so that bringing it twice makes the same reviews.
    """
    troubles: list[Trouble] = []
    many = 0
    with opened(database) as store:
        book = _book(store, codebook)
        for file in files:
            try:
                data = file.read_bytes()
                shown = _shown(store, data)
                at = datetime.fromtimestamp(int(os.path.getmtime(file)), UTC)
                found = reviews_from_cas(data, shown, book, reviewer=reviewer, at=at)
            except RecordError as error:
                troubles.append(Trouble(source=str(file), reason=str(error)))
                continue
            except OSError as error:
                troubles.append(Trouble(source=str(file), reason=f"cannot be read: {error.strerror}"))
                continue
            if add:
                store.people.add_reviews(found.reviews)
            many += len(found.reviews)
            for one in found.reviews:
                target = f"{one.target.kind}:{one.target.id}" if one.target.id else one.target.kind
                told = ", ".join(change.field for change in one.correction)
                print("\t".join(map(safe, (shown.read.article.id, target, one.verdict, told))))
            for problem in found.problems:
                say(problem)
    say(f"{counted(many, 'review')} {'added' if add else 'can be added (--add)'}")
    report(troubles)
    return 1 if troubles else 0


def _shown(store: Store, data: bytes) -> Reviewed:
    """Return the reading whose text a CAS has; raises RecordError where the archive does not have it."""
    text, id = text_of_cas(data)
    for one in (id, article_id(text)):
        shown = store.people.reviewed(one) if one else None
        if shown is not None:
            return shown
    raise RecordError("the article of this CAS is not in the archive (or not read)")


def _book(store: Store, id: str | None) -> Codebook | None:
    books = store.codings.codebooks()
    if id is None:
        return books[0] if len(books) == 1 else None
    found = store.codings.codebook(id)
    if found is None:
        fail(f"there is no codebook {id} in this store; there is {', '.join(one.id for one in books) or 'none'}")
    return found
