"""Events as lines for the terminal: ``REJECT  Kasachstan → Lukaschenko · erteilte … Abfuhr · geschehen``."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang, word
from wortlaut.record import Event, Reading


def event_lines(reading: Reading, lang: Lang, *, plain: bool = False) -> Iterator[Text]:
    """Yield one line per event in text order; ``plain``: ASCII signs only."""
    names = {actor.id: actor.name for actor in reading.actors}
    numbers = {event.id: number for number, event in enumerate(reading.events, start=1)}
    dot, arrow = (" - ", " -> ") if plain else (" · ", " → ")
    for event in reading.events:
        line = Text.assemble((f"{numbers[event.id]:>3} ", "bold"), (event.type.ljust(10), "cyan"))
        line.append(_side(event.initiator, names), style="bold yellow")
        if event.recipient:
            line.append(arrow, style="dim").append(_side(event.recipient, names), style="bold")
        line.append(dot + dot.join(_notes(event, reading, numbers, lang)), style="dim italic")
        yield line


def _side(actors: tuple[str, ...], names: dict[str, str]) -> str:
    return safe(", ".join(names[actor] for actor in actors)) or "?"


def _notes(event: Event, reading: Reading, numbers: dict[str, int], lang: Lang) -> Iterator[str]:
    """Yield trigger, status and what else there is to say, in words."""
    yield safe(" … ".join(span.of(reading.article.text) for span in event.trigger))
    yield word(f"status:{event.status}", lang)
    if event.polarity == "denied":
        yield word("denied", lang)
    speaker = next((s.speaker for s in reading.statements if s.id == event.source), None)
    if event.source is not None:
        yield word("told_by", lang).format(safe(speaker.name if speaker and speaker.name else "?"))
    if event.answers is not None:
        yield word("answers", lang).format(numbers[event.answers])
