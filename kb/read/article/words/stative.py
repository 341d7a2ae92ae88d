"""Verbs that say how things are, what somebody thinks or that somebody speaks.

The first name no event at all. The second are events at most by the date that they have.
"""

from __future__ import annotations

STATIVE = frozenset(
    "be have do seem appear look sound remain stay keep continue mean contain include consist "
    "comprise belong own possess lack cost weigh measure equal resemble concern involve "
    "depend exist live reside lie sit stand understand remember forget expect intend plan aim "
    "try attempt seek consider regard view see hear watch get let become tend require relate "
    "refer base locate situate name know list rank compare imply reflect represent feature "
    "prefer deserve matter fear worry love hate hope want wish need like accord vary "
    "differ surround border face exceed total average date estimate pose range deem treat "
    "assume presume wait can may think feel prepare believe occur happen come go".split()
)

#: Verbs of saying and of the commonest doings, which are seldom what an article tells of.
FAINT = frozenset(
    "say tell add note state write speak mention describe quote cite comment remark explain "
    "tweet reply respond indicate suggest show express stress emphasise emphasize acknowledge "
    "insist argue claim assert maintain praise thank welcome call report use act work run "
    "follow help bring cause take make put set give allow enable serve talk turn support "
    "oppose carry affect agree inform read own post estimate doubt aim".split()
)
