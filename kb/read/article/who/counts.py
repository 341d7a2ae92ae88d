"""How many were killed, wounded, captured: numbers beside words of harm, as ranges.

A number counts for what its trigger does to those who bear it: the victims of "killed" are
counted as killed, and a sum is given only when each of them can be counted.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.read.article.events.governing import ATTEMPTED
from kb.read.article.values import Field
from kb.read.article.who.numbers import LEAD, ONE, range_of
from kb.read.article.who.tolls import tolls
from kb.read.article.words.nouns import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence
    from kb.read.article.who.roles import Role

#: What those are counted as to whom something of a kind is done; a lemma before its kind.
_BY_TRIGGER = MappingProxyType(
    {
        "kill": "killed",
        "displace": "displaced",
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
            "buildings": "building buildings house houses home homes hospital hospitals "
            "school schools church churches mosque mosques shop shops",
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
_DONE_TO = frozenset("victim target".split())
_COUNTED_THINGS = _DONE_TO | {"instrument"}
#: After these stand others than those to whom a verb does it.
_ASIDE = frozenset("to on at against from into with".split())
#: Counts of which also those are counted whom no table knows.
_LOOSE = frozenset("people displaced evacuated released".split())
#: Verbs whose subject is counted as what, where it is no force.
_OF_DOERS = MappingProxyType({"flee": "displaced"})
_NO_FORCE = frozenset("civilian people person".split())
#: Up to the end of this a number that bounds another stands before a phrase.
_LEAD = re.compile(rf"(?:{LEAD}|between|an?|the|its|their|his|her)[ ]$", re.IGNORECASE)
_REACH = 40
#: Without a parser: others may be on the list that begins with a phrase.
_GOES_ON = re.compile(rf",? and (?:an? |{ONE} )", re.IGNORECASE)


def find_counts(
    text: str, sentence: Sentence, trigger: Trigger, roles: Sequence[Role]
) -> list[Field]:
    """Return the counts that a trigger gives of those to whom something is done.

    `text` is that of the document, whose offsets the roles have.
    """
    name = _BY_TRIGGER.get(trigger.entry.lemma) or _BY_TRIGGER.get(trigger.kind, "")
    done_to = [x for x in roles if x.role in _DONE_TO]
    # Places are captured as well.
    people = [x for x in done_to if _is_counted(trigger, name, x)]
    if trigger.entry.lemma in _OF_DOERS:
        name = _OF_DOERS[trigger.entry.lemma]
        people = [x for x in roles if x.role == "agent" and x.noun_class in _NO_FORCE]
    if _is_undone(trigger):
        return []
    found = [*_of_people(text, name, sentence, people, trigger)] if name else []
    things = [x for x in roles if x.role in _COUNTED_THINGS]
    return [
        *found,
        *_of_objects(text, sentence, things, trigger),
        *tolls(text, sentence, trigger, found),
    ]


def _is_counted(trigger: Trigger, name: str, role: Role) -> bool:
    """Tell whether those who play a role are among the counted: places are captured as well."""
    known = role.noun_class in PEOPLE
    if not trigger.is_noun and role.slot in _ASIDE:
        return False
    return known or name in ("killed", "wounded") or (not role.noun_class and name in _LOOSE)


def _is_undone(trigger: Trigger) -> bool:
    """Tell whether it was only tried or planned, so that it cost nobody's life."""
    if trigger.modality.status in ("planned", "cancelled", "postponed"):
        return True
    return trigger.modality.reality == ATTEMPTED or "attempt" in trigger.text.lower()


def _of_people(
    text: str, name: str, sentence: Sentence, roles: Sequence[Role], trigger: Trigger
) -> Iterable[Field]:
    people = [x for x in roles if x.noun_class not in ("weapon", "facility", "vehicle")]
    parsed = any(x.tag for x in sentence.tokens)
    if people and not parsed and _GOES_ON.match(text, people[-1].end):
        return
    ranges = [_number(text, sentence, x, trigger) for x in people]
    if not people or not all(ranges):
        return
    total = ranges[0] if len(ranges) == 1 else _sum(ranges)
    if total:
        start, end = min(x.start for x in people), max(x.end for x in people)
        yield Field("counts", f"{name}: {total}", start, end, 0.8, "number of those it is done to")


def _number(text: str, sentence: Sentence, role: Role, trigger: Trigger) -> str:
    found = range_of(_with_lead(text, sentence, role, trigger))
    token = sentence.tokens[role.place]
    named = token.tag == "NNP" or (not token.tag and token.text[:1].isupper())
    if not found and (role.noun_class == "person" or named):
        return "1"
    if not found and token.tag == "NN" and role.noun_class in ("civilian", "official"):
        return "1"
    return found


def _with_lead(text: str, sentence: Sentence, role: Role, trigger: Trigger) -> str:
    """Return the words of a role, with what before them bounds their number."""
    since = trigger.end if trigger.end <= role.start else sentence.start  # "handed over two"
    before = text[max(since, role.start - _REACH) : role.start]
    lead = _LEAD.search(before)
    return (lead.group() if lead else "") + text[role.start : role.end]


def _sum(ranges: Sequence[str]) -> str:
    if all(x.isdigit() for x in ranges):
        return str(sum(map(int, ranges)))
    if all(re.fullmatch(r"\d+(?:\.\.)?", x) for x in ranges):
        return f"{sum(int(x.rstrip('.')) for x in ranges)}.."
    return ""


def _of_objects(
    text: str, sentence: Sentence, roles: Sequence[Role], trigger: Trigger
) -> Iterable[Field]:
    for role in roles:
        name = _BY_NOUN.get(sentence.tokens[role.place].text.lower())
        number = range_of(_with_lead(text, sentence, role, trigger))
        if name and number and number not in ("0", "1"):
            yield Field(
                "counts", f"{name}: {number}", role.start, role.end, 0.7, "number of objects"
            )
