"""Structured briefs of French press articles that never stand firmer than the article."""
