"""Parses put right where parsers are known to err and where much hangs on it.

In "killing 17 people, medics and residents said" three nouns seem to be a list, so that a parser
makes victims of the speakers, or speakers of the victims. What stands between a comma and a verb of
saying that has no other subject is who says it; what the verb before it lacks is its object.

In "airstrikes killed 23 people, officials said" the verb seems to describe the airstrikes, as a
participle does; one that is followed by an object is a past tense. In a headline, "strikes kill
23", the noun seems to be an auxiliary; only auxiliaries are.

In "wounded by shelling" the noun seems to be a verb, whose doers would be the wounded; after "by"
and a passive only a verb with an object is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.read.article.words.lexicon import index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.values import Token

_SAYING = frozenset("say tell report add announce confirm state recount".split())
_LISTED = frozenset({"conj", "appos"})
_SUBJECTS = frozenset("nsubj nsubjpass csubj expl".split())
#: What may stand between who says something and the verb.
_BETWEEN = frozenset("have had has also all both later".split())
#: Verbs whose participles keep an object: "families denied aid", "a man named Lund".
_KEEPING = frozenset(
    "give deny offer send award grant pay show tell teach owe promise name call elect appoint "
    "declare refuse allow ask assign leave make charge".split()
)
_AUXILIARIES = frozenset(
    "be have do will would shall should can could may might must get need dare ought use".split()
)


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words of a sentence, with such errors put right."""
    found = list(tokens)
    for place, token in enumerate(tokens):
        if token.tag == "VBN" and token.dep == "acl" and token.head == place - 1:
            _make_finite(found, place)
        elif token.tag == "VBZ" and token.dep == "aux" and token.lemma not in _AUXILIARIES:
            _make_noun(found, place)
        elif token.tag == "VBG" and token.dep == "pcomp":
            _make_cause(found, place)
        if token.tag in ("VBD", "VBZ", "VBP") and token.lemma in _SAYING:
            _take_apart(found, place)
    return tuple(found)


def _make_finite(tokens: list[Token], place: int) -> None:
    """Make a past tense of a participle that has an object, and its subject of the noun before."""
    token, noun = tokens[place], tokens[place - 1]
    objects = (x for x in _children(tokens, place) if tokens[x].dep == "dobj" and x > place)
    alone = noun.dep in ("nsubj", "ROOT") and noun.tag.startswith("NN")
    if not alone or token.lemma in _KEEPING or next(objects, None) is None:
        return
    root = noun.dep == "ROOT"
    head, dep = (place, "ROOT") if root else (noun.head, "ccomp")
    others = [x for x in _children(tokens, head) if tokens[x].dep == "nsubj" and x > place]
    if root or others:  # somebody else says so
        tokens[place] = replace(token, tag="VBD", head=head, dep=dep)
        tokens[place - 1] = replace(noun, head=place, dep="nsubj")


def _make_noun(tokens: list[Token], place: int) -> None:
    """Make the subject of a headline out of what seems to be its auxiliary."""
    for child in _children(tokens, place):
        if child == place - 1 and tokens[child].dep == "nsubj":
            tokens[child] = replace(tokens[child], dep="compound")
    tokens[place] = replace(tokens[place], tag="NNS", dep="nsubj")


def _make_cause(tokens: list[Token], place: int) -> None:
    """Make a noun of what passively happened to somebody: "displaced by fighting"."""
    by = tokens[place].head
    above = {tokens[x].dep for x in _children(tokens, tokens[by].head)}
    passive = not above.isdisjoint(("nsubjpass", "auxpass"))
    bare = all(tokens[x].dep in ("prep", "punct", "amod") for x in _children(tokens, place))
    word = tokens[place].text.lower()
    noun = any(x.pos == "noun" and "NN" in tags for x, tags in index().get(word, ()))
    if tokens[by].text.lower() == "by" and passive and bare and noun:
        tokens[place] = replace(tokens[place], tag="NN", dep="pobj")


def _take_apart(tokens: list[Token], said: int) -> None:
    members = _members_before(tokens, said)
    if members and (before := _second_object(tokens, members[0])) is not None:
        members = [before, *members]
    if len(members) < 2:
        return
    first, speaker = members[:2]
    edge = _leftmost(tokens, speaker)
    if edge - 1 <= first or tokens[edge - 1].text != ",":
        return
    subject = next((x for x in _children(tokens, said) if tokens[x].dep in _SUBJECTS), None)
    if subject == first:
        above = _lacking(tokens, _leftmost(tokens, first) - 1)
        if above is None:
            return
        verb = tokens[above].tag.startswith("VB")
        tokens[first] = replace(tokens[first], head=above, dep="dobj" if verb else "pobj")
    elif subject is not None and subject < said:
        return
    tokens[speaker] = replace(tokens[speaker], head=said, dep="nsubj")
    tokens[edge - 1] = replace(tokens[edge - 1], head=said, dep="punct")


def _members_before(tokens: Sequence[Token], said: int) -> list[int]:
    """Return the members of the list that ends before a verb of saying, in order."""
    at = said - 1
    while at > 0 and (tokens[at].tag == "RB" or tokens[at].text.lower() in _BETWEEN):
        at -= 1
    while at >= 0 and tokens[at].dep not in (*_LISTED, "ROOT") and tokens[at].head < said:
        at = tokens[at].head
    members = [at]
    while tokens[at].dep in _LISTED and tokens[at].head < at:
        at = tokens[at].head
        members.append(at)
    nouns = all(tokens[x].tag[:2] in ("NN", "CD") for x in members)
    return members[::-1] if nouns else []


def _second_object(tokens: Sequence[Token], place: int) -> int | None:
    """Return the object that a preposition had before: "a family of five, activists … said"."""
    if tokens[place].dep != "pobj":
        return None
    rivals = (x for x in _children(tokens, tokens[place].head) if tokens[x].dep == "pobj")
    return next((x for x in rivals if x < place), None)


def _lacking(tokens: Sequence[Token], place: int) -> int | None:
    """Return the verb or preposition at a place where it has nothing yet to govern."""
    if place < 0 or tokens[place].tag not in ("VBG", "VBD", "VBN", "VB", "VBP", "IN"):
        return None
    has = {tokens[x].dep for x in _children(tokens, place)}
    return place if has.isdisjoint(("dobj", "pobj", "pcomp")) else None


def _children(tokens: Sequence[Token], place: int) -> Iterator[int]:
    return (at for at, x in enumerate(tokens) if x.head == place and at != place)


def _leftmost(tokens: Sequence[Token], place: int) -> int:
    """Return where the words that hang on a word to its left begin."""
    edge, todo = place, [place]
    while todo:
        at = todo.pop()
        edge = min(edge, at)
        todo += [x for x in _children(tokens, at) if x < at]
    return edge
