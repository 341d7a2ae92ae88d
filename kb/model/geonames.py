"""Numbers of GeoNames, in the forms in which people copy them."""

from __future__ import annotations

import re

__all__ = ["geonames_number"]

#: A number by itself, behind `geonames:`, or in an address of the site or of its data.
_NUMBER = re.compile(
    r"(?:geonames:|(?:https?://)?(?:(?:www|sws)\.)?geonames\.org/)?0*([1-9][0-9]{0,9})"
    r"(?:[/?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)


def geonames_number(cell: str) -> str:
    """Return the number that a cell gives, empty where it gives none.

    >>> geonames_number("https://www.geonames.org/703448/kyiv.html")
    '703448'
    >>> geonames_number("703448"), geonames_number("geonames:703448"), geonames_number("Kyiv")
    ('703448', '703448', '')
    """
    found = _NUMBER.fullmatch(cell.strip())
    return found[1] if found else ""
