"""Who does what to whom: the words in the slots of a trigger, and the roles that they have.

`frames.csv` says which role a slot of a trigger gives, by its lemma, its kind of event or any
broader one, and by what kind of thing stands in the slot; the most specific row counts, and `-`
gives no role.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.model.vocabulary import broader
from kb.read.article.who.arguments import arguments
from kb.read.article.who.doers import is_name, is_thing, may_act
from kb.read.article.who.states import demonyms, voices
from kb.read.article.words.lexicon import index
from kb.read.article.words.nouns import class_of
from kb.read.article.words.phrases import phrase_at
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence
    from kb.read.article.who.slots import Argument

#: How often a role is right by the slot that gave it, as far as word order can tell.
_CONFIDENCE = {"subject": 0.8, "object": 0.8, "claimant": 0.9, "blamed": 0.7, "amod": 0.6}
_WITHOUT_PARSER = 0.75
_PRONOUNS = frozenset("it they them this that these those which what who there".split())
_BEFORE = frozenset("amod compound".split())
#: Nouns that before another say of what sort it is, and not who did it: "a terrorist attack".
_QUALITIES = frozenset("terrorist criminal".split())
#: Kinds of which a demonym before the noun tells what state did it; other things were done there
#: as often, or by some people from there ("a Nigerian attack").
_OF_STATES = frozenset(
    "strike shelling assault offensive diplomacy statement exercise territory decision "
    "decree".split()
)
#: Demonyms of those whose state has no forces.
_NO_FORCES = frozenset({"Palestinian"})
#: Where people say something: "claimed the attack on Twitter".
_MEDIA = frozenset(
    "twitter x facebook telegram instagram tiktok youtube whatsapp vkontakte weibo television tv "
    "radio".split()
)
_DOERS = frozenset("agent speaker mediator".split())
_WAYS = frozenset("road roads highway street streets motorway route way track".split())
#: Kinds of which something that no table knows may be the target all the same.
_HIT = frozenset(
    "conflict harm infrastructure emergency territory crime repression release justice deportation "
    "evacuation".split()
)
_CARRIES_NO_ROLE = frozenset(
    "time place way control possession custody part end cause result number today gunpoint gmt "
    "area case hand hands leg legs arm arms face chest foot feet shoulder stomach neck knee eye "
    "eyes life lives".split()
)


class Frame(NamedTuple):
    """A row of `frames.csv`."""

    lemma: str
    pos: str
    kind: str
    slot: str
    classes: frozenset[str]
    role: str


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody or something is to an event.

    `start` and `end` are character offsets of the phrase without its article, `place` that of its
    head among the sentence's tokens, `noun_class` what its head names; `rule` is the frame.
    """

    role: str
    start: int
    end: int
    place: int
    slot: str
    noun_class: str
    rule: str
    confidence: float


def find_roles(sentence: Sentence, trigger: Trigger) -> list[Role]:
    """Return the roles that the grammar around a trigger gives, in order of the text.

    Pronouns are among them, by their own offsets.
    """
    syntax = Syntax(sentence)
    found: dict[int, Role] = {}
    for argument in arguments(syntax, trigger):
        role = _role_of(syntax, trigger, argument)
        if role is not None and role.start >= 0 and role.place not in found:
            found[role.place] = role
    return sorted(found.values(), key=lambda x: x.start)


def _role_of(syntax: Syntax, trigger: Trigger, argument: Argument) -> Role | None:
    noun_class = class_of(syntax, argument.place)
    if not _can_play(syntax, argument.place) or (
        not noun_class and names_event(syntax.words[argument.place])
    ):
        return None
    frame = frame_of(
        trigger.entry.lemma, trigger.entry.pos, trigger.kind, argument.slot, noun_class
    )
    if frame is None or frame.role == "-":
        return None
    if argument.slot in _BEFORE and not _may_tell_whose(syntax, trigger, argument):
        return None
    if argument.slot == "on" and syntax.words[argument.place] in _MEDIA:
        return None
    if frame.role in _DOERS and not may_act(syntax, argument.place, noun_class):
        return None
    if frame.role == "agent" and is_thing(syntax, argument.place, noun_class):
        return None
    if frame.role == "agent" and not _may_name_doer(syntax, argument, noun_class):
        return None
    if frame.role == "target" and _is_way(syntax, trigger, argument):
        return None
    if frame.role == "target" and not noun_class and not _may_be_aim(syntax, trigger, argument):
        return None
    start, end = phrase_at(syntax, argument.place).span(syntax)
    if start <= trigger.start < end:  # "the man's death" is no man
        end = syntax.tokens[argument.place].end
    confidence = _CONFIDENCE.get(argument.slot, 0.7)
    return Role(
        role=frame.role,
        start=start,
        end=end,
        place=argument.place,
        slot=argument.slot,
        noun_class=noun_class,
        rule=f"{trigger.entry.lemma}: {argument.slot} is {frame.role} ({argument.how})",
        confidence=confidence if syntax.parsed else confidence * _WITHOUT_PARSER,
    )


def _may_tell_whose(syntax: Syntax, trigger: Trigger, argument: Argument) -> bool:
    """Tell whether what stands before a noun may be who did it: "Israeli airstrikes"."""
    if syntax.words[argument.place] in _QUALITIES:
        return False
    word = syntax.tokens[argument.place].text
    line = {trigger.kind, *broader(trigger.kind)} if trigger.kind else set()
    if word in _NO_FORCES and "conflict" in line:
        return False
    return word not in demonyms() or not line.isdisjoint(_OF_STATES)


def _can_play(syntax: Syntax, place: int) -> bool:
    token = syntax.tokens[place]
    if token.label in ("DATE", "TIME", "MONEY", "PERCENT") or token.tag[:2] in ("VB", "IN", "RB"):
        return False
    return syntax.words[place] not in _CARRIES_NO_ROLE and token.text[:1].isalnum()


def _may_name_doer(syntax: Syntax, argument: Argument, noun_class: str) -> bool:
    """Tell whether what stands before a noun names who did it: a "Hamas attack", no "Kabul attack".

    An "embassy attack" is more often one on the embassy.
    """
    after = argument.place + 1
    if argument.slot == "compound" and class_of(syntax, after) in ("facility", "vehicle"):
        return False  # a "Kherson market attack" is one on the market
    if argument.slot != "compound" or noun_class not in ("organisation", "state"):
        return True
    token = syntax.tokens[argument.place]
    acronym = token.text.isupper() and len(token.text) > 2
    seat = token.label in ("GPE", "LOC", "FAC") and not acronym
    seat = seat or token.text in voices()
    return is_name(syntax, argument.place) and not seat


def _is_way(syntax: Syntax, trigger: Trigger, argument: Argument) -> bool:
    """Tell whether something was only done there: "ambushed on the road"."""
    there = not trigger.is_noun and argument.slot in ("on", "at")
    return there and syntax.words[argument.place] in _WAYS


def _may_be_aim(syntax: Syntax, trigger: Trigger, argument: Argument) -> bool:
    """Tell whether a noun that no table knows may be a target: "three silos", not "optimism"."""
    line = {trigger.kind, *broader(trigger.kind)} if trigger.kind else set()
    return not line.isdisjoint(_HIT) or is_name(syntax, argument.place)


@cache
def names_event(word: str) -> bool:
    """Tell whether a noun names a happening, which takes no part in another.

    >>> names_event("attack"), names_event("farm")
    (True, False)
    """
    return any(
        x.pos == "noun" and x.weight and not x.pattern and {"NN", "NNS"} & tags
        for x, tags in index().get(word, ())
    )


@cache
def frame_of(lemma: str, pos: str, kind: str, slot: str, noun_class: str) -> Frame | None:
    """Return the most specific row that a slot fits, None where there is none.

    >>> frame_of("kill", "verb", "killing", "object", "civilian").role
    'victim'
    """
    rows = [x for x in frames() if x.slot == slot and (not x.classes or noun_class in x.classes)]
    line = [kind, *broader(kind)] if kind else []
    ranked = [(_rank(x, lemma, pos, line), x) for x in rows]
    fitting = [x for x in ranked if x[0] is not None]
    return max(fitting, key=lambda x: x[0] or (0,))[1] if fitting else None


def _rank(frame: Frame, lemma: str, pos: str, line: list[str]) -> tuple[int, ...] | None:
    """Return how specific a row is for a trigger, None where it does not fit."""
    if frame.lemma not in ("", lemma) or frame.pos not in ("", pos):
        return None
    if frame.kind and frame.kind not in line:
        return None
    depth = len(line) - line.index(frame.kind) if frame.kind else 0
    return bool(frame.lemma), depth, bool(frame.classes), bool(frame.pos)


@cache
def frames() -> tuple[Frame, ...]:
    """Return the rows of the table, in order."""
    with Path(__file__).with_name("frames.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Frame(
                x["lemma"],
                x["pos"],
                x["kind"],
                x["slot"],
                frozenset(filter(None, x["class"].split("|"))),
                x["role"],
            )
            for x in csv.DictReader(file)
        )
