"""The page of the documents that lists every table, its columns and sources.

python -m lexicon_sources.page
"""

from __future__ import annotations

from pathlib import Path

from lexicon_sources.tables import OUT, WRITTEN, read

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "lexicon.md"


def write() -> None:
    """Write the page from its text and from the tables as they are."""
    text = (WRITTEN / "page.md").read_text(encoding="utf-8")
    PAGE.write_text(text.format(tables="\n".join(_tables()), sources="\n".join(_sources())), encoding="utf-8")


def _tables() -> list[str]:
    """Return one line per table."""
    lines = ["| table | rows | kB | columns | what it holds, and whence |", "| --- | ---: | ---: | --- | --- |"]
    for path in sorted(OUT.glob("*.tsv")):
        rows = read(path)
        note = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").replace("|", "/")
        size = path.stat().st_size / 1000
        lines.append(f"| `{path.stem}` | {len(rows)} | {size:.1f} | {' '.join(rows[0])} | {note} |")
    return lines


def _sources() -> list[str]:
    """Return one line per source."""
    lines = ["| source | what | licence | as of |", "| --- | --- | --- | --- |"]
    for row in read(OUT / "sources.tsv"):
        title = f"[{row['title']}]({row['address']})" if row["address"] else row["title"]
        lines.append(f"| `{row['id']}` | {title} | {row['licence']} | {row['as_of']} |")
    return lines


if __name__ == "__main__":
    write()
