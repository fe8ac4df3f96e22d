"""Whether a file of records follows the contract and every span proves itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from wortlaut.export import wire

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECODER = msgspec.json.Decoder(wire.Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: the line of the file (from 1), the JSON path, and what it is."""

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How many records and spans were looked at, and all problems in file order."""

    records: int
    spans: int
    problems: tuple[Problem, ...]


def check(lines: Iterable[bytes]) -> Verdict:
    r"""Check records, one a line (JSON Lines) or a single one over many lines (``--json``).

    An open binary file will do for ``lines``. Nothing is raised for bad content: it becomes a ``Problem``.

    >>> check([b'{"schema":"wortlaut/1"}\n']).problems[0].message
    'Object missing required field `article`'
    """
    records = spans = 0
    problems: list[Problem] = []
    for number, data in documents(lines):
        records += 1
        try:
            record = _DECODER.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(undecodable(number, error))
            continue
        spans += sum(1 for _ in _spans(record, "$"))
        found = check_record(record)
        problems.extend(Problem(line=number, path=path, message=message) for path, message in found)
    if not records:
        problems.append(Problem(line=1, path="$", message="no record in this file"))
    return Verdict(records=records, spans=spans, problems=tuple(problems))


def check_record(record: wire.Record) -> list[tuple[str, str]]:
    """Return path and message of everything in ``record`` that its types alone cannot forbid."""
    return [
        *_unproven(record),
        *_disordered(record),
        *_bad_periods(record),
        *_double_ids(record),
        *_dangling(record),
        *_circles(record),
    ]


def documents(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield line number and bytes of each record; a first line that is only ``{`` begins a pretty one."""
    numbered = enumerate(lines, start=1)
    for number, line in numbered:
        data = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        stripped = data.strip()
        if stripped == b"{":
            yield number, data + b"".join(rest for _, rest in numbered)
        elif stripped:
            yield number, stripped


def undecodable(number: int, error: Exception) -> Problem:
    """Return why a line is no record."""
    message, _, path = str(error).partition(" - at `")
    return Problem(line=number, path=path.removesuffix("`") or "$", message=message)


def _nodes(node: object, path: str) -> Iterator[tuple[str, wire.Wire]]:
    """Yield path and value of every object of a record, outermost first."""
    if isinstance(node, wire.Wire):
        yield path, node
        for name, key in zip(node.__struct_fields__, node.__struct_encode_fields__, strict=True):
            yield from _nodes(getattr(node, name), f"{path}.{key}")
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _nodes(item, f"{path}[{index}]")


Proof = wire.Span | wire.When | wire.Mention | wire.Fragment | wire.Hearsay


def _spans(record: wire.Record, path: str) -> Iterator[tuple[str, Proof]]:
    """Yield path and value of everything that quotes the article."""
    for where, node in _nodes(record, path):
        if isinstance(node, Proof):
            yield where, node


def _unproven(record: wire.Record) -> Iterator[tuple[str, str]]:
    text = record.article.text
    for path, span in _spans(record, "$"):
        if not span.start < span.end:
            yield path, f"start {span.start} is not before end {span.end}"
        elif span.end > len(text):
            yield path, f"end {span.end} lies outside the text of {len(text)} code points"
        elif text[span.start : span.end] != span.text:
            yield path, f"the article has {_short(text[span.start : span.end])}, not {_short(span.text)}"


def _short(words: str, limit: int = 40) -> str:
    return repr(words if len(words) <= limit else words[: limit - 1] + "…")


def _disordered(record: wire.Record) -> Iterator[tuple[str, str]]:
    """Paragraphs are not empty, lie in the text, and follow each other without overlap."""
    before = 0
    for index, paragraph in enumerate(record.article.paragraphs):
        path = f"$.article.paragraphs[{index}]"
        if not paragraph.start < paragraph.end:
            yield path, f"start {paragraph.start} is not before end {paragraph.end}"
        elif paragraph.end > len(record.article.text):
            yield path, f"end {paragraph.end} lies outside the text of {len(record.article.text)} code points"
        elif paragraph.start < before:
            yield path, f"start {paragraph.start} lies before the end {before} of the paragraph before"
        before = max(before, paragraph.end)


def _bad_periods(record: wire.Record) -> Iterator[tuple[str, str]]:
    for path, node in _nodes(record, "$"):
        if not isinstance(node, wire.Period | wire.When) or node.earliest is None or node.latest is None:
            continue
        if not node.earliest < node.latest:
            yield path, f"earliest {node.earliest} is not before latest {node.latest}"


def _double_ids(record: wire.Record) -> Iterator[tuple[str, str]]:
    groups: dict[str, Sequence[wire.Actor | wire.Mention | wire.Statement | wire.Event | wire.Relation]] = {
        "actors": record.actors,
        "mentions": record.mentions,
        "statements": record.statements,
        "events": record.events,
        "relations": record.relations,
    }
    for name, things in groups.items():
        first: dict[str, int] = {}
        for index, thing in enumerate(things):
            if thing.id in first:
                yield f"$.{name}[{index}].id", f"id {thing.id!r} is already that of {name}[{first[thing.id]}]"
            first.setdefault(thing.id, index)


def _dangling(record: wire.Record) -> Iterator[tuple[str, str]]:
    """Every id that is pointed to must exist."""
    known = {
        "actor": {actor.id for actor in record.actors},
        "mention": {mention.id for mention in record.mentions},
        "statement": {statement.id for statement in record.statements},
        "event": {event.id for event in record.events},
    }
    for path, node in _nodes(record, "$"):
        for key, kind, target in _references(node):
            if target is not None and target not in known[kind]:
                yield f"{path}.{key}", f"there is no {kind} {target!r} in this record"


def _references(node: wire.Wire) -> Iterator[tuple[str, str, str | None]]:
    """Yield key, kind of target and target id of each reference that ``node`` itself holds."""
    match node:
        case wire.Party():
            yield "mention", "mention", node.mention
            yield "actor", "actor", node.actor
        case wire.Mention():
            yield "actor", "actor", node.actor
        case wire.Statement():
            yield "parent", "statement", node.parent
        case wire.Fragment() | wire.EventSource():
            yield "statement", "statement", node.statement
        case wire.Event():
            yield "answers", "event", node.answers
            yield from ((f"initiator[{n}]", "actor", actor) for n, actor in enumerate(node.initiator))
            yield from ((f"recipient[{n}]", "actor", actor) for n, actor in enumerate(node.recipient))
        case wire.Relation():
            yield "subject", "actor", node.subject


def _circles(record: wire.Record) -> Iterator[tuple[str, str]]:
    """Report each statement that is, over its parents, nested in itself; likewise events and answers."""
    parents = {statement.id: statement.parent for statement in record.statements}
    for index, statement in enumerate(record.statements):
        if _returns(statement.id, parents):
            yield f"$.statements[{index}].parent", f"statement {statement.id!r} is nested in itself"
    answers = {event.id: event.answers for event in record.events}
    for index, event in enumerate(record.events):
        if _returns(event.id, answers):
            yield f"$.events[{index}].answers", f"event {event.id!r} answers itself"


def _returns(start: str, following: dict[str, str | None]) -> bool:
    """Say whether the chain from ``start`` comes back to it."""
    seen: set[str] = set()
    here = following.get(start)
    while here is not None and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = following.get(here)
    return False
