"""Corruptions: truthful drafts, spoiled in one way at a time, to see what the checks catch (docs/checks.md)."""
