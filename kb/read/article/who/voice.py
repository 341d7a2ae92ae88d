"""Whether who stands before a verb did it, suffered it, or may have done either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.sayings import sayings
from kb.read.article.who.blame import is_accusation
from kb.read.article.words.nouns import class_of

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax


def only_tells(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb says what others did, who then also did what follows on it."""
    return is_accusation(syntax, verb) or syntax.lemma(verb, verb=True) in sayings()


def is_bare(syntax: Syntax, place: int) -> bool:
    """Tell whether nothing but its form can make a verb passive."""
    described = syntax.dep(place) in ("acl", "relcl", "conj")
    return not described and not any(syntax.with_dep(place, "auxpass", "agent", "aux"))


def may_be_active(syntax: Syntax, place: int, subject: int) -> bool:
    """Tell whether those who bear arms may have done what a bare participle says of them.

    "Mercenaries assassinated in less than two days, it is said, a judge and a mayor."
    """
    armed = class_of(syntax, subject) in ("fighter", "force")
    title = syntax.sentence.zone in ("title", "heading")
    return armed and not title and is_bare(syntax, place)
