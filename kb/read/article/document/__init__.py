"""What an article is made of: its text, out of whatever holds it, and the zones in it."""
