"""A reader without a model, for tests of everything around it.

As a script (``python faked.py read …``) it is the command line with that reader; WORTLAUT_FAKE_PAUSE makes
it slow, so that it can be interrupted.
"""

from __future__ import annotations

import os
import re
import sys
import time
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wortlaut.errors import BundleError
from wortlaut.record import Article, Failure, Reading, Run, Span, Statement

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
import handmade

_QUOTE = re.compile("„([^“]+)“")


class FakeReader:
    """Takes each „…“ for a direct quote; fails in part where the text says KAPUTT."""

    run = Run(wortlaut="0", model="fake", lexicon="0")

    @classmethod
    def load(cls, bundle: Path | None = None) -> FakeReader:
        if bundle is not None and not (bundle / "model.onnx").exists():
            raise BundleError(f"{bundle} holds no model; run …")
        return cls()

    def read_many(self, articles: Iterable[Article], *, processes: int | None = None) -> Iterator[Reading]:
        for article in articles:
            time.sleep(float(os.environ.get("WORTLAUT_FAKE_PAUSE", "0")))
            yield self.read(article)

    def read(self, article: Article) -> Reading:
        if article.text.strip() == handmade.TEXT.strip():
            return handmade.reading()
        return Reading(
            article=article,
            run=self.run,
            statements=tuple(
                Statement(
                    id=f"s{number}",
                    kind="direct",
                    content=(Span(start=match.start(1), end=match.end(1)),),
                    confidence=1.0,
                )
                for number, match in enumerate(_QUOTE.finditer(article.text), start=1)
            ),
            failures=(Failure(stage="dating", message="kaputt"),) if "KAPUTT" in article.text else (),
        )


def pipeline() -> types.ModuleType:
    """Return a module to stand in for ``wortlaut.pipeline``."""
    module: Any = types.ModuleType("wortlaut.pipeline")
    module.Reader = FakeReader
    return module  # type: ignore[no-any-return]


if __name__ == "__main__":
    sys.modules["wortlaut.pipeline"] = pipeline()
    from wortlaut.cli import main

    main()
