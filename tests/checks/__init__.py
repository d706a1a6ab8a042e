"""Tests of summarizer.checks."""
