"""What is in a ``.dna`` file, in numbers."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from wortlaut.export.dna.tables import Dna


def summary(dna: Dna) -> dict[str, Any]:
    """Return what a file holds as a plain value: version, coders, documents and their days, types of statements."""
    days = []
    for document in dna.documents:
        with suppress(ValueError, OverflowError, OSError):
            days.append(datetime.fromtimestamp(document.date, UTC).date().isoformat())
    by_coder = Counter(one.coder for one in dna.statements)
    by_type = Counter(one.type for one in dna.statements)
    values = Counter(one.variable for one in dna.entities if one.value)
    return {
        "version": dna.version,
        "coders": [{"id": one.id, "name": one.name, "statements": by_coder[one.id]} for one in dna.coders],
        "documents": len(dna.documents),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "statements": len(dna.statements),
        "types": [
            {
                "id": one.id,
                "label": one.label,
                "statements": by_type[one.id],
                "variables": [
                    {"name": own.name, "data_type": own.data_type, "values": values[own.id]}
                    for own in dna.variables_of(one.id)
                ],
            }
            for one in dna.types
        ],
        "entities": sum(values.values()),
        "regexes": len(dna.regexes),
    }
