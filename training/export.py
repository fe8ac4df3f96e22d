"""Trained model → bundle: two graphs in int8, thresholds and calibration chosen on dev, card, checksums."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from training.calibrate import calibrate
from training.choose import choose
from training.evaluate import LABELS, Dev, evaluate, grammar_figures, name_figures, side_by_side
from training.graphs import graphs, quantised
from training.network import Roles, Tagger
from wortlaut.tag.bundle import CARD, FORMAT, TOKENIZER, Bundle, seal
from wortlaut.tag.bundle import LABELS as LABELS_FILE
from wortlaut.tag.onnx import OnnxEngine
from wortlaut.tag.tagger import Labels
from wortlaut.tag.words import WordPieces

NAME = "wortlaut-reader-2"
QUOTES = ("message", "roles", "joint", "type", "medium")
OTHERS = ("names", "per", "org", "loc", "upos", "uas", "las", "mood_sub")


TOGETHER = "int8, sentences side by side"
"""Name of the row of figures on the same sentences in paragraphs, as in articles."""


def export(
    tagger: Tagger, roles: Roles, tokenizer: Path, pieces: WordPieces, dev: Dev, test: Dev, out: Path, sources: str
) -> None:
    """Write the bundle to ``out``; ``sources`` is the card's table of corpora.

    Thresholds and calibration are chosen on ``dev`` with the int8 graphs; ``test`` is only measured. The figures of
    fp32 and int8 stand side by side in the card and in the labels.
    """
    work = tokenizer.parent / "fp32"
    graphs(tagger, roles, work)
    quantised(work, out)
    shutil.copy(tokenizer, out / TOKENIZER)
    engines = {name: _engine(folder) for name, folder in (("fp32", work), ("int8", out))}
    labels = choose(engines["int8"], pieces, dev.quotes)
    labels, errors = calibrate(engines["int8"], pieces, labels, dev.quotes, dev.names)
    figures = {name: _figures(engine, pieces, labels, dev, test) for name, engine in engines.items()}
    figures[TOGETHER] = _others(engines["int8"], pieces, side_by_side(test))
    for name, row in {**figures, **errors}.items():
        print(name, {key: round(value, 4) for key, value in row.items()}, flush=True)
    about = {"format": FORMAT, "name": NAME, "labels": asdict(labels), "figures": figures, "calibration_error": errors}
    (out / LABELS_FILE).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    (out / CARD).write_text(card(figures, errors, sources), encoding="utf-8")
    seal(out)


def _engine(folder: Path) -> OnnxEngine:
    return OnnxEngine(Bundle(folder=folder, labels=LABELS, name=NAME, hash=""), threads=2)


def _figures(engine: object, pieces: WordPieces, labels: Labels, dev: Dev, test: Dev) -> dict[str, float]:
    scores, _ = evaluate(engine, pieces, dev.quotes, labels)
    return {part: getattr(scores, part).f1 for part in QUOTES} | _others(engine, pieces, test)


def _others(engine: object, pieces: WordPieces, test: Dev) -> dict[str, float]:
    """Return the figures of names and grammar."""
    names = name_figures(engine, pieces, test.names) if test.names else {}
    return names | (grammar_figures(engine, pieces, test.grammar) if test.grammar else {})


def card(figures: Mapping[str, Mapping[str, float]], errors: Mapping[str, Mapping[str, float]], sources: str) -> str:
    """Return the model card: the template with figures and corpora filled in."""

    def rows(keys: tuple[str, ...]) -> str:
        lines = (
            "| " + " | ".join([name, *(_percent(row, key) for key in keys)]) + " |"
            for name, row in figures.items()
            if any(key in row for key in keys)
        )
        return "\n".join(lines)

    values = {
        "name": NAME,
        "sources": sources,
        "quotes": rows(QUOTES),
        "others": rows(OTHERS),
        "errors": "\n".join(f"| {head} | {row['ece_raw']:.3f} | {row['ece']:.3f} |" for head, row in errors.items()),
    }
    text = Path(__file__).with_name("card.md").read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text


def _percent(row: Mapping[str, float], key: str) -> str:
    return f"{100 * row[key]:.1f}" if key in row else ""
