"""``summarizer completion``: a script that completes commands, options, choices and file names in a shell."""

from __future__ import annotations

import argparse
import sys

from summarizer.cli.exits import Exit
from summarizer.cli.parser import build_parser
from summarizer.errors import SettingsError

_FILES = frozenset({"inputs", "manifest", "output", "store", "brief", "article", "briefs", "config", "report"})
"""Names of arguments that are files."""


def main(args: argparse.Namespace) -> int:
    """Print the script and return 0; raises SettingsError where the library that writes it is missing."""
    try:
        import shtab  # noqa: PLC0415  # for this command alone
    except ImportError:
        raise SettingsError("completion scripts need shtab: pip install 'pressbrief[completion]'") from None
    parsers = [build_parser()]
    for parser in parsers:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                parsers += action.choices.values()
            elif action.dest in _FILES and action.choices is None:
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # how shtab is told
    sys.stdout.write(f"{shtab.complete(parsers[0], shell=args.shell)}\n")
    return Exit.OK
