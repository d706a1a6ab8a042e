"""A loopback endpoint that answers rendered prompts with completions written by the maintainers."""
