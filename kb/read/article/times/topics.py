"""The dated happenings that an article has told, to whose day it comes back: "The blast killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.vocabulary import family
from kb.read.article.events.sayings import sayings
from kb.read.article.times.retelling import is_known, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

#: Kinds of what is done about a happening, at another time than its own.
_ABOUT = frozenset("condemnation investigation verdict threat statement decision trial".split())
_SUBJECT = ("nsubj", "nsubjpass")
#: Without a parser: how far into its sentence a subject stands.
_FIRST_WORDS = 6


class Topics:
    """The day of each dated happening so far, by what its mentions share and by its family."""

    def __init__(self) -> None:
        self._days: dict[str, Anchor] = {}
        self._families: dict[str, Anchor] = {}

    def tell(self, trigger: Trigger, anchor: Anchor) -> None:
        """Remember the day of a happening."""
        for key in keys_of(trigger):
            self._days[key] = anchor
        self._families[family(trigger.kind)] = anchor

    def last_of(self, kind: str) -> Anchor | None:
        """Return the day of the last dated happening of the family of a kind."""
        return self._families.get(family(kind))

    def day_of(self, syntax: Syntax, row: Sequence[Trigger]) -> Anchor | None:
        """Return the day of a happening that a sentence has for its subject."""
        topic = _topic(syntax, row)
        if topic is None:
            return None
        return next((self._days[x] for x in keys_of(topic) if x in self._days), None)


def _topic(syntax: Syntax, row: Sequence[Trigger]) -> Trigger | None:
    verb = _main_verb(syntax) if syntax.parsed else None
    if any(not x.is_noun and x.kind in _ABOUT and x.place == verb for x in row):
        return None
    for trigger in row:
        if not trigger.is_noun or not is_known(syntax.sentence, trigger):
            continue
        if not syntax.parsed:
            return trigger if _opens(syntax, trigger) else None
        if syntax.dep(trigger.place) in _SUBJECT and syntax.head(trigger.place) == verb:
            return trigger
    return None


def _opens(syntax: Syntax, trigger: Trigger) -> bool:
    return trigger.place < _FIRST_WORDS and syntax.words[0] in ("the", "this", "that")


def _main_verb(syntax: Syntax) -> int | None:
    """Return the verb of the main clause, or of what it says that somebody said."""
    root = next((x for x, token in enumerate(syntax.tokens) if token.dep == "ROOT"), None)
    if root is None or syntax.lemma(root, verb=True) not in sayings():
        return root
    return next(syntax.with_dep(root, "ccomp"), root)
