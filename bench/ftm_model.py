"""The part of FollowTheMoney's model that ``wortlaut.export.ftm`` writes, as the table that the tests check it with.

    python -m bench.ftm_model > tests/export/ftm_model.json
    python -m bench.ftm_model --check FILE

The second checks the entities of a file with the library itself. Both need ``followthemoney``, which needs PyICU and so
a compiler; that is why the tests have the table and not the library. FollowTheMoney is under the MIT License,
© 2017-2024 Journalism Development Network, Inc., © 2025 OpenSanctions Datenbanken GmbH.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path
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


def faults(path: Path) -> Counter[str]:
    """Return what the library finds wrong with the entities of a file, and the values that it would not keep."""
    from followthemoney import model as theirs
    from followthemoney.exc import InvalidData

    found: Counter[str] = Counter()
    for line in path.read_bytes().splitlines():
        data = json.loads(line)
        schema, proxy = theirs.get(data["schema"]), theirs.get_proxy(data, cleaned=False)
        try:
            schema.validate(data)
        except InvalidData as error:
            found[f"{data['schema']}: {error}"] += 1
        for name, values in data["properties"].items():
            type_ = schema.get(name).type
            found.update(f"{data['schema']}.{name}" for one in values if type_.clean(one, proxy=proxy) is None)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=Path)
    given = parser.parse_args()
    if given.check:
        wrong = faults(given.check)
        print("\n".join(f"{count} {what}" for what, count in wrong.items()) or "no fault")
        sys.exit(bool(wrong))
    print(json.dumps(model(), ensure_ascii=False, indent=1))
