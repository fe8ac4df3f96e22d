"""Is a text German? (Sprachprüfung)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wortlaut.errors import NotGerman
from wortlaut.intake.places import word_set

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_NAMES = {
    "en": "English", "fr": "French", "nl": "Dutch", "it": "Italian", "pl": "Polish", "ru": "Russian",
    "tr": "Turkish", "es": "Spanish", "pt": "Portuguese", "da": "Danish", "sv": "Swedish", "no": "Norwegian",
    "cs": "Czech", "hu": "Hungarian", "ro": "Romanian", "hr": "Croatian", "uk": "Ukrainian", "ar": "Arabic",
    "el": "Greek", "zh": "Chinese",
}  # fmt: skip
# Swiss German, Bavarian, Low German and Luxembourgish are read as well as we can
_GERMAN = word_set("de gsw bar nds als lb ksh swg")
_FUNCTION_WORDS = word_set(
    "der das und ist nicht sich des auf für ein eine einen einem einer dem auch wird nach bei aus sei "
    "wurde haben hat noch nur dass zur zum wenn sie aber vor mehr im vom kein keine durch gegen seine "
    "ihre"
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # code points looked at
_ENOUGH = 20  # words below which nothing is refused
_ENOUGH_IF_DECLARED = 8  # the same where the page itself names another language
_SHARE = 0.08  # share of German function words that settles it; German news has 0.2 to 0.35


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["de", "lb", *_NAMES])
    return identifier


def language_of(text: str) -> tuple[str, float]:
    """Return the most probable language (ISO 639-1) and its probability, 0 to 1.

    >>> language_of("Die Regierung hat den Vorschlag des Präsidenten zurückgewiesen.")[0]
    'de'
    """
    code, probability = _identifier().classify(text[:_SAMPLE])
    return str(code), float(probability)


def check_german(text: str, *, declared: str | None = None) -> None:
    """Refuse a text in another language than German; ``declared`` is the page's own ``lang``.

    A page that calls itself German is believed. Otherwise only a text of at least 20 words is refused
    (8 if the page names another language), only with a probability over 0.9, and never one that is full
    of German function words.
    Raises NotGerman, which names the language.
    """
    label = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    if label in _GERMAN:
        return
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < (_ENOUGH_IF_DECLARED if label else _ENOUGH):
        return
    if sum(word in _FUNCTION_WORDS for word in words) >= _SHARE * len(words):
        return
    code, probability = language_of(text)
    if code in _GERMAN or probability < 0.9:
        return
    raise NotGerman(f"this looks like {_NAMES.get(code, code)}; Wortlaut reads German only")
