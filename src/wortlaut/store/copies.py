"""Near-copies: agency copy that many papers print, found by MinHash (Broder 1997) over sequences of five words."""

from __future__ import annotations

import hashlib
import re
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from wortlaut.record import Article
from wortlaut.store.folding import fold
from wortlaut.store.schema import articles, bands, texts

ALIKE = 0.6
"""Share of common word sequences (Jaccard) from which on an article is a copy of another."""
_TOGETHER = 5
_VALUES, _ROWS = 128, 4  # 32 bands of 4: 98.8 % of pairs at 0.6 are looked at, 6 % at 0.2
_FEWEST = 20  # sequences that a text needs: short notices are alike without being copies
_WORD = re.compile(r"[^\W_]+")

Signature = NDArray[np.uint32]


def signature(article: Article) -> Signature | None:
    """Return the MinHash of the body of an article (of the whole text without paragraphs), None for a short one."""
    bodies = [one.span.of(article.text) for one in article.paragraphs if one.role == "body"] or [article.text]
    words = [fold(word) for body in bodies for word in _WORD.findall(body)]
    sequences = {" ".join(words[at : at + _TOGETHER]) for at in range(len(words) - _TOGETHER + 1)}
    if len(sequences) < _FEWEST:
        return None
    hashes = np.array([_hash(sequence.encode()) for sequence in sequences], dtype=np.uint64)
    factors, offsets = _functions()
    values = (hashes[:, None] * factors + offsets) >> np.uint64(32)  # multiply-shift, modulo 2^64
    found: Signature = values.min(axis=0).astype(np.uint32)
    return found


def likeness(one: Signature, other: Signature) -> float:
    """Return the estimated share of common sequences; its standard error is 0.04."""
    return float(np.mean(one == other))


def original_of(connection: Connection, number: int, found: Signature) -> int:
    """Remember an article by its signature; return the number of the article that it is a copy of, or its own.

    The most alike of all earlier articles decides, of equals the first.
    """
    keys = _bands(found)
    near = select(bands.c.article).where(bands.c.hash.in_(keys)).distinct()
    rows = connection.execute(
        select(articles.c.number, articles.c.original, texts.c.signature)
        .join(texts, texts.c.article == articles.c.number)
        .where(articles.c.number.in_(near))
    ).all()
    connection.execute(insert(bands), [{"hash": key, "article": number} for key in keys])
    close = [(likeness(found, np.frombuffer(row.signature, "<u4")), -row.number, row.original) for row in rows]
    best = max(close, default=(0.0, 0, number))
    return best[2] if best[0] >= ALIKE else number


def packed(found: Signature | None) -> bytes:
    """Return a signature as bytes, none for None."""
    return b"" if found is None else found.astype("<u4").tobytes()


def _bands(found: Signature) -> list[int]:
    """Return a key for each band of a signature; those of different bands differ."""
    rows = found.reshape(-1, _ROWS).astype("<u4")
    return sorted({_hash(b"%d:%s" % (at, row.tobytes())) - 2**63 for at, row in enumerate(rows)})


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the factors (odd) and offsets of the hash functions, the same for ever."""
    factors = [_hash(b"factor%d" % at) | 1 for at in range(_VALUES)]
    offsets = [_hash(b"offset%d" % at) for at in range(_VALUES)]
    return np.array(factors, dtype=np.uint64), np.array(offsets, dtype=np.uint64)


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")
