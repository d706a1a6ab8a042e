"""Briefs for people: the only Markdown and terminal rendering."""
