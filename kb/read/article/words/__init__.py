"""The words of an article: sentences, forms, grammar, with a parser or without."""
