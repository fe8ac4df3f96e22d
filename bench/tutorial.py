"""Run the tutorial and write what its blocks print.

    python -m bench.tutorial [--write]

Each block of Python in docs/tutorial.md is run in a folder of its own, one after the other, in one namespace; the block
of text behind it, if there is one, is what it prints. Exit code 1 where the page says something else; with ``--write``
the page is mended and the figure put into docs/tutorial.svg.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
PAGE, FIGURE = DOCS / "tutorial.md", DOCS / "tutorial.svg"
_BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<said>.*?)```\n)?", re.DOTALL)


def blocks(page: str) -> list[tuple[str, str | None]]:
    """Return the code of a page, and what it is said to print (None: nothing is said)."""
    return [(found["code"], found["said"]) for found in _BLOCK.finditer(page)]


def printed(page: str, folder: Path) -> Iterator[str]:
    """Run the blocks of a page in a folder; yield what each prints."""
    space: dict[str, Any] = {"__name__": "tutorial"}
    with contextlib.chdir(folder):
        for number, (code, _) in enumerate(blocks(page), start=1):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(code, f"block {number} of the tutorial", "exec"), space)
            yield out.getvalue()


def mended(page: str, said: Sequence[str]) -> str:
    """Return a page that says what its blocks print."""
    rest = iter(said)

    def block(found: re.Match[str]) -> str:
        now = next(rest)
        told = f"\n```text\n{now}```\n" if now else ""
        return f"```python\n{found['code']}```\n{told}"

    return _BLOCK.sub(block, page)


def main(args: Sequence[str] | None = None) -> int:
    """Run the tutorial."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what is printed, and the figure")
    given = parser.parse_args(args)
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        new = mended(page, list(printed(page, Path(folder))))
        if given.write:
            PAGE.write_text(new, encoding="utf-8")
            FIGURE.write_bytes((Path(folder) / "positions.svg").read_bytes())
            print(f"{PAGE}, {FIGURE} ({os.path.getsize(FIGURE) // 1000} kB)")
        elif new != page:
            print("the tutorial prints something else now: python -m bench.tutorial --write", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
