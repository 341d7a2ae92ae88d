"""Verbs that say how things are, or that somebody speaks; they name no event by themselves."""

from __future__ import annotations

STATIVE = frozenset(
    "be have do say tell add note state write report speak mention describe quote cite comment "
    "remark explain tweet reply respond believe think know feel hope want wish need like love hate "
    "seem appear look sound remain stay keep continue mean contain include consist comprise belong "
    "own possess lack cost weigh measure equal resemble concern involve depend exist live reside "
    "lie sit stand understand remember forget expect intend plan aim try attempt seek consider "
    "regard view see hear watch get go come let make take put set become tend serve allow enable "
    "require relate refer base locate situate call name know list rank compare suggest indicate "
    "show imply reflect represent feature support oppose prefer deserve matter fear worry doubt "
    "agree use act work run happen occur follow help bring cause accord regard express stress "
    "emphasise emphasize acknowledge insist argue claim assert maintain believe hope praise thank "
    "welcome criticise vary differ affect surround border face own exceed total average date "
    "estimate pose range deem treat carry consider assume presume wait turn talk can may".split()
)
