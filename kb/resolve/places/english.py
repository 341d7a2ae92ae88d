"""What a region is called in English, where GeoNames has it in its own language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["english_name"]

#: Words by which a name is in a language of its country, and the form of a list ("Madrid, …").
_NATIVE = re.compile(
    r"oblast['’]?$|oblysy$|\b(?:kray|okrug|respublika|avtonomna|voblas[ctć]+|l[äa]n|kraj"
    r"|regi[oó]n de|ville de|ciudad de|distrito capital|regi[ãa]o)\b|skie$|, ",
    re.IGNORECASE,
)
#: Countries whose regions GeoNames has in scholarly transliterations, with marks that news lack.
_MARKED = frozenset(
    "AE AF BH DZ EG ER GE IL IN IQ IR JO JP KW KZ LB LK LY MA NP OM PK PS QA SA SD SY TN YE".split()
)
_ENGLISH = re.compile(
    r"[A-Z][A-Za-z'’. -]* (?:Oblast|Krai|Okrug|Republic|Governorate|Province|Territory"
    r"|(?<!er )Region|Voivodeship|County)"
    r"|(?:Republic|Community|Region|Principality) of [A-Z][A-Za-z -]+"
)
#: What Sweden calls a county, with its genitive.
_COUNTY = re.compile(r"(.+?)s? län")
_QUOTES = re.compile(r"[`'‘’]")


def english_name(name: str, aliases: Iterable[str], country: str) -> str:
    """Return a name as news in English have it: an alias with an English noun, or without marks.

    >>> english_name("Vladimirskaya oblast'", ["Vladimir vilayəti", "Vladimir Oblast"], "RU")
    'Vladimir Oblast'
    >>> english_name("Kunaṟ", ["Konar"], "AF"), english_name("Plužine", [], "ME")
    ('Kunar', 'Plužine')
    >>> english_name("Madrid, Comunidad de", ["Madrid"], "ES")
    'Madrid'
    """
    county = _COUNTY.fullmatch(name)
    if county:
        return f"{county[1]} County"
    plain = _QUOTES.sub("", _unmarked(name))
    if not _NATIVE.search(name) and (country not in _MARKED or plain == name):
        return name
    known = next((each for each in aliases if _ENGLISH.fullmatch(each)), "")
    return _QUOTES.sub("", known) or (plain if country in _MARKED else name.partition(", ")[0])


def _unmarked(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(x for x in letters if not unicodedata.combining(x)))
