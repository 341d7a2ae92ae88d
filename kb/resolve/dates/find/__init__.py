"""Time expressions in running text, and in phrases.

The way of a text: `scan` (English) or `scanner` with `tongue` (other languages) cut it into pieces;
`rules` compile the forms of a grammar and `cascade` runs them, stage after stage; the `makers` turn
what matched into what is `said`, the `anchors` into what is meant, by the `story` so far; `spread`
keeps what words leave open, `meaning` makes the time span, and `reader` puts it all together.
Finding, reading and anchoring are apart as in HeidelTime (Strötgen and Gertz 2013) and SUTime
(Chang and Manning 2012).
"""
