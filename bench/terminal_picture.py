"""The picture of the terminal view in the README.

python -m bench.terminal_picture [ARTICLE] [--out docs/terminal.svg]
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bench.product import intake_article, load_reader
from wortlaut.cli.view import render

ROOT = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path, nargs="?", default=ROOT / "examples/articles/01-agentur-haushalt.txt")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "terminal.svg")
    options = parser.parse_args(arguments)
    reading = load_reader().read(intake_article(options.article.read_text(encoding="utf-8")))
    console = Console(record=True, width=88, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    render(reading, console, "de")
    console.save_svg(str(options.out), title=f"wortlaut read {options.article.name}")


if __name__ == "__main__":
    main()
