"""Bodies that the world's news names: armed groups, alliances, agencies, aid organisations.

`organisations.csv` has each with its aliases. It keeps names whole that have small words in them
("Save the Children") and gives one body one name. Acronyms are there only where they mean little
else in the news: others an article has to spell out.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def body_of(name: str) -> str:
    """Return the one name of a body that the table has, else the name itself."""
    return bodies().get(_levelled(name), name)


@cache
def bodies() -> Mapping[str, str]:
    """Return the bodies by their names and aliases, small words in small letters.

    >>> bodies()["Doctors without Borders"], bodies()["ISIL"]
    ('Doctors Without Borders', 'Islamic State')
    """
    with Path(__file__).with_name("organisations.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                _levelled(name): row["name"]
                for row in csv.DictReader(file)
                for name in (row["name"], *filter(None, row["aliases"].split(";")))
            }
        )


def find_bodies(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the offsets and the name of each body that a text names.

    >>> list(find_bodies("Staff of Save the Children fled."))
    [(9, 26, 'Save the Children')]
    """
    for match in _pattern().finditer(text):
        yield *match.span(), body_of(match.group())


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(_as_printed(x) for x in sorted(bodies(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-]|\.\w)")


def _as_printed(name: str) -> str:
    pattern = re.escape(name).replace("'", "['’]")
    return pattern.replace("without", "[Ww]ithout").replace("sans", "[Ss]ans")


def _levelled(name: str) -> str:
    """Return a name as the table has it: "Doctors Without Borders" is printed in two ways."""
    return re.sub(r"\b(?:Without|Sans)\b", lambda x: x.group().lower(), name.replace("’", "'"))
