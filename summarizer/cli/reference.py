"""The command line as a page of Markdown, made from the parser itself: ``python -m summarizer.cli.reference``.

Written from the parser's actions and not from its help texts, whose layout changes with the version of Python.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from summarizer.cli.parser import build_parser

_HEAD = """\
# Command line

Made from the parser by `make cli-reference`; a test holds it. What the options mean together, rows, streams and
exit codes:
[contracts.md](contracts.md#command-line).
"""


def reference() -> str:
    """Return the page: one section per command, in the order of the parser, with its options and examples."""
    parser = build_parser()
    parts = [_HEAD, *_command(parser)]
    for sub in _commands(parser):
        parts += _command(sub)
        for action in _commands(sub):
            parts += _command(action, level=3)
    return "\n".join(parts)


def _command(parser: argparse.ArgumentParser, *, level: int = 2) -> Iterator[str]:
    yield f"{'#' * level} {parser.prog}\n"
    if parser.description:
        yield f"{_literal(parser.description)}\n"
    rows = [row for action in parser._actions if (row := _row(action)) is not None]
    if rows:
        yield "| | |\n|---|---|\n" + "\n".join(rows) + "\n"
    if parser.epilog:
        yield f"```\n{parser.epilog.strip()}\n```\n"


def _row(action: argparse.Action) -> str | None:
    """Return the row of one option or argument; None for --help, which is everywhere, and for commands."""
    if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
        return None
    if action.option_strings:
        value = "" if action.nargs == 0 else f" {_value(action)}"
        name = ", ".join(action.option_strings) + value
    else:
        name = _value(action) + ("…" if action.nargs in ("*", "+") else "")
    return f"| `{_cell(name)}` | {_cell(_literal(action.help or ''))} |"


def _value(action: argparse.Action) -> str:
    if action.choices is not None:
        return "|".join(str(choice) for choice in action.choices)
    metavar = action.metavar if isinstance(action.metavar, str) else None
    return metavar or action.dest.upper()


def _commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def _literal(text: str) -> str:
    """Return a help text as Markdown shows it; argparse's «%%» is a percent sign."""
    return text.replace("%%", "%").replace("<", "&lt;").replace("*", "\\*")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(reference())
