"""Engines: Analysis → Draft. One interface, one file or folder per implementation. Never imports checks."""
