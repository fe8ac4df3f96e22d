"""Closed sets of words that several nouns share."""

from __future__ import annotations

from typing import Literal

Certainty = Literal["asserted", "reported", "hearsay", "probable", "possible", "hypothetical", "question"]
Polarity = Literal["affirmed", "denied"]
