"""``summarizer schema``: the JSON schemas of this version."""

from __future__ import annotations

import argparse
import sys

from summarizer.assets.schemas import brief_schema, draft_schema, dump
from summarizer.cli.exits import Exit


def main(args: argparse.Namespace) -> int:
    """Print one schema and return 0."""
    sys.stdout.write(dump(brief_schema() if args.name == "brief" else draft_schema()))
    return Exit.OK
