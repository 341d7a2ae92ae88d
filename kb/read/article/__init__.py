"""Articles to candidate reports, each field with the words that it stands on.

The way of an article goes through rooms, each of which knows those before it: `document` gets its
text and zones, `words` its sentences and their grammar, `events` the words that name a happening,
and who says so, `who` the actors and their roles, `times` the dates. Beside the rooms stands what
puts together: `analysis` holds what all of them found, `joining` makes one event of what tells of
one, `extract` makes candidates, `grounding` holds those of any extractor against the text, and
`rows` hands them out in the columns of events.csv. Every stage takes and gives plain values with
character offsets; `values` has them.
"""
