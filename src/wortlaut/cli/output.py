"""Where the output of a command goes: standard output, files, the terminal."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

Write = Callable[[bytes], None]
_SIGPIPE = 141


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End without a word, as other tools do, when the reader of standard output (``head``) has left."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # what is still buffered must go somewhere when Python flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(_SIGPIPE) from None


@contextmanager
def lines_to(target: str) -> Iterator[Write]:
    """Give a function that writes whole lines to a file (or to standard output for ``-``) at once.

    Whatever ends the program, the file holds whole lines only: half a line is cut off again.
    Raises typer.BadParameter if the file cannot be opened.
    """
    if target == "-":
        yield _write_to_stdout
        return
    try:
        stream = open(target, "wb", buffering=0)  # noqa: SIM115 - closed below
    except OSError as error:
        raise typer.BadParameter(f"cannot write {target}: {error.strerror}") from None
    whole = 0

    def write(chunk: bytes) -> None:
        nonlocal whole
        rest = memoryview(chunk)
        while rest:
            rest = rest[stream.write(rest) :]
        whole += len(chunk)

    with stream:
        try:
            yield write
        finally:
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                stream.truncate(whole)


def _write_to_stdout(chunk: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def write_whole(target: Path, data: bytes) -> None:
    """Write a file at once: it is there whole, or as it was before."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise typer.BadParameter(f"cannot write {target}: {error.strerror}", param_hint="FILE") from None


def print_json(value: object) -> None:
    """Print a value as one line of JSON, at once."""
    import json

    _write_to_stdout(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def terminal() -> Console:
    """Return a console on standard output that shows text as it is and knows NO_COLOR."""
    from rich.console import Console

    class TextConsole(Console):
        """A console that leaves a closed pipe to ``quiet_pipe``."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return TextConsole(markup=False, highlight=False, emoji=False)
