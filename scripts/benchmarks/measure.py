"""One step in a process of its own: its CPU time, the peak of memory, and what it answers."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Measured:
    """What a step took: CPU seconds of all threads, the peak in MB, start of Python included."""

    cpu: float
    peak: float
    answer: Any


def measure(step: str, *arguments: object) -> Measured:
    """Run the step `module:function` in a fresh Python.

    The function gets the arguments as text and returns what is to be timed: a callable without
    arguments, whose answer can be written as JSON or is dropped.
    """
    command = [sys.executable, __file__, step, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parent)
    return Measured(**json.loads(done.stdout))


def _run(step: str, arguments: list[str]) -> dict[str, Any]:
    module, _, name = step.partition(":")
    timed = getattr(importlib.import_module(module), name)(*arguments)
    start = time.process_time()
    answer = timed()
    cpu = time.process_time() - start
    plain = isinstance(answer, dict | list | int | float | str)
    return {"cpu": cpu, "peak": peak_memory(), "answer": answer if plain else None}


def peak_memory() -> float:
    """Return the most memory that this process has held, MB."""
    import resource  # not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[2]))  # this tree's kb, where none is installed
    print(json.dumps(_run(sys.argv[1], sys.argv[2:])))
