"""Surnames find their first names in the same article; pronouns the nearest fitting name."""

import pytest

from tests.extract.build import body, quote, tags
from wortlaut.extract import extract
from wortlaut.record import Document, NameTag, Span, Tags
from wortlaut.resolve import resolve


def speakers(text: str, *quotes) -> list[str | None]:
    doc = body(text)
    found = extract(doc, tags(*(make(doc) for make in quotes)))
    resolved = resolve(doc, Tags(quotes=()), found.mentions, found.statements)
    return [s.speaker.name if s.speaker else None for s in resolved.statements]


def read_as(doc: Document, span: Span, kind: str) -> Tags:
    """Return tags as if the model had read a name at ``span``."""
    tokens = tuple(i for i, token in enumerate(doc.tokens) if span.contains(token.span))
    return Tags(quotes=(), names=(NameTag(tokens=tokens, kind=kind, confidence=0.9),))


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Lohr", "Eva Lohr"),
        ("Ministerin Lohr", "Eva Lohr"),
        ("Ministerin Dr. Eva Lohr", "Eva Lohr"),
        ("Eva Lohr (SPD)", "Eva Lohr"),
        ("die Opposition", "Opposition"),
        ("die Sprecherin von Eva Lohr", "Sprecherin von Eva Lohr"),
        ("der Vorsitzende der Konferenz, Eva Lohr", "Eva Lohr"),
    ],
)
def test_best_name(mention: str, name: str) -> None:
    text = f"Zuerst kam Ministerin Eva Lohr. „Das geht nicht“, sagte {mention}."
    assert speakers(text, lambda d: quote(d, "Das geht nicht", speaker=mention, cue="sagte")) == [name]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Ministerpräsident Stojan Radkow", "Stojan Radkow"),
        ("Radkow", "Stojan Radkow"),
        ("Handelsministerin Solène Marchetti", "Solène Marchetti"),
        ("die Nachrichtenagentur BTA", "BTA"),
    ],
)
def test_first_names_that_no_table_knows(mention: str, name: str) -> None:
    text = "Ministerpräsident Stojan Radkow kam. Radkow schwieg. Handelsministerin Solène Marchetti nicht. "
    assert speakers(text + f"„Nein, das stimmt nicht“, sagte {mention}.", _said(mention)) == [name]


def _said(mention: str):
    return lambda d: quote(d, "Nein, das stimmt nicht", speaker=f"sagte {mention}", cue="sagte")


def test_a_day_is_no_surname() -> None:
    text = "„Nein, das stimmt nicht“, sagte Präsident Tokmann Ende Mai. Tokmann blieb."
    assert speakers(text, lambda d: quote(d, "Nein, das stimmt nicht", speaker="Präsident Tokmann")) == ["Tokmann"]


def test_genitive_loses_its_s_only_if_the_article_knows_the_name() -> None:
    text = "Tokmann kam. Tokmanns Aussage, man warte ab, blieb. Dann sprach Johannes."
    assert speakers(text, lambda d: quote(d, "man warte ab", kind="Indirect", speaker="Tokmanns")) == ["Tokmann"]


def test_pronoun_finds_the_nearest_name_of_its_gender() -> None:
    text = "„Nein“, sagte Eva Lohr. „Doch“, sagte Peter Wirth. „Niemals im Leben“, rief sie."
    found = speakers(
        text,
        lambda d: quote(d, "Nein", speaker="Eva Lohr", cue="sagte"),
        lambda d: quote(d, "Doch", speaker="Peter Wirth"),
        lambda d: quote(d, "Niemals im Leben", speaker="sie"),
    )
    assert found == ["Eva Lohr", "Peter Wirth", "Eva Lohr"]


def test_pronoun_without_a_name_before_it_has_none() -> None:
    assert speakers("„Niemals im Leben“, rief sie.", lambda d: quote(d, "Niemals im Leben", speaker="sie")) == [None]


def test_links_say_why() -> None:
    doc = body("Eva Lohr kam. „Das geht nicht“, sagte Lohr.")
    found = extract(doc, tags(quote(doc, "Das geht nicht", speaker="Lohr", cue="sagte")))
    # the first "Lohr" of the text is part of the full name: both are one actor
    resolved = resolve(doc, Tags(quotes=()), found.mentions, found.statements)
    assert all(link.reasons for link in resolved.links)
    assert [actor.name for actor in resolved.actors] == ["Eva Lohr"]


def test_inside_a_quote_he_is_not_the_one_who_is_quoted() -> None:
    text = "Zuvor sprach Peter Wirth. „Er sagt, das sei falsch, und alle wissen das“, erklärte Karl Abt."
    found = speakers(
        text,
        lambda d: quote(d, "Er sagt, das sei falsch, und alle wissen das", speaker="Karl Abt", cue="erklärte"),
        lambda d: quote(d, "das sei falsch", kind="Indirect", nested=True, speaker="Er"),
    )
    assert found == ["Karl Abt", "Peter Wirth"]


def test_a_name_that_only_the_model_knows_is_found_by_its_surname() -> None:
    text = "Zu Gast war Tschyngys Oralbek. „Das geht nicht“, sagte Oralbek."
    doc = body(text)
    found = extract(doc, tags(quote(doc, "Das geht nicht", speaker="Oralbek", cue="sagte")))
    span = Span(start=text.index("Tschyngys"), end=text.index("Oralbek") + len("Oralbek"))
    resolved = resolve(doc, read_as(doc, span, "PER"), found.mentions, found.statements)
    speaker = resolved.statements[0].speaker
    assert speaker is not None
    assert speaker.name == "Tschyngys Oralbek"
    assert [actor.kind for actor in resolved.actors] == ["person"]


def test_an_organisation_is_one_where_the_model_says_so() -> None:
    doc = body("„Das geht nicht“, erklärte Nordlicht.")
    found = extract(doc, tags(quote(doc, "Das geht nicht", speaker="Nordlicht", cue="erklärte")))
    span = Span(start=doc.article.text.index("Nordlicht"), end=len(doc.article.text) - 1)
    resolved = resolve(doc, read_as(doc, span, "ORG"), found.mentions, found.statements)
    assert [(actor.name, actor.kind) for actor in resolved.actors] == [("Nordlicht", "organisation")]
