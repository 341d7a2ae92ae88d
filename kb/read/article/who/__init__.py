"""Who takes part in the events of an article: actors, roles, counts."""
