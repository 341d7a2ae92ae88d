"""Names as they are compared: without case, marks and punctuation, and across transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["ROMANISED", "key", "skeleton"]

#: Countries whose names are met in several romanisations.
ROMANISED = frozenset("UA RU BY MD KZ KG TJ TM UZ BG RS MK ME BA AM AZ GE".split())

_DROPPED = re.compile(r"[.'’ʼ`ʹʺ\u00b4\u02b9\u2018]")
_SPACED = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]")
#: Letters that decompose into nothing plainer.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_SHORT = {"saint": "st", "sainte": "ste", "ft": "fort", "mt": "mount", "mtn": "mountain"}

#: Spellings of one sound in the usual romanisations of Ukrainian and Russian (the resolution of
#: Ukraine of 2010, BGN/PCGN, the habits of newspapers), longest first.
_SOUNDS = (
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("sh", "s"),
    ("ch", "c"),
    ("kh", "h"),
    ("zh", "z"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("g", "h"),
    ("w", "v"),
    ("ks", "x"),
)
#: What Ukrainian has as i and Russian as o or e: Kharkiv, Kharkov; Antonivka, Antonovka.
_ENDING = re.compile(r"o(?=v(?:k|s|\b))")
#: Letters that romanisations put in, leave out and exchange.
_LOOSE = re.compile(r"(?<=.)[iyje]+")
_DOUBLED = re.compile(r"(.)\1+")
_LAST = re.compile(r"(?<=.{3})[aou]+\b")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return a name as it is looked up.

    >>> key("Saint-Étienne"), key("U.S."), key("Kam'yanka")
    ('st etienne', 'us', 'kamyanka')
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKD", name)).casefold().translate(_PLAIN)
    words = _SPACED.sub(" ", _DROPPED.sub("", text)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def skeleton(name: str) -> str:
    """Return what the romanisations of one Ukrainian or Russian name have in common.

    >>> skeleton("Vysokopillya") == skeleton("Vysokopillia") == skeleton("Visokopillja")
    True
    """
    text = key(name)
    for spelt, sound in _SOUNDS:
        text = text.replace(spelt, sound)
    text = _LOOSE.sub("", _ENDING.sub("", text))
    return _DOUBLED.sub(r"\1", _LAST.sub("", text))
