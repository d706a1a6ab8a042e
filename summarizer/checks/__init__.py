"""Draft and analysis to brief and findings: pure, the same answer for ever."""
