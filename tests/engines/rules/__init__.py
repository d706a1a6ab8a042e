"""Tests of summarizer.engines.rules."""
