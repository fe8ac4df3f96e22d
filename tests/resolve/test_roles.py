"""Role noun phrases find the one person of the article whom they fit; two who fit are none."""

import pytest

from tests.resolve.whom import linked, who
from wortlaut.resolve.nouns import parsed

BOLTE = "Bundesfinanzministerin Henrike Bolte (SPD) kam nach Bonn. "
KRANICH = "Der Vorsitzende der Konferenz, Sachsen-Anhalts Ressortchef Tobias Kranich, bat um Geduld. "


@pytest.mark.parametrize(
    ("before", "phrase", "name"),
    [
        (BOLTE, "die Ministerin", "Henrike Bolte"),
        (BOLTE, "der Ministerin", "Henrike Bolte"),
        (BOLTE, "die Bundesfinanzministerin", "Henrike Bolte"),
        (BOLTE, "die Finanzministerin", "Henrike Bolte"),
        (BOLTE, "die Ressortchefin", "Henrike Bolte"),
        (BOLTE, "die SPD-Politikerin", "Henrike Bolte"),
        (BOLTE, "die Sozialdemokratin", "Henrike Bolte"),
        ("Henrike Bolte, die Bundesfinanzministerin, kam. ", "die Ministerin", "Henrike Bolte"),
        ("Das sagte Eva Lohr, Vorsitzende des Verbands. ", "die Vorsitzende", "Eva Lohr"),
        (KRANICH, "der Vorsitzende", "Tobias Kranich"),
        (KRANICH, "dem Vorsitzenden", "Tobias Kranich"),
        (KRANICH, "der Ressortchef", "Tobias Kranich"),
        ("Premierminister Stojan Radkow kam. ", "der Regierungschef", "Stojan Radkow"),
        ("Der Ökonom Thomas Kairys kam. ", "der Experte", "Thomas Kairys"),
        ("CDU-Chef Karl Abt kam. ", "der CDU-Politiker", "Karl Abt"),
        ("Karl Abt (CDU) ist Parteichef. Parteichef Karl Abt kam. ", "der CDU-Chef", "Karl Abt"),
        ("Verbandspräsident Karl Abt kam mit Eva Lohr. ", "der Präsident", "Karl Abt"),
        ("Bundestagspräsidentin Eva Lohr kam. ", "die Präsidentin des Bundestags", "Eva Lohr"),
        ("Der Kanzlerin folgte Karl Abt, 58, aus Bonn. Peter Wirth auch. ", "der 58-Jährige", "Karl Abt"),
        ("Eva Lohr kam mit Karl Abt. ", "die 44-Jährige", "Eva Lohr"),
        ("Der litauische Minister Karl Abt traf Minister Peter Wirth. ", "der litauische Minister", "Karl Abt"),
    ],
)
def test_a_role_finds_its_person(before: str, phrase: str, name: str) -> None:
    assert who(f"{before}Am Abend schwieg {phrase} lange.", phrase) == name


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        (BOLTE, "die Minister"),
        (BOLTE, "der Minister"),
        (BOLTE, "die Innenministerin"),
        (BOLTE, "der Sprecher der Ministerin"),
        (BOLTE, "die Sprecherin der Ministerin"),
        (BOLTE, "ihre Ministerin"),
        (BOLTE, "eine Ministerin"),
        (BOLTE, "die frühere Ministerin"),
        (BOLTE, "die französische Finanzministerin"),
        (BOLTE, "die CDU-Politikerin"),
        (BOLTE + "Justizministerin Eva Lohr kam mit. ", "die Ministerin"),
        ("Der russische Präsident Juri Abt traf Präsident Oleh Wirth. ", "der Präsident"),
        ("Ministerpräsident Karl Abt kam. ", "der Präsident"),
        ("Vizepräsident Karl Abt kam. ", "der Präsident"),
        ("Altkanzler Karl Abt kam. ", "der Kanzler"),
        ("Verbandspräsidentin Eva Lohr kam. ", "die Präsidentin des Bundestags"),
        ("Karl Abt kam mit Peter Wirth. ", "der 58-Jährige"),
        ("Karl Abt, 47, kam allein. ", "der 58-Jährige"),
        ("Die Sprecherin von Eva Lohr kam. ", "die Sprecherin"),
    ],
)
def test_where_nobody_or_two_fit_there_is_no_link(before: str, phrase: str) -> None:
    (actor, _), *_ = linked(f"{before}Am Abend schwieg {phrase} lange.", phrase)
    assert actor.name not in {"Henrike Bolte", "Eva Lohr", "Juri Abt", "Oleh Wirth", "Karl Abt", "Peter Wirth"}
    assert actor.identity is None


def test_two_ministers_of_different_ministries_stay_two() -> None:
    text = (
        "Innenministerin Eva Lohr und Finanzministerin Ines Kurt kamen. Die Innenministerin lobte die Finanzministerin."
    )
    names = [actor.name for actor, _ in linked(text, "Die Innenministerin", "die Finanzministerin")]
    assert names == ["Eva Lohr", "Ines Kurt"]


def test_a_lead_may_speak_of_somebody_named_later() -> None:
    text = (
        "Ein Ökonom warnt vor Verlusten.\n\nDie Hallen sind leer.\n\nDer Ökonom, der Thomas Kairys heißt, lehrt dort."
    )
    assert who(text, "Ein Ökonom") == "Thomas Kairys"


def test_a_lead_that_may_mean_two_means_none() -> None:
    text = "Ein Ökonom warnt vor Verlusten.\n\nDer Ökonom Thomas Kairys lehrt dort, der Ökonom Karl Abt hier."
    assert who(text, "Ein Ökonom") == "Ökonom"


def test_somebody_new_in_the_body_is_nobody_named_later() -> None:
    text = "Die Hallen sind leer.\n\nDas sagte ein Ökonom der Bank.\n\nDer Ökonom Thomas Kairys widersprach."
    assert who(text, "ein Ökonom") == "Ökonom"


def test_two_of_one_surname_stay_two() -> None:
    text = "Minister Karl Müller traf Eva Müller. Am Abend schwieg Müller. "
    assert who(text, "Müller") == "Müller"
    assert who(text + "Das sagte Frau Müller.", "Frau Müller") == "Eva Müller"
    assert who(text + "Das sagte Minister Müller.", "Minister Müller") == "Karl Müller"


def test_somebodys_spokesman_is_not_somebody() -> None:
    text = "Angela Merkel kam. Das sagte Merkels Sprecher am Abend."
    assert who(text, "Merkels Sprecher") == "Merkels Sprecher"


def test_a_link_says_why_and_the_actor_is_a_person() -> None:
    (actor, link), *_ = linked(BOLTE + "Dann schwieg die Ministerin.", "die Ministerin")
    assert actor.kind == "person"
    assert link.reasons == ("role “Bundesfinanzministerin” of Henrike Bolte in this article",)


@pytest.mark.parametrize(
    ("words", "noun", "gender", "plural"),
    [
        ("die Ministerin", "Ministerin", "f", False),
        ("den Ministern", "Minister", "m", True),
        ("die Ministerinnen", "Ministerin", "f", True),
        ("des Präsidenten", "Präsident", "m", False),
        ("die Vorsitzenden", "Vorsitzende", None, True),
        ("der Vorsitzenden", "Vorsitzende", "f", False),
        ("ein Experte", "Experte", "m", False),
        ("der 58-Jährige", "58-Jährige", "m", False),
    ],
)
def test_number_and_gender_by_article_and_ending(words: str, noun: str, gender: str | None, plural: bool) -> None:
    phrase = parsed(words.split())
    assert phrase is not None
    assert (phrase.noun, phrase.gender, phrase.plural) == (noun, gender, plural)
