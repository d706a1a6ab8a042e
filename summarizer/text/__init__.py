"""Strings to offsets: pure functions, the only regular expressions of the house. One language pack per folder."""
