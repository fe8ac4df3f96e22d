"""States, territories, Länder and regions: names, adjectives, inhabitants, capitals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from lexicon_sources.tables import Row, Table, split, with_model, written

NOTE = "Wortlaut authors and Wikidata ids, CC0; Destatis, BSD-3-Clause; CLDR, Unicode-3.0; per row, see sources.tsv: "
STATES = {"state", "disputed", "territory"}
ADJECTIVE = re.compile(
    r"^((?:[A-ZÄÖÜ][\wäöüß-]*)?(?:sch|ig|igt|ich|al|iert|iv|int|ell)|Frei|Rot)(?:e|er|es|en)(?= [A-ZÄÖÜ])"
)
STRONG = re.compile(r"(?:\w+~ )*(?:Königreich|Fürstentum|Großherzogtum|Sultanat|Commonwealth|Staat)\b")
WEAK = re.compile(r"(?:\w+~ )*(?:DR|\w*[Rr]epublik|Union|Föderation|Eidgenossenschaft)\b|Vereinigt~ Staaten|Föderiert~")


def tables(data: Path) -> Iterator[Table]:
    """Yield places and their forms."""
    rows = written("places")
    header = "id kind iso3 wikidata name article capital part_of since until source"
    official = _destatis(data)
    yield Table(
        name="places",
        note=NOTE + "places; capital and part_of where there is one",
        header=header,
        rows=[_place(row, official) for row in rows],
    )
    yield Table(
        name="place_forms",
        note=NOTE + "names, adjectives, inhabitants; ~ marks an adjective's ending, model a row of inflections",
        header="form place kind gender model source",
        rows=[form for row in rows for form in _forms(row, official.get(row["id"]))],
    )


def _place(row: Row, official: dict[str, Row]) -> tuple[str, ...]:
    """Return the row of one place."""
    known = official.get(row["id"])
    iso3 = known["iso3"].replace("XXK", "XKX") if known else ""
    keys = ("id", "kind", "wikidata", "name", "article", "capital", "part_of", "since", "until")
    first, kind, wikidata, *rest = (row[key] for key in keys)
    source = "authors wikidata" + (" destatis" if known else "")
    return (first, kind, iso3, wikidata, *rest, source)


def _destatis(data: Path) -> dict[str, Row]:
    """Return the present entry of the statistical office for each state by ISO code."""
    entries = json.loads((data / "kb_countries" / "Nationalitaeten.json").read_text(encoding="utf-8"))["daten"]
    last = [entry["historie"][-1] for entry in entries]
    return {item["iso2"]: item for item in last if not item["gueltigBis"] and item["iso2"] != "BM"}


def slot(name: str) -> str:
    """Mark the endings of adjectives that stand before a noun.

    >>> slot("Russische Föderation"), slot("Demokratische Volksrepublik Korea"), slot("Republik Kongo")
    ('Russisch~ Föderation', 'Demokratisch~ Volksrepublik Korea', 'Republik Kongo')
    """
    head, rest = "", name
    while found := ADJECTIVE.match(rest):
        head, rest = head + found[1] + "~ ", rest[found.end() + 1 :]
    return head + rest


def name_model(article: str) -> str:
    """Return how a name bends that stands with this article."""
    return {"die": "fix", "pl": "Staaten"}.get(article, "name")


def _forms(row: Row, official: Row | None) -> Iterator[tuple[str, ...]]:
    """Yield every form of one place with its sources."""
    found: dict[tuple[str, ...], set[str]] = {}
    for source, entry in _names(row, official):
        form, given = with_model(entry, "")
        marked, model = bent(form, row["article"])
        found.setdefault((marked, row["id"], "name", "", given or model), set()).add(source)
    adjectives = [("authors", adjective) for adjective in split(row["adjectives"])]
    if official and re.fullmatch(r"[\wäöüßãé-]+isch|deutsch", official["staatsangehoerigkeit"]):
        adjectives.append(("destatis", official["staatsangehoerigkeit"]))
    for source, form in adjectives:
        model = "fix" if form.endswith("er") else "russisch"
        found.setdefault((form, row["id"], "adjective", "", model), set()).add(source)
    for gender, cell in (("m", row["man"]), ("f", row["woman"])):
        for entry in split(cell):
            form, model = with_model(entry, _noun_model(entry))
            found[form, row["id"], "inhabitant", "" if model == "Deutsche" else gender, model] = {"authors"}
    for key, sources in found.items():
        yield (*key, " ".join(sorted(sources)))


def _names(row: Row, official: Row | None) -> Iterator[tuple[str, str]]:
    """Yield the names of a place, with the model that we gave them, and whose they are."""
    given = {with_model(entry, "")[0]: entry for entry in split(row["names"])}
    for entry in [row["name"], *given.values()]:
        yield "authors", entry
    if row["kind"] in STATES and (cldr := Locale("de").territories.get(row["id"])):
        cldr = cldr.removeprefix("Sonderverwaltungsregion ")
        yield "cldr", given.get(cldr, cldr)
    for form in _official_names(official) if official else ():
        yield "destatis", given.get(form, form)


def _official_names(official: Row) -> set[str]:
    """Return the short and the long name without their articles."""
    long = official["bezeichnungLang"].split(" (")[0]
    article = re.match(r"(die|der|das) ", long)
    name = long[article.end() :] if article else long
    if article and article[1] == "der":
        name = re.sub(r"^(Plurinational|Unabhängig)e ", r"\1er ", name)
    return {
        official["bezeichnung"],
        re.sub(r"^(Vereinigt|Föderiert)en ", r"\1e ", name).replace("Arabischen", "Arabische"),
    }


def bent(name: str, article: str) -> tuple[str, str]:
    """Return the name of a place, the slots of its endings marked, and its model.

    >>> bent("Königreich Belgien", ""), bent("Russische Föderation", "")
    (('Königreich^ Belgien', 'Tag'), ('Russisch~ Föderation', 'fix'))
    """
    marked = slot(name)
    if found := STRONG.match(marked):
        return marked[: found.end()] + "^" + marked[found.end() :], "Tag"
    return marked, "fix" if WEAK.match(marked) or name.isupper() else name_model(article)


def _noun_model(noun: str) -> str:
    """Guess how a noun for an inhabitant bends from its end.

    >>> _noun_model("Russe"), _noun_model("Russin"), _noun_model("Ungar"), _noun_model("Emirati")
    ('Russe', 'Russin', 'Ungar', 'Israeli')
    """
    if noun == "Deutsche":
        return "Deutsche"
    ends = {"e": "Russe", "in": "Russin", "er": "Belgier", "ar": "Ungar", "it": "Präsident", "ot": "Präsident"}
    return next((model for end, model in ends.items() if noun.endswith(end)), "Israeli")
