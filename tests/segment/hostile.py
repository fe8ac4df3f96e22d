"""Hypothesis strategies for texts that try to break a segmenter; reusable for end-to-end fuzzing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from hypothesis import strategies as st

MARKS = [
    "„",
    "“",
    "”",
    "‟",
    '"',
    "»",
    "«",
    "‚",
    "‘",
    "’",
    "›",
    "‹",
    "'",
    "''",
    "``",
    ",,",
    "´",
    "`",
    "<<",
    ">>",
]
SPACES = [" ", "\u00a0", "\u2028", "\u202f", "\u3000", "\t", "\u2003", "\u0085", "\x1c"]
ODD = [
    *[
        "\u200b",
        "\u200d",
        "\u00ad",
        "\ufeff",
        "\u0308",
        "\ufe0f",
        "\u202e",
        "\x00",
        "\u0301\u0301",
        "\U000e0067",
    ],
    *[
        "👩\u200d👩\u200d👧\u200d👦",
        "🇩🇪",
        "👍🏽",
        "1️⃣",
        "𝔄",
        "ß",
        "ﬁ",
        "½",
        "İ",
        "ẞ",
        "漢字",
        "العربية",
        "हिन्दी",
    ],
]
WORDS = [
    "Er",
    "sagte",
    "Merkel",
    "z.",
    "B.",
    "z.B.",
    "Dr.",
    "am",
    "3.",
    "Mai",
    "2024.",
    "1.000,5",
    "US-Präsident",
    "geht’s",
    "Hans’",
    "'n",
    "5'10\"",
    "Ludwig",
    "XIV.",
    "d.",
    "h.",
    "Nr.",
    "Mio.",
    "J.",
    "F.",
    "Kennedy",
    "CDU/CSU-Fraktion",
    "Co.",
    "https://a.de/b?c=1.",
    "e.V.",
    "14:35",
    "Uhr:",
    "Bürger:innen",
    "usw.",
    "die",
    "Nein",
    "das",
    "ist",
    "so",
]
STOPS = [
    *[".", "!", "?", "…", "...", ":", ";", ",", "-", "–", "—", "(", ")", "[", "]", "/", "?!", ".“"],
    "!“ ",
    "“, ",
    ": „",
]

_PIECE = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.just(" "),
    st.just(" "),
    st.sampled_from(STOPS),
    st.sampled_from(MARKS),
    st.sampled_from(SPACES),
    st.sampled_from(ODD),
    st.characters(exclude_categories=["Cs"]),
)


def texts(*, newlines: bool = False, max_size: int = 60) -> st.SearchStrategy[str]:
    """Return texts of up to ``max_size`` hostile pieces, single characters and endless words among them."""
    piece = st.one_of(_PIECE, st.sampled_from(["\n", "\n\n", "\r\n"])) if newlines else _PIECE
    mixed = st.lists(piece, max_size=max_size).map("".join)
    long = st.tuples(st.sampled_from(["a", "a ", "“", "„", "» ", "1.", "a-"]), st.integers(1, 3000))
    endless = long.map(lambda pair: pair[0] * pair[1])
    free = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
    return st.one_of(mixed, mixed, mixed, mixed, free, endless)


def growth(run: Callable[[str], object], unit: str, size: int = 25_000) -> float:
    """Return by how much the CPU time grows when the text of ``size`` code points grows fourfold.

    About 4 for linear time, 16 for quadratic; times too small to tell count as linear.
    """
    times = []
    for length in (size, 4 * size):
        text = unit * (length // len(unit))
        tries = []
        for _ in range(2):  # the better of two: the first may load tables
            gc.collect()
            gc.disable()  # what else lives in the process must not count
            begin = time.process_time()
            run(text)
            tries.append(time.process_time() - begin)
            gc.enable()
        times.append(min(tries))
    return times[1] / max(times[0], 0.02)
