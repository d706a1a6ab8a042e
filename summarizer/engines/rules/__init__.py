"""The offline engine: deterministic, no model, no network."""
