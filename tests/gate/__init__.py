"""The gate: how well the French reading agrees with its gold, as a table (`python -m tests.gate`)."""
