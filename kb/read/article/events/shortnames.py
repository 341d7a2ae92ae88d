"""Short names of things and people, as a headline has them: "13 aid workers", "Antonivka bridge".

A name keeps its head, the nouns and numbers that belong to it, and the adjectives that say what it
is. Articles go, as do adjectives that say what somebody thinks of it. Nothing is put in that the
sentence does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.words.syntax import Syntax

#: The longest name, in words.
_LONGEST = 9
#: Modifiers that belong to a name.
_KEPT = frozenset("compound nummod nmod quantmod npadvmod".split())
PRONOUNS = frozenset(
    "i you he she it we they them him her us me who whom which that this these those there what "
    "one ones himself itself themselves his its their our my your whose each none mine ours "
    "theirs".split()
)
#: Words of number that need the article before them.
_COUNTED = frozenset(
    "dozen hundred thousand million couple few number handful third quarter".split()
)
#: Adjectives that say what a thing is, not what somebody thinks of it, and those endings.
_TELLING = frozenset(
    "armed special foreign chief prime supreme high senior former deputy dead new joint suicide "
    "mass humanitarian wounded injured displaced unidentified unknown unnamed suspected alleged "
    "masked elite nuclear top other second first third fourth fifth seventh major-general "
    "southern northern eastern western central south north east west young elderly old pregnant "
    "improvised explosive heavy light long-range short-range missing early snap temporary "
    "emergency free fair secret indirect direct unarmed peaceful violent more additional next "
    "final last acting interim rival".split()
)
_RELATIONAL = ("al", "ary", "ian", "ist", "ic", "ern", "ese", "ish", "like")
_JUDGING = frozenset(
    "tragic dramatic fatal critical crucial brutal horrific historic special real actual total "
    "usual unusual typical massive initial essential vital additional potential general "
    "controversial substantial exceptional final normal catastrophic".split()
)


def short_name(syntax: Syntax, noun: int, *, of: bool = True) -> str:
    """Return the short name of the noun at a place; empty for a pronoun.

    With `of`, the name of what it consists of or belongs to follows: "members of parliament".
    """
    if syntax.words[noun] in PRONOUNS:
        return ""
    name = _joined(syntax, _kept(syntax, noun))
    name = f"{name} {_own_name(syntax, noun)}".strip()
    if not of or len(name.split()) >= _LONGEST:
        return name
    owned = next((x for x in syntax.with_dep(noun, "prep") if syntax.words[x] == "of"), None)
    if owned is not None and "cc" in map(syntax.dep, range(noun + 1, owned)):
        owned = None  # "17 people and reports of rigging"
    owner = next(syntax.with_dep(owned, "pobj"), None) if owned is not None else None
    whose = short_name(syntax, owner, of=False) if owner is not None else ""
    whole = f"{name} of {whose}"
    return whole if whose and len(whole.split()) <= _LONGEST else name


def _own_name(syntax: Syntax, noun: int) -> str:
    """Return the person's name right after a noun: "Myanmar's leader Aung San Suu Kyi"."""
    for child in syntax.with_dep(noun, "appos"):
        kept = _kept(syntax, child)
        named = all(syntax.tokens[x].tag == "NNP" for x in kept)
        if named and kept[0] == noun + 1 and syntax.tokens[noun].tag == "NN":
            return _joined(syntax, kept)
    return ""


def _kept(syntax: Syntax, noun: int) -> list[int]:
    kept = {noun}
    for child in syntax.children[noun]:
        if child < noun and _belongs(syntax, child):
            kept |= set(_under(syntax, child))
        elif child > noun and syntax.dep(child) in ("nummod", "case"):
            kept.add(child)
    first = min(kept)
    if first and syntax.words[first - 1] in ("a", "an") and syntax.words[first] in _COUNTED:
        kept.add(first - 1)
    return sorted(_with_hyphens(syntax, kept))


def _belongs(syntax: Syntax, child: int) -> bool:
    token = syntax.tokens[child]
    if token.dep == "poss":
        return syntax.words[child] not in PRONOUNS
    if token.dep == "amod" or token.tag[:2] in ("JJ", "VB"):
        word = syntax.words[child]
        shown = token.text[:1].isupper() and child > 0 and token.tag.startswith("NNP")
        relational = word.endswith(_RELATIONAL) and word not in _JUDGING
        return bool(token.label) or shown or word in _TELLING or relational
    return token.dep in _KEPT


def _under(syntax: Syntax, place: int) -> Iterator[int]:
    """Yield a modifier and what belongs to it, but no clauses, articles or pronouns."""
    yield place
    for child in syntax.children[place]:
        dep = syntax.dep(child)
        clause = dep in ("det", "relcl", "acl", "appos", "advcl", "prep")
        if clause or (dep != "case" and syntax.is_end(child)):
            continue
        if dep == "poss" and syntax.words[child] in PRONOUNS:
            continue
        yield from _under(syntax, child)


def _with_hyphens(syntax: Syntax, kept: set[int]) -> set[int]:
    """Add the other parts of words with hyphens: "US-Russian"."""
    found = set(kept)
    for place in kept:
        at = place
        while at > 1 and syntax.words[at - 1] in ("-", "–", "/") and _touches(syntax, at - 1):
            found |= {at - 1, at - 2}
            at -= 2
    return found


def _touches(syntax: Syntax, mark: int) -> bool:
    before, token, after = syntax.tokens[mark - 1 : mark + 2]
    return before.end == token.start and token.end == after.start


def _joined(syntax: Syntax, places: list[int]) -> str:
    text = ""
    for before, at in zip([None, *places], places, strict=False):
        token = syntax.tokens[at]
        close = before is not None and before == at - 1 and syntax.tokens[before].end == token.start
        text += ("" if close or not text else " ") + token.text
    return " ".join(text.strip("-'’\"“” ,").split())


def run_of(syntax: Syntax, low: int, high: int) -> str:
    """Return the words from one place to another, both included, without marks around them."""
    return _joined(syntax, list(range(low, high + 1)))
