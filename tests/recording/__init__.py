"""Recorded conversations: how they are written, guarded and replayed."""
