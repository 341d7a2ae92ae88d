"""Extractors that ask a language model. None is needed, and each loads its library when used."""
