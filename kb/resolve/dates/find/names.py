"""What is named by a day and is of no day: "the 26 January Hospital", "the 6 January committee"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import said_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.scan import Piece

#: Heads of names of what stands or is founded, and has the name of a day, with a capital.
_NAMED = frozenset(
    "Hospital Clinic Memorial Monument Museum School College Institute Academy Lyceum Kindergarten"
    " Library Airport Airfield Station Port Harbor Harbour Terminal Dam Tunnel Tower Gate Park"
    " Gardens Market Palace Hall House Church Cathedral Chapel Theatre Theater Arena Barracks Camp"
    " Prison Factory Plant Mine Cemetery District Quarter Village Highway Motorway Way Lane Group"
    " Committee Commission Front Division Regiment Army Cell Party Union Federation Foundation"
    " Association Society Fund Club Prize Award Collective Street Road Avenue Square Bridge"
    " Boulevard Stadium University Movement Brigade Brigades Battalion Neighborhood Neighbourhood"
    " Plaza Mosque Alliance Coalition Organization Organisation Network".split()
)
#: Bodies that have the name of a day, also in small letters.
_BODIES = frozenset(
    "committee panel group movement brigade brigades battalion organisation organization"
    " network".split()
)
#: What happens, so that a day before it is its day, with a capital as well.
_HAPPENINGS = frozenset(
    "attack attacks assault bombing bombings blast blasts explosion shelling strike strikes"
    " airstrike airstrikes raid raids riot riots massacre killing killings shooting shootings"
    " offensive invasion war battle clash clashes coup putsch revolution uprising insurrection"
    " rebellion revolt protest protests demonstration demonstrations march rally election elections"
    " vote referendum summit meeting conference talks ceasefire truce earthquake quake flood floods"
    " fire fires crash disaster accident incident siege storming murder murders assassination"
    " ambush hijacking hijackings evacuation withdrawal visit speech hearing trial parade ceremony"
    " funeral final match game deadline primary caucus launch landing crackdown".split()
)
#: Words behind a name with which its phrase is over.
_OVER = frozenset(
    "in at on near of to for from by with and or but was were is are has had have will would could"
    " can that which who when while after before as under over into against during".split()
)
_ON = frozenset("on since until till by from before after".split())
_MOST = 4


def is_name(made: Sequence[Piece], place: int, text: str) -> bool:
    """Tell whether a day is part of a name, by the words around it."""
    piece = made[place]
    said = said_of(piece)
    if said is None or (said.op, said.unit) != ("calendar", "day") or said.weekday:
        return False
    words = [x.text for x in made[place + 1 : place + 2 + _MOST]]
    capitals = list(takewhile(lambda x: x[:1].isupper(), words))
    before = [x.text.lower() for x in made[max(place - 2, 0) : place]]
    if text[piece.start : piece.end].lower().startswith("the "):
        before = [*before, "the"][-2:]
    if before[-1:] != ["the"]:
        return words[:1] == capitals[:1] and _is_listed(words[:1]) and not _ON & {*before[-1:]}
    if words[:1] and words[0] in _BODIES and said.year is None:
        return True
    if _is_listed(capitals):
        return True
    head = capitals[-1].lower() if capitals else ""
    if not head or said.year is not None or head in _HAPPENINGS or before[0] in _ON:
        return False
    if not all(x[1:].islower() for x in capitals):
        return False
    then = words[len(capitals)] if len(capitals) < len(words) else ""
    return not then[:1].isalnum() or then in _OVER


def _is_listed(words: Sequence[str]) -> bool:
    return any(x in _NAMED or (x.isupper() and x.title() in _NAMED) for x in words)
