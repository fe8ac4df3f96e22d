"""Write every table that comes from data or from ``written/``, and the page that lists them.

Tables that are written by hand where they stand (pronouns, role nouns, sources, inflections, …) stay.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lexicon_sources import first_names, media, metonyms, offices, organisations, page, people, places

SCRIPTS = (first_names, places, organisations, metonyms, offices, people, media)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds kb_countries, kb_leaders, …")
    data = parser.parse_args().data
    for script in SCRIPTS:
        for table in script.tables(data):
            table.save()
    page.write()


if __name__ == "__main__":
    main()
