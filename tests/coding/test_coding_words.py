"""Nearness by words: lemmas, parts of compounds, stems, rare words, keywords."""

from wortlaut.coding.words import WordNearness, words_of
from wortlaut.record.coding import Codebook, Concept


def scores(text: str, *concepts: Concept) -> list[float]:
    return [one.score for one in WordNearness(Codebook(id="b", name="B", concepts=concepts)).near(text)]


def concept(name: str, id: str = "a", **more: tuple[str, ...]) -> Concept:
    return Concept(id=id, name=name, **more)


def test_a_particle_at_the_end_joins_its_verb_and_no_other() -> None:
    lemmas = [word.lemma for word in words_of("Die Fraktion lehnte den Plan ab, das Land tritt dem Verbund bei.")]
    assert {"ablehnen", "beitreten"} <= set(lemmas)
    assert "ablehnen" not in [word.lemma for word in words_of("Er lehnte am Zaun. Ab Montag gilt das.")]


def test_other_forms_and_compounds_are_near() -> None:
    near = scores("Die Erhöhungen der Mehrwertsteuersätze", concept("Mehrwertsteuer"), concept("Bahnstreik", "b"))
    assert near[0] > 0.2
    assert near[1] == 0.0


def test_a_verb_finds_its_noun() -> None:
    beitritt = concept("Beitritt zum Verbund")
    assert scores("Norland wird dem Verbund beitreten.", beitritt) > scores("Norland dankt dem Verbund.", beitritt)


def test_rare_words_tell_more_than_common_ones() -> None:
    both = concept("Die Regierung verbietet Böller")
    assert scores("Böller knallen", both) > scores("Die Regierung tagt", both)


def test_a_keyword_tells_and_its_absence_holds_back() -> None:
    gated = concept("Ende der Braunkohle im Revier", keywords=("Tagebau",))
    free = concept("Ende der Braunkohle im Revier")
    assert scores("Der Tagebau wächst", gated)[0] > 0.5
    assert scores("Das Revier feiert", gated)[0] < scores("Das Revier feiert", free)[0]


def test_the_nearest_example_is_named_with_its_side() -> None:
    one = concept("Tempolimit", examples=("Langsam rettet Leben.",), counterexamples=("Freie Fahrt für freie Bürger!",))
    nearness = WordNearness(Codebook(id="b", name="B", concepts=(one,)))
    near = nearness.near("Freie Fahrt für die Bürger")[0]
    assert (near.example, near.against) == ("Freie Fahrt für freie Bürger!", True)
    assert nearness.near("Es schneit")[0].example is None
