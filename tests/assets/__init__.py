"""Tests of prompts and schemas."""
