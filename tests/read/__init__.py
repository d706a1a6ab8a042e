"""Tests of summarizer.read."""
