"""Further names of a place, made from those that it has, and which of them are spellings of one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kb.resolve.places.keys import key, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["by_article", "by_division", "is_alike", "is_spelling"]

#: From which similarity of their skeletons on two names are of one sound.
_ALIKE = 0.6
#: From which similarity on, of names of so many letters, they are spellings of one.
_SAME, _LONG = 0.85, 6

_DIVISION = re.compile(
    r"(.+) (Oblast|Province|Region|Governorate|Krai)|(Province|Region|Governorate|Oblast) of (.+)"
)

#: Countries whose towns have an Arabic article, and its forms before a letter (key form).
_ARABIC = frozenset("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|ath|az) ")
_INNER_ARTICLE = re.compile(
    r"(?<=\w )(?:[ae][ldnrstz]|[ae](?:sh|th))(?: (?=[a-z]{2})|(?<=[dnrstz]) ?(?=[dnrstz]))"
)


def by_division(names: Iterable[str]) -> Iterator[str]:
    """Yield how else a state may be called that is called a province or the like."""
    for name in names:
        found = _DIVISION.fullmatch(name)
        if found and name.isascii():
            base = found[1] or found[4]
            yield from (f"{base} {word}" for word in ("Oblast", "Region", "Province"))


def by_article(graded: dict[str, int], country: str) -> dict[str, int]:
    """Return more names of an Arab town, by what English makes of the article.

    It leaves it out before a name, and spells it in many ways within one: `Deir ez-Zor`, `Deir
    al-Zor`, `Deir Ezzor`.
    """
    if country not in _ARABIC:
        return {}
    more = {_ARTICLE.sub("", name): grade for name, grade in graded.items()}
    for name, grade in graded.items():
        first, article, last = _parted(name)
        if article:
            forms = {"al ", "el "} | {
                f"{vowel}{last[0]}{gap}" for vowel in "ae" for gap in (" ", "")
            }
            more |= {f"{first}{form}{last}": grade for form in forms}
    return {name: grade for name, grade in more.items() if len(name) > 4 and name not in graded}


def _parted(name: str) -> tuple[str, str, str]:
    found = _INNER_ARTICLE.search(name)
    return (name[: found.start()], found[0], name[found.end() :]) if found else (name, "", "")


def is_alike(name: str, own: str) -> bool:
    """Tell whether a name sounds like another; what English calls quite otherwise is in a table."""
    some, others = skeleton(name), skeleton(own)
    if some in others or others in some:
        return True
    return SequenceMatcher(None, some, others, autojunk=False).ratio() >= _ALIKE


def is_spelling(name: str, own: str) -> bool:
    """Tell whether a name is another spelling of the same: "Wad Madani" of "Wad Medani"."""
    some, others = key(name), key(own)
    if len(some) < _LONG or some[0] != others[0]:
        return False
    return SequenceMatcher(None, some, others, autojunk=False).ratio() >= _SAME
