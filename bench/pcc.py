"""The Potsdam Commentary Corpus: newspaper commentaries with nominal coreference in MMAX2 (Stede and Neumann 2014).

Words are numbered, markables are ranges of words on three levels (primary: names, definites, pronouns; secondary:
indefinites that something refers to; groups: phrases in several pieces), and an anaphor points to its antecedent.
Chains are what these pointers join. Left out: anaphors with several antecedents (9 in the corpus), and one pointer
to a markable that is not there. A markable in pieces counts from its first to its last word; a markable of the type
"pp" begins after its preposition, so that a mention is a noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from bench.words import Bounds, Words

FOLDER = Path("pcc") / "potsdam-commentary-corpus-2.0.0"
LEVELS = ("primmark", "secmark", "groups")
PREPOSITIONS = frozenset(
    "ab als am an ans auf aufs aus außer bei beim bis dank durch durchs entgegen fürs für gegen gegenüber gemäß hinter "
    "hinterm im in innerhalb ins je jenseits laut mit nach neben ohne pro samt seit statt trotz um ums unter unterm "
    "vom von vor vorm wegen während zu zufolge zum zur zwischen über übers".split()
)


@dataclass(frozen=True, slots=True)
class Markable:
    """A mention of the corpus: first and last word (numbers from 0), and whether it is a proper name."""

    first: int
    last: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class Commentary:
    """One text, the corpus's words of it, and its chains, each of at least two markables."""

    name: str
    text: str
    words: Words
    chains: tuple[tuple[Markable, ...], ...]
    published: date | None = None

    def bounds(self, markable: Markable) -> Bounds:
        """Return where a markable lies in the text."""
        return self.words.starts[markable.first], self.words.ends[markable.last]


def commentaries(data: Path) -> Iterator[Commentary]:
    """Yield all texts of the corpus by name.

    Raises FileNotFoundError where the corpus is not.
    """
    folder = data / FOLDER
    projects = sorted((folder / "coreference").glob("*.mmax"))
    if not projects:
        raise FileNotFoundError(f"no MMAX2 projects in {folder / 'coreference'}")
    for project in projects:
        yield commentary(folder, project.stem)


def commentary(folder: Path, name: str) -> Commentary:
    """Read one text; the author's line above the headline is left out, because the annotation has no words for it."""
    base = ElementTree.parse(folder / "coreference" / "basedata" / f"{name}_words.xml").getroot()
    numbered = {word.get("id", ""): word.text or "" for word in base.iter("word")}
    raw = (folder / "primary-data" / f"{name}.txt").read_text(encoding="utf-8-sig")
    words = list(numbered.values())
    places = aligned(words, raw)
    start, end = places[0][0], places[-1][1]
    numbers = {key: number for number, key in enumerate(numbered)}
    return Commentary(
        name,
        raw[start:end],
        Words(tuple(first - start for first, _ in places), tuple(last - start for _, last in places), tuple(words)),
        chains_of(_markables(folder, name), numbers, words),
        _published(folder / "metadata" / f"{name}.meta.xml"),
    )


def aligned(words: Sequence[str], text: str) -> list[Bounds]:
    r"""Find the corpus's words in the text, in order; white space and end-of-line hyphens inside words do not matter.

    A word that the text does not have gets no characters, at the end of the word before.

    >>> aligned(["Für", "40_000", "Mark", "."], "Von X\nFür 40 000 Ma- rk.")
    [(6, 9), (10, 16), (17, 23), (23, 24)]
    """
    places: list[Bounds] = []
    at = 0
    for word in words:
        letters = (re.escape(letter) for letter in word.replace("_", ""))
        pattern = re.compile(r"(?:-?\s+)?".join(letters))
        found = pattern.search(text, at, len(text) if not places else at + len(word) + 12)
        places.append(found.span() if found else (at, at))
        at = places[-1][1]
    return places


def _markables(folder: Path, name: str) -> dict[str, Mapping[str, str]]:
    """Return the attributes of all markables by ``level:id``."""
    found: dict[str, Mapping[str, str]] = {}
    for level in LEVELS:
        path = folder / "coreference" / "markables" / f"{name}_{level}_level.xml"
        if path.exists():
            for element in ElementTree.parse(path).getroot():
                found[f"{level}:{element.get('id')}"] = element.attrib
    return found


def chains_of(
    markables: Mapping[str, Mapping[str, str]], numbers: Mapping[str, int], words: Sequence[str]
) -> tuple[tuple[Markable, ...], ...]:
    """Join markables along their pointers, and those of the same words, which are one mention."""
    mentions = {key: _markable(markables[key], numbers, words) for key in markables}
    place = {key: (mention.first, mention.last) for key, mention in mentions.items()}
    chain = {bounds: frozenset({bounds}) for bounds in place.values()}
    for key, attributes in markables.items():
        antecedents = attributes.get("anaphor_antecedent", "empty").split(";")
        target = antecedents[0] if ":" in antecedents[0] else f"{key.partition(':')[0]}:{antecedents[0]}"
        if len(antecedents) == 1 and target in place:
            joined = chain[place[key]] | chain[place[target]]
            chain.update(dict.fromkeys(joined, joined))
    named = {place[key] for key, mention in mentions.items() if mention.is_name}
    return tuple(
        tuple(Markable(first, last, (first, last) in named) for first, last in sorted(members))
        for members in sorted(dict.fromkeys(chain.values()), key=min)
        if len(members) > 1
    )


def _markable(attributes: Mapping[str, str], numbers: Mapping[str, int], words: Sequence[str]) -> Markable:
    covered = [numbers[word] for piece in attributes["span"].split(",") for word in piece.split("..")]
    first, last = min(covered), max(covered)
    if attributes.get("phrase_type") == "pp" and first < last and words[first].lower() in PREPOSITIONS:
        first += 1
    return Markable(first, last, attributes.get("np_form", "").lower() == "ne")


def _published(path: Path) -> date | None:
    """Return the day in ``<DATE>01.10.2001</DATE>``."""
    told = re.search(rb"<DATE>\s*(\d\d)\.(\d\d)\.(\d{4})", path.read_bytes()) if path.exists() else None
    return date(int(told[3]), int(told[2]), int(told[1])) if told else None


def folds(texts: Iterable[Commentary], count: int) -> list[list[Commentary]]:
    """Deal texts out in turn, as one deals cards."""
    listed = list(texts)
    return [listed[fold::count] for fold in range(count)]
