"""Whether a verb is active or passive, where a parser mistakes one for the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

#: Verbs that are passive where they have no object.
_TRANSITIVE = frozenset(
    "wound injure kidnap abduct assassinate murder arrest detain behead hospitalize".split()
)


def is_passive(syntax: Syntax, place: int, tag: str) -> bool:
    """Tell whether a participle is passive; a parser mistakes past tenses for them and back."""
    if not syntax.parsed:
        return tag == "VBN" and not _is_perfect(syntax, place)
    bare = not syntax.auxiliaries(place) or tag == "VBD"
    if bare and _lacks_object(syntax, place):
        return True
    if tag == "VBN" and any(syntax.words[x] == "with" for x in syntax.with_dep(place, "mark")):
        return True  # "with 250 people taken hostage"
    if bare and syntax.dep(place) == "conj" and any(syntax.with_dep(place, "dobj")):
        return False  # "troops hit the port and also damaged nearby houses"
    if tag == "VBN" and bare:  # "troops attacked and destroyed": one past tense shows the other
        active = any(syntax.with_dep(place, "nsubj"))
        return not active and all(syntax.tag(x) != "VBD" for x in syntax.with_dep(place, "conj"))
    if tag == "VBD":  # "was hit and closed"
        head = syntax.head(place)
        own = any(syntax.with_dep(place, "nsubj", "dobj", "ccomp", "xcomp"))
        shared = syntax.dep(place) == "conj" and head is not None and not own
        return shared and head is not None and any(syntax.with_dep(head, "auxpass"))
    return tag == "VBN" and not _is_perfect(syntax, place)


def _lacks_object(syntax: Syntax, place: int) -> bool:
    """Tell whether a verb that never goes without an object has none: "fifteen wounded"."""
    if syntax.lemma(place, verb=True) not in _TRANSITIVE or syntax.dep(place) == "relcl":
        return False
    shared = [place, *syntax.with_dep(place, "conj")]
    has_object = any(any(syntax.with_dep(x, "dobj", "ccomp", "xcomp")) for x in shared)
    return not has_object and any(syntax.with_dep(place, "nsubj"))


def _is_perfect(syntax: Syntax, place: int) -> bool:
    words = [syntax.words[x] for x in syntax.auxiliaries(place)]
    return bool(words) and not any(
        x in ("be", "been", "being", "was", "were", "is", "are", "got") for x in words
    )
