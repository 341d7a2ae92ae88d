"""A few plain words for what a trigger names: who did what to whom, and where.

They are put together from the heads of the sentence's phrases, not quoted: an active clause gives
"Police arrest three men", a passive one "Bridge hit", a noun "Explosion in Nova Kakhovka".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.contents import SPEECH, content_of
from kb.read.article.events.modality import LIGHT
from kb.read.article.words.forms import verb_forms
from kb.read.article.words.nouns import OBJECTS, class_of_noun
from kb.read.article.words.syntax import DETERMINERS, PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence

#: The longest name of a part, in words.
_PART = 5
#: Modifiers that belong to a short name of a thing.
_KEPT = frozenset("compound nummod poss nmod amod".split())
#: Prepositions after which only what names a place is worth saying.
_WITHIN = frozenset("in at near off".split())
_PLACES = frozenset("in at near off on of against".split())
_PRONOUNS = frozenset(
    "i you he she it we they them him her us me who whom which that this these those there what "
    "one ones himself itself themselves his".split()
)
_RELATIVE = frozenset("who which that".split())
#: Adjectives that say what a thing is, not what somebody thinks of it.
_TELLING = frozenset(
    "military nuclear local regional national presidential parliamentary federal armed special "
    "naval civil public medical chemical electrical financial criminal foreign chief prime supreme "
    "high senior former southern northern eastern western central".split()
)
#: Kinds of which a title says who did it.
_DONE_BY = frozenset("attack offensive strike shelling refusal".split())
_STATUS = {"postponed": "postponed", "cancelled": "cancelled", "planned": "planned"}


def title_of(sentence: Sentence, trigger: Trigger) -> str:
    """Return a title for what a trigger names, in the words of its clause.

    Without a parser it is the trigger with the words beside it that belong to its phrase.
    """
    syntax = Syntax(sentence)
    if not syntax.parsed:
        words = _near(syntax, trigger)
    elif trigger.is_noun:
        words = _noun_title(syntax, trigger)
    else:
        words = _verb_title(syntax, trigger)
    words = _trimmed(words)
    status = _STATUS.get(trigger.modality.status, "")
    if status and status not in words and " to " not in words:
        words = f"{words} ({status})" if status == "planned" else f"{words} {status}"
    return words[:1].upper() + words[1:]


def _trimmed(words: str) -> str:
    """Return a title that does not end in a word that joins."""
    parts = words.split()
    while len(parts) > 1 and parts[-1].lower() in DETERMINERS | PREPOSITIONS:
        parts.pop()
    return " ".join(parts)


def _verb_title(syntax: Syntax, trigger: Trigger) -> str:
    place = trigger.place
    subject = _subject(syntax, place, "nsubj")
    own = "nsubj" if trigger.passive and any(syntax.with_dep(place, "nsubj")) else "nsubjpass"
    patient = _subject(syntax, place, own)
    target = next((_name(syntax, x) for x in syntax.with_dep(place, "dobj", "attr", "oprd")), "")
    verb, rest = _verb_words(trigger)
    if target.lower() in trigger.text.lower():
        target = ""
    if rest and rest in target.lower():
        rest = ""
    if trigger.tag == "VBG" and target and not syntax.auxiliaries(place):
        done = next(x for x, tag in verb_forms(trigger.entry.lemma) if tag == "VBN")
        return f"{target} {done}"
    if trigger.tag == "VB" and trigger.modality.status == "planned" and subject:
        verb = f"to {verb}"
    if trigger.passive:
        agent = next(
            (_name(syntax, y) for x in syntax.with_dep(place, "agent") for y in syntax.children[x]),
            "",
        )
        patient = patient or _modified(syntax, place) or subject
        parts = [patient, verb, target, rest, f"by {agent}" if agent else ""]
    else:
        said = content_of(syntax, place, _name) if trigger.kind in SPEECH else ""
        parts = [subject, verb, target, rest, said]
        if said:
            return " ".join(x for x in parts if x)
    where = "" if target and subject else _where(syntax, place)
    return " ".join(x for x in (*parts, where) if x)


def _subject(syntax: Syntax, place: int, dep: str) -> str:
    at: int | None = place
    for _ in range(3):
        if at is None:
            return ""
        for child in reversed(list(syntax.with_dep(at, dep))):
            above = syntax.head(at)
            if syntax.dep(at) == "relcl" and syntax.words[child] in _RELATIVE and above is not None:
                child = above
            return _name(syntax, child)
        said_of = at == place and syntax.dep(at) == "acomp"
        above = said_of or syntax.dep(at) in ("conj", "xcomp", "advcl")
        at = syntax.head(at) if above else None
    return ""


def _modified(syntax: Syntax, place: int) -> str:
    """Return the noun that a participle belongs to: "soldiers wounded in the blast"."""
    above = syntax.head(place)
    if syntax.dep(place) == "acl" and above is not None:
        return _name(syntax, above)
    return ""


def _verb_words(trigger: Trigger) -> tuple[str, str]:
    """Return the verb as printed, and what its pattern has after its object: "put", "on hold".

    What somebody had done by then is what he did: "had retaken" gives "retook".
    """
    pattern, word = trigger.entry.pattern, trigger.text.lower()
    if trigger.tag == "VBN" and not trigger.passive:
        forms = list(verb_forms(trigger.entry.lemma))
        if (word, "VBN") in forms:
            word = next(x for x, tag in forms if tag == "VBD")
    if not trigger.entry.size:
        return word, ""
    rest = pattern.partition("…")[2].strip()
    return word, "" if " " in word else rest


def _noun_title(syntax: Syntax, trigger: Trigger) -> str:
    name = _name(syntax, trigger.place) or trigger.text
    above = syntax.head(trigger.place)
    agent = ""
    if above is not None and syntax.dep(trigger.place) == "dobj":
        agent = _subject(syntax, above, "nsubj")
        light = syntax.lemma(above, verb=True) in LIGHT and trigger.kind in _DONE_BY
        agent = f" by {agent}" if agent and light else ""
    return f"{name}{' ' if (where := _where(syntax, trigger.place)) else ''}{where}{agent}"


def _where(syntax: Syntax, place: int) -> str:
    """Return the first phrase of place or object that hangs on a word."""
    for child in syntax.with_dep(place, "prep"):
        if syntax.words[child] not in _PLACES:
            continue
        for noun in syntax.with_dep(child, "pobj"):
            at = _telling_place(syntax, noun) if syntax.words[child] in _WITHIN else noun
            named = _name(syntax, at) if at is not None else ""
            if named and syntax.tokens[noun].label not in ("DATE", "TIME"):
                return f"{syntax.words[child]} {named}"
    return ""


def _telling_place(syntax: Syntax, noun: int) -> int | None:
    """Return the noun that says where: a name, a building, or the name in "area of Kherson"."""
    if syntax.tokens[noun].tag.startswith("NNP") or class_of_noun(syntax.words[noun]) in OBJECTS:
        return noun
    for child in syntax.with_dep(noun, "prep"):
        for below in syntax.with_dep(child, "pobj"):
            if syntax.words[child] == "of" and syntax.tokens[below].tag.startswith("NNP"):
                return below
    return None


def _name(syntax: Syntax, noun: int) -> str:
    """Return a noun with the modifiers that name it; nothing for a pronoun."""
    if syntax.words[noun] in _PRONOUNS:
        return ""
    low = noun
    while low > 0 and noun - low < _PART - 1:
        before = low - 1
        if syntax.words[before] in DETERMINERS or not _belongs(syntax, before, noun):
            break
        low = before
    words = [
        x.text for x in syntax.tokens[low : noun + 1] if syntax.words[noun] or x.text.isalnum()
    ]
    return _joined(syntax, low, noun) if words else ""


def _belongs(syntax: Syntax, at: int, noun: int) -> bool:
    token = syntax.tokens[at]
    if token.tag in ("HYPH",) or token.text in ("-", "'s", "’s"):
        return True
    above = token.head
    if token.dep == "amod" and not token.text[:1].isupper():
        return token.lemma in _TELLING
    return token.dep in (*_KEPT, "npadvmod", "case") and at < above <= noun


def _joined(syntax: Syntax, low: int, high: int) -> str:
    text = ""
    for at in range(low, high + 1):
        token = syntax.tokens[at]
        apart = at > low and token.start > syntax.tokens[at - 1].end
        text += " " * apart + token.text
    return text.strip("-' ")


def _near(syntax: Syntax, trigger: Trigger) -> str:
    low, high = trigger.place, trigger.place
    stops = DETERMINERS | _PRONOUNS | {"and", "but", "that", "who", "which", "when"}
    while low > 0 and trigger.place - low < _PART and not _stops(syntax, low - 1, stops):
        low -= 1
    while (
        high + 1 < len(syntax)
        and high - trigger.place < _PART
        and not _stops(syntax, high + 1, stops - {"a", "an", "the"})
    ):
        high += 1
    return _joined(syntax, low, high)


def _stops(syntax: Syntax, place: int, stops: frozenset[str]) -> bool:
    return syntax.is_end(place) or syntax.words[place] in stops
