"""Argv, environment, terminal, exit codes: one file per group of commands."""
