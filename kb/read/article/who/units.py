"""Military units by a grammar: an ordinal, what it is equipped with, an echelon, whose it is.

"the 127th Regiment of Russia's 1st Army Corps" names one unit, with its parent.
"""

from __future__ import annotations

import re

ECHELONS = (
    "army group|army corps?|corps|army|division|brigade|regiment|battalion|squadron|company|"
    "battery|"
    "platoon|fleet|flotilla|wing|group|legion|special forces group|district|directorate|centre|"
    "center"
)
_KINDS = (
    "separate|independent|guards?|mechani[sz]ed|motori[sz]ed|motor|rifle|infantry|airborne|air|assault|"
    "marine|naval|mountain|tank|armou?red|artillery|field|missile|rocket|reconnaissance|engineer|"
    "territorial|defen[cs]e|special|purpose|operations|forces|combined|arms|air-defen[cs]e|cavalry|"
    "jaeger|parachute|aviation|helicopter|fighter|bomber|shock|ranger|light|heavy|national"
)
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th|d)|"
    r"(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))"
)
_UNIT = rf"{_ORDINAL}(?:[ -](?:(?i:{_KINDS})))*[ -](?i:{ECHELONS})\b"
_PARENT = (
    rf"(?:,? (?:of|in|from)(?: the)? (?:[A-Z][\w.]+(?:'s|’s)? )?{_UNIT}"
    r"|,? (?:of|from)(?: the)? (?:[A-Z][\w.]+ )?"
    r"(?:Army|Navy|Marines|Air Force|National Guard|Armed Forces)\b)"
)
UNIT = re.compile(rf"\b(?:[A-Z][\w.]+(?:'s|’s) )?{_UNIT}{_PARENT}*")
