"""When the events of an article happened."""
