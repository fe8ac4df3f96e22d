"""How sure the text is, clause by clause; sentences of our own, read without a model."""

import re

import pytest

from tests.extract.build import body
from wortlaut.extract.certainty import certainty_at, certainty_of
from wortlaut.extract.negation import polarity_at, polarity_of
from wortlaut.record import Span, Statement, Tags, Tree
from wortlaut.record.reading import Kind

KINDS: dict[str, Kind] = {
    "d": "direct",
    "i": "indirect",
    "f": "free_indirect",
    "x": "indirect_free_indirect",
    "r": "reported",
}


def said(marked: str, kind: str) -> tuple[Tree, Statement]:
    """Return a sentence whose statement stands in [brackets] and whose cue in {braces}."""
    spans: dict[str, list[Span]] = {"[": [], "{": []}
    text, opened = "", {"[": 0, "{": 0}
    for char in marked:
        if char in "[{":
            opened[char] = len(text)
        elif char in "]}":
            opener = "[" if char == "]" else "{"
            spans[opener].append(Span(start=opened[opener], end=len(text)))
        else:
            text += char
    tree = Tree(body(text), Tags(quotes=()))
    return tree, Statement(id="s1", kind=KINDS[kind], content=tuple(spans["["]), cue=tuple(spans["{"]), confidence=1.0)


@pytest.mark.parametrize(
    ("kind", "marked", "certainty", "marker"),
    [
        ("d", "„[Wir bauen die Straße]“, {sagte} sie.", "asserted", None),
        ("d", "„[Kommt die Straße?]“, {fragte} sie.", "question", None),
        ("d", "[Die Straße ist teuer. Kommt sie trotzdem?]", "question", None),
        ("d", "„[Wir warten. Wir hoffen. Und was tut ihr?]“, {sagte} sie.", "asserted", None),
        ("d", "„[Die Straße dürfte fertig werden]“, {sagte} sie.", "probable", "dürfte"),
        ("d", "„[Vielleicht reicht das Geld]“, {sagte} sie.", "possible", "Vielleicht"),
        ("d", "„[Ich glaube, das reicht]“, {sagte} sie.", "probable", "glaube"),
        ("d", "„[Ich glaube, das kann niemand bezahlen]“, {sagte} sie.", "possible", "glaube"),
        ("d", "„[Das ist gut. Vielleicht reicht das Geld. Wir sparen.]“, {sagte} sie.", "asserted", None),
        ("d", "„[Das Dorf muss warten]“, {sagte} sie.", "asserted", None),
        ("d", "„[Wenn das Geld fehlte, würde niemand bauen]“, {sagte} sie.", "hypothetical", "würde"),
        ("d", "„[Das hätte ich wissen sollen]“, {sagte} sie.", "asserted", None),
        ("d", "Er soll {gesagt} haben: „[Das ist mir egal]“.", "hearsay", "soll"),
        ("d", "Man müsste ihm {zurufen}: „[Bleib stehen]“.", "hypothetical", "müsste"),
        ("i", "Sie {sagte}, [die Straße sei fertig].", "reported", "sei"),
        ("i", "Sie {sagte}, [man brauche Geld].", "reported", "brauche"),
        ("i", "Sie {sagte}, [dass die Straße fertig ist].", "asserted", None),
        ("i", "Sie {meinte}, [die Arbeiter fehlten].", "reported", "fehlten"),
        ("i", "Sie {meinte}, [alle hätten gewartet].", "reported", "hätten"),
        ("i", "Sie {bat} ihn, [zu kommen].", "asserted", None),
        ("i", "{Laut} dem Gutachten [ist die Straße zu teuer].", "reported", "Laut"),
        ("i", "Wie die Stadt {mitteilte}, [ist die Straße gesperrt].", "reported", "Wie"),
        ("i", "{Nach} Angaben der Stadt [ist die Straße gesperrt].", "reported", "Nach"),
        ("i", "Wir möchten ihn {bitten}, [zu kommen].", "asserted", None),
        ("i", "Sie {fragte}, [wer das bezahlt].", "question", "fragte"),
        ("i", "Sie wollte wissen, [ob er komme].", "question", "ob"),
        ("i", "Sie {erzählte}, [wer das bezahlt hat].", "asserted", None),
        ("i", "Sie {räumte} angeblich {ein}, [man habe sich verrechnet].", "hearsay", "angeblich"),
        ("i", "Er {glaubt} offenbar, [dass die Sache erledigt ist].", "probable", "offenbar"),
        ("i", "[Ein teurer Weg], könnte man {sagen}.", "hypothetical", "könnte"),
        ("i", "Sie {deutete an}, [dass die Straße teurer werden könnte].", "possible", "könnte"),
        ("i", "Sie {sagte}, [der Bau könne beginnen].", "reported", "könne"),
        ("i", "Sie {sagte}, [er soll davon gewusst haben].", "hearsay", "soll"),
        ("i", "Er könnte {wissen}, [dass die Straße kommt].", "asserted", None),
        ("i", "Er will {geantwortet} haben, [das sei egal].", "reported", "will"),
        ("i", "Der Rat {geht} {davon aus}, [dass die Straße teurer wird].", "probable", "davon"),
        ("i", "Die Stadt {rechnet} {damit}, [dass der Bau beginnt].", "probable", "rechnet"),
        ("i", "Der Rat {geht} {davon aus}, [dass die Straße teurer werden könnte].", "possible", "könnte"),
        ("i", "Der Rat {schließt} nicht {aus}, [dass die Straße teurer wird].", "possible", "schließt"),
        ("i", "[Damit wagt der Rat viel], {schätzt} sie {ein}.", "asserted", None),
        ("i", "Es {wird vermutet}, [dass ein Kabel brannte].", "probable", "wird"),
        ("i", "Es {wurde berichtet}, [dass ein Kabel brannte].", "hearsay", "wurde"),
        ("i", "Sie {sagte}, [der Bau könne zu Staus führen].", "possible", "könne"),
        ("i", "Sie {sagte}, [sehr wahrscheinlich komme der Bagger].", "probable", "wahrscheinlich"),
        ("i", "Sie {sagte}, [man werde klagen, wenn der Rat zustimme].", "hypothetical", "werde"),
        ("i", "Sie {drohte}, [den Platz zu räumen, falls niemand weiche].", "hypothetical", "räumen"),
        ("i", "Sie {sagte}, [der Schaden betrage eine Million].", "reported", "betrage"),
        ("i", "Sie {sagte}, [dass der Bau viel Zeit in Anspruch nehmen werde].", "reported", "werde"),
        ("i", "[Die Stadt bestellte gestern einen Bagger], {teilte} sie {mit}.", "asserted", None),
        ("i", "Sie {kündigte an}, [keine Hilfe leisten zu wollen].", "asserted", None),
        ("i", "Dem Bericht {zufolge} [brannte ein Kabel].", "reported", "zufolge"),
        ("d", "{Laut} der Wehr soll das Feuer „[von großer Wucht]“ gewesen sein.", "asserted", None),
        ("i", "{Laut} der Wehr [soll es sich um ein Kabel handeln].", "hearsay", "soll"),
        ("r", "[Die Straße wurde von der Stadt {gelobt}].", "asserted", None),
        ("f", "[Es soll sich um zwei Kabel handeln].", "hearsay", "soll"),
        ("f", "[Die Wehr soll zwei Kabel gelöscht und ein Haus geräumt haben].", "hearsay", "soll"),
        ("x", "[Damit würde der Rat die Straße sperren].", "reported", "würde"),
        ("x", "[Die Straße würde gesperrt, wenn der Rat zustimmte].", "hypothetical", "würde"),
        ("x", "[Die Straße werde teurer].", "reported", "werde"),
        ("x", "[Alles andere wäre ein Fehler].", "hypothetical", "wäre"),
        ("x", "[Sie hätten alles getan].", "reported", "hätten"),
        ("x", "[Ob das reiche?]", "question", None),
        ("f", "[Was war schon ein Jahr?]", "question", None),
        ("r", "[Die Ministerin {lobte} den Plan].", "asserted", None),
        ("r", "[Die Ministerin soll dem Rat {gedroht} haben].", "hearsay", "soll"),
        ("r", "[Der Mann will nichts davon {gewusst} haben].", "reported", "will"),
        ("r", "[Die Ministerin {drohte} vermutlich dem Rat].", "probable", "vermutlich"),
    ],
)
def test_the_certainty_of_a_statement_names_its_marker(
    kind: str, marked: str, certainty: str, marker: str | None
) -> None:
    tree, statement = said(marked, kind)
    found, span = certainty_of(tree, statement)
    assert found == certainty
    assert (span.of(tree.text) if span else None) == marker


@pytest.mark.parametrize(
    ("kind", "marked", "polarity"),
    [
        ("r", "[Die Regierung {bestreitet} den Vorwurf].", "denied"),
        ("r", "[Die Regierung {bestreitet} den Vorwurf nicht].", "affirmed"),
        ("r", "[Sie {wies} die Vorwürfe {zurück}].", "denied"),
        ("r", "[Sie {wies} die Forderung {zurück}].", "affirmed"),
        ("r", "[Sie {schloss} höhere Steuern {aus}].", "denied"),
        ("r", "[Sie {schloss} den Plan {ab}].", "affirmed"),
        ("r", "[Der Minister {wies} jede Schuld {von sich}].", "denied"),
        ("r", "[Der Minister {lehnte} dankend {ab}].", "affirmed"),
        ("i", "Er {bestritt}, [dass die Brücke gesperrt sei].", "denied"),
        ("i", "Er {bestritt} nicht, [dass die Brücke gesperrt sei].", "affirmed"),
        ("i", "Er {leugnet}, [die Akten gekannt zu haben].", "denied"),
        ("i", "Er {sagte}, [er habe nichts gewusst].", "affirmed"),
        ("i", "Er {wies} das {zurück}: [Alle Zahlen lägen vor].", "affirmed"),
        ("d", "„[Das stimmt nicht]“, {dementierte} sie.", "affirmed"),
        ("i", "[Dass er davon gewusst habe], {bestritt} er.", "denied"),
        ("i", "Sie {glaubt} nicht, [dass die Straße kommt].", "denied"),
        ("i", "Sie {sagte}, [dass die Straße nicht kommt].", "affirmed"),
        ("r", "[Das Ministerium {kommentierte} den Bericht nicht].", "denied"),
        ("r", "[Der Minister {widersprach}].", "affirmed"),
        ("r", "[Der Mann {will} nichts davon {gewusst} haben].", "affirmed"),
        ("i", "Er {sagte} nichts auf die {Frage}, [ob er gehe].", "affirmed"),
        ("r", "[Der Minister {widersprach} dem Vorwurf].", "denied"),
        ("r", "[Der Minister {nannte} den Bericht falsch].", "denied"),
    ],
)
def test_a_statement_is_denied_by_the_act_not_by_its_words(kind: str, marked: str, polarity: str) -> None:
    tree, statement = said(marked, kind)
    assert polarity_of(tree, statement)[0] == polarity


def at(marked: str) -> tuple[Tree, int]:
    """Return a sentence and the token that stands in <angle brackets>."""
    text = re.sub("[<>]", "", marked)
    tree = Tree(body(text), Tags(quotes=()))
    return tree, tree.token(marked.index("<"))


@pytest.mark.parametrize(
    ("marked", "certainty", "marker"),
    [
        ("Die Armee hat die Stadt <angegriffen>.", "asserted", None),
        ("Die Armee soll die Stadt <angegriffen> haben.", "hearsay", "soll"),
        ("Das Gesetz soll 2025 in Kraft <treten>.", "asserted", None),
        ("Die Straße soll bis Mai <abgeschlossen> sein.", "asserted", None),
        ("Die Armee könnte die Stadt <angreifen>.", "possible", "könnte"),
        ("Die Armee dürfte die Stadt <angreifen>.", "probable", "dürfte"),
        ("Die Armee hat angeblich die Stadt <angegriffen>.", "hearsay", "angeblich"),
        ("Der mutmaßliche <Angriff> begann am Morgen.", "probable", "mutmaßliche"),
        ("Medienberichten zufolge hat die Armee <angegriffen>.", "hearsay", "Medienberichten zufolge"),
        ("Laut einem Bericht der Zeitung hat die Armee <angegriffen>.", "reported", "Laut"),
        ("Wenn die Armee <angreift>, flieht die Stadt.", "hypothetical", "Wenn"),
        ("Wenn die Armee angreift, wird die Stadt <fliehen>.", "hypothetical", "wird"),
        ("Hat die Armee <angegriffen>?", "question", None),
        ("Er fragte, ob die Armee <angreift>.", "question", "ob"),
        ("Er sagte, die Armee habe <angegriffen>.", "reported", "habe"),
        ("Ohne Warnung hätte die Armee <angegriffen>.", "hypothetical", "hätte"),
        ("Moskau soll angeboten haben, die Strecke zu <überwachen>.", "hearsay", "soll"),
        ("China betreibt eine Station und soll einen Spion <entsandt> haben.", "hearsay", "soll"),
        ("China hat eine Station <gebaut> und soll einen Spion entsandt haben.", "asserted", None),
        ("Es ist denkbar, dass die Armee <angreift>.", "possible", "ist denkbar"),
    ],
)
def test_the_certainty_of_what_a_word_tells(marked: str, certainty: str, marker: str | None) -> None:
    tree, token = at(marked)
    found, span = certainty_at(tree, token)
    assert found == certainty
    assert (span.of(tree.text) if span else None) == marker


def test_in_indirect_speech_konjunktiv_ii_stands_for_the_first() -> None:
    tree, token = at("Die Truppen hätten die Stadt <verlassen>.")
    assert certainty_at(tree, token)[0] == "hypothetical"
    assert certainty_at(tree, token, told=True)[0] == "reported"


@pytest.mark.parametrize(
    ("marked", "polarity", "marker"),
    [
        ("Das ist nicht mit Russland <abgesprochen>.", "denied", "nicht"),
        ("Das ist mit Russland <abgesprochen>.", "affirmed", None),
        ("Die Schweiz hat keine Waffen <geliefert>.", "denied", "keine"),
        ("Niemand hat Waffen <geliefert>.", "denied", "Niemand"),
        ("Sie gingen, ohne den Vertrag zu <unterschreiben>.", "denied", "ohne"),
        ("Sie gingen, statt zu <verhandeln>.", "denied", "statt"),
        ("Ohne <Absprache> kam der Zug.", "denied", "Ohne"),
        ("Er bestritt, Waffen <geliefert> zu haben.", "denied", "bestritt"),
        ("Er bestritt, keine Waffen <geliefert> zu haben.", "affirmed", None),
        ("Er bestritt nicht, Waffen <geliefert> zu haben.", "affirmed", None),
        ("Moskau dementierte den <Angriff>.", "denied", "dementierte"),
        ("Moskau dementierte den <Angriff> nicht.", "affirmed", None),
        ("Moskau <dementierte> den Angriff.", "affirmed", None),
        ("Es gab keinen <Angriff>.", "denied", "keinen"),
        ("Der <Angriff> fand nicht statt.", "denied", "nicht"),
        ("Der <Angriff> überraschte niemanden.", "affirmed", None),
        ("Sie haben nicht nur <verhandelt>, sondern auch unterschrieben.", "affirmed", None),
        ("Sie <trafen> nicht den Minister, sondern den Kanzler.", "affirmed", None),
        ("Sie haben nicht <verhandelt>, sondern gekämpft.", "denied", "nicht"),
        ("Sie haben nicht verhandelt, sondern <gekämpft>.", "affirmed", None),
        ("Er <reist> ab, weil niemand verhandelt.", "affirmed", None),
    ],
)
def test_negation_reaches_as_far_as_its_clause(marked: str, polarity: str, marker: str | None) -> None:
    tree, token = at(marked)
    found, span = polarity_at(tree, token)
    assert found == polarity
    assert (span.of(tree.text) if span else None) == marker
