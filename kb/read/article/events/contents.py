"""What somebody said, demanded or threatened, in the few words that a title has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.words.syntax import BE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.read.article.words.syntax import Syntax

#: Kinds of events that say nothing without what was said.
SPEECH = frozenset("announcement statement demand threat condemnation order".split())
#: The longest content, in words: a title is no quotation.
_LONGEST = 9
_LISTING = frozenset("including following according after before while without by".split())
_ASKING = frozenset("what who whom which how why whether if".split())


def content_of(syntax: Syntax, verb: int, name: Callable[[Syntax, int], str]) -> str:
    """Return what hangs on a verb of saying: "that the bridge was hit", "to free him".

    `name` gives the short name of a noun. Empty where nothing does, or it takes too many words.
    """
    whom = [x for at in syntax.with_dep(verb, "dobj") for x in syntax.with_dep(at, "prep")]
    for child in (*syntax.with_dep(verb, "ccomp", "xcomp", "prep"), *whom):
        words = _after_preposition(syntax, child, name) or clause_of(syntax, child, name)
        if words and child > verb and len(words.split()) <= _LONGEST:
            return words
    return ""


def _after_preposition(syntax: Syntax, preposition: int, name: Callable[[Syntax, int], str]) -> str:
    """Return "of bombing a hospital"."""
    if syntax.words[preposition] in _LISTING:
        return ""
    for done in syntax.with_dep(preposition, "pcomp"):
        words = clause_of(syntax, done, name)
        return f"{syntax.words[preposition]} {words}" if words else ""
    return ""


def clause_of(syntax: Syntax, verb: int, name: Callable[[Syntax, int], str]) -> str:
    """Return a clause in few words: "that the bridge was hit", "to free him"."""
    children = syntax.children[verb]
    if not syntax.tag(verb).startswith("VB") or any(syntax.words[x] in _ASKING for x in children):
        return ""
    parts = {verb: syntax.tokens[verb].text}
    for child in children:
        dep = syntax.dep(child)
        if dep in ("aux", "auxpass", "neg", "prt"):
            parts[child] = syntax.tokens[child].text
        elif dep in ("nsubj", "nsubjpass", "dobj", "acomp", "attr"):
            parts[child] = name(syntax, child) or syntax.tokens[child].text
    bare = syntax.words[verb] in BE and not any(syntax.with_dep(verb, "acomp", "attr"))
    if bare:
        return ""
    told = any(syntax.dep(x) in ("nsubj", "nsubjpass") for x in children)
    words = " ".join(parts[x] for x in sorted(parts)).replace(" n't", "n't").replace(" n’t", "n’t")
    return f"that {words}" if told else words
