"""Benchmarks: ratios against a baseline in the same run. Nothing here is a test and nothing asserts a time."""
