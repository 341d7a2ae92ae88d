"""Numbers in words and digits, as ranges: `3`, `3..5`, `3..` (at least), `..5`, `40~` (about)."""

from __future__ import annotations

import re
from types import MappingProxyType

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = MappingProxyType(
    {
        **{word: number for number, word in enumerate(_UNITS)},
        **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
        **{
            f"{ten}-{unit}": 10 * tens + number
            for tens, ten in enumerate(_TENS, start=2)
            for number, unit in enumerate(_UNITS[1:10], start=1)
        },
        "a": 1,
        "an": 1,
        "another": 1,
        "no": 0,
        "a couple": 2,
        "a pair": 2,
        "a dozen": 12,
        "a hundred": 100,
        "a thousand": 1000,
        "half a dozen": 6,
    }
)
#: Vague plurals, and the least that they can mean.
_VAGUE = MappingProxyType(
    {
        "a couple of": 2,
        "a pair of": 2,
        "several": 2,
        "dozens": 24,
        "scores": 40,
        "hundreds": 200,
        "thousands": 2000,
        "tens of thousands": 20000,
        "hundreds of thousands": 200000,
    }
)
_MULTIPLES = MappingProxyType(
    {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
)
_WORD = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
#: Neither "M-16" nor "$5", "51st", "120mm" or "20%".
_DIGITS = r"(?<![\w$€£.])(?<![A-Za-z]-)(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w%]|[-,.]\d{3}|,\d)"
#: Nor "23-year-old" or "five-storey".
ONE = rf"(?:(?:{_DIGITS})|\b(?:{_WORD})\b)(?![-‑][A-Za-z])(?:[ ](?:{'|'.join(_MULTIPLES)})\b)?"
_AT_LEAST = r"(?:at[ ]least|no[ ]fewer[ ]than|not[ ]less[ ]than|a[ ]minimum[ ]of|no[ ]less[ ]than)"
#: What stands before a number and makes it a bound.
LEAD = (
    rf"(?:{_AT_LEAST}|between[ ]{ONE}[ ]and|more[ ]than|over|up[ ]to|as[ ]many[ ]as|about|around"
    r"|some|nearly|almost|fewer[ ]than|less[ ]than|roughly|approximately|an[ ]estimated)"
)
#: A body of people, and of how many: "a family of six".
_BODY = re.compile(
    rf"(?:family|group|crew|team|party|gang|squad|household|band)[ ]of[ ](?P<size>{ONE})",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    rf"""(?:
      between\ (?P<low>{ONE})\ and\ (?P<high>{ONE})
    | (?P<from>{ONE})\ ?(?:to|-|–|or)\ ?(?P<to>{ONE})
    | {_AT_LEAST}\ (?P<least>{ONE})
    | (?:more\ than|over|above|upwards\ of)\ (?P<over>{ONE})
    | (?:at\ most|up\ to|as\ many\ as|not?\ more\ than|a\ maximum\ of)\ (?P<most>{ONE})
    | (?:fewer\ than|less\ than|under|nearly|almost)\ (?P<under>{ONE})
    | (?:about|around|some|roughly|approximately|an\ estimated|circa)\ (?P<about>{ONE})
    | (?P<vague>{"|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True))})\b
    | (?P<exact>{ONE})
    )""",
    re.VERBOSE | re.IGNORECASE,
)


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
#: Days: "26 January", not "12 May Day protesters", and "January 26" in names.
_DAY = re.compile(rf"\b\d{{1,2}}[ ]{_MONTH}(?![ ]Day\b)|\b{_MONTH}[ ]\d{{1,2}}(?=[ ][A-Z])")


def range_of(text: str) -> str:
    """Return the number that a phrase gives, as a range; empty where it gives none.

    >>> range_of("at least five people"), range_of("two or three men"), range_of("about 40 cars")
    ('5..', '2..3', '40~')
    >>> range_of("a family of six"), range_of("a 23-year-old clerk"), range_of("five-storey house")
    ('6', '1', '')
    >>> range_of("more than 100 soldiers"), range_of("nobody"), range_of("a priest")
    ('101..', '0', '1')
    >>> range_of("the 26 January Hospital"), range_of("six 26 January brigadiers")
    ('', '6')
    """
    text = _DAY.sub("", text)
    if re.match(r"(?:nobody|no ?one|none)\b", text.strip(), re.IGNORECASE):
        return "0"
    if size := _BODY.search(text):
        return str(_value(size["size"]))
    match = _QUANTITY.search(text)
    if match is None:
        return ""
    kind = str(match.lastgroup)
    if kind == "vague":
        return f"{_VAGUE[match['vague'].lower()]}.."
    if kind in ("high", "to"):
        low, high = ("low", "high") if kind == "high" else ("from", "to")
        first, last = _value(match[low]), _value(match[high])
        return f"{first}..{last}" if first <= last else ""
    number = _value(match[kind])
    return {
        "least": f"{number}..",
        "over": f"{number + 1}..",
        "most": f"..{number}",
        "under": f"..{number - 1}",
        "about": f"{number}~",
    }.get(kind, str(number))


def _value(text: str) -> int:
    words = text.lower().split()
    factor = _MULTIPLES.get(words[-1], 1) if len(words) > 1 else 1
    base = " ".join(words[:-1] if factor > 1 else words)
    if text.lower() in _NUMBERS:
        return _NUMBERS[text.lower()]
    number = _NUMBERS.get(base)
    return int((float(base.replace(",", "")) if number is None else number) * factor)
