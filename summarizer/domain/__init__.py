"""The nouns of the house: frozen values. No I/O, no clock, no logger, no text matching."""
