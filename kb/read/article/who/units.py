"""Military units by a grammar: a number or a name, what it is equipped with, an echelon, a parent.

Armies number in several ways: "the 127th Regiment of Russia's 1st Army Corps", "the XVIII Airborne
Corps", "Light Infantry Division 77", "2nd Battalion, 7th Marine Regiment"; or they name: "the
Golani Brigade's 51st Battalion", "the Black Sea Fleet". Each is one unit, with its parents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ECHELONS = (
    "army group|army corps?|corps|army|division|brigade|regiment|battalion|squadron|company|"
    "battery|platoon|fleet|flotilla|wing|group|legion|special forces group|military district|"
    "military region|district|directorate|centre|center"
)
#: Echelons that mean little else, so that a number in words may stand before them in small letters.
_PLAIN = "army corps?|corps|brigade|regiment|battalion|division"
_KINDS = (
    "separate|independent|guards?|mechani[sz]ed|motori[sz]ed|motor|rifle|infantry|airborne|air|assault|"
    "marine|naval|mountain|tank|armou?red|artillery|field|missile|rocket|reconnaissance|engineer|"
    "territorial|defen[cs]e|special|purpose|operations|forces|combined|arms|air-defen[cs]e|cavalry|"
    "jaeger|parachute|aviation|helicopter|fighter|bomber|shock|ranger|light|heavy|national|"
    "expeditionary|border|coastal|commando|logistics|panzer|grenadier|army"
)
_NUMBERED = r"\d{1,3}(?:st|nd|rd|th|d)"
_WORDS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_CAPITAL = "|".join(x.title() for x in _WORDS.split("|"))
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])"
_OF_KIND = rf"(?:[ -](?i:{_KINDS}))*"
_NUMBERED_AFTER = "Brigade|Battalion|Regiment|Division|Task Force|Unit"
_UNIT = (
    rf"(?:(?:{_NUMBERED}){_OF_KIND}[ -](?i:{ECHELONS})\b"
    rf"|(?:{_NUMBERED}) (?:Airborne|Cavalry|Marines)\b"
    rf"|(?:{_CAPITAL}){_OF_KIND} (?:{ECHELONS.title()})\b"
    rf"|(?:{_WORDS})(?:[ -](?i:{_KINDS}))+ (?:{_PLAIN})\b"
    rf"|{_ROMAN}{_OF_KIND} (?:Army Corps|Corps|Army|Division)\b"
    rf"|(?:(?:{_KINDS.title()}) )*(?:{_NUMBERED_AFTER}) \d{{1,5}}\b)"
)
#: Names that end like those of units and are none.
_NO_UNITS = "Fire|Peace|Press|Diplomatic|The|Salvation|Drum"
_NAME = rf"(?!(?:{_NO_UNITS})\b)(?:[A-Z][\w’'-]+|(?:al|el|ad|as|ash)-[A-Z]\w+)(?<!'s)(?<!’s)"
_NAMED = (
    rf"(?:(?:{_NAME} ){{1,4}}"
    r"(?:Brigades?|Battalion|Regiment|Fleet|Flotilla|Legion|Military District|Military Region)\b"
    r"|(?:Islamic )?(?:Presidential|Republican|Imperial|Revolutionary) Guards?(?: Corps)?\b)"
)
_BRANCH = (
    r"(?:[A-Z][\w.]+ )?(?:Army|Navy|Marines|Air Force|National Guard|Armed Forces"
    r"|(?<=[a-z] )(?:army|navy|air force|armed forces))\b"
)
_OWNER = r"[A-Z][\w.]+(?:'s|’s) "
_PARENT = (
    rf"(?:,? (?:of|in|from)(?: the)? (?:{_OWNER})?(?:{_UNIT}|{_NAMED})"
    rf"|, (?:the )?{_UNIT}"
    rf"|,? (?:of|from)(?: the)? {_BRANCH})"
)
UNIT = re.compile(
    rf"(?<![\w-])(?:(?:{_NAMED}(?:'s|’s) {_UNIT}|(?:{_OWNER})?{_UNIT}){_PARENT}*"
    rf"|(?:{_OWNER})?{_NAMED})"
)


def whole_units(names: Iterable[str]) -> dict[str, str]:
    """Return units that an article also names with their parents, by their short names.

    >>> whole_units(["51st Battalion", "Golani Brigade's 51st Battalion"])
    {'51st Battalion': "Golani Brigade's 51st Battalion"}
    """
    distinct = dict.fromkeys(names)
    found = {}
    for short in distinct:
        whole = [x for x in distinct if _is_part(short, x)]
        if len(whole) == 1:
            found[short] = whole[0]
    return found


def _is_part(short: str, whole: str) -> bool:
    after = whole.startswith((f"{short} of ", f"{short}, ", f"{short} in ", f"{short} from "))
    return after or whole.endswith((f"'s {short}", f"’s {short}"))
