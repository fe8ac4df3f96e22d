"""Page title → headline (Schlagzeile): outlet names off, kicker apart, best supported candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wortlaut.intake.places import word_set

_SEPARATOR = re.compile(
    r"\s+(?:[|–—\-·•»«›‹:]|::|//|/)\s+|\s*\|\s*|\s+[»›]\s*|(?<=[\w?!“”\"»«])[:] (?=\S+\.(?:de|at|ch)$)"
)
_TLD = r"(?:de|at|ch|com|net|org|info|news|online|tv|li|lu|eu|berlin|hamburg|koeln|nrw|wien|tirol|bayern)"
_DOMAIN = re.compile(rf"(?:www\.)?[\w.-]{{2,40}}\.{_TLD}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_GENERIC = word_set(
    """
der die das den dem des von vom aus und für in im am bei auf mit the online news nachrichten nachricht
zeitung tageszeitung plus aktuell aktuelle aktuelles tv fernsehen radio digital magazin blog portal net com
de at ch org info live app epaper e paper wochenzeitung mediathek audiothek newsroom startseite homepage web
www medien verlag gmbh ag kg co redaktion deutschland österreich schweiz schlagzeilen
"""
)
_SECTIONS = word_set(
    """
politik wirtschaft inland ausland international panorama kultur sport meinung gesellschaft wissen
wissenschaft digital deutschland europa welt aktuell aktuelles news nachrichten regional lokales lokal
schweiz österreich startseite home netzwelt karriere leben reise auto gesundheit bildung geld finanzen börse
technik medien feuilleton debatte kommentar kommentare innenpolitik außenpolitik aussenpolitik bundespolitik
eu krisen konflikte unternehmen justiz umwelt klima vermischtes themen topthemen region archiv hintergrund
analyse interview usa ukraine krieg artikel ratgeber magazin
"""
)


def squeeze(words: str) -> str:
    """Return letters and digits only, case folded: the key under which titles are compared.

    >>> squeeze("„Alleingang“ – die Folgen")
    'alleingangdiefolgen'
    """
    return "".join(_WORD.findall(words.casefold()))


def _vocabulary(outlets: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the words of all outlet names and the whole names and initials, squeezed."""
    words: set[str] = set()
    wholes: set[str] = set()
    for outlet in outlets:
        parts = _WORD.findall(outlet.casefold())
        words.update(part for part in parts if part not in _GENERIC)
        wholes.add("".join(parts))
        telling = [
            part for part in parts if part not in ("de", "at", "ch", "com", "net", "online", "the", "die", "der", "das")
        ]
        if len(telling) > 1:
            wholes.add("".join(part[0] for part in telling))
    return words, wholes - {""}


def is_outlet(segment: str, outlets: Iterable[str]) -> bool:
    """Say whether a piece of a title names the outlet: its name, domain or initials.

    >>> is_outlet("ZEIT ONLINE", ["zeit"]), is_outlet("und die Welt schaut zu", ["DIE WELT"])
    (True, False)
    """
    segment = segment.strip(" |-–—")
    if not segment or _DOMAIN.match(segment):
        return bool(segment)
    words, wholes = _vocabulary(outlets)
    parts = _WORD.findall(segment.casefold())
    joined = "".join(parts)
    if joined in wholes:
        return True
    if len(parts) > 1 and parts[-1] in ("de", "at", "ch", "com", "online", "news") and "".join(parts[:-1]) in wholes:
        return True
    known = words | wholes
    telling = [part for part in parts if part not in _GENERIC]
    return bool(telling) and len(parts) <= 6 and all(part in known for part in telling)


def _is_section(segment: str) -> bool:
    parts = _WORD.findall(segment.casefold())
    return 0 < len(parts) <= 3 and all(part in _SECTIONS or part in ("und", "&") for part in parts)


def clean_title(title: str, outlets: Sequence[str] = (), sections: Sequence[str] = ()) -> str:
    """Take outlet names, and sections next to them, off both ends of a page title.

    ``outlets`` are the names the page gives its outlet, ``sections`` those of its section.

    >>> clean_title("Abfuhr für Minsk - Politik - SZ.de", ["Süddeutsche Zeitung"])
    'Abfuhr für Minsk'
    >>> clean_title("Abfuhr – auch für Minsk", ["DER SPIEGEL"])
    'Abfuhr – auch für Minsk'
    """
    title = " ".join(title.split())
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title[:1000])]
    sections_known = {squeeze(section) for section in sections}
    found_outlet = False
    end = len(title)
    while cuts:
        start, after = cuts[-1]
        segment = title[after:end]
        outlet = is_outlet(segment, outlets)
        # a section may stand between headline and outlet: "Headline | Politik | BR24"
        section = (found_outlet or "|" in title[start:after]) and (
            _is_section(segment) or squeeze(segment) in sections_known
        )
        behind = not outlet and not section and _outlet_before(title, cuts, end, outlets)
        if not (outlet or section or behind) or start == 0:
            break
        found_outlet = found_outlet or outlet
        end = start
        cuts.pop()
    begin = 0
    if cuts and cuts[0][1] < end and is_outlet(title[: cuts[0][0]], outlets):
        begin = cuts[0][1]
    return title[begin:end].strip(" |–—-") or title


def _outlet_before(title: str, cuts: list[tuple[int, int]], end: int, outlets: Sequence[str]) -> bool:
    """Say whether an outlet followed by its section ends the title: ``Headline - NDR.de - Nachrichten``."""
    if len(cuts) < 2 or len(title[cuts[-1][1] : end].split()) > 3 or not _is_section(title[cuts[-1][1] : end]):
        return False
    return is_outlet(title[cuts[-2][1] : cuts[-1][0]], outlets)


def best_title(candidates: Sequence[tuple[str, int]]) -> str | None:
    """Return the candidate with most support; equal wordings add up, a cut-off one supports the whole.

    ``candidates`` are (title, weight) pairs, best source first; ties go to the earlier one.

    >>> best_title([("Abfuhr", 3), ("Krieg: Abfuhr", 2), ("Abfuhr", 1)])
    'Abfuhr'
    """
    support: dict[str, int] = {}
    wording: dict[str, str] = {}
    for title, weight in candidates:
        key = squeeze(title)
        if not key:
            continue
        support[key] = support.get(key, 0) + weight
        wording.setdefault(key, title)
    for key, title in wording.items():
        if title.rstrip().endswith(("…", "...")):
            whole = next((other for other in wording if other != key and other.startswith(key)), None)
            if whole:
                support[whole] += support[key]
                support[key] = 0
    return wording[max(support, key=lambda key: support[key])] if support else None
