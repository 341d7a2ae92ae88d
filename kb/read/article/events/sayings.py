"""The verbs of saying, from `reporting.csv`."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def sayings() -> Mapping[str, str]:
    """Return the verbs of saying, each with the stance of whom they report."""
    with Path(__file__).with_name("reporting.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({x["word"]: x["stance"] for x in csv.DictReader(file)})
