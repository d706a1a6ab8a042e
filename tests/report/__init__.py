"""Tests of summarizer.report."""
