"""When a happening was reported, where its noun is what was reported: "the attack was reported"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.words.syntax import BE, HAVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

#: Verbs whose object has happened before.
_REPORTING = frozenset("report confirm acknowledge admit disclose reveal".split())
#: Adverbs before "reported", which report nothing.
_WHEN_FIRST = frozenset("first only later earlier initially originally also already".split())
#: Without a parser: how far behind its noun "which Reuters reported" ends.
_REACH = 7


def reported_on(syntax: Syntax, trigger: Trigger, anchors: Sequence[Anchor]) -> Anchor | None:
    """Return the date of the report of what a noun names, by which it had happened."""
    if not trigger.is_noun:
        return None
    finds = _is_reported if syntax.parsed else _is_reported_near
    known = (x for x in anchors if x.site >= 0 and not x.clock)
    return next((x for x in known if finds(syntax, trigger.place, x.site)), None)


def _is_reported(syntax: Syntax, place: int, verb: int) -> bool:
    if not _reports(syntax, verb) or not syntax.tag(verb).startswith("VB"):
        return False
    whole: int | None = place
    while whole is not None:
        above = syntax.head(whole)
        if above == verb and syntax.dep(whole) == "nsubjpass":
            return True
        if syntax.head(verb) == whole and syntax.dep(verb) in ("relcl", "acl"):
            return _is_of_it(syntax, verb)
        whole = above if syntax.dep(whole) in ("pobj", "prep") else None
    return False


def _is_of_it(syntax: Syntax, verb: int) -> bool:
    """Tell whether a clause reports its noun, and does not say of it what it reported."""
    objects = list(syntax.with_dep(verb, "dobj", "ccomp"))
    return all(syntax.words[x] in ("which", "that") for x in objects)


def _is_reported_near(syntax: Syntax, place: int, verb: int) -> bool:
    """Tell so without a parser: "was (first) reported", "which Reuters reported"."""
    if not place < verb <= place + _REACH or not _reports(syntax, verb):
        return False
    between = syntax.words[place + 1 : verb]
    if set(between) <= BE | HAVE | _WHEN_FIRST | {",", "which", "that"}:
        return bool(between)
    which = between[1:2] if between[:1] == [","] else between[:1]
    return which in (["which"], ["that"]) and "," not in between[1:]


def _reports(syntax: Syntax, verb: int) -> bool:
    return syntax.lemma(verb, verb=True) in _REPORTING and syntax.words[verb].endswith("ed")
