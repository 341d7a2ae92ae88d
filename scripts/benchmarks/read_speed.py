"""How fast articles are read, on text that the project ships: beside spaCy's pipeline alone.

Time is CPU time of this process, and lexicons and models are loaded before the clock starts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import kb
from kb.read.article.words.language import installed_pipeline, pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
DAY = "2022-09-06"
#: Articles are read so often over that a measure takes seconds.
TIMES = 20
_IMPORT = "import kb, sys; sys.exit(bool({'spacy', 'pandas', 'trafilatura'} & {*sys.modules}))"


def measure_speed() -> None:
    """Print words a CPU-second, what importing kb costs, and what a long text does."""
    texts = [x.read_text(encoding="utf-8") for x in sorted(ARTICLES.glob("*.txt"))] * TIMES
    parsers = (False, True) if installed_pipeline() else (False,)
    for parser in parsers:
        name = "kb, with the parser" if parser else "kb, without a parser"
        _say(name, texts, partial(kb.read_article, published=DAY, parser=parser))
    if len(parsers) > 1:
        _say("spaCy's pipeline alone", texts, pipeline())
    print(f"import kb: {_cpu_of(_IMPORT) - _cpu_of('pass'):.3f} CPU s, no heavy library")
    for size in (100_000, 1_000_000):
        text = "\n\n".join(texts * (1 + size // sum(map(len, texts))))[:size]
        start = time.process_time()
        found = len(kb.read_article(text, published=DAY, parser=False))
        cpu, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{size:,} characters: {cpu:.1f} CPU s, {found:,} candidates, {peak >> 10} MB at most"
        )


def _say(name: str, texts: list[str], read: Callable[[str], object]) -> None:
    read(texts[0])
    start = time.process_time()
    for text in texts:
        read(text)
    words = sum(len(x.split()) for x in texts)
    print(f"{name}: {words / (time.process_time() - start):,.0f} words a CPU-second", flush=True)


def _cpu_of(code: str) -> float:
    """Return the least CPU seconds of five runs of a Python program."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)
