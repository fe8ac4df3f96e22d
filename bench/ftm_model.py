"""The part of FollowTheMoney's model that ``wortlaut.export.ftm`` writes, as the table that the tests check it with.

``python -m bench.ftm_model > tests/export/ftm_model.json`` needs the library ``followthemoney``, which needs PyICU and
so a compiler; that is why the tests have the table and not the library. FollowTheMoney is under the MIT License,
© 2017-2024 Journalism Development Network, Inc., © 2025 OpenSanctions Datenbanken GmbH.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from typing import Any

from wortlaut.export.ftm import SCHEMATA

LISTED = ("country", "gender", "language")
"""Types whose values are a closed list."""

LICENCE = "MIT License, © 2017-2024 Journalism Development Network, Inc., © 2025 OpenSanctions Datenbanken GmbH"


def model() -> dict[str, Any]:
    """Return schemata with ancestors, required properties, types (with range), and the values of listed types."""
    from followthemoney import model as theirs
    from followthemoney.types import registry

    return {
        "followthemoney": version("followthemoney"),
        "licence": LICENCE,
        "schemata": {name: _schema(theirs.get(name)) for name in SCHEMATA},
        "values": {name: sorted(_values(registry.get(name))) for name in LISTED},
        "entity_id": registry.entity.REGEX_RAW,
    }


def _values(type_: Any) -> Any:
    return getattr(type_, "codes", None) or type_.names


def _schema(schema: Any) -> dict[str, Any]:
    return {
        "is": sorted(one.name for one in schema.schemata),
        "required": sorted(schema.required),
        "edge": [schema.edge_source, schema.edge_target] if schema.edge else None,
        "properties": {
            name: one.type.name + (f" {one.range.name}" if one.range else "")
            for name, one in sorted(schema.properties.items())
            if not one.stub
        },
    }


if __name__ == "__main__":
    json.dump(model(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
