"""The page of the command line is the parser's."""

from __future__ import annotations

import argparse
from pathlib import Path

from summarizer.cli import reference as page
from summarizer.cli.parser import build_parser

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_is_what_the_parser_says() -> None:
    """``make cli-reference`` writes it again."""
    assert DOCS.read_text(encoding="utf-8") == page.reference()


def test_every_option_of_every_command_is_on_the_page() -> None:
    """An option without a help text has no place there, nor here."""
    text = page.reference()
    parsers = [build_parser()]
    for parser in parsers:
        parsers += list(page._commands(parser))
        for action in parser._actions:
            if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
                assert action.help, (parser.prog, action.dest)
                assert all(option in text for option in action.option_strings)
    assert all(f"# {parser.prog}\n" in text for parser in parsers)
