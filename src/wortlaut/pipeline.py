"""Article → Reading: the table of contents.

In: an article (or its text) and a loaded model.
Out: a reading with every finding and every failure.
Never: files, addresses, printing.
"""

from __future__ import annotations

import itertools
import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from wortlaut import lexicon
from wortlaut.dating import dating
from wortlaut.extract import extract, happenings, timed
from wortlaut.intake import article_from_text
from wortlaut.record import Article, Document, Failure, Reading, Run, Tags, When
from wortlaut.resolve import Resolved, Told, events, resolve
from wortlaut.segment import segment
from wortlaut.tag import Tagger

log = logging.getLogger("wortlaut")

TOGETHER = 8
"""Articles that a worker gets at a time."""


class Reader:
    """Reads articles; loading takes a moment, reading many is fast.

    >>> reading = Reader.load().read("„Wir müssen handeln“, sagte Ministerin Anna Meier.")
    >>> [(s.kind, s.speaker.name) for s in reading.statements]
    [('direct', 'Anna Meier')]
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        bundle = tagger.bundle
        self.run = Run(wortlaut=version("wortlaut"), model=f"{bundle.name}@{bundle.hash}", lexicon=lexicon.VERSION)

    @classmethod
    def load(cls, bundle: Path | None = None) -> Reader:
        """Load the model bundle in the folder ``bundle``, or the shipped one; raises ``BundleError``."""
        return cls(Tagger.load(bundle))

    def read(self, article: Article | str) -> Reading:
        """Read one article; a string is taken as plain text with headline, byline and so on."""
        if isinstance(article, str):
            article = article_from_text(article)
        return self._read(article)

    def read_many(self, articles: Iterable[Article], *, processes: int | None = None) -> Iterator[Reading]:
        """Yield one reading per article, in order.

        ``processes``: worker processes, each with a model of its own (default: one per core; 1 reads in
        this process). A failure inside an article is a value in its reading, never an exception. A script that
        uses several calls this under ``if __name__ == "__main__":``, as each worker imports it; else RuntimeError.
        """
        count = processes or os.cpu_count() or 1
        groups = _grouped(articles, TOGETHER)
        first = list(itertools.islice(groups, 2))
        if count == 1 or len(first) < 2:
            for group in itertools.chain(first, groups):
                yield from map(self._read, group)
            return
        folder = self._tagger.bundle.folder
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_start, initargs=(folder,))
        try:
            waiting: deque[Future[list[Reading]]] = deque()
            for group in itertools.chain(first, groups):
                waiting.append(pool.submit(_work, group))
                if len(waiting) > 2 * count:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise RuntimeError(
                "the worker processes ended: in a script call read_many under  if __name__ == '__main__':  or with "
                "processes=1; otherwise the memory was not enough"
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)

    def _read(self, article: Article) -> Reading:
        """Read one article; an exception of a stage becomes a failure."""
        doc = _attempt("segment", segment, article)
        if isinstance(doc, Failure):
            return Reading(article=article, run=self.run, failures=(doc,))
        tags = _attempt("tag", self._tagger.tag, doc)
        if isinstance(tags, Failure):
            return Reading(article=article, run=self.run, failures=(tags,))
        findings = _attempt("extract", extract, doc, tags)
        if isinstance(findings, Failure):
            return Reading(article=article, run=self.run, failures=(findings,))
        times = _attempt("dating", dating, doc)
        failures = (times,) if isinstance(times, Failure) else ()
        times = () if isinstance(times, Failure) else times
        plain = Reading(
            article=article,
            run=self.run,
            mentions=findings.mentions,
            statements=timed(doc, tags, findings.statements, times),
            fragments=findings.fragments,
            hearsay=findings.hearsay,
            failures=failures,
        )
        resolved = _attempt("resolve", resolve, doc, tags, plain.mentions, plain.statements)
        if isinstance(resolved, Failure):
            return replace(plain, failures=(*failures, resolved))
        speakers = {s.id: s.speaker for s in resolved.statements}
        told = _attempt("events", _events, doc, tags, resolved, times)
        return replace(
            plain,
            mentions=resolved.mentions if isinstance(told, Failure) else told.mentions,
            statements=resolved.statements,
            fragments=tuple(f.spoken_by(speakers.get(f.statement or "")) for f in findings.fragments),
            actors=resolved.actors if isinstance(told, Failure) else told.actors,
            links=resolved.links if isinstance(told, Failure) else told.links,
            relations=resolved.relations,
            events=() if isinstance(told, Failure) else told.events,
            failures=(*failures, told) if isinstance(told, Failure) else failures,
        )


def _events(doc: Document, tags: Tags, resolved: Resolved, times: Sequence[When]) -> Told:
    """Return the events of an article, once it is known who is somebody."""
    linked = {link.mention for link in resolved.links}
    known = [mention for mention in resolved.mentions if mention.id in linked]
    return events(doc.article, happenings(doc, tags, resolved.statements, known, times), resolved)


P = ParamSpec("P")
T = TypeVar("T")


def _attempt(stage: str, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | Failure:
    """Return what ``function`` returns, or a ``Failure`` value if it raises."""
    try:
        return function(*arguments, **named)
    except Exception as error:  # a batch never stops for one bad article
        log.exception("%s failed", stage)
        return Failure(stage=stage, message=f"{type(error).__name__}: {error}")


def _grouped(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    stream = iter(articles)
    while group := list(itertools.islice(stream, size)):
        yield group


_reader: Reader | None = None


def _start(folder: Path) -> None:
    """Load the model in a worker; Ctrl-C and logs are the parent's business."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log.addHandler(logging.NullHandler())
    log.propagate = False
    _reader = Reader.load(folder)


def _work(articles: list[Article]) -> list[Reading]:
    if _reader is None:
        raise RuntimeError("worker without a model")
    return [_reader._read(article) for article in articles]
