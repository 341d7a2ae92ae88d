"""What an article tells of: triggers, whether they happened, who says so, which matter."""
