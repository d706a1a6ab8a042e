"""Bytes to articles: the only decoders of input."""
