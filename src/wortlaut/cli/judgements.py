"""The file of judgements: it is read whole and only ever grows."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from wortlaut.errors import JudgementError
from wortlaut.export import judgement_json, judgements_from_json
from wortlaut.record import Judgement


def read_judgements(path: Path) -> list[Judgement]:
    """Return the judgements of a file; raises JudgementError, which names the file and the line."""
    try:
        with path.open("rb") as lines:
            return judgements_from_json(lines)
    except JudgementError as error:
        raise JudgementError(f"{path}: {error}") from None
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from None


def append_judgement(path: Path, judgement: Judgement) -> None:
    """Add one line to a file in one write, so that two people who judge at a time lose nothing.

    A line that the disk has no room for is taken back. Raises typer.BadParameter if the file cannot be opened, OSError
    if it takes no more.
    """
    line = judgement_json(judgement) + b"\n"
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}") from None
    try:
        size = os.fstat(handle).st_size
        if size and _last_byte(handle, size) != b"\n":
            line = b"\n" + line  # somebody edited the file by hand
        written = os.write(handle, line)
        if written < len(line):
            os.ftruncate(handle, size)
            raise OSError(28, "No space left on device")
        os.fsync(handle)
    finally:
        os.close(handle)


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)
