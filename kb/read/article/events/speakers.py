"""The words that name whoever speaks: a phrase by a parser, or by its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.words.syntax import BE, DETERMINERS, HAVE

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax


#: What people say something in, which says nothing itself.
SAID_IN = frozenset(
    "statement interview post tweet message briefing conference report letter speech email release "
    "broadcast address telegram article video communique".split()
)


#: What is worked out by somebody who speaks by it.
_WHOSE = frozenset("estimates figures data reports sources statistics".split())


def speaker_of(syntax: Syntax, noun: int) -> int:
    """Return who speaks where a noun is the subject of a verb of saying.

    That is the person that an apposition names ("the spokesman, Jan Novak, said"), and whose
    statement it is ("a statement by the ministry said").
    """
    if syntax.words[noun] in SAID_IN:
        for child in syntax.with_dep(noun, "prep", "poss"):
            if syntax.dep(child) == "poss":
                return child
            if syntax.words[child] in ("by", "from", "of"):
                return next(syntax.with_dep(child, "pobj"), noun)
    named = (x for x in syntax.with_dep(noun, "appos") if syntax.tokens[x].label == "PERSON")
    return noun if syntax.tokens[noun].label == "PERSON" else next(named, noun)


def trimmed(syntax: Syntax, low: int, high: int) -> tuple[int, int]:
    """Return a phrase without articles, marks, and what it was said in ("in a statement").

    Of "estimates from the office" the office speaks.
    """
    if syntax.words[low] in _WHOSE | SAID_IN and low + 2 <= high:
        low += 2 * (syntax.words[low + 1] in ("from", "by", "of"))
    for at in range(low + 1, high):
        rest = syntax.words[at + 1 : min(at + 4, high + 1)]
        if syntax.words[at] in ("in", "on", "at", "during") and not SAID_IN.isdisjoint(rest):
            high = at - 1
            break
    closed = [x for x in range(low, high) if syntax.words[x] == ")"]
    if closed and "(" in syntax.words[max(low - 1, 0) : closed[0]]:
        low = closed[0] + 1  # "The (Beirut) Daily Star"
    while low < high and (
        syntax.words[low] in DETERMINERS or not syntax.tokens[low].text[:1].isalnum()
    ):
        low += 1
    return low, high


def phrase_of(syntax: Syntax, noun: int) -> tuple[int, int]:
    """Return the first and last word of a name or noun phrase, without what is only added to it."""
    low = high = noun
    stack = [noun]
    while stack:
        at = stack.pop()
        for child in syntax.children[at]:
            if syntax.dep(child) in (
                "relcl",
                "appos",
                "punct",
                "acl",
                "cc",
                "conj",
                "advcl",
                "dep",
            ):
                if syntax.dep(child) not in ("cc", "conj") and child > noun:
                    continue
                if syntax.dep(child) == "punct" and syntax.words[child] not in ("-", "–", "'", "’"):
                    continue
            low, high = min(low, child), max(high, child)
            stack.append(child)
    return low, high


def words_of(syntax: Syntax, low: int, high: int) -> str:
    text = ""
    for at in range(low, high + 1):
        gap = syntax.tokens[at].start - syntax.tokens[at - 1].end if at > low else 0
        text += " " * min(gap, 1) + syntax.tokens[at].text
    return text


def phrase_after(syntax: Syntax, first: int) -> tuple[int, int]:
    """Return the noun phrase that begins at a word, up to a comma or a verb."""
    last = first
    while last + 1 < len(syntax) and not _ends_phrase(syntax, last + 1):
        last += 1
    return first, last


def _ends_phrase(syntax: Syntax, place: int) -> bool:
    word, tag = syntax.words[place], syntax.tokens[place].tag
    stops = BE | HAVE | {"that", "who", "which", "on", "and", "but", "when", "as", "after"}
    stops |= {"published", "released"}
    if word in ("-", "–") and 0 < place < len(syntax) - 1:
        before, mark, after = syntax.tokens[place - 1 : place + 2]
        if before.end == mark.start and mark.end == after.start:
            return False  # "Nagorno-Karabakh officials"
    return syntax.is_end(place) or word in stops or tag[:3] in ("VBD", "VBZ", "VBP")


def phrase_before(syntax: Syntax, verb: int) -> tuple[int, int]:
    last = verb - 1
    while last > 0 and (syntax.words[last] in HAVE | BE or syntax.words[last].endswith("ly")):
        last -= 1
    if syntax.words[last] == "," and last > 1:
        last = _before_apposition(syntax, last)
    first = last
    while first > 0 and not _ends_phrase(syntax, first - 1):
        first -= 1
    return first, last


def _before_apposition(syntax: Syntax, comma: int) -> int:
    at = comma - 1
    while at > 0 and syntax.words[at] != ",":
        at -= 1
    return at - 1 if at > 0 else comma - 1
