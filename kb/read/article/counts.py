"""How many were killed, wounded, captured: numbers beside words of harm, as ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.read.article.values import Field

if TYPE_CHECKING:
    from kb.read.article.values import Sentence

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    **{
        f"{ten}-{unit}": 10 * tens + number
        for tens, ten in enumerate(_TENS, start=2)
        for number, unit in enumerate(_UNITS[:10])
        if number
    },
    "a": 1,
    "an": 1,
    "another": 1,
    "no": 0,
    "dozen": 12,
    "a dozen": 12,
    "a hundred": 100,
    "hundred": 100,
    "a thousand": 1000,
}
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+|"
    + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
    + r")"
)
