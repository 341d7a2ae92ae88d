"""Time expressions in running text.

`scan` cuts a text into pieces, `rules` runs the stages of a grammar (a table in `grammars/`) over
them, `makers` turn what matched into what is said, `anchors` into what is meant, by the `story`
so far; `mention` puts it together. Finding, reading and anchoring are apart as in HeidelTime
(Strötgen and Gertz 2013) and SUTime (Chang and Manning 2012).
"""
