"""Versioned files that ship with the package: prompts and schemas, by id@version and sha256."""
