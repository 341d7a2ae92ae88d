"""Who may do something: people, bodies and names, and no thing, law or building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.words.casing import is_word
from kb.read.article.words.nouns import OBJECTS

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

#: What does nothing by itself: it is hit, or somebody uses it.
_THINGS = OBJECTS | {"weapon", "place"}
#: Endings of nouns that name people.
_OF_PEOPLE = ("er", "or", "ist", "ian", "ant", "ee", "man", "men", "ite", "ive")
#: Nouns with such endings that name none.
_NO_PEOPLE = frozenset(
    "letter paper poster power water weather winter summer disaster error factor fever order "
    "number answer offer filter corner quarter chapter cover river border murder terror horror "
    "computer sector tractor motor reactor color monitor ladder thunder anger hunger danger "
    "matter container counter disorder cancer laser meter register folder tender shelter center "
    "tower sewer copper newsletter sticker banner liquor mirror rumor labor favor tumor vapor "
    "corridor plant restaurant grant warrant document variant fee coffee degree tree knee "
    "committee guarantee decree initiative archive drive offensive explosive motive narrative "
    "perspective objective site website satellite suite item regimen encounter transfer dinner "
    "gender character cluster timber barrier carrier frontier".split()
)
#: Last words of names that are laws, works or buildings, which do nothing.
_NO_DOERS = frozenset(
    "act code treaty bill law amendment agreement accord protocol report tower airport bridge "
    "street square avenue road war cup award prize".split()
)
_NO_DOER_LABELS = frozenset("LAW WORK_OF_ART EVENT PRODUCT FAC".split())


def may_act(syntax: Syntax, place: int, noun_class: str) -> bool:
    """Tell whether a word may name who does something: a name, a pronoun, or a noun of people."""
    token = syntax.tokens[place]
    no_doer = syntax.words[place] in _NO_DOERS or token.label in _NO_DOER_LABELS
    if no_doer and is_name(syntax, place):
        return False
    if token.tag == "CD":  # "one of the guards", not "thirty"
        return any(syntax.words[x] == "of" for x in syntax.with_dep(place, "prep"))
    if any(syntax.words[x] == "no" for x in syntax.with_dep(place, "det")):
        return False
    if noun_class or token.tag not in ("NN", "NNS", "") or is_name(syntax, place):
        return True
    word = syntax.words[place].removesuffix("s")
    return word.endswith(_OF_PEOPLE) and word not in _NO_PEOPLE


def is_thing(syntax: Syntax, place: int, noun_class: str) -> bool:
    """Tell whether a common noun names what does nothing by itself: "12 vehicles", "the house"."""
    return noun_class in _THINGS and not is_name(syntax, place)


def is_name(syntax: Syntax, place: int) -> bool:
    """Tell whether a word is a name's, by its tag or else by its capital."""
    token = syntax.tokens[place]
    capital = not token.tag and token.text[:1].isupper()
    return token.tag.startswith("NNP") or (
        capital and (place > 0 or not is_word(token.text.lower()))
    )
