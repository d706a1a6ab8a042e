"""Tests of summarizer.text."""
