"""Where the time goes: clocks around the public functions of the stages, put on from outside."""

from __future__ import annotations

import functools
import importlib
import inspect
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

Undo = list[tuple[object, str, object]]
STAGES = ("intake", "segment", "tag", "extract", "resolve")


@dataclass(slots=True)
class Clock:
    """Seconds per stage, each without the stages it calls; seconds within onnxruntime; subwords seen by the encoder."""

    seconds: dict[str, float] = field(default_factory=dict)
    model: float = 0.0
    subwords: int = 0
    _running: list[tuple[str, float]] = field(default_factory=list)

    def enter(self, stage: str) -> None:
        """Stop the stage that runs and start this one."""
        now = time.perf_counter()
        if self._running:
            outer, since = self._running[-1]
            self.seconds[outer] = self.seconds.get(outer, 0.0) + now - since
        self._running.append((stage, now))

    def leave(self) -> None:
        """Stop this stage and go on with the one around it."""
        now = time.perf_counter()
        stage, since = self._running.pop()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - since
        if self._running:
            self._running[-1] = (self._running[-1][0], now)

    def shares(self, total: float) -> dict[str, float]:
        """Share of ``total`` seconds per stage; ``rest`` is what no stage took."""
        shares = {stage: self.seconds[stage] / total for stage in STAGES if stage in self.seconds}
        return {**shares, "rest": max(0.0, 1.0 - sum(shares.values()))} if shares else {}

    def around_model(self) -> float | None:
        """Share of the tag stage that is spent outside onnxruntime: pieces, windows, decoding."""
        tag = self.seconds.get("tag")
        return 1.0 - self.model / tag if tag else None


def timed(clock: Clock, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function so that its time is booked on a stage; of a generator, the time of each step."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        clock.enter(stage)
        try:
            result = function(*args, **kwargs)
        finally:
            clock.leave()
        return _steps(clock, stage, result) if inspect.isgenerator(result) else result

    return wrapper


def _steps(clock: Clock, stage: str, steps: Iterator[Any]) -> Iterator[Any]:
    while True:
        clock.enter(stage)
        try:
            step = next(steps)
        except StopIteration:
            return
        finally:
            clock.leave()
        yield step


@contextmanager
def clocked(package: str = "wortlaut", stages: Sequence[str] = STAGES) -> Iterator[Clock]:
    """Put clocks on the functions and methods that the stages show to the rest, and take them off again.

    That is every public function in the namespace of ``package.stage`` and of ``package.pipeline``, and every
    public method of the stages' classes there. A stage that is not there has no time.
    """
    clock = Clock()
    undo: Undo = []
    try:
        modules = [module for name in (*stages, "pipeline") if (module := _module(f"{package}.{name}"))]
        for module in modules:
            for name, value in list(vars(module).items()):
                _wrap(clock, module, name, value, package, undo)
        _count_subwords(clock, package, undo)
        _time_model(clock, undo)
        yield clock
    finally:
        for owner, name, value in reversed(undo):
            setattr(owner, name, value)


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _stage_of(value: object, package: str) -> str | None:
    """Return the stage whose package defines a function or class."""
    parts = (getattr(value, "__module__", None) or "").split(".")
    return parts[1] if parts[0] == package and len(parts) > 1 and parts[1] in STAGES else None


def _wrap(
    clock: Clock,
    owner: object,
    name: str,
    value: object,
    package: str,
    undo: Undo,
) -> None:
    stage = None if name.startswith("_") else _stage_of(value, package)
    if stage is None:
        return
    if inspect.isfunction(value):
        if hasattr(value, "__wrapped__"):
            return
        undo.append((owner, name, value))
        setattr(owner, name, timed(clock, stage, value))
    elif inspect.isclass(value) and not issubclass(value, BaseException):
        for method, body in list(vars(value).items()):
            callable_now = not method.startswith("_") or method == "__call__"
            if callable_now and inspect.isfunction(body) and not hasattr(body, "__wrapped__"):
                undo.append((value, method, body))
                setattr(value, method, timed(clock, stage, body))


def _count_subwords(clock: Clock, package: str, undo: Undo) -> None:
    """Count what goes into the encoder, where ``tag.tagger`` cuts its windows."""
    tagger: Any = sys.modules.get(f"{package}.tag.tagger")
    original = getattr(tagger, "windows", None)
    if original is None:
        return

    @functools.wraps(original)
    def counting(*args: Any, **kwargs: Any) -> Any:
        cut = original(*args, **kwargs)
        clock.subwords += sum(len(window.ids) for window in cut)
        return cut

    undo.append((tagger, "windows", original))
    tagger.windows = counting


def _time_model(clock: Clock, undo: Undo) -> None:
    """Add up the seconds within onnxruntime, in sessions old and new."""
    import onnxruntime

    owner: Any = next(base for base in onnxruntime.InferenceSession.__mro__ if "run" in vars(base))
    original = owner.run

    @functools.wraps(original)
    def run(*args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            clock.model += time.perf_counter() - begun

    undo.append((owner, "run", original))
    owner.run = run
