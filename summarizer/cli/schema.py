"""``summarizer schema``: the JSON schemas of this version."""

from __future__ import annotations

import argparse
import sys

from summarizer.assets.prompts import load_prompt
from summarizer.assets.schemas import brief_schema, draft_schema, dump
from summarizer.batch import DEFAULT_PROMPT
from summarizer.cli.exits import Exit


def main(args: argparse.Namespace) -> int:
    """Print one schema and return 0."""
    form = load_prompt(DEFAULT_PROMPT).info.output_schema if args.name == "draft" else args.name
    sys.stdout.write(dump(brief_schema() if args.name == "brief" else draft_schema(form)))
    return Exit.OK
