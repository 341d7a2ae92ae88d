"""How many were killed, wounded, captured: numbers beside words of harm, as ranges.

A range is written as in the column `counts`: `3`, `3..5`, `3..` (at least), `..5` (at most), `40~`
(about). A number counts for what its trigger does to those who bear it: the victims of "killed" are
counted as killed, and a sum is given only when each of them can be counted.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.read.article.values import Field
from kb.read.article.words.nouns import PEOPLE
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence
    from kb.read.article.who.roles import Role

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
        "a dozen": 12,
        "a hundred": 100,
        "a thousand": 1000,
        "half a dozen": 6,
    }
)
#: Vague plurals, and the least that they can mean.
_VAGUE = MappingProxyType(
    {
        "a couple": 2,
        "a pair": 2,
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
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_ONE = rf"(?:(?:{_DIGITS})|\b(?:{_WORD})\b)(?: (?:{'|'.join(_MULTIPLES)})\b)?"
_AT_LEAST = (
    r"(?:at\ least|no\ fewer\ than|not\ less\ than|a\ minimum\ of|no\ less\ than|as\ many\ as)"
)
_QUANTITY = re.compile(
    rf"""(?:
      between\ (?P<low>{_ONE})\ and\ (?P<high>{_ONE})
    | (?P<from>{_ONE})\ ?(?:to|-|–|or)\ ?(?P<to>{_ONE})
    | {_AT_LEAST}\ (?P<least>{_ONE})
    | (?:more\ than|over|above|upwards\ of)\ (?P<over>{_ONE})
    | (?:at\ most|up\ to|no\ more\ than|not\ more\ than|a\ maximum\ of)\ (?P<most>{_ONE})
    | (?:fewer\ than|less\ than|under|nearly|almost)\ (?P<under>{_ONE})
    | (?:about|around|some|roughly|approximately|an\ estimated|circa)\ (?P<about>{_ONE})
    | (?P<vague>{"|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True))})\b
    | (?P<exact>{_ONE})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
#: What those are counted as to whom something of a kind is done; a lemma before its kind.
_BY_TRIGGER = MappingProxyType(
    {
        "kill": "killed",
        "wound": "wounded",
        "capture": "captured",
        "killing": "killed",
        "death": "killed",
        "assassination": "killed",
        "injury": "wounded",
        "detention": "detained",
        "release": "released",
        "abduction": "people",
        "evacuation": "evacuated",
        "deportation": "displaced",
        "displacement": "displaced",
    }
)
#: Objects that are counted by what they are.
_BY_NOUN = MappingProxyType(
    {
        word: count
        for count, words in {
            "bridges": "bridge bridges crossings",
            "settlements": "town towns village villages city cities settlement settlements",
            "buildings": "building buildings house houses home homes",
            "vehicles": "vehicle vehicles truck trucks car cars bus buses",
            "tanks": "tank tanks",
            "guns": "howitzer howitzers mortar mortars cannon",
            "aircraft": "aircraft plane planes helicopter helicopters jet jets",
            "drones": "drone drones",
            "missiles": "missile missiles rocket rockets",
            "ships": "ship ships boat boats vessel vessels",
            "depots": "depot depots",
            "posts": "post posts",
        }.items()
        for word in words.split()
    }
)
#: Kinds of events that leave people dead or hurt.
_BRINGS = frozenset(
    "attack assault ambush battle strike shelling bombing explosion assassination killing accident "
    "disaster fire sabotage crash protest riot".split()
)
_DONE_TO = frozenset("victim target".split())
_TOLL = re.compile(
    rf"(?P<number>{_ONE})(?: (?!and\b|or\b|but\b)[\w-]+){{0,3}}? (?:were |was )?(?:left )?"
    r"(?P<what>dead|wounded|injured|missing|hurt)\b",
    re.IGNORECASE,
)
_TOLL_COUNTS = MappingProxyType(
    {"dead": "killed", "missing": "missing"}
    | dict.fromkeys(("wounded", "injured", "hurt"), "wounded")
)


def range_of(text: str) -> str:
    """Return the number that a phrase gives, as a range; empty where it gives none.

    >>> range_of("at least five people"), range_of("two or three men"), range_of("about 40 cars")
    ('5..', '2..3', '40~')
    >>> range_of("more than 100 soldiers"), range_of("nobody"), range_of("a priest")
    ('101..', '0', '1')
    """
    if re.match(r"(?:nobody|no ?one|none)\b", text.strip(), re.IGNORECASE):
        return "0"
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


def find_counts(
    text: str, sentence: Sentence, trigger: Trigger, roles: Sequence[Role]
) -> list[Field]:
    """Return the counts that a trigger gives of those to whom something is done.

    `text` is that of the document, whose offsets the roles have.
    """
    name = _BY_TRIGGER.get(trigger.entry.lemma) or _BY_TRIGGER.get(trigger.kind, "")
    done_to = [x for x in roles if x.role in _DONE_TO]
    # Places are captured as well.
    people = [x for x in done_to if trigger.kind != "capture" or x.noun_class in PEOPLE]
    found = [*_of_people(text, name, sentence, people)] if name else []
    return [*found, *_of_objects(text, sentence, done_to), *_tolls(text, sentence, trigger, found)]


def _of_people(text: str, name: str, sentence: Sentence, roles: Sequence[Role]) -> Iterable[Field]:
    people = [x for x in roles if x.noun_class not in ("weapon", "facility", "vehicle")]
    ranges = [_number(text, sentence, x) for x in people]
    if not people or not all(ranges):
        return
    total = ranges[0] if len(ranges) == 1 else _sum(ranges)
    if total:
        start, end = min(x.start for x in people), max(x.end for x in people)
        yield Field("counts", f"{name}: {total}", start, end, 0.8, "number of those it is done to")


def _number(text: str, sentence: Sentence, role: Role) -> str:
    before = text[max(sentence.start, role.start - 25) : role.start]
    lead = re.search(
        rf"(?:(?:{_AT_LEAST}|between|more than|over|up to|about|around|some|nearly|almost|"
        r"fewer than|an?) ?)+$",
        before,
        re.IGNORECASE,
    )
    phrase = (lead.group() if lead else "") + text[role.start : role.end]
    found = range_of(phrase)
    token = sentence.tokens[role.place]
    named = token.tag == "NNP" or (not token.tag and token.text[:1].isupper())
    if not found and (role.noun_class == "person" or named):
        return "1"
    if not found and token.tag == "NN" and role.noun_class in ("civilian", "official"):
        return "1"
    return found


def _sum(ranges: Sequence[str]) -> str:
    if all(x.isdigit() for x in ranges):
        return str(sum(map(int, ranges)))
    if all(re.fullmatch(r"\d+(?:\.\.)?", x) for x in ranges):
        return f"{sum(int(x.rstrip('.')) for x in ranges)}.."
    return ""


def _of_objects(text: str, sentence: Sentence, roles: Sequence[Role]) -> Iterable[Field]:
    for role in roles:
        name = _BY_NOUN.get(sentence.tokens[role.place].text.lower())
        number = range_of(text[max(sentence.start, role.start - 1) : role.end].strip())
        if name and number and number not in ("0", "1"):
            yield Field(
                "counts", f"{name}: {number}", role.start, role.end, 0.7, "number of objects"
            )


def _tolls(
    text: str, sentence: Sentence, trigger: Trigger, found: Sequence[Field]
) -> Iterable[Field]:
    """Yield "two dead and five wounded", where a trigger says it or brought it about."""
    have = {x.value.partition(":")[0] for x in found}
    syntax = Syntax(sentence)
    for match in _TOLL.finditer(text, sentence.start, sentence.end):
        name = _TOLL_COUNTS[match["what"].lower()]
        number = range_of(match.group())
        if name not in have and number and _is_toll_of(syntax, trigger, match.end()):
            have.add(name)
            yield Field(
                "counts", f"{name}: {number}", *match.span(), 0.7, "number of the dead or hurt"
            )


def _is_toll_of(syntax: Syntax, trigger: Trigger, end: int) -> bool:
    """Tell whether a toll that ends at an offset is what a trigger says or brought about.

    A word of harm that has a subject ("fifteen wounded", "others were hurt") counts for itself.
    """
    place = next((i for i, x in enumerate(syntax.tokens) if x.end == end), -1)
    if place < 0 or place == trigger.place:
        return place >= 0
    if not syntax.parsed:
        return trigger.kind in _BRINGS and trigger.start < end
    tells = syntax.tag(place).startswith("VB") and any(syntax.with_dep(place, "nsubjpass"))
    above = [] if tells else [*syntax.above(place)]
    brings = trigger.kind in _BRINGS and not (trigger.passive and trigger.kind == "killing")
    if trigger.place in above:
        return brings or trigger.start <= syntax.tokens[place].start < trigger.end
    brought = {x for verb in above for x in syntax.with_dep(verb, "nsubj")}
    return brings and trigger.place in brought
