"""Tests of summarizer.store."""
