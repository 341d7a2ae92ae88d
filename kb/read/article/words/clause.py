"""The verb group of a clause: tense, aspect, voice, modal and negation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.read.article.words.syntax import BE, DO, FUTURE, HAVE, MODALS, NEGATIONS

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

PAST, PRESENT, COMING, NONE = "past", "present", "future", ""
#: What stands after a form of "be" in "is going to", "is set to", "was due to", "were to".
_COMING = frozenset("going set due about scheduled expected slated poised".split())


@dataclass(frozen=True, slots=True)
class Group:
    """What a verb's form and its auxiliaries say.

    `tense` is past, present or future, empty for infinitives and participles that stand alone.
    """

    tense: str = NONE
    modal: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False


def group_of(syntax: Syntax, place: int, tag: str) -> Group:
    """Read the group of the verb at a place.

    "were to", "is due to" and "going to" are future; "had" and "have" make the perfect.
    """
    places = syntax.auxiliaries(place)
    words = [syntax.words[x] for x in places]
    to = "to" in words
    modal = next((x for x in words if x in MODALS), "")
    tense = _tense(words, tag)
    if to and _is_coming(syntax, places[words.index("to")]):
        tense, to = COMING, False
    return Group(
        tense="" if to else tense,
        modal=modal,
        negated=any(x in NEGATIONS for x in words),
        passive=tag == "VBN" and (any(x in BE for x in words) or not words),
        perfect=any(x in HAVE for x in words) and tag in ("VBN", "VBG"),
        progressive=tag == "VBG" and any(x in BE for x in words),
        infinitive=to,
    )


def led_to(syntax: Syntax, verb: int) -> int | None:
    """Return the verb that "be" leads to: "resume" of "are to resume", "is set to resume"."""
    heads = [verb, *syntax.with_dep(verb, "acomp", "oprd")]
    for head in heads:
        coming = syntax.words[head] in BE | _COMING
        for place in syntax.with_dep(head, "xcomp", "ccomp") if coming else ():
            words = [syntax.words[x] for x in syntax.auxiliaries(place)]
            if words[:1] == ["to"] and head < place:
                return place
    return None


def _tense(words: list[str], tag: str) -> str:
    if any(x in FUTURE for x in words):
        return COMING
    finite = [
        x for x in words if x in BE | HAVE | DO and x not in ("be", "been", "being", "having")
    ]
    if finite:
        return PAST if finite[0] in ("was", "were", "had", "did") else PRESENT
    if tag == "VBD":
        return PAST
    return PRESENT if tag in ("VBZ", "VBP") and not words else NONE


def _is_coming(syntax: Syntax, to: int) -> bool:
    before = syntax.words[max(0, to - 2) : to]
    if not before:
        return False
    if before[-1] in BE:
        return True
    return before[-1] in _COMING and len(before) > 1 and before[-2] in BE
