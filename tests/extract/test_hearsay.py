"""What the author reports without a speaker; and when something was said."""

from datetime import date

import pytest

from tests.extract.build import body
from wortlaut.extract.hearsay import hearsay
from wortlaut.extract.timing import timed
from wortlaut.record import OPEN_END, OPEN_START, Offset, Period, Span, Statement, Tags, When
from wortlaut.record.reading import Kind
from wortlaut.record.words import Certainty


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Er soll geflohen sein.", [("hearsay", "Er soll geflohen sein", "soll")]),
        ("Der Mann, der in Wien leben soll, schweigt.", [("hearsay", "der in Wien leben soll", "soll")]),
        ("Das Gesetz soll 2025 in Kraft treten.", []),
        ("Die Brücke soll bis Mai gebaut sein.", []),
        ("Der Rat soll morgen entscheiden.", []),
        ("Angeblich hat er gezahlt.", [("hearsay", "Angeblich hat er gezahlt", "Angeblich")]),
        ("Der angeblich kranke Kanzler ist da.", []),
        ("Medienberichten zufolge hat er gezahlt.", [("hearsay", "hat er gezahlt", "Medienberichten zufolge")]),
        ("Er hat Berichten zufolge gezahlt.", [("hearsay", "Er hat Berichten zufolge gezahlt", "Berichten zufolge")]),
        ("Laut Medienberichten hat er gezahlt.", [("hearsay", "hat er gezahlt", "Laut Medienberichten")]),
        ("Laut Berichten der Polizei hat er gezahlt.", []),
        ("Dem Vernehmen nach hat er gezahlt.", [("hearsay", "hat er gezahlt", "Dem Vernehmen nach")]),
        ("Das könnte teuer werden.", [("possible", "Das könnte teuer werden", "könnte")]),
        ("Das dürfte teuer werden.", [("probable", "Das dürfte teuer werden", "dürfte")]),
        ("Könnte das teuer werden?", []),
        ("Ein weiter Weg, könnte man sagen.", []),
        ("Wir könnten warten.", []),
        ("Das kann teuer werden.", []),
        ("Er kann sich geirrt haben.", [("possible", "Er kann sich geirrt haben", "kann")]),
        (
            "Lehnt der Rat ab, könnte der Bund klagen.",
            [("possible", "Lehnt der Rat ab, könnte der Bund klagen", "könnte")],
        ),
        (
            "Er soll angeboten haben, den Streit zu beenden.",
            [("hearsay", "Er soll angeboten haben, den Streit zu beenden", "soll")],
        ),
        ("Das Geld ist da – und könnte reichen.", [("possible", "könnte reichen", "könnte")]),
        ("Er vergab seine wohl größte Chance.", []),
        ("Der wohl weltweit bekannteste Fall ist gelöst.", []),
        ("Er schweigt aus angeblich religiösen Gründen.", []),
        ("Das ist weniger wahrscheinlich als ein Sieg.", []),
        ("Er findet offenbar keine Worte.", [("probable", "Er findet offenbar keine Worte", "offenbar")]),
        ("Sie wissen sich wohl zu helfen.", []),
        ("Es soll sich um Brandstiftung handeln.", [("hearsay", "Es soll sich um Brandstiftung handeln", "soll")]),
        ("Der Rat soll morgen handeln.", []),
        ("Der Rat scheint abzuwarten.", [("probable", "Der Rat scheint abzuwarten", "scheint")]),
        (
            "Es ist nun davon auszugehen, dass er geht.",
            [("probable", "Es ist nun davon auszugehen, dass er geht", "auszugehen")],
        ),
        (
            "Ein Defekt ist nicht völlig ausgeschlossen.",
            [("possible", "Ein Defekt ist nicht völlig ausgeschlossen", "nicht")],
        ),
        ("Dem Bericht zufolge hat er gezahlt.", []),
    ],
)
def test_what_the_author_does_not_vouch_for(text: str, claims: list[tuple[str, str, str]]) -> None:
    found = hearsay(body(text), Tags(quotes=()), ())
    assert [(one.certainty, one.span.of(text), one.marker.of(text)) for one in found] == claims


def spoken(text: str, content: str, cue: str = "", kind: Kind = "direct") -> Statement:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(start=text.index(words), end=text.index(words) + len(words)),) if words else ()

    return Statement(id="s1", kind=kind, content=spans(content), cue=spans(cue), confidence=1.0)


def test_what_somebody_says_is_not_the_authors() -> None:
    text = "„Das könnte teuer werden“, sagte sie."
    assert hearsay(body(text), Tags(quotes=()), [spoken(text, "Das könnte teuer werden", "sagte")]) == ()


def test_the_frame_of_a_statement_can_be_hearsay() -> None:
    text = "Sie räumte angeblich ein, man habe keinen Plan."
    statement = spoken(text, "man habe keinen Plan", "räumte", "indirect")
    doc = body(text)
    framed = Statement(
        id="s1", kind="indirect", content=statement.content, cue=statement.cue, certainty="hearsay", confidence=1.0
    )
    (found,) = hearsay(doc, Tags(quotes=()), [framed])
    assert found.span.of(text) == text.rstrip(".")


def when(text: str, words: str, *, day: date | None = None, offset: Offset | None = None) -> When:
    span = Span(start=text.index(words), end=text.index(words) + len(words))
    ends = (day, date.fromordinal(day.toordinal() + 1)) if day else (OPEN_START, OPEN_END)
    return When(span=span, period=Period(earliest=ends[0], latest=ends[1], precision="day"), offset=offset)


def said_at(text: str, statement: Statement, *times: When) -> str | None:
    (found,) = timed(body(text), Tags(quotes=()), [statement], times)
    return found.when.span.of(text) if found.when else None


def test_the_time_of_saying_stands_in_the_frame() -> None:
    text = "„Morgen reise ich ab“, sagte sie am Montag."
    times = (when(text, "Morgen", day=date(2025, 3, 4)), when(text, "am Montag", day=date(2025, 3, 3)))
    assert said_at(text, spoken(text, "Morgen reise ich ab", "sagte"), *times) == "am Montag"
    assert said_at(text, spoken(text, "Morgen reise ich ab", "sagte"), times[0]) is None


def test_a_told_speech_act_has_its_time_among_its_words() -> None:
    text = "Am Montag lobte sie den Plan."
    assert (
        said_at(
            text,
            spoken(text, "Am Montag lobte sie den Plan", "lobte", "reported"),
            when(text, "Am Montag", day=date(2025, 3, 3)),
        )
        == "Am Montag"
    )


def test_the_time_beside_a_noun_of_saying_is_not_that_of_saying() -> None:
    text = "Im Sommer ärgerte seine Aussage, das Geld fehle, den Rat."
    summer = when(text, "Im Sommer", day=date(2025, 7, 1))
    assert said_at(text, spoken(text, "das Geld fehle", "Aussage", "indirect"), summer) is None


def test_a_time_without_a_date_is_kept_and_a_mere_duration_is_not() -> None:
    text = "Gestern sagte sie drei Stunden lang, das Geld fehle."
    statement = spoken(text, "das Geld fehle", "sagte", "indirect")
    relative = when(text, "Gestern", offset=Offset(unit="day", least=-1, most=-1))
    assert said_at(text, statement, when(text, "drei Stunden"), relative) == "Gestern"
    assert said_at(text, statement, when(text, "drei Stunden")) is None


def test_konjunktiv_shows_that_somebody_is_quoted() -> None:
    text = "Er werde vielleicht gehen."
    assert hearsay(body(text), Tags(quotes=()), [_free(text, "possible")]) == ()


def _free(text: str, certainty: Certainty) -> Statement:
    span = Span(start=0, end=len(text) - 1)
    return Statement(id="s1", kind="indirect_free_indirect", content=(span,), certainty=certainty, confidence=1.0)
