"""Tolls: "two dead and five wounded", "the death toll rose to 40"."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.read.article.values import Field
from kb.read.article.who.numbers import LEAD, ONE, range_of
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence

#: Kinds of events that leave people dead or hurt.
_BRINGS = frozenset(
    "attack assault ambush battle strike shelling bombing explosion assassination killing accident "
    "disaster fire sabotage crash protest riot".split()
)
_COUNTS = MappingProxyType(
    {"dead": "killed", "deaths": "killed", "fatalities": "killed", "missing": "missing"}
    | dict.fromkeys(("wounded", "injured", "hurt"), "wounded")
)
_TOLL = re.compile(
    rf"(?P<number>(?:{LEAD}[ ])?{ONE})(?: (?!and\b|or\b|but\b|of\b)[\w-]+){{0,3}}?"
    rf" (?:were |was )?(?:left )?(?P<what>{'|'.join(_COUNTS)})\b",
    re.IGNORECASE,
)
#: What has a number for a name: "flight 370 has been missing".
_NUMBERED = re.compile(
    r"\b(?:flight|no|number|route|unit|apartment|room|highway|boeing|airbus|train|bus|ward|block)"
    r"\.? $",
    re.IGNORECASE,
)
#: Others who are counted right before: "five rebels and", "two nurses,".
_GOES_ON = re.compile(
    rf"(?:{ONE}(?: [\w-]+){{1,3}} and|(?!an?\b){ONE}(?: [\w-]+){{1,2}},) $", re.IGNORECASE
)
_ENDS_TOLL = re.compile(rf"(?:{'|'.join(_COUNTS)}),? (?:and |with )?$", re.IGNORECASE)
#: A number that is no mere article: "a market" is none, "a dozen" is.
_FIGURE = rf"(?!an?\b(?! (?:dozen|hundred|thousand)\b)){ONE}"
_SUM = re.compile(
    r"\b(?:death toll|number of (?:dead|deaths|fatalities|people killed))\b"
    rf"(?: (?!(?:{LEAD}[ ])?{_FIGURE}|to\b|and\b)[\w'’-]+){{0,12}}?"
    rf"(?: from {ONE})?(?: to| at| of| was| is)? (?P<number>(?:{LEAD}[ ])?{_FIGURE})(?![\w-])",
    re.IGNORECASE,
)


def tolls(
    text: str, sentence: Sentence, trigger: Trigger, found: Sequence[Field]
) -> Iterator[Field]:
    """Yield the dead, hurt and missing that a trigger says or brought about, but those `found`."""
    have = {x.value.partition(":")[0] for x in found}
    syntax = Syntax(sentence)
    if "killed" not in have and (total := _total(text, sentence, trigger)):
        have.add("killed")
        yield total
    for match in _TOLL.finditer(text, sentence.start, sentence.end):
        name = _COUNTS[match["what"].lower()]
        number = range_of(match.group())
        before = text[sentence.start : match.start()]
        whole = not _is_last_of_list(before) and not _NUMBERED.search(before)
        if name not in have and number and whole and _is_toll_of(syntax, trigger, match.end()):
            have.add(name)
            why = "number of the dead or hurt"
            yield Field("counts", f"{name}: {number}", *match.span(), 0.7, why)


def _total(text: str, sentence: Sentence, trigger: Trigger) -> Field | None:
    """Return the dead that a sentence gives in all, where the trigger is their toll."""
    match = _SUM.search(text, sentence.start, sentence.end)
    if match is None or not match.start() <= trigger.start < match.start("number"):
        return None
    if trigger.kind not in _BRINGS | {"killing"}:
        return None
    number = range_of(match["number"])
    return Field("counts", f"killed: {number}", *match.span(), 0.8, "the toll in all")


def _is_last_of_list(before: str) -> bool:
    """Tell whether a number ends a list of people: "five rebels and a soldier dead"."""
    return _GOES_ON.search(before) is not None and _ENDS_TOLL.search(before) is None


def _is_toll_of(syntax: Syntax, trigger: Trigger, end: int) -> bool:
    """Tell whether a toll that ends at an offset is what a trigger says or brought about.

    A word of harm that has a subject ("fifteen wounded", "others were hurt") counts for itself.
    """
    place = next((i for i, x in enumerate(syntax.tokens) if x.end == end), -1)
    if place < 0 or place == trigger.place:
        return place >= 0
    if not syntax.parsed:
        return trigger.kind in _BRINGS and trigger.start < end
    tells = syntax.tag(place).startswith("VB") and any(syntax.with_dep(place, "nsubjpass"))
    above = [] if tells else [*syntax.above(place)]
    brings = trigger.kind in _BRINGS and not (trigger.passive and trigger.kind == "killing")
    if trigger.place in above:
        return brings or trigger.start <= syntax.tokens[place].start < trigger.end
    brought = {x for verb in above for x in syntax.with_dep(verb, "nsubj")}
    return brings and trigger.place in brought
