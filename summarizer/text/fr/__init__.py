"""French, as data: every entry with its source; no code."""
