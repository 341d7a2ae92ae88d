"""What is called for, put off to or judged on a day, which is another than its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.modality import LIGHT
from kb.read.article.words.clause import PRESENT, group_of
from kb.read.article.words.lexicon import index

if TYPE_CHECKING:
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

_JUDGING = frozenset("decision condemnation investigation verdict threat".split())
_CALLS = frozenset("call schedule plan propose demand seek urge request threaten".split())
_DUE = frozenset("until till to for".split())


def is_due(syntax: Syntax, anchor: Anchor) -> bool:
    """Tell whether an expression says until when, or for when, something is put off."""
    return anchor.first > 0 and syntax.words[anchor.first - 1] in _DUE


def is_called(syntax: Syntax, place: int, verb: int) -> bool:
    """Tell whether a noun is what somebody calls for another day: "called a strike on Monday".

    Who "plans a strike on Monday" does not plan it then.
    """
    called = syntax.lemma(verb, verb=True) in _CALLS and syntax.tag(verb).startswith("VB")
    if not called or syntax.dep(place) not in ("dobj", "nsubjpass"):
        return False
    group = group_of(syntax, verb, syntax.tag(verb))
    return group.tense != PRESENT or group.perfect or group.passive


def follows_call(syntax: Syntax, place: int) -> bool:
    """Tell, without a parser, whether a noun stands behind a verb of calling."""
    return any(syntax.lemma(x, verb=True) in _CALLS for x in range(max(0, place - 3), place))


def is_judged(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun is what somebody decides or speaks about: "approved the proposal".

    That was there before; what "gave approval" gives was not, nor what is "announced".
    """
    above = syntax.head(place)
    if above is None or syntax.dep(place) not in ("dobj", "nsubjpass"):
        return False
    rows = index().get(syntax.words[above], ())
    kinds = {x.kind for x, tags in rows if x.pos == "verb" and not x.pattern}
    return not kinds.isdisjoint(_JUDGING) and syntax.lemma(above, verb=True) not in LIGHT
