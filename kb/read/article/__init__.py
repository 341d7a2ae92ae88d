"""Articles to candidate reports, each field with the words that it stands on.

The way of an article: `document` gets its text and zones, `sentences` its sentences and tokens,
`triggers` the words that name a happening, `roles`, `attribution`, `dating` what hangs on each of
them, `assembly` joins what tells of one happening into candidates, and `reading` hands them out in
the columns of events.csv. Every stage takes and gives plain values with character offsets.
"""
