"""The tense of the verb that governs an expression, from the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.scan import Piece

#: BEFORE is the past perfect: what had happened by then.
PAST, FUTURE, BEFORE = "past", "future", "past perfect"
#: Words that put what follows or is said of in the future.
_FUTURE = frozenset(
    "will shall ll would scheduled expected plans planned planning plan expects upcoming"
    " intends slated".split()
)
#: Forms of verbs that put an infinitive after them in the future: "they hope to bring".
_HOPING = frozenset(
    "hope hopes hoping hoped expect expects expecting expected plan plans planning planned aim aims"
    " aiming aimed intend intends intending intended".split()
)
#: Verbs of timetables: their present is a future ("the trial begins Monday").
_TIMETABLE = frozenset(
    "begins begin starts start opens open ends closes expires resumes arrives leaves returns meets"
    " airs hosts faces".split()
)
_PAST = frozenset(
    "was were had did said told went came took made saw got gave found left began became held met"
    " fell won lost sent broke brought built bought caught chose cut died fled fought flew grew"
    " heard hit kept killed knew led paid put ran rose shot spoke spent stood struck taught thought"
    " threw wrote been has have shook drew drove froze hid laid lay meant rang rode sang sank"
    " sought sold shut slept slid spread stole stuck swam swept swore tore woke wore withdrew"
    " overthrew overtook undertook beat bore burnt dealt felt forgot hung overcame quit"
    " upset set begun gone done seen taken given driven fallen known grown shown thrown written"
    " broken spoken frozen risen hidden beaten shaken stolen withdrawn sunk".split()
)
#: Words that end as the past tense does and are none.
_UNPAST = frozenset(
    "united hundred need needed indeed speed feed seed exceed proceed succeed sacred naked".split()
)
#: Verbs of the past after which "to" and such a verb say what was still to come: "agreed to meet
#: Thursday", but not "voted to support the law Thursday".
_TOGETHER = frozenset(
    "meet hold return appear begin start visit travel play face leave arrive resume testify open"
    " attend stand launch host speak discuss sign".split()
)
_TOWARD = frozenset(
    "agreed vowed pledged promised decided voted ordered asked urged invited hoped wanted intended"
    " threatened prepared set ready".split()
)
_MODALS = frozenset("will shall ll would to should must may might could can".split())
_MAYBE = frozenset("could might must should cannot".split())
_BE = frozenset("is are was were be been".split())
_HELPERS = _BE | {"has", "have", "had", "being"}
_DETERMINERS = frozenset("the a an his her its their our my this that these those".split())
#: Words before which "May" is a month.
_BEFORE_MONTH = frozenset(
    "in of since until by from during last this next early late mid before after".split()
)
_SIGNS = frozenset(".!?;")
_REACH = 14


def tense_at(pieces: Sequence[Piece], place: int) -> str:
    """Return past, future or nothing for the expression at a place among the pieces of a text.

    The nearest verb before it in its sentence decides, else the nearest after it.
    """
    for step in (-1, 1):
        at = place + step
        for _ in range(_REACH):
            if not 0 <= at < len(pieces):
                break
            word = pieces[at].text.lower()
            if word in _SIGNS or "block" in pieces[at].values:
                break
            words = _words(pieces, at)
            if words[2] == "may" and words[3] not in ("not", "have"):
                return FUTURE
            noun = word in _TIMETABLE and pieces[at].text[0].isupper()  # "the U.S. Open"
            if not noun and (found := _tense(words)):
                return found
            at += step
    return ""


def is_past(when: str) -> bool:
    """Tell whether a tense is of the past, perfect or not."""
    return when in (PAST, BEFORE)


def _words(pieces: Sequence[Piece], at: int) -> tuple[str, str, str, str]:
    """Return a word between the two before it and the one after it."""
    near = (_word(pieces, x) for x in range(at - 2, at + 2))
    return tuple(near)  # type: ignore[return-value]  # four


def _word(pieces: Sequence[Piece], at: int) -> str:
    """Return a word in small letters, none for "May": it is a month, or Mrs. May, and no modal."""
    if not 0 <= at < len(pieces):
        return ""
    text = pieces[at].text
    if text != "MAY":
        return "" if text == "May" else text.lower()
    before = pieces[at - 1].text if at else ""
    after = pieces[at + 1].text if at + 1 < len(pieces) else ""
    return "" if is_month(before, after) else "may"


def is_month(before: str, after: str) -> bool:
    """Tell whether "May" stands beside a number or after a word such as "in"."""
    return before[:1].isdigit() or after[:1].isdigit() or before.lower() in _BEFORE_MONTH


_ED = re.compile(r"[a-z]{2,}ed")


def _tense(words: tuple[str, str, str, str]) -> str:
    earlier, before, word, after = words
    if word == "due":
        return FUTURE if before in _BE or after in ("in", "on", "by", "at", "for") else ""
    if word in _MAYBE and after not in ("not", "have"):
        return FUTURE
    if word == "is" and after in ("on", "at", "likely"):
        return FUTURE
    if word == "would" and after == "not":
        return PAST
    if word in _FUTURE or (word == "set" and after in ("to", "for")):
        return FUTURE
    if word in _TIMETABLE or (word in ("takes", "take") and after in ("effect", "place")):
        return "" if before in _DETERMINERS or after == "of" else FUTURE
    if word == "be":
        return FUTURE if before in _MODALS else ""
    if word == "to":
        return _infinitive(earlier, before, after)
    if word == "have" and before in _MODALS:
        return FUTURE if before in ("will", "to", "shall") else PAST
    if word in _PAST and before in _MODALS and before != "to":
        return FUTURE  # "could hit"
    if word in _PAST or (_ED.fullmatch(word) and word not in _UNPAST):
        if before in ("be", "to", "is", "are") or earlier == "be":
            return ""
        if after == "by" and before not in _HELPERS:
            return ""  # "directed by"
        had = before == "had" or (earlier == "had" and before not in _DETERMINERS)
        return BEFORE if had or (word == "had" and _ED.fullmatch(after)) else PAST
    return ""


def _infinitive(earlier: str, before: str, after: str) -> str:
    """Return the tense of "is to meet" and "agreed to meet", but not of "went to Kyiv"."""
    if earlier == "had":
        return ""  # "had hoped to sign in April"
    if before in ("is", "are") or before in _HOPING:
        return FUTURE
    return FUTURE if after in _TOGETHER and before in _TOWARD else ""
